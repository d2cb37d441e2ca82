#include "scene/compose_edges.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/compose_changes.h"
#include "scene/sketch.h"
#include "support/memory.h"

static pm_curve make_curve(composer *c, const pm_point *points, size_t count)
{
    return (pm_curve){ pm_arena_copy(c->scene->arena, points, count * sizeof *points), count };
}

/* `drawn` is complete but for its colour and width. */
static void add_path(composer *c, const pm_item *drawn, pm_colour stroke, double width)
{
    if (!drawn->path.count || !pm_colour_is_visible(stroke) || width <= 0) return;
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path = drawn->path;
    item->path.stroke = stroke;
    item->path.width = width;
}

/* A straight line as a Bézier. */
static pm_curve make_line(composer *c, pm_point from, pm_point to)
{
    pm_point points[4] = { from,
                           { from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3 },
                           { from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3 },
                           to };
    return make_curve(c, points, 4);
}

/* The children of one parent and what their brackets share. A bracket is a stub, a trunk (none when the child
 * is nearly level with its parent), a corner and an arm; a child that is level has a straight connector of 4
 * points. */
typedef struct bracket {
    pm_scene_edge **edges;
    size_t count;
    bool has_trunk;
    pm_point start, hub, low, high; /* the trunk runs from low to high through the hub */
} bracket;

enum { STRAIGHT_POINTS = 4, STUB_END = 3, OWN_POINTS = 7 /* corner and arm */ };

static bool is_before(pm_point a, pm_point b)
{
    return a.x < b.x || (a.x <= b.x && a.y < b.y);
}

static void find_trunk(bracket *b)
{
    for (size_t i = 0; i < b->count; i++) {
        const pm_curve *curve = &b->edges[i]->curve;
        if (curve->count <= STRAIGHT_POINTS) continue;
        pm_point end = curve->points[curve->count - OWN_POINTS];
        if (!b->has_trunk) {
            b->has_trunk = true;
            b->start = curve->points[0];
            b->hub = b->low = b->high = curve->points[STUB_END];
        }
        if (is_before(end, b->low)) b->low = end;
        if (is_before(b->high, end)) b->high = end;
    }
}

/* What belongs to one child alone: from the trunk on. A straight connector leaves the trunk at the hub. */
static pm_curve arm_of(composer *c, const bracket *b, const pm_curve *curve)
{
    if (!b->has_trunk) return *curve;
    if (curve->count > STRAIGHT_POINTS)
        return (pm_curve){ curve->points + (curve->count - OWN_POINTS), OWN_POINTS };
    return make_line(c, b->hub, curve->points[curve->count - 1]);
}

/* Only the picture of a difference has marks: other maps' nodes are not looked at for them. */
static const pm_node_mark *mark_of(const composer *c, const pm_content *content)
{
    return c->map->changes ? content->node->mark : NULL;
}

/* The colour of the way to a child: a category's own hue, otherwise the parent's line. */
static pm_colour line_colour(const composer *c, const pm_content *parent, const pm_content *child)
{
    const pm_style *style = c->map->style;
    pm_colour colour = style->nodes[parent->level].line;
    const pm_node_style *look = &style->nodes[child->level];
    if (mark_of(c, child)) return pm_marked_line(child);
    if (parent->level == PM_LEVEL_ROOT && look->line.role != PM_COLOUR_LITERAL) colour = look->line;
    return pm_style_colour(style, colour, child->level == PM_LEVEL_PAPER ? parent->hue : child->hue);
}

/* The curve as the style draws it: exactly or by hand. A child has its arm and, where it is the first, what
 * all share: `number` tells which. */
static pm_curve drawn_curve(const composer *c, const pm_content *child, size_t number, const pm_curve *exact)
{
    const pm_stroke by = { &c->map->style->sketch, child->id, (uint32_t)number };
    return composer_is_sketched(c) ? pm_sketch_curve(&by, exact, c->scene->arena) : *exact;
}

/* Draws the connectors to the children of one parent: the `shared` curves in its own colour, then each arm in
 * its child's; what follows in one colour is one path. The array has room for all. */
static void compose_arms(composer *c, const pm_content *parent, pm_curve *curves, size_t shared,
                         const pm_curve *arms, pm_scene_edge **edges, size_t count)
{
    const pm_style *style = c->map->style;
    const pm_node_style *look = &style->nodes[parent->level];
    pm_colour own =
        mark_of(c, parent) ? pm_marked_line(parent) : pm_style_colour(style, look->line, parent->hue);
    pm_item pending = { .path = {
                            .curves = curves, .count = shared, .shared = shared, .first = edges[0]->to } };
    for (size_t i = 0; i < shared; i++)
        curves[i] = drawn_curve(c, edges[0]->to, i + 1, &curves[i]);
    for (size_t i = 0; i < count; i++) {
        pm_colour colour = line_colour(c, parent, edges[i]->to);
        double dash = mark_of(c, edges[i]->to) ? pm_mark_dash(edges[i]->to) : 0;
        bool is_alike =
            pm_colour_equal(colour, own) && dash <= pending.path.dash && dash >= pending.path.dash;
        if (pending.path.count && !is_alike) {
            add_path(c, &pending, own, look->line_width);
            curves += pending.path.count;
            pending = (pm_item){ .path = { .curves = curves, .first = edges[i]->to } };
        }
        own = colour;
        pending.path.dash = dash;
        curves[pending.path.count++] = drawn_curve(c, edges[i]->to, 0, &arms[i]);
    }
    add_path(c, &pending, own, look->line_width);
}

