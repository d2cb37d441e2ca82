/*
 * Cairo says how far a shape covers each pixel, and the indexed picture mixes the colours. A glyph's coverage
 * is kept, since it is the same wherever the glyph stands (on whole pixels, as cairo places it too). A tall
 * box is painted short: the rows between its corners are all the same.
 */
#include "paint/indexed_canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/cairo_canvas.h"
#include "support/arena.h"
#include "support/memory.h"
#include "text/pixel_font.h"

/* From smooth to coarse: the first that a palette has room for is taken. More than eight steps cannot be told
 * from eight even in enlarged text, and take a tenth more bytes. */
static const pm_smoothing smoothings[] = { { 8, 4 }, { 8, 6 }, { 6, 8 } };

enum { FIRST_SCRATCH = 64 * 1024, FIRST_GLYPHS = 256 };

/* Coverage in a box of pixels. */
typedef struct mask {
    ptrdiff_t left, top; /* for a glyph, from its origin */
    size_t width, height, stride;
    uint8_t *coverage; /* a glyph's own, else the canvas's scratch memory */
} mask;

/* The glyphs of one font, by index, as far as they were needed. */
typedef struct glyph_set {
    const cairo_scaled_font_t *source; /* as the text has it, in points */
    cairo_scaled_font_t *font;         /* in pixels */
    mask **glyphs;
    size_t capacity;
} glyph_set;

typedef struct canvas {
    pm_arena *arena; /* the glyphs' */
    pm_indexed *picture;
    double scale;
    uint8_t *scratch; /* the pixels of the mask that is being drawn */
    size_t scratch_size;
    glyph_set *sets;
    size_t set_count, set_capacity;
    bool needs_more_colours;
} canvas;

/* --- shapes --- */

/*
 * A drawing context whose pixels are those of the picture from the mask's corner on, in the canvas's scratch
 * memory, so there is one at a time. Black is full coverage.
 */
static cairo_t *begin_mask(canvas *c, cairo_format_t format, mask *m)
{
    int stride = cairo_format_stride_for_width(format, (int)m->width);
    m->stride = (size_t)stride;
    size_t size = m->stride * m->height;
    PM_RESERVE(c->scratch, c->scratch_size, size);
    memset(c->scratch, 0, size);
    m->coverage = c->scratch;
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(c->scratch, format, (int)m->width, (int)m->height, stride);
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_translate(cr, -(double)m->left, -(double)m->top);
    cairo_scale(cr, c->scale, c->scale);
    return cr;
}

/* Completes what is in the mask. */
static void end_mask(canvas *c, cairo_t *cr)
{
    cairo_surface_flush(cairo_get_target(cr));
    if (cairo_status(cr) == CAIRO_STATUS_NO_MEMORY) pm_out_of_memory();
    if (cairo_status(cr) != CAIRO_STATUS_SUCCESS) c->needs_more_colours = true; /* and is told there */
    cairo_destroy(cr);
}

/* The pixels that a box in points touches, its stroke and a pixel around it included. */
static mask pixels_around(const canvas *c, pm_box box, double stroke)
{
    double left = floor((box.x - stroke / 2) * c->scale) - 1,
           top = floor((box.y - stroke / 2) * c->scale) - 1;
    double right = ceil((box.x + box.width + stroke / 2) * c->scale) + 1;
    double bottom = ceil((box.y + box.height + stroke / 2) * c->scale) + 1;
    return (mask){ .left = (ptrdiff_t)left,
                   .top = (ptrdiff_t)top,
                   .width = (size_t)(right - left),
                   .height = (size_t)(bottom - top) };
}

/* Blends the mask; its row `repeated` stands for `more` further rows. */
static void blend_mask(canvas *c, const mask *m, pm_colour ink, size_t repeated, size_t more)
{
    ptrdiff_t y = m->top;
    for (size_t row = 0; row < m->height; row++) {
        size_t rows = row == repeated ? more + 1 : 1;
        pm_indexed_blend(c->picture, ink, m->left, y, m->coverage + row * m->stride, m->width, rows);
        y += (ptrdiff_t)rows;
    }
}

static void blend_box(canvas *c, const pm_item *item, bool is_stroke)
{
    pm_box box = item->box.box;
    double stroke = is_stroke ? item->box.stroke_width : 0;
    size_t corner = (size_t)ceil((fmax(item->box.radius, 0) + stroke) * c->scale) + 3;
    double spare = floor(box.height * c->scale) - 2.0 * (double)corner;
    size_t left_out = spare > 0 ? (size_t)spare : 0;
    box.height -= (double)left_out / c->scale;
    mask m = pixels_around(c, box, stroke);
    cairo_t *cr = begin_mask(c, CAIRO_FORMAT_A8, &m);
    pm_canvas_trace_box(cr, box, item->box.radius);
    if (is_stroke) {
        pm_canvas_stroke(cr, stroke);
    } else {
        cairo_fill(cr);
    }
    end_mask(c, cr);
    blend_mask(c, &m, is_stroke ? item->box.stroke : item->box.fill, corner, left_out);
}

static void paint_box(canvas *c, const pm_item *item)
{
    if (item->box.fill.alpha > 0) blend_box(c, item, false);
    if (item->box.stroke.alpha > 0) blend_box(c, item, true);
}

/* The box of all control points, which holds the curves. */
static pm_box bounds(const pm_item *item)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < item->path.count; i++)
        for (size_t k = 0; k < item->path.curves[i].count; k++) {
            pm_point p = item->path.curves[i].points[k];
            left = fmin(left, p.x);
            top = fmin(top, p.y);
            right = fmax(right, p.x);
            bottom = fmax(bottom, p.y);
        }
    return left <= right ? (pm_box){ left, top, right - left, bottom - top } : (pm_box){ 0, 0, 0, 0 };
}

