/*
 * The union of two lists and the changes in it, once difference_papers.c, _groups.c and _rows.c have said
 * what is whose counterpart.
 *
 * A place of the union has the new list's children in their order; what only the old list has there stands
 * behind the child that it stood behind.
 */
#include "taxonomy/difference.h"

#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_match.h"

/* --- both lists as arrays --- */

static size_t count_nodes(const pm_taxonomy *taxonomy)
{
    size_t count = 0;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root))
        count++;
    return count;
}

/* Appends a row to the rows of its paper, which its first row makes. */
static void add_row(pm_side *side, size_t row, pm_text_map *titles)
{
    pm_item_of_list *item = &side->items[row];
    void **place = pm_text_map_at(titles, NULL, item->node->name);
    pm_paper_of_list *paper = *place;
    item->next_row = PM_NONE;
    if (!paper) {
        *place = paper = &side->papers[side->paper_count++];
        *paper = (pm_paper_of_list){ .title = item->node->name, .first_row = row, .partner = PM_NONE };
    } else {
        side->items[paper->last_row].next_row = row;
    }
    paper->last_row = row;
    paper->row_count++;
    item->paper = (size_t)(paper - side->papers);
}

static void list_nodes(pm_side *side, const pm_taxonomy *taxonomy, pm_arena *arena)
{
    size_t most = count_nodes(taxonomy), parent = 0;
    pm_text_map *titles = pm_text_map_create();
    side->items = PM_NEW_ARRAY(arena, pm_item_of_list, most);
    side->papers = PM_NEW_ARRAY(arena, pm_paper_of_list, most);
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        while (side->count && side->items[parent].node != node->parent)
            parent = side->items[parent].parent;
        side->items[side->count] =
            (pm_item_of_list){ .node = node, .parent = parent, .end = side->count + 1, .partner = PM_NONE };
        parent = side->count++;
        if (node->kind == PM_NODE_PAPER) add_row(side, parent, titles);
    }
    for (size_t i = side->count; i-- > 1;)
        if (side->items[side->items[i].parent].end < side->items[i].end)
            side->items[side->items[i].parent].end = side->items[i].end;
    pm_text_map_destroy(titles);
}

/* --- the union --- */

/* A node of the union with its numbers in both lists (PM_NONE where it is not). */
typedef struct place {
    pm_union_node node; /* first: a place is found from its node */
    size_t numbers[2];
    bool is_displaced; /* among its siblings; it now stands behind this one */
    const pm_node *behind;
} place;

typedef struct joiner {
    pm_difference *difference;
    pm_matching m;
    place *places; /* those of one parent stand together, behind it */
    size_t count;
    size_t *behind, *behind_last, *next_gone; /* what is gone, by the child of the new list it stood behind */
    const pm_change **last_edit;              /* by paper of the new list */
} joiner;

static place *add_place(joiner *j, place *parent, size_t before, size_t after)
{
    place *p = &j->places[j->count++];
    *p = (place){ .numbers = { before, after } };
    if (before != PM_NONE) p->node.before = j->m.sides[PM_OLD].items[before].node;
    if (after != PM_NONE) p->node.after = j->m.sides[PM_NEW].items[after].node;
    if (!parent) return p;
    p->node.parent = &parent->node;
    if (parent->node.last_child)
        parent->node.last_child->next = &p->node;
    else
        parent->node.first_child = &p->node;
    parent->node.last_child = &p->node;
    return p;
}

/* Something of the old list that does not stand here any more. */
static void add_gone(joiner *j, place *parent, size_t number)
{
    place *p = add_place(j, parent, number, PM_NONE);
    size_t partner = j->m.sides[PM_OLD].items[number].partner;
    if (partner != PM_NONE) p->node.elsewhere = j->m.sides[PM_NEW].items[partner].node;
}

/* Sorts what is gone from a group by the child that it stood behind; 0, the root, is for none. */
static void sort_gone(joiner *j, size_t group, size_t counterpart)
{
    const pm_side *before = &j->m.sides[PM_OLD], *after = &j->m.sides[PM_NEW];
    size_t anchor = 0;
    for (size_t i = group + 1; i < before->items[group].end; i = before->items[i].end) {
        size_t partner = before->items[i].partner;
        if (partner != PM_NONE && counterpart != PM_NONE && after->items[partner].parent == counterpart) {
            anchor = partner;
            continue;
        }
        j->next_gone[i] = 0;
        if (j->behind[anchor])
            j->next_gone[j->behind_last[anchor]] = i;
        else
            j->behind[anchor] = i;
        j->behind_last[anchor] = i;
    }
}

static void add_gone_behind(joiner *j, place *parent, size_t anchor)
{
    for (size_t i = j->behind[anchor]; i; i = j->next_gone[i])
        add_gone(j, parent, i);
    j->behind[anchor] = 0;
}

