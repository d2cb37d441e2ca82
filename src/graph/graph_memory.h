/*
 * A memory discipline for libcgraph: all that a graph consists of lies in one arena and goes back to the
 * system as a whole, instead of node by node. What cgraph frees before that stays until then.
 */
#ifndef PM_GRAPH_GRAPH_MEMORY_H
#define PM_GRAPH_GRAPH_MEMORY_H

#include <graphviz/cgraph.h>

/* An empty graph with it and our ids (graph_ids.h). It keeps no attributes for what is made in it, until the
 * first one is declared: then cgraph gives all objects their tables. */
Agraph_t *pm_graph_open(void);

/* Closes a graph that was opened so. agclose() alone would leave the heads of all dictionaries and the
 * state of the ids behind, which are not of the discipline's memory. NULL is fine. */
void pm_graph_close(Agraph_t *graph);

#endif
