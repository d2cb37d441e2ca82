/*
 * A difference as data: one object for each change, on a line of its own.
 */
#include <stdlib.h>

#include "support/json.h"
#include "support/memory.h"
#include "taxonomy/difference_write.h"

static void append_member(pm_strbuf *out, const char *key, const char *value)
{
    pm_strbuf_printf(out, "\"%s\": ", key);
    if (value)
        pm_json_string(out, value);
    else
        pm_strbuf_string(out, "null");
}

/* The names above a node, from the first level down. */
static void append_path(pm_strbuf *out, const char *key, const pm_node *node)
{
    const pm_node **chain = NULL;
    size_t count = 0, capacity = 0;
    for (const pm_node *at = node ? node->parent : NULL; at && at->parent; at = at->parent) {
        PM_RESERVE(chain, capacity, count + 1);
        chain[count++] = at;
    }
    pm_strbuf_printf(out, "\"%s\": ", key);
    pm_strbuf_string(out, node ? "[" : "null");
    while (count-- > 0) {
        pm_json_string(out, pm_node_plain_name(chain[count]));
        if (count) pm_strbuf_string(out, ", ");
    }
    if (node) pm_strbuf_char(out, ']');
    free(chain);
}

static void append_edits(pm_strbuf *out, const pm_change *change)
{
    pm_strbuf_string(out, ", \"edits\": [");
    for (size_t i = 0; i < change->edit_count; i++) {
        const pm_edit *edit = &change->edits[i];
        pm_strbuf_string(out, i ? ", {" : "{");
        append_member(out, "field", edit->field);
        if (edit->label) {
            pm_strbuf_string(out, ", ");
            append_member(out, "label", edit->label);
        }
        pm_strbuf_string(out, ", ");
        append_member(out, "before", edit->before);
        pm_strbuf_string(out, ", ");
        append_member(out, "after", edit->after);
        pm_strbuf_char(out, '}');
    }
    pm_strbuf_char(out, ']');
}

static void append_order(pm_strbuf *out, const pm_change *change)
{
    if (change->is_displaced) {
        pm_strbuf_string(out, ", ");
        append_member(out, "behind", change->behind ? pm_node_plain_name(change->behind) : NULL);
    }
    if (change->papers_displaced) pm_strbuf_printf(out, ", \"papers\": %zu", change->papers_displaced);
}

void pm_change_write_json(const pm_change *change, pm_strbuf *out)
{
    static const char *const whats[] = { "list", "group", "paper" };
    const pm_node *node = change->after ? change->after : change->before;
    append_member(out, "kind", pm_change_kind_name(change->kind));
    pm_strbuf_string(out, ", ");
    append_member(out, "what", whats[node->kind]);
    pm_strbuf_string(out, ", ");
    append_member(out, "name", node->name ? pm_node_plain_name(node) : NULL);
    pm_strbuf_string(out, ", ");
    append_path(out, "from", change->before);
    pm_strbuf_string(out, ", ");
    append_path(out, "to", change->after);
    if (change->is_row) pm_strbuf_string(out, ", \"row\": true");
    if (change->edit_count) append_edits(out, change);
    if (change->kind == PM_CHANGE_REORDERED) append_order(out, change);
}

void pm_difference_write_json(const pm_difference *difference, pm_strbuf *out)
{
    pm_strbuf_char(out, '{');
    append_member(out, "old", difference->before->source ? difference->before->source->name : NULL);
    pm_strbuf_string(out, ", ");
    append_member(out, "new", difference->after->source ? difference->after->source->name : NULL);
    pm_strbuf_string(out, ", ");
    append_member(out, "summary", pm_difference_summary(difference));
    pm_strbuf_string(out, ",\n\"changes\": [");
    for (size_t i = 0; i < difference->count; i++) {
        pm_strbuf_string(out, i ? ",\n  {" : "\n  {");
        pm_change_write_json(&difference->changes[i], out);
        pm_strbuf_char(out, '}');
    }
    pm_strbuf_string(out, "]}\n");
}
