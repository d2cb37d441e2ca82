/*
 * From a YAML tree to a taxonomy, mistakes and all: what the checks and the reader share.
 */
#ifndef PM_TAXONOMY_YAML_READER_H
#define PM_TAXONOMY_YAML_READER_H

#include "support/yaml.h"
#include "taxonomy/taxonomy.h"

enum { PM_YAML_LEVELS_PER_GROUP = 4 }; /* how deep groups may nest: limits->depth by this */

/* Builds what can be built and adds errors for the rest: never NULL, perhaps empty. Papers without a title
 * are there with the name "". The caller destroys it; `root` may go before it, `source` may not. */
pm_taxonomy *pm_taxonomy_salvage_yaml(const pm_yaml *root, const pm_source *source,
                                      const pm_yaml_limits *limits, pm_diagnostics *diagnostics);

#endif
