/*
 * Reads the contract's YAML, in both forms (DESIGN.md, "The taxonomy").
 *
 * Flat form: a loop over topics; a topic joins the category and group node of the topic before it when the
 * names are the same. Tree form: a stack of mappings and lists that are being walked, so that depth costs no
 * C stack. Every mistake gets its own error and reading goes on. What most of a list is, its papers, was made
 * while the YAML was read.
 */
#include "taxonomy/yaml_reader.h"

#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_list.h"

/* --- keys --- */

static const char *const topic_keys[] = { "category", "group", "label", "note", "list", NULL };
static const char *const node_keys[] = { "name", "label", "note", "children", "papers", NULL };
static const char *const tree_keys[] = { "title", "label", "note", "children", "papers", NULL };

/* --- papers --- */

static void read_paper(const pm_list_reader *r, pm_node *parent, const pm_yaml *value)
{
    if (value->kind == PM_YAML_MAPPING)
        pm_node_append(parent, value->taken ? value->made : pm_list_make_paper(r, value));
    else
        pm_list_wrong_shape(r, "the paper", value, "a mapping", "write - title: \"…\"");
}

static void read_papers(const pm_list_reader *r, const char *key, pm_node *parent, const pm_yaml *list)
{
    if (pm_list_is_absent(list)) return;
    if (list->kind != PM_YAML_SEQUENCE) {
        pm_list_wrong_shape(r, key, list, "a list of papers", "begin each paper with \"- title:\"");
        return;
    }
    for (const pm_yaml_item *item = list->first; item; item = item->next)
        read_paper(r, parent, item->value);
}

/* --- flat form --- */

/* Where the topic before this one hangs. */
typedef struct run {
    pm_node *category, *group;
} run;

static bool is_same_name(const pm_node *node, const char *name)
{
    return node && strcmp(node->name, name) == 0;
}

/* The node that a topic hangs from; continues or ends the runs of category and group. */
static pm_node *open_parent(const pm_list_reader *r, run *now, const pm_yaml *topic)
{
    const pm_yaml *category = pm_yaml_get(topic, "category"), *group = pm_yaml_get(topic, "group");
    const char *category_name = pm_list_text(r, "the category", category);
    const char *group_name = pm_list_text(r, "the group", group);
    pm_node *parent = r->taxonomy->root;
    bool goes_on = category_name ? is_same_name(now->category, category_name) : !now->category;
    if (!goes_on) now->group = NULL;
    if (!category_name)
        now->category = NULL;
    else if (!goes_on)
        now->category = pm_taxonomy_add_group(r->taxonomy, parent, category_name, category->at);
    if (now->category) parent = now->category;
    if (!group_name)
        now->group = NULL;
    else if (!is_same_name(now->group, group_name))
        now->group = pm_taxonomy_add_group(r->taxonomy, parent, group_name, group->at);
    return now->group ? now->group : parent;
}

/* Keys that look like the tree form's, where a topic should be. */
static const char *const form_keys[] = { "children", "papers", "title", NULL };

static void read_topic(const pm_list_reader *r, run *now, const pm_yaml_item *item)
{
    const pm_yaml *topic = item->value;
    const char *name = pm_list_fold(r->taxonomy->arena, item->key->text, item->key->length);
    if (!name) pm_list_report(r, "missing-name", item->key->at, "a topic without a name");
    if (topic->kind != PM_YAML_MAPPING) {
        const char *meant = pm_nearest_word(item->key->text, form_keys);
        pm_error(r->diagnostics, r->source, item->key->at,
                 "the topic \"%.80s\" is %s: it must be a mapping with a list", item->key->text,
                 pm_yaml_kind_name(topic));
        pm_code(r->diagnostics, "wrong-shape");
        if (meant)
            pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
        else
            pm_hint(r->diagnostics,
                    "indent below it: category: …, and list: with \"- title: …\" for each paper");
        return;
    }
    pm_list_unknown_keys(r, topic, topic_keys);
    const pm_yaml *list = pm_yaml_get(topic, "list");
    if (!list) {
        pm_error(r->diagnostics, r->source, item->key->at, "the topic \"%.80s\" has no list",
                 item->key->text);
        pm_code(r->diagnostics, "wrong-shape");
        pm_hint(r->diagnostics, "add list: with \"- title: …\" for each paper, or list: []");
    }
    pm_node *parent = open_parent(r, now, topic);
    pm_node *node = pm_taxonomy_add_group(r->taxonomy, parent, name ? name : "", item->key->at);
    node->label = pm_list_text(r, "the label", pm_yaml_get(topic, "label"));
    node->note = pm_list_text(r, "the note", pm_yaml_get(topic, "note"));
    read_papers(r, "list", node, list);
}

