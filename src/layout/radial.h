/*
 * Radial: the root in the middle, its branches around it.
 *
 * What goes around is not nodes but *blocks*: each branch is a rectangle of its own, laid out before as a
 * tidy tree (tidy_tree.h), since its nodes are wide lines of text that only read well level. The classic
 * radial trees set every node on a circle (Eades 1992, "Drawing free trees"; Reingold and Tilford's tree in
 * polar coordinates) or in a disc (Grivet, Auber, Domenger and Melançon 2004, "Bubble Tree Drawing
 * Algorithm"): a disc around a box of 330 by 30 points is nine tenths air. Kept from them: order is
 * clockwise, branches get room by their weight, and each branch has one way of its own to the root. Where
 * this differs the rectangles decide:
 *
 *     above          one block over the root, one below it (caps): they grow to both sides at once
 *   left o right     the others in two wings, which grow away from the root
 *     below
 *
 * A wing is one stack of blocks, to which curves lead from the root; with many blocks it is columns of them,
 * above and below a lane along which one line from the root runs and sends a trunk into each column.
 * Clockwise from the top: cap above, right wing downwards (columns outwards, then back), cap below, left wing
 * upwards.
 *
 * A cap's own children may stand in columns by a lane in the same way; they are then read like a page: from
 * left to right above the lane, then below it, every column downwards.
 *
 * Pure geometry, points, the root's centre at 0, 0. DEPTH runs from the root outwards (both to the right and
 * to the left), CROSS downwards. Near-linear: O(n log n) for n blocks; nothing recurses.
 */
#ifndef PM_LAYOUT_RADIAL_H
#define PM_LAYOUT_RADIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/connector.h"

typedef enum pm_radial_side {
    PM_RADIAL_ABOVE,
    PM_RADIAL_RIGHT,
    PM_RADIAL_BELOW,
    PM_RADIAL_LEFT
} pm_radial_side;

/* Room on the cross axis, from the middle of the branch's own box; `before` is negative. */
typedef struct pm_radial_extent {
    double before, after;
} pm_radial_extent;

typedef struct pm_radial_block {
    /* Set by the caller; the sizes may be set anew between choosing and placing. */
    double near;             /* from the block's near edge to its own box */
    double reach;            /* from the near side of its own box to its far edge */
    pm_radial_extent extent; /* in a wing */
    double left, right;      /* as a cap: from the middle of its own box to its edges */
    pm_radial_extent cap;    /* as a cap */
    double half;             /* of its own box on the cross axis */
    double space;            /* free distance to its neighbours in a stack, counted half */

    /* Set by pm_radial_choose(). */
    pm_radial_side side;
    uint32_t column; /* of its wing, from the root outwards */
    bool is_upper;   /* above its wing's lane */

    /* Set by pm_radial_place(). */
    double depth; /* near side of its own box; middle of a cap's */
    double cross; /* middle of its own box */
    double edge;  /* near edge of its column */
    double end;   /* far edge of its column */
} pm_radial_block;

typedef struct pm_radial {
    /* Set by the caller. */
    pm_radial_block *blocks; /* in data order */
    uint32_t count;
    double width, height; /* of the root's box */
    double gap;           /* free strip that a connector needs */
    double aspect;        /* width for height of the page that the picture is for */
    bool is_fitted;       /* to that page: size counts before shape */
    bool is_page;         /* read as a page, and not around the root: see above */

    /* Set by pm_radial_choose(). */
    bool has_lane; /* the wings have columns and a lane */

    /* Set by pm_radial_place(). */
    double left, right, top, bottom; /* bounds */
} pm_radial;

/* Decides where each block goes, so that the picture is as large as can be on a page of this aspect. */
void pm_radial_choose(pm_radial *radial);

/* Whether two blocks that follow each other stand in one stack. */
bool pm_radial_is_same_stack(const pm_radial_block *a, const pm_radial_block *b);

void pm_radial_place(pm_radial *radial);

/* Replaces `path` by the connector from the root to the block; depth counts from the root's centre outwards.
 * In a wing with a lane it ends with a corner and an arm, and those of one column share what comes before. */
void pm_radial_route(const pm_radial *radial, const pm_radial_block *block, double radius, pm_path *path);

#endif
