/*
 * A row of blocks that wraps, like words: what a legend takes of a page.
 */
#ifndef PM_LAYOUT_FLOW_H
#define PM_LAYOUT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "support/geometry.h"

typedef struct pm_flow {
    const double *widths; /* of the blocks */
    size_t count;
    double gap;        /* between blocks */
    double row_height; /* of each row */
    double above;      /* free room above the first row */
} pm_flow;

/* The height of the rows within `width` and the room above them; 0 without blocks. */
double pm_flow_height(const pm_flow *flow, double width);

/* Where each block stands within `width`, from the corner of the room above the rows. */
void pm_flow_place(const pm_flow *flow, double width, pm_point *corners);

/* The width of the widest block. */
double pm_flow_least_width(const pm_flow *flow);

#endif