static void paint_path(canvas *c, const pm_item *item)
{
    mask m = pixels_around(c, bounds(item), item->path.width);
    cairo_t *cr = begin_mask(c, CAIRO_FORMAT_A8, &m);
    pm_canvas_trace_path(cr, item);
    pm_canvas_stroke_path(cr, item);
    end_mask(c, cr);
    blend_mask(c, &m, item->path.stroke, 0, 0);
}

/* --- text --- */

static glyph_set *find_set(canvas *c, const pm_glyph_font *font)
{
    for (size_t i = c->set_count; i-- > 0;)
        if (c->sets[i].source == font->scaled) return &c->sets[i];
    PM_RESERVE(c->sets, c->set_capacity, c->set_count + 1);
    glyph_set *set = &c->sets[c->set_count++];
    *set = (glyph_set){ .source = font->scaled, .capacity = FIRST_GLYPHS };
    set->glyphs = pm_calloc(set->capacity, sizeof *set->glyphs);
    set->font = pm_pixel_font_create(font, c->scale);
    return set;
}

/* Cairo paints a glyph in the source's colour unless it brings its own: black stays black. */
static mask *read_coverage(canvas *c, const mask *drawn)
{
    mask *m = PM_NEW(c->arena, mask);
    *m = *drawn;
    m->stride = m->width;
    m->coverage = PM_NEW_ARRAY(c->arena, uint8_t, m->height * m->width);
    for (size_t y = 0; y < m->height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(drawn->coverage + y * drawn->stride);
        for (size_t x = 0; x < m->width; x++) {
            m->coverage[y * m->width + x] = (uint8_t)(row[x] >> 24);
            if (row[x] & 0xFFFFFFu) c->needs_more_colours = true;
        }
    }
    return m;
}

static mask *draw_glyph(canvas *c, const glyph_set *set, unsigned long index)
{
    cairo_glyph_t glyph = { .index = index };
    cairo_text_extents_t extents;
    cairo_scaled_font_glyph_extents(set->font, &glyph, 1, &extents);
    mask m =
        pixels_around(c, (pm_box){ extents.x_bearing, extents.y_bearing, extents.width, extents.height }, 0);
    cairo_t *cr = begin_mask(c, CAIRO_FORMAT_ARGB32, &m);
    cairo_set_scaled_font(cr, set->font);
    cairo_show_glyphs(cr, &glyph, 1);
    end_mask(c, cr);
    return read_coverage(c, &m);
}

typedef struct text_place {
    canvas *canvas;
    const pm_item *item;
} text_place;

static void paint_glyph(const pm_glyph_font *font, unsigned long index, double x, double y, void *context)
{
    const text_place *place = context;
    canvas *c = place->canvas;
    glyph_set *set = find_set(c, font);
    size_t known = set->capacity;
    PM_RESERVE(set->glyphs, set->capacity, index + 1);
    for (; known < set->capacity; known++)
        set->glyphs[known] = NULL;
    if (!set->glyphs[index]) set->glyphs[index] = draw_glyph(c, set, index);
    mask at = *set->glyphs[index];
    at.left += lround((place->item->text.x + x) * c->scale);
    at.top += lround((place->item->text.baseline + y) * c->scale);
    blend_mask(c, &at, place->item->text.run->colour, 0, 0);
}

static void paint_text(canvas *c, const pm_item *item)
{
    const pm_run *run = item->text.run;
    text_place place = { c, item };
    if (!pm_font_visit_glyphs(run->font, run->text, run->length, run->rtl, paint_glyph, &place))
        c->needs_more_colours = true; /* cairo shows letters that no font has as boxes */
}

static void forget_glyphs(canvas *c)
{
    for (size_t i = 0; i < c->set_count; i++) {
        free(c->sets[i].glyphs);
        cairo_scaled_font_destroy(c->sets[i].font);
    }
    free(c->sets);
    pm_arena_destroy(c->arena);
}

/* --- the scene --- */

static void paint_item(canvas *c, const pm_item *item)
{
    switch (item->kind) {
    case PM_ITEM_BOX:
        paint_box(c, item);
        break;
    case PM_ITEM_PATH:
        paint_path(c, item);
        break;
    case PM_ITEM_TEXT:
        paint_text(c, item);
        break;
    case PM_ITEM_LINK_BEGIN: /* a picture has no links */
    case PM_ITEM_LINK_END:
    case PM_ITEM_GROUP_BEGIN:
    case PM_ITEM_GROUP_END:
        break;
    }
}

pm_indexed *pm_indexed_paint(const pm_scene *scene, double scale, size_t width, size_t height)
{
    canvas c = { .arena = pm_arena_create(), .scale = scale, .scratch_size = FIRST_SCRATCH };
    c.scratch = pm_calloc(1, c.scratch_size);
    for (size_t i = 0; i < sizeof smoothings / sizeof *smoothings && !c.needs_more_colours; i++) {
        c.picture = pm_indexed_create(width, height, scene->background, smoothings[i]);
        for (size_t k = 0; k < scene->item_count && !pm_indexed_is_full(c.picture) && !c.needs_more_colours;
             k++)
            paint_item(&c, &scene->items[k]);
        if (!pm_indexed_is_full(c.picture) && !c.needs_more_colours) break;
        pm_indexed_destroy(c.picture);
        c.picture = NULL;
    }
    forget_glyphs(&c);
    free(c.scratch);
    return c.picture;
}
