/*
 * SVG with live text.
 *
 * A first walk over the scene collects the looks it uses (a fill and stroke, a font and colour) and notes
 * which item has which; they become short classes of one style sheet, so that in the second, which writes, a
 * text costs little more than its letters. Each line tells its measured length (textLength), so that it keeps
 * its place where the viewer lacks the font. With embedded text the fonts lie in the file, cut down to the
 * letters that the first walk met; with outlined text each glyph is drawn once, in <defs>, and used. A second
 * palette is the same classes again, under a media query (docs/SVG.md).
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "paint/paint.h"
#include "paint/svg_fonts.h"
#include "paint/svg_glyphs.h"
#include "paint/svg_looks.h"
#include "paint/svg_roles.h"
#include "support/memory.h"
#include "support/xml.h"

typedef struct writer {
    pm_strbuf *out;
    pm_svg_text text;
    pm_svg_looks looks;
    size_t class_number;      /* of the look of the item that is being written */
    bool has_dark;            /* colours of both palettes */
    pm_svg_glyphs *glyphs;    /* outlined text only */
    pm_svg_fonts *fonts;      /* embedded fonts only */
    const char *language;     /* the document's */
    const pm_content *node;   /* the one that is being written */
    const char *const *files; /* of the document's pages; NULL: none */
    pm_strbuf name;           /* of the link that is being written */
} writer;

/* --- attributes --- */

/* `before` is a literal: what ends the attribute before and opens this one, as in `" x="`. */
static inline void append_number(pm_strbuf *out, const char *before, double value)
{
    pm_strbuf_string(out, before);
    pm_strbuf_number(out, value, 2);
}

/* Whether a text is set in glyphs: letters without an outline (colour emoji) stay text, the whole line with
 * them. */
static bool is_outlined(writer *w, const pm_item *item)
{
    return w->text == PM_SVG_TEXT_OUTLINE && pm_svg_glyphs_add_run(w->glyphs, item->text.run);
}

/* The colour, without its dark one where the picture has one palette only. */
static pm_colour colour_of(const writer *w, pm_colour colour)
{
    if (!w->has_dark) colour.has_dark = false;
    return colour;
}

/* The face of a live line's class: the first of those that lie in the file. */
static size_t face_of(writer *w, const pm_run *run)
{
    size_t count = 0, face = 0;
    const pm_svg_piece *pieces = w->fonts ? pm_svg_fonts_split(w->fonts, run, &count) : NULL;
    for (size_t i = 0; !face && i < count; i++)
        face = pieces[i].face;
    return face;
}

/* The look of a box, a path or a text. */
static pm_svg_look look_of(writer *w, const pm_item *item)
{
    if (item->kind == PM_ITEM_BOX)
        return (pm_svg_look){ .fill = colour_of(w, item->box.fill),
                              .stroke = colour_of(w, item->box.stroke),
                              .width = item->box.stroke_width };
    if (item->kind == PM_ITEM_PATH)
        return (pm_svg_look){ .stroke = colour_of(w, item->path.stroke),
                              .width = item->path.width,
                              .dash = item->path.dash };
    const pm_run *run = item->text.run;
    return (pm_svg_look){ .font = is_outlined(w, item) ? NULL : run->font,
                          .face = face_of(w, run),
                          .fill = colour_of(w, run->colour) };
}

static bool has_look(const pm_item *item)
{
    return item->kind == PM_ITEM_BOX || item->kind == PM_ITEM_PATH || item->kind == PM_ITEM_TEXT;
}

/* The number of the item's class; 0 where it has no look. */
static size_t learn_look(writer *w, const pm_item *item)
{
    if (!has_look(item)) return 0;
    pm_svg_look wanted = look_of(w, item);
    return pm_svg_looks_class(&w->looks, &wanted);
}

/* `before` is the item's tag up to its class, as in `<rect class="c`; the attribute is left open. */
static inline void open_tag(writer *w, const char *before)
{
    append_number(w->out, before, (double)w->class_number);
}

/* --- items --- */

static void write_box(writer *w, const pm_item *item)
{
    const pm_box *box = &item->box.box;
    open_tag(w, "<rect class=\"c");
    append_number(w->out, "\" x=\"", box->x);
    append_number(w->out, "\" y=\"", box->y);
    append_number(w->out, "\" width=\"", box->width);
    append_number(w->out, "\" height=\"", box->height);
    if (item->box.radius > 0) append_number(w->out, "\" rx=\"", item->box.radius);
    pm_strbuf_string(w->out, "\"/>\n");
}

static void append_pair(pm_strbuf *out, pm_point p)
{
    pm_strbuf_number(out, p.x, 2);
    append_number(out, " ", p.y);
}

