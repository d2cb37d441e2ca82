#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_writer.h"

pm_source fuzz_source(const char *name, const void *bytes, size_t length)
{
    char *text = pm_calloc(length + 1, 1);
    if (length) memcpy(text, bytes, length);
    return (pm_source){ name, text, length };
}

void fuzz_source_finish(pm_source *source)
{
    free((char *)source->text);
    source->text = NULL;
}

pm_source fuzz_next_part(const char *name, const char **at, size_t *left,
                         pm_source (*make)(const char *name, const void *bytes, size_t length))
{
    static const char parting[] = "\n%%%%\n";
    const char *end = *left ? memmem(*at, *left, parting, sizeof parting - 1) : NULL;
    size_t length = end ? (size_t)(end - *at) : *left;
    size_t step = end ? length + sizeof parting - 1 : length;
    pm_source part = make(name, *at, length);
    *at += step;
    *left -= step;
    return part;
}

void fuzz_promise(bool holds, const char *promise)
{
    if (holds) return;
    fprintf(stderr, "broken promise: %s\n", promise);
    abort();
}

void fuzz_finish_diagnostics(pm_diagnostics *diagnostics)
{
    pm_strbuf text = PM_STRBUF_INIT;
    const pm_diagnostic *diagnostic;
    pm_diagnostics_sort(diagnostics);
    for (size_t i = 0; (diagnostic = pm_diagnostics_get(diagnostics, i)); i++)
        pm_diagnostic_format(diagnostic, &text);
    pm_strbuf_finish(&text);
    pm_diagnostics_destroy(diagnostics);
}

/* --- equal trees --- */

/* Puts papers before groups, unless they all come after: the order in which the writer keeps them. */
static void order_children(pm_node *group)
{
    int turns = 0;
    for (const pm_node *child = group->first_child; child && child->next; child = child->next)
        turns += child->kind != child->next->kind;
    if (turns < 2) return;
    pm_node *first[2] = { NULL, NULL }, *last[2] = { NULL, NULL };
    for (pm_node *child = group->first_child, *next; child; child = next) {
        int kind = child->kind == PM_NODE_GROUP;
        next = child->next;
        child->next = NULL;
        *(last[kind] ? &last[kind]->next : &first[kind]) = child;
        last[kind] = child;
    }
    last[0]->next = first[1];
    group->first_child = first[0];
    group->last_child = last[1];
}

static bool is_same_text(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static bool has_same_links(const pm_node *a, const pm_node *b)
{
    const pm_link *left = a->links, *right = b->links;
    for (; left && right; left = left->next, right = right->next)
        if (!is_same_text(left->label, right->label) || !is_same_text(left->url, right->url)) return false;
    return !left && !right;
}

static bool is_same_node(const pm_node *a, const pm_node *b)
{
    return a->kind == b->kind && a->level == b->level && is_same_text(a->name, b->name) &&
           is_same_text(a->label, b->label) && is_same_text(a->abbr, b->abbr) &&
           is_same_text(a->venue, b->venue) && is_same_text(a->year, b->year) &&
           is_same_text(a->authors, b->authors) && is_same_text(a->note, b->note) && has_same_links(a, b);
}

static void promise_same_tree(const pm_taxonomy *a, const pm_taxonomy *b)
{
    const pm_node *left = a->root, *right = b->root;
    do {
        fuzz_promise(is_same_node(left, right), "a node reads back the same");
        left = pm_node_after(left, a->root);
        right = pm_node_after(right, b->root);
    } while (left && right);
    fuzz_promise(!left && !right, "as many nodes read back as were written");
    fuzz_promise(a->root->paper_count == b->root->paper_count && a->depth == b->depth,
                 "counts read back the same");
}

void fuzz_promise_yaml_round_trip(pm_taxonomy *taxonomy)
{
    pm_strbuf written = PM_STRBUF_INIT, again = PM_STRBUF_INIT;
    pm_node *node = taxonomy->root;
    do
        order_children(node);
    while ((node = pm_node_after(node, taxonomy->root)));
    pm_taxonomy_write_yaml(taxonomy, &written);
    pm_source source = fuzz_source("written.yaml", written.data, written.length);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *read = pm_taxonomy_read_yaml(&source, diagnostics);
    fuzz_promise(read, "what was written can be read");
    promise_same_tree(taxonomy, read);
    pm_taxonomy_write_yaml(read, &again);
    fuzz_promise(is_same_text(pm_strbuf_text(&written), pm_strbuf_text(&again)),
                 "what was read is written the same");
    pm_taxonomy_destroy(read);
    fuzz_finish_diagnostics(diagnostics);
    fuzz_source_finish(&source);
    pm_strbuf_finish(&written);
    pm_strbuf_finish(&again);
}
