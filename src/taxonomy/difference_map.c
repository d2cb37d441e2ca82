/*
 * One walk over the union. What changed is copied with what leads to it; what is as it was is counted at its
 * parent and stands there as one more leaf, behind the others. A place that was left by a group keeps one
 * leaf in its stead, so that an arrow can begin beside it.
 */
#include "taxonomy/difference_map.h"

#include <string.h>

#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/difference_write.h"

/* A group of the union that is being copied, and what was folded in it so far. */
typedef struct level {
    const pm_union_node *original;
    pm_node *copy;
    size_t groups, papers, papers_in_groups;
    struct level *above;
} level;

typedef struct maker {
    const pm_difference *difference;
    pm_difference_map *made;
    pm_arena *arena;     /* the made taxonomy's */
    pm_text_map *places; /* by node of the new list: the place that it was moved away from, as drawn */
    level *level;
    struct arrival *arrivals;
} maker;

/* Something that moved here, from a place that may be drawn later. */
typedef struct arrival {
    pm_node_mark *mark;
    const pm_node *node; /* of the new list */
    struct arrival *next;
} arrival;

const char *pm_mark_kind_name(pm_mark_kind kind)
{
    static const char *const names[PM_MARK_KINDS] = { "unchanged",  "added",  "removed",  "moved here",
                                                      "moved away", "edited", "unchanged" };
    return names[kind];
}

/* --- marks --- */

typedef struct rows {
    pm_mark_row *items;
    size_t count;
} rows;

static void add_row(rows *r, const char *label, const char *before, const char *after)
{
    r->items[r->count++] = (pm_mark_row){ label, before, after };
}

static const char *path_of(const maker *m, const char *before, const pm_node *node)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_strbuf_string(&text, before);
    pm_append_path_above(&text, node);
    const char *kept = pm_arena_strdup(m->arena, pm_strbuf_text(&text));
    pm_strbuf_finish(&text);
    return kept;
}

static const char *order_of(const maker *m, const pm_change *change)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_append_order(&text, change);
    const char *kept = pm_arena_strdup(m->arena, pm_strbuf_text(&text));
    pm_strbuf_finish(&text);
    return kept;
}

/* Links are told by their labels: addresses are long, and the text and the page have them. */
static void add_edit(rows *r, const pm_edit *edit)
{
    if (strcmp(edit->field, "name") == 0 || strcmp(edit->field, "title") == 0)
        add_row(r, NULL, edit->before, NULL);
    else if (!edit->label)
        add_row(r, edit->field, edit->before ? edit->before : "", edit->after ? edit->after : "none");
    else if (edit->before && edit->after)
        add_row(r, edit->label, NULL, "leads elsewhere");
    else
        add_row(r, edit->label, edit->before ? "link" : NULL, edit->after ? "new link" : NULL);
}

static void list_rows(const maker *m, const pm_union_node *node, pm_node_mark *mark)
{
    const pm_change *change = node->change;
    rows r = { PM_NEW_ARRAY(m->arena, pm_mark_row, (change ? change->edit_count : 0) + 3), 0 };
    if (mark->kind == PM_MARK_MOVED_HERE) add_row(&r, NULL, NULL, path_of(m, "from ", change->before));
    if (mark->kind == PM_MARK_MOVED_AWAY) add_row(&r, NULL, NULL, path_of(m, "to ", node->elsewhere));
    if (change && change->is_row)
        add_row(&r, NULL, NULL, change->after ? "it stands elsewhere, too" : "it still stands elsewhere");
    for (size_t i = 0; change && i < change->edit_count; i++)
        add_edit(&r, &change->edits[i]);
    if (node->reordered) add_row(&r, NULL, NULL, order_of(m, node->reordered));
    mark->rows = r.items;
    mark->row_count = r.count;
}

static pm_mark_kind mark_of(const pm_union_node *node)
{
    static const pm_mark_kind kinds[PM_CHANGE_KINDS] = { PM_MARK_SAME,       PM_MARK_ADDED,  PM_MARK_REMOVED,
                                                         PM_MARK_MOVED_HERE, PM_MARK_EDITED, PM_MARK_EDITED,
                                                         PM_MARK_EDITED };
    if (node->elsewhere) return PM_MARK_MOVED_AWAY;
    if (node->change) return kinds[node->change->kind];
    return node->reordered ? PM_MARK_EDITED : PM_MARK_SAME;
}

