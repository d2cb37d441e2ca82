/*
 * Connectors of a tree in columns.
 *
 * From a root, which stands in the middle: down to a rail above the columns, along it to the column's
 * trunk, down the trunk; or, where every column has one block, from the rail straight down. From any other
 * node: to its first column down from its own lower side, to the others along a rail from its right side.
 */
#include "layout/columns.h"

#include <math.h>

/* Closer than this, in points, two lines count as one. */
#define LEVEL 0.05

/* From the rail at `y`, where the path is, around a corner into the trunk at `x`. */
static void turn_down(pm_path *path, double y, double x, double radius)
{
    double run = x - path->points[path->count - 1].cross, sign = run < 0 ? -1 : 1;
    double r = fmin(radius, fabs(run));
    if (r < LEVEL) return;
    pm_path_line(path, y, x - sign * r);
    pm_path_corner(path, (pm_path_point){ y, x }, (pm_path_point){ y + r, x });
}

/* Down the trunk and around the corner into the child's arm. */
static void enter(pm_path *path, const pm_columns_node *child, double radius)
{
    double y = child->y + child->height / 2, x = child->trunk;
    double r = fmin(radius, fmin(child->x - x, y - path->points[path->count - 1].depth));
    r = fmax(r, 0);
    pm_path_line(path, y - r, x);
    pm_path_corner(path, (pm_path_point){ y, x }, (pm_path_point){ y, x + r });
    pm_path_line(path, y, child->x);
}

static void drop(const pm_columns_node *parent, const pm_columns_node *child, double radius, pm_path *path)
{
    double x = child->x + child->width / 2;
    pm_connector c = { PM_CONNECTOR_BRACKET,
                       path->points[0],
                       { child->y, x },
                       parent->y + parent->height + pm_columns_drop(parent) / 2,
                       child->y,
                       radius };
    pm_connector_route(&c, path);
}

void pm_columns_route(const pm_columns_node *parent, const pm_columns_node *child, double radius,
                      pm_path *path)
{
    double bottom = parent->y + parent->height, middle = parent->x + parent->width / 2;
    if (parent->parent == PM_COLUMNS_NONE) {
        double rail = bottom + pm_columns_drop(parent) / 2;
        pm_path_start(path, bottom, middle);
        if (child->drops) {
            drop(parent, child, radius, path);
            return;
        }
        pm_path_line(path, rail, middle);
        turn_down(path, rail, child->trunk, fmin(radius, pm_columns_drop(parent) / 2));
    } else if (child->column == 0) {
        pm_path_start(path, bottom, child->trunk);
    } else {
        double rail = parent->y + parent->height / 2;
        pm_path_start(path, rail, parent->x + parent->width);
        turn_down(path, rail, child->trunk, radius);
    }
    enter(path, child, radius);
}
