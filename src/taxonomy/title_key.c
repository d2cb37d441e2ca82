/*
 * Keys of titles. A polynomial hash gives each deletion in constant time.
 */
#include "taxonomy/title_key.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "support/memory.h"
#include "support/utf8.h"

static const uint64_t base = 0x9E3779B97F4A7C15u; /* odd, without a pattern */

bool pm_title_key_is_digit(uint32_t character)
{
    return g_unichar_isdigit(character);
}

/* Letters, digits, marks on them, and the signs of "C++" and "C#". */
static bool is_significant(uint32_t c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '+' || c == '#';
}

pm_title_key pm_title_key_make(pm_arena *arena, const char *title)
{
    pm_title_key k = { NULL, NULL, 0 };
    char *plain = g_utf8_normalize(title, -1, G_NORMALIZE_ALL_COMPOSE);
    const char *at = plain ? plain : "", *end = at + strlen(at);
    size_t count = pm_utf8_count(at, (size_t)(end - at)), word = 0;
    k.characters = PM_NEW_ARRAY(arena, uint32_t, count);
    k.word_of = PM_NEW_ARRAY(arena, size_t, count);
    for (uint32_t before = 0; at < end;) {
        uint32_t c = pm_utf8_next(&at, end);
        if (!is_significant(c)) {
            word++;
            continue;
        }
        if (k.length && pm_title_key_is_digit(c) && pm_title_key_is_digit(before) &&
            k.word_of[k.length - 1] != word) {
            k.word_of[k.length] = word;
            k.characters[k.length++] = '.';
        }
        k.word_of[k.length] = word;
        k.characters[k.length++] = g_unichar_tolower(c);
        before = c;
    }
    g_free(plain);
    return k;
}

const char *pm_title_key_text(pm_arena *arena, const pm_title_key *key)
{
    char *text = pm_arena_alloc(arena, key->length * 4 + 1), *out = text;
    for (size_t i = 0; i < key->length; i++)
        out += pm_utf8_encode(key->characters[i], out);
    *out = '\0';
    return text;
}

bool pm_title_key_counts_at(const pm_title_key *key, size_t at)
{
    if (at >= key->length) return false;
    size_t first = at, last = at;
    while (first > 0 && key->word_of[first - 1] == key->word_of[at])
        first--;
    while (last + 1 < key->length && key->word_of[last + 1] == key->word_of[at])
        last++;
    bool is_roman = true;
    for (size_t i = first; i <= last && is_roman; i++)
        is_roman = key->characters[i] == 'i' || key->characters[i] == 'v' || key->characters[i] == 'x';
    return is_roman || first == last;
}

static uint64_t character_hash(uint32_t c)
{
    uint64_t hash = ((uint64_t)c + 1) * 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 29;
}

void pm_title_key_visit_deletions(const pm_title_key *key, void (*each)(uint64_t hash, void *context),
                                  void *context)
{
    uint64_t behind = 0, power = 1; /* of the characters behind the deleted one */
    uint64_t *before = pm_calloc(key->length + 1, sizeof *before);
    for (size_t i = 0; i < key->length; i++)
        before[i + 1] = before[i] * base + character_hash(key->characters[i]);
    each(before[key->length], context);
    for (size_t i = key->length; i-- > 0;) {
        if (!pm_title_key_is_digit(key->characters[i])) each(before[i] * power + behind, context);
        behind += character_hash(key->characters[i]) * power;
        power *= base;
    }
    free(before);
}
