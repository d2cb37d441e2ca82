/*
 * Which papers of two lists are the same.
 *
 * Equal titles are found by a hash map. What is left is filed under features: the title's key, the key less
 * one letter, less one word, its beginning and its end, the abbreviation, every address. Papers of both lists
 * that share a feature are candidates, which the likeness of their titles (Dice's coefficient of letter
 * pairs) or a shared address confirms; the best come first. A feature that many share says nothing and is
 * left out, which keeps the work near-linear. Titles that differ in numbers are different papers.
 */
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_match.h"
#include "taxonomy/title_key.h"

enum {
    MOST_SHARING = 24,  /* papers that may share a feature */
    LONGEST_KEY = 2000, /* characters of a title that are compared; beyond lies no title */
    WORDS_AT_END = 4    /* that make a beginning or an end a feature */
};

static const double near_enough = 0.8, near_with_other_address = 0.9, near_with_shared_abbr = 0.55;

typedef enum feature_kind { FEATURE_TITLE, FEATURE_ABBR, FEATURE_ADDRESS } feature_kind;

typedef struct feature {
    uint64_t hash;
    size_t paper;
    uint8_t side, kind;
} feature;

/* A paper that has no partner yet, as what likeness needs to know. */
typedef struct profile {
    pm_title_key key;
    uint64_t *pairs; /* of neighbouring letters, sorted */
    size_t pair_count;
    uint64_t numbers; /* a hash of all that counts in the title, in order */
    bool has_address;
} profile;

typedef struct pairing {
    size_t papers[2];
    bool shares_address, is_only; /* an address, and one that no other paper has */
    bool shares_abbr;
} pairing;

typedef struct finder {
    pm_matching *m;
    pm_arena *arena;
    profile *profiles[2];
    feature *features;
    size_t feature_count, feature_capacity;
    pairing *pairings;
    size_t pairing_count, pairing_capacity;
    uint8_t side; /* of the paper whose features are being filed */
    size_t paper;
} finder;

static const uint64_t fnv = 1099511628211u;

static uint64_t hash_bytes(uint64_t hash, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * fnv;
    return hash ^ hash >> 29;
}

