/*
 * What tells a title apart: its letters and digits in small form. Titles that differ in case, punctuation or
 * compatibility forms ("ﬁ") have equal keys.
 */
#ifndef PM_TAXONOMY_TITLE_KEY_H
#define PM_TAXONOMY_TITLE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/arena.h"

typedef struct pm_title_key {
    uint32_t *characters;
    size_t *word_of; /* for each character, the number of its word in the title; numbers rise, with gaps */
    size_t length;
} pm_title_key;

/* The key of a title (valid UTF-8). Digits that something stands between stay apart by a dot: "1.5" is not
 * "15". */
pm_title_key pm_title_key_make(pm_arena *arena, const char *title);

/* The key as a text, UTF-8. */
const char *pm_title_key_text(pm_arena *arena, const pm_title_key *key);

/* Whether the word around a character is a number in disguise: one letter, or a Roman numeral. */
bool pm_title_key_counts_at(const pm_title_key *key, size_t at);

bool pm_title_key_is_digit(uint32_t character);

/* Calls `each` with a hash of the key and with those of all keys that one character less makes of it; digits
 * are never left out. Keys that are one inserted, deleted, replaced or swapped letter apart share a hash (the
 * idea of SymSpell, W. Garbe 2012). */
void pm_title_key_visit_deletions(const pm_title_key *key, void (*each)(uint64_t hash, void *context),
                                  void *context);

#endif
