/*
 * A difference for people who read it on a page: a comment of a pull request, a job's summary.
 */
#include "support/url.h"
#include "taxonomy/difference_write.h"
#include "taxonomy/readme_text.h"

/* Text that shows as it is and calls nobody: "@name" and "#1" would be links to people and issues. */
static void append_text(pm_strbuf *out, const char *text)
{
    pm_strbuf escaped = PM_STRBUF_INIT;
    pm_readme_append_text(&escaped, text);
    for (const char *at = pm_strbuf_text(&escaped); *at; at++) {
        if (*at == '@' || *at == '#')
            pm_strbuf_printf(out, "&#%d;", *at);
        else
            pm_strbuf_char(out, *at);
    }
    pm_strbuf_finish(&escaped);
}

/* A link to the paper's first address, or its title alone. */
static void append_title(pm_strbuf *out, const pm_node *node, bool is_struck)
{
    const pm_link *link = node->kind == PM_NODE_PAPER ? node->links : NULL;
    bool is_linked = link && strstr(link->url, "://") && pm_url_is_safe(link->url) && !is_struck;
    const char *edge = is_struck ? "~~" : node->kind == PM_NODE_PAPER ? "" : "**";
    pm_strbuf_string(out, is_linked ? "[" : edge);
    append_text(out, node->name ? pm_node_display_name(node) : "without a title");
    if (!is_linked) {
        pm_strbuf_string(out, edge);
        return;
    }
    pm_strbuf_string(out, "](");
    pm_readme_append_url(out, link->url);
    pm_strbuf_char(out, ')');
}

static void append_venue(pm_strbuf *out, const pm_node *node)
{
    if (node->kind != PM_NODE_PAPER || (!node->venue && !node->year)) return;
    pm_strbuf_string(out, " \xC2\xB7 ");
    if (node->venue) append_text(out, node->venue);
    if (node->venue && node->year) pm_strbuf_char(out, ' ');
    if (node->year) append_text(out, node->year);
}

/* What is now; an address as a link. */
static void append_after(pm_strbuf *out, const pm_edit *edit)
{
    const char *after = edit->after ? edit->after : "none";
    bool is_link = edit->label && edit->after && strstr(after, "://") && pm_url_is_safe(after);
    if (is_link) pm_strbuf_char(out, '[');
    append_text(out, after);
    if (!is_link) return;
    pm_strbuf_string(out, "](");
    pm_readme_append_url(out, after);
    pm_strbuf_char(out, ')');
}

static void append_edits(pm_strbuf *out, const pm_change *change)
{
    for (size_t i = 0; i < change->edit_count; i++) {
        const pm_edit *edit = &change->edits[i];
        pm_strbuf_string(out, "  - ");
        append_text(out, pm_edit_name(edit));
        pm_strbuf_string(out, ": ");
        if (edit->before) {
            pm_strbuf_string(out, "~~");
            append_text(out, edit->before);
            pm_strbuf_string(out, "~~ ");
        }
        pm_strbuf_string(out, edit->before ? "\xE2\x86\x92 " : "new: ");
        append_after(out, edit);
        pm_strbuf_char(out, '\n');
    }
}

static void append_change(pm_strbuf *out, const pm_change *change)
{
    const pm_node *node = change->after ? change->after : change->before;
    pm_strbuf_printf(out, "- `%s` ", pm_change_mark(change->kind));
    if (node->kind != PM_NODE_PAPER) pm_strbuf_printf(out, "%s ", pm_change_noun(node));
    append_title(out, node, change->kind == PM_CHANGE_REMOVED);
    append_venue(out, node);
    pm_append_reason(out, change, append_text);
    pm_strbuf_char(out, '\n');
    append_edits(out, change);
}

static void append_heading(pm_strbuf *out, const pm_place *place)
{
    pm_strbuf_char(out, '\n');
    if (!place->path.length) return;
    append_text(out, pm_strbuf_text(&place->path));
    pm_strbuf_string(out, "\n\n");
}

void pm_difference_write_markdown(const pm_difference *difference, size_t most, pm_strbuf *out)
{
    pm_place place = { PM_STRBUF_INIT, false };
    size_t shown = 0, left = 0;
    pm_strbuf_printf(out, "**%s**\n", pm_difference_summary(difference));
    for (size_t i = 0; i < difference->count; i++) {
        const pm_change *change = &difference->changes[i];
        const pm_node *node = change->after ? change->after : change->before;
        if (change->is_repeat) continue;
        if (shown == most) {
            left++;
            continue;
        }
        if (pm_place_begin(&place, node)) append_heading(out, &place);
        append_change(out, change);
        shown++;
    }
    pm_strbuf_finish(&place.path);
    if (left) pm_strbuf_printf(out, "\nAnd %zu more.\n", left);
}
