#include "scene/cross_links.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/lanes.h"
#include "support/memory.h"

/* Two lines that leave one paper stand this far apart. */
#define PORT_SHIFT 3
#define DOT 1.6 /* radius of a line's ends */

typedef struct strip {
    double from, to; /* across its lines: x of a vertical one, from the papers outwards */
    bool is_vertical;
} strip;

/* A line: from its start through strips, vertical and horizontal in turn, to its end. */
typedef struct way {
    pm_point start, end;
    size_t first, count; /* its legs: lines in lanes */
} way;

typedef struct router {
    composer *c;
    const pm_map *map;
    bool columns, down;
    pm_box *extents; /* of each content with all below it */
    strip *strips;
    uint32_t *first_strip; /* of each content, in columns: one for each of its columns, then the one below */
    size_t strip_count;
    way *ways;
    pm_lane_line *legs;
    size_t leg_count, leg_capacity;
    uint32_t *used; /* lanes of each strip */
} router;

static bool is_direction(const pm_map *map, const char *direction)
{
    return strcmp(map->direction, direction) == 0;
}

bool pm_cross_links_are_drawn(const pm_map *map)
{
    return map->encoding && map->style->encoding.cross_links && map->repeat_count > 0;
}

/* --- room --- */

/* Lanes that all lines need, if each ran along the papers in their order. */
static uint32_t count_lanes(const pm_map *map)
{
    pm_lane_line *lines = pm_calloc(map->repeat_count, sizeof *lines);
    uint32_t used;
    for (size_t i = 0; i < map->repeat_count; i++)
        lines[i] = (pm_lane_line){ map->repeats[i].from + 0.5, map->repeats[i].to + 0.5, 0, 0 };
    pm_lanes_assign(lines, map->repeat_count, &used, 1);
    free(lines);
    return used;
}

static bool has_columns(const pm_map *map)
{
    for (size_t i = 0; map->columns && i < map->count; i++)
        if (map->contents[i].parent == map->contents && map->columns[i] > 0) return true;
    return false;
}

pm_insets pm_cross_insets(const pm_map *map)
{
    if (!pm_cross_links_are_drawn(map)) return (pm_insets){ 0, 0, 0 };
    double root = map->contents[0].lanes;
    if (is_direction(map, "columns")) return (pm_insets){ 0, root, has_columns(map) ? root : 0 };
    double room = (count_lanes(map) + 1) * map->style->encoding.lane;
    if (is_direction(map, "right")) return (pm_insets){ 0, room, 0 };
    if (is_direction(map, "left")) return (pm_insets){ room, 0, 0 };
    if (is_direction(map, "down")) return (pm_insets){ 0, 0, room };
    return (pm_insets){ room, room, room };
}

/* --- strips --- */

static void read_extents(router *r)
{
    const pm_scene *scene = r->c->scene;
    r->extents = PM_NEW_ARRAY(scene->arena, pm_box, r->map->count);
    for (size_t i = 0; i < scene->node_count; i++)
        r->extents[i] = scene->nodes[i].box;
    for (size_t i = 0; i < scene->cluster_count; i++)
        r->extents[scene->clusters[i].content - r->map->contents] = scene->clusters[i].box;
}

static uint32_t column_of(const router *r, uint32_t content)
{
    return r->map->columns ? r->map->columns[content] : 0;
}

static uint32_t parent_of(const router *r, uint32_t content)
{
    return (uint32_t)(r->map->contents[content].parent - r->map->contents);
}

/* The four sides of a tree's map. */
enum { SIDE_RIGHT, SIDE_LEFT, SIDE_BELOW, SIDES };

static void make_sides(router *r)
{
    double left = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < r->map->count; i++) {
        left = fmin(left, r->extents[i].x);
        right = fmax(right, r->extents[i].x + r->extents[i].width);
        bottom = fmax(bottom, r->extents[i].y + r->extents[i].height);
    }
    pm_insets room = pm_cross_insets(r->map);
    r->strips = PM_NEW_ARRAY(r->c->scene->arena, strip, SIDES);
    r->strip_count = SIDES;
    r->strips[SIDE_RIGHT] = (strip){ right, right + room.right, true };
    r->strips[SIDE_LEFT] = (strip){ left, left - room.left, true };
    r->strips[SIDE_BELOW] = (strip){ bottom, bottom + room.bottom, false };
}

