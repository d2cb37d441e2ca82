/*
 * Titles that are nearly the same: but for case and punctuation, or but for one letter.
 *
 * A title's key is its letters and digits in small form. Equal keys are found by one hash map. For typos,
 * every key is filed under the hashes of all its one-letter deletions and its own: two keys that are one
 * inserted, deleted, replaced letter or one swap of neighbours apart share such a hash (the idea of SymSpell,
 * W. Garbe 2012). A polynomial hash gives each deletion in constant time, so all is linear in the titles'
 * length.
 *
 * What differs in numbers ("Part 1", "Part II", "GPT-3", "Model A") are different papers: digits are never
 * deleted, and a difference in a word that is one letter or a Roman numeral does not count.
 */
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "support/memory.h"
#include "support/utf8.h"
#include "taxonomy/checks_rules.h"

enum {
    SHORTEST_KEY = 10,
    LONGEST_KEY = 400
}; /* in characters: shorter names differ by a letter with reason */

typedef struct key {
    const pm_node *paper;
    uint32_t *characters;
    size_t *word_of; /* for each character, the number of its word in the title */
    size_t length;
} key;

enum { FIRST_IDEOGRAPH = 0x2E80 };

/* Which key was filed first under a hash; free when `owner` is 0, else the key's number + 1. */
typedef struct filed {
    uint64_t hash;
    size_t owner;
} filed;

typedef struct finder {
    const pm_check *check;
    pm_arena *arena;
    key *keys;
    size_t key_count, key_capacity;
    filed *table;
    size_t mask;
} finder;

static const uint64_t base = 0x9E3779B97F4A7C15u; /* odd, without a pattern */

/* --- keys --- */

static bool is_digit(uint32_t c)
{
    return g_unichar_isdigit(c);
}

/* What a slip of the hand may change: no digit, and no ideograph, which is a word. 0: nothing stands there.
 */
static bool is_letter(uint32_t c)
{
    return !is_digit(c) && c < FIRST_IDEOGRAPH;
}

/* What tells titles apart: letters, digits, marks on them, and the signs of "C++" and "C#". */
static bool is_significant(uint32_t c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '+' || c == '#';
}

/* The title's significant characters in small form, ligatures and other compatibility forms opened. Digits
 * that something stands between stay apart: "1.5" is not "15". */