static bool is_between(double a, double b, double c)
{
    return fabs(a - b) < 0.005 && fabs(b - c) < 0.005;
}

/* A Bézier whose four points share a coordinate is a straight line: H or V. */
static void append_segment(pm_strbuf *out, const pm_point *p)
{
    if (is_between(p[0].y, p[1].y, p[3].y) && is_between(p[0].y, p[2].y, p[3].y)) {
        append_number(out, "H", p[3].x);
    } else if (is_between(p[0].x, p[1].x, p[3].x) && is_between(p[0].x, p[2].x, p[3].x)) {
        append_number(out, "V", p[3].y);
    } else {
        pm_strbuf_char(out, 'C');
        for (int i = 1; i < 4; i++) {
            if (i > 1) pm_strbuf_char(out, ' ');
            append_pair(out, p[i]);
        }
    }
}

static void write_path(writer *w, const pm_item *item)
{
    open_tag(w, "<path class=\"c");
    pm_strbuf_string(w->out, "\" d=\"");
    for (size_t i = 0; i < item->path.count; i++) {
        const pm_curve *curve = &item->path.curves[i];
        pm_strbuf_char(w->out, 'M');
        append_pair(w->out, curve->points[0]);
        for (size_t k = 0; k + 3 < curve->count; k += 3)
            append_segment(w->out, curve->points + k);
    }
    pm_strbuf_string(w->out, "\"/>\n");
}

/* A line's text; what another face than the line's own draws is marked with that face. */
static void write_pieces(writer *w, const pm_run *run)
{
    size_t count = 0, own = face_of(w, run);
    const pm_svg_piece *pieces = own ? pm_svg_fonts_split(w->fonts, run, &count) : NULL;
    if (!own) pm_xml_bytes(w->out, run->text, run->length);
    for (size_t i = 0; i < count; i++) {
        const pm_svg_piece *piece = &pieces[i];
        bool is_marked = piece->face != own && pm_svg_fonts_family(w->fonts, piece->face);
        if (is_marked) pm_strbuf_printf(w->out, "<tspan class=\"f%zu\">", piece->face);
        pm_xml_bytes(w->out, run->text + piece->start, piece->length);
        if (is_marked) pm_strbuf_string(w->out, "</tspan>");
    }
}

/* A right-to-left line starts at its right end. */
static void write_live_text(writer *w, const pm_item *item)
{
    const pm_run *run = item->text.run;
    open_tag(w, "<text class=\"c");
    append_number(w->out, "\" x=\"", run->rtl ? item->text.x + run->width : item->text.x);
    append_number(w->out, "\" y=\"", item->text.baseline);
    append_number(w->out, "\" textLength=\"", run->width);
    pm_strbuf_string(w->out, "\" lengthAdjust=\"spacingAndGlyphs\"");
    if (run->rtl) pm_strbuf_string(w->out, " direction=\"rtl\"");
    pm_svg_append_language(w->out, run->text, run->length, w->language);
    pm_strbuf_char(w->out, '>');
    write_pieces(w, run);
    pm_strbuf_string(w->out, "</text>\n");
}

static void write_text(writer *w, const pm_item *item)
{
    const pm_run *run = item->text.run;
    if (!is_outlined(w, item)) {
        write_live_text(w, item);
        return;
    }
    open_tag(w, "<g class=\"c");
    pm_strbuf_string(w->out, "\">");
    pm_svg_glyphs_write_run(w->glyphs, run, item->text.x, item->text.baseline, w->out);
    pm_strbuf_string(w->out, "</g>\n");
}

static void write_group(writer *w, const pm_item *item)
{
    pm_strbuf_string(w->out, "<g");
    if (item->group.id) {
        pm_strbuf_string(w->out, " id=\"");
        pm_xml_string(w->out, item->group.id);
        pm_strbuf_char(w->out, '"');
    }
    pm_strbuf_string(w->out, " class=\"");
    pm_strbuf_string(w->out, item->group.class_name);
    pm_strbuf_char(w->out, '"');
    w->node = item->group.node;
    if (w->node) pm_svg_append_node_roles(w->out, w->node);
    if (strcmp(item->group.class_name, "nodes") == 0) pm_svg_append_list_roles(w->out);
    pm_strbuf_append(w->out, ">\n", 2);
    const char *tooltip = item->group.tooltip;
    if (!tooltip) return;
    pm_strbuf_string(w->out, "<title");
    pm_svg_append_language(w->out, tooltip, strlen(tooltip), w->language);
    pm_strbuf_char(w->out, '>');
    pm_xml_string(w->out, tooltip);
    pm_strbuf_string(w->out, "</title>\n");
}

