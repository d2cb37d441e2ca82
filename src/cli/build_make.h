/*
 * Making what papermap.yaml lists: everything is read and made in memory first, then compared with the files
 * that are there, then written as one set. So a run that fails anywhere has written nothing.
 */
#ifndef PM_CLI_BUILD_MAKE_H
#define PM_CLI_BUILD_MAKE_H

#include <stdint.h>

#include "cli/build_lists.h"

typedef struct pm_made {
    size_t output; /* whose: its number in the configuration; the README comes after all */
    size_t file;   /* which of its files */
    const char *path;
    pm_strbuf bytes;
    bool is_current; /* the file has these bytes already */
} pm_made;

typedef struct pm_build {
    const char *config_path;
    bool may_leave; /* paths in the configuration may leave its repository */
    pm_cli_limits limits;
    int64_t now; /* seconds since 1970, for a README that changes */

    /* Set by pm_build_start. */
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_config config;
    pm_lists *lists;
    const char **style_files;
    size_t style_file_count, style_file_capacity;
    pm_made *made; /* the outputs in the order of papermap.yaml, then the README */
    size_t made_count, made_capacity;
} pm_build;

/* Reads papermap.yaml and all it names, and makes everything. PM_EXIT_DONE, or the code to end with after
 * adding errors; pm_build_finish() in any case. */
int pm_build_start(pm_build *build);

/* Writes what is not current, all or nothing, and creates the folders that takes. */
int pm_build_write(pm_build *build);

/* The i-th file that the result depends on, as far as known after pm_build_start; NULL past the last. */
const char *pm_build_input(const pm_build *build, size_t i);

void pm_build_finish(pm_build *build);

#endif
