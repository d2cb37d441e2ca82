/*
 * An allocator that fails when told to, for LD_PRELOAD.
 *
 * FAIL_AT=N: the N-th allocation fails (from 1), and with FAIL_ON=1 every one after it. FAIL_OWN=1 counts
 * only those that the program itself asks for, not its libraries. FAIL_COUNT=FILE: how many there were,
 * written at the end. Threads that libraries start are left alone: which of their allocations has which
 * number differs from run to run, and fontconfig 2.14 keeps a lock when one fails that it waits for next. It
 * passes all else on to the C library's own allocator (its names with two underlines are glibc's).
 */
#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the C library's own names */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static unsigned long fail_at, asked;
static int fails_on, own_only;
static uintptr_t program_start, program_end;

/* The program is the first object that is told. */
static int find_program(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    (void)context;
    program_start = UINTPTR_MAX;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
        uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        if (start < program_start) program_start = start;
        if (start + info->dlpi_phdr[i].p_memsz > program_end)
            program_end = start + info->dlpi_phdr[i].p_memsz;
    }
    return 1;
}

__attribute__((constructor)) static void start(void)
{
    dl_iterate_phdr(find_program, NULL);
    const char *at = getenv("FAIL_AT");
    own_only = getenv("FAIL_OWN") != NULL;
    fails_on = getenv("FAIL_ON") != NULL;
    asked = 0;
    fail_at = at ? strtoul(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void finish(void)
{
    const char *path = getenv("FAIL_COUNT");
    unsigned long total = asked;
    fail_at = 0;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%lu\n", total);
    fclose(file);
}

static int fails(const void *caller)
{
    uintptr_t from = (uintptr_t)caller;
    if (gettid() != getpid()) return 0;
    if (own_only && (from < program_start || from >= program_end)) return 0;
    asked++;
    if (!fail_at || asked < fail_at || (asked > fail_at && !fails_on)) return 0;
    errno = ENOMEM;
    return 1;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): stdlib.h has reserved ones */
void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || fails(__builtin_return_address(0))) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_realloc(block, bytes);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