/* How many columns each content has: those of its children run on. */
static void make_column_strips(router *r)
{
    pm_arena *arena = r->c->scene->arena;
    const pm_map *map = r->map;
    uint32_t *columns = PM_NEW_ARRAY(arena, uint32_t, map->count);
    for (uint32_t i = 1; i < map->count; i++)
        if (column_of(r, i) + 1 > columns[parent_of(r, i)]) columns[parent_of(r, i)] = column_of(r, i) + 1;
    r->first_strip = PM_NEW_ARRAY(arena, uint32_t, map->count + 1);
    for (uint32_t i = 0; i < map->count; i++)
        r->first_strip[i + 1] = r->first_strip[i] + columns[i] + 1;
    r->strip_count = r->first_strip[map->count];
    r->strips = PM_NEW_ARRAY(arena, strip, r->strip_count);
    for (size_t i = 0; i < r->strip_count; i++)
        r->strips[i] = (strip){ -INFINITY, 0, true };
    for (uint32_t i = 1; i < map->count; i++) {
        uint32_t parent = parent_of(r, i);
        strip *beside = &r->strips[r->first_strip[parent] + column_of(r, i)];
        strip *below = &r->strips[r->first_strip[parent + 1] - 1];
        pm_box box = r->extents[i];
        beside->from = fmax(beside->from, box.x + box.width);
        beside->to = beside->from + map->contents[parent].lanes;
        below->from = fmax(below->from, box.y + box.height);
        below->to = below->from + map->contents[parent].lanes;
        below->is_vertical = false;
    }
}

/* --- ways --- */

static void add_leg(router *r, size_t channel)
{
    PM_RESERVE(r->legs, r->leg_capacity, r->leg_count + 1);
    r->legs[r->leg_count++] = (pm_lane_line){ .channel = (uint32_t)channel };
}

static bool is_left(const router *r, uint32_t content)
{
    if (is_direction(r->map, "left")) return true;
    bool is_sided = is_direction(r->map, "both") || is_direction(r->map, "radial");
    return is_sided && r->extents[content].x < r->extents[0].x;
}

static pm_point port_of(const router *r, uint32_t content, double shift)
{
    pm_box box = r->c->scene->nodes[content].box;
    if (r->down) return (pm_point){ box.x + box.width / 2 + shift, box.y + box.height };
    return (pm_point){ is_left(r, content) ? box.x : box.x + box.width, box.y + box.height / 2 + shift };
}

static void add_legs_in_tree(router *r, uint32_t from, uint32_t to)
{
    size_t start = is_left(r, from) ? SIDE_LEFT : SIDE_RIGHT, end = is_left(r, to) ? SIDE_LEFT : SIDE_RIGHT;
    if (r->down) {
        add_leg(r, SIDE_BELOW);
        return;
    }
    add_leg(r, start);
    if (start == end) return;
    add_leg(r, SIDE_BELOW);
    add_leg(r, end);
}

/* Out of all blocks below `top`: where other columns stand to the right, down beside the own one and along
 * below them. The legs in the order from the paper; returns the child of `top`. */
static uint32_t add_legs_up(router *r, uint32_t node, uint32_t top)
{
    for (uint32_t parent = parent_of(r, node); parent != top; node = parent, parent = parent_of(r, node)) {
        uint32_t below = r->first_strip[parent + 1] - 1, beside = r->first_strip[parent] + column_of(r, node);
        if (beside + 1 == below) continue; /* the last column: nothing is in the way */
        add_leg(r, beside);
        add_leg(r, below);
    }
    return node;
}

static void reverse_legs(router *r, size_t first)
{
    for (size_t i = first, k = r->leg_count; i + 1 < k; i++) {
        k--;
        pm_lane_line leg = r->legs[i];
        r->legs[i] = r->legs[k];
        r->legs[k] = leg;
    }
}

static uint32_t shared_ancestor(const router *r, uint32_t a, uint32_t b)
{
    while (a != b) {
        if (a > b) /* parents come before their children */
            a = parent_of(r, a);
        else
            b = parent_of(r, b);
    }
    return a;
}

