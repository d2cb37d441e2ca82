#include "paint/pptx_shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

typedef struct sketcher {
    const pm_scene *scene;
    pm_shape *shapes;
    size_t count, capacity;
    size_t nodes, clusters; /* seen so far: they come in the scene's order */
    const pm_item *link;
} sketcher;

double pm_line_top(const pm_item *text)
{
    return text->text.baseline - pm_font_baseline(text->text.run->font);
}

static bool is_same(double a, double b)
{
    return fabs(a - b) < 0.02;
}

static bool is_within(pm_box inner, pm_box outer)
{
    return inner.x >= outer.x - 0.5 && inner.x + inner.width <= outer.x + outer.width + 0.5 &&
           inner.y >= outer.y - 0.5 && inner.y + inner.height <= outer.y + outer.height + 0.5;
}

static pm_box around(pm_box a, pm_box b)
{
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    return (pm_box){ left, top, fmax(a.x + a.width, b.x + b.width) - left,
                     fmax(a.y + a.height, b.y + b.height) - top };
}

static pm_shape *add_shape(sketcher *s, pm_shape_kind kind)
{
    PM_RESERVE(s->shapes, s->capacity, s->count + 1);
    pm_shape *shape = &s->shapes[s->count++];
    *shape = (pm_shape){ .kind = kind, .link = s->link };
    return shape;
}

/* --- text --- */

static pm_box box_of_line(const pm_item *text)
{
    const pm_run *run = text->text.run;
    return (pm_box){ text->text.x, pm_line_top(text), run->width, pm_font_line_height(run->font) };
}

static int shared_edges(pm_box a, pm_box b)
{
    return (is_same(a.x, b.x) ? PM_SHARE_LEFT : 0) |
           (is_same(a.x + a.width / 2, b.x + b.width / 2) ? PM_SHARE_CENTRE : 0) |
           (is_same(a.x + a.width, b.x + b.width) ? PM_SHARE_RIGHT : 0);
}

/* How many of the items from `first` on are lines of one text: each right below the one before, with an edge
 * that all share. */
static size_t take_lines(pm_shape *shape, const pm_item *first, const pm_item *end)
{
    size_t count = 1;
    pm_box last = box_of_line(first);
    shape->lines = first;
    shape->text = last;
    shape->shared = PM_SHARE_LEFT | PM_SHARE_CENTRE | PM_SHARE_RIGHT;
    for (; first + count < end && first[count].kind == PM_ITEM_TEXT; count++) {
        pm_box next = box_of_line(&first[count]);
        int shared = shape->shared & shared_edges(last, next);
        bool below = is_same(next.y, last.y + last.height);
        if (!below || !shared || first[count].text.run->rtl != first->text.run->rtl) break;
        shape->shared = shared;
        shape->text = around(shape->text, next);
        last = next;
    }
    return shape->line_count = count;
}

/* Whether what comes next is outside the box, or nothing does. */
static bool is_outside(const pm_item *next, const pm_item *end, pm_box box)
{
    while (next < end && (next->kind == PM_ITEM_LINK_BEGIN || next->kind == PM_ITEM_LINK_END))
        next++;
    if (next < end && next->kind == PM_ITEM_BOX) return !is_within(next->box.box, box);
    return next >= end || next->kind != PM_ITEM_TEXT || !is_within(box_of_line(next), box);
}

/* A box takes the text that follows it, when that is all that stands in it. */
static size_t take_text(pm_shape *box, const pm_item *first, const pm_item *end)
{
    if (first >= end || first->kind != PM_ITEM_TEXT) return 0;
    pm_shape found = *box;
    size_t count = take_lines(&found, first, end);
    if (!is_within(found.text, box->box) || !is_outside(first + count, end, box->box)) return 0;
    *box = found;
    return count;
}

/* --- boxes and paths --- */

