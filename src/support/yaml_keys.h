/*
 * Mappings with known keys, read by tables: each row has a key and the function that reads its value.
 * Whatever is wrong is told with its place, and reading goes on, so that one run tells all.
 */
#ifndef PM_SUPPORT_YAML_KEYS_H
#define PM_SUPPORT_YAML_KEYS_H

#include "support/yaml.h"

/* What the functions of a table work with. */
typedef struct pm_yaml_reader {
    const pm_source *source;
    pm_arena *arena; /* texts that are kept live here */
    pm_diagnostics *diagnostics;
    void *target; /* what is being filled in: the table's business */
} pm_yaml_reader;

typedef struct pm_yaml_key {
    const char *key; /* NULL ends a table */
    void (*read)(pm_yaml_reader *reader, const pm_yaml *value);
} pm_yaml_key;

/* Reads every key of the mapping (nothing: an empty one) that stands in the table; another is an error.
 * `what` is the mapping in messages: "readme". */
void pm_yaml_read_keys(pm_yaml_reader *reader, const char *what, const pm_yaml *mapping,
                       const pm_yaml_key *known);

/* The row of a key, NULL when the table has none. */
const pm_yaml_key *pm_yaml_find_key(const pm_yaml_key *known, const char *key);

/* A text that is not empty, copied to the arena; NULL after an error. */
const char *pm_yaml_read_text(pm_yaml_reader *reader, const char *what, const pm_yaml *value);

/* Errors: "WHAT is a list: it must be EXPECTED"; "unknown WHAT "word"" with the word that was meant; the same
 * for a key. `words` end with NULL. */
void pm_yaml_wrong_shape(pm_yaml_reader *reader, const pm_yaml *found, const char *what,
                         const char *expected);
void pm_yaml_wrong_word(pm_yaml_reader *reader, const pm_yaml *found, const char *what,
                        const char *const *words);
void pm_yaml_unknown_key(pm_yaml_reader *reader, const pm_yaml *key, const char *const *words);

#endif
