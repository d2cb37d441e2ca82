/*
 * Block style throughout, two blanks a level, one key a line, a blank line between topics: the layout that
 * such repositories already have.
 */
#include "taxonomy/yaml_writer.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>

#include "support/memory.h"
#include "support/utf8.h"

/* libyaml ends the search for a key's colon at 1024 characters. A byte of a name is at most four as written.
 */
enum { WRITTEN_KEY_LIMIT = 1000, KEY_LIMIT = WRITTEN_KEY_LIMIT / 4 };

static bool is_printable(uint32_t c)
{
    return (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029) ||
           (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) || c >= 0x10000;
}

/* Words and numbers to which YAML readers give a type of their own. */
static bool is_typed(const char *text)
{
    static const char *const words[] = { "null", "~", "true", "false", "yes", "no", "on",
                                         "off",  "y", "n",    ".nan",  "=",   "<<", ".inf" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i]) == 0) return true;
    /* numbers, dates, times, version-like numbers: digits with marks, at most one letter for hexadecimal and
     * exponents */
    bool digit = false;
    for (const char *c = text; *c; c++) {
        digit |= isdigit((unsigned char)*c) != 0;
        if (!isdigit((unsigned char)*c) && !strchr("+-._:,eExXoTZabcdfABCDF", *c)) return false;
    }
    return digit && (isdigit((unsigned char)*text) || strchr("+-.", *text));
}

static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);
    if (!length || is_typed(text) || isspace((unsigned char)text[0]) ||
        isspace((unsigned char)text[length - 1]))
        return true;
    if (strchr("[]{},#&*!|>'\"%@`", text[0]) || text[length - 1] == ':') return true;
    if (strchr("-?:", text[0]) && (length == 1 || text[1] == ' ')) return true;
    if (strncmp(text, "---", 3) == 0 || strncmp(text, "...", 3) == 0) return true;
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        bool colon = at[0] == ':' && at[1] == ' ', comment = at[0] == ' ' && at[1] == '#';
        if (colon || comment || !is_printable(pm_utf8_next(&at, end))) return true;
    }
    return false;
}

static void write_quoted(pm_strbuf *out, const char *text)
{
    const char *end = text + strlen(text);
    pm_strbuf_char(out, '"');
    while (text < end) {
        const char *start = text;
        uint32_t c = pm_utf8_next(&text, end);
        if (c == '"' || c == '\\')
            pm_strbuf_printf(out, "\\%c", (char)c);
        else if (is_printable(c))
            pm_strbuf_append(out, start, (size_t)(text - start));
        else
            pm_strbuf_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)c);
    }
    pm_strbuf_char(out, '"');
}

void pm_yaml_write_text(pm_strbuf *out, const char *text)
{
    if (needs_quotes(text))
        write_quoted(out, text);
    else
        pm_strbuf_string(out, text);
}

static void indent(pm_strbuf *out, int columns)
{
    pm_strbuf_printf(out, "%*s", columns, "");
}

/* A line "key: text"; nothing when the text is absent. */
static void write_key(pm_strbuf *out, int columns, const char *key, const char *text)
{
    if (!text) return;
    indent(out, columns);
    pm_strbuf_printf(out, "%s: ", key);
    pm_yaml_write_text(out, text);
    pm_strbuf_char(out, '\n');
}

/* A line "label: url"; two, "? label" and ": url", when the label is too long for one. */
static void write_link(pm_strbuf *out, int columns, const pm_link *link)
{
    pm_strbuf key = PM_STRBUF_INIT;
    pm_yaml_write_text(&key, link->label);
    bool is_long = key.length > WRITTEN_KEY_LIMIT;
    indent(out, columns);
    if (is_long) pm_strbuf_string(out, "? ");
    pm_strbuf_append(out, key.data, key.length);
    if (is_long) {
        pm_strbuf_char(out, '\n');
        indent(out, columns);
    }
    pm_strbuf_string(out, ": ");
    pm_yaml_write_text(out, link->url);
    pm_strbuf_char(out, '\n');
    pm_strbuf_finish(&key);
}

static void write_paper(pm_strbuf *out, int columns, const pm_node *paper)
{
    indent(out, columns);
    pm_strbuf_string(out, "- title: ");
    pm_yaml_write_text(out, paper->name);
    pm_strbuf_char(out, '\n');
    columns += 2;
    write_key(out, columns, "abbr", paper->abbr);
    write_key(out, columns, "venue", paper->venue);
    write_key(out, columns, "year", paper->year);
    write_key(out, columns, "authors", paper->authors);
    write_key(out, columns, "note", paper->note);
    if (!paper->links) return;
    indent(out, columns);
    pm_strbuf_string(out, "links:\n");
    for (const pm_link *link = paper->links; link; link = link->next)
        write_link(out, columns + 2, link);
}

/* Writes the papers among the children, below `key`. */
static void write_papers(pm_strbuf *out, int columns, const char *key, const pm_node *group, bool always)
{
    bool begun = false;
    for (const pm_node *child = group->first_child; child; child = child->next) {
        if (child->kind != PM_NODE_PAPER) continue;
        if (!begun) {
            indent(out, columns);
            pm_strbuf_printf(out, "%s:\n", key);
            begun = true;
        }
        write_paper(out, columns + 2, child);
    }
    if (begun || !always) return;
    indent(out, columns);
    pm_strbuf_printf(out, "%s: []\n", key);
}