static bool is_map_title(const pm_yaml_item *item)
{
    return strcmp(item->key->text, "title") == 0 && item->value->kind == PM_YAML_SCALAR;
}

static void set_title(const pm_list_reader *r, const pm_yaml *title)
{
    pm_node *root = r->taxonomy->root;
    root->name = pm_list_text(r, "the title", title);
    if (root->name) root->at = title->at;
}

static void read_flat(const pm_list_reader *r, const pm_yaml *topics)
{
    run now = { NULL, NULL };
    for (const pm_yaml_item *item = topics->first; item; item = item->next) {
        if (is_map_title(item))
            set_title(r, item->value);
        else
            read_topic(r, &now, item);
    }
}

/* --- tree form --- */

/* A mapping whose keys, or a list of children whose nodes, are being walked. */
typedef struct step {
    const pm_yaml_item *next;
    pm_node *node;
    bool is_list;
} step;

typedef struct walk {
    step *steps;
    size_t count, capacity;
} walk;

static void push(walk *w, const pm_yaml_item *first, pm_node *node, bool is_list)
{
    PM_RESERVE(w->steps, w->capacity, w->count + 1);
    w->steps[w->count++] = (step){ first, node, is_list };
}

/* One of a list's children: adds its group and sets out to walk its keys. */
static void enter_child(const pm_list_reader *r, walk *w, pm_node *parent, const pm_yaml *child)
{
    if (child->kind != PM_YAML_MAPPING) {
        pm_list_wrong_shape(r, "the node", child, "a mapping", "write - name: \"…\"");
        return;
    }
    size_t deepest = r->limits->depth / PM_YAML_LEVELS_PER_GROUP;
    if ((size_t)parent->level >= deepest) {
        pm_error(r->diagnostics, r->source, child->at, "groups nested too deep: the levels limit is %zu",
                 deepest);
        pm_hint(r->diagnostics, "--max-depth N raises it to N / %d", PM_YAML_LEVELS_PER_GROUP);
        pm_code(r->diagnostics, "yaml-limit");
        return;
    }
    pm_list_unknown_keys(r, child, node_keys);
    const pm_yaml *name_value = pm_yaml_get(child, "name");
    const char *name = pm_list_text(r, "the name", name_value);
    pm_mark at = name_value ? name_value->at : child->at;
    if (!name && (pm_list_is_absent(name_value) || name_value->kind == PM_YAML_SCALAR)) {
        pm_list_report(r, "missing-name", at, "a node without a name");
        pm_hint(r->diagnostics, pm_yaml_get(child, "title")
                                    ? "a group has a name; a title belongs to a paper, under papers:"
                                    : "write name: \"…\" as the node's first key");
    }
    pm_node *group = pm_taxonomy_add_group(r->taxonomy, parent, name ? name : "", at);
    group->label = pm_list_text(r, "the label", pm_yaml_get(child, "label"));
    group->note = pm_list_text(r, "the note", pm_yaml_get(child, "note"));
    push(w, child->first, group, false);
}

/* A key that holds nodes: children are walked next, papers are read at once, so data order is kept. */
static void enter_key(const pm_list_reader *r, walk *w, pm_node *node, const pm_yaml_item *item)
{
    if (strcmp(item->key->text, "papers") == 0) {
        read_papers(r, "papers", node, item->value);
    } else if (strcmp(item->key->text, "children") == 0 && !pm_list_is_absent(item->value)) {
        if (item->value->kind == PM_YAML_SEQUENCE)
            push(w, item->value->first, node, true);
        else
            pm_list_wrong_shape(r, "children", item->value, "a list of nodes",
                                "begin each node with \"- name:\"");
    }
}

