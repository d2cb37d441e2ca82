/*
 * The difference of two lists, by meaning: what happened to each paper, topic and category.
 *
 * A paper is the same when its title is, or when its title is nearly the same or leads to the same address;
 * where it stands (it may stand under several topics) is compared row by row. A group is the same when it has
 * its name in the same place, or holds mostly the same papers. Time is near-linear in both lists.
 *
 * The result is a union: one tree with everything that either list has, in the new list's data order, what is
 * gone where it stood. All changes are listed in that order. The union and the changes belong to the
 * difference; the two lists must outlive it.
 */
#ifndef PM_TAXONOMY_DIFFERENCE_H
#define PM_TAXONOMY_DIFFERENCE_H

#include "taxonomy/taxonomy.h"

typedef enum pm_change_kind {
    PM_CHANGE_NONE,
    PM_CHANGE_ADDED,
    PM_CHANGE_REMOVED,
    PM_CHANGE_MOVED,     /* to another group; what was edited on the way is among its edits */
    PM_CHANGE_RENAMED,   /* a group or the whole list; what else was edited is among its edits */
    PM_CHANGE_EDITED,    /* a paper's or group's fields */
    PM_CHANGE_REORDERED, /* among its siblings (a group), or the papers in it */
    PM_CHANGE_KINDS
} pm_change_kind;

/* One field that is not what it was. */
typedef struct pm_edit {
    const char *field;          /* "title", "name", "abbr", "venue", "year", "link", ... */
    const char *label;          /* a link's label; NULL for other fields */
    const char *before, *after; /* NULL: absent */
} pm_edit;

typedef struct pm_change pm_change;
struct pm_change {
    pm_change_kind kind;
    const pm_node *before, *after; /* the node in the old and in the new list; NULL where it is not */
    const pm_node *place; /* of the new list: itself, or the nearest group that is left of its place */
    const pm_edit *edits;
    size_t edit_count;
    bool is_row;             /* of a paper added or removed here that still stands, or stood, elsewhere */
    bool is_displaced;       /* reordered: a group stands elsewhere among its siblings, now behind ... */
    const pm_node *behind;   /* ... this one; NULL: it is the first */
    size_t papers_displaced; /* reordered: so many papers of a group changed places among each other */
    const pm_change *repeat; /* the next change of the same paper with the same edits */
    bool is_repeat;          /* another one's `repeat` */
};

/* Something of the union: in the old list, in the new one, or in both. */
typedef struct pm_union_node pm_union_node;
struct pm_union_node {
    const pm_node *before, *after; /* what stands here; one NULL: added, removed, or a place that was left */
    const pm_node *elsewhere;      /* in the new list, when it was moved away from here */
    const pm_change *change;       /* NULL: none */
    const pm_change *reordered;    /* NULL: none */
    size_t changed;                /* changes at or below this node, places that were left included */
    pm_union_node *parent, *first_child, *last_child, *next;
};

/* How many of each kind; papers are counted once, however often they stand in the list. */
typedef struct pm_change_counts {
    size_t papers[PM_CHANGE_KINDS], topics[PM_CHANGE_KINDS], categories[PM_CHANGE_KINDS];
    size_t rows_added, rows_removed; /* further places of papers that both lists have */
    size_t lists;                    /* 1: the list's own title changed */
} pm_change_counts;

typedef struct pm_difference {
    pm_arena *arena; /* owns everything below */
    const pm_taxonomy *before, *after;
    pm_union_node *root;
    pm_change *changes;
    size_t count;
    pm_change_counts counts;
} pm_difference;

pm_difference *pm_difference_create(const pm_taxonomy *before, const pm_taxonomy *after);
void pm_difference_destroy(pm_difference *difference); /* NULL is fine */

/* The node after `node` in the union's order (pre-order), NULL at the end; the one after its subtree. */
const pm_union_node *pm_union_after(const pm_union_node *node);
const pm_union_node *pm_union_after_subtree(const pm_union_node *node);

/* The node as the newer list that has it knows it. */
const pm_node *pm_union_node_of(const pm_union_node *node);

/* "added", "removed", ... */
const char *pm_change_kind_name(pm_change_kind kind);

/* "2 papers added, 1 paper moved, 1 topic renamed", or "nothing changed". Allocated in the difference. */
const char *pm_difference_summary(const pm_difference *difference);

#endif
