#include "graph/graph_ids.h"

#include <stdlib.h>

#include "support/memory.h"

static void *ids_open(Agraph_t *graph, Agdisc_t *discipline)
{
    (void)graph;
    (void)discipline;
    return pm_calloc(1, sizeof(IDTYPE));
}

static long ids_map(void *state, int kind, char *name, IDTYPE *id, int create)
{
    IDTYPE *last = state;
    (void)kind;
    if (name || !create) return 0;
    *id = ++*last;
    return 1;
}

static long ids_alloc(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
    return 0;
}

static void ids_free(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
}

static char *ids_print(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
    return NULL;
}

static void ids_close(void *state)
{
    free(state);
}

static void ids_register(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

Agiddisc_t pm_graph_ids = { ids_open, ids_map, ids_alloc, ids_free, ids_print, ids_close, ids_register };
