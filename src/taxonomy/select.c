#include "taxonomy/select.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

/* A node and what is decided of it; all of them in pre-order. */
typedef struct verdict {
    pm_node *node;
    size_t parent; /* index */
    bool selected; /* by itself or with a node above it */
    bool kept;
} verdict;

static bool matches_path(const pm_node *node, const char *pattern)
{
    pm_strbuf path = PM_STRBUF_INIT;
    const pm_node *chain[1024];
    size_t length = 0;
    for (const pm_node *at = node; at->parent && length < sizeof chain / sizeof *chain; at = at->parent)
        chain[length++] = at;
    while (length-- > 0) {
        pm_strbuf_string(&path, pm_node_plain_name(chain[length]));
        if (length) pm_strbuf_char(&path, '/');
    }
    bool matched = fnmatch(pattern, pm_strbuf_text(&path), FNM_CASEFOLD | FNM_PATHNAME) == 0;
    pm_strbuf_finish(&path);
    return matched;
}

static bool matches(const pm_node *node, const char *pattern)
{
    return fnmatch(pattern, node->name, FNM_CASEFOLD) == 0 ||
           fnmatch(pattern, pm_node_plain_name(node), FNM_CASEFOLD) == 0 ||
           (node->label && fnmatch(pattern, node->label, FNM_CASEFOLD) == 0) ||
           (strchr(pattern, '/') && matches_path(node, pattern));
}

/* True when any pattern matches; each that does is marked as used. */
static bool matches_any(const pm_node *node, const char *const *patterns, size_t count, bool *used)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (!matches(node, patterns[i])) continue;
        used[i] = true;
        any = true;
    }
    return any;
}

static size_t count_nodes(const pm_taxonomy *taxonomy)
{
    size_t count = 0;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root))
        count++;
    return count;
}

static const char *first_unused(const char *const *patterns, size_t count, const bool *used)
{
    for (size_t i = 0; i < count; i++)
        if (!used[i]) return patterns[i];
    return NULL;
}

/* Fills `verdicts` with every node that is not left out, top down; returns how many. */
static size_t judge(pm_taxonomy *taxonomy, const pm_selection *selection, verdict *verdicts, bool *used)
{
    pm_node *root = taxonomy->root;
    size_t count = 0, parent = 0;
    verdicts[count++] = (verdict){ .node = root, .selected = !selection->only_count, .kept = true };
    for (pm_node *node = pm_node_after(root, root); node;) {
        while (verdicts[parent].node != node->parent)
            parent = verdicts[parent].parent;
        if (matches_any(node, selection->except, selection->except_count, used + selection->only_count)) {
            node = pm_node_after_subtree(node, root);
            continue;
        }
        bool selected =
            matches_any(node, selection->only, selection->only_count, used) || verdicts[parent].selected;
        verdicts[count] = (verdict){ .node = node, .parent = parent, .selected = selected };
        parent = count++;
        node = pm_node_after(node, root);
    }
    return count;
}

/* Bottom up: a node stays when it is selected and holds nothing anyway, or when something in it stays. */
static void keep(verdict *verdicts, size_t count)
{
    for (size_t i = count; i-- > 1;) {
        verdict *v = &verdicts[i];
        v->kept = v->kept || (v->selected && !v->node->first_child);
        verdicts[v->parent].kept = verdicts[v->parent].kept || v->kept;
    }
}

/* Hangs what stays under its parents again, in order. */
static void rebuild(verdict *verdicts, size_t count)
{
    for (size_t i = 0; i < count;
         i++) /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): all have a node */
        verdicts[i].node->first_child = verdicts[i].node->last_child = NULL;
    for (size_t i = 1; i < count; i++) {
        if (!verdicts[i].kept) continue;
        pm_node *node = verdicts[i].node, *parent = node->parent;
        node->next = NULL;
        if (parent->last_child)
            parent->last_child->next = node;
        else
            parent->first_child = node;
        parent->last_child = node;
    }
}

const char *pm_taxonomy_select(pm_taxonomy *taxonomy, const pm_selection *selection)
{
    if (!selection->only_count && !selection->except_count) return NULL;
    verdict *verdicts = pm_calloc(count_nodes(taxonomy), sizeof *verdicts);
    bool *used = pm_calloc(selection->only_count + selection->except_count, sizeof *used);
    size_t count = judge(taxonomy, selection, verdicts, used);
    keep(verdicts, count);
    rebuild(verdicts, count);
    pm_taxonomy_finish(taxonomy);
    const char *unused = first_unused(selection->only, selection->only_count, used);
    if (!unused)
        unused = first_unused(selection->except, selection->except_count, used + selection->only_count);
    free(verdicts);
    free(used);
    return unused;
}