static void add_legs_in_columns(router *r, uint32_t from, uint32_t to)
{
    uint32_t top = shared_ancestor(r, from, to);
    uint32_t a = add_legs_up(r, from, top);
    size_t middle = r->leg_count;
    uint32_t b = add_legs_up(r, to, top);
    uint32_t one = r->first_strip[top] + column_of(r, a), other = r->first_strip[top] + column_of(r, b);
    /* The way back was found from its end: turned around behind what joins both. */
    if (one != other) {
        add_leg(r, other);
        add_leg(r, r->first_strip[top + 1] - 1);
    }
    add_leg(r, one);
    reverse_legs(r, middle);
}

/* Where a leg begins or ends along its strip: at a paper, or in the middle of the strip beside it. */
static double place_along(const router *r, const pm_lane_line *leg, const pm_lane_line *beside, pm_point port)
{
    const strip *own = &r->strips[leg->channel];
    if (!beside) return own->is_vertical ? port.y : port.x;
    const strip *other = &r->strips[beside->channel];
    return (other->from + other->to) / 2;
}

static void measure_legs(router *r, const way *w)
{
    double slack = 2 * r->map->style->encoding.lane;
    for (size_t i = 0; i < w->count; i++) {
        pm_lane_line *leg = &r->legs[w->first + i];
        double a = place_along(r, leg, i > 0 ? leg - 1 : NULL, w->start);
        double b = place_along(r, leg, i + 1 < w->count ? leg + 1 : NULL, w->end);
        leg->low = fmin(a, b) - (w->count > 1 ? slack : 0.5);
        leg->high = fmax(a, b) + (w->count > 1 ? slack : 0.5);
    }
}

static void find_ways(router *r)
{
    const pm_map *map = r->map;
    uint8_t *lines = pm_calloc(map->count, 1); /* 1: one ends here, 2: one begins */
    r->ways = PM_NEW_ARRAY(r->c->scene->arena, way, map->repeat_count);
    for (size_t i = 0; i < map->repeat_count; i++) {
        lines[map->repeats[i].from] |= 2;
        lines[map->repeats[i].to] |= 1;
    }
    for (size_t i = 0; i < map->repeat_count; i++) {
        uint32_t from = map->repeats[i].from, to = map->repeats[i].to;
        way *w = &r->ways[i];
        w->first = r->leg_count;
        w->start = port_of(r, from, lines[from] == 3 ? PORT_SHIFT : 0);
        w->end = port_of(r, to, lines[to] == 3 ? -PORT_SHIFT : 0);
        if (r->columns)
            add_legs_in_columns(r, from, to);
        else
            add_legs_in_tree(r, from, to);
        w->count = r->leg_count - w->first;
        measure_legs(r, w);
    }
    free(lines);
}

/* --- lines --- */

static double lane_of(const router *r, const pm_lane_line *leg)
{
    const strip *s = &r->strips[leg->channel];
    double room = s->to - s->from, lanes = r->used[leg->channel] + 1;
    double pitch = fmin(r->map->style->encoding.lane, fabs(room) / lanes);
    return s->from + copysign(pitch * (leg->lane + 1), room);
}

/* The corners of the way; returns how many. */
static size_t trace(const router *r, const way *w, pm_point *points)
{
    size_t count = 0;
    pm_point at = points[count++] = w->start;
    for (size_t i = 0; i < w->count; i++) {
        const pm_lane_line *leg = &r->legs[w->first + i];
        if (r->strips[leg->channel].is_vertical)
            at.x = lane_of(r, leg);
        else
            at.y = lane_of(r, leg);
        points[count++] = at;
    }
    if (r->strips[r->legs[w->first + w->count - 1].channel].is_vertical)
        at.y = w->end.y;
    else
        at.x = w->end.x;
    points[count++] = at;
    points[count++] = w->end;
    return count;
}