static uint64_t hash_character(uint64_t hash, uint32_t c)
{
    hash = (hash ^ c) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static const pm_node *node_of(const pm_side *side, const pm_paper_of_list *paper)
{
    return side->items[paper->first_row].node;
}

/* --- equal titles --- */

static void match_equal_titles(pm_matching *m)
{
    pm_text_map *titles = pm_text_map_create();
    pm_side *before = &m->sides[PM_OLD], *after = &m->sides[PM_NEW];
    for (size_t i = 0; i < before->paper_count; i++)
        *pm_text_map_at(titles, NULL, before->papers[i].title) = &before->papers[i];
    for (size_t i = 0; i < after->paper_count; i++) {
        pm_paper_of_list *other = pm_text_map_get(titles, NULL, after->papers[i].title);
        if (!other) continue;
        other->partner = i;
        after->papers[i].partner = (size_t)(other - before->papers);
    }
    pm_text_map_destroy(titles);
}

/* --- features --- */

static void file_feature(finder *f, uint64_t hash, feature_kind kind)
{
    PM_RESERVE(f->features, f->feature_capacity, f->feature_count + 1);
    f->features[f->feature_count++] = (feature){ hash, f->paper, f->side, (uint8_t)kind };
}

static void file_deletion(uint64_t hash, void *context)
{
    file_feature(context, hash, FEATURE_TITLE);
}

/* The hashes of a key's words, in order. */
static size_t hash_words(finder *f, const pm_title_key *key, uint64_t **hashes)
{
    size_t count = 0;
    *hashes = PM_NEW_ARRAY(f->arena, uint64_t, key->length);
    for (size_t i = 0; i < key->length; i++) {
        if (!i || key->word_of[i] != key->word_of[i - 1]) (*hashes)[count++] = 7;
        (*hashes)[count - 1] = hash_character((*hashes)[count - 1], key->characters[i]);
    }
    return count;
}

/* The title less each word in turn, as sums, which need no order; its first words and its last. */
static void file_words(finder *f, const pm_title_key *key)
{
    uint64_t *words, sum = 0, first = 1, last = 2;
    size_t count = hash_words(f, key, &words);
    for (size_t i = 0; i < count; i++)
        sum += words[i];
    file_feature(f, hash_character(sum, 3), FEATURE_TITLE);
    for (size_t i = 0; i < count && count > 3; i++)
        file_feature(f, hash_character(sum - words[i], 3), FEATURE_TITLE);
    if (count < WORDS_AT_END) return;
    for (size_t i = 0; i < WORDS_AT_END; i++) {
        first = (first ^ words[i]) * fnv;
        last = (last ^ words[count - WORDS_AT_END + i]) * fnv;
    }
    file_feature(f, first, FEATURE_TITLE);
    file_feature(f, last, FEATURE_TITLE);
}

/* An address without what may differ: its scheme, "www.", a fragment, a last slash, and arXiv's version and
 * kind of file. Empty when it leads to no certain page. */
static size_t essence_of_address(const char *url, const char **start)
{
    const char *at = strstr(url, "://");
    if (!at) return 0;
    at += 3;
    if (strncmp(at, "www.", 4) == 0) at += 4;
    *start = at;
    const char *path = strchr(at, '/');
    size_t length = strcspn(at, "#");
    while (length && at[length - 1] == '/')
        length--;
    return path && (size_t)(path - at) + 4 < length ? length : 0;
}

static uint64_t hash_address(const char *at, size_t length)
{
    static const char arxiv[] = "arxiv.org/";
    if (length <= sizeof arxiv + 4 || strncmp(at, arxiv, sizeof arxiv - 1) != 0)
        return hash_bytes(11, at, length);
    const char *id = at + sizeof arxiv + 3; /* behind "abs/" or "pdf/" */
    size_t rest = length - (size_t)(id - at), digits = strspn(id, "0123456789.");
    while (digits && id[digits - 1] == '.')
        digits--; /* of ".pdf" */
    return hash_bytes(13, id, digits >= 9 && digits <= rest ? digits : rest);
}

static void file_addresses(finder *f, const pm_node *paper, profile *p)
{
    for (const pm_link *link = paper->links; link; link = link->next) {
        const char *start;
        size_t length = essence_of_address(link->url, &start);
        if (!length) continue;
        p->has_address = true;
        file_feature(f, hash_address(start, length), FEATURE_ADDRESS);
    }
}

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

static void file_pairs(finder *f, profile *p)
{
    const pm_title_key *key = &p->key;
    p->pairs = PM_NEW_ARRAY(f->arena, uint64_t, key->length);
    for (size_t i = 1; i < key->length; i++)
        p->pairs[p->pair_count++] = (uint64_t)key->characters[i - 1] << 32 | key->characters[i];
    qsort(p->pairs, p->pair_count, sizeof *p->pairs, compare_numbers);
    for (size_t i = 0; i < key->length; i++)
        if (pm_title_key_is_digit(key->characters[i]) ||
            (pm_title_key_counts_at(key, i) && key->characters[i] != 'a'))
            p->numbers = hash_character(p->numbers, key->characters[i]);
}

static void file_paper(finder *f, uint8_t side, size_t number)
{
    const pm_side *list = &f->m->sides[side];
    const pm_node *paper = node_of(list, &list->papers[number]);
    profile *p = &f->profiles[side][number];
    f->side = side;
    f->paper = number;
    p->key = pm_title_key_make(f->arena, paper->name);
    if (p->key.length > LONGEST_KEY) p->key.length = LONGEST_KEY;
    file_pairs(f, p);
    pm_title_key_visit_deletions(&p->key, file_deletion, f);
    file_words(f, &p->key);
    if (paper->abbr) file_feature(f, hash_bytes(17, paper->abbr, strlen(paper->abbr)), FEATURE_ABBR);
    file_addresses(f, paper, p);
}

/* --- candidates --- */

static int compare_features(const void *a, const void *b)
{
    const feature *left = a, *right = b;
    if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
    if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
    if (left->side != right->side) return left->side < right->side ? -1 : 1;
    return left->paper < right->paper ? -1 : left->paper > right->paper;
}

/* A paper may have a feature twice. */
static size_t drop_repeats(feature *features, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || compare_features(&features[kept - 1], &features[i]) != 0) features[kept++] = features[i];
    return kept;
}

/* Pairs those of the old list with those of the new one that share a feature: `count` papers, the old ones
 * first. */
static void pair_sharers(finder *f, const feature *sharers, size_t count)
{
    size_t old = 0;
    while (old < count && sharers[old].side == PM_OLD)
        old++;
    for (size_t i = 0; i < old; i++)
        for (size_t k = old; k < count; k++) {
            PM_RESERVE(f->pairings, f->pairing_capacity, f->pairing_count + 1);
            bool is_address = sharers->kind == FEATURE_ADDRESS;
            f->pairings[f->pairing_count++] = (pairing){ { sharers[i].paper, sharers[k].paper },
                                                         .shares_address = is_address,
                                                         .is_only = is_address && count == 2,
                                                         .shares_abbr = sharers->kind == FEATURE_ABBR };
        }
}

static void pair_all(finder *f)
{
    qsort(f->features, f->feature_count, sizeof *f->features, compare_features);
    f->feature_count = drop_repeats(f->features, f->feature_count);
    for (size_t first = 0, i = 1; i <= f->feature_count; i++) {
        if (i < f->feature_count && f->features[i].hash == f->features[first].hash &&
            f->features[i].kind == f->features[first].kind)
            continue;
        if (i - first <= MOST_SHARING) pair_sharers(f, f->features + first, i - first);
        first = i;
    }
}

static int compare_pairings(const void *a, const void *b)
{
    const pairing *left = a, *right = b;
    for (int side = 0; side < 2; side++)
        if (left->papers[side] != right->papers[side])
            return left->papers[side] < right->papers[side] ? -1 : 1;
    return 0;
}

