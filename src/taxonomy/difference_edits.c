/*
 * What differs between two papers, or two groups, field by field.
 */
#include <string.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_match.h"

typedef struct edits {
    pm_arena *arena;
    pm_edit *items;
    size_t count, capacity;
} edits;

static bool is_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void compare(edits *e, const char *field, const char *label, const char *before, const char *after)
{
    if (is_equal(before, after)) return;
    if (e->count == e->capacity) {
        e->capacity = e->capacity ? e->capacity * 2 : 4;
        pm_edit *grown = PM_NEW_ARRAY(e->arena, pm_edit, e->capacity);
        if (e->count) memcpy(grown, e->items, e->count * sizeof *grown);
        e->items = grown;
    }
    e->items[e->count++] = (pm_edit){ field, label, before, after };
}

/* --- links: by label; of several with one label the first belongs to the first --- */

/* The links of a label that are left, in order. */
typedef struct queue {
    const pm_link *link;
    struct queue *next;
} queue;

static pm_text_map *file_links(const pm_node *paper, pm_arena *arena)
{
    size_t count = 0, i = 0;
    for (const pm_link *link = paper->links; link; link = link->next)
        count++;
    queue *queues = PM_NEW_ARRAY(arena, queue, count);
    pm_text_map *map = pm_text_map_create();
    for (const pm_link *link = paper->links; link; link = link->next)
        queues[i++].link = link;
    while (i-- > 0) {
        void **place = pm_text_map_at(map, NULL, queues[i].link->label);
        queues[i].next = *place;
        *place = &queues[i];
    }
    return map;
}

static const pm_link *take_link(pm_text_map *map, const char *label)
{
    queue *first = pm_text_map_get(map, NULL, label);
    if (!first) return NULL;
    *pm_text_map_at(map, NULL, label) = first->next;
    return first->link;
}

static void compare_links(edits *e, const pm_node *before, const pm_node *after)
{
    if (!before->links && !after->links) return;
    pm_text_map *left = file_links(before, e->arena);
    for (const pm_link *link = after->links; link; link = link->next) {
        const pm_link *was = take_link(left, link->label);
        compare(e, "link", link->label, was ? was->url : NULL, link->url);
    }
    for (const pm_link *link = before->links; link; link = link->next) {
        const queue *rest = pm_text_map_get(left, NULL, link->label);
        if (rest && rest->link == link)
            compare(e, "link", link->label, take_link(left, link->label)->url, NULL);
    }
    pm_text_map_destroy(left);
}

/* --- papers and groups --- */

static void compare_papers(edits *e, const pm_node *before, const pm_node *after)
{
    compare(e, "title", NULL, before->name, after->name);
    compare(e, "abbr", NULL, before->abbr, after->abbr);
    compare(e, "venue", NULL, before->venue, after->venue);
    compare(e, "year", NULL, before->year, after->year);
    compare(e, "authors", NULL, before->authors, after->authors);
    compare(e, "note", NULL, before->note, after->note);
    compare_links(e, before, after);
}

/* "4." of "4. Inference". */
static const char *number_of(const pm_node *group, pm_arena *arena)
{
    size_t length = (size_t)(pm_node_plain_name(group) - group->name);
    while (length && group->name[length - 1] == ' ')
        length--;
    return length ? pm_arena_strndup(arena, group->name, length) : NULL;
}

static void compare_groups(edits *e, const pm_node *before, const pm_node *after)
{
    if (before->kind == PM_NODE_ROOT) {
        compare(e, "name", NULL, before->name, after->name);
    } else {
        compare(e, "name", NULL, pm_node_plain_name(before), pm_node_plain_name(after));
        compare(e, "number", NULL, number_of(before, e->arena), number_of(after, e->arena));
    }
    compare(e, "label", NULL, before->label, after->label);
    compare(e, "note", NULL, before->note, after->note);
}

const pm_edit *pm_edits_between(const pm_node *before, const pm_node *after, pm_arena *arena, size_t *count)
{
    edits e = { .arena = arena };
    if (after->kind == PM_NODE_PAPER)
        compare_papers(&e, before, after);
    else
        compare_groups(&e, before, after);
    *count = e.count;
    return e.items;
}

bool pm_edits_equal(const pm_change *a, const pm_change *b)
{
    if (a->edit_count != b->edit_count) return false;
    for (size_t i = 0; i < a->edit_count; i++) {
        const pm_edit *left = &a->edits[i], *right = &b->edits[i];
        if (strcmp(left->field, right->field) != 0 || !is_equal(left->label, right->label) ||
            !is_equal(left->before, right->before) || !is_equal(left->after, right->after))
            return false;
    }
    return true;
}
