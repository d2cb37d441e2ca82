/*
 * The Graphviz layout engine "mindmap": a tidy logic chart with connectors, clusters as regions.
 *
 * Give the library to gvAddLibrary(), or let libgvc find it in the shared plugin, then ask gvLayout() for
 * "mindmap". The engine never prints, never fails, and keeps nothing between runs. It draws any graph: trees
 * are found as map_tree.c says, and what is no tree edge is drawn as a curve.
 *
 * Attributes of the graph:
 *   pm_direction     right, left, both, down, columns, radial; else from rankdir LR, RL, TB; else right
 *   pm_align         none (each child right after its parent), rank (columns), leaf (columns, leaves in the
 * last) pm_connector     bracket, curve, fan, line pm_radius        corner radius of brackets, points (6)
 *   pm_region_align  true: the outermost clusters share their near and far edges on the depth axis
 *   pm_aspect        radial: width for height of the page that the map is for (1.4)
 *   root             name of the node to begin with
 *   nodesep, ranksep inches (0.25, 0.5): the defaults of pm_space and pm_rank_gap
 * of nodes:
 *   pm_space         free distance on the cross axis, points. It counts half, the neighbour's other half: two
 *                    subtrees stay (space of the one's root + space of the other's root) / 2 apart, and two
 *                    nodes half the sum of their own
 *   pm_rank_gap      free strip between the node and its children, points; clusters' margins come on top
 *   pm_connector     the connector to the node's children
 *   pm_leaf          true: belongs to the leaves' column; if no node says so, all childless nodes do
 *   root             true: begin a tree here
 * of clusters:
 *   margin           points (8), between the cluster's box and what is in it
 *   pm_space         free distance to its neighbours on the cross axis, points, counted half like a node's
 *   label, ...       as Graphviz does it
 */
#ifndef PM_LAYOUT_MINDMAP_H
#define PM_LAYOUT_MINDMAP_H

#include <gvplugin.h>

/* The one symbol of the shared plugin that libgvc looks for. */
extern __attribute__((visibility("default"))) gvplugin_library_t gvplugin_papermap_LTX_library;

#endif
