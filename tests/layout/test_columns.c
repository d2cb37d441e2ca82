/*
 * Columns on trees of plain boxes: where blocks stand, where connectors run, and that the planner finds
 * the best distribution: compared with every one there is, on small trees.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>

#include "layout/columns_fit.h"

enum { NONE = -1 };

static void assert_near(double a, double b)
{
    if (!(fabs(a - b) < 1e-9)) fail_msg("%.12g is not %.12g", a, b);
}

/* A node for each parent index given; children keep the order of the array. */
static pm_columns_node *make_tree(pm_arena *arena, const int *parents, uint32_t count)
{
    pm_columns_node *nodes = PM_NEW_ARRAY(arena, pm_columns_node, count);
    uint32_t *last = PM_NEW_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        nodes[i] = (pm_columns_node){ .parent = PM_COLUMNS_NONE,
                                      .first_child = PM_COLUMNS_NONE,
                                      .next_sibling = PM_COLUMNS_NONE,
                                      .width = 100,
                                      .height = 20,
                                      .space = 10,
                                      .gap = 20 };
        if (parents[i] == NONE) continue;
        uint32_t parent = (uint32_t)parents[i];
        nodes[i].parent = parent;
        if (nodes[parent].first_child == PM_COLUMNS_NONE)
            nodes[parent].first_child = i;
        else
            nodes[last[parent]].next_sibling = i;
        last[parent] = i;
    }
    return nodes;
}

/* Two blocks below each other, each with two columns; the first's are narrower. `narrow` is what it has in
 * its first column, `wide` in the last of the second block. */
static pm_columns_node *place_two_blocks(pm_arena *arena, double narrow, double wide)
{
    pm_columns_node *n = make_tree(arena, (const int[]){ NONE, 0, 0, 1, 1, 2, 2 }, 7);
    n[3].width = narrow;
    n[6].width = wide;
    n[4].column = n[6].column = 1;
    pm_columns_place(n, 7, false);
    return n;
}

static void columns_below_each_other_begin_together(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_columns_node *n = place_two_blocks(arena, 90, 100), *same = place_two_blocks(arena, 100, 100);
    assert_near(n[4].x, n[6].x);
    assert_near(n[4].trunk, n[6].trunk);
    assert_near(n[0].block_width, same[0].block_width); /* nothing grows by it */
    n = place_two_blocks(arena, 120, 130);              /* the second block has no room to follow */
    assert_true(n[4].x > n[6].x + 9);
    assert_near(n[0].block_width, n[2].left + n[2].block_width);
    pm_arena_destroy(arena);
}

static void children_hang_below_each_other(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_columns_node *n = make_tree(arena, (const int[]){ NONE, 0, 1, 1, 0 }, 5);
    pm_columns_place(n, 5, false);
    double indent = pm_columns_indent(&n[0]), inner = pm_columns_indent(&n[1]);
    assert_near(n[1].x, indent);
    assert_near(n[2].x, indent + inner);
    assert_near(n[3].x, n[2].x);
    assert_near(n[4].x, n[1].x);
    assert_near(n[1].y, 20 + pm_columns_drop(&n[0]));
    assert_near(n[2].y, n[1].y + 20 + pm_columns_drop(&n[1]));
    assert_near(n[3].y, n[2].y + 30);
    assert_near(n[4].y, n[3].y + 30);
    assert_near(n[0].x + 50, n[0].block_width / 2); /* the root in the middle */
    pm_arena_destroy(arena);
}

static void columns_of_the_first_level_end_together(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_columns_node *n = make_tree(arena, (const int[]){ NONE, 0, 0, 0, 1, 1 }, 6);
    n[3].column = 1;
    n[3].padding = (pm_columns_padding){ 5, 5, 5, 5 };
    pm_columns_place(n, 6, true);
    assert_near(n[3].top + n[3].block_height, n[2].top + n[2].block_height);
    assert_near(n[1].left + n[1].block_width, n[2].left + n[2].block_width);
    assert_true(n[3].left > n[1].left + n[1].block_width);
    assert_near(n[3].y, n[3].top + 5);
    pm_arena_destroy(arena);
}

