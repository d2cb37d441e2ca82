/*
 * The call into Graphviz: lay out a graph with any engine, read the places back.
 *
 * libgvc is not thread-safe: use one pm_layout at a time. Declare all attributes of the graph before
 * pm_layout_run(); libgvc looks at the defaults first. What the accessors return is in points, with the
 * origin at the TOP LEFT corner of the graph's bounding box and y downwards, and is valid for a graph that
 * was laid out and not yet released.
 */
#ifndef PM_LAYOUT_LAYOUT_H
#define PM_LAYOUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include <cgraph.h>

#include "support/arena.h"
#include "support/diagnostics.h"
#include "support/geometry.h"

typedef struct pm_layout pm_layout;

/* The engines: "mindmap" first, then Graphviz's own; ended by NULL. The strings live for ever. */
const char *const *pm_layout_names(void);
bool pm_layout_is_known(const char *engine);

/*
 * A Graphviz context for one engine; pm_layout_destroy() it. For "mindmap" no plugin is looked for on the
 * disk; any other engine needs Graphviz's plugins. NULL, with an error, for a name that is not known.
 */
pm_layout *pm_layout_create(const char *engine, pm_diagnostics *diagnostics);
void pm_layout_destroy(pm_layout *layout); /* NULL is fine */

const char *pm_layout_engine(const pm_layout *layout); /* its name, which lives for ever */

/* Whether its engine is ours. */
bool pm_layout_is_mindmap(const pm_layout *layout);

/*
 * Lays out the graph with this engine, even if its attribute `layout` names another. What Graphviz reports
 * becomes diagnostics, not output. False if it failed; then there is nothing to release. Otherwise
 * pm_layout_release() the graph before it is laid out again or closed.
 */
bool pm_layout_run(pm_layout *layout, Agraph_t *graph, pm_diagnostics *diagnostics);
void pm_layout_release(pm_layout *layout, Agraph_t *graph);

/*
 * Sets the graph attributes with which an engine draws a map well: leaves that do not overlap where the
 * engine can promise it, data order, straight edges where curved ones fail. What the graph sets itself stays.
 * "patchwork" gives nodes new sizes, in proportion to their attribute `area`, and draws no edges.
 */
void pm_layout_engine_defaults(Agraph_t *graph, const char *engine);

/*
 * Writes the places into the graph's attributes (pos, bb, lp, width, height), so that agwrite() gives a graph
 * that `neato -n2` draws as it is. Graphviz writes width and height rounded to whole points.
 */
void pm_layout_attach(Agraph_t *graph);

/* The whole drawing; x and y are 0. */
pm_box pm_layout_graph_box(Agraph_t *graph);

pm_box pm_layout_node_box(Agnode_t *node);

/* False if the engine gave the subgraph no box: it is no cluster, or the engine draws none. */
bool pm_layout_cluster_box(Agraph_t *cluster, pm_box *box);

/* How many Bézier curves the edge consists of: 0 if it is not drawn, 1 from nearly every engine. */
size_t pm_layout_edge_curves(Agedge_t *edge);

/*
 * The 3k+1 points of the edge's `curve`th Bézier curve, from tail to head, in memory of the arena; returns
 * how many. Where an arrowhead stands, the tip is added as the end of one more straight piece.
 */
size_t pm_layout_edge_points(Agedge_t *edge, size_t curve, pm_arena *arena, pm_point **points);

#endif
