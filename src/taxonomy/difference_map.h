/*
 * A difference as a taxonomy that can be drawn: the union of both lists, with a mark on what changed, and
 * what did not folded to counts.
 */
#ifndef PM_TAXONOMY_DIFFERENCE_MAP_H
#define PM_TAXONOMY_DIFFERENCE_MAP_H

#include "taxonomy/difference.h"

typedef enum pm_mark_kind {
    PM_MARK_SAME, /* leads to what changed */
    PM_MARK_ADDED,
    PM_MARK_REMOVED,
    PM_MARK_MOVED_HERE,
    PM_MARK_MOVED_AWAY, /* the place that was left */
    PM_MARK_EDITED,
    PM_MARK_FOLDED, /* stands for what is as it was */
    PM_MARK_KINDS
} pm_mark_kind;

/* A line of what is to be said of a node: "venue", "arXiv" → "ICML". Any may be NULL. */
typedef struct pm_mark_row {
    const char *label, *before, *after;
} pm_mark_row;

/* What is marked at a node (pm_node's `mark`). */
struct pm_node_mark {
    pm_mark_kind kind;
    const char *sign; /* "+"; "" for none */
    const pm_mark_row *rows;
    size_t row_count;
    const char *count;        /* "8 → 9 papers", of a group; NULL: none */
    const pm_node *came_from; /* of what moved here: the place that was left, in the same taxonomy */
};

typedef struct pm_legend_entry {
    pm_mark_kind kind;
    const char *sign, *text; /* "+", "2 added" */
} pm_legend_entry;

typedef struct pm_difference_map {
    pm_taxonomy *taxonomy; /* owned */
    const char *summary;
    pm_legend_entry legend[PM_MARK_KINDS];
    size_t legend_count;
} pm_difference_map;

/* The difference and both its lists must outlive it. */
pm_difference_map *pm_difference_map_create(const pm_difference *difference);
void pm_difference_map_destroy(pm_difference_map *map); /* NULL is fine */

/* "added", "moved away", ...: for those who cannot see the mark. */
const char *pm_mark_kind_name(pm_mark_kind kind);

#endif
