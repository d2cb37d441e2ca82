/*
 * Which groups of two lists are the same.
 *
 * From the roots down, groups of the same name in the same group are the same. Where that finds none, groups
 * that share papers are candidates: how much of them is the same decides, a common name helps. Upper groups
 * come first, and what stands in a pair is again compared by name.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_match.h"

enum { MOST_ROWS = 8 }; /* a paper that stands in more places says little about any of them */

static const double enough_alike = 0.5, enough_with_name = 0.2;
static const double nearly = 0.1; /* as much like a group as the one that is most like it */

typedef struct matcher {
    pm_matching *m;
    pm_text_map *names;   /* (parent of the new list, plain name) → the first such group's number + 1 */
    size_t *next_of_name; /* by number in the new list: the next group of the same name and parent */
    size_t *stack;        /* pairs, by their number in the old list, whose groups are to be compared */
    size_t stack_size;
    size_t *tally;   /* by number in the new list: how many rows the group in question shares with it */
    size_t *touched; /* which of them are not 0 */
    size_t touched_count;
    size_t *sizes[2]; /* rows at or below each group */
    pm_candidate *candidates;
    size_t candidate_count, candidate_capacity;
} matcher;

static bool is_group(const pm_side *side, size_t i)
{
    return side->items[i].node->kind == PM_NODE_GROUP;
}

static void file_names(matcher *t)
{
    const pm_side *side = &t->m->sides[PM_NEW];
    t->next_of_name = pm_calloc(side->count, sizeof *t->next_of_name);
    for (size_t i = side->count; i-- > 1;) { /* so that each list of namesakes is in data order */
        if (!is_group(side, i)) continue;
        const pm_node *node = side->items[i].node;
        void **place = pm_text_map_at(t->names, node->parent, pm_node_plain_name(node));
        t->next_of_name[i] = *place ? (size_t)((pm_item_of_list *)*place - side->items) : 0;
        *place = &side->items[i];
    }
}

static void pair_groups(matcher *t, size_t before, size_t after)
{
    t->m->sides[PM_OLD].items[before].partner = after;
    t->m->sides[PM_NEW].items[after].partner = before;
    t->stack[t->stack_size++] = before;
}

/* The first group of that name in the other's counterpart that has no partner yet; 0: none. */
static size_t find_namesake(const matcher *t, const pm_node *parent, const pm_node *node)
{
    const pm_side *side = &t->m->sides[PM_NEW];
    const pm_item_of_list *first = pm_text_map_get(t->names, parent, pm_node_plain_name(node));
    size_t i = first ? (size_t)(first - side->items) : 0;
    while (i && side->items[i].partner != PM_NONE)
        i = t->next_of_name[i];
    return i;
}

/* Pairs groups by name within every pair on the stack, and within those that this makes. */
static void descend(matcher *t)
{
    pm_side *before = &t->m->sides[PM_OLD], *after = &t->m->sides[PM_NEW];
    while (t->stack_size) {
        size_t parent = t->stack[--t->stack_size];
        const pm_node *other = after->items[before->items[parent].partner].node;
        for (size_t i = parent + 1; i < before->items[parent].end; i = before->items[i].end) {
            if (!is_group(before, i) || before->items[i].partner != PM_NONE) continue;
            size_t namesake = find_namesake(t, other, before->items[i].node);
            if (namesake) pair_groups(t, i, namesake);
        }
    }
}

/* --- what groups have in common --- */

static void count_rows(matcher *t, int side)
{
    const pm_side *list = &t->m->sides[side];
    t->sizes[side] = pm_calloc(list->count, sizeof *t->sizes[side]);
    for (size_t i = list->count; i-- > 1;) {
        if (!is_group(list, i)) t->sizes[side][i] = 1;
        t->sizes[side][list->items[i].parent] += t->sizes[side][i];
    }
}

/* Counts one for every group around a row of the new list that has no partner. */
static void tally_row(matcher *t, size_t row)
{
    const pm_side *side = &t->m->sides[PM_NEW];
    for (size_t i = side->items[row].parent; i; i = side->items[i].parent) {
        if (side->items[i].partner != PM_NONE) continue;
        if (!t->tally[i]++) t->touched[t->touched_count++] = i;
    }
}

static void tally_paper(matcher *t, const pm_paper_of_list *paper)
{
    if (paper->partner == PM_NONE || paper->row_count > MOST_ROWS) return;
    const pm_side *side = &t->m->sides[PM_NEW];
    const pm_paper_of_list *other = &side->papers[paper->partner];
    if (other->row_count > MOST_ROWS) return;
    for (size_t row = other->first_row; row != PM_NONE; row = side->items[row].next_row)
        tally_row(t, row);
}

