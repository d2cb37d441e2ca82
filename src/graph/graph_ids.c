#include "graph/graph_ids.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/arena.h"
#include "support/memory.h"
#include "support/text_map.h"

/* A name with its id. cgraph looks at the word two words before a name for a mark that it is HTML
 * (aghtmlstr); here it always finds none. */
typedef struct named {
    uint64_t no_html; /* 0 */
    IDTYPE id;
    char name[];
} named;

/* Names by id, from 1 upwards (NULL for what has none), and the way back. Kinds share the names: a map gives
 * its nodes and clusters different ones. */
typedef struct id_table {
    pm_arena *arena;
    char **names;
    size_t count, capacity;
    pm_text_map *known; /* name → what is named so */
} id_table;

static void *ids_open(Agraph_t *graph, Agdisc_t *discipline)
{
    (void)graph;
    (void)discipline;
    id_table *table = pm_calloc(1, sizeof *table);
    table->arena = pm_arena_create();
    table->known = pm_text_map_create();
    table->count = 1; /* id 0 is none */
    return table;
}

static void ids_close(void *state)
{
    id_table *table = state;
    pm_text_map_destroy(table->known);
    pm_arena_destroy(table->arena);
    free(table->names);
    free(table);
}

static IDTYPE next_id(id_table *table, char *name)
{
    PM_RESERVE(table->names, table->capacity, table->count + 1);
    table->names[table->count] = name;
    return table->count++;
}

/* 0: the name has an id already. */
static IDTYPE new_id(id_table *table, const char *name)
{
    size_t size = strlen(name) + 1;
    named *own = pm_arena_alloc(table->arena, sizeof *own + size);
    memcpy(own->name, name, size);
    void **known = pm_text_map_at(table->known, NULL, own->name);
    if (*known) return 0;
    own->id = next_id(table, own->name);
    *known = own;
    return own->id;
}

IDTYPE pm_graph_new_id(Agraph_t *graph, const char *name)
{
    return new_id(graph->clos->state.id, name);
}

static long ids_map(void *state, int kind, char *name, IDTYPE *id, int create)
{
    id_table *table = state;
    (void)kind;
    const named *known = name ? pm_text_map_get(table->known, NULL, name) : NULL;
    if (!known && !create) return 0;
    *id = known ? known->id : name ? new_id(table, name) : next_id(table, NULL);
    return 1;
}

/* Whether an object may have this id: those of pm_graph_new_id(). */
static long ids_alloc(void *state, int kind, IDTYPE id)
{
    const id_table *table = state;
    (void)kind;
    return id > 0 && id < table->count;
}

static void ids_free(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
}

static char *ids_print(void *state, int kind, IDTYPE id)
{
    const id_table *table = state;
    (void)kind;
    return id > 0 && id < table->count ? table->names[id] : NULL;
}

static void ids_register(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

Agiddisc_t pm_graph_ids = { ids_open, ids_map, ids_alloc, ids_free, ids_print, ids_close, ids_register };
