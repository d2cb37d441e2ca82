/*
 * Points and boxes: in points, origin top left, y down.
 */
#ifndef PM_SUPPORT_GEOMETRY_H
#define PM_SUPPORT_GEOMETRY_H

typedef struct pm_point {
    double x, y;
} pm_point;

typedef struct pm_box {
    double x, y, width, height;
} pm_box;

#endif
