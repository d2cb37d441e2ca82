/*
 * One style file's keys, put where the table of keys says (style_fields.h).
 */
#ifndef PM_STYLE_STYLE_KEYS_H
#define PM_STYLE_STYLE_KEYS_H

#include "style/style.h"
#include "support/yaml.h"

/* What is being read. */
typedef struct pm_style_reader {
    pm_arena *arena; /* the style's */
    pm_diagnostics *diagnostics;
    const pm_source *source;
    pm_style *style;
} pm_style_reader;

/* The style that all others build on. */
extern const char pm_base_style[];

/* Puts the values of a file's document over those that the style has, with an error for every mistake. */
void pm_style_read_keys(pm_style_reader *reader, const pm_yaml *document);

/* Nothing stands in for a key that the base style leaves out: an error for each. */
void pm_style_require_all_keys(const pm_style_reader *reader, const pm_yaml *document);

#endif
