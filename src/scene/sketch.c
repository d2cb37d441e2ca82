/*
 * A curve is cut into steps of about the length that a hand draws in one movement. The ends of the steps are
 * moved by a random amount, and a spline runs through them; its handles are a third of each step long, so
 * that it does not swing out where a short step (a corner) follows a long one (a side). A second stroke goes
 * over the same steps the other way, with other amounts.
 *
 * After the idea in Wood, Isenberg, Isenberg, Dykes, Boukhelifa, Slingsby: "Sketchy Rendering for Information
 * Visualization", IEEE TVCG 18(12), 2012, sections 3.1 and 3.2.
 */
#include "scene/sketch.h"

#include <math.h>

/* Points that a hand draws in one movement, the share of the roughness by which the ends of a curve may
 * stray, and how much of a box's shorter side strokes may stray. */
#define STEP 34.0
#define AT_ENDS 0.35
#define OF_SIDE 0.06

/* How far from a Bézier's end its handles are for a quarter of a circle, as a share of the radius. */
#define ROUND 0.5523

/* The cosine of the angle between two steps below which a stroke stops and starts anew: at a sharp corner,
 * and where it turns back. */
#define STRAIGHT 0.28

/* Which share of the shorter step beside it the end of a step may be moved by. */
#define OF_STEP 0.3

typedef struct hand {
    uint64_t state;
    double reach; /* points */
} hand;

/* FNV-1a over the id, then SplitMix64. */
static hand take_hand(const pm_stroke *stroke, double reach)
{
    uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)stroke->style->seed;
    for (const char *c = stroke->id ? stroke->id : ""; *c; c++)
        hash = (hash ^ (uint8_t)*c) * 0x100000001B3u;
    return (hand){ (hash ^ stroke->number) * 0x100000001B3u, reach };
}

