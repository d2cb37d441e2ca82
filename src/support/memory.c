#include "support/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

static pm_out_of_memory_handler out_of_memory_handler;

void pm_set_out_of_memory_handler(pm_out_of_memory_handler handler)
{
    out_of_memory_handler = handler;
}

_Noreturn void pm_out_of_memory(void)
{
    if (out_of_memory_handler) out_of_memory_handler();
    abort();
}

void pm_advise_huge_pages(void *block, size_t size)
{
    uintptr_t start = ((uintptr_t)block + PM_HUGE_PAGE - 1) & ~(uintptr_t)(PM_HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)block + size) & ~(uintptr_t)(PM_HUGE_PAGE - 1);
    if (end > start) madvise((char *)block + (start - (uintptr_t)block), end - start, MADV_HUGEPAGE);
}

void *pm_calloc(size_t count, size_t size)
{
    void *block = calloc(count ? count : 1, size ? size : 1);
    if (!block) pm_out_of_memory();
    if (count && size > PM_HUGE_PAGE / count) pm_advise_huge_pages(block, count * size);
    return block;
}

void *pm_reallocarray(void *block, size_t count, size_t size)
{
    void *grown = reallocarray(block, count ? count : 1, size ? size : 1);
    if (!grown) pm_out_of_memory();
    return grown;
}

size_t pm_grown_capacity(size_t capacity, size_t needed)
{
    size_t grown = capacity ? capacity : 16;
    while (grown < needed) {
        if (grown > (size_t)-1 / 2) pm_out_of_memory();
        grown *= 2;
    }
    return grown;
}
