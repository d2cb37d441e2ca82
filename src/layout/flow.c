#include "layout/flow.h"

#include <math.h>

/* Takes the next block; true when it begins a new row. */
static bool advance(const pm_flow *flow, double width, size_t i, double *x)
{
    if (i > 0 && *x + flow->gap + flow->widths[i] > width) {
        *x = flow->widths[i];
        return true;
    }
    *x += flow->widths[i] + (i > 0 ? flow->gap : 0);
    return false;
}

double pm_flow_height(const pm_flow *flow, double width)
{
    double x = 0, height = flow->count ? flow->above + flow->row_height : 0;
    for (size_t i = 0; i < flow->count; i++)
        if (advance(flow, width, i, &x)) height += flow->row_height;
    return height;
}

void pm_flow_place(const pm_flow *flow, double width, pm_point *corners)
{
    double x = 0, y = flow->above;
    for (size_t i = 0; i < flow->count; i++) {
        if (advance(flow, width, i, &x)) y += flow->row_height;
        corners[i] = (pm_point){ x - flow->widths[i], y };
    }
}

double pm_flow_least_width(const pm_flow *flow)
{
    double widest = 0;
    for (size_t i = 0; i < flow->count; i++)
        widest = fmax(widest, flow->widths[i]);
    return widest;
}
