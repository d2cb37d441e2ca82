/*
 * Chunks double up to a limit. The first come from the heap; an arena that needs more gets huge pages,
 * mapped, so that they go back to the system when it ends.
 */
#include "support/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "support/memory.h"

enum { FIRST_CHUNK = 16 * 1024, LARGEST_FROM_HEAP = 128 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

typedef struct chunk chunk;
struct chunk {
    chunk *previous;
    size_t used;
    size_t size; /* of `bytes` */
    bool mapped;
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

static void free_chunk(chunk *c)
{
    if (c->mapped)
        munmap(c, sizeof *c + c->size);
    else
        free(c);
}

void pm_arena_destroy(pm_arena *arena)
{
    if (!arena) return;
    for (chunk *c = arena->current; c;) {
        chunk *previous = c->previous;
        free_chunk(c);
        c = previous;
    }
    free(arena);
}

/* `size` zeroed bytes at a multiple of PM_HUGE_PAGE, as is `size`: what hangs over at both ends is given
 * back.
 */
static void *map_pages(size_t size)
{
    char *mapped =
        mmap(NULL, size + PM_HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) pm_out_of_memory();
    size_t before = -(uintptr_t)mapped & (PM_HUGE_PAGE - 1);
    if (before) munmap(mapped, before);
    munmap(mapped + before + size, PM_HUGE_PAGE - before);
    pm_advise_huge_pages(mapped + before, size);
    return mapped + before;
}

pm_arena_mark pm_arena_now(const pm_arena *arena)
{
    const chunk *c = arena->current;
    return (pm_arena_mark){ c, c ? c->used : 0, arena->total };
}

/* A chunk that was begun since the mark is kept, empty: who marks again and again would else fall off the end
 * of the one before each time. */
void pm_arena_rewind(pm_arena *arena, pm_arena_mark mark)
{
    chunk *c = arena->current;
    if (!c) return;
    size_t used = c == mark.chunk ? mark.used : 0;
    memset(c->bytes + used, 0, c->used - used);
    c->used = used;
    arena->total = mark.total;
}

/* A block larger than the next chunk gets one of its own size. */
static void add_chunk(pm_arena *arena, size_t needed)
{
    if (needed > SIZE_MAX / 2) pm_out_of_memory();
    size_t size = needed + sizeof(chunk) > arena->next_size ? needed + sizeof(chunk) : arena->next_size;
    bool mapped = size > PM_HUGE_PAGE / 2; /* clearing a huge page costs less than 256 faults of small ones */
    if (mapped) size = (size + PM_HUGE_PAGE - 1) & ~((size_t)PM_HUGE_PAGE - 1);
    chunk *c = mapped ? map_pages(size) : pm_calloc(1, size);
    c->previous = arena->current;
    c->size = size - sizeof(chunk);
    c->mapped = mapped;
    arena->current = c;
    if (arena->next_size < LARGEST_CHUNK) arena->next_size *= 2;
    if (arena->next_size > LARGEST_FROM_HEAP && arena->next_size < PM_HUGE_PAGE)
        arena->next_size = PM_HUGE_PAGE;
}

/* Where the next bytes of a chunk at a multiple of `alignment` are. */
static size_t aligned_start(const chunk *c, size_t alignment)
{
    size_t misfit = (size_t)(uintptr_t)(c->bytes + c->used) & (alignment - 1);
    return c->used + (misfit ? alignment - misfit : 0);
}

/* Bytes without alignment for strings, which need none: they lie closer together. */
static void *take(pm_arena *arena, size_t size, size_t alignment)
{
    chunk *c = arena->current;
    size_t start = c ? aligned_start(c, alignment) : 0;
    if (!c || start > c->size || size > c->size - start) {
        add_chunk(arena, alignment > alignof(max_align_t) ? size + alignment : size);
        c = arena->current;
        start = aligned_start(c, alignment);
    }
    c->used = start + size;
    arena->total += size;
    return c->bytes + start;
}

void *pm_arena_alloc(pm_arena *arena, size_t size)
{
    return take(arena, size ? size : 1, alignof(max_align_t));
}

void *pm_arena_alloc_array(pm_arena *arena, size_t count, size_t size, size_t alignment)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) pm_out_of_memory();
    return take(arena, bytes ? bytes : 1, alignment);
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
    char most[256]; /* nearly always enough: then it is formatted once */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): started above */
    int length = vsnprintf(most, sizeof most, format, args);
    va_end(args);
    size_t size = length < 0 ? 0 : (size_t)length;
    char *text = take(arena, size + 1, 1);
    if (size < sizeof most)
        memcpy(text, most, size + 1);
    else
        vsnprintf(text, size + 1, format, again);
    va_end(again);
    return text;
}

size_t pm_arena_used(const pm_arena *arena)
{
    return arena->total;
}
