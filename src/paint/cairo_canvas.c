#include "paint/cairo_canvas.h"

#include <math.h>

#include "text/pixel_font.h"

static void set_colour(cairo_t *cr, pm_colour colour)
{
    cairo_set_source_rgba(cr, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                          colour.alpha / 255.0);
}

void pm_canvas_trace_box(cairo_t *cr, pm_box box, double radius)
{
    if (radius <= 0) {
        cairo_rectangle(cr, box.x, box.y, box.width, box.height);
        return;
    }
    double right = box.x + box.width - radius, bottom = box.y + box.height - radius;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right, box.y + radius, radius, -M_PI / 2, 0);
    cairo_arc(cr, right, bottom, radius, 0, M_PI / 2);
    cairo_arc(cr, box.x + radius, bottom, radius, M_PI / 2, M_PI);
    cairo_arc(cr, box.x + radius, box.y + radius, radius, M_PI, M_PI * 1.5);
    cairo_close_path(cr);
}

void pm_canvas_stroke(cairo_t *cr, double width)
{
    cairo_set_line_width(cr, width);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cr);
}

static void paint_box(cairo_t *cr, const pm_item *item)
{
    pm_canvas_trace_box(cr, item->box.box, item->box.radius);
    bool stroked = item->box.stroke.alpha > 0;
    if (item->box.fill.alpha > 0) {
        set_colour(cr, item->box.fill);
        if (stroked)
            cairo_fill_preserve(cr);
        else
            cairo_fill(cr);
    }
    if (stroked) {
        set_colour(cr, item->box.stroke);
        pm_canvas_stroke(cr, item->box.stroke_width);
    }
    cairo_new_path(cr);
}

void pm_canvas_trace_path(cairo_t *cr, const pm_item *item)
{
    for (size_t i = 0; i < item->path.count; i++) {
        const pm_curve *curve = &item->path.curves[i];
        const pm_point *p = curve->points;
        cairo_move_to(cr, p->x, p->y);
        for (size_t k = 3; k < curve->count; k += 3)
            cairo_curve_to(cr, p[k - 2].x, p[k - 2].y, p[k - 1].x, p[k - 1].y, p[k].x, p[k].y);
    }
}

void pm_canvas_stroke_path(cairo_t *cr, const pm_item *item)
{
    double dash[2] = { item->path.dash, item->path.dash + item->path.width };
    cairo_set_dash(cr, dash, item->path.dash > 0 ? 2 : 0, 0);
    pm_canvas_stroke(cr, item->path.width);
    cairo_set_dash(cr, dash, 0, 0);
}

static void paint_path(cairo_t *cr, const pm_item *item)
{
    pm_canvas_trace_path(cr, item);
    set_colour(cr, item->path.stroke);
    pm_canvas_stroke_path(cr, item);
}

static void paint_text(cairo_t *cr, const pm_item *item)
{
    const pm_run *run = item->text.run;
    set_colour(cr, run->colour);
    pm_font_show(run->font, cr, run->text, run->length, run->rtl, item->text.x, item->text.baseline);
}

void pm_canvas_paint_background(cairo_t *cr, const pm_scene *scene)
{
    if (scene->background.alpha == 0) return;
    set_colour(cr, scene->background);
    cairo_rectangle(cr, 0, 0, scene->width, scene->height);
    cairo_fill(cr);
}

void pm_canvas_paint_item(cairo_t *cr, const pm_item *item)
{
    switch (item->kind) {
    case PM_ITEM_BOX:
        paint_box(cr, item);
        break;
    case PM_ITEM_PATH:
        paint_path(cr, item);
        break;
    case PM_ITEM_TEXT:
        paint_text(cr, item);
        break;
    case PM_ITEM_LINK_BEGIN: /* links are the page's business, where it can have them */
    case PM_ITEM_LINK_END:
    case PM_ITEM_GROUP_BEGIN:
    case PM_ITEM_GROUP_END:
        break;
    }
}

/* --- pixels --- */

typedef struct pixel_painter {
    cairo_t *cr;
    double scale;
    const pm_item *item;         /* NULL: nothing is painted */
    cairo_scaled_font_t *source; /* the last glyph's */
    cairo_scaled_font_t *fitted;
} pixel_painter;

static void show_glyph(const pm_glyph_font *font, unsigned long index, double x, double y, void *context)
{
    pixel_painter *p = context;
    if (!p->item) return;
    if (font->scaled != p->source) {
        cairo_scaled_font_destroy(p->fitted);
        p->source = font->scaled;
        p->fitted = pm_pixel_font_create(font, p->scale);
    }
    cairo_glyph_t glyph = { index, p->item->text.x + x, p->item->text.baseline + y };
    cairo_set_scaled_font(p->cr, p->fitted);
    cairo_show_glyphs(p->cr, &glyph, 1);
}

/* Letters that no font has are shown as boxes, in a text that is not fitted. */
static void paint_pixel_text(pixel_painter *p, const pm_item *item)
{
    const pm_run *run = item->text.run;
    p->item = NULL;
    if (!pm_font_visit_glyphs(run->font, run->text, run->length, run->rtl, show_glyph, p)) {
        paint_text(p->cr, item);
        return;
    }
    p->item = item;
    set_colour(p->cr, run->colour);
    pm_font_visit_glyphs(run->font, run->text, run->length, run->rtl, show_glyph, p);
}

void pm_canvas_paint_pixels(cairo_t *cr, const pm_scene *scene, double scale)
{
    pixel_painter p = { .cr = cr, .scale = scale };
    cairo_scale(cr, scale, scale);
    pm_canvas_paint_background(cr, scene);
    for (size_t i = 0; i < scene->item_count; i++) {
        const pm_item *item = &scene->items[i];
        if (item->kind == PM_ITEM_TEXT)
            paint_pixel_text(&p, item);
        else
            pm_canvas_paint_item(cr, item);
    }
    cairo_scaled_font_destroy(p.fitted);
}
