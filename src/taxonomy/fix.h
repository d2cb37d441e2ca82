/*
 * Mending what is safe to mend in a YAML list: wrong character set, ligatures, form NFC, stray spaces.
 */
#ifndef PM_TAXONOMY_FIX_H
#define PM_TAXONOMY_FIX_H

#include <stdbool.h>

#include "support/diagnostics.h"
#include "support/yaml.h"

/* Appends the source with its texts mended; every byte outside them stays: comments, quotes, layout. Adds a
 * note for each text that was mended, on behalf of `fixed`, the source that the caller will make of `out`
 * (lines are the same). What cannot be mended without a change of layout or meaning stays as it is. False,
 * with nothing appended, when the source is no YAML or has nothing to mend. */
bool pm_fix_yaml(const pm_source *source, const pm_source *fixed, pm_strbuf *out,
                 pm_diagnostics *diagnostics);

/* The same within limits that are not the default ones. */
bool pm_fix_yaml_within(const pm_source *source, const pm_yaml_limits *limits, const pm_source *fixed,
                        pm_strbuf *out, pm_diagnostics *diagnostics);

#endif
