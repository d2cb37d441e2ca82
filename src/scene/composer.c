#include "scene/composer.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "scene/compose_changes.h"
#include "scene/sketch.h"
#include "support/memory.h"

/* The shortest side of a box that can be drawn by hand, points. */
#define SKETCHED_FROM 8.0

void composer_reserve_items(composer *c, size_t capacity)
{
    pm_scene *scene = c->scene;
    pm_item *items = PM_NEW_ARRAY(scene->arena, pm_item, capacity);
    if (scene->item_count) memcpy(items, scene->items, scene->item_count * sizeof *items);
    scene->items = items;
    c->item_capacity = capacity;
}

pm_item *composer_add_item(composer *c, pm_item_kind kind)
{
    pm_scene *scene = c->scene;
    size_t needed = scene->item_count + 1;
    if (needed > c->item_capacity) composer_reserve_items(c, pm_grown_capacity(c->item_capacity, needed));
    pm_item *item = &scene->items[scene->item_count++]; /* zeroed, as all of an arena is */
    item->kind = kind;
    return item;
}

void composer_begin_group(composer *c, const char *id, const char *class_name, const char *tooltip)
{
    pm_item *item = composer_add_item(c, PM_ITEM_GROUP_BEGIN);
    c->id = id;
    c->strokes = 0;
    item->group.id = id;
    item->group.class_name = class_name;
    item->group.tooltip = tooltip;
}

void composer_end_group(composer *c)
{
    composer_add_item(c, PM_ITEM_GROUP_END);
}

bool composer_is_sketched(const composer *c)
{
    return c->map->style->sketch.roughness > 0;
}

static void add_exact_box(composer *c, pm_box box, double radius, pm_colour fill, pm_colour stroke,
                          double stroke_width)
{
    pm_item *item = composer_add_item(c, PM_ITEM_BOX);
    double most = fmin(box.width, box.height) / 2;
    item->box.box = box;
    item->box.radius = fmin(radius, most);
    item->box.fill = fill;
    item->box.stroke = stroke;
    item->box.stroke_width = pm_colour_is_visible(stroke) ? stroke_width : 0;
}

static void add_outline(composer *c, pm_box box, double radius, pm_colour stroke, double width)
{
    pm_curve *curve = PM_NEW(c->scene->arena, pm_curve);
    const pm_stroke by = { &c->map->style->sketch, c->id, c->strokes++ };
    *curve = pm_sketch_box(&by, box, radius, c->scene->arena);
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path.curves = curve;
    item->path.count = 1;
    item->path.stroke = stroke;
    item->path.width = width;
}

void composer_add_box(composer *c, pm_box box, double radius, pm_colour fill, pm_colour stroke,
                      double stroke_width)
{
    const pm_colour none = { 0 };
    if (stroke_width <= 0) stroke = none;
    if (!pm_colour_is_visible(fill) && !pm_colour_is_visible(stroke)) return;
    if (!composer_is_sketched(c) || fmin(box.width, box.height) < SKETCHED_FROM) {
        add_exact_box(c, box, radius, fill, stroke, stroke_width);
        return;
    }
    bool has_border = pm_colour_is_visible(stroke);
    if (pm_colour_is_visible(fill)) add_exact_box(c, box, radius, fill, none, 0);
    add_outline(c, box, radius, has_border ? stroke : fill, has_border ? stroke_width : 1);
}

void composer_add_text(composer *c, const pm_run *run, pm_box box)
{
    if (!run->length) return;
    pm_item *item = composer_add_item(c, PM_ITEM_TEXT);
    item->text.run = run;
    item->text.x = box.x + run->x;
    item->text.baseline = box.y + run->top + pm_font_baseline(run->font);
    if (run->struck) pm_compose_strike(c, run, box.x + run->x, item->text.baseline);
}

pm_run *composer_make_run(composer *c, pm_font *font, const char *text, pm_colour colour)
{
    pm_run *run = PM_NEW(c->scene->arena, pm_run);
    size_t length = strlen(text);
    *run = (pm_run){ .font = font,
                     .text = text,
                     .length = length,
                     .rtl = pm_text_is_rtl(text, length),
                     .colour = pm_style_colour(c->map->style, colour, NULL),
                     .width = pm_font_width(font, text, length),
                     .height = pm_font_line_height(font) };
    return run;
}

/* Patterns along the bar: lengths of a piece and the gap behind it, in turn, as multiples of the bar's width.
 * The first is whole, the last (PM_PATTERN_NONE) is for papers that have nothing to tell. */
static const struct {
    double lengths[4];
    bool is_hollow;
} patterns[] = { { { 0, 0, 0, 0 }, false },     { { 2.5, 1, 2.5, 1 }, false },
                 { { 1, 0.8, 1, 0.8 }, false }, { { 3.5, 0.8, 1, 0.8 }, false },
                 { { 2.5, 1, 2.5, 1 }, true },  { { 1, 0.8, 1, 0.8 }, true } };

enum { PATTERNS = sizeof patterns / sizeof *patterns };

static_assert(PATTERNS == PM_PATTERN_NONE + 1, "a pattern for each number");

static void add_piece(composer *c, const pm_hue *hue, pm_box piece, bool has_border, bool is_hollow)
{
    pm_colour none = { 0 };
    double border = has_border ? 0.7 : 0;
    pm_box inner = { piece.x + border / 2, piece.y + border / 2, fmax(piece.width - border, 0.1),
                     fmax(piece.height - border, 0.1) };
    composer_add_box(c, inner, fmin(inner.width, inner.height) / 2,
                     is_hollow ? none : hue->roles[PM_COLOUR_SOLID], hue->roles[PM_COLOUR_INK], border);
}

void composer_add_mark(composer *c, const pm_encoding_entry *entry, pm_box bar)
{
    bool has_patterns = c->map->style->encoding.patterns;
    size_t pattern = has_patterns ? entry->pattern : 0;
    if (entry->pattern == PM_PATTERN_NONE && !has_patterns) { /* as faint as it gets: an outline */
        pm_box inner = { bar.x + 0.4, bar.y + 0.4, bar.width - 0.8, bar.height - 0.8 };
        composer_add_box(c, inner, fmin(inner.width, inner.height) / 2, (pm_colour){ 0 },
                         entry->hue.roles[PM_COLOUR_SOLID], 0.8);
        return;
    }
    const double *lengths = patterns[pattern].lengths;
    bool is_hollow = patterns[pattern].is_hollow;
    if (lengths[0] <= 0) {
        add_piece(c, &entry->hue, bar, has_patterns, is_hollow);
        return;
    }
    bool is_upright = bar.height > bar.width;
    double breadth = is_upright ? bar.width : bar.height, whole = is_upright ? bar.height : bar.width, at = 0;
    for (int i = 0; at < whole - breadth / 2; i = (i + 2) % 4) {
        double length = fmin(lengths[i] * breadth, whole - at);
        pm_box piece = is_upright ? (pm_box){ bar.x, bar.y + at, breadth, length }
                                  : (pm_box){ bar.x + at, bar.y, length, breadth };
        add_piece(c, &entry->hue, piece, has_patterns, is_hollow);
        at += length + lengths[i + 1] * breadth;
    }
}