static pm_point towards(pm_point from, pm_point to, double distance)
{
    double length = hypot(to.x - from.x, to.y - from.y), share = length > 0 ? distance / length : 0;
    return (pm_point){ from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
}

/* Appends a cubic Bézier whose inner points lie `bend` of the way to the corner. */
static void add_piece(pm_curve *curve, pm_point corner, pm_point end, double bend)
{
    pm_point *p = (pm_point *)curve->points + curve->count, start = p[-1];
    p[0] = (pm_point){ start.x + (corner.x - start.x) * bend, start.y + (corner.y - start.y) * bend };
    p[1] = (pm_point){ end.x + (corner.x - end.x) * bend, end.y + (corner.y - end.y) * bend };
    p[2] = end;
    curve->count += 3;
}

static void add_line(pm_curve *curve, pm_point end)
{
    pm_point start = curve->points[curve->count - 1];
    pm_point middle = { (start.x + end.x) / 2, (start.y + end.y) / 2 };
    if (hypot(end.x - start.x, end.y - start.y) > 0.01) add_piece(curve, middle, end, 2.0 / 3);
}

/* The corners rounded, as those of brackets. */
static pm_curve round_corners(const router *r, const pm_point *corners, size_t count)
{
    static const double quarter = 0.5522847498; /* of a circle: how far its Bézier points lie */
    pm_point *points = PM_NEW_ARRAY(r->c->scene->arena, pm_point, 6 * count + 4);
    pm_curve curve = { points, 1 };
    points[0] = corners[0];
    for (size_t i = 1; i + 1 < count; i++) {
        pm_point before = corners[i - 1], at = corners[i], after = corners[i + 1];
        double in = hypot(at.x - before.x, at.y - before.y), out = hypot(after.x - at.x, after.y - at.y);
        double radius = fmin(r->map->style->corner, fmin(in, out) / 2);
        if (radius < 0.05) continue;
        add_line(&curve, towards(at, before, radius));
        add_piece(&curve, at, towards(at, after, radius), quarter);
    }
    add_line(&curve, corners[count - 1]);
    return curve;
}

static void add_dot(composer *c, pm_point at, pm_colour colour)
{
    composer_add_box(c, (pm_box){ at.x - DOT, at.y - DOT, 2 * DOT, 2 * DOT }, DOT, colour, colour, 0);
}

static void compose_line(router *r, size_t i)
{
    composer *c = r->c;
    const way *w = &r->ways[i];
    const pm_encoding_style *look = &r->map->style->encoding;
    pm_point *corners = PM_NEW_ARRAY(c->scene->arena, pm_point, w->count + 3);
    pm_curve *curve = PM_NEW(c->scene->arena, pm_curve);
    *curve = round_corners(r, corners, trace(r, w, corners));
    if (curve->count < 4) return;
    const pm_content *from = &r->map->contents[r->map->repeats[i].from],
                     *to = &r->map->contents[r->map->repeats[i].to];
    c->scene->cross_links[c->scene->cross_link_count++] = (pm_scene_edge){ from, to, *curve };
    pm_colour colour = pm_style_colour(r->map->style, look->cross_line, NULL);
    composer_begin_group(c, NULL, "cross-link", from->node->name);
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path.curves = curve;
    item->path.count = 1;
    item->path.stroke = colour;
    item->path.width = look->cross_width;
    item->path.dash = look->cross_dash;
    add_dot(c, w->start, colour);
    add_dot(c, w->end, colour);
    composer_end_group(c);
}

/* Whether a radial map has branches in columns beside each other: its connectors by way of a lane are longer
 * than all others. No line would get out of the inner ones without crossing the outer. */
static bool is_walled_in(const composer *c)
{
    enum { LONGEST_BRACKET = 13 };
    for (size_t i = 0; is_direction(c->map, "radial") && i < c->scene->edge_count; i++)
        if (c->scene->edges[i].curve.count > LONGEST_BRACKET) return true;
    return false;
}

void pm_cross_links_compose(composer *c)
{
    const pm_map *map = c->map;
    if (!pm_cross_links_are_drawn(map) || !c->is_mindmap || is_walled_in(c)) return;
    router r = {
        .c = c, .map = map, .columns = is_direction(map, "columns"), .down = is_direction(map, "down")
    };
    read_extents(&r);
    if (r.columns)
        make_column_strips(&r);
    else
        make_sides(&r);
    find_ways(&r);
    r.used = PM_NEW_ARRAY(c->scene->arena, uint32_t, r.strip_count);
    pm_lanes_assign(r.legs, r.leg_count, r.used, r.strip_count);
    c->scene->cross_links = PM_NEW_ARRAY(c->scene->arena, pm_scene_edge, map->repeat_count);
    composer_begin_group(c, "cross-links", "cross-links", NULL);
    for (size_t i = 0; i < map->repeat_count; i++)
        compose_line(&r, i);
    composer_end_group(c);
    free(r.legs);
}
