/*
 * Selecting a part of a taxonomy by name.
 */
#ifndef PM_TAXONOMY_SELECT_H
#define PM_TAXONOMY_SELECT_H

#include "taxonomy/taxonomy.h"

typedef struct pm_selection {
    const char *const *only; /* patterns; none: everything */
    size_t only_count;
    const char *const *except; /* patterns */
    size_t except_count;
} pm_selection;

/* Removes what is not selected, in place, and counts anew. A pattern (shell globs, case ignored) matches a
 * node by its name as written, without its number, its label, or the path of names joined by "/". With
 * `only`, what matches stays with all below and above it; what `except` matches goes with all below it, and
 * so do groups left empty. Returns the first pattern that matched nothing, or NULL. */
const char *pm_taxonomy_select(pm_taxonomy *taxonomy, const pm_selection *selection);

#endif
