/*
 * The files that `papermap init` gives a repository, as texts.
 */
#ifndef PM_CLI_INIT_FILES_H
#define PM_CLI_INIT_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "support/strbuf.h"

typedef struct pm_init_plan {
    const char *title;     /* NULL: the data has one */
    const char *data;      /* the list: "data.yaml" */
    const char *picture;   /* "img/map.png" */
    const char *readme;    /* "README.md" */
    bool has_main_markers; /* of the README, when all is done */
    bool has_time_markers;
    size_t entries; /* of the list */
} pm_init_plan;

/* Append papermap.yaml, and a workflow that checks every change on GitHub. */
void pm_init_write_config(const pm_init_plan *plan, pm_strbuf *out);
void pm_init_write_workflow(const pm_init_plan *plan, pm_strbuf *out);

/* Appends the comment that tells editors where the schema of a kind of file ("papermap", "taxonomy", "style")
 * is; nothing when the program does not know its project's address. */
void pm_init_write_schema_line(const char *kind, pm_strbuf *out);

#endif
