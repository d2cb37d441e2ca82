/*
 * Titles that are nearly the same: but for case and punctuation, or but for one letter.
 *
 * A title's key (title_key.h) is its letters and digits in small form. Equal keys are found by one hash map.
 * For typos, every key is filed under the hashes of all its one-letter deletions and its own: two keys that
 * are one inserted, deleted, replaced letter or one swap of neighbours apart share such a hash (the idea of
 * SymSpell, W. Garbe 2012). A polynomial hash gives each deletion in constant time, so all is linear in the
 * titles' length.
 *
 * What differs in numbers ("Part 1", "Part II", "GPT-3", "Model A") are different papers: digits are never
 * deleted, and a difference in a word that is one letter or a Roman numeral does not count.
 */
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/checks_rules.h"
#include "taxonomy/title_key.h"

enum {
    SHORTEST_KEY = 10,
    LONGEST_KEY = 400
}; /* in characters: shorter names differ by a letter with reason */

enum { FIRST_IDEOGRAPH = 0x2E80 };

/* A paper's title. */
typedef struct key {
    const pm_node *paper;
    pm_title_key title;
} key;

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

/* --- one letter --- */

/* What a slip of the hand may change: no digit, and no ideograph, which is a word. 0: nothing stands there.
 */
static bool is_letter(uint32_t c)
{
    return !pm_title_key_is_digit(c) && c < FIRST_IDEOGRAPH;
}

static bool ends_alike(const pm_title_key *a, size_t i, const pm_title_key *b, size_t j)
{
    return a->length - i == b->length - j &&
           memcmp(a->characters + i, b->characters + j, (a->length - i) * sizeof *a->characters) == 0;
}

/* Whether one letter inserted, deleted, replaced or swapped with its neighbour makes `b` of `a`, as a slip of
 * the hand would. */
static bool is_typo(const pm_title_key *a, const pm_title_key *b)
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
    return !pm_title_key_counts_at(a, i) && !pm_title_key_counts_at(b, i);
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

static void report(const finder *f, const pm_node *paper, const pm_node *other, const char *how)
{
    pm_check_report(f->check, PM_RULE_SIMILAR_TITLE, paper->at,
                    "the title is that of line %u but for %s: \"%.120s\"", other->at.line, how, other->name);
    pm_hint(f->check->diagnostics, "if it is the same paper, write its title the same way");
}

/* A key that is being filed. */
typedef struct filing {
    finder *finder;
    size_t number;
    bool is_told;
} filing;

static void file_variant(uint64_t hash, void *context)
{
    filing *now = context;
    const key *k = &now->finder->keys[now->number], *near = file_hash(now->finder, hash, now->number);
    if (!near || near == k || now->is_told || !is_typo(&k->title, &near->title)) return;
    report(now->finder, k->paper, near->paper, "one letter");
    now->is_told = true;
}

/* Files the key and all its deletions; reports it once when a key filed before is a typo away. */
static void file_key(finder *f, size_t number)
{
    filing now = { f, number, false };
    pm_title_key_visit_deletions(&f->keys[number].title, file_variant, &now);
}

static void find_typos(finder *f)
{
    size_t total = 0;
    for (size_t i = 0; i < f->key_count; i++)
        total += f->keys[i].title.length + 1;
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
    key k = { paper, pm_title_key_make(f->arena, paper->name) };
    if (k.title.length == 0) return;
    void **place = pm_text_map_at(by_key, NULL, pm_title_key_text(f->arena, &k.title));
    const pm_node *first = *place;
    if (first) {
        report(f, paper, first, "case and punctuation");
        return;
    }
    *place = paper;
    if (k.title.length < SHORTEST_KEY || k.title.length > LONGEST_KEY) return;
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
