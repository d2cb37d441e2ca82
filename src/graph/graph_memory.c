#include "graph/graph_memory.h"

#include <stdlib.h>
#include <string.h>

#include "graph/graph_ids.h"
#include "support/arena.h"
#include "support/memory.h"

/* Exported by libcgraph without being declared in its header. */
int agdtclose(Agraph_t *graph, Dict_t *dictionary);
int agraphattr_delete(Agraph_t *graph);
int agstrclose(Agraph_t *graph);
Agdatadict_t *agdatadict(Agraph_t *graph, int create);

static void *memory_open(Agdisc_t *discipline)
{
    (void)discipline;
    return pm_arena_create();
}

static void *memory_alloc(void *state, size_t size)
{
    return pm_arena_alloc(state, size);
}

static void *memory_resize(void *state, void *block, size_t old, size_t size)
{
    void *moved = pm_arena_alloc(state, size);
    if (block && old) memcpy(moved, block, old < size ? old : size);
    return moved;
}

static void memory_free(void *state, void *block)
{
    (void)state;
    (void)block;
}

static void memory_close(void *state)
{
    pm_arena_destroy(state);
}

static Agmemdisc_t memory_discipline = { memory_open, memory_alloc, memory_resize, memory_free,
                                         memory_close };

Agraph_t *pm_graph_open(void)
{
    Agdisc_t discipline = { &memory_discipline, &pm_graph_ids, &AgIoDisc };
    Agraph_t *graph = agopen((char *)"papermap", Agdirected, &discipline);
    agraphattr_delete(graph);
    graph->desc.has_attrs = 0;
    return graph;
}

/* Emptied first, so that nobody goes through what is in them. */
static void close_dictionaries(Agraph_t *graph)
{
    const Agdatadict_t *data = agdatadict(graph, 0);
    Dict_t *dictionaries[] = { graph->n_id, graph->n_seq, graph->e_id, graph->e_seq, graph->g_dict };
    if (data) { /* where no attribute was ever declared, there are none of these */
        dtextract(data->dict.n);
        dtextract(data->dict.e);
        dtextract(data->dict.g);
    }
    for (size_t i = 0; i < sizeof dictionaries / sizeof *dictionaries; i++) {
        dtextract(dictionaries[i]);
        agdtclose(graph, dictionaries[i]);
    }
    agraphattr_delete(graph);
}

void pm_graph_close(Agraph_t *graph)
{
    if (!graph) return;
    Agraph_t **all = NULL;
    size_t count = 0, capacity = 0;
    PM_RESERVE(all, capacity, 1);
    all[count++] = graph;
    for (size_t i = 0; i < count; i++)
        for (Agraph_t *inner = agfstsubg(all[i]); inner; inner = agnxtsubg(inner)) {
            PM_RESERVE(all, capacity, count + 1);
            all[count++] = inner;
        }
    while (count > 0)
        close_dictionaries(all[--count]);
    free(all);
    const Agclos_t *shared = graph->clos;
    dtextract(shared->strdict);
    agstrclose(graph);
    Agiddisc_t *ids = shared->disc.id;
    void *state = shared->state.id;
    agclose(graph);
    ids->close(state);
}
