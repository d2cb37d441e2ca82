/*
 * Lanes: lines that run beside each other in a channel, so that none lies on another.
 *
 * A channel is a strip free of boxes; a line takes an interval of its length. Short lines take the inner
 * lanes, as in an arc diagram, so that nested intervals do not cross.
 */
#ifndef PM_LAYOUT_LANES_H
#define PM_LAYOUT_LANES_H

#include <stddef.h>
#include <stdint.h>

enum { PM_LANES_AT_MOST = 24 }; /* of a channel: further lines share the outermost */

typedef struct pm_lane_line {
    double low, high; /* its interval */
    uint32_t channel;
    uint32_t lane; /* set by pm_lanes_assign(): 0 is the innermost */
} pm_lane_line;

/* Gives every line a lane of its channel. `used` has a number for every channel: how many lanes it needs.
 * O(n log n) for n lines, but for the moving of intervals within a lane's list. */
void pm_lanes_assign(pm_lane_line *lines, size_t count, uint32_t *used, size_t channels);

#endif
