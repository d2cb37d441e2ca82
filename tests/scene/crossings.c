/*
 * Connectors cross no box and no other connector, exactly as far as a polyline of each curve can tell.
 *
 * All pieces become segments in a grid, and each cell is looked at alone. Connectors of one parent share
 * their beginnings: pieces of theirs that lie on one vertical or horizontal line count once, and of the rest
 * each is compared with its next sibling's, the others with all that have another parent.
 */
#include "sound.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "support/memory.h"

enum { STEPS = 12, MOST_CELLS = 1 << 20 };

/* How deep, in points, lines have to cross and boxes to be cut. */
static const double crossing_depth = 0.05, cut_depth = 0.3;

typedef struct segment {
    pm_point a, b;
    size_t edge;   /* index in the scene */
    size_t parent; /* index of the content it comes from */
    size_t rank;   /* of the edge among those of its parent */
    bool is_arm;   /* the last of several pieces: its child's own */
} segment;

typedef struct segments {
    segment *items;
    size_t count, capacity;
} segments;

static void add_segment(segments *s, pm_point a, pm_point b, segment of)
{
    if (hypot(b.x - a.x, b.y - a.y) < 1e-9) return;
    PM_RESERVE(s->items, s->capacity, s->count + 1);
    s->items[s->count++] = (segment){ a, b, of.edge, of.parent, of.rank, of.is_arm };
}

