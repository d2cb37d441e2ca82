/*
 * Reading a taxonomy from a source: one function per format, all alike.
 *
 * Each returns a finished taxonomy that the caller destroys, or NULL with errors added. `source` must
 * outlive the taxonomy. Warnings alone do not fail.
 */
#ifndef PM_TAXONOMY_READER_H
#define PM_TAXONOMY_READER_H

#include "support/yaml.h"
#include "taxonomy/taxonomy.h"

/* The contract's YAML, flat or tree form (docs/FORMAT.md). */
pm_taxonomy *pm_taxonomy_read_yaml(const pm_source *source, pm_diagnostics *diagnostics);

/* The same within limits that are not the default ones; groups may nest a quarter as deep as the YAML. */
pm_taxonomy *pm_taxonomy_read_yaml_within(const pm_source *source, const pm_yaml_limits *limits,
                                          pm_diagnostics *diagnostics);

/* A paper list in Markdown (docs/MARKDOWN.md). */
pm_taxonomy *pm_taxonomy_read_markdown(const pm_source *source, pm_diagnostics *diagnostics);

#endif
