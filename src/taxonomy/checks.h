/*
 * Checks: what a careful reviewer of a paper list looks for (docs/CHECKS.md).
 *
 * Every finding is a diagnostic with a stable code, a place and, where it helps, a hint how to mend it.
 */
#ifndef PM_TAXONOMY_CHECKS_H
#define PM_TAXONOMY_CHECKS_H

#include <stdbool.h>

#include "support/diagnostics.h"
#include "support/yaml.h"
#include "taxonomy/taxonomy.h"

typedef struct pm_check_options {
    const pm_yaml_limits *limits; /* NULL: the default ones */
    int this_year;                /* later years are in the future */
    bool was_fixed;               /* what `--fix` mends has been mended: what is left needs a hand */
} pm_check_options;

/* Adds everything that can be found in a list in YAML, mistakes of its form included. The taxonomy that was
 * checked, which the caller destroys; NULL when the source is no YAML at all (errors say why). */
pm_taxonomy *pm_check_yaml(const pm_source *source, const pm_check_options *options,
                           pm_diagnostics *diagnostics);

/* The same for a list in Markdown. */
pm_taxonomy *pm_check_markdown(const pm_source *source, const pm_check_options *options,
                               pm_diagnostics *diagnostics);

/* Every code that a finding can have, ended by NULL. */
extern const char *const pm_check_codes[];

#endif
