/*
 * A difference for a terminal: under each place, as a heading, what changed there.
 */
#include "support/diagnostics.h"
#include "taxonomy/difference_write.h"

typedef struct writer {
    pm_strbuf *out;
    bool colours;
    pm_place place;
} writer;

static void append_escaped(pm_strbuf *out, const char *text)
{
    pm_escape_controls(out, text, strlen(text));
}

static void begin_colour(writer *w, pm_change_kind kind)
{
    static const char *const colours[PM_CHANGE_KINDS] = { "1", "32", "31", "34", "33", "33", "33" };
    if (w->colours) pm_strbuf_printf(w->out, "\033[%sm", colours[kind]);
}

static void end_colour(writer *w)
{
    if (w->colours) pm_strbuf_string(w->out, "\033[0m");
}

/* The heading of the place that a node stands in, unless it is there already. */
static void head(writer *w, const pm_node *node)
{
    if (!pm_place_begin(&w->place, node)) return;
    pm_strbuf_char(w->out, '\n');
    if (!node->parent) return;
    begin_colour(w, PM_CHANGE_NONE);
    append_escaped(w->out, pm_strbuf_text(&w->place.path));
    end_colour(w);
    pm_strbuf_char(w->out, '\n');
}

static void write_name(writer *w, const pm_node *node)
{
    if (node->kind != PM_NODE_PAPER) pm_strbuf_printf(w->out, "%s ", pm_change_noun(node));
    append_escaped(w->out, node->name ? pm_node_display_name(node) : "without a title");
    if (node->kind != PM_NODE_PAPER || (!node->venue && !node->year)) return;
    pm_strbuf_string(w->out, " (");
    if (node->venue) append_escaped(w->out, node->venue);
    if (node->venue && node->year) pm_strbuf_char(w->out, ' ');
    if (node->year) append_escaped(w->out, node->year);
    pm_strbuf_char(w->out, ')');
}

static void write_edits(writer *w, const pm_change *change)
{
    for (size_t i = 0; i < change->edit_count; i++) {
        const pm_edit *edit = &change->edits[i];
        pm_strbuf_string(w->out, "      ");
        append_escaped(w->out, pm_edit_name(edit));
        pm_strbuf_string(w->out, ": ");
        append_escaped(w->out, edit->before ? edit->before : "(none)");
        pm_strbuf_string(w->out, " \xE2\x86\x92 ");
        append_escaped(w->out, edit->after ? edit->after : "(none)");
        pm_strbuf_char(w->out, '\n');
    }
}

static void write_change(writer *w, const pm_change *change)
{
    const pm_node *node = change->after ? change->after : change->before;
    if (change->is_repeat) return;
    head(w, node);
    pm_strbuf_string(w->out, "  ");
    begin_colour(w, change->kind);
    pm_strbuf_printf(w->out, "%s ", pm_change_mark(change->kind));
    write_name(w, node);
    end_colour(w);
    pm_append_reason(w->out, change, append_escaped);
    pm_strbuf_char(w->out, '\n');
    write_edits(w, change);
}

void pm_difference_write_text(const pm_difference *difference, bool colours, pm_strbuf *out)
{
    writer w = { .out = out, .colours = colours };
    pm_strbuf_printf(out, "%s\n", pm_difference_summary(difference));
    for (size_t i = 0; i < difference->count; i++)
        write_change(&w, &difference->changes[i]);
    pm_strbuf_finish(&w.place.path);
}
