/*
 * The key `readme:` of papermap.yaml: how a list wants its tables. Every key below it is optional;
 * docs/README_SECTIONS.md lists them.
 */
#ifndef PM_TAXONOMY_README_CONFIG_H
#define PM_TAXONOMY_README_CONFIG_H

#include <stddef.h>

#include "support/yaml_keys.h"

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

typedef struct pm_readme_config {
    const char *file; /* the README, as written */
    pm_mark file_at;
    const char *timezone; /* an IANA name */
    const pm_column *columns;
    size_t column_count;
    pm_paper_order order;
    const char *main_marker; /* "main": <!-- main-start -->, <!-- main-end --> */
    const char *time_marker; /* NULL: the README has no time section */
} pm_readme_config;

/* What holds without a papermap.yaml. */
extern const pm_readme_config pm_default_readme_config;

/* Reads the value of `readme:` over the pm_readme_config that is the reader's target. Wrong and unknown keys
 * are errors. */
void pm_readme_config_read(pm_yaml_reader *reader, const pm_yaml *value);

#endif