static void add_children(joiner *j, place *p)
{
    const pm_side *after = &j->m.sides[PM_NEW];
    size_t before = p->numbers[PM_OLD], number = p->numbers[PM_NEW];
    if (p->node.elsewhere) return; /* what was in it went along, or is told of there */
    if (before != PM_NONE) sort_gone(j, before, number);
    add_gone_behind(j, p, 0);
    if (number == PM_NONE) return;
    for (size_t i = number + 1; i < after->items[number].end; i = after->items[i].end) {
        add_place(j, p, after->items[i].partner, i);
        add_gone_behind(j, p, i);
    }
}

static void join(joiner *j)
{
    const pm_side *before = &j->m.sides[PM_OLD], *after = &j->m.sides[PM_NEW];
    pm_arena *arena = j->difference->arena;
    j->places = PM_NEW_ARRAY(arena, place, before->count + after->count);
    j->behind = pm_calloc(after->count, sizeof *j->behind);
    j->behind_last = pm_calloc(after->count, sizeof *j->behind_last);
    j->next_gone = pm_calloc(before->count, sizeof *j->next_gone);
    j->difference->root = &add_place(j, NULL, 0, 0)->node;
    for (size_t i = 0; i < j->count; i++)
        add_children(j, &j->places[i]);
    free(j->behind);
    free(j->behind_last);
    free(j->next_gone);
}