static key make_key(pm_arena *arena, const pm_node *paper)
{
    key k = { .paper = paper };
    char *plain = g_utf8_normalize(paper->name, -1, G_NORMALIZE_ALL_COMPOSE);
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
        if (k.length && is_digit(c) && is_digit(before) && k.word_of[k.length - 1] != word) {
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

static const char *key_text(pm_arena *arena, const key *k)
{
    char *text = pm_arena_alloc(arena, k->length * 4 + 1), *out = text;
    for (size_t i = 0; i < k->length; i++)
        out += pm_utf8_encode(k->characters[i], out);
    *out = '\0';
    return text;
}

/* --- one letter --- */

/* Whether the word around a character of a key is a number in disguise: one letter, or a Roman numeral. */
static bool is_counting_word(const key *k, size_t at)
{
    if (at >= k->length) return false;
    size_t first = at, last = at;
    while (first > 0 && k->word_of[first - 1] == k->word_of[at])
        first--;
    while (last + 1 < k->length && k->word_of[last + 1] == k->word_of[at])
        last++;
    bool is_roman = true;
    for (size_t i = first; i <= last && is_roman; i++)
        is_roman = k->characters[i] == 'i' || k->characters[i] == 'v' || k->characters[i] == 'x';
    return is_roman || first == last;
}

static bool ends_alike(const key *a, size_t i, const key *b, size_t j)
{
    return a->length - i == b->length - j &&
           memcmp(a->characters + i, b->characters + j, (a->length - i) * sizeof *a->characters) == 0;
}

/* Whether one letter inserted, deleted, replaced or swapped with its neighbour makes `b` of `a`, as a slip of
 * the hand would. */
static bool is_typo(const key *a, const key *b)
{
    size_t i = 0;
    while (i < a->length && i < b->length && a->characters[i] == b->characters[i])
        i++;
    uint32_t left = i < a->length ? a->characters[i] : 0, right = i < b->length ? b->characters[i] : 0;
    bool swapped = i + 1 < a->length && i + 1 < b->length && left == b->characters[i + 1] &&
                   right == a->characters[i + 1] && ends_alike(a, i + 2, b, i + 2);
    bool is_near = swapped || (left && right && ends_alike(a, i + 1, b, i + 1)) ||
                   (left && ends_alike(a, i + 1, b, i)) || (right && ends_alike(a, i, b, i + 1));
    if (!is_near || !is_letter(left) || !is_letter(right)) return false;
    return !is_counting_word(a, i) && !is_counting_word(b, i);
}

/* The first key filed under the hash; files `owner` when there is none. */
static const key *file_hash(finder *f, uint64_t hash, size_t owner)
{
    size_t i = (size_t)(hash ^ hash >> 32) & f->mask;
    while (f->table[i].owner && f->table[i].hash != hash)
        i = (i + 1) & f->mask;
    if (f->table[i].owner) return &f->keys[f->table[i].owner - 1];
    f->table[i] = (filed){ hash, owner + 1 };
    return NULL;
}

static uint64_t letter_hash(uint32_t c)
{
    uint64_t hash = (c + 1) * 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 29;
}

static void report(const finder *f, const pm_node *paper, const pm_node *other, const char *how)
{
    pm_check_report(f->check, PM_RULE_SIMILAR_TITLE, paper->at,
                    "the title is that of line %u but for %s: \"%.120s\"", other->at.line, how, other->name);
    pm_hint(f->check->diagnostics, "if it is the same paper, write its title the same way");
}

/* Files the key and all its deletions; reports it once when a key filed before is a typo away. */
static void file_key(finder *f, size_t number)
{
    const key *k = &f->keys[number];
    uint64_t behind = 0, power = 1; /* of the characters behind the deleted one */
    uint64_t *before = pm_calloc(k->length + 1, sizeof *before);
    for (size_t i = 0; i < k->length; i++)
        before[i + 1] = before[i] * base + letter_hash(k->characters[i]);
    const key *near = file_hash(f, before[k->length], number);
    bool is_told = near && is_typo(k, near);
    if (is_told) report(f, k->paper, near->paper, "one letter");
    for (size_t i = k->length; i-- > 0;) {
        if (!is_digit(k->characters[i])) {
            near = file_hash(f, before[i] * power + behind, number);
            if (near && near != k && !is_told && is_typo(k, near)) {
                report(f, k->paper, near->paper, "one letter");
                is_told = true;
            }
        }
        behind += letter_hash(k->characters[i]) * power;
        power *= base;
    }
    free(before);
}

static void find_typos(finder *f)
{
    size_t total = 0;
    for (size_t i = 0; i < f->key_count; i++)
        total += f->keys[i].length + 1;
    f->mask = 63;
    while (f->mask < total * 2)
        f->mask = f->mask * 2 + 1;
    f->table = pm_calloc(f->mask + 1, sizeof *f->table);
    for (size_t i = 0; i < f->key_count; i++)
        file_key(f, i);
    free(f->table);
}

/* --- all titles --- */

/* Compares a title that was not seen before with others of its key; a new key is kept for the search for
 * typos. */
static void add_title(finder *f, pm_text_map *by_key, pm_node *paper)
{
    key k = make_key(f->arena, paper);
    if (k.length == 0) return;
    void **place = pm_text_map_at(by_key, NULL, key_text(f->arena, &k));
    const pm_node *first = *place;
    if (first) {
        report(f, paper, first, "case and punctuation");
        return;
    }
    *place = paper;
    if (k.length < SHORTEST_KEY || k.length > LONGEST_KEY) return;
    PM_RESERVE(f->keys, f->key_capacity, f->key_count + 1);
    f->keys[f->key_count++] = k;
}

void pm_check_similar_titles(const pm_check *check)
{
    finder f = { .check = check, .arena = pm_arena_create() };
    pm_text_map *titles = pm_text_map_create(), *by_key = pm_text_map_create();
    pm_node *root = check->taxonomy->root;
    for (pm_node *node = root; node; node = pm_node_after(node, root)) {
        if (node->kind != PM_NODE_PAPER || !*node->name) continue;
        void **seen = pm_text_map_at(titles, NULL, node->name);
        if (!*seen) add_title(&f, by_key, node);
        *seen = node;
    }
    if (f.key_count) find_typos(&f);
    pm_text_map_destroy(titles);
    pm_text_map_destroy(by_key);
    pm_arena_destroy(f.arena);
    free(f.keys);
}
