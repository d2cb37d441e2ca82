#include "graph/graph_ids.h"

#include <stdlib.h>
#include <string.h>

#include "support/arena.h"
#include "support/memory.h"

/* Names by id (from 1 upwards; NULL for what has none), and a hash table to find them: open addressing, at
 * most half full, 0 for an empty slot. Kinds share the table: a map gives its nodes and clusters different
 * names. */
typedef struct id_table {
    pm_arena *arena;
    const char **names;
    size_t count, capacity;
    IDTYPE *slots;
    size_t mask;
} id_table;

static void *ids_open(Agraph_t *graph, Agdisc_t *discipline)
{
    (void)graph;
    (void)discipline;
    id_table *table = pm_calloc(1, sizeof *table);
    table->arena = pm_arena_create();
    table->mask = 255;
    table->slots = pm_calloc(table->mask + 1, sizeof *table->slots);
    PM_RESERVE(table->names, table->capacity, 1);
    table->names[table->count++] = NULL; /* id 0 is none */
    return table;
}

static void ids_close(void *state)
{
    id_table *table = state;
    pm_arena_destroy(table->arena);
    free(table->names);
    free(table->slots);
    free(table);
}

static size_t slot_of(const id_table *table, const char *name)
{
    size_t hash = 14695981039346656037u; /* FNV-1a */
    for (const char *at = name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    size_t slot = (hash ^ hash >> 29) & table->mask;
    while (table->slots[slot] && strcmp(table->names[table->slots[slot]], name) != 0)
        slot = (slot + 1) & table->mask;
    return slot;
}

static void grow(id_table *table)
{
    free(table->slots);
    table->mask = table->mask * 2 + 1;
    table->slots = pm_calloc(table->mask + 1, sizeof *table->slots);
    for (IDTYPE id = 1; id < table->count; id++)
        if (table->names[id]) table->slots[slot_of(table, table->names[id])] = id;
}

static long ids_map(void *state, int kind, char *name, IDTYPE *id, int create)
{
    id_table *table = state;
    (void)kind;
    if (!name && !create) return 0;
    size_t slot = name ? slot_of(table, name) : 0;
    if (name && table->slots[slot]) {
        *id = table->slots[slot];
        return 1;
    }
    if (!create) return 0;
    *id = table->count;
    PM_RESERVE(table->names, table->capacity, table->count + 1);
    table->names[table->count++] = name ? pm_arena_strdup(table->arena, name) : NULL;
    if (!name) return 1;
    table->slots[slot] = *id;
    if (table->count * 2 > table->mask) grow(table);
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
    const id_table *table = state;
    (void)kind;
    return id < table->count ? (char *)table->names[id] : NULL;
}

static void ids_register(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

Agiddisc_t pm_graph_ids = { ids_open, ids_map, ids_alloc, ids_free, ids_print, ids_close, ids_register };