/* A link to a page that has no file leads nowhere: an <a> without an address. */
static void write_link(writer *w, const pm_item *item)
{
    const char *url = item->link.url;
    if (!url && w->files) url = w->files[item->link.page - 1];
    pm_strbuf_string(w->out, "<a");
    if (url) {
        pm_strbuf_string(w->out, " href=\"");
        pm_xml_string(w->out, url);
        pm_strbuf_char(w->out, '"');
        pm_svg_append_link_name(w->out, &w->name, item, w->node, w->language);
    }
    pm_strbuf_string(w->out, ">\n");
}

static void write_item(writer *w, const pm_item *item)
{
    switch (item->kind) {
    case PM_ITEM_GROUP_BEGIN:
        write_group(w, item);
        break;
    case PM_ITEM_GROUP_END:
        pm_strbuf_string(w->out, "</g>\n");
        break;
    case PM_ITEM_LINK_BEGIN:
        write_link(w, item);
        break;
    case PM_ITEM_LINK_END:
        pm_strbuf_string(w->out, "</a>\n");
        break;
    case PM_ITEM_BOX:
        write_box(w, item);
        break;
    case PM_ITEM_PATH:
        write_path(w, item);
        break;
    case PM_ITEM_TEXT:
        write_text(w, item);
        break;
    }
}

/* --- the document --- */

static void append_head(const writer *w, const pm_scene *scene)
{
    pm_strbuf *out = w->out;
    pm_strbuf_string(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if (w->glyphs) pm_strbuf_string(out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    append_number(out, " width=\"", scene->width * scene->zoom);
    append_number(out, "\" height=\"", scene->height * scene->zoom);
    pm_strbuf_string(out, "\" viewBox=\"0 0 ");
    append_pair(out, (pm_point){ scene->width, scene->height });
    pm_strbuf_char(out, '"');
    pm_svg_append_root_roles(out, w->language);
    pm_strbuf_string(out, ">\n<title id=\"map-title\"");
    pm_svg_append_language(out, scene->title, strlen(scene->title), w->language);
    pm_strbuf_char(out, '>');
    pm_xml_string(out, scene->title);
    pm_strbuf_string(out, "</title>\n<desc id=\"map-desc\">");
    pm_xml_string(out, scene->description);
    pm_strbuf_string(out, "</desc>\n");
}

/* Fonts first: the families' names depend on their bytes. */
static void write_style_sheet(writer *w)
{
    pm_strbuf_string(w->out, "<style>path{fill:none;stroke-linecap:round;stroke-linejoin:round}\n");
    if (w->fonts) pm_svg_fonts_write(w->fonts, w->out);
    pm_svg_looks_write(&w->looks, w->fonts, w->out);
    pm_strbuf_string(w->out, "</style>\n");
}

static void write_document(writer *w, const pm_scene *scene)
{
    pm_item page = { .kind = PM_ITEM_BOX };
    page.box.box = (pm_box){ 0, 0, scene->width, scene->height };
    page.box.fill = scene->background;
    bool has_page = pm_colour_is_visible(colour_of(w, scene->background));
    size_t page_class = has_page ? learn_look(w, &page) : 0;
    uint32_t *classes = pm_calloc(scene->item_count, sizeof *classes);
    for (size_t i = 0; i < scene->item_count; i++)
        classes[i] = (uint32_t)learn_look(w, &scene->items[i]);
    append_head(w, scene);
    write_style_sheet(w);
    if (w->glyphs) pm_svg_glyphs_write_defs(w->glyphs, w->out);
    w->class_number = page_class;
    if (has_page) write_box(w, &page);
    for (size_t i = 0; i < scene->item_count; i++) {
        w->class_number = classes[i];
        write_item(w, &scene->items[i]);
    }
    pm_strbuf_string(w->out, "</svg>\n");
    free(classes);
}

bool pm_paint_svg(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                  pm_diagnostics *diagnostics)
{
    bool outlined = options->svg_text == PM_SVG_TEXT_OUTLINE,
         embedded = options->svg_text == PM_SVG_TEXT_EMBED;
    writer w = { .out = out,
                 .text = options->svg_text,
                 .language = options->language ? options->language : "en",
                 .files = options->files,
                 .has_dark = options->has_dark,
                 .glyphs = outlined ? pm_svg_glyphs_create() : NULL,
                 .fonts = embedded ? pm_svg_fonts_create(diagnostics) : NULL };
    write_document(&w, scene);
    pm_svg_glyphs_destroy(w.glyphs);
    pm_svg_fonts_destroy(w.fonts);
    pm_svg_looks_finish(&w.looks);
    pm_strbuf_finish(&w.name);
    return true;
}
