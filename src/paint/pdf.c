/*
 * PDF: the scene on cairo's PDF surface, a page of the map's size, or one for each part. Text stays text,
 * every button is a link, tags tell the structure (pdf_tags.c), and the outline lists the categories, or the
 * parts.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "paint/cairo_canvas.h"
#include "paint/paint.h"
#include "paint/pdf_tags.h"

static const double largest_side = 14400; /* points: what PDF viewers accept (PDF 1.7, annex C) */

static cairo_status_t append_bytes(void *out, const unsigned char *bytes, unsigned length)
{
    pm_strbuf_append(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void add_outline_entry(cairo_surface_t *surface, const char *name, size_t page, double y)
{
    pm_strbuf target = PM_STRBUF_INIT;
    pm_strbuf_printf(&target, "page=%zu pos=[0 ", page);
    pm_strbuf_number(&target, y, 2);
    pm_strbuf_char(&target, ']');
    cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, name, pm_strbuf_text(&target),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
    pm_strbuf_finish(&target);
}

/* The categories of the one page. */
static void add_outline(cairo_surface_t *surface, const pm_scene *scene, double scale)
{
    for (size_t i = 0; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        if (node->content->level != PM_LEVEL_CATEGORY) continue;
        add_outline_entry(surface, pm_node_display_name(node->content->node), 1,
                          fmax(node->box.y - 20, 0) * scale);
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

static double scale_of(const pm_scene *scene)
{
    return fmin(scene->zoom, largest_side / fmax(scene->width, scene->height));
}

/* The corner of a page, under the name that links to it say. */
static void name_page(cairo_t *cr, size_t number)
{
    pm_strbuf attributes = PM_STRBUF_INIT;
    pm_strbuf_printf(&attributes, "name='page-%zu' x=0 y=0", number);
    cairo_tag_begin(cr, CAIRO_TAG_DEST, pm_strbuf_text(&attributes));
    cairo_tag_end(cr, CAIRO_TAG_DEST);
    pm_strbuf_finish(&attributes);
}

/* The i-th of `count` pages. The document's tag opens on the first and closes on the last; without one cairo
 * 1.16 writes a broken file of links, and with one that comes before anything is painted, too. */
static void paint_page(cairo_t *cr, const pm_scene *scene, size_t i, size_t count)
{
    double scale = scale_of(scene);
    cairo_save(cr);
    cairo_scale(cr, scale, scale);
    pm_canvas_paint_background(cr, scene);
    if (i == 0) cairo_tag_begin(cr, "Document", NULL);
    if (count > 1) name_page(cr, i + 1);
    pm_pdf_paint_tagged(cr, scene, scale);
    if (i + 1 == count) cairo_tag_end(cr, "Document");
    cairo_restore(cr);
}

bool pm_paint_pdf_pages(const pm_scene *const *scenes, size_t count, const pm_paint_options *options,
                        pm_strbuf *out, pm_diagnostics *diagnostics)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, 1, 1);
    set_metadata(surface, scenes[0], options);
    cairo_t *cr = cairo_create(surface);
    for (size_t i = 0; i < count; i++) {
        double scale = scale_of(scenes[i]);
        cairo_pdf_surface_set_size(surface, scenes[i]->width * scale, scenes[i]->height * scale);
        paint_page(cr, scenes[i], i, count);
        if (count > 1) {
            add_outline_entry(surface, scenes[i]->name, i + 1, 0);
            cairo_show_page(cr);
        }
    }
    if (count == 1) add_outline(surface, scenes[0], scale_of(scenes[0]));
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

bool pm_paint_pdf(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                  pm_diagnostics *diagnostics)
{
    return pm_paint_pdf_pages(&scene, 1, options, out, diagnostics);
}
