/*
 * Entries lie in blocks, in the order in which they came, and never move. A table of their numbers leads to
 * them: open addressing with linear probing, at most three quarters full. A slot is eight bytes, so that what
 * is touched all over the place is small; half of them are the hash, which tells nearly every wrong entry.
 */
#include "support/text_map.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

enum { FIRST_SLOTS = 64, BLOCK = 128 };

typedef struct entry {
    const void *owner;
    const char *text;
    void *value;
} entry;

typedef struct slot {
    uint32_t hash;
    uint32_t number; /* of the entry, from 1; 0: the slot is free. More than four billion can't be */
} slot;

struct pm_text_map {
    entry **blocks;
    size_t count, block_capacity;
    slot *slots;
    size_t mask;
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
    for (size_t i = 0; i * BLOCK < map->count; i++)
        free(map->blocks[i]);
    free(map->blocks);
    free(map->slots);
    free(map);
}

static uint64_t mixed(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u; /* 2^64 by the golden ratio: spreads upwards, */
    return hash ^ hash >> 32;                   /* and down again */
}

/* Eight bytes at a time. */
static uint32_t hash_text(const void *owner, const char *text)
{
    size_t length = strlen(text);
    uint64_t hash = mixed((uintptr_t)owner, length), word = 0;
    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = mixed(hash, word);
    }
    word = 0;
    memcpy(&word, text, length);
    return (uint32_t)mixed(hash, word);
}

static entry *entry_of(const pm_text_map *map, uint32_t number)
{
    return &map->blocks[(number - 1) / BLOCK][(number - 1) % BLOCK];
}

/* The slot that leads to the text, or the free one where it belongs. */
static slot *find_slot(const pm_text_map *map, const void *owner, const char *text, uint32_t hash)
{
    size_t i = hash & map->mask;
    for (slot *s = &map->slots[i]; s->number; i = (i + 1) & map->mask, s = &map->slots[i]) {
        if (s->hash != hash) continue;
        const entry *e = entry_of(map, s->number);
        if (e->owner == owner && strcmp(e->text, text) == 0) break;
    }
    return &map->slots[i];
}

static void grow(pm_text_map *map)
{
    size_t mask = map->mask * 2 + 1;
    slot *slots = pm_calloc(mask + 1, sizeof *slots);
    for (size_t old = 0; old <= map->mask; old++) {
        size_t i = map->slots[old].hash & mask;
        if (!map->slots[old].number) continue;
        while (slots[i].number)
            i = (i + 1) & mask;
        slots[i] = map->slots[old];
    }
    free(map->slots);
    map->slots = slots;
    map->mask = mask;
}

void *pm_text_map_get(const pm_text_map *map, const void *owner, const char *text)
{
    const slot *s = find_slot(map, owner, text, hash_text(owner, text));
    return s->number ? entry_of(map, s->number)->value : NULL;
}

static uint32_t add_entry(pm_text_map *map, const void *owner, const char *text)
{
    if (map->count % BLOCK == 0) {
        PM_RESERVE(map->blocks, map->block_capacity, map->count / BLOCK + 1);
        map->blocks[map->count / BLOCK] = pm_calloc(BLOCK, sizeof **map->blocks);
    }
    uint32_t number = (uint32_t)++map->count;
    *entry_of(map, number) = (entry){ owner, text, NULL };
    return number;
}

void **pm_text_map_at(pm_text_map *map, const void *owner, const char *text)
{
    if (map->count >= (map->mask + 1) / 4 * 3) grow(map);
    uint32_t hash = hash_text(owner, text);
    slot *s = find_slot(map, owner, text, hash);
    if (!s->number) *s = (slot){ hash, add_entry(map, owner, text) };
    return &entry_of(map, s->number)->value;
}
