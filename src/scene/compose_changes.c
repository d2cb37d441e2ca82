/*
 * What the picture of a difference has beside what every map has: marked boxes, arrows, a legend.
 *
 * Each kind of change is told by its sign and by its line (solid, dashed for what is gone, a line through
 * removed text), so that colours only help. An arrow leaves the place that was left to the right, runs down a
 * lane beside the map and comes back to the new place from the right: papers stand in one column, so there is
 * no text on its way. Short arrows run in inner lanes, long ones around them; where there are too many they
 * share the lanes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/compose_changes.h"
#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_map.h"

enum { MOST_LANES = 24, FEW_MOVES = 256 };

static const double lane_width = 11, lane_space = 14 /* beside the map */, dash = 4, head = 4.5, bend = 6;
static const double region_space = 5; /* around a group that changed as a whole */
static const double chip_gap = 8, chip_padding = 8, legend_space = 14;

static const pm_node_mark *mark_of(const pm_content *content)
{
    return content->node->mark;
}

static bool is_gone(pm_mark_kind kind)
{
    return kind == PM_MARK_REMOVED || kind == PM_MARK_MOVED_AWAY;
}

static bool is_marked(const pm_content *content)
{
    const pm_node_mark *mark = mark_of(content);
    return mark && mark->kind != PM_MARK_SAME && mark->kind != PM_MARK_FOLDED;
}

pm_colour pm_marked_line(const pm_content *child)
{
    return child->hue->roles[PM_COLOUR_LINE];
}

double pm_mark_dash(const pm_content *content)
{
    const pm_node_mark *mark = mark_of(content);
    return mark && is_gone(mark->kind) ? dash : 0;
}

const pm_hue *pm_region_hue(const composer *c, const pm_content *group)
{
    const pm_node_mark *mark = mark_of(group);
    bool is_quiet = mark && mark->kind == PM_MARK_EDITED;
    return is_quiet ? &c->map->style->changes[PM_HUE_UNCHANGED] : group->hue;
}

/* --- lines --- */

static pm_point *line_to(pm_point *at, pm_point from, pm_point to)
{
    *at++ = (pm_point){ from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3 };
    *at++ = (pm_point){ from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3 };
    *at++ = to;
    return at;
}

/* A quarter of a circle or ellipse, from `from` to `to`, that leaves towards `corner`. */
static pm_point *bend_to(pm_point *at, pm_point from, pm_point corner, pm_point to)
{
    const double k = 0.5523; /* how far the control points are on their way to the corner */
    *at++ = (pm_point){ from.x + (corner.x - from.x) * k, from.y + (corner.y - from.y) * k };
    *at++ = (pm_point){ to.x + (corner.x - to.x) * k, to.y + (corner.y - to.y) * k };
    *at++ = to;
    return at;
}

static void add_curves(composer *c, const pm_curve *curves, size_t count, pm_colour colour, double width,
                       double dashed)
{
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path.curves = curves;
    item->path.count = count;
    item->path.stroke = colour;
    item->path.width = width;
    item->path.dash = dashed;
}

void pm_compose_strike(composer *c, const pm_run *run, double x, double baseline)
{
    double size = pm_font_face(run->font)->size, y = baseline - size * 0.3;
    pm_curve *line = PM_NEW(c->scene->arena, pm_curve);
    pm_point *points = PM_NEW_ARRAY(c->scene->arena, pm_point, 4);
    points[0] = (pm_point){ x, y };
    line_to(points + 1, points[0], (pm_point){ x + run->width, y });
    *line = (pm_curve){ points, 4 };
    add_curves(c, line, 1, run->colour, fmax(size / 12, 0.8), 0);
}

