/*
 * What a map tells by colour, size and marks: for a whole list, which entry of the legend each paper belongs
 * to, and what hue that has. Made once for all pages of a deck, so that colours mean the same on each.
 */
#ifndef PM_GRAPH_ENCODING_H
#define PM_GRAPH_ENCODING_H

#include "style/style.h"
#include "taxonomy/taxonomy.h"
#include "taxonomy/when.h"

/* Distinct colours that a reader can keep apart; more years share one, rarer venues are "other". */
enum { PM_ENCODING_STEPS = 8, PM_ENCODING_SIZES = 4 };

/* How marks are drawn where a style has patterns: whole, in the patterns of the venues, and of what has none.
 */
enum { PM_PATTERN_WHOLE = 0, PM_PATTERN_NONE = 5 };

typedef struct pm_encoding_entry {
    const char *label; /* "2023", "2019-2020", "ICML", "no year" */
    pm_hue hue;
    size_t pattern; /* up to PM_PATTERN_NONE */
} pm_encoding_entry;

typedef struct pm_encoding pm_encoding;

/* The encoding of a list in a style: both must outlive it, it lives in the arena. NULL when the style asks
 * for nothing but categories. */
const pm_encoding *pm_encoding_make(const pm_taxonomy *taxonomy, const pm_style *style, pm_when now,
                                    pm_arena *arena);

/* The entries in the legend's order; none when colours tell categories. */
size_t pm_encoding_count(const pm_encoding *encoding);
const pm_encoding_entry *pm_encoding_entry_at(const pm_encoding *encoding, size_t entry);

/* The entry of a paper. Only where there are entries. */
size_t pm_encoding_entry_of(const pm_encoding *encoding, const pm_node *paper);

/* How far a node's text is to be enlarged, in steps from 0 to PM_ENCODING_SIZES - 1. */
size_t pm_encoding_size_of(const pm_encoding *encoding, const pm_node *node);

bool pm_encoding_is_new(const pm_encoding *encoding, const pm_node *paper);

/* The first month that counts as new: "2026-03". NULL when none does. */
const char *pm_encoding_new_since(const pm_encoding *encoding);

#endif
