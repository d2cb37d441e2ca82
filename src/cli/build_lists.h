/*
 * The lists of a build: every file is read once, every list parsed once, however many pictures are made of
 * it.
 */
#ifndef PM_CLI_BUILD_LISTS_H
#define PM_CLI_BUILD_LISTS_H

#include "cli/cli.h"
#include "cli/config.h"

typedef struct pm_lists pm_lists;

/* `limits`, `arena` and `diagnostics` must live as long. */
pm_lists *pm_lists_create(const pm_cli_limits *limits, pm_arena *arena, pm_diagnostics *diagnostics);
void pm_lists_destroy(pm_lists *lists); /* NULL is fine; takes every taxonomy with it */

/* The list that the files hold together: the same one for the same files. It must not be changed. NULL, with
 * errors added the first time, when it cannot be read. */
pm_taxonomy *pm_lists_get(pm_lists *lists, const pm_config_data *data);

/* The same, parsed anew from what was read: the caller may change it, not destroy it. */
pm_taxonomy *pm_lists_copy(pm_lists *lists, const pm_config_data *data);

/* The i-th file that was asked for, NULL past the last. */
const char *pm_lists_file(const pm_lists *lists, size_t i);

#endif
