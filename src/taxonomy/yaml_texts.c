/*
 * Walks the tree with a stack of its own. Aliases share nodes: whatever was written no later than what has
 * been seen already is a repeat.
 */
#include "taxonomy/yaml_texts.h"

#include <stdlib.h>

#include "support/memory.h"

typedef struct walk {
    const pm_yaml_item **open; /* the next item of each list or mapping around */
    size_t depth, capacity;
    size_t texts_end; /* byte behind the last text seen */
    pm_mark last_collection;
} walk;

static bool is_after(pm_mark a, pm_mark b)
{
    return a.line != b.line ? a.line > b.line : a.column > b.column;
}

static void visit(walk *w, pm_yaml_texts *texts, const pm_yaml *node)
{
    if (node->kind == PM_YAML_SCALAR) {
        if (node->end == node->start || node->start < w->texts_end) return;
        w->texts_end = node->end;
        PM_RESERVE(texts->all, texts->capacity, texts->count + 1);
        texts->all[texts->count++] = node;
    } else if (is_after(node->at, w->last_collection)) {
        w->last_collection = node->at;
        PM_RESERVE(w->open, w->capacity, w->depth + 1);
        w->open[w->depth++] = node->first;
    }
}

pm_yaml_texts pm_yaml_texts_in_order(const pm_yaml *root)
{
    pm_yaml_texts texts = { NULL, 0, 0 };
    walk w = { .depth = 0 };
    visit(&w, &texts, root);
    while (w.depth) {
        const pm_yaml_item *item = w.open[w.depth - 1];
        if (!item) {
            w.depth--;
            continue;
        }
        w.open[w.depth - 1] = item->next;
        if (item->key) visit(&w, &texts, item->key);
        visit(&w, &texts, item->value);
    }
    free(w.open);
    return texts;
}