/* The outline of a box with round corners. */
static void add_outline(composer *c, pm_box b, double radius, pm_colour colour, double width, double dashed)
{
    enum { POINTS = 25 };
    double right = b.x + b.width, bottom = b.y + b.height;
    const pm_point corners[] = { { b.x, b.y }, { right, b.y }, { right, bottom }, { b.x, bottom } };
    const pm_point ways[] = { { radius, 0 }, { 0, radius }, { -radius, 0 }, { 0, -radius } };
    pm_curve *curve = PM_NEW(c->scene->arena, pm_curve);
    pm_point *points = PM_NEW_ARRAY(c->scene->arena, pm_point, POINTS), *at = points;
    pm_point from = { b.x + radius, b.y };
    *at++ = from;
    for (int side = 0; side < 4; side++) {
        pm_point corner = corners[(side + 1) % 4], way = ways[side], next = ways[(side + 1) % 4];
        pm_point before = { corner.x - way.x, corner.y - way.y },
                 behind = { corner.x + next.x, corner.y + next.y };
        at = line_to(at, from, before);
        at = bend_to(at, before, corner, behind);
        from = behind;
    }
    *curve = (pm_curve){ points, POINTS };
    add_curves(c, curve, 1, colour, width, dashed);
}

/* --- marks --- */

static void add_marked_box(composer *c, const pm_content *content, pm_box box, double radius, bool is_filled)
{
    const pm_hue *hue = content->hue;
    const pm_colour none = { 0 };
    radius = fmin(radius, fmin(box.width, box.height) / 2);
    if (is_filled) composer_add_box(c, box, radius, hue->roles[PM_COLOUR_TINT], none, 0);
    add_outline(c, box, radius, hue->roles[PM_COLOUR_LINE], 1.2, pm_mark_dash(content));
}

void pm_compose_mark(composer *c, const pm_content *content, pm_box box)
{
    if (!is_marked(content) || content->level <= PM_LEVEL_CATEGORY) return;
    add_marked_box(c, content, box, 4, true);
}

void pm_compose_marked_region(composer *c, const pm_content *group, pm_box box)
{
    const double around = region_space;
    if (!is_marked(group)) return;
    pm_mark_kind kind = mark_of(group)->kind;
    if (kind == PM_MARK_EDITED) return; /* its name, not what is in it */
    if (kind != PM_MARK_MOVED_HERE && mark_of(group->parent)->kind == kind)
        return; /* told by the outer one */
    if (group->level != PM_LEVEL_CATEGORY)
        box = (pm_box){ box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around };
    add_marked_box(c, group, box, group->level == PM_LEVEL_CATEGORY ? 12 : 8, false);
}

/* --- arrows --- */

typedef struct move {
    pm_point from, to;
    const pm_content *arrived;
    size_t order; /* in data order */
    int lane;
} move;

/* Where arrows may begin and end on the right, by number of the content (a group ends where all that is in it
 * does), and where everything does. */
typedef struct right_ends {
    double *rights, outermost;
} right_ends;

static right_ends find_ends(const composer *c)
{
    const pm_scene *scene = c->scene;
    right_ends e = { pm_calloc(c->map->count, sizeof *e.rights), 0 };
    for (size_t i = 0; i < scene->node_count; i++)
        e.rights[i] = scene->nodes[i].box.x + scene->nodes[i].box.width;
    for (size_t i = 0; i < scene->cluster_count; i++) {
        const pm_content *content = scene->clusters[i].content;
        double around = content->level == PM_LEVEL_CATEGORY ? 0 : region_space;
        pm_box box = scene->clusters[i].box;
        e.rights[content - c->map->contents] = box.x + box.width + around;
    }
    for (size_t i = 0; i < scene->node_count; i++)
        e.outermost = fmax(e.outermost, e.rights[i]);
    return e;
}

static pm_point right_end(const composer *c, const right_ends *e, const pm_content *content)
{
    size_t number = (size_t)(content - c->map->contents);
    pm_box box = c->scene->nodes[number].box;
    return (pm_point){ e->rights[number], box.y + box.height / 2 };
}

static double start_of(const move *m)
{
    return fmin(m->from.y, m->to.y);
}

static double end_of(const move *m)
{
    return fmax(m->from.y, m->to.y);
}

