/*
 * Memory that is never NULL.
 *
 * A map is drawn whole or not at all, so running out of memory ends the work: the allocators below
 * never return NULL. They call the out-of-memory handler instead, which must not return. The command
 * line installs one that says so and ends with exit code 4; the default aborts.
 */
#ifndef PM_SUPPORT_MEMORY_H
#define PM_SUPPORT_MEMORY_H

#include <stddef.h>

typedef void (*pm_out_of_memory_handler)(void);

/* Sets what runs when memory is exhausted; it must not return. */
void pm_set_out_of_memory_handler(pm_out_of_memory_handler handler);

/* Ends the work through the handler: for callers that learn of exhaustion from another library. */
_Noreturn void pm_out_of_memory(void);

/*
 * What is large and stays where it is asks for huge pages: a list of 10,000 papers touches 80 MB, and a
 * quarter of its time would be spent on faults of small ones. (What grows does not: a block of two kinds of
 * pages is copied to grow, one of small pages is moved.)
 */
enum { PM_HUGE_PAGE = 2 * 1024 * 1024 };

/* Asks for them wherever one lies wholly in the block. A wish: small pages do too. */
void pm_advise_huge_pages(void *block, size_t size);

/* Zeroed memory for `count` objects of `size` bytes; the caller frees it with free(). Never NULL. */
void *pm_calloc(size_t count, size_t size) __attribute__((returns_nonnull, malloc));

/* realloc() to `count` objects of `size` bytes that never returns NULL. New bytes are not zeroed. */
void *pm_reallocarray(void *block, size_t count, size_t size) __attribute__((returns_nonnull));

/* Doubles `array` (a malloc'd block or NULL) until `capacity` holds `needed` elements. */
#define PM_RESERVE(array, capacity, needed) \
    do { \
        if ((needed) > (capacity)) { \
            (capacity) = pm_grown_capacity((capacity), (needed)); \
            (array) = pm_reallocarray((array), (capacity), sizeof *(array)); \
        } \
    } while (0)

/* The next capacity, at least `needed`, growing by doubling. */
size_t pm_grown_capacity(size_t capacity, size_t needed);

#endif
