/*
 * The four connector shapes. Every shape is monotone on both axes, so it stays in the rectangle between its
 * two ends, and siblings' connectors cannot cross: they leave one point and diverge.
 */
#include "layout/connector.h"

#include <math.h>
#include <string.h>

/* Control point distance, per radius, of the cubic that comes nearest to a quarter of a circle. */
#define KAPPA 0.5523

/* Closer on the cross axis than this, in points, two ends count as level. */
#define LEVEL 0.05

/* A fan's measures, as shares of the width of its strip: hub, knee under the bend, bend before and after. */
#define FAN_HUB 0.13
#define FAN_KNEE 0.58
#define FAN_BEND 0.42
#define FAN_RUN 0.24

void pm_path_start(pm_path *path, double depth, double cross)
{
    path->points[0] = (pm_path_point){ depth, cross };
    path->count = 1;
}

void pm_path_curve(pm_path *path, pm_path_point first, pm_path_point second, pm_path_point end)
{
    if (path->count + 3 > PM_PATH_CAPACITY) return;
    path->points[path->count++] = first;
    path->points[path->count++] = second;
    path->points[path->count++] = end;
}

static pm_path_point between(pm_path_point a, pm_path_point b, double share)
{
    return (pm_path_point){ a.depth + (b.depth - a.depth) * share, a.cross + (b.cross - a.cross) * share };
}

void pm_path_line(pm_path *path, double depth, double cross)
{
    pm_path_point from = path->points[path->count - 1], to = { depth, cross };

    if (path->count > 1 && from.depth == to.depth && from.cross == to.cross) return;
    pm_path_curve(path, between(from, to, 1.0 / 3), between(from, to, 2.0 / 3), to);
}

/* A bend from where the path is to `end` around the corner `knee`, leaving and arriving along its sides. */
static void bend(pm_path *path, pm_path_point knee, pm_path_point end, double roundness)
{
    pm_path_point from = path->points[path->count - 1];

    pm_path_curve(path, between(from, knee, roundness), between(end, knee, roundness), end);
}

void pm_path_corner(pm_path *path, pm_path_point knee, pm_path_point end)
{
    bend(path, knee, end, KAPPA);
}

/* From where the path is to the level of the child at `depth`, level at both ends. */
static void s_curve(pm_path *path, double depth, double cross)
{
    pm_path_point from = path->points[path->count - 1];
    double middle = (from.depth + depth) / 2;

    pm_path_curve(path, (pm_path_point){ middle, from.cross }, (pm_path_point){ middle, cross },
                  (pm_path_point){ depth, cross });
}

/* A child nearly level with its parent has no room for a corner; a notch would look like a mistake. */
static void route_bracket(const pm_connector *c, pm_path *path)
{
    double run = c->to.cross - c->from.cross, sign = run < 0 ? -1 : 1;
    double radius = fmin(c->radius, fmin(fabs(run), fmax(fmin(c->strip, c->to.depth) - c->trunk, 0)));

    pm_path_line(path, c->trunk, c->from.cross);
    pm_path_line(path, c->trunk, c->to.cross - sign * radius);
    if (radius > 0)
        pm_path_corner(path, (pm_path_point){ c->trunk, c->to.cross },
                       (pm_path_point){ c->trunk + radius, c->to.cross });
    pm_path_line(path, c->to.depth, c->to.cross);
}

static void route_curve(const pm_connector *c, pm_path *path)
{
    s_curve(path, c->strip, c->to.cross);
    pm_path_line(path, c->to.depth, c->to.cross);
}

/*
 * Every child's diagonal aims from the hub at a knee on the child's level; the knees stand in one line along
 * the siblings, so that near and far children bend alike.
 */
static void route_fan(const pm_connector *c, pm_path *path)
{
    double width = 2 * (c->strip - c->trunk), start = c->strip - width;
    pm_path_point hub = { start + FAN_HUB * width, c->from.cross };
    pm_path_point knee = { start + FAN_KNEE * width, c->to.cross };
    double length = hypot(knee.depth - hub.depth, knee.cross - hub.cross);
    double before = length > 0 ? fmin(FAN_BEND * width / length, 0.6) : 0;
    pm_path_point turn = between(knee, hub, before);

    pm_path_line(path, hub.depth, hub.cross);
    pm_path_line(path, turn.depth, turn.cross);
    bend(path, knee, (pm_path_point){ knee.depth + FAN_RUN * width, c->to.cross }, 0.62);
    pm_path_line(path, c->to.depth, c->to.cross);
}

static void route_line(const pm_connector *c, pm_path *path)
{
    pm_path_line(path, c->strip, c->to.cross);
    pm_path_line(path, c->to.depth, c->to.cross);
}

void pm_connector_route(const pm_connector *connector, pm_path *path)
{
    const pm_connector *c = connector;

    pm_path_start(path, c->from.depth, c->from.cross);
    if (fabs(c->to.cross - c->from.cross) < LEVEL) {
        pm_path_line(path, c->to.depth, c->to.cross);
        return;
    }
    switch (c->kind) {
    case PM_CONNECTOR_BRACKET:
        route_bracket(c, path);
        break;
    case PM_CONNECTOR_CURVE:
        route_curve(c, path);
        break;
    case PM_CONNECTOR_FAN:
        route_fan(c, path);
        break;
    case PM_CONNECTOR_LINE:
        route_line(c, path);
        break;
    }
}

bool pm_connector_parse(const char *name, pm_connector_kind *kind)
{
    static const char *const names[] = { "bracket", "curve", "fan", "line" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *kind = (pm_connector_kind)i;
        return true;
    }
    return false;
}
