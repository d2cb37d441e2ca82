/*
 * Placing blocks around a root (radial.h): stacks, columns, caps, and the lines to them.
 */
#include "layout/radial.h"

#include <math.h>
#include <stdlib.h>

#include "support/memory.h"

/* The strip in which curves fan out: a share of how high they have to climb, between so many gaps. */
#define FAN_SHARE 0.2
#define LEAST_FAN 1.5
#define MOST_FAN 5

/* A curve leaves the root steeply and arrives level: its control points' place in the strip, and the share of
 * the climb that the first one has made. */
#define CURVE_LEAVE 0.16
#define CURVE_RISE 0.62
#define CURVE_ARRIVE 0.42

static double height_of(const pm_radial_block *block)
{
    return block->extent.after - block->extent.before;
}

static bool is_in_wing(const pm_radial_block *block)
{
    return block->side == PM_RADIAL_RIGHT || block->side == PM_RADIAL_LEFT;
}

bool pm_radial_is_same_stack(const pm_radial_block *a, const pm_radial_block *b)
{
    return a->side == b->side && a->column == b->column && a->is_upper == b->is_upper;
}

static double distance_between(const pm_radial_block *a, const pm_radial_block *b)
{
    return (a->space + b->space) / 2;
}

/* --- stacks: the cross axis --- */

/* One stack, at the lane or around the root's middle; around a root the left wing is read upwards. */
static void place_stack(pm_radial *r, uint32_t first, uint32_t end)
{
    double total = 0, lane = r->gap / 2;
    bool upwards = r->blocks[first].side == PM_RADIAL_LEFT && !r->is_page;

    for (uint32_t i = first; i < end; i++)
        total +=
            height_of(&r->blocks[i]) + (i > first ? distance_between(&r->blocks[i - 1], &r->blocks[i]) : 0);
    double at = !r->has_lane ? -total / 2 : r->blocks[first].is_upper ? -lane - total : lane;
    r->top = fmin(r->top, at);
    r->bottom = fmax(r->bottom, at + total);
    for (uint32_t k = 0; k < end - first; k++) {
        pm_radial_block *block = &r->blocks[upwards ? end - 1 - k : first + k];
        if (k > 0) at += distance_between(upwards ? block + 1 : block - 1, block);
        block->cross = at - block->extent.before;
        at += height_of(block);
    }
}

static void place_stacks(pm_radial *r)
{
    for (uint32_t first = 0, i = 1; i <= r->count; i++) {
        if (i < r->count && pm_radial_is_same_stack(&r->blocks[first], &r->blocks[i])) continue;
        if (is_in_wing(&r->blocks[first])) place_stack(r, first, i);
        first = i;
    }
}

/* --- columns: the depth axis --- */

/* How wide the strip between the root and the first column is. */
static double opening(const pm_radial *r)
{
    double climb = 0;

    if (r->has_lane) return r->gap;
    for (uint32_t i = 0; i < r->count; i++)
        if (is_in_wing(&r->blocks[i])) climb = fmax(climb, fabs(r->blocks[i].cross));
    return fmin(fmax(FAN_SHARE * climb, LEAST_FAN * r->gap), MOST_FAN * r->gap);
}

typedef struct column {
    double near, reach; /* the largest of its blocks */
    double edge;
} column;

/* The columns of one wing; `columns` has room for all. Returns where the wing ends. */
static double place_wing(pm_radial *r, pm_radial_side side, double start, column *columns)
{
    uint32_t count = 0;
    double end = r->width / 2;

    for (uint32_t i = 0; i < r->count; i++)
        columns[i] = (column){ 0, 0, 0 };
    for (uint32_t i = 0; i < r->count; i++) {
        const pm_radial_block *block = &r->blocks[i];
        if (block->side != side) continue;
        column *c = &columns[block->column];
        c->near = fmax(c->near, block->near);
        c->reach = fmax(c->reach, block->reach);
        if (block->column >= count) count = block->column + 1;
    }
    for (uint32_t k = 0; k < count; k++) {
        columns[k].edge = k > 0 ? end + r->gap : start;
        end = columns[k].edge + columns[k].near + columns[k].reach;
    }
    for (uint32_t i = 0; i < r->count; i++) {
        pm_radial_block *block = &r->blocks[i];
        if (block->side != side) continue;
        const column *c = &columns[block->column];
        block->edge = c->edge;
        block->depth = c->edge + c->near;
        block->end = c->edge + c->near + c->reach;
    }
    return end;
}

