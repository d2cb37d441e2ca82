/*
 * Blocks around a root: none overlaps another or the root, the lines to them cut none, the root is where it
 * should be, and one branch that is far larger than the others does not make the picture a ribbon.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "layout/radial.h"
#include "support/geometry.h"

enum { MOST = 60 };

static uint32_t state_of_chance;

static double chance(double low, double high) /* a linear congruence is random enough here */
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return low + (high - low) * (state_of_chance >> 8) / 16777216.0;
}

/* A block of this size, whose own box stands in the middle of its near side. */
static pm_radial_block make_block(double width, double height)
{
    return (pm_radial_block){ .near = 10,
                              .reach = width,
                              .extent = { -height / 2, height / 2 },
                              .left = width / 2 + 5,
                              .right = width / 2 + 5,
                              .cap = { -height / 2, height / 2 },
                              .half = fmin(height / 2, 12),
                              .space = 12 };
}

static pm_radial make_picture(pm_radial_block *blocks, uint32_t count)
{
    return (
        pm_radial){ .blocks = blocks, .count = count, .width = 80, .height = 40, .gap = 30, .aspect = 1.4 };
}

static pm_box box_of(const pm_radial_block *b)
{
    if (b->side == PM_RADIAL_ABOVE || b->side == PM_RADIAL_BELOW)
        return (pm_box){ -b->left, b->cross + b->cap.before, b->left + b->right,
                         b->cap.after - b->cap.before };
    double near = b->depth - b->near, width = b->near + b->reach;
    return (pm_box){ b->side == PM_RADIAL_LEFT ? -near - width : near, b->cross + b->extent.before, width,
                     b->extent.after - b->extent.before };
}

static bool overlap(pm_box a, pm_box b)
{
    return a.x + 0.01 < b.x + b.width && b.x + 0.01 < a.x + a.width && a.y + 0.01 < b.y + b.height &&
           b.y + 0.01 < a.y + a.height;
}

static pm_path_point on_curve(const pm_path_point *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (pm_path_point){ a * p[0].depth + b * p[1].depth + c * p[2].depth + d * p[3].depth,
                            a * p[0].cross + b * p[1].cross + c * p[2].cross + d * p[3].cross };
}

/* Of all blocks the line touches its own alone. */
static void check_line(const pm_radial *r, uint32_t index)
{
    enum { STEPS = 200 };
    pm_path path;
    pm_radial_route(r, &r->blocks[index], 7, &path);
    double sign = r->blocks[index].side == PM_RADIAL_LEFT ? -1 : 1;
    for (size_t k = 0; k + 3 < path.count; k += 3)
        for (int step = 0; step <= STEPS; step++) {
            pm_path_point p = on_curve(path.points + k, (double)step / STEPS);
            pm_box dot = { sign * p.depth - 0.02, p.cross - 0.02, 0.04, 0.04 };
            for (uint32_t i = 0; i < r->count; i++)
                assert_true(i == index || !overlap(box_of(&r->blocks[i]), dot));
        }
}

static void check(const pm_radial *r)
{
    const pm_box root = { -r->width / 2, -r->height / 2, r->width, r->height };
    for (uint32_t i = 0; i < r->count; i++) {
        pm_box box = box_of(&r->blocks[i]);
        assert_false(overlap(box, root));
        assert_true(box.x >= r->left - 0.01 && box.x + box.width <= r->right + 0.01);
        assert_true(box.y >= r->top - 0.01 && box.y + box.height <= r->bottom + 0.01);
        for (uint32_t j = 0; j < i; j++)
            assert_false(overlap(box, box_of(&r->blocks[j])));
        check_line(r, i);
    }
}

static void nothing_overlaps(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 150; seed++) {
        pm_radial_block blocks[MOST];
        state_of_chance = seed;
        uint32_t count = 1 + seed % MOST;
        double most = chance(40, 2000);
        for (uint32_t i = 0; i < count; i++)
            blocks[i] = make_block(chance(50, 500), chance(20, most));
        pm_radial r = make_picture(blocks, count);
        r.is_page = seed % 5 == 0;
        r.is_fitted = seed % 3 == 0;
        r.aspect = chance(0.3, 3);
        print_message("seed %u: %u blocks\n", seed, count);
        pm_radial_choose(&r);
        pm_radial_place(&r);
        check(&r);
    }
}

/* Four alike: one on each side, the root in the middle of all. */
static void four_alike_stand_around_the_root(void **state)
{
    (void)state;
    pm_radial_block blocks[4];
    for (int i = 0; i < 4; i++)
        blocks[i] = make_block(300, 100);
    pm_radial r = make_picture(blocks, 4);
    pm_radial_choose(&r);
    pm_radial_place(&r);
    for (int i = 0; i < 4; i++)
        assert_int_equal(blocks[i].side, i);
    assert_true(fabs(r.left + r.right) < 0.01 && fabs(r.top + r.bottom) < 0.01);
}

/* Fifty alike fill three fifths of the page, gaps and lines included: a ring of them would be mostly air. */
static void many_stand_in_columns(void **state)
{
    (void)state;
    pm_radial_block blocks[50];
    double area = 0;
    for (int i = 0; i < 50; i++) {
        blocks[i] = make_block(300, 100);
        area += 310 * 100;
    }
    pm_radial r = make_picture(blocks, 50);
    pm_radial_choose(&r);
    pm_radial_place(&r);
    assert_true(r.has_lane);
    double width = r.right - r.left, height = r.bottom - r.top;
    assert_true(area > 0.6 * width * height);
    assert_true(width / height > 1 && width / height < 2);
}

/* A lone branch stands beside or below the root, and no branch at all is fine. */
static void few_branches(void **state)
{
    (void)state;
    pm_radial_block block = make_block(300, 100);
    pm_radial r = make_picture(&block, 1);
    pm_radial_choose(&r);
    pm_radial_place(&r);
    check(&r);
    r.count = 0;
    pm_radial_choose(&r);
    pm_radial_place(&r);
    assert_true(fabs(r.right - 40) < 0.01 && fabs(r.bottom - 20) < 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_overlaps),
                                        cmocka_unit_test(four_alike_stand_around_the_root),
                                        cmocka_unit_test(many_stand_in_columns),
                                        cmocka_unit_test(few_branches) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
