/*
 * Columns: an arrangement of a tree that fills a page. A node stands above its children; they hang below
 * it one under the other, like the lines of an outline, and where that grows too high in several columns
 * beside each other. Reading order is column by column.
 *
 * Pure geometry in points, x to the right and y down, O(n), without recursion: depth is the user's. Which
 * child stands in which column is an input; columns_fit.h chooses it for a page.
 */
#ifndef PM_LAYOUT_COLUMNS_H
#define PM_LAYOUT_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/connector.h"

#define PM_COLUMNS_NONE UINT32_MAX

/* Free room between a node's cluster's outline and what is inside. */
typedef struct pm_columns_padding {
    double left, right, top, bottom;
} pm_columns_padding;

/*
 * One node. Parents come before their children in the array; a forest has several nodes without a parent,
 * each a picture of its own with its block's corner at 0, 0. A node's block holds the node, all below it and
 * the padding.
 */
typedef struct pm_columns_node {
    /* Set by the caller. */
    uint32_t parent, first_child, next_sibling; /* PM_COLUMNS_NONE for none */
    uint32_t column;      /* which of its parent's columns it hangs in; not before an earlier sibling's */
    double width, height; /* of its own box */
    double space;         /* free distance of its block to the ones above, below and beside, counted half */
    double gap;           /* what the distances to its children are made from */
    double min_width;     /* of its block, padding included */
    double lanes;         /* free room right of each of its columns, and below them where there are several */
    pm_columns_padding padding;

    /* Set by pm_columns_place(). */
    double x, y;                                 /* its box's top left corner */
    double left, top, block_width, block_height; /* its block */
    double trunk;                                /* x of the line that its connector comes down along */
    bool drops; /* the connector ends at the middle of its top side, not of its left one */
} pm_columns_node;

/* A column's gutter, where the trunk to its children runs: indent of the children, place of the trunk. */
double pm_columns_indent(const pm_columns_node *parent);
/* Free distance between a node's box and its first children. */
double pm_columns_drop(const pm_columns_node *parent);
/* Free distance between columns. */
double pm_columns_gap(const pm_columns_node *parent);

/* Places every node. With `flush`, the blocks at the first level share the edges of their column, and all
 * columns end at one line. */
void pm_columns_place(pm_columns_node *nodes, uint32_t count, bool flush);

/* Replaces `path` by the connector to `child`, depth being y and cross x: from the parent along its column's
 * trunk, around a corner of this radius and along an arm. Those of one column share all but corner and arm.
 */
void pm_columns_route(const pm_columns_node *parent, const pm_columns_node *child, double radius,
                      pm_path *path);

#endif
