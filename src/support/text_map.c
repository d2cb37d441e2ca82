/*
 * Open addressing with linear probing, at most half full; FNV-1a hashes.
 */
#include "support/text_map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

enum { FIRST_SLOTS = 64 };

typedef struct slot {
    const void *owner;
    const char *text; /* NULL: the slot is free */
    size_t hash;
    void *value;
} slot;

struct pm_text_map {
    slot *slots;
    size_t count, mask;
};

pm_text_map *pm_text_map_create(void)
{
    pm_text_map *map = pm_calloc(1, sizeof *map);
    map->slots = pm_calloc(FIRST_SLOTS, sizeof *map->slots);
    map->mask = FIRST_SLOTS - 1;
    return map;
}

void pm_text_map_destroy(pm_text_map *map)
{
    if (!map) return;
    free(map->slots);
    free(map);
}

static size_t hash_text(const void *owner, const char *text)
{
    uint64_t hash = (14695981039346656037u ^ (uintptr_t)owner) * 1099511628211u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(hash ^ hash >> 29);
}

/* The slot that holds the text, or the free one where it belongs. */
static slot *find_slot(const pm_text_map *map, const void *owner, const char *text, size_t hash)
{
    size_t i = hash & map->mask;
    for (slot *s = &map->slots[i]; s->text; i = (i + 1) & map->mask, s = &map->slots[i])
        if (s->hash == hash && s->owner == owner && strcmp(s->text, text) == 0) break;
    return &map->slots[i];
}

static void grow(pm_text_map *map)
{
    slot *old = map->slots;
    size_t old_mask = map->mask;
    map->mask = old_mask * 2 + 1;
    map->slots = pm_calloc(map->mask + 1, sizeof *map->slots);
    for (size_t i = 0; i <= old_mask; i++)
        if (old[i].text) *find_slot(map, old[i].owner, old[i].text, old[i].hash) = old[i];
    free(old);
}

void *pm_text_map_get(const pm_text_map *map, const void *owner, const char *text)
{
    return find_slot(map, owner, text, hash_text(owner, text))->value;
}

void **pm_text_map_at(pm_text_map *map, const void *owner, const char *text)
{
    if (map->count * 2 >= map->mask) grow(map);
    size_t hash = hash_text(owner, text);
    slot *s = find_slot(map, owner, text, hash);
    if (!s->text) {
        *s = (slot){ owner, text, hash, NULL };
        map->count++;
    }
    return &s->value;
}
