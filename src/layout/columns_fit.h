/*
 * Choosing the columns of a tree (columns.h) so that it fills a page with the largest text.
 *
 * Widths are counted in units, a unit being the room of one leaf. For every node and every number of units
 * the least height is found from its children's, from the leaves up: children, in their order, go into
 * columns of one or more units so that the highest column is as low as can be (an exact dynamic programme
 * where a node has few children, columns of one width where it has many). The number of units whose block
 * fits the page best is then traced back to the leaves.
 */
#ifndef PM_LAYOUT_COLUMNS_FIT_H
#define PM_LAYOUT_COLUMNS_FIT_H

#include "layout/columns.h"
#include "layout/flow.h"
#include "support/arena.h"

/* What a drawing of `width` × `height` points is scaled to fit into. */
typedef struct pm_room {
    double width, height;               /* of the page, in its own unit; INFINITY for any */
    double most;                        /* the largest scale that is of use */
    double margin_width, margin_height; /* points that the page adds around the tree */
    double least_width;                 /* points that the page needs at least, margins aside */
    pm_flow legend;                     /* below the tree, as wide as that */
} pm_room;

/* How many of the page's units a point becomes. */
double pm_room_scale(const pm_room *room, double width, double height);

/* True when a drawing of this size makes better use of the room than the other: larger, or as large and less
 * high. */
bool pm_room_is_better(const pm_room *room, double width, double height, double other_width,
                       double other_height);

/* Sets the column of every node of the one tree in the array (its root comes first), and places it. Working
 * memory is taken from the arena. O(n·c²) for c columns across the page. */
void pm_columns_fit(pm_columns_node *nodes, uint32_t count, const pm_room *room, bool flush, pm_arena *arena);

#endif
