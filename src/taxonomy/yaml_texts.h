/*
 * Every text of a YAML document once, in the order in which they are written.
 */
#ifndef PM_TAXONOMY_YAML_TEXTS_H
#define PM_TAXONOMY_YAML_TEXTS_H

#include "support/yaml.h"

typedef struct pm_yaml_texts {
    const pm_yaml **all; /* the caller frees it with free() */
    size_t count, capacity;
} pm_yaml_texts;

/* Keys and values; what an alias repeats is there once, where it is written. */
pm_yaml_texts pm_yaml_texts_in_order(const pm_yaml *root);

#endif
