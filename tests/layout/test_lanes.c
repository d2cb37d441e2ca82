/*
 * Lanes and flows: no two lines of a lane overlap, short lines run inside, rows wrap where they must.
 */
#include "test.h"

#include "layout/flow.h"
#include "layout/lanes.h"

static void lines_of_a_lane_do_not_overlap(void **state)
{
    (void)state;
    enum { LINES = 400, CHANNELS = 40 };
    pm_lane_line lines[LINES];
    uint32_t used[CHANNELS], random = 1;
    for (int i = 0; i < LINES; i++) {
        random = random * 1664525u + 1013904223u;
        double low = random >> 8 & 1023, length = 1 + (random >> 18 & 127);
        lines[i] = (pm_lane_line){ low, low + length, (uint32_t)i % CHANNELS, 99 };
    }
    pm_lanes_assign(lines, LINES, used, CHANNELS);
    for (int i = 0; i < LINES; i++) {
        assert_true(lines[i].lane < used[lines[i].channel]);
        for (int k = 0; k < i; k++) {
            bool same = lines[i].channel == lines[k].channel && lines[i].lane == lines[k].lane;
            assert_false(same && lines[i].low < lines[k].high && lines[k].low < lines[i].high);
        }
    }
}

static void short_lines_run_inside(void **state)
{
    (void)state;
    pm_lane_line lines[] = { { 0, 100, 0, 0 }, { 10, 90, 0, 0 }, { 20, 30, 0, 0 }, { 40, 50, 0, 0 } };
    uint32_t used;
    pm_lanes_assign(lines, 4, &used, 1);
    assert_int_equal(used, 3);
    assert_int_equal(lines[0].lane, 2);
    assert_int_equal(lines[1].lane, 1);
    assert_int_equal(lines[2].lane, 0);
    assert_int_equal(lines[3].lane, 0);
}

static void lanes_have_a_limit(void **state)
{
    (void)state;
    pm_lane_line lines[100];
    uint32_t used;
    for (int i = 0; i < 100; i++)
        lines[i] = (pm_lane_line){ -i, i + 1, 0, 0 };
    pm_lanes_assign(lines, 100, &used, 1);
    assert_int_equal(used, PM_LANES_AT_MOST);
    pm_lanes_assign(lines, 0, &used, 1);
    assert_int_equal(used, 0);
}

static void blocks_flow(void **state)
{
    (void)state;
    const double widths[] = { 30, 40, 50, 200 };
    const pm_flow flow = { widths, 4, 10, 15, 5 };
    pm_point corners[4];
    assert_true(pm_flow_height(&flow, 1000) == 20);
    assert_true(pm_flow_height(&flow, 85) == 50);
    assert_true(pm_flow_least_width(&flow) == 200);
    pm_flow_place(&flow, 85, corners);
    assert_true(corners[0].x == 0 && corners[0].y == 5);
    assert_true(corners[1].x == 40 && corners[1].y == 5);
    assert_true(corners[2].x == 0 && corners[2].y == 20);
    assert_true(corners[3].x == 0 && corners[3].y == 35);
    const pm_flow none = { NULL, 0, 10, 15, 5 };
    assert_true(pm_flow_height(&none, 100) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(lines_of_a_lane_do_not_overlap),
                                        cmocka_unit_test(short_lines_run_inside),
                                        cmocka_unit_test(lanes_have_a_limit), cmocka_unit_test(blocks_flow) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
