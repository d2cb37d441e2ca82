/*
 * Arena: memory for one document or picture, freed whole.
 *
 * Blocks are carved from growing chunks; nothing is freed singly, though an arena may be taken back to where
 * it was. What outlives its arena says so in its name or its docstring.
 */
#ifndef PM_SUPPORT_ARENA_H
#define PM_SUPPORT_ARENA_H

#include <stddef.h>

typedef struct pm_arena pm_arena;

pm_arena *pm_arena_create(void) __attribute__((returns_nonnull));

/* Frees everything the arena gave out. NULL is fine. */
void pm_arena_destroy(pm_arena *arena);

/* `size` zeroed bytes, aligned for any object. Never NULL. */
void *pm_arena_alloc(pm_arena *arena, size_t size) __attribute__((returns_nonnull));

/* Zeroed memory for `count` objects of `size` bytes at multiples of `alignment` (a power of two); overflow
 * counts as out of memory. */
void *pm_arena_alloc_array(pm_arena *arena, size_t count, size_t size, size_t alignment)
    __attribute__((returns_nonnull));

#define PM_NEW(arena, type) PM_NEW_ARRAY((arena), type, 1)
#define PM_NEW_ARRAY(arena, type, count) \
    ((type *)pm_arena_alloc_array((arena), (count), sizeof(type), _Alignof(type)))

/* A copy of `size` bytes at `bytes`. */
void *pm_arena_copy(pm_arena *arena, const void *bytes, size_t size) __attribute__((returns_nonnull));

/* A NUL-terminated copy of the string, or of its first `length` bytes. */
char *pm_arena_strdup(pm_arena *arena, const char *string) __attribute__((returns_nonnull));
char *pm_arena_strndup(pm_arena *arena, const char *string, size_t length) __attribute__((returns_nonnull));

/* A formatted NUL-terminated string. */
char *pm_arena_printf(pm_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));

/* How far an arena has been used. */
typedef struct pm_arena_mark {
    const void *chunk;
    size_t used, total;
} pm_arena_mark;

/* Where the arena is now, and back to there: what was handed out in between is no more, and most of its
 * memory is handed out again. Marks taken in between are void. */
pm_arena_mark pm_arena_now(const pm_arena *arena);
void pm_arena_rewind(pm_arena *arena, pm_arena_mark mark);

/* Bytes handed out so far, less what was taken back. */
size_t pm_arena_used(const pm_arena *arena);

#endif
