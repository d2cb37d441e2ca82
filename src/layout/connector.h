/*
 * Connectors: the shapes of the lines from a parent to its children, as Bézier paths.
 *
 * Pure geometry in the tidy tree's two axes, points as unit. A path is 3k+1 points: a start, then for every
 * piece two control points and its end; straight pieces have their control points at thirds.
 */
#ifndef PM_LAYOUT_CONNECTOR_H
#define PM_LAYOUT_CONNECTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Enough for the longest shape (a bracket of five pieces) with a straight piece added at either end. */
#define PM_PATH_CAPACITY 25

typedef struct pm_path_point {
    double depth, cross;
} pm_path_point;

typedef struct pm_path {
    pm_path_point points[PM_PATH_CAPACITY];
    size_t count;
} pm_path;

typedef enum pm_connector_kind {
    PM_CONNECTOR_BRACKET, /* a stub, a trunk along the siblings, a rounded corner, an arm */
    PM_CONNECTOR_CURVE,   /* one S, then straight */
    PM_CONNECTOR_FAN,     /* a stub to a hub, straight diagonals that bend into the children's level */
    PM_CONNECTOR_LINE     /* straight, then level */
} pm_connector_kind;

/*
 * The line from the middle of a parent's far side to the middle of a child's near side. Movement along the
 * cross axis stays between `from.depth` and `strip`; what lies beyond is a straight arm.
 */
typedef struct pm_connector {
    pm_connector_kind kind;
    pm_path_point from, to;
    double trunk; /* depth of the bracket's trunk */
    double strip; /* depth where the free strip ends */
    double radius;
} pm_connector;

void pm_path_start(pm_path *path, double depth, double cross);
void pm_path_line(pm_path *path, double depth, double cross);
void pm_path_curve(pm_path *path, pm_path_point first, pm_path_point second, pm_path_point end);

/* Around the corner `knee`, from its one side to its other: a quarter of a circle where both are equally far.
 */
void pm_path_corner(pm_path *path, pm_path_point knee, pm_path_point end);

/* Replaces `path` by the connector. Connectors of one parent share their stub and trunk exactly. */
void pm_connector_route(const pm_connector *connector, pm_path *path);

/* The kind of that name ("bracket", "curve", "fan", "line"); false and untouched for any other. */
bool pm_connector_parse(const char *name, pm_connector_kind *kind);

#endif