pm_point bezier_at(const pm_point *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (pm_point){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

/* Twice the area of a triangle: which side of the line from `a` to `b` the point is on. */
static double side_of(pm_point a, pm_point b, pm_point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool is_straight(const pm_point *p)
{
    double length = hypot(p[3].x - p[0].x, p[3].y - p[0].y);
    return fabs(side_of(p[0], p[3], p[1])) <= 1e-3 * length &&
           fabs(side_of(p[0], p[3], p[2])) <= 1e-3 * length;
}

static void flatten(segments *s, const pm_scene *scene, size_t edge, size_t *ranks)
{
    const pm_curve *curve = &scene->edges[edge].curve;
    size_t parent = (size_t)(scene->edges[edge].from - scene->nodes[0].content);
    segment of = { .edge = edge, .parent = parent, .rank = ranks[parent]++ };
    for (size_t k = 0; k + 3 < curve->count; k += 3) {
        const pm_point *p = curve->points + k;
        int steps = is_straight(p) ? 1 : STEPS;
        of.is_arm = k > 0 && k + 4 == curve->count;
        for (int i = 0; i < steps; i++)
            add_segment(s, bezier_at(p, (double)i / steps), bezier_at(p, (double)(i + 1) / steps), of);
    }
}

/* --- lines that siblings share --- */

static bool is_upright(const segment *s)
{
    return !s->is_arm && fabs(s->a.x - s->b.x) < 1e-3;
}

static bool is_level(const segment *s)
{
    return !s->is_arm && fabs(s->a.y - s->b.y) < 1e-3;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

/* By parent; among those of one parent upright ones first, then level ones, each by line and by place on it.
 */
static int by_line(const void *left, const void *right)
{
    const segment *a = left, *b = right;
    if (a->parent != b->parent) return a->parent < b->parent ? -1 : 1;
    int kind = is_upright(a) ? 0 : is_level(a) ? 1 : 2, other = is_upright(b) ? 0 : is_level(b) ? 1 : 2;
    if (kind != other) return kind - other;
    if (kind == 2) return a->edge == b->edge ? 0 : a->edge < b->edge ? -1 : 1;
    int line = kind == 0 ? compare(a->a.x, b->a.x) : compare(a->a.y, b->a.y);
    if (line) return line;
    return kind == 0 ? compare(fmin(a->a.y, a->b.y), fmin(b->a.y, b->b.y))
                     : compare(fmin(a->a.x, a->b.x), fmin(b->a.x, b->b.x));
}

static bool continues(const segment *a, const segment *b)
{
    if (a->parent != b->parent) return false;
    if (is_upright(a) && is_upright(b))
        return fabs(a->a.x - b->a.x) < 1e-2 && fmin(b->a.y, b->b.y) <= fmax(a->a.y, a->b.y);
    return is_level(a) && is_level(b) && fabs(a->a.y - b->a.y) < 1e-2 &&
           fmin(b->a.x, b->b.x) <= fmax(a->a.x, a->b.x);
}

static void merge(segments *s)
{
    size_t kept = 0;
    if (s->count) qsort(s->items, s->count, sizeof *s->items, by_line);
    for (size_t i = 0; i < s->count; i++) {
        segment *b = &s->items[i], *a = kept ? &s->items[kept - 1] : NULL;
        if (!a || !continues(a, b)) {
            s->items[kept++] = *b;
            continue;
        }
        pm_point low = { fmin(fmin(a->a.x, a->b.x), fmin(b->a.x, b->b.x)),
                         fmin(fmin(a->a.y, a->b.y), fmin(b->a.y, b->b.y)) };
        pm_point high = { fmax(fmax(a->a.x, a->b.x), fmax(b->a.x, b->b.x)),
                          fmax(fmax(a->a.y, a->b.y), fmax(b->a.y, b->b.y)) };
        a->a = low, a->b = high;
    }
    s->count = kept;
}

/* --- the grid --- */

typedef struct grid {
    double cell;
    size_t columns, rows;
    size_t *starts; /* of each cell's items */
    size_t *items;
} grid;

typedef struct span {
    size_t left, right, top, bottom;
} span;

static size_t cell_at(const grid *g, double at, size_t count)
{
    double cell = fmax(at / g->cell, 0);
    return cell >= (double)count ? count - 1 : (size_t)cell;
}

static span span_of(const grid *g, pm_box box)
{
    return (span){ cell_at(g, box.x, g->columns), cell_at(g, box.x + box.width, g->columns),
                   cell_at(g, box.y, g->rows), cell_at(g, box.y + box.height, g->rows) };
}

static pm_box box_of(const segment *s)
{
    return (pm_box){ fmin(s->a.x, s->b.x), fmin(s->a.y, s->b.y), fabs(s->a.x - s->b.x),
                     fabs(s->a.y - s->b.y) };
}

/* Boxes of any kind, counted into cells and then put there, in their order. */
static grid make_grid(const pm_scene *scene, const pm_box *boxes, size_t count)
{
    grid g = { .cell = fmax(sqrt(scene->width * scene->height / (double)(count + 1)), 8) };
    while (scene->width / g.cell * (scene->height / g.cell) > MOST_CELLS)
        g.cell *= 1.5;
    g.columns = (size_t)(scene->width / g.cell) + 1;
    g.rows = (size_t)(scene->height / g.cell) + 1;
    size_t cells = g.columns * g.rows;
    g.starts = pm_calloc(cells + 2, sizeof *g.starts);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            span s = span_of(&g, boxes[i]);
            for (size_t y = s.top; y <= s.bottom; y++)
                for (size_t x = s.left; x <= s.right; x++) {
                    size_t *start = &g.starts[y * g.columns + x + 2 - (size_t)pass];
                    if (pass) g.items[*start] = i;
                    (*start)++;
                }
        }
        if (pass) break;
        for (size_t i = 0; i <= cells; i++)
            g.starts[i + 1] += g.starts[i];
        g.items = pm_calloc(g.starts[cells + 1] + 1, sizeof *g.items);
    }
    return g;
}

static void free_grid(grid *g)
{
    free(g->starts);
    free(g->items);
}

/* --- the rules --- */

static bool straddles(pm_point a, pm_point b, pm_point p, pm_point q)
{
    double depth = crossing_depth * hypot(b.x - a.x, b.y - a.y);
    double one = side_of(a, b, p), two = side_of(a, b, q);
    return (one > depth && two < -depth) || (one < -depth && two > depth);
}

static void check_pair(const pm_scene *scene, const segment *a, const segment *b)
{
    bool together = a->parent == b->parent, near = a->rank == b->rank + 1 || b->rank == a->rank + 1;
    bool is_fork = (is_upright(a) && is_level(b)) || (is_level(a) && is_upright(b));
    if (together && (is_fork || !(near || a->is_arm || b->is_arm))) return;
    if (!straddles(a->a, a->b, b->a, b->b) || !straddles(b->a, b->b, a->a, a->b)) return;
    const pm_scene_edge *one = &scene->edges[a->edge], *two = &scene->edges[b->edge];
    fail_msg("%s → %s crosses %s → %s near %.1f, %.1f", one->from->id, one->to->id, two->from->id,
             two->to->id, b->a.x, b->a.y);
}

/* A cell's segments are sorted by parent. */
static void check_crossings(const pm_scene *scene, const segments *s)
{
    pm_box *boxes = pm_calloc(s->count, sizeof *boxes);
    for (size_t i = 0; i < s->count; i++)
        boxes[i] = box_of(&s->items[i]);
    grid g = make_grid(scene, boxes, s->count);
    for (size_t cell = 0; cell < g.columns * g.rows; cell++)
        for (size_t i = g.starts[cell]; i < g.starts[cell + 1]; i++)
            for (size_t j = i + 1; j < g.starts[cell + 1]; j++)
                check_pair(scene, &s->items[g.items[i]], &s->items[g.items[j]]);
    free_grid(&g);
    free(boxes);
}

/* Cuts the part of a segment that lies before or after a line; false when nothing is left. */
static bool clip(double from, double run, double low, double high, double *start, double *end)
{
    if (fabs(run) < 1e-12) return from > low && from < high;
    double a = (low - from) / run, b = (high - from) / run;
    *start = fmax(*start, fmin(a, b));
    *end = fmin(*end, fmax(a, b));
    return *start < *end;
}

static bool cuts(const segment *s, pm_box box)
{
    double start = 0, end = 1;
    return clip(s->a.x, s->b.x - s->a.x, box.x + cut_depth, box.x + box.width - cut_depth, &start, &end) &&
           clip(s->a.y, s->b.y - s->a.y, box.y + cut_depth, box.y + box.height - cut_depth, &start, &end);
}

static void check_boxes(const pm_scene *scene, const segments *s)
{
    pm_box *boxes = pm_calloc(scene->node_count, sizeof *boxes);
    for (size_t i = 0; i < scene->node_count; i++)
        boxes[i] = scene->nodes[i].box;
    grid g = make_grid(scene, boxes, scene->node_count);
    for (size_t i = 0; i < s->count; i++) {
        span at = span_of(&g, box_of(&s->items[i]));
        for (size_t y = at.top; y <= at.bottom; y++)
            for (size_t cell = y * g.columns + at.left; cell <= y * g.columns + at.right; cell++)
                for (size_t k = g.starts[cell]; k < g.starts[cell + 1]; k++)
                    if (cuts(&s->items[i], boxes[g.items[k]])) {
                        const pm_scene_edge *edge = &scene->edges[s->items[i].edge];
                        fail_msg("%s → %s crosses %s", edge->from->id, edge->to->id,
                                 scene->nodes[g.items[k]].content->id);
                    }
    }
    free_grid(&g);
    free(boxes);
}

static void check_ends(const pm_scene *scene, const pm_scene_edge *edge)
{
    const pm_content *first = scene->nodes[0].content, *ends[] = { edge->from, edge->to };
    assert_int_equal(edge->curve.count % 3, 1);
    for (int i = 0; i < 2; i++) {
        pm_box box = scene->nodes[ends[i] - first].box;
        pm_point p = edge->curve.points[i ? edge->curve.count - 1 : 0];
        if (p.x < box.x - tolerance || p.x > box.x + box.width + tolerance || p.y < box.y - tolerance ||
            p.y > box.y + box.height + tolerance)
            fail_msg("%s → %s does not end at %s", edge->from->id, edge->to->id, ends[i]->id);
    }
}

void check_connectors(const pm_scene *scene)
{
    segments s = { 0 };
    size_t *ranks = pm_calloc(scene->node_count, sizeof *ranks);
    assert_int_equal(scene->edge_count, scene->node_count - 1);
    for (size_t i = 0; i < scene->edge_count; i++) {
        check_ends(scene, &scene->edges[i]);
        flatten(&s, scene, i, ranks);
    }
    merge(&s);
    check_boxes(scene, &s);
    check_crossings(scene, &s);
    free(s.items);
    free(ranks);
}
