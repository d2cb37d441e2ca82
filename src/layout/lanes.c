#include "layout/lanes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

/* Intervals that are taken, sorted; they do not overlap. */
typedef struct lane {
    const pm_lane_line **lines;
    size_t count, capacity;
} lane;

static int by_channel_and_length(const void *a, const void *b)
{
    const pm_lane_line *left = *(pm_lane_line *const *)a, *right = *(pm_lane_line *const *)b;
    double one = left->high - left->low, other = right->high - right->low;
    if (left->channel != right->channel) return left->channel < right->channel ? -1 : 1;
    if (one < other || one > other) return one < other ? -1 : 1;
    return (left > right) - (left < right); /* both in one array: as they came */
}

/* The first interval that ends behind `low`. */
static size_t find_place(const lane *l, double low)
{
    size_t first = 0, last = l->count;
    while (first < last) {
        size_t middle = (first + last) / 2;
        if (l->lines[middle]->high <= low)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

static bool take(lane *l, const pm_lane_line *line)
{
    size_t at = find_place(l, line->low);
    if (at < l->count && l->lines[at]->low < line->high) return false;
    PM_RESERVE(l->lines, l->capacity, l->count + 1);
    memmove(l->lines + at + 1, l->lines + at, (l->count - at) * sizeof *l->lines);
    l->lines[at] = line;
    l->count++;
    return true;
}

static uint32_t find_lane(lane *lanes, const pm_lane_line *line)
{
    for (uint32_t i = 0; i < PM_LANES_AT_MOST; i++)
        if (take(&lanes[i], line)) return i;
    return PM_LANES_AT_MOST - 1;
}

void pm_lanes_assign(pm_lane_line *lines, size_t count, uint32_t *used, size_t channels)
{
    memset(used, 0, channels * sizeof *used);
    if (!count) return;
    lane lanes[PM_LANES_AT_MOST] = { { NULL, 0, 0 } };
    pm_lane_line **sorted = pm_calloc(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &lines[i];
    qsort(sorted, count, sizeof *sorted, by_channel_and_length);
    for (size_t i = 0; i < count; i++) {
        if (i && sorted[i]->channel != sorted[i - 1]->channel)
            for (size_t k = 0; k < PM_LANES_AT_MOST; k++)
                lanes[k].count = 0;
        uint32_t *most = &used[sorted[i]->channel];
        sorted[i]->lane = find_lane(lanes, sorted[i]);
        if (sorted[i]->lane + 1 > *most) *most = sorted[i]->lane + 1;
    }
    for (size_t k = 0; k < PM_LANES_AT_MOST; k++)
        free(lanes[k].lines);
    free(sorted);
}
