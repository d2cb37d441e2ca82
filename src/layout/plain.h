/*
 * The short way to "mindmap": a graph whose sizes and distances are given as numbers, not as attributes,
 * which would be written as text, interned and read back for every node.
 *
 * Such a graph is plain: its nodes are boxes without labels, its edges have neither labels nor arrowheads,
 * its clusters no labels. So libgvc's initialisation of nodes and edges, most of the time and memory of a
 * large map, is left out; places are read as from any layout. Ask anew before every run. Other engines do
 * not know of this and need the attributes (mindmap.h).
 */
#ifndef PM_LAYOUT_PLAIN_H
#define PM_LAYOUT_PLAIN_H

#include <stdint.h>

#include <cgraph.h>

#include "layout/connector.h"

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

/* A node's own: pm_column and pm_lanes, and its size in whole points, as libgvc makes it. */
typedef struct pm_plain_node {
    double width, height;
    uint32_t column;
    double lanes;
} pm_plain_node;

/* The next layout of the graph is a plain one: all of it is one tree, whose root is its first node, and each
 * cluster is the whole subtree of one node. Every node and every cluster must be asked for, too. Kinds and
 * regions must outlive that layout. */
void pm_plain_ask(Agraph_t *graph);
void pm_plain_ask_node(Agnode_t *node, const pm_plain_kind *kind, const pm_plain_node *own);
void pm_plain_ask_cluster(Agraph_t *cluster, Agnode_t *root, const pm_plain_region *region);

#endif
