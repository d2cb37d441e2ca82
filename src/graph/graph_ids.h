/*
 * Ids for the objects of a graph, in order of creation.
 *
 * cgraph's own ids are addresses of names, and it walks subgraphs in the order of their ids: clusters would
 * change places from run to run. Numbers keep data order, and the same input gives the same bytes. Names are
 * left to cgraph's internal map, which takes over where a discipline cannot map strings.
 */
#ifndef PM_GRAPH_GRAPH_IDS_H
#define PM_GRAPH_GRAPH_IDS_H

#include <graphviz/cgraph.h>

extern Agiddisc_t pm_graph_ids;

/* An id for agidnode() or agidsubg(), which do not look names up again as agnode() and agsubg() do, twice. 0
 * when something has that name. */
IDTYPE pm_graph_new_id(Agraph_t *graph, const char *name);

#endif
