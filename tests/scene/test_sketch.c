/*
 * Strokes by hand stray no farther than the style allows, from whatever curve; they are the same on every run
 * and for every other node's fate; and exact where a style does not ask for them.
 */
#include "test.h"

#include <math.h>
#include <string.h>

#include "papermap.h"
#include "scene/sketch.h"

static pm_point on_curve(const pm_point *p, double t)
{
    double u = 1 - t;
    return (pm_point){
        u * u * u * p[0].x + 3 * u * u * t * p[1].x + 3 * u * t * t * p[2].x + t * t * t * p[3].x,
        u * u * u * p[0].y + 3 * u * u * t * p[1].y + 3 * u * t * t * p[2].y + t * t * t * p[3].y
    };
}

static double to_segment(pm_point p, pm_point a, pm_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    t = fmin(fmax(t, 0), 1);
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

enum { SAMPLES = 16 };

/* How far the point is from the curve, nearly. */
static double to_curve(pm_point p, const pm_curve *curve)
{
    double least = INFINITY;
    for (size_t k = 0; k + 3 < curve->count; k += 3)
        for (int i = 0; i < SAMPLES; i++)
            least = fmin(least, to_segment(p, on_curve(curve->points + k, i / (double)SAMPLES),
                                           on_curve(curve->points + k, (i + 1) / (double)SAMPLES)));
    return least;
}

/* The farthest that one curve gets from the other. */
static double stray(const pm_curve *drawn, const pm_curve *exact)
{
    double most = 0;
    for (size_t k = 0; k + 3 < drawn->count; k += 3)
        for (int i = 0; i <= SAMPLES; i++)
            most = fmax(most, to_curve(on_curve(drawn->points + k, i / (double)SAMPLES), exact));
    return most;
}

static const pm_point line[] = { { 10, 10 }, { 80, 10 }, { 150, 10 }, { 220, 10 } };
static const pm_point bracket[] = { { 0, 0 },     { 0, 60 },   { 0, 120 },  { 0, 180 },  { 0, 185.5 },
                                    { 4.5, 190 }, { 10, 190 }, { 14, 190 }, { 18, 190 }, { 22, 190 } };
static const pm_point dot[] = { { 5, 5 }, { 5, 5 }, { 5, 5 }, { 5, 5 } };
static const pm_curve exact[] = { { line, 4 }, { bracket, 10 } };

static void curves_stay_near(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    for (int seed = 0; seed < 200; seed++) {
        pm_sketch_style style = { .roughness = 0.5 + seed % 8, .strokes = 1 + seed % 2, .seed = seed };
        for (size_t i = 0; i < 2; i++) {
            pm_stroke stroke = { &style, "node", (uint32_t)i };
            pm_curve drawn = pm_sketch_curve(&stroke, &exact[i], arena);
            double near = stray(&exact[i], &drawn), far = stray(&drawn, &exact[i]);
            if (near > 1.25 * style.roughness + 0.5 || far > 1.25 * style.roughness + 0.5)
                fail_msg("seed %d, curve %zu: %.2f and %.2f points at %.1f", seed, i, near, far,
                         style.roughness);
            assert_true(far > style.roughness * 0.05);
            assert_true(hypot(drawn.points[0].x - exact[i].points[0].x,
                              drawn.points[0].y - exact[i].points[0].y) <= 0.36 * style.roughness);
        }
    }
    pm_arena_destroy(arena);
}

static void boxes_are_closed_and_near(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    const pm_box boxes[] = { { 20, 30, 110, 50 }, { 0, 0, 900, 400 }, { 5, 5, 31, 13 }, { 1, 1, 4, 4 } };
    for (int seed = 0; seed < 100; seed++)
        for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
            pm_sketch_style style = { .roughness = 3, .strokes = 2, .seed = seed };
            pm_stroke stroke = { &style, "box", 0 };
            pm_curve drawn = pm_sketch_box(&stroke, boxes[i], 0, arena);
            pm_box b = boxes[i];
            const pm_point sides[] = { { b.x, b.y },
                                       { b.x + b.width / 3, b.y },
                                       { b.x + b.width * 2 / 3, b.y },
                                       { b.x + b.width, b.y },
                                       { b.x + b.width, b.y + b.height / 3 },
                                       { b.x + b.width, b.y + b.height * 2 / 3 },
                                       { b.x + b.width, b.y + b.height },
                                       { b.x + b.width * 2 / 3, b.y + b.height },
                                       { b.x + b.width / 3, b.y + b.height },
                                       { b.x, b.y + b.height },
                                       { b.x, b.y + b.height * 2 / 3 },
                                       { b.x, b.y + b.height / 3 },
                                       { b.x, b.y } };
            pm_curve outline = { sides, 13 };
            double reach = fmin(style.roughness, fmin(b.width, b.height) * 0.06);
            double far = stray(&drawn, &outline);
            if (far > 1.5 * reach + 0.05)
                fail_msg("seed %d, box %zu: %.2f points at %.2f", seed, i, far, reach);
            assert_true(hypot(drawn.points[0].x - drawn.points[drawn.count - 1].x,
                              drawn.points[0].y - drawn.points[drawn.count - 1].y) < 1e-9);
        }
    pm_arena_destroy(arena);
}

static void strokes_have_owners(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_sketch_style style = { .roughness = 2, .strokes = 2, .seed = 1 }, other = style;
    other.seed = 2;
    char copy[] = "node";
    const pm_stroke mine = { &style, "node", 0 }, same = { &style, copy, 0 };
    const pm_stroke others[] = { { &style, "edon", 0 }, { &style, "node", 1 }, { &other, "node", 0 } };
    pm_curve first = pm_sketch_curve(&mine, &exact[0], arena),
             again = pm_sketch_curve(&same, &exact[0], arena);
    assert_int_equal(first.count, again.count);
    assert_memory_equal(first.points, again.points, first.count * sizeof *first.points);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        pm_curve different = pm_sketch_curve(&others[i], &exact[0], arena);
        assert_int_equal(first.count, different.count);
        assert_memory_not_equal(first.points, different.points, first.count * sizeof *first.points);
    }
    const pm_curve nothing = { dot, 4 };
    assert_int_equal(pm_sketch_curve(&mine, &nothing, arena).count, 4);
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_stay_near),
        cmocka_unit_test(boxes_are_closed_and_near),
        cmocka_unit_test(strokes_have_owners),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