static int compare(double a, double b, const move *left, const move *right)
{
    if (a < b || a > b) return a < b ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static int compare_starts(const void *a, const void *b)
{
    return compare(start_of(a), start_of(b), a, b);
}

static int compare_lengths(const void *a, const void *b)
{
    return compare(end_of(a) - start_of(a), end_of(b) - start_of(b), a, b);
}

static bool has_room(const move *moves, size_t count, const move *wanted, int lane)
{
    for (size_t i = 0; i < count; i++)
        if (moves[i].lane == lane && start_of(&moves[i]) < end_of(wanted) + bend &&
            start_of(wanted) < end_of(&moves[i]) + bend)
            return false;
    return true;
}

/* Few arrows: short ones run inside, long ones around them, so that few cross. */
static int nest_lanes(move *moves, size_t count)
{
    int lanes = 0;
    if (count) qsort(moves, count, sizeof *moves, compare_lengths);
    for (size_t i = 0; i < count; i++) {
        int lane = 0;
        while (lane < MOST_LANES && !has_room(moves, i, &moves[i], lane))
            lane++;
        moves[i].lane = lane < MOST_LANES ? lane : (int)(i % MOST_LANES);
        if (moves[i].lane >= lanes) lanes = moves[i].lane + 1;
    }
    return lanes;
}

/* Many: from the top down, each in the first lane that is free again. */
static int fill_lanes(move *moves, size_t count)
{
    double free_from[MOST_LANES];
    int lanes = 0, next = 0;
    qsort(moves, count, sizeof *moves, compare_starts);
    for (size_t i = 0; i < count; i++) {
        int lane = 0;
        while (lane < lanes && free_from[lane] + bend > start_of(&moves[i]))
            lane++;
        if (lane == MOST_LANES) lane = next++ % MOST_LANES;
        if (lane == lanes) lanes++;
        free_from[lane] = end_of(&moves[i]);
        moves[i].lane = lane;
    }
    return lanes;
}

/* Gives each arrow its lane; returns how many there are. */
static int choose_lanes(move *moves, size_t count)
{
    return count <= FEW_MOVES ? nest_lanes(moves, count) : fill_lanes(moves, count);
}

static void add_arrow(composer *c, const move *m, double lanes)
{
    enum { LINE_POINTS = 16, HEAD_POINTS = 7 };
    pm_arena *arena = c->scene->arena;
    const double gap = 3;
    double lane = lanes + m->lane * lane_width, way = m->to.y > m->from.y ? 1 : -1;
    double radius = fmin(bend, fabs(m->to.y - m->from.y) / 2);
    pm_point start = { m->from.x + gap, m->from.y }, end = { m->to.x + gap, m->to.y };
    pm_point upper = { lane, start.y }, lower = { lane, end.y };
    pm_point *points = PM_NEW_ARRAY(arena, pm_point, LINE_POINTS), *at = points;
    *at++ = start;
    at = line_to(at, start, (pm_point){ lane - radius, start.y });
    at = bend_to(at, at[-1], upper, (pm_point){ lane, start.y + way * radius });
    at = line_to(at, at[-1], (pm_point){ lane, end.y - way * radius });
    at = bend_to(at, at[-1], lower, (pm_point){ lane - radius, end.y });
    line_to(at, at[-1], end);
    pm_point *tip = PM_NEW_ARRAY(arena, pm_point, HEAD_POINTS), *in = tip;
    *in++ = (pm_point){ end.x + head, end.y - head * 0.8 };
    in = line_to(in, tip[0], end);
    line_to(in, end, (pm_point){ end.x + head, end.y + head * 0.8 });
    pm_curve *curves = PM_NEW_ARRAY(arena, pm_curve, 2);
    curves[0] = (pm_curve){ points, LINE_POINTS };
    curves[1] = (pm_curve){ tip, HEAD_POINTS };
    pm_colour colour = m->arrived->hue->roles[PM_COLOUR_LINE];
    add_curves(c, curves, 1, colour, 1.3, dash * 0.75);
    add_curves(c, curves + 1, 1, colour, 1.5, 0);
}

static size_t list_moves(const composer *c, const right_ends *e, move *moves)
{
    const pm_map *map = c->map;
    pm_text_map *contents = pm_text_map_create(); /* by their nodes */
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++)
        *pm_text_map_at(contents, map->contents[i].node, "") = &map->contents[i];
    for (size_t i = 0; i < map->count; i++) {
        const pm_node_mark *mark = mark_of(&map->contents[i]);
        if (!mark || !mark->came_from) continue;
        const pm_content *left = pm_text_map_get(contents, mark->came_from, "");
        if (left)
            moves[count++] = (move){ .from = right_end(c, e, left),
                                     .to = right_end(c, e, &map->contents[i]),
                                     .arrived = &map->contents[i],
                                     .order = i };
    }
    pm_text_map_destroy(contents);
    return count;
}