static void read_tree(const pm_list_reader *r, const pm_yaml *top)
{
    walk w = { NULL, 0, 0 };
    pm_node *root = r->taxonomy->root;
    pm_list_unknown_keys(r, top, tree_keys);
    set_title(r, pm_yaml_get(top, "title"));
    root->label = pm_list_text(r, "the label", pm_yaml_get(top, "label"));
    root->note = pm_list_text(r, "the note", pm_yaml_get(top, "note"));
    push(&w, top->first, root, false);
    while (w.count) {
        step *now = &w.steps[w.count - 1];
        const pm_yaml_item *item = now->next;
        if (!item) {
            w.count--;
            continue;
        }
        now->next = item->next;
        if (now->is_list)
            enter_child(r, &w, now->node, item->value);
        else
            enter_key(r, &w, now->node, item);
    }
    free(w.steps);
}

/* --- both --- */

/* A topic of the flat form may be called "papers": then it is a mapping with a list. */
static bool is_tree(const pm_yaml *top)
{
    static const char *const marks[] = { "children", "papers" };
    for (size_t i = 0; i < 2; i++) {
        const pm_yaml *value = pm_yaml_get(top, marks[i]);
        if (value && !(value->kind == PM_YAML_MAPPING && pm_yaml_get(value, "list"))) return true;
    }
    return false;
}

static void read_list(const pm_list_reader *r, const pm_yaml *root)
{
    pm_taxonomy *taxonomy = r->taxonomy;
    size_t errors = pm_diagnostics_count(r->diagnostics, PM_ERROR);
    if (root->kind == PM_YAML_MAPPING && is_tree(root))
        read_tree(r, root);
    else if (root->kind == PM_YAML_MAPPING)
        read_flat(r, root);
    else if (!pm_yaml_is_null(root))
        pm_list_wrong_shape(r, "the list", root, "a mapping",
                            "begin with the name of a topic, or with children:");
    pm_taxonomy_finish(taxonomy);
    if (!taxonomy->root->entry_count && errors == pm_diagnostics_count(r->diagnostics, PM_ERROR)) {
        pm_list_report(r, "empty-list", root->at, "the list is empty: it has no paper");
        pm_hint(r->diagnostics,
                "write the name of a topic, and below it list: with \"- title: …\" for each paper");
    }
}

pm_taxonomy *pm_taxonomy_salvage_yaml(const pm_yaml *root, const pm_source *source,
                                      const pm_yaml_limits *limits, pm_diagnostics *diagnostics)
{
    const pm_list_reader r = { pm_taxonomy_create(source, NULL), source, limits, diagnostics };
    read_list(&r, root);
    return r.taxonomy;
}

pm_taxonomy *pm_taxonomy_read_yaml_within(const pm_source *source, const pm_yaml_limits *limits,
                                          pm_diagnostics *diagnostics)
{
    pm_arena *arena = pm_arena_create();
    pm_taxonomy *taxonomy = pm_taxonomy_create(source, NULL);
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    const pm_list_reader r = { taxonomy, source, limits, diagnostics };
    pm_paper_taker papers = pm_paper_taker_create(&r);
    const pm_yaml *root = pm_yaml_read_taking(source, limits, &papers.taker, arena, diagnostics);
    if (root) read_list(&r, root);
    pm_paper_taker_finish(&papers);
    pm_arena_destroy(arena);
    if (!root || pm_diagnostics_count(diagnostics, PM_ERROR) > errors) {
        pm_taxonomy_destroy(taxonomy);
        taxonomy = NULL;
    }
    return taxonomy;
}

pm_taxonomy *pm_taxonomy_read_yaml(const pm_source *source, pm_diagnostics *diagnostics)
{
    return pm_taxonomy_read_yaml_within(source, &pm_yaml_default_limits, diagnostics);
}