static void place_caps(pm_radial *r)
{
    double top = r->top, bottom = r->bottom;

    for (uint32_t i = 0; i < r->count; i++) {
        pm_radial_block *block = &r->blocks[i];
        if (is_in_wing(block)) continue;
        block->depth = 0;
        r->left = fmin(r->left, -block->left);
        r->right = fmax(r->right, block->right);
        if (block->side == PM_RADIAL_ABOVE) {
            block->edge = top - r->gap;
            block->cross = block->edge - block->cap.after;
            r->top = block->edge - (block->cap.after - block->cap.before);
        } else {
            block->edge = bottom + r->gap;
            block->cross = block->edge - block->cap.before;
            r->bottom = block->edge + block->cap.after - block->cap.before;
        }
    }
}

void pm_radial_place(pm_radial *r)
{
    column *columns = pm_calloc(r->count, sizeof(column));

    r->bottom = r->height / 2;
    r->top = -r->bottom;
    place_stacks(r);
    double start = r->width / 2 + opening(r);
    r->right = place_wing(r, PM_RADIAL_RIGHT, start, columns);
    r->left = -place_wing(r, PM_RADIAL_LEFT, start, columns);
    place_caps(r);
    free(columns);
}

/* --- connectors --- */

/* Along the lane, around a corner into the column's trunk, around another one to the block. */
static void route_by_lane(const pm_radial *r, const pm_radial_block *block, double radius, pm_path *path)
{
    double trunk = block->edge - r->gap / 2, way = block->cross < 0 ? -1 : 1;

    radius = fmin(radius, fmin(r->gap / 2, fabs(block->cross) / 2));
    pm_path_line(path, trunk - radius, 0);
    pm_path_corner(path, (pm_path_point){ trunk, 0 }, (pm_path_point){ trunk, way * radius });
    pm_path_line(path, trunk, block->cross - way * radius);
    pm_path_corner(path, (pm_path_point){ trunk, block->cross },
                   (pm_path_point){ trunk + radius, block->cross });
    pm_path_line(path, block->depth, block->cross);
}

/* Curves to one wing have the same control points on the depth axis and ordered ones on the other, so that
 * they cannot cross: at any depth they are all at the same parameter. */
static void route_curve(const pm_radial *r, const pm_radial_block *block, pm_path *path)
{
    double start = r->width / 2, strip = block->edge - start, cross = block->cross;

    pm_path_curve(path, (pm_path_point){ start + CURVE_LEAVE * strip, CURVE_RISE * cross },
                  (pm_path_point){ start + CURVE_ARRIVE * strip, cross },
                  (pm_path_point){ block->edge, cross });
    pm_path_line(path, block->depth, cross);
}

void pm_radial_route(const pm_radial *r, const pm_radial_block *block, double radius, pm_path *path)
{
    if (!is_in_wing(block)) {
        double way = block->side == PM_RADIAL_ABOVE ? -1 : 1;
        pm_path_start(path, 0, way * r->height / 2);
        pm_path_line(path, 0, block->cross - way * block->half);
        return;
    }
    pm_path_start(path, r->width / 2, 0);
    if (fabs(block->cross) < 0.05)
        pm_path_line(path, block->depth, block->cross);
    else if (r->has_lane)
        route_by_lane(r, block, radius, path);
    else
        route_curve(r, block, path);
}
