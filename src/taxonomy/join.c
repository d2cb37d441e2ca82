#include "taxonomy/join.h"

#include <stdlib.h>

#include "support/memory.h"
#include "support/text_map.h"

/* Two groups that are to become one. */
typedef struct pair {
    pm_node *from, *into;
} pair;

/* Pairs that are still to be joined, so that nothing recurses on the depth of groups. */
typedef struct work {
    pair *pairs;
    size_t count, capacity;
    pm_text_map *groups; /* of each group that takes others in: its groups by name */
} work;

static void append_child(pm_node *parent, pm_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last_child)
        parent->last_child->next = child;
    else
        parent->first_child = child;
    parent->last_child = child;
}

static void add_pair(work *w, pm_node *from, pm_node *into)
{
    PM_RESERVE(w->pairs, w->capacity, w->count + 1);
    w->pairs[w->count++] = (pair){ from, into };
    for (pm_node *node = into->first_child; node; node = node->next) {
        if (node->kind != PM_NODE_GROUP) continue;
        void **first = pm_text_map_at(w->groups, into, node->name);
        if (!*first) *first = node;
    }
}

static void join_children(work *w, pm_node *from, pm_node *into)
{
    pm_node *next;
    for (pm_node *node = from->first_child; node; node = next) {
        next = node->next;
        pm_node *same = node->kind == PM_NODE_GROUP ? pm_text_map_get(w->groups, into, node->name) : NULL;
        if (same)
            add_pair(w, node, same);
        else
            append_child(into, node);
    }
    from->first_child = from->last_child = NULL;
}

void pm_taxonomy_join(pm_taxonomy *into, pm_taxonomy *from)
{
    work w = { .groups = pm_text_map_create() };
    add_pair(&w, from->root, into->root);
    while (w.count) {
        pair next = w.pairs[--w.count];
        join_children(&w, next.from, next.into);
    }
    pm_text_map_destroy(w.groups);
    free(w.pairs);
    if (!into->root->name) into->root->name = from->root->name;
    pm_taxonomy_finish(into);
    pm_taxonomy_finish(from);
}
