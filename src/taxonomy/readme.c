/*
 * Writes a taxonomy as a README's tables: a heading for each category (level 1) and each topic (whatever
 * holds papers), as the seed's list has them. Levels between the two are the picture's business.
 */
#include "taxonomy/readme.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "support/memory.h"
#include "support/url.h"
#include "taxonomy/readme_text.h"

/* --- rows --- */

static void write_links(const pm_node *paper, pm_strbuf *out)
{
    for (const pm_link *link = paper->links; link; link = link->next) {
        bool is_safe = pm_url_is_safe(link->url);
        pm_strbuf_string(out, is_safe ? "[[" : "\\[");
        pm_readme_append_text(out, link->label);
        if (!is_safe) {
            pm_strbuf_string(out, "\\] "); /* what must not be a link stays a word */
            continue;
        }
        pm_strbuf_string(out, "](");
        pm_readme_append_url(out, link->url);
        pm_strbuf_string(out, ")] ");
    }
}

static const char *field_text(const pm_node *paper, pm_paper_field field)
{
    switch (field) {
    case PM_FIELD_TITLE:
        return paper->name;
    case PM_FIELD_ABBR:
        return paper->abbr ? paper->abbr : "N/A";
    case PM_FIELD_VENUE:
        return paper->venue;
    case PM_FIELD_YEAR:
        return paper->year;
    case PM_FIELD_AUTHORS:
        return paper->authors;
    case PM_FIELD_NOTE:
        return paper->note;
    default:
        return NULL;
    }
}

static void write_row(const pm_node *paper, const pm_readme_config *config, pm_strbuf *out)
{
    pm_strbuf_string(out, "|");
    for (size_t i = 0; i < config->column_count; i++) {
        pm_strbuf_string(out, " ");
        if (config->columns[i].field == PM_FIELD_LINKS) {
            write_links(paper, out);
        } else {
            const char *text = field_text(paper, config->columns[i].field);
            if (text) pm_readme_append_text(out, text);
            pm_strbuf_string(out, " ");
        }
        pm_strbuf_string(out, "|");
    }
    pm_strbuf_string(out, "\n");
}

/* --- tables --- */

typedef struct row {
    const pm_node *paper;
    size_t place; /* in data order */
} row;

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare_places(const row *a, const row *b)
{
    return (a->place > b->place) - (a->place < b->place);
}

static int compare_newest(const void *left, const void *right)
{
    const row *a = left, *b = right;
    int order = compare_texts(b->paper->year, a->paper->year);
    return order ? order : compare_places(a, b);
}

static int compare_oldest(const void *left, const void *right)
{
    const row *a = left, *b = right;
    int order = compare_texts(a->paper->year, b->paper->year);
    return order ? order : compare_places(a, b);
}

static int compare_titles(const void *left, const void *right)
{
    const row *a = left, *b = right;
    int order = g_ascii_strcasecmp(a->paper->name, b->paper->name);
    return order ? order : compare_places(a, b);
}

static void sort_rows(row *rows, size_t count, pm_paper_order order)
{
    static int (*const comparers[])(const void *, const void *) = {
        [PM_ORDER_NEWEST] = compare_newest,
        [PM_ORDER_OLDEST] = compare_oldest,
        [PM_ORDER_TITLE] = compare_titles,
    };
    if (order != PM_ORDER_FILE && count) qsort(rows, count, sizeof *rows, comparers[order]);
}

static void write_table_head(const pm_readme_config *config, pm_strbuf *out)
{
    for (size_t i = 0; i < config->column_count; i++) {
        pm_strbuf_string(out, "| ");
        pm_readme_append_text(out, config->columns[i].heading);
        pm_strbuf_string(out, " ");
    }
    pm_strbuf_string(out, "|\n|");
    for (size_t i = 0; i < config->column_count; i++)
        pm_strbuf_string(out, i == 0 ? "----------|" : "----|");
    pm_strbuf_string(out, "\n");
}

static void write_table(const pm_node *topic, const pm_readme_config *config, pm_strbuf *out)
{
    row *rows = NULL;
    size_t count = 0, capacity = 0;
    for (const pm_node *child = topic->first_child; child; child = child->next) {
        if (child->kind != PM_NODE_PAPER) continue;
        PM_RESERVE(rows, capacity, count + 1);
        rows[count] = (row){ child, count };
        count++;
    }
    sort_rows(rows, count, config->order);
    write_table_head(config, out);
    for (size_t i = 0; i < count; i++)
        write_row(rows[i].paper, config, out);
    pm_strbuf_string(out, "\n");
    free(rows);
}

/* Whether the node gets a table: it holds papers, or nothing at all. */
static bool is_topic(const pm_node *node)
{
    if (!node->first_child) return true;
    for (const pm_node *child = node->first_child; child; child = child->next)
        if (child->kind == PM_NODE_PAPER) return true;
    return false;
}

static bool has_groups(const pm_node *node)
{
    for (const pm_node *child = node->first_child; child; child = child->next)
        if (child->kind == PM_NODE_GROUP) return true;
    return false;
}

static void write_heading(const char *sign, const pm_node *node, pm_strbuf *out)
{
    pm_strbuf_string(out, sign);
    pm_readme_append_heading(out, node->name);
    pm_strbuf_string(out, "\n");
}

void pm_readme_write_tables(const pm_taxonomy *taxonomy, const pm_readme_config *config, pm_strbuf *out)
{
    const pm_node *root = taxonomy->root;
    bool in_category = false;
    if (is_topic(root)) write_table(root, config, out);
    for (const pm_node *node = pm_node_after(root, root); node; node = pm_node_after(node, root)) {
        if (node->kind == PM_NODE_PAPER) continue;
        bool has_table = is_topic(node);
        if (node->level == 1 && (in_category || has_groups(node))) {
            write_heading(
                "## ", node,
                out); /* below a category a topic without one gets this, too: it is not the category's */
            in_category = true;
        } else if (has_table) {
            write_heading("### ", node, out);
        }
        if (has_table) write_table(node, config, out);
    }
    pm_strbuf_printf(out, "%zu papers are included\n", root->paper_count);
}