/* --- which form --- */

static bool holds(const pm_node *group, pm_node_kind kind)
{
    for (const pm_node *child = group->first_child; child; child = child->next)
        if (child->kind == kind) return true;
    return false;
}

static bool is_topic(const pm_node *node)
{
    return node->kind == PM_NODE_GROUP && !holds(node, PM_NODE_GROUP);
}

/* A category of the flat form is no more than its name and topics. */
static bool is_category(const pm_node *node)
{
    if (node->kind != PM_NODE_GROUP || node->label || node->note || !node->first_child) return false;
    for (const pm_node *child = node->first_child; child; child = child->next)
        if (!is_topic(child)) return false;
    bool repeated = node->next && node->next->kind == PM_NODE_GROUP && holds(node->next, PM_NODE_GROUP) &&
                    strcmp(node->next->name, node->name) == 0;
    return !repeated;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Topics are keys of one mapping, beside the map's title: no two have the same name. */
static bool has_unique_topics(const pm_taxonomy *taxonomy)
{
    size_t count = 0, capacity = 0;
    const char **names = NULL;
    bool unique = true;
    const pm_node *root = taxonomy->root;
    if (root->name) {
        PM_RESERVE(names, capacity, count + 1);
        names[count++] = "title";
    }
    for (const pm_node *node = pm_node_after(root, root); node; node = pm_node_after(node, root)) {
        if (!is_topic(node)) continue;
        PM_RESERVE(names, capacity, count + 1);
        names[count++] = node->name;
        unique &= strlen(node->name) <= KEY_LIMIT;
    }
    if (count) qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count && unique; i++)
        unique = strcmp(names[i - 1], names[i]) != 0;
    free(names);
    return unique;
}

static bool is_flat(const pm_taxonomy *taxonomy)
{
    const pm_node *root = taxonomy->root;
    if (root->label || root->note || !root->first_child) return false;
    for (const pm_node *child = root->first_child; child; child = child->next)
        if (!is_topic(child) && !is_category(child)) return false;
    return has_unique_topics(taxonomy);
}

/* --- the two forms --- */

static void write_topic(pm_strbuf *out, const pm_node *topic, const char *category)
{
    if (out->length) pm_strbuf_char(out, '\n');
    pm_yaml_write_text(out, topic->name);
    pm_strbuf_string(out, ":\n");
    write_key(out, 2, "category", category);
    write_key(out, 2, "label", topic->label);
    write_key(out, 2, "note", topic->note);
    write_papers(out, 2, "list", topic, true);
}

static void write_flat(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    write_key(out, 0, "title", taxonomy->root->name);
    for (const pm_node *child = taxonomy->root->first_child; child; child = child->next) {
        if (is_topic(child)) {
            write_topic(out, child, NULL);
            continue;
        }
        for (const pm_node *topic = child->first_child; topic; topic = topic->next)
            write_topic(out, topic, child->name);
    }
}

/* The papers of a node and the head of its children: papers come first unless they are all last. */
static bool has_papers_last(const pm_node *group)
{
    return group->first_child && group->first_child->kind == PM_NODE_GROUP &&
           group->last_child->kind == PM_NODE_PAPER;
}

static bool turns_once(const pm_node *group)
{
    int turns = 0;
    for (const pm_node *child = group->first_child; child && child->next; child = child->next)
        turns += child->kind != child->next->kind;
    return turns == 1;
}

/* A group's own lines; its children follow one level deeper. */
static void write_group(pm_strbuf *out, const pm_node *group)
{
    int columns = group->level * 4 - 2;
    indent(out, columns);
    pm_strbuf_string(out, "- name: ");
    pm_yaml_write_text(out, group->name);
    pm_strbuf_char(out, '\n');
    write_key(out, columns + 2, "label", group->label);
    write_key(out, columns + 2, "note", group->note);
}

/* What is written on the way down: papers (unless they come last) and the key of the children. */
static void open_group(pm_strbuf *out, const pm_node *group, int columns)
{
    bool last = has_papers_last(group) && turns_once(group);
    if (!last) write_papers(out, columns, "papers", group, false);
    if (!holds(group, PM_NODE_GROUP)) return;
    indent(out, columns);
    pm_strbuf_string(out, "children:\n");
}

static void write_tree(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    const pm_node *root = taxonomy->root;
    write_key(out, 0, "title", root->name);
    write_key(out, 0, "label", root->label);
    write_key(out, 0, "note", root->note);
    open_group(out, root, 0);
    if (!root->first_child) pm_strbuf_string(out, "children: []\n");
    for (const pm_node *node = root->first_child; node;) {
        if (node->kind == PM_NODE_GROUP) {
            write_group(out, node);
            open_group(out, node, node->level * 4);
            if (node->first_child) {
                node = node->first_child;
                continue;
            }
        }
        while (node && !node->next) {
            node = node->parent;
            if (has_papers_last(node) && turns_once(node))
                write_papers(out, node->level * 4, "papers", node, false);
            if (node == root) node = NULL;
        }
        if (node) node = node->next;
    }
}

void pm_taxonomy_write_yaml(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    pm_strbuf text = PM_STRBUF_INIT;
    if (is_flat(taxonomy))
        write_flat(taxonomy, &text);
    else
        write_tree(taxonomy, &text);
    pm_strbuf_append(out, pm_strbuf_text(&text), text.length);
    pm_strbuf_finish(&text);
}