static void connectors_follow_rails_and_trunks(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_columns_node *n = make_tree(arena, (const int[]){ NONE, 0, 1, 1, 1, 0 }, 6);
    n[4].column = 1;
    pm_columns_place(n, 6, false);
    for (uint32_t i = 1; i < 6; i++) {
        pm_path path;
        const pm_columns_node *parent = &n[n[i].parent];
        pm_columns_route(parent, &n[i], 4, &path);
        pm_path_point start = path.points[0], end = path.points[path.count - 1];
        assert_int_equal(path.count % 3, 1);
        assert_near(end.cross, n[i].x);
        assert_near(end.depth, n[i].y + 10);
        bool at_bottom = fabs(start.depth - parent->y - 20) < 1e-9;
        bool at_right = fabs(start.cross - parent->x - 100) < 1e-9;
        assert_true(n[i].column == 0 ? at_bottom : at_right);
        assert_near(path.points[path.count - 7].cross, n[i].trunk);
    }
    pm_arena_destroy(arena);
}

static void single_blocks_hang_from_the_rail(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_columns_node *n = make_tree(arena, (const int[]){ NONE, 0, 0, 0 }, 4);
    n[2].column = 1, n[3].column = 2;
    pm_columns_place(n, 4, true);
    for (uint32_t i = 1; i < 4; i++) {
        pm_path path;
        pm_columns_route(&n[0], &n[i], 4, &path);
        assert_near(path.points[path.count - 1].cross, n[i].x + 50);
        assert_near(path.points[path.count - 1].depth, n[i].y);
    }
    pm_arena_destroy(arena);
}

/* --- the planner against every distribution --- */

static double scale_of(pm_columns_node *nodes, uint32_t count, const pm_room *room)
{
    pm_columns_place(nodes, count, false);
    return pm_room_scale(room, nodes[0].block_width, nodes[0].block_height);
}

/* Every way to break the lists of children into columns, one bit for each child that has one before it. */
static double best_of_all(pm_columns_node *nodes, uint32_t count, const pm_room *room)
{
    double best = 0;
    for (uint32_t breaks = 0; breaks < 1u << count; breaks++) {
        for (uint32_t i = 0; i < count; i++) {
            uint32_t column = 0;
            for (uint32_t c = nodes[i].first_child; c != PM_COLUMNS_NONE; c = nodes[c].next_sibling) {
                if (c != nodes[i].first_child) column += breaks >> c & 1;
                nodes[c].column = column;
            }
        }
        best = fmax(best, scale_of(nodes, count, room));
    }
    return best;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static void the_planner_is_near_the_best(void **state)
{
    (void)state;
    double sum = 0;
    enum { CASES = 150 };
    for (uint32_t seed = 0; seed < CASES; seed++) {
        pm_arena *arena = pm_arena_create();
        uint32_t random = seed, count = 3 + next_random(&random) % 8;
        int parents[12] = { NONE };
        for (uint32_t i = 1; i < count; i++)
            parents[i] = (int)(next_random(&random) % (i < 4 ? i : 4));
        pm_columns_node *nodes = make_tree(arena, parents, count);
        for (uint32_t i = 0; i < count; i++)
            nodes[i].height = 10 + next_random(&random) % 50;
        pm_room room = { .width = 1600,
                         .height = 100 + next_random(&random) % 2000,
                         .most = INFINITY,
                         .margin_width = 30,
                         .margin_height = 30 };
        pm_columns_fit(nodes, count, &room, false, arena);
        double found = scale_of(nodes, count, &room), best = best_of_all(nodes, count, &room);
        assert_true(found <= best + 1e-9);
        if (found < best * 0.75) fail_msg("seed %u: %f of the best", seed, found / best);
        sum += found / best;
        pm_arena_destroy(arena);
    }
    print_message("on average %.4f of the best\n", sum / CASES);
    assert_true(sum / CASES > 0.97);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(children_hang_below_each_other),
                                        cmocka_unit_test(columns_below_each_other_begin_together),
                                        cmocka_unit_test(columns_of_the_first_level_end_together),
                                        cmocka_unit_test(connectors_follow_rails_and_trunks),
                                        cmocka_unit_test(single_blocks_hang_from_the_rail),
                                        cmocka_unit_test(the_planner_is_near_the_best) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
