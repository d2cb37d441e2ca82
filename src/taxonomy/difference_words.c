/*
 * What the writers of differences share: names, marks, paths and the summary.
 */
#include "taxonomy/difference_write.h"

#include <stdlib.h>

#include "support/memory.h"

const char *pm_change_kind_name(pm_change_kind kind)
{
    static const char *const names[PM_CHANGE_KINDS] = { "unchanged", "added",  "removed",  "moved",
                                                        "renamed",   "edited", "reordered" };
    return names[kind];
}

const char *pm_change_mark(pm_change_kind kind)
{
    static const char *const marks[PM_CHANGE_KINDS] = { "",  "+", "\xE2\x88\x92", "\xE2\x86\x92",
                                                        "~", "~", "\xE2\x86\x95" };
    return marks[kind];
}

const char *pm_change_noun(const pm_node *node)
{
    static const char *const nouns[] = { "list", "topic", "paper" };
    return node->kind == PM_NODE_GROUP && node->level == 1 ? "category" : nouns[node->kind];
}

const char *pm_edit_name(const pm_edit *edit)
{
    return edit->label ? edit->label : edit->field;
}

/* Depth is the reader's to limit; a chain of names is collected without recursion. */
void pm_append_path_above(pm_strbuf *out, const pm_node *node)
{
    const pm_node **chain = NULL;
    size_t count = 0, capacity = 0;
    for (const pm_node *at = node->parent; at && at->parent; at = at->parent) {
        PM_RESERVE(chain, capacity, count + 1);
        chain[count++] = at;
    }
    if (!count) pm_strbuf_string(out, "the top");
    while (count-- > 0) {
        pm_strbuf_string(out, pm_node_display_name(chain[count]));
        if (count) pm_strbuf_string(out, " / ");
    }
    free(chain);
}

bool pm_place_begin(pm_place *place, const pm_node *node)
{
    pm_strbuf path = PM_STRBUF_INIT;
    if (node->parent) pm_append_path_above(&path, node);
    bool is_new = !place->is_begun || strcmp(pm_strbuf_text(&place->path), pm_strbuf_text(&path)) != 0;
    pm_strbuf_finish(&place->path);
    *place = (pm_place){ path, true };
    return is_new;
}

void pm_append_reason(pm_strbuf *out, const pm_change *change, pm_text_appender *append)
{
    pm_strbuf text = PM_STRBUF_INIT;
    if (change->is_row)
        pm_strbuf_string(&text,
                         change->after ? ", which stands elsewhere, too" : ", which still stands elsewhere");
    if (change->kind == PM_CHANGE_MOVED) {
        pm_strbuf_string(&text, ", from ");
        pm_append_path_above(&text, change->before);
    }
    if (change->kind == PM_CHANGE_REORDERED) {
        pm_strbuf_string(&text, ": ");
        pm_append_order(&text, change);
    }
    for (const pm_change *more = change->repeat; more; more = more->repeat) {
        pm_strbuf_string(&text, more == change->repeat ? ", also in " : "; ");
        pm_append_path_above(&text, more->after);
    }
    append(out, pm_strbuf_text(&text));
    pm_strbuf_finish(&text);
}

void pm_append_order(pm_strbuf *out, const pm_change *change)
{
    if (change->is_displaced && change->behind)
        pm_strbuf_printf(out, "now behind %s", pm_node_display_name(change->behind));
    else if (change->is_displaced)
        pm_strbuf_string(out, "now first");
    if (!change->papers_displaced) return;
    pm_strbuf_printf(out, "%s%zu %s changed places", change->is_displaced ? "; " : "",
                     change->papers_displaced, change->papers_displaced == 1 ? "paper" : "papers");
}

/* Appends "2 papers added": the noun once for all kinds that follow it. */
static void append_counts(pm_strbuf *out, const size_t counts[PM_CHANGE_KINDS], const char *noun,
                          const char *nouns)
{
    bool is_said = false;
    for (int kind = PM_CHANGE_ADDED; kind < PM_CHANGE_KINDS; kind++) {
        if (!counts[kind]) continue;
        if (out->length) pm_strbuf_string(out, is_said ? ", " : "; ");
        pm_strbuf_printf(out, "%zu ", counts[kind]);
        if (!is_said) pm_strbuf_printf(out, "%s ", counts[kind] == 1 ? noun : nouns);
        pm_strbuf_string(out, pm_change_kind_name((pm_change_kind)kind));
        is_said = true;
    }
}

static void append_places(pm_strbuf *out, size_t count, const char *how)
{
    if (!count) return;
    pm_strbuf_printf(out, "%s%zu further %s %s", out->length ? ", " : "", count,
                     count == 1 ? "place" : "places", how);
}

const char *pm_difference_summary(const pm_difference *difference)
{
    const pm_change_counts *counts = &difference->counts;
    pm_strbuf out = PM_STRBUF_INIT;
    append_counts(&out, counts->papers, "paper", "papers");
    append_places(&out, counts->rows_added, "added");
    append_places(&out, counts->rows_removed, "removed");
    append_counts(&out, counts->topics, "topic", "topics");
    append_counts(&out, counts->categories, "category", "categories");
    if (counts->lists) pm_strbuf_printf(&out, "%sthe list's title changed", out.length ? "; " : "");
    const char *text =
        pm_arena_strdup(difference->arena, out.length ? pm_strbuf_text(&out) : "nothing changed");
    pm_strbuf_finish(&out);
    return text;
}