static void compose_bracket(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    bracket b = { .edges = edges, .count = count };
    if (c->is_mindmap && strcmp(c->map->style->nodes[parent->level].connector, "bracket") == 0)
        find_trunk(&b);
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 2 * count + 2), *arms = curves + count + 2;
    size_t shared = 0;
    if (b.has_trunk) {
        curves[shared++] = make_line(c, b.start, b.hub);
        curves[shared++] = make_line(c, b.low, b.high);
    }
    for (size_t i = 0; i < count; i++)
        arms[i] = arm_of(c, &b, &edges[i]->curve);
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* In columns the children of one column share all but their corner and arm; so the way to the lowest of
 * them is drawn once for all. */
static void compose_hanging(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 3 * count), *arms = curves + 2 * count;
    size_t shared = 0;
    double trunk = 0;
    for (size_t i = count; i-- > 0;) {
        const pm_curve *curve = &edges[i]->curve;
        size_t way = curve->count > STRAIGHT_POINTS ? curve->count - OWN_POINTS : 0;
        arms[i] = (pm_curve){ curve->points + way, curve->count - way };
        if (!way || (shared && fabs(curve->points[way].x - trunk) < 0.01)) continue;
        trunk = curve->points[way].x;
        curves[shared++] = (pm_curve){ curve->points, way + 1 };
    }
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* Around the root of a radial map: curves of their own, or by way of a trunk for each column of branches,
 * which its children share. The farthest child of a trunk has its whole length. */
static void compose_around(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 3 * count), *arms = curves + 2 * count;
    size_t shared = 0;
    pm_point last = { -INFINITY, 0 };
    for (size_t i = 0; i < count; i++) {
        const pm_curve *curve = &edges[i]->curve;
        size_t way = curve->count > (size_t)2 * OWN_POINTS ? curve->count - OWN_POINTS : 0;
        arms[i] = (pm_curve){ curve->points + way, curve->count - way };
        if (!way) continue;
        pm_point end = curve->points[way], start = curve->points[0];
        bool is_new = fabs(end.x - last.x) > 0.01 || (end.y < start.y) != (last.y < start.y);
        if (is_new) shared++;
        if (is_new || fabs(end.y - start.y) > fabs(last.y - start.y)) {
            curves[shared - 1] = (pm_curve){ curve->points, way + 1 };
            last = end;
        }
    }
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* A two-sided map has a bracket on each side: one for each run of edges with the same start. */
static void compose_brackets(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    if (c->is_mindmap && strcmp(c->map->direction, "columns") == 0) {
        compose_hanging(c, parent, edges, count);
        return;
    }
    if (c->is_mindmap && strcmp(c->map->direction, "radial") == 0 &&
        (!parent->parent || edges[0]->curve.count > 2 * (size_t)OWN_POINTS)) {
        compose_around(c, parent, edges, count);
        return;
    }
    for (size_t first = 0, i = 1; i <= count; i++) {
        if (i < count && fabs(edges[i]->curve.points[0].x - edges[first]->curve.points[0].x) < 0.5) continue;
        compose_bracket(c, parent, edges + first, i - first);
        first = i;
    }
}

static void place_edges(composer *c)
{
    for (size_t i = 0; i < c->scene->edge_count; i++) {
        pm_curve *curve = &c->scene->edges[i].curve;
        pm_point *points = (pm_point *)curve->points; /* the scene's own */
        for (size_t k = 0; k < curve->count; k++) {
            points[k].x = points[k].x * c->stretch.x + c->shift.x;
            points[k].y = points[k].y * c->stretch.y + c->shift.y;
        }
    }
}

/* Edges by parent: a counting sort over the contents, since children of one parent need not follow each
 * other. */
void pm_compose_edges(composer *c)
{
    place_edges(c);
    pm_scene *scene = c->scene;
    size_t *starts = pm_calloc(c->map->count + 1, sizeof *starts);
    pm_scene_edge **sorted = pm_calloc(scene->edge_count, sizeof *sorted);
    for (size_t i = 0; i < scene->edge_count; i++)
        starts[scene->edges[i].from - c->map->contents + 1]++;
    for (size_t i = 0; i < c->map->count; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < scene->edge_count; i++)
        sorted[starts[scene->edges[i].from - c->map->contents]++] = &scene->edges[i];
    composer_begin_group(c, "edges", "edges", NULL);
    for (size_t i = 0, first = 0; i < c->map->count; i++) {
        if (starts[i] > first) compose_brackets(c, &c->map->contents[i], sorted + first, starts[i] - first);
        first = starts[i];
    }
    composer_end_group(c);
    free(sorted);
    free(starts);
}