/* From -1 to 1. */
static double tremble(hand *h)
{
    uint64_t z = (h->state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (double)((z ^ z >> 31) >> 11) / (double)(1ull << 52) - 1;
}

static double distance(pm_point a, pm_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

/* A stop where the hand puts it; the ends of an open curve (`count` stops) keep nearly in place. */
static pm_point moved(hand *h, const pm_point *stops, size_t count, size_t i, bool closed)
{
    double reach = h->reach, x = tremble(h), y = tremble(h);
    bool at_end = i == 0 || i + 1 == count;
    if (i > 0 || closed) reach = fmin(reach, OF_STEP * distance(stops[i], stops[i > 0 ? i - 1 : count - 2]));
    if (i + 1 < count) reach = fmin(reach, OF_STEP * distance(stops[i], stops[i + 1]));
    if (at_end && !closed) reach = fmin(reach, h->reach * AT_ENDS);
    reach *= 0.7; /* of a square within the circle */
    return (pm_point){ stops[i].x + reach * x, stops[i].y + reach * y };
}

static pm_point on_bezier(const pm_point *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (pm_point){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

/* How many steps a Bézier takes; a bend takes two at least, so that it stays one. */
static size_t steps_of(const pm_point *p)
{
    double chord = distance(p[0], p[3]);
    double way = distance(p[0], p[1]) + distance(p[1], p[2]) + distance(p[2], p[3]);
    if (way < 0.5) return 0;
    size_t steps = (size_t)ceil(fmin(way, 1e6) / STEP);
    return way > chord * 1.02 && steps < 2 ? 2 : steps;
}

/* The ends of all steps, the first included. */
static size_t find_stops(const pm_curve *exact, pm_point *stops)
{
    size_t count = 0;
    stops[count++] = exact->points[0];
    for (size_t k = 0; k + 3 < exact->count; k += 3) {
        size_t steps = steps_of(exact->points + k);
        for (size_t i = 1; i <= steps; i++)
            stops[count++] = on_bezier(exact->points + k, (double)i / (double)steps);
    }
    return count;
}

static size_t count_stops(const pm_curve *exact)
{
    size_t count = 1;
    for (size_t k = 0; k + 3 < exact->count; k += 3)
        count += steps_of(exact->points + k);
    return count;
}

/* The direction of the spline at stop i: from the stop before to the one behind, so that it keeps to the
 * longer step; none at a sharp corner. A closed spline goes on from its last stop to its second. */
static pm_point direction_at(const pm_point *stops, size_t count, size_t i, bool closed)
{
    if (!closed && (i == 0 || i + 1 == count)) return (pm_point){ 0, 0 };
    pm_point before = i > 0 ? stops[i - 1] : stops[count - 2],
             after = i + 1 < count ? stops[i + 1] : stops[1];
    pm_point in = { stops[i].x - before.x, stops[i].y - before.y };
    pm_point out = { after.x - stops[i].x, after.y - stops[i].y };
    double along = in.x * out.x + in.y * out.y, length = distance(before, after);
    if (length <= 0 || along < STRAIGHT * hypot(in.x, in.y) * hypot(out.x, out.y)) return (pm_point){ 0, 0 };
    return (pm_point){ (in.x + out.x) / length, (in.y + out.y) / length };
}

static pm_curve spline(const pm_point *stops, size_t count, bool closed, pm_arena *arena)
{
    pm_point *points = PM_NEW_ARRAY(arena, pm_point, 3 * count - 2);
    pm_point from = direction_at(stops, count, 0, closed);
    points[0] = stops[0];
    for (size_t i = 0; i + 1 < count; i++) {
        pm_point to = direction_at(stops, count, i + 1, closed);
        double handle = distance(stops[i], stops[i + 1]) / 3;
        points[3 * i + 1] = (pm_point){ stops[i].x + from.x * handle, stops[i].y + from.y * handle };
        points[3 * i + 2] = (pm_point){ stops[i + 1].x - to.x * handle, stops[i + 1].y - to.y * handle };
        points[3 * i + 3] = stops[i + 1];
        from = to;
    }
    return (pm_curve){ points, 3 * count - 2 };
}

pm_curve pm_sketch_curve(const pm_stroke *stroke, const pm_curve *exact, pm_arena *arena)
{
    hand h = take_hand(stroke, stroke->style->roughness);
    size_t count = count_stops(exact), strokes = (size_t)stroke->style->strokes, drawn = 0;
    if (count < 2) return *exact;
    pm_point *stops = PM_NEW_ARRAY(arena, pm_point, 2 * count),
             *all = PM_NEW_ARRAY(arena, pm_point, 2 * count);
    find_stops(exact, stops);
    for (size_t s = 0; s < strokes; s++)
        for (size_t i = s ? 1 : 0; i < count; i++) {
            size_t at = s % 2 ? count - 1 - i : i;
            all[drawn++] = moved(&h, stops, count, at, false);
        }
    return spline(all, drawn, false, arena);
}

/* The outline from the left end of its top side, clockwise. */
static pm_curve outline(pm_box b, double radius, pm_point *points)
{
    double x[4] = { b.x, b.x + radius, b.x + b.width - radius, b.x + b.width };
    double y[4] = { b.y, b.y + radius, b.y + b.height - radius, b.y + b.height };
    const pm_point ends[8] = { { x[1], y[0] }, { x[2], y[0] }, { x[3], y[1] }, { x[3], y[2] },
                               { x[2], y[3] }, { x[1], y[3] }, { x[0], y[2] }, { x[0], y[1] } };
    const pm_point corners[4] = { { x[3], y[0] }, { x[3], y[3] }, { x[0], y[3] }, { x[0], y[0] } };
    size_t count = 0;
    points[count++] = ends[0];
    for (size_t i = 0; i < 8; i++) {
        pm_point from = ends[i], to = ends[(i + 1) % 8], c = corners[i / 2];
        double share = i % 2 ? ROUND : 0; /* a side is straight, a corner bends towards its point */
        pm_point near = i % 2 ? c : to, far = i % 2 ? c : from;
        double third = i % 2 ? share : 1.0 / 3;
        points[count++] =
            (pm_point){ from.x + (near.x - from.x) * third, from.y + (near.y - from.y) * third };
        points[count++] = (pm_point){ to.x + (far.x - to.x) * third, to.y + (far.y - to.y) * third };
        points[count++] = to;
    }
    return (pm_curve){ points, count };
}

pm_curve pm_sketch_box(const pm_stroke *stroke, pm_box box, double radius, pm_arena *arena)
{
    pm_point points[25];
    double side = fmin(box.width, box.height);
    hand h = take_hand(stroke, fmin(stroke->style->roughness, side * OF_SIDE));
    pm_curve exact = outline(box, fmin(radius, side / 2), points);
    size_t count = count_stops(&exact), rounds = (size_t)stroke->style->strokes, drawn = 0;
    if (count < 3) return (pm_curve){ pm_arena_copy(arena, points, sizeof points), 25 };
    pm_point *stops = PM_NEW_ARRAY(arena, pm_point, count);
    pm_point *all = PM_NEW_ARRAY(arena, pm_point, rounds * count);
    find_stops(&exact, stops);
    for (size_t s = 0; s < rounds; s++)
        for (size_t i = 0; i + 1 < count; i++)
            all[drawn++] = moved(&h, stops, count, i, true);
    all[drawn++] = all[0];
    return spline(all, drawn, true, arena);
}
