/*
 * The short way to "mindmap": a tree whose sizes and distances are given as numbers in an array, not as
 * attributes, which would be written as text, interned and read back for every node.
 *
 * Such a tree is plain: its nodes are boxes without labels, its edges have neither labels nor arrowheads,
 * its clusters no labels. So all that libgvc keeps for nodes, edges and clusters, most of the time and memory
 * of a large map, is left out, and the graph itself is not looked at but for its own attributes. Other
 * engines do not know of this and need the graph complete, with attributes (mindmap.h).
 */
#ifndef PM_LAYOUT_PLAIN_H
#define PM_LAYOUT_PLAIN_H

#include <stdint.h>

#include <cgraph.h>

#include "layout/connector.h"
#include "support/arena.h"
#include "support/geometry.h"

#define PM_PLAIN_NONE UINT32_MAX

/* What all nodes of one kind have in common: pm_space, pm_rank_gap, pm_connector and pm_leaf. */
typedef struct pm_plain_kind {
    double space, gap; /* points */
    pm_connector_kind connector;
    bool leaf;
} pm_plain_kind;

/* What all clusters of one kind have in common: margin and pm_space. */
typedef struct pm_plain_region {
    double margin, space; /* points */
} pm_plain_region;

/* The number that an attribute with `value` would be read as: text has six decimals. */
double pm_plain_number(double value);

typedef struct pm_plain_node {
    /* Set by the caller. */
    const pm_plain_kind *kind;
    const pm_plain_region *region; /* of the cluster that is its whole subtree; NULL: there is none */
    double width, height;          /* whole points */
    double lanes;                  /* pm_lanes */
    uint32_t column;               /* pm_column */
    uint32_t parent;               /* stands before it; PM_PLAIN_NONE for the first node, the root */

    /* Set by the layout, in a picture's coordinates (layout.h). */
    uint32_t point_count;
    pm_point *points;   /* of the line from its parent: 3k + 1 Bézier points; NULL for the root */
    pm_box *region_box; /* NULL where it has no region */
    pm_box box;
} pm_plain_node;

/* The next layout of the graph is a plain one, of `count` nodes, which the caller fills in. They are there
 * until that layout is released. Kinds and regions must outlive it. */
pm_plain_node *pm_plain_ask(Agraph_t *graph, uint32_t count);

/* The nodes with what the layout found; NULL: it was no plain one. Points and boxes of regions lie in an
 * arena that is the caller's from now on, so this can be done once for each layout. */
const pm_plain_node *pm_plain_take(Agraph_t *graph, pm_arena **arena);

#endif
