/*
 * What the parts of a difference share: both lists as arrays, and who is whose counterpart. Only
 * difference*.c includes this.
 */
#ifndef PM_TAXONOMY_DIFFERENCE_MATCH_H
#define PM_TAXONOMY_DIFFERENCE_MATCH_H

#include <stdint.h>

#include "taxonomy/difference.h"

#define PM_NONE SIZE_MAX

enum { PM_OLD, PM_NEW };

/* A node of one list, by its number in data order; the root is 0. */
typedef struct pm_item_of_list {
    const pm_node *node;
    size_t parent;
    size_t end;      /* the number behind its subtree */
    size_t partner;  /* the same group, or the same paper in the same or moved row, of the other list */
    size_t paper;    /* papers only: which one */
    size_t next_row; /* papers only: the next row of the same paper */
} pm_item_of_list;

/* All rows of one title. */
typedef struct pm_paper_of_list {
    const char *title;
    size_t first_row, last_row, row_count;
    size_t partner; /* the same paper of the other list */
} pm_paper_of_list;

typedef struct pm_side {
    pm_item_of_list *items;
    size_t count;
    pm_paper_of_list *papers;
    size_t paper_count;
} pm_side;

typedef struct pm_matching {
    pm_arena *arena;
    pm_side sides[2];
} pm_matching;

/* Each step sets partners; they run in this order. */
void pm_match_papers(pm_matching *m);
void pm_match_groups(pm_matching *m);
void pm_match_rows(pm_matching *m);

/* Two things that may be the same; the best ones become partners. */
typedef struct pm_candidate {
    size_t numbers[2];
    double score;
    int rank; /* lower ranks first, whatever the score */
} pm_candidate;

/* Sorts by rank, then score, then place: the same order when old and new are exchanged. */
void pm_candidates_sort(pm_candidate *candidates, size_t count);

/* The edits between two papers or two groups, in the order of their fields; `*count` may be 0. */
const pm_edit *pm_edits_between(const pm_node *before, const pm_node *after, pm_arena *arena, size_t *count);
bool pm_edits_equal(const pm_change *a, const pm_change *b);

/* Which of `count` different numbers to leave in place, so that they rise and the fewest others move (a
 * longest increasing subsequence; Fredman 1975, O(n log n)). `stays` has room for all. */
void pm_longest_rising(const size_t *numbers, size_t count, bool *stays, pm_arena *arena);

#endif