static const char *sign_of(const pm_union_node *node)
{
    if (node->elsewhere) return pm_change_mark(PM_CHANGE_MOVED);
    const pm_change *change = node->change ? node->change : node->reordered;
    return change ? pm_change_mark(change->kind) : "";
}

static const char *count_of(const maker *m, const pm_union_node *node)
{
    size_t before = node->before ? node->before->paper_count : 0,
           after = node->after ? node->after->paper_count : before;
    if (!node->before) before = after;
    if (before == after) return pm_arena_printf(m->arena, "%zu %s", after, after == 1 ? "paper" : "papers");
    return pm_arena_printf(m->arena, "%zu \xE2\x86\x92 %zu papers", before, after);
}

/* --- copies --- */

static pm_node *append(const maker *m, pm_node *parent, pm_node_kind kind, const char *name,
                       pm_mark_kind mark)
{
    pm_taxonomy *taxonomy = m->made->taxonomy;
    const pm_mark nowhere = { 0, 0 };
    pm_node *node = kind == PM_NODE_GROUP ? pm_taxonomy_add_group(taxonomy, parent, name, nowhere)
                                          : pm_taxonomy_add_paper(taxonomy, parent, name, nowhere);
    pm_node_mark *made = PM_NEW(m->arena, pm_node_mark);
    *made = (pm_node_mark){ .kind = mark, .sign = "" };
    node->mark = made;
    return node;
}

/* The words and links of a paper stay its list's. */
static void take_words(pm_node *copy, const pm_node *node)
{
    copy->abbr = node->abbr;
    copy->venue = node->venue;
    copy->year = node->year;
    copy->authors = node->authors;
    copy->links = node->links;
    copy->last_link = node->last_link;
}

static void mark_node(maker *m, pm_node *copy, const pm_union_node *node)
{
    pm_node_mark *mark = PM_NEW(m->arena, pm_node_mark);
    *mark = (pm_node_mark){ .kind = mark_of(node), .sign = sign_of(node) };
    list_rows(m, node, mark);
    if (pm_union_node_of(node)->kind == PM_NODE_GROUP && !node->elsewhere) mark->count = count_of(m, node);
    copy->mark = mark;
    if (mark->kind != PM_MARK_MOVED_HERE) return;
    arrival *a = PM_NEW(m->arena, arrival);
    *a = (arrival){ mark, node->after, m->arrivals };
    m->arrivals = a;
}

static void copy_node(maker *m, const pm_union_node *node)
{
    const pm_node *original = pm_union_node_of(node);
    pm_node *copy = append(m, m->level->copy, original->kind, original->name, PM_MARK_SAME);
    if (!node->elsewhere) take_words(copy, original);
    copy->label = original->label;
    mark_node(m, copy, node);
    if (node->elsewhere) {
        *pm_text_map_at(m->places, node->elsewhere, "") = copy;
        if (original->kind == PM_NODE_GROUP)
            append(m, copy, PM_NODE_PAPER,
                   pm_arena_printf(m->arena, "%zu %s went along", original->paper_count,
                                   original->paper_count == 1 ? "paper" : "papers"),
                   PM_MARK_FOLDED);
    }
    if (original->kind == PM_NODE_PAPER || node->elsewhere) return;
    level *next = PM_NEW(m->arena, level);
    *next = (level){ .original = node, .copy = copy, .above = m->level };
    m->level = next;
}

/* --- folding --- */

static void fold_node(level *l, const pm_union_node *node)
{
    const pm_node *original = pm_union_node_of(node);
    if (original->kind == PM_NODE_PAPER) {
        l->papers++;
    } else {
        l->groups++;
        l->papers_in_groups += original->entry_count;
    }
}

