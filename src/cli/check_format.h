/*
 * How `papermap check` tells its findings.
 */
#ifndef PM_CLI_CHECK_FORMAT_H
#define PM_CLI_CHECK_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "support/diagnostics.h"

typedef enum pm_finding_format { PM_FINDINGS_TEXT, PM_FINDINGS_JSON, PM_FINDINGS_GITHUB } pm_finding_format;

typedef struct pm_finding_options {
    pm_finding_format format;
    const char *const *disabled; /* codes that are left out, ended by NULL; or NULL */
    bool quiet;                  /* errors only, no count */
} pm_finding_options;

typedef struct pm_list_count {
    size_t lists, papers;
} pm_list_count;

/* Prints the findings in source order, and a count. True when one of at least the severity `bad` was among
 * them. */
bool pm_findings_print(pm_diagnostics *diagnostics, const pm_finding_options *options, pm_list_count lists,
                       pm_severity bad);

#endif
