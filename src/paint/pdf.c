/*
 * PDF: the scene on cairo's PDF surface, one page of the map's size. Text stays text, every button is a
 * link, and the outline lists the categories.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "paint/cairo_canvas.h"
#include "paint/paint.h"

static const double largest_side = 14400; /* points: what PDF viewers accept (PDF 1.7, annex C) */

static cairo_status_t append_bytes(void *out, const unsigned char *bytes, unsigned length)
{
    pm_strbuf_append(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* A text in cairo's attribute syntax: quotes and backslashes escaped. */
static void append_quoted(pm_strbuf *out, const char *text)
{
    pm_strbuf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') pm_strbuf_char(out, '\\');
        pm_strbuf_char(out, *text);
    }
    pm_strbuf_char(out, '\'');
}

/* Links hold printable ASCII only (RFC 3986): everything else is percent-encoded. */
static void append_url(pm_strbuf *out, const char *url)
{
    pm_strbuf ascii = PM_STRBUF_INIT;
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;
        if (c <= 0x20 || c >= 0x7F || c == '\\' || c == '\'' || c == '(' || c == ')')
            pm_strbuf_printf(&ascii, "%%%02X", c);
        else
            pm_strbuf_char(&ascii, *url);
    }
    append_quoted(out, pm_strbuf_text(&ascii));
    pm_strbuf_finish(&ascii);
}

/* A link's area, painted or not: the buttons are on the page already. */
static void add_link(cairo_t *cr, const pm_item *item, double scale)
{
    pm_strbuf attributes = PM_STRBUF_INIT;
    pm_box area = item->link.area;
    const double numbers[] = { area.x, area.y, area.width, area.height };
    pm_strbuf_string(&attributes, "rect=[");
    for (int i = 0; i < 4; i++) {
        pm_strbuf_number(&attributes, numbers[i] * scale, 2);
        pm_strbuf_char(&attributes, i < 3 ? ' ' : ']');
    }
    pm_strbuf_string(&attributes, " uri=");
    append_url(&attributes, item->link.url);
    cairo_tag_begin(cr, CAIRO_TAG_LINK, pm_strbuf_text(&attributes));
    cairo_tag_end(cr, CAIRO_TAG_LINK);
    pm_strbuf_finish(&attributes);
}

static void add_outline(cairo_surface_t *surface, const pm_scene *scene, double scale)
{
    for (size_t i = 0; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        if (node->content->level != PM_LEVEL_CATEGORY) continue;
        pm_strbuf target = PM_STRBUF_INIT;
        pm_strbuf_string(&target, "page=1 pos=[0 ");
        pm_strbuf_number(&target, fmax(node->box.y - 20, 0) * scale, 2);
        pm_strbuf_char(&target, ']');
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
                                      pm_node_display_name(node->content->node), pm_strbuf_text(&target),
                                      CAIRO_PDF_OUTLINE_FLAG_OPEN);
        pm_strbuf_finish(&target);
    }
}

static void set_metadata(cairo_surface_t *surface, const pm_scene *scene, const pm_paint_options *options)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "papermap");
    if (options->author) cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, options->author);
    char date[32] = ""; /* an empty date is left out; cairo's own default would be the time of day */
    time_t seconds = (time_t)options->date;
    struct tm utc;
    if (options->date >= 0 && gmtime_r(&seconds, &utc))
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

bool pm_paint_pdf(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                  pm_diagnostics *diagnostics)
{
    double scale = fmin(scene->zoom, largest_side / fmax(scene->width, scene->height));
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append_bytes, out, scene->width * scale, scene->height * scale);
    set_metadata(surface, scene, options);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    pm_canvas_paint(cr, scene);
    cairo_tag_begin(cr, "Document",
                    NULL); /* without a structure around them cairo 1.16 writes a broken file */
    for (size_t i = 0; i < scene->item_count; i++)
        if (scene->items[i].kind == PM_ITEM_LINK_BEGIN) add_link(cr, &scene->items[i], scale);
    cairo_tag_end(cr, "Document");
    add_outline(surface, scene, scale);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot write the PDF: %s",
                 cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}
