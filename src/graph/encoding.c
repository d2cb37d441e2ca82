/*
 * Years become at most PM_ENCODING_STEPS spans of equal length, which end with the newest; what few papers
 * are much older share the first. Venues are counted by series, and the most frequent get the style's hues.
 */
#include "graph/encoding.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "style/mix.h"
#include "support/memory.h"
#include "support/text_map.h"

struct pm_encoding {
    pm_arena *arena;
    const pm_encoding_style *style;
    pm_encoding_entry *entries;
    size_t count;
    int first_year, span; /* of the second entry of years, and the length of all but the first */
    bool has_none;        /* the last entry is for what has none */
    const char *series[PM_ENCODING_STEPS]; /* the keys of the first entries */
    size_t series_count;
    bool by_venue;
    pm_when now;
    double least, most; /* of what sizes tell */
};

/* --- years --- */

static int compare_years(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

/* The years of all papers, sorted; their number in `*count`. */
static int *sorted_years(const pm_taxonomy *taxonomy, size_t *count, size_t *without)
{
    int *years = pm_calloc(taxonomy->root->entry_count + 1, sizeof *years);
    *count = *without = 0;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        pm_when when;
        if (node->kind != PM_NODE_PAPER) continue;
        if (pm_when_parse(node->year, &when))
            years[(*count)++] = when.year;
        else
            ++*without;
    }
    if (*count) qsort(years, *count, sizeof *years, compare_years);
    return years;
}

static pm_encoding_entry *add_entry(pm_encoding *e, const char *label, pm_hue hue)
{
    pm_encoding_entry *entry = &e->entries[e->count];
    *entry = (pm_encoding_entry){ label, hue, PM_PATTERN_WHOLE };
    e->count++;
    return entry;
}

/* For what has none: the same hue, its marks as faint as its lines. */
static pm_hue faint(pm_hue hue)
{
    hue.roles[PM_COLOUR_SOLID] = hue.roles[PM_COLOUR_LINE];
    return hue;
}

static const char *span_label(const pm_encoding *e, int first, int last, bool is_open)
{
    if (is_open) return pm_arena_printf(e->arena, "\xE2\x80\x93%d", last); /* "-2015": and before */
    if (first == last) return pm_arena_printf(e->arena, "%d", first);
    return pm_arena_printf(e->arena, "%d\xE2\x80\x93%d", first, last);
}

static void make_years(pm_encoding *e, const pm_taxonomy *taxonomy)
{
    size_t count, without;
    int *years = sorted_years(taxonomy, &count, &without);
    e->entries = PM_NEW_ARRAY(e->arena, pm_encoding_entry, PM_ENCODING_STEPS + 1);
    if (count) {
        int newest = years[count - 1], oldest = years[0], early = years[count / 20];
        int low = newest - oldest < PM_ENCODING_STEPS ? oldest : early;
        e->span = (newest - low) / PM_ENCODING_STEPS + 1;
        int steps = (newest - low) / e->span + 1;
        int first = newest - steps * e->span + 1; /* of the first entry */
        e->first_year = first + e->span;
        for (int i = 0; i < steps; i++) {
            double t = steps > 1 ? (double)i / (steps - 1) : 1;
            int from = first + i * e->span;
            bool is_open = i == 0 && oldest < from;
            from = i == 0 && oldest > from ? oldest : from;
            add_entry(e, span_label(e, from, first + (i + 1) * e->span - 1, is_open),
                      pm_palette_mix(&e->style->ramp, t));
        }
    }
    e->has_none = without > 0;
    if (without) add_entry(e, "no year", faint(e->style->other))->pattern = PM_PATTERN_NONE;
    free(years);
}

static size_t entry_of_year(const pm_encoding *e, const pm_node *paper)
{
    pm_when when;
    if (!pm_when_parse(paper->year, &when)) return e->count - 1;
    if (when.year < e->first_year) return 0;
    return (size_t)((when.year - e->first_year) / e->span) + 1;
}

/* --- venues --- */

typedef struct series {
    const char *name, *key;
    size_t count, order;
} series;