/* Makes one pairing of all that two papers share. */
static void unite_pairings(finder *f)
{
    size_t kept = 0;
    if (!f->pairing_count) return;
    qsort(f->pairings, f->pairing_count, sizeof *f->pairings, compare_pairings);
    for (size_t i = 1; i < f->pairing_count; i++) {
        pairing *last = &f->pairings[kept], *next = &f->pairings[i];
        if (compare_pairings(last, next) != 0) {
            f->pairings[++kept] = *next;
            continue;
        }
        last->shares_address |= next->shares_address;
        last->is_only |= next->is_only;
        last->shares_abbr |= next->shares_abbr;
    }
    f->pairing_count = kept + 1;
}

/* Twice the common pairs of letters by all pairs: 1 for equal keys, 0 for nothing in common. */
static double likeness(const profile *a, const profile *b)
{
    size_t common = 0;
    for (size_t i = 0, k = 0; i < a->pair_count && k < b->pair_count;) {
        int order = compare_numbers(&a->pairs[i], &b->pairs[k]);
        common += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    size_t all = a->pair_count + b->pair_count;
    return all ? 2.0 * (double)common / (double)all : a->key.length == b->key.length;
}

/* 0: not the same paper. */
static double judge(const finder *f, const pairing *pair)
{
    const profile *a = &f->profiles[PM_OLD][pair->papers[PM_OLD]],
                  *b = &f->profiles[PM_NEW][pair->papers[PM_NEW]];
    double alike = likeness(a, b);
    bool same_numbers = a->numbers == b->numbers;
    if (pair->is_only || (pair->shares_address && alike >= near_with_shared_abbr)) return 1 + alike;
    double enough = a->has_address && b->has_address ? near_with_other_address : near_enough;
    if (pair->shares_abbr) enough = near_with_shared_abbr;
    return same_numbers && alike >= enough ? alike : 0;
}

static int compare_candidates(const void *a, const void *b)
{
    const pm_candidate *left = a, *right = b;
    if (left->rank != right->rank) return left->rank < right->rank ? -1 : 1;
    if (left->score < right->score || left->score > right->score) return left->score > right->score ? -1 : 1;
    size_t sums[2] = { left->numbers[0] + left->numbers[1], right->numbers[0] + right->numbers[1] };
    if (sums[0] != sums[1]) return sums[0] < sums[1] ? -1 : 1;
    size_t gaps[2];
    for (int i = 0; i < 2; i++) {
        const pm_candidate *c = i ? right : left;
        gaps[i] =
            c->numbers[0] > c->numbers[1] ? c->numbers[0] - c->numbers[1] : c->numbers[1] - c->numbers[0];
    }
    if (gaps[0] != gaps[1]) return gaps[0] < gaps[1] ? -1 : 1;
    /* What is left are (a, b) and (b, a), which have no part in common. */
    return left->numbers[0] < right->numbers[0] ? -1 : left->numbers[0] > right->numbers[0];
}

void pm_candidates_sort(pm_candidate *candidates, size_t count)
{
    if (count) qsort(candidates, count, sizeof *candidates, compare_candidates);
}

static void choose_pairings(finder *f)
{
    pm_candidate *candidates = pm_calloc(f->pairing_count, sizeof *candidates);
    size_t count = 0;
    for (size_t i = 0; i < f->pairing_count; i++) {
        const pairing *pair = &f->pairings[i];
        double score = judge(f, pair);
        if (score > 0) candidates[count++] = (pm_candidate){ { pair->papers[0], pair->papers[1] }, score, 0 };
    }
    pm_candidates_sort(candidates, count);
    for (size_t i = 0; i < count; i++) {
        pm_paper_of_list *before = &f->m->sides[PM_OLD].papers[candidates[i].numbers[PM_OLD]],
                         *after = &f->m->sides[PM_NEW].papers[candidates[i].numbers[PM_NEW]];
        if (before->partner != PM_NONE || after->partner != PM_NONE) continue;
        before->partner = candidates[i].numbers[PM_NEW];
        after->partner = candidates[i].numbers[PM_OLD];
    }
    free(candidates);
}

static bool has_single(const pm_side *side)
{
    for (size_t i = 0; i < side->paper_count; i++)
        if (side->papers[i].partner == PM_NONE) return true;
    return false;
}

void pm_match_papers(pm_matching *m)
{
    match_equal_titles(m);
    if (!has_single(&m->sides[PM_OLD]) || !has_single(&m->sides[PM_NEW])) return;
    finder f = { .m = m, .arena = pm_arena_create() };
    for (uint8_t side = 0; side < 2; side++) {
        const pm_side *list = &m->sides[side];
        f.profiles[side] = PM_NEW_ARRAY(f.arena, profile, list->paper_count);
        for (size_t i = 0; i < list->paper_count; i++)
            if (list->papers[i].partner == PM_NONE) file_paper(&f, side, i);
    }
    if (f.feature_count) pair_all(&f);
    unite_pairings(&f);
    choose_pairings(&f);
    free(f.features);
    free(f.pairings);
    pm_arena_destroy(f.arena);
}