static pm_box bounds_of(const pm_item *path)
{
    pm_point low = { INFINITY, INFINITY }, high = { -INFINITY, -INFINITY };
    for (size_t i = 0; i < path->path.count; i++)
        for (size_t k = 0; k < path->path.curves[i].count; k++) {
            pm_point p = path->path.curves[i].points[k];
            low = (pm_point){ fmin(low.x, p.x), fmin(low.y, p.y) };
            high = (pm_point){ fmax(high.x, p.x), fmax(high.y, p.y) };
        }
    return (pm_box){ low.x, low.y, high.x - low.x, high.y - low.y };
}

/* Adds the shape that begins with this item; returns how many items it took. */
static size_t take_item(sketcher *s, const pm_item *item, const pm_item *end)
{
    pm_shape *shape;
    switch (item->kind) {
    case PM_ITEM_LINK_BEGIN:
        s->link = item;
        return 1;
    case PM_ITEM_LINK_END:
        s->link = NULL;
        return 1;
    case PM_ITEM_BOX:
        shape = add_shape(s, PM_SHAPE_BOX);
        shape->item = item;
        shape->box = item->box.box;
        return 1 + take_text(shape, item + 1, end);
    case PM_ITEM_PATH:
        shape = add_shape(s, PM_SHAPE_PATH);
        shape->item = item;
        shape->box = bounds_of(item);
        return 1;
    case PM_ITEM_TEXT:
        shape = add_shape(s, PM_SHAPE_TEXT);
        size_t count = take_lines(shape, item, end);
        shape->box = shape->text;
        return count;
    case PM_ITEM_GROUP_BEGIN:
    case PM_ITEM_GROUP_END:
        break;
    }
    return 1;
}

/* --- groups --- */

static const pm_content *content_of(sketcher *s, const pm_item *group)
{
    const pm_scene *scene = s->scene;
    if (strncmp(group->group.class_name, "node", 4) == 0 && s->nodes < scene->node_count)
        return scene->nodes[s->nodes++].content;
    if (strncmp(group->group.class_name, "cluster", 7) == 0 && s->clusters < scene->cluster_count)
        return scene->clusters[s->clusters++].content;
    return NULL;
}

/* A group of one shape is that shape. Connectors belong to no node: each stands for itself. */
static void close_group(sketcher *s, size_t begin, const pm_item *group, const pm_content *content)
{
    size_t inside = s->count - begin - 1;
    bool is_node = content && inside > 1;
    if (is_node) {
        pm_box box = s->shapes[begin + 1].box;
        for (size_t i = begin + 2; i < s->count; i++)
            box = around(box, s->shapes[i].box);
        s->shapes[begin].box = box;
        s->shapes[begin].group = group;
        s->shapes[begin].content = content;
        add_shape(s, PM_SHAPE_GROUP_END);
        return;
    }
    memmove(&s->shapes[begin], &s->shapes[begin + 1], inside * sizeof *s->shapes);
    s->count--;
    for (size_t i = begin; i < s->count; i++) {
        s->shapes[i].group = group;
        s->shapes[i].content = content;
    }
}

const pm_shape *pm_shapes_of(const pm_scene *scene, pm_arena *arena, size_t *count)
{
    sketcher s = { .scene = scene };
    const pm_item *item = scene->items, *end = scene->items + scene->item_count;
    while (item < end) {
        if (item->kind != PM_ITEM_GROUP_BEGIN) { /* every item is in a group */
            item += take_item(&s, item, end);
            continue;
        }
        const pm_item *group = item++;
        size_t begin = s.count;
        add_shape(&s, PM_SHAPE_GROUP_BEGIN);
        while (item < end && item->kind != PM_ITEM_GROUP_END) {
            if (item->kind == PM_ITEM_GROUP_BEGIN)
                group = item; /* one inside says more than the one around */
            item += take_item(&s, item, end);
        }
        item++;
        close_group(&s, begin, group, content_of(&s, group));
    }
    *count = s.count;
    const pm_shape *shapes = pm_arena_copy(arena, s.shapes, s.count * sizeof *s.shapes);
    free(s.shapes);
    return shapes;
}