static bool has_paired_parents(const matcher *t, size_t before, size_t after)
{
    const pm_side *sides = t->m->sides;
    return sides[PM_OLD].items[sides[PM_OLD].items[before].parent].partner ==
           sides[PM_NEW].items[after].parent;
}

/* How much of two groups is the same, from 0 to 1; more with a name in common, 0 where that is too little. */
static double likeness_of(const matcher *t, size_t before, size_t after)
{
    const pm_side *sides = t->m->sides;
    double sum = (double)(t->sizes[PM_OLD][before] + t->sizes[PM_NEW][after]);
    double alike = 2 * (double)t->tally[after] / sum;
    bool has_name = strcmp(pm_node_plain_name(sides[PM_OLD].items[before].node),
                           pm_node_plain_name(sides[PM_NEW].items[after].node)) == 0;
    return alike < (has_name ? enough_with_name : enough_alike) ? 0 : alike + 0.3 * has_name;
}

static void find_candidates(matcher *t)
{
    const pm_side *side = &t->m->sides[PM_OLD];
    for (size_t i = 1; i < side->count; i++) {
        if (!is_group(side, i) || side->items[i].partner != PM_NONE) continue;
        for (size_t row = i + 1; row < side->items[i].end; row++)
            if (!is_group(side, row)) tally_paper(t, &side->papers[side->items[row].paper]);
        for (size_t k = 0; k < t->touched_count; k++) {
            size_t other = t->touched[k];
            PM_RESERVE(t->candidates, t->candidate_capacity, t->candidate_count + 1);
            t->candidates[t->candidate_count++] = (pm_candidate){ { i, other }, likeness_of(t, i, other), 0 };
        }
        for (size_t k = 0; k < t->touched_count; k++)
            t->tally[t->touched[k]] = 0;
        t->touched_count = 0;
    }
}

/* Only candidates stay that are most like each other, or nearly so: an upper group is none merely because it
 * holds the one that is. Of these, upper ones come first, then those in the same place. */
static void rank_candidates(matcher *t)
{
    const pm_side *sides = t->m->sides;
    double *best[2] = { pm_calloc(sides[0].count, sizeof **best), pm_calloc(sides[1].count, sizeof **best) };
    size_t kept = 0;
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < t->candidate_count; i++) {
            double *most = &best[side][t->candidates[i].numbers[side]];
            *most = fmax(*most, t->candidates[i].score);
        }
    }
    for (size_t i = 0; i < t->candidate_count; i++) {
        pm_candidate c = t->candidates[i];
        size_t before = c.numbers[PM_OLD], after = c.numbers[PM_NEW];
        if (c.score <= 0 || c.score < fmax(best[PM_OLD][before], best[PM_NEW][after]) - nearly) continue;
        int left = sides[PM_OLD].items[before].node->level, right = sides[PM_NEW].items[after].node->level;
        c.score += 0.1 * has_paired_parents(t, before, after) + 0.05 * (left == right);
        c.rank = left > right ? left : right;
        t->candidates[kept++] = c;
    }
    t->candidate_count = kept;
    free(best[0]);
    free(best[1]);
}

static void choose_candidates(matcher *t)
{
    const pm_side *sides = t->m->sides;
    pm_candidates_sort(t->candidates, t->candidate_count);
    for (size_t i = 0; i < t->candidate_count; i++) {
        const pm_candidate *c = &t->candidates[i];
        if (sides[PM_OLD].items[c->numbers[PM_OLD]].partner != PM_NONE ||
            sides[PM_NEW].items[c->numbers[PM_NEW]].partner != PM_NONE)
            continue;
        pair_groups(t, c->numbers[PM_OLD], c->numbers[PM_NEW]);
        descend(t);
    }
}

void pm_match_groups(pm_matching *m)
{
    matcher t = { .m = m, .names = pm_text_map_create() };
    size_t count = m->sides[PM_NEW].count;
    t.stack = pm_calloc(m->sides[PM_OLD].count, sizeof *t.stack);
    t.tally = pm_calloc(count, sizeof *t.tally);
    t.touched = pm_calloc(count, sizeof *t.touched);
    for (int side = 0; side < 2; side++)
        count_rows(&t, side);
    file_names(&t);
    pair_groups(&t, 0, 0);
    descend(&t);
    find_candidates(&t);
    rank_candidates(&t);
    choose_candidates(&t);
    for (int side = 0; side < 2; side++)
        free(t.sizes[side]);
    free(t.candidates);
    free(t.touched);
    free(t.tally);
    free(t.stack);
    free(t.next_of_name);
    pm_text_map_destroy(t.names);
}
