/*
 * papermap.yaml: what a list's repository has decided once, so that no command line needs to say it.
 *
 * It lies beside the README. Every key is optional; docs/README_SECTIONS.md lists them.
 */
#ifndef PM_TAXONOMY_CONFIG_H
#define PM_TAXONOMY_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"
#include "support/diagnostics.h"

typedef enum pm_paper_field {
    PM_FIELD_TITLE,
    PM_FIELD_ABBR,
    PM_FIELD_VENUE,
    PM_FIELD_YEAR,
    PM_FIELD_AUTHORS,
    PM_FIELD_NOTE,
    PM_FIELD_LINKS
} pm_paper_field;

/* How a table's rows are sorted; ties stay in data order. */
typedef enum pm_paper_order {
    PM_ORDER_NEWEST,
    PM_ORDER_OLDEST,
    PM_ORDER_TITLE,
    PM_ORDER_FILE
} pm_paper_order;

typedef struct pm_column {
    pm_paper_field field;
    const char *heading;
} pm_column;

/* The key `readme:`. */
typedef struct pm_readme_config {
    const char *timezone; /* an IANA name, as written: not checked */
    const pm_column *columns;
    size_t column_count;
    pm_paper_order order;
    const char *main_marker; /* "main": <!-- main-start -->, <!-- main-end --> */
    const char *time_marker; /* NULL: the README has no time section */
} pm_readme_config;

typedef struct pm_config {
    pm_readme_config readme;
} pm_config;

/* What holds without a papermap.yaml. */
extern const pm_config pm_default_config;

/* Reads `source` over what `config` holds; its texts go to `arena`. False, with errors added, when it is
 * wrong; unknown keys are warnings. */
bool pm_config_read(const pm_source *source, pm_arena *arena, pm_config *config, pm_diagnostics *diagnostics);

#endif