/* What was folded in the group, as its last leaves. */
static void end_level(maker *m)
{
    const level *l = m->level;
    bool are_categories = !l->copy->parent;
    if (l->papers)
        append(m, l->copy, PM_NODE_PAPER,
               pm_arena_printf(m->arena, "%zu unchanged %s", l->papers, l->papers == 1 ? "paper" : "papers"),
               PM_MARK_FOLDED);
    const char *noun =
        are_categories ? (l->groups == 1 ? "category" : "categories") : (l->groups == 1 ? "topic" : "topics");
    if (l->groups && l->papers_in_groups)
        append(m, l->copy, PM_NODE_PAPER,
               pm_arena_printf(m->arena, "%zu unchanged %s \xC2\xB7 %zu %s", l->groups, noun,
                               l->papers_in_groups, l->papers_in_groups == 1 ? "paper" : "papers"),
               PM_MARK_FOLDED);
    else if (l->groups)
        append(m, l->copy, PM_NODE_PAPER, pm_arena_printf(m->arena, "%zu unchanged %s", l->groups, noun),
               PM_MARK_FOLDED);
    m->level = l->above;
}

static void walk(maker *m)
{
    const pm_union_node *node = m->difference->root;
    for (node = pm_union_after(node); node;) {
        while (m->level->original != node->parent && m->level->above)
            end_level(m);
        bool is_folded = !node->changed;
        if (is_folded)
            fold_node(m->level, node);
        else
            copy_node(m, node);
        bool is_left_out = is_folded || node->elsewhere;
        node = is_left_out ? pm_union_after_subtree(node) : pm_union_after(node);
    }
    while (m->level)
        end_level(m);
}

/* Now that every place is drawn, what moved knows where it came from. */
static void join_moves(const maker *m)
{
    for (const arrival *a = m->arrivals; a; a = a->next)
        a->mark->came_from = pm_text_map_get(m->places, a->node, "");
}

/* --- legend --- */

static size_t sum_of(const pm_change_counts *counts, pm_change_kind kind)
{
    return counts->papers[kind] + counts->topics[kind] + counts->categories[kind];
}

static void add_legend(maker *m, pm_mark_kind mark, pm_change_kind kind, size_t count, const char *what)
{
    if (!count) return;
    m->made->legend[m->made->legend_count++] =
        (pm_legend_entry){ mark, pm_change_mark(kind), pm_arena_printf(m->arena, "%zu %s", count, what) };
}

static void make_legend(maker *m)
{
    const pm_change_counts *counts = &m->difference->counts;
    add_legend(m, PM_MARK_ADDED, PM_CHANGE_ADDED, sum_of(counts, PM_CHANGE_ADDED) + counts->rows_added,
               "added");
    add_legend(m, PM_MARK_REMOVED, PM_CHANGE_REMOVED,
               sum_of(counts, PM_CHANGE_REMOVED) + counts->rows_removed, "removed");
    add_legend(m, PM_MARK_MOVED_HERE, PM_CHANGE_MOVED, sum_of(counts, PM_CHANGE_MOVED), "moved");
    add_legend(m, PM_MARK_EDITED, PM_CHANGE_EDITED,
               sum_of(counts, PM_CHANGE_EDITED) + sum_of(counts, PM_CHANGE_RENAMED) + counts->lists,
               "edited");
    add_legend(m, PM_MARK_EDITED, PM_CHANGE_REORDERED, sum_of(counts, PM_CHANGE_REORDERED), "reordered");
    if (!m->made->legend_count)
        m->made->legend[m->made->legend_count++] = (pm_legend_entry){ PM_MARK_SAME, "", "nothing changed" };
}

pm_difference_map *pm_difference_map_create(const pm_difference *difference)
{
    pm_taxonomy *taxonomy = pm_taxonomy_create(difference->after->source, difference->after->root->name);
    pm_difference_map *made = PM_NEW(taxonomy->arena, pm_difference_map);
    made->taxonomy = taxonomy;
    made->summary = pm_difference_summary(difference);
    maker m = {
        .difference = difference, .made = made, .arena = taxonomy->arena, .places = pm_text_map_create()
    };
    taxonomy->root->label = difference->after->root->label;
    mark_node(&m, taxonomy->root, difference->root);
    level first = { .original = difference->root, .copy = taxonomy->root };
    m.level = &first;
    walk(&m);
    join_moves(&m);
    make_legend(&m);
    pm_taxonomy_finish(taxonomy);
    pm_text_map_destroy(m.places);
    return made;
}

void pm_difference_map_destroy(pm_difference_map *map)
{
    if (map) pm_taxonomy_destroy(map->taxonomy);
}
