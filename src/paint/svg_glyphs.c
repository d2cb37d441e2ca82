#include "paint/svg_glyphs.h"

#include <cairo.h>
#include <stdlib.h>

#include "support/memory.h"

typedef struct shape {
    cairo_scaled_font_t *font; /* NULL: an empty slot; referenced */
    unsigned long glyph;
    size_t number; /* its id in the file; 0: no ink, nothing to draw */
    bool is_bitmap;
} shape;

struct pm_svg_glyphs {
    shape *shapes; /* open addressing, at most half full */
    size_t count, mask;
    size_t drawn;
    pm_strbuf defs;
    cairo_t *cr; /* turns glyphs into paths */
    /* while a run is visited: */
    bool complete;
    pm_strbuf *out;
    double x, y;
};

pm_svg_glyphs *pm_svg_glyphs_create(void)
{
    pm_svg_glyphs *glyphs = pm_calloc(1, sizeof *glyphs);
    glyphs->mask = 255;
    glyphs->shapes = pm_calloc(glyphs->mask + 1, sizeof *glyphs->shapes);
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    glyphs->cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    return glyphs;
}

void pm_svg_glyphs_destroy(pm_svg_glyphs *glyphs)
{
    if (!glyphs) return;
    for (size_t i = 0; i <= glyphs->mask; i++)
        if (glyphs->shapes[i].font) cairo_scaled_font_destroy(glyphs->shapes[i].font);
    cairo_destroy(glyphs->cr);
    pm_strbuf_finish(&glyphs->defs);
    free(glyphs->shapes);
    free(glyphs);
}

static size_t slot_of(const shape *shapes, size_t mask, const cairo_scaled_font_t *font, unsigned long glyph)
{
    size_t slot = ((size_t)font * 1099511628211u ^ glyph * 2654435761u) >> 7 & mask;
    while (shapes[slot].font && (shapes[slot].font != font || shapes[slot].glyph != glyph))
        slot = (slot + 1) & mask;
    return slot;
}

static void grow(pm_svg_glyphs *glyphs)
{
    size_t mask = glyphs->mask * 2 + 1;
    shape *shapes = pm_calloc(mask + 1, sizeof *shapes);
    for (size_t i = 0; i <= glyphs->mask; i++) {
        const shape *old = &glyphs->shapes[i];
        if (old->font) shapes[slot_of(shapes, mask, old->font, old->glyph)] = *old;
    }
    free(glyphs->shapes);
    glyphs->shapes = shapes;
    glyphs->mask = mask;
}

static void append_points(pm_strbuf *out, char command, const cairo_path_data_t *data, int count)
{
    pm_strbuf_char(out, command);
    for (int i = 1; i <= count; i++) {
        if (i > 1) pm_strbuf_char(out, ' ');
        pm_strbuf_number(out, data[i].point.x, 3);
        pm_strbuf_char(out, ' ');
        pm_strbuf_number(out, data[i].point.y, 3);
    }
}

static void append_path(pm_strbuf *out, const cairo_path_t *path)
{
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            if (i + data->header.length < path->num_data) append_points(out, 'M', data, 1);
            break;
        case CAIRO_PATH_LINE_TO:
            append_points(out, 'L', data, 1);
            break;
        case CAIRO_PATH_CURVE_TO:
            append_points(out, 'C', data, 3);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            pm_strbuf_char(out, 'Z');
            break;
        }
    }
}

/* Traces the glyph and, when it has an outline, writes its definition. */
static void define(pm_svg_glyphs *glyphs, shape *s)
{
    cairo_glyph_t glyph = { s->glyph, 0, 0 };
    cairo_text_extents_t extents;
    cairo_set_scaled_font(glyphs->cr, s->font);
    cairo_new_path(glyphs->cr);
    cairo_glyph_path(glyphs->cr, &glyph, 1);
    cairo_path_t *path = cairo_copy_path(glyphs->cr);
    cairo_scaled_font_glyph_extents(s->font, &glyph, 1, &extents);
    if (path->num_data > 0) {
        s->number = ++glyphs->drawn;
        pm_strbuf_printf(&glyphs->defs, "<path id=\"g%zu\" style=\"fill:inherit\" d=\"", s->number);
        append_path(&glyphs->defs, path);
        pm_strbuf_string(&glyphs->defs, "\"/>\n");
    } else {
        s->is_bitmap = extents.width > 0;
    }
    cairo_path_destroy(path);
}

static shape *find(pm_svg_glyphs *glyphs, cairo_scaled_font_t *font, unsigned long glyph)
{
    size_t slot = slot_of(glyphs->shapes, glyphs->mask, font, glyph);
    if (glyphs->shapes[slot].font) return &glyphs->shapes[slot];
    if ((glyphs->count + 1) * 2 > glyphs->mask) {
        grow(glyphs);
        slot = slot_of(glyphs->shapes, glyphs->mask, font, glyph);
    }
    glyphs->count++;
    glyphs->shapes[slot] = (shape){ .font = cairo_scaled_font_reference(font), .glyph = glyph };
    define(glyphs, &glyphs->shapes[slot]);
    return &glyphs->shapes[slot];
}

static void add_glyph(const pm_glyph_font *font, unsigned long glyph, double x, double y, void *context)
{
    pm_svg_glyphs *glyphs = context;
    (void)x;
    (void)y;
    if (find(glyphs, font->scaled, glyph)->is_bitmap) glyphs->complete = false;
}

bool pm_svg_glyphs_add_run(pm_svg_glyphs *glyphs, const pm_run *run)
{
    glyphs->complete = true;
    pm_font_visit_glyphs(run->font, run->text, run->length, run->rtl, add_glyph, glyphs);
    return glyphs->complete;
}

static void write_glyph(const pm_glyph_font *font, unsigned long glyph, double x, double y, void *context)
{
    pm_svg_glyphs *glyphs = context;
    const shape *s = find(glyphs, font->scaled, glyph);
    if (!s->number) return;
    pm_strbuf_printf(glyphs->out, "<use xlink:href=\"#g%zu\" x=\"", s->number);
    pm_strbuf_number(glyphs->out, glyphs->x + x, 2);
    pm_strbuf_string(glyphs->out, "\" y=\"");
    pm_strbuf_number(glyphs->out, glyphs->y + y, 2);
    pm_strbuf_string(glyphs->out, "\"/>");
}

void pm_svg_glyphs_write_run(pm_svg_glyphs *glyphs, const pm_run *run, double x, double y, pm_strbuf *out)
{
    glyphs->out = out;
    glyphs->x = x;
    glyphs->y = y;
    pm_font_visit_glyphs(run->font, run->text, run->length, run->rtl, write_glyph, glyphs);
}

void pm_svg_glyphs_write_defs(const pm_svg_glyphs *glyphs, pm_strbuf *out)
{
    pm_strbuf_string(out, "<defs>\n");
    pm_strbuf_append(out, pm_strbuf_text(&glyphs->defs), glyphs->defs.length);
    pm_strbuf_string(out, "</defs>\n");
}