void pm_compose_moves(composer *c)
{
    if (!c->map->changes) return;
    right_ends e = find_ends(c);
    move *moves = pm_calloc(c->map->count, sizeof *moves);
    size_t count = list_moves(c, &e, moves);
    int lanes = choose_lanes(moves, count);
    double left = e.outermost + lane_space;
    if (count) composer_begin_group(c, "moves", "moves", NULL);
    for (size_t i = 0; i < count; i++)
        add_arrow(c, &moves[i], left);
    if (count) {
        composer_end_group(c);
        c->scene->width = fmax(c->scene->width, left + (lanes - 1) * lane_width + c->map->style->margin);
    }
    free(moves);
    free(e.rights);
}

/* --- legend --- */

static pm_font *legend_font(const pm_map *map)
{
    return map->fonts.text[PM_LEVEL_TOPIC][0];
}

static double width_of(const pm_map *map, const char *text)
{
    return pm_font_width(legend_font(map), text, strlen(text));
}

static double sign_width(const pm_map *map, const pm_legend_entry *entry)
{
    return *entry->sign ? width_of(map, entry->sign) + pm_font_face(legend_font(map))->size * 0.4 : 0;
}

pm_point pm_changes_legend_size(const pm_map *map)
{
    pm_point size = { -chip_gap, pm_font_line_height(legend_font(map)) + 6 + legend_space };
    if (!map->changes) return (pm_point){ 0, 0 };
    for (size_t i = 0; i < map->changes->legend_count; i++) {
        const pm_legend_entry *entry = &map->changes->legend[i];
        size.x += chip_gap + 2 * chip_padding + sign_width(map, entry) + width_of(map, entry->text);
    }
    return size;
}

static void add_word(composer *c, const char *text, pm_colour colour, double x, double top, bool is_struck)
{
    pm_run *run = composer_make_run(c, legend_font(c->map), text, colour);
    run->struck = is_struck;
    composer_add_text(c, run, (pm_box){ x, top, run->width, run->height });
}

void pm_compose_changes_legend(composer *c)
{
    const pm_map *map = c->map;
    if (!map->changes) return;
    double top = map->style->margin, x = top;
    composer_begin_group(c, "changes", "changes", NULL);
    for (size_t i = 0; i < map->changes->legend_count; i++) {
        const pm_legend_entry *entry = &map->changes->legend[i];
        const pm_hue *hue = &map->style->changes[pm_hue_of_mark(entry->kind)];
        double width = 2 * chip_padding + sign_width(map, entry) + width_of(map, entry->text);
        pm_box box = { x, top, width, pm_font_line_height(legend_font(map)) + 6 };
        composer_add_box(c, box, 6, hue->roles[PM_COLOUR_TINT], (pm_colour){ 0 }, 0);
        add_outline(c, box, 6, hue->roles[PM_COLOUR_LINE], 1.2, is_gone(entry->kind) ? dash : 0);
        pm_colour ink = hue->roles[PM_COLOUR_INK];
        if (*entry->sign) add_word(c, entry->sign, ink, x + chip_padding, top + 3, false);
        add_word(c, entry->text, ink, x + chip_padding + sign_width(map, entry), top + 3,
                 entry->kind == PM_MARK_REMOVED);
        x += width + chip_gap;
    }
    composer_end_group(c);
}