const pm_union_node *pm_union_after_subtree(const pm_union_node *node)
{
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

const pm_union_node *pm_union_after(const pm_union_node *node)
{
    return node->first_child ? node->first_child : pm_union_after_subtree(node);
}

const pm_node *pm_union_node_of(const pm_union_node *node)
{
    return node->after ? node->after : node->before;
}

/* --- changes --- */

static pm_change *add_change(joiner *j, pm_change_kind kind, const pm_union_node *node)
{
    pm_change *change = &j->difference->changes[j->difference->count++];
    const pm_union_node *stays = node;
    while (!stays->after)
        stays = stays->parent;
    *change =
        (pm_change){ .kind = kind, .before = node->before, .after = node->after, .place = stays->after };
    return change;
}

static bool is_moved(const joiner *j, const place *p)
{
    const pm_item_of_list *before = &j->m.sides[PM_OLD].items[p->numbers[PM_OLD]],
                          *after = &j->m.sides[PM_NEW].items[p->numbers[PM_NEW]];
    return p->numbers[PM_NEW] && j->m.sides[PM_OLD].items[before->parent].partner != after->parent;
}

/* The kind of what is in both lists. */
static pm_change_kind kind_of(const joiner *j, const place *p, const pm_change *found)
{
    if (is_moved(j, p)) return PM_CHANGE_MOVED;
    if (!found->edit_count) return PM_CHANGE_NONE;
    return strcmp(found->edits->field, "name") == 0 ? PM_CHANGE_RENAMED : PM_CHANGE_EDITED;
}

/* Whether the paper of a row that was added or removed has rows in the other list. */
static bool is_row_of_known(const joiner *j, int side, size_t number)
{
    const pm_item_of_list *item = &j->m.sides[side].items[number];
    return item->node->kind == PM_NODE_PAPER && j->m.sides[side].papers[item->paper].partner != PM_NONE;
}

/* Links the edits of a paper's rows that are the same. */
static void find_repeat(joiner *j, const place *p, pm_change *change)
{
    if (change->kind != PM_CHANGE_EDITED || change->after->kind != PM_NODE_PAPER) return;
    const pm_change **last = &j->last_edit[j->m.sides[PM_NEW].items[p->numbers[PM_NEW]].paper];
    if (*last && pm_edits_equal(*last, change)) {
        pm_change *before = &j->difference->changes[*last - j->difference->changes];
        before->repeat = change;
        change->is_repeat = true;
    }
    *last = change;
}

static void find_change(joiner *j, place *p)
{
    pm_union_node *node = &p->node;
    if (node->elsewhere) return;
    if (!node->before || !node->after) {
        int side = node->after ? PM_NEW : PM_OLD;
        pm_change *change = add_change(j, node->after ? PM_CHANGE_ADDED : PM_CHANGE_REMOVED, node);
        change->is_row = is_row_of_known(j, side, p->numbers[side]);
        node->change = change;
        return;
    }
    pm_change found = { .before = node->before, .after = node->after };
    found.edits = pm_edits_between(node->before, node->after, j->difference->arena, &found.edit_count);
    found.kind = kind_of(j, p, &found);
    if (found.kind == PM_CHANGE_NONE) return;
    pm_change *change = add_change(j, found.kind, node);
    change->edits = found.edits;
    change->edit_count = found.edit_count;
    find_repeat(j, p, change);
    node->change = change;
}

/* --- order --- */

/* The children that stood here before, of one kind: their numbers in the old list, in the new order. */
static size_t list_kept(const joiner *j, const place *p, bool groups, size_t *numbers)
{
    size_t count = 0;
    for (pm_union_node *node = p->node.first_child; node; node = node->next) {
        place *child = (place *)node;
        if (!node->before || !node->after || is_moved(j, child)) continue;
        if ((node->after->kind == PM_NODE_GROUP) != groups) continue;
        numbers[count++] = child->numbers[PM_OLD];
    }
    return count;
}

typedef struct order {
    size_t *numbers;
    bool *stays;
} order;

static size_t find_displaced(joiner *j, const place *p, bool groups, const order *o, pm_arena *arena)
{
    size_t count = list_kept(j, p, groups, o->numbers), displaced = 0;
    pm_longest_rising(o->numbers, count, o->stays, arena);
    for (size_t i = 0; i < count; i++)
        displaced += !o->stays[i];
    return displaced;
}

/* Marks those of a group's groups that changed places, so that the walk over the changes finds them. */
static void mark_displaced(joiner *j, place *p, const order *o, pm_arena *arena)
{
    const pm_node *behind = NULL;
    if (!find_displaced(j, p, true, o, arena)) return;
    size_t i = 0;
    for (pm_union_node *node = p->node.first_child; node; node = node->next) {
        place *child = (place *)node;
        if (!node->after || node->after->kind != PM_NODE_GROUP) continue;
        if (node->before && !is_moved(j, child) && !o->stays[i++]) {
            child->is_displaced = true;
            child->behind = behind;
        }
        behind = node->after;
    }
}

static void find_reordering(joiner *j, place *p, const order *o, pm_arena *arena)
{
    pm_union_node *node = &p->node;
    if (!node->before || !node->after || node->after->kind == PM_NODE_PAPER) return;
    size_t papers = find_displaced(j, p, false, o, arena);
    if (papers || p->is_displaced) {
        pm_change *change = add_change(j, PM_CHANGE_REORDERED, node);
        change->is_displaced = p->is_displaced;
        change->behind = p->behind;
        change->papers_displaced = papers;
        node->reordered = change;
    }
    mark_displaced(j, p, o, arena);
}

static void find_changes(joiner *j)
{
    size_t most = 2 * j->count;
    pm_arena *scratch = pm_arena_create();
    order o = { PM_NEW_ARRAY(scratch, size_t, j->count), PM_NEW_ARRAY(scratch, bool, j->count) };
    j->difference->changes = PM_NEW_ARRAY(j->difference->arena, pm_change, most);
    j->last_edit = PM_NEW_ARRAY(scratch, const pm_change *, j->m.sides[PM_NEW].paper_count);
    for (const pm_union_node *node = j->difference->root; node; node = pm_union_after(node)) {
        place *p = &j->places[(const place *)node - j->places];
        find_change(j, p);
        find_reordering(j, p, &o, scratch);
    }
    pm_arena_destroy(scratch);
}

static void count_changed(joiner *j)
{
    for (size_t i = j->count; i-- > 0;) {
        pm_union_node *node = &j->places[i].node;
        node->changed +=
            (size_t)(node->change != NULL) + (node->reordered != NULL) + (node->elsewhere != NULL);
        if (node->parent) node->parent->changed += node->changed;
    }
}

/* --- counts --- */

/* Counts a paper once for each kind, however many of its rows changed so. */
static void count_paper(pm_change_counts *counts, const pm_change *change, pm_text_map *seen)
{
    static const char kinds[PM_CHANGE_KINDS]; /* their addresses tell the kinds apart */
    const char *title = change->after ? change->after->name : change->before->name;
    if (change->is_row) {
        counts->rows_added += change->kind == PM_CHANGE_ADDED;
        counts->rows_removed += change->kind == PM_CHANGE_REMOVED;
        return;
    }
    void **known = pm_text_map_at(seen, &kinds[change->kind], title);
    if (!*known) counts->papers[change->kind]++;
    *known = counts;
}

static void count_changes(pm_difference *d)
{
    pm_text_map *seen = pm_text_map_create();
    for (size_t i = 0; i < d->count; i++) {
        const pm_change *change = &d->changes[i];
        const pm_node *node = change->after ? change->after : change->before;
        if (node->kind == PM_NODE_PAPER)
            count_paper(&d->counts, change, seen);
        else if (node->kind == PM_NODE_GROUP)
            (node->level == 1 ? d->counts.categories : d->counts.topics)[change->kind]++;
        else
            d->counts.lists = 1;
    }
    pm_text_map_destroy(seen);
}

pm_difference *pm_difference_create(const pm_taxonomy *before, const pm_taxonomy *after)
{
    pm_arena *arena = pm_arena_create();
    pm_difference *d = PM_NEW(arena, pm_difference);
    *d = (pm_difference){ .arena = arena, .before = before, .after = after };
    joiner j = { .difference = d, .m = { .arena = arena } };
    list_nodes(&j.m.sides[PM_OLD], before, arena);
    list_nodes(&j.m.sides[PM_NEW], after, arena);
    pm_match_papers(&j.m);
    pm_match_groups(&j.m);
    pm_match_rows(&j.m);
    join(&j);
    find_changes(&j);
    count_changed(&j);
    count_changes(d);
    return d;
}

void pm_difference_destroy(pm_difference *difference)
{
    if (difference) pm_arena_destroy(difference->arena);
}
