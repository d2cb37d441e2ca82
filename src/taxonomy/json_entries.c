/*
 * One line per entry, so that two imports compare well with diff.
 */
#include "taxonomy/json_entries.h"

#include "taxonomy/markdown_entry.h"

static void write_string(pm_strbuf *out, const char *text)
{
    if (!text) {
        pm_strbuf_string(out, "null");
        return;
    }
    pm_strbuf_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            pm_strbuf_printf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            pm_strbuf_printf(out, "\\u%04x", c);
        else
            pm_strbuf_char(out, *text);
    }
    pm_strbuf_char(out, '"');
}

static const char *primary_url(const pm_node *paper)
{
    const pm_link *best = NULL;
    for (const pm_link *link = paper->links; link; link = link->next)
        if (strcmp(link->label, "PAGE") == 0) return link->url;
    for (const pm_link *link = paper->links; link; link = link->next)
        if (!best || pm_md_paper_rank(link->label) > pm_md_paper_rank(best->label)) best = link;
    return best ? best->url : NULL;
}

static void write_path(pm_strbuf *out, const pm_node *paper)
{
    const pm_node *group = paper;
    for (int level = 1; level < paper->level; level++) {
        for (group = paper; group->level > level;)
            group = group->parent;
        if (level > 1) pm_strbuf_string(out, ", ");
        write_string(out, group->name);
    }
}

static void write_links(pm_strbuf *out, const pm_node *paper)
{
    pm_strbuf_string(out, ", \"links\": {");
    for (const pm_link *link = paper->links; link; link = link->next) {
        if (link != paper->links) pm_strbuf_string(out, ", ");
        write_string(out, link->label);
        pm_strbuf_string(out, ": ");
        write_string(out, link->url);
    }
    pm_strbuf_char(out, '}');
}

static void write_optional(pm_strbuf *out, const char *key, const char *value)
{
    if (!value) return;
    pm_strbuf_printf(out, ", \"%s\": ", key);
    write_string(out, value);
}

static void write_entry(pm_strbuf *out, const pm_node *paper)
{
    pm_strbuf_string(out, "  {\"path\": [");
    write_path(out, paper);
    pm_strbuf_string(out, "], \"title\": ");
    write_string(out, paper->name);
    pm_strbuf_string(out, ", \"url\": ");
    write_string(out, primary_url(paper));
    pm_strbuf_string(out, ", \"venue\": ");
    write_string(out, paper->venue);
    pm_strbuf_string(out, ", \"year\": ");
    write_string(out, paper->year);
    write_optional(out, "abbr", paper->abbr);
    write_optional(out, "authors", paper->authors);
    write_links(out, paper);
    pm_strbuf_char(out, '}');
}

void pm_taxonomy_write_json_entries(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    const char *separator = "\n";
    pm_strbuf_string(out, "{\"entries\": [");
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        if (node->kind != PM_NODE_PAPER) continue;
        pm_strbuf_string(out, separator);
        write_entry(out, node);
        separator = ",\n";
    }
    pm_strbuf_string(out, "\n]}\n");
}
