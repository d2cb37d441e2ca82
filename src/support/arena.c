#include "support/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

typedef struct chunk chunk;
struct chunk {
    chunk *previous;
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

struct pm_arena {
    chunk *current;
    size_t next_size;
    size_t total;
};

pm_arena *pm_arena_create(void)
{
    pm_arena *arena = pm_calloc(1, sizeof *arena);
    arena->next_size = FIRST_CHUNK;
    return arena;
}

void pm_arena_destroy(pm_arena *arena)
{
    if (!arena) return;
    for (chunk *c = arena->current; c;) {
        chunk *previous = c->previous;
        free(c);
        c = previous;
    }
    free(arena);
}

/* Chunks double up to a limit; a block larger than the next chunk gets one of its own size. */
static void add_chunk(pm_arena *arena, size_t needed)
{
    size_t size = needed > arena->next_size ? needed : arena->next_size;
    if (size > SIZE_MAX - sizeof(chunk)) pm_out_of_memory();
    chunk *c = pm_calloc(1, sizeof(chunk) + size);
    c->previous = arena->current;
    c->size = size;
    arena->current = c;
    if (arena->next_size < LARGEST_CHUNK) arena->next_size *= 2;
}

/* Bytes without alignment for strings, which need none: they lie closer together. */
static void *take(pm_arena *arena, size_t size, size_t alignment)
{
    chunk *c = arena->current;
    size_t start = c ? (c->used + alignment - 1) & ~(alignment - 1) : 0;
    if (!c || start > c->size || size > c->size - start) {
        add_chunk(arena, size);
        c = arena->current;
        start = 0;
    }
    c->used = start + size;
    arena->total += size;
    return c->bytes + start;
}

void *pm_arena_alloc(pm_arena *arena, size_t size)
{
    return take(arena, size ? size : 1, alignof(max_align_t));
}

void *pm_arena_alloc_array(pm_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) pm_out_of_memory();
    return pm_arena_alloc(arena, bytes);
}

void *pm_arena_copy(pm_arena *arena, const void *bytes, size_t size)
{
    void *copy = pm_arena_alloc(arena, size);
    if (size) memcpy(copy, bytes, size);
    return copy;
}

char *pm_arena_strndup(pm_arena *arena, const char *string, size_t length)
{
    char *copy = take(arena, length + 1, 1);
    if (length) memcpy(copy, string, length);
    copy[length] = '\0';
    return copy;
}

char *pm_arena_strdup(pm_arena *arena, const char *string)
{
    return pm_arena_strndup(arena, string, strlen(string));
}

char *pm_arena_printf(pm_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): started above */
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = length < 0 ? 0 : (size_t)length;
    char *text = take(arena, size + 1, 1);
    vsnprintf(text, size + 1, format, again);
    va_end(again);
    return text;
}

size_t pm_arena_used(const pm_arena *arena)
{
    return arena->total;
}
