/*
 * Tidy tree: places the nodes of a tree so that none overlap, as tightly as its shape allows.
 *
 * After A. van der Ploeg, "Drawing non-layered tidy trees in linear time" (Software: Practice and
 * Experience 44, 2014). Nodes have any size. Two axes: DEPTH runs from a parent to its children, CROSS
 * runs along siblings; which of them is x is the caller's business. First pm_tidy_assign_depth() decides
 * the depth axis, then pm_tidy_place() the cross axis. Both take O(n) time and neither recurses, so a tree
 * may be as deep as memory allows. All lengths are points.
 *
 * Beyond the paper: a node may be *sealed* (it is the root of a cluster). When its subtree is complete the
 * subtree becomes one rectangle, its box plus padding, that nothing else can enter.
 */
#ifndef PM_LAYOUT_TIDY_TREE_H
#define PM_LAYOUT_TIDY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PM_TIDY_NONE UINT32_MAX

/* How the depth axis is aligned. */
typedef enum pm_tidy_alignment {
    PM_TIDY_NON_LAYERED, /* a child starts where its own parent ends, plus the gap */
    PM_TIDY_RANK, /* columns: all nodes of a level start together, after the widest of the level before */
    PM_TIDY_LEAF  /* as RANK, but all leaves share one column after the last column of inner nodes */
} pm_tidy_alignment;

/* The room that a cluster needs around its subtree. */
typedef struct pm_tidy_seal {
    double near, far;     /* padding on the depth axis: towards the root, and away from it */
    double before, after; /* padding on the cross axis: towards earlier and later siblings */
    double min_depth;     /* least size of the whole rectangle on the depth axis; it grows at the far side */
    double min_cross;     /* least size on the cross axis; it grows on both sides alike */
} pm_tidy_seal;

/*
 * One node. The array holds parents before their children; a forest has several nodes whose parent is
 * PM_TIDY_NONE. Children keep the order of their list.
 *
 * Free distance: where a node of one child's subtree faces a node of another child's subtree of the same
 * parent, they stay apart by at least (space of the one child + space of the other) / 2, and by at least
 * half the sum of the two nodes' own spaces. So `space` of a node speaks for its whole subtree against the
 * neighbours of that subtree; because it counts half, the promise holds between all nodes, not only those
 * that are next to each other.
 */
typedef struct pm_tidy_node {
    /* Set by the caller. */
    uint32_t parent, first_child, next_sibling; /* indices, PM_TIDY_NONE for none */
    double depth_size, cross_size;
    double space;             /* free distance on the cross axis, see above */
    double gap;               /* free strip between this node's far edge and its children('s clusters) */
    const pm_tidy_seal *seal; /* NULL unless this node is the root of a cluster; not owned */
    uint8_t band;             /* 0 or 1: bands have columns of their own (the two sides of a map) */
    bool leaf; /* childless and in the column of leaves; if no node says so, all childless nodes are */

    /* Set by pm_tidy_assign_depth(). */
    uint32_t level; /* distance from the root, in edges */
    double depth;   /* near edge; an input for roots */
    double far;     /* far edge of the subtree, with the paddings of its clusters and of its own */
    double
        strip; /* where the free strip before the children ends: near edge of the nearest child or cluster */
    double
        trunk; /* a coordinate inside that strip, the same for all parents of a level, for the connectors */

    /* Set by pm_tidy_place(), relative to the root of the tree, which is at 0. */
    double cross;         /* centre */
    double before, after; /* extent of the subtree, with all paddings, its own too */
} pm_tidy_node;

/* Sets level, depth, far, strip and trunk. A root's depth stays as the caller set it. */
void pm_tidy_assign_depth(pm_tidy_node *nodes, uint32_t count, pm_tidy_alignment alignment);

/* Sets cross, before and after. Returns the number of contour steps taken: less than 4 for each node. */
size_t pm_tidy_place(pm_tidy_node *nodes, uint32_t count);

#endif
