/*
 * Which rows of a paper are the same: first those in the same group, in their order; what is left on both
 * sides has moved. And the numbers that stay where others move.
 */
#include <stdlib.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_match.h"

typedef struct places {
    pm_text_map *rows; /* (group of the new list, title) → its rows that have no partner yet */
    size_t *next;      /* by number in the new list: the next row of the same title in the same group */
} places;

static void file_rows(places *p, pm_side *side)
{
    p->rows = pm_text_map_create();
    p->next = pm_calloc(side->count, sizeof *p->next);
    for (size_t i = side->count; i-- > 1;) { /* so that each list is in data order */
        const pm_node *node = side->items[i].node;
        if (node->kind != PM_NODE_PAPER) continue;
        void **place = pm_text_map_at(p->rows, node->parent, node->name);
        p->next[i] = *place ? (size_t)((pm_item_of_list *)*place - side->items) : 0;
        *place = &side->items[i];
    }
}

static void pair_rows(pm_matching *m, size_t before, size_t after)
{
    m->sides[PM_OLD].items[before].partner = after;
    m->sides[PM_NEW].items[after].partner = before;
}

/* Gives a row of the old list the first one that is left in its group of the new list. */
static void match_place(pm_matching *m, const places *p, size_t row)
{
    const pm_side *before = &m->sides[PM_OLD], *after = &m->sides[PM_NEW];
    size_t paper = before->papers[before->items[row].paper].partner;
    size_t group = before->items[before->items[row].parent].partner;
    if (paper == PM_NONE || group == PM_NONE) return;
    void **place = pm_text_map_at(p->rows, after->items[group].node, after->papers[paper].title);
    if (!*place) return;
    size_t other = (size_t)((pm_item_of_list *)*place - after->items);
    *place = p->next[other] ? &after->items[p->next[other]] : NULL;
    pair_rows(m, row, other);
}

static size_t next_single_row(const pm_side *side, size_t row)
{
    while (row != PM_NONE && side->items[row].partner != PM_NONE)
        row = side->items[row].next_row;
    return row;
}

void pm_match_rows(pm_matching *m)
{
    places p;
    const pm_side *before = &m->sides[PM_OLD], *after = &m->sides[PM_NEW];
    file_rows(&p, &m->sides[PM_NEW]);
    for (size_t i = 1; i < before->count; i++)
        if (before->items[i].node->kind == PM_NODE_PAPER) match_place(m, &p, i);
    for (size_t i = 0; i < before->paper_count; i++) {
        if (before->papers[i].partner == PM_NONE) continue;
        size_t old = next_single_row(before, before->papers[i].first_row);
        size_t new = next_single_row(after, after->papers[before->papers[i].partner].first_row);
        while (old != PM_NONE && new != PM_NONE) {
            pair_rows(m, old, new);
            old = next_single_row(before, old);
            new = next_single_row(after, new);
        }
    }
    pm_text_map_destroy(p.rows);
    free(p.next);
}

/* --- order --- */

void pm_longest_rising(const size_t *numbers, size_t count, bool *stays, pm_arena *arena)
{
    size_t *tails = PM_NEW_ARRAY(arena, size_t, count);  /* by length - 1: where the best chain ends */
    size_t *before = PM_NEW_ARRAY(arena, size_t, count); /* the chain's number before each */
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (numbers[tails[middle]] < numbers[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? tails[low - 1] : PM_NONE;
        tails[low] = i;
        if (low == length) length++;
        stays[i] = false;
    }
    for (size_t i = length ? tails[length - 1] : PM_NONE; i != PM_NONE; i = before[i])
        stays[i] = true;
}