static char *key_of(pm_arena *arena, const char *name)
{
    char *key = pm_arena_strdup(arena, name);
    for (char *c = key; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return key;
}

static int by_frequency(const void *a, const void *b)
{
    const series *left = *(const series *const *)a, *right = *(const series *const *)b;
    if (left->count != right->count) return left->count < right->count ? 1 : -1;
    return (left->order > right->order) - (left->order < right->order);
}

/* "CVPRW" belongs to "CVPR" where the list has that, too. */
static series *find_main(const pm_text_map *known, pm_arena *arena, const series *one)
{
    size_t length = strlen(one->key);
    if (length < 4 || one->key[length - 1] != 'w') return NULL;
    return pm_text_map_get(known, NULL, pm_arena_strndup(arena, one->key, length - 1));
}

/* The series that take a hue: the most frequent, of those that stand more than once where not all have one.
 */
static void choose_series(pm_encoding *e, series **all, size_t count)
{
    size_t hues = e->style->venues.count < PM_ENCODING_STEPS ? e->style->venues.count : PM_ENCODING_STEPS;
    if (count) qsort(all, count, sizeof *all, by_frequency);
    for (size_t i = 0; i < count && i < hues && (count <= hues || all[i]->count > 1 || i == 0); i++) {
        add_entry(e, all[i]->name, e->style->venues.hues[i])->pattern = i % PM_PATTERN_NONE;
        e->series[e->series_count++] = all[i]->key;
    }
}

static void make_venues(pm_encoding *e, const pm_taxonomy *taxonomy)
{
    pm_text_map *known = pm_text_map_create(), *titles = pm_text_map_create();
    series **all = pm_calloc(taxonomy->root->entry_count + 1, sizeof *all);
    size_t count = 0, without = 0, left = 0;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        if (node->kind != PM_NODE_PAPER) continue;
        const char *name = pm_venue_series(node->venue, e->arena);
        without += !name;
        if (!name) continue;
        char *key = key_of(e->arena, name);
        void **place = pm_text_map_at(known, NULL, key);
        if (!*place) {
            series *made = *place = PM_NEW(e->arena, series);
            *made = (series){ name, key, 0, count };
            all[count++] = made;
        }
        void **first = pm_text_map_at(titles, NULL, node->name); /* a paper counts once */
        if (!*first) ((series *)*place)->count++;
        *first = key;
    }
    for (size_t i = 0; i < count; i++) {
        series *home = find_main(known, e->arena, all[i]);
        if (home)
            home->count += all[i]->count;
        else
            all[left++] = all[i];
    }
    e->entries = PM_NEW_ARRAY(e->arena, pm_encoding_entry, PM_ENCODING_STEPS + 2);
    choose_series(e, all, left);
    if (left > e->count) add_entry(e, "other", e->style->other);
    e->has_none = without > 0;
    if (without) add_entry(e, "no venue", faint(e->style->other))->pattern = PM_PATTERN_NONE;
    free(all);
    pm_text_map_destroy(titles);
    pm_text_map_destroy(known);
}

static size_t entry_of_venue(const pm_encoding *e, const pm_node *paper)
{
    const char *name = pm_venue_series(paper->venue, e->arena);
    if (!name) return e->count - 1;
    const char *key = key_of(e->arena, name);
    size_t length = strlen(key);
    for (size_t i = 0; i < e->series_count; i++) {
        size_t known = strlen(e->series[i]);
        bool is_workshop = length == known + 1 && length >= 4 && key[known] == 'w';
        if ((length == known || is_workshop) && memcmp(key, e->series[i], known) == 0) return i;
    }
    return e->count - 1 - e->has_none;
}

/* --- sizes --- */

/* What the size of a node's text tells; negative: nothing. */
static double amount_of(const pm_encoding *e, const pm_node *node)
{
    pm_when when;
    bool is_paper = node->kind == PM_NODE_PAPER;
    if (strcmp(e->style->size_by, "papers") == 0)
        return node->kind == PM_NODE_GROUP ? sqrt((double)node->paper_count) : -1;
    if (strcmp(e->style->size_by, "year") == 0)
        return is_paper && pm_when_parse(node->year, &when) ? when.year : -1;
    if (strcmp(e->style->size_by, "links") != 0 || !is_paper) return -1;
    double count = 0;
    for (const pm_link *link = node->links; link; link = link->next)
        count++;
    return count;
}

static void measure_amounts(pm_encoding *e, const pm_taxonomy *taxonomy)
{
    e->least = INFINITY;
    e->most = -INFINITY;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        double amount = amount_of(e, node);
        if (amount < 0) continue;
        e->least = fmin(e->least, amount);
        e->most = fmax(e->most, amount);
    }
}

size_t pm_encoding_size_of(const pm_encoding *e, const pm_node *node)
{
    double amount = amount_of(e, node);
    if (amount < 0 || !(e->most > e->least)) return 0;
    double share = (amount - e->least) / (e->most - e->least);
    return (size_t)lround(fmin(fmax(share, 0), 1) * (PM_ENCODING_SIZES - 1));
}

/* --- all of it --- */

bool pm_encoding_is_new(const pm_encoding *e, const pm_node *paper)
{
    pm_when when;
    return e->style->new_months > 0 && pm_when_parse(paper->year, &when) &&
           pm_when_is_new(when, e->now, e->style->new_months);
}

const char *pm_encoding_new_since(const pm_encoding *e)
{
    if (e->style->new_months <= 0) return NULL;
    int month = e->now.year * 12 + e->now.month - e->style->new_months; /* from 0, as the first that is new */
    return pm_arena_printf(e->arena, "%d-%02d", month / 12, month % 12 + 1);
}

size_t pm_encoding_count(const pm_encoding *e)
{
    return e->count;
}

const pm_encoding_entry *pm_encoding_entry_at(const pm_encoding *e, size_t entry)
{
    return &e->entries[entry];
}

size_t pm_encoding_entry_of(const pm_encoding *e, const pm_node *paper)
{
    return e->by_venue ? entry_of_venue(e, paper) : entry_of_year(e, paper);
}

const pm_encoding *pm_encoding_make(const pm_taxonomy *taxonomy, const pm_style *style, pm_when now,
                                    pm_arena *arena)
{
    const pm_encoding_style *look = &style->encoding;
    bool by_year = strcmp(look->colour_by, "year") == 0, by_venue = strcmp(look->colour_by, "venue") == 0;
    bool is_sized = strcmp(look->size_by, "none") != 0, is_badged = strcmp(look->badge, "none") != 0;
    if (!by_year && !by_venue && !is_sized && !is_badged && !look->new_months && !look->cross_links)
        return NULL;
    pm_encoding *e = PM_NEW(arena, pm_encoding);
    *e = (pm_encoding){ .arena = arena, .style = look, .now = now, .by_venue = by_venue };
    if (by_year) make_years(e, taxonomy);
    if (by_venue) make_venues(e, taxonomy);
    if (is_sized) measure_amounts(e, taxonomy);
    return e;
}
