/*
 * Reads the contract's YAML, in both forms (DESIGN.md, "The taxonomy").
 *
 * Flat form: a loop over topics; a topic joins the category and group node of the topic before it when the
 * names are the same. Tree form: a stack of mappings and lists that are being walked, so that depth costs no
 * C stack. Text is folded: runs of blanks and line ends become one blank. Every mistake gets its own error
 * and reading goes on.
 */
#include "taxonomy/yaml_reader.h"

#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/reader.h"

typedef struct reader {
    pm_taxonomy *taxonomy;
    const pm_source *source;
    const pm_yaml_limits *limits;
    pm_diagnostics *diagnostics;
} reader;

/* --- keys --- */

static const char *const topic_keys[] = { "category", "group", "label", "note", "list", NULL };
static const char *const node_keys[] = { "name", "label", "note", "children", "papers", NULL };
static const char *const tree_keys[] = { "title", "label", "note", "children", "papers", NULL };
static const char *const paper_keys[] = {
    "title", "abbr", "venue", "year", "authors", "note", "links", NULL
};

/* Words that people write for a key, too far from it for a guess by letters. */
static const struct {
    const char *written, *meant;
} synonyms[] = {
    { "abbreviation", "abbr" }, { "acronym", "abbr" },    { "short", "abbr" },      { "conference", "venue" },
    { "journal", "venue" },     { "where", "venue" },     { "date", "year" },       { "name", "title" },
    { "title", "name" },        { "paper", "title" },     { "author", "authors" },  { "comment", "note" },
    { "papers", "list" },       { "list", "papers" },     { "items", "list" },      { "entries", "papers" },
    { "children", "list" },     { "groups", "children" }, { "topics", "children" },
};

/* Words that people write where an address belongs. */
static const char *const address_keys[] = { "url",    "link", "href", "pdf",  "code",    "page",
                                            "PDF",    "CODE", "PAGE", "site", "website", "arxiv",
                                            "github", "URL",  "doi",  NULL };

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0) return true;
    return false;
}

static const char *meant_key(const char *written, const char *const *known)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strcmp(written, synonyms[i].written) == 0 && is_one_of(synonyms[i].meant, known))
            return synonyms[i].meant;
    return pm_nearest_word(written, known);
}

static void warn_unknown_key(const reader *r, const pm_yaml *key, const char *const *known)
{
    pm_warning(r->diagnostics, r->source, key->at, "unknown key \"%.80s\"", key->text);
    pm_code(r->diagnostics, "unknown-key");
    const char *meant = meant_key(key->text, known);
    if (known == paper_keys && is_one_of(key->text, address_keys))
        pm_hint(r->diagnostics, "write links: {PAGE: …}");
    else if (meant)
        pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
}

static void warn_unknown_keys(const reader *r, const pm_yaml *mapping, const char *const *known)
{
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        if (!is_one_of(item->key->text, known)) warn_unknown_key(r, item->key, known);
}

/* --- texts and shapes --- */

static void report(const reader *r, const char *code, pm_mark at, const char *message)
{
    pm_error(r->diagnostics, r->source, at, "%s", message);
    pm_code(r->diagnostics, code);
}

static void report_shape(const reader *r, const char *what, const pm_yaml *found, const char *expected,
                         const char *hint)
{
    pm_error(r->diagnostics, r->source, found->at, "%s is %s: it must be %s", what, pm_yaml_kind_name(found),
             expected);
    pm_code(r->diagnostics, "wrong-shape");
    if (hint) pm_hint(r->diagnostics, "%s", hint);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A copy in which runs of blanks are one blank, and none stands at either end; NULL when nothing is left. */
static char *fold_blanks(pm_arena *arena, const char *text, size_t length)
{
    char *folded = pm_arena_strndup(arena, text, length);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_blank(folded[i]))
            folded[n++] = folded[i];
        else if (n > 0 && folded[n - 1] != ' ')
            folded[n++] = ' ';
    }
    if (n > 0 && folded[n - 1] == ' ') n--;
    folded[n] = '\0';
    return n ? folded : NULL;
}

static bool is_absent(const pm_yaml *value)
{
    return !value || pm_yaml_is_null(value);
}

/* The folded text of `value`; NULL when absent, empty, or (an error) no text. */
static const char *read_text(const reader *r, const char *what, const pm_yaml *value)
{
    if (is_absent(value)) return NULL;
    if (value->kind != PM_YAML_SCALAR) {
        report_shape(r, what, value, "a text", NULL);
        return NULL;
    }
    return fold_blanks(r->taxonomy->arena, value->text, value->length);
}

/* Authors may also be a list of names. */
static const char *read_authors(const reader *r, const pm_yaml *value)
{
    if (is_absent(value) || value->kind != PM_YAML_SEQUENCE) return read_text(r, "authors", value);
    pm_strbuf joined = PM_STRBUF_INIT;
    for (const pm_yaml_item *item = value->first; item; item = item->next) {
        const char *author = read_text(r, "an author", item->value);
        if (author && joined.length) pm_strbuf_string(&joined, ", ");
        if (author) pm_strbuf_string(&joined, author);
    }
    const char *authors =
        joined.length ? pm_arena_strndup(r->taxonomy->arena, joined.data, joined.length) : NULL;
    pm_strbuf_finish(&joined);
    return authors;
}

/* --- papers --- */

static void read_links(const reader *r, pm_node *paper, const pm_yaml *value)
{
    if (is_absent(value)) return;
    if (value->kind != PM_YAML_MAPPING) {
        report_shape(r, "links", value, "a mapping from label to address", "write links: {PAGE: …}");
        return;
    }
    for (const pm_yaml_item *item = value->first; item; item = item->next) {
        const char *label = fold_blanks(r->taxonomy->arena, item->key->text, item->key->length);
        const char *url = read_text(r, "a link's address", item->value);
        if (!label) {
            report(r, "missing-label", item->key->at, "a link without a label");
            pm_hint(r->diagnostics, "write what the button says, as in PDF: …");
        } else if (url) {
            pm_taxonomy_add_link(r->taxonomy, paper, label, url, item->key->at, item->value->at);
        }
    }
}

static void read_paper_key(const reader *r, pm_node *paper, const pm_yaml_item *item)
{
    const char *key = item->key->text;
    const pm_yaml *value = item->value;
    if (strcmp(key, "abbr") == 0) {
        paper->abbr = read_text(r, "the abbreviation", value);
        paper->abbr_at = value->at;
    } else if (strcmp(key, "venue") == 0) {
        paper->venue = read_text(r, "the venue", value);
        paper->venue_at = value->at;
    } else if (strcmp(key, "year") == 0) {
        paper->year = read_text(r, "the year", value);
        paper->year_at = value->at;
    } else if (strcmp(key, "authors") == 0) {
        paper->authors = read_authors(r, value);
    } else if (strcmp(key, "note") == 0) {
        paper->note = read_text(r, "the note", value);
    } else if (strcmp(key, "links") == 0) {
        read_links(r, paper, value);
    } else if (strcmp(key, "title") != 0) {
        warn_unknown_key(r, item->key, paper_keys);
    }
}

static void read_paper(const reader *r, pm_node *parent, const pm_yaml *value)
{
    if (value->kind != PM_YAML_MAPPING) {
        report_shape(r, "the paper", value, "a mapping", "write - title: \"…\"");
        return;
    }
    const pm_yaml *title = pm_yaml_get(value, "title");
    const char *name = read_text(r, "the title", title);
    if (!name && (is_absent(title) || title->kind == PM_YAML_SCALAR)) {
        report(r, "missing-title", title ? title->at : value->at, "a paper without a title");
        pm_hint(r->diagnostics, "write title: \"…\" as the paper's first key");
    }
    pm_node *paper =
        pm_taxonomy_add_paper(r->taxonomy, parent, name ? name : "", title ? title->at : value->at);
    for (const pm_yaml_item *item = value->first; item; item = item->next)
        read_paper_key(r, paper, item);
}

static void read_papers(const reader *r, const char *key, pm_node *parent, const pm_yaml *list)
{
    if (is_absent(list)) return;
    if (list->kind != PM_YAML_SEQUENCE) {
        report_shape(r, key, list, "a list of papers", "begin each paper with \"- title:\"");
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
static pm_node *open_parent(const reader *r, run *now, const pm_yaml *topic)
{
    const pm_yaml *category = pm_yaml_get(topic, "category"), *group = pm_yaml_get(topic, "group");
    const char *category_name = read_text(r, "the category", category);
    const char *group_name = read_text(r, "the group", group);
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

static void read_topic(const reader *r, run *now, const pm_yaml_item *item)
{
    const pm_yaml *topic = item->value;
    const char *name = fold_blanks(r->taxonomy->arena, item->key->text, item->key->length);
    if (!name) report(r, "missing-name", item->key->at, "a topic without a name");
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
    warn_unknown_keys(r, topic, topic_keys);
    const pm_yaml *list = pm_yaml_get(topic, "list");
    if (!list) {
        pm_error(r->diagnostics, r->source, item->key->at, "the topic \"%.80s\" has no list",
                 item->key->text);
        pm_code(r->diagnostics, "wrong-shape");
        pm_hint(r->diagnostics, "add list: with \"- title: …\" for each paper, or list: []");
    }
    pm_node *parent = open_parent(r, now, topic);
    pm_node *node = pm_taxonomy_add_group(r->taxonomy, parent, name ? name : "", item->key->at);
    node->label = read_text(r, "the label", pm_yaml_get(topic, "label"));
    node->note = read_text(r, "the note", pm_yaml_get(topic, "note"));
    read_papers(r, "list", node, list);
}

static bool is_map_title(const pm_yaml_item *item)
{
    return strcmp(item->key->text, "title") == 0 && item->value->kind == PM_YAML_SCALAR;
}

static void set_title(const reader *r, const pm_yaml *title)
{
    pm_node *root = r->taxonomy->root;
    root->name = read_text(r, "the title", title);
    if (root->name) root->at = title->at;
}

static void read_flat(const reader *r, const pm_yaml *topics)
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
static void enter_child(const reader *r, walk *w, pm_node *parent, const pm_yaml *child)
{
    if (child->kind != PM_YAML_MAPPING) {
        report_shape(r, "the node", child, "a mapping", "write - name: \"…\"");
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
    warn_unknown_keys(r, child, node_keys);
    const pm_yaml *name_value = pm_yaml_get(child, "name");
    const char *name = read_text(r, "the name", name_value);
    pm_mark at = name_value ? name_value->at : child->at;
    if (!name && (is_absent(name_value) || name_value->kind == PM_YAML_SCALAR)) {
        report(r, "missing-name", at, "a node without a name");
        pm_hint(r->diagnostics, pm_yaml_get(child, "title")
                                    ? "a group has a name; a title belongs to a paper, under papers:"
                                    : "write name: \"…\" as the node's first key");
    }
    pm_node *group = pm_taxonomy_add_group(r->taxonomy, parent, name ? name : "", at);
    group->label = read_text(r, "the label", pm_yaml_get(child, "label"));
    group->note = read_text(r, "the note", pm_yaml_get(child, "note"));
    push(w, child->first, group, false);
}

/* A key that holds nodes: children are walked next, papers are read at once, so data order is kept. */
static void enter_key(const reader *r, walk *w, pm_node *node, const pm_yaml_item *item)
{
    if (strcmp(item->key->text, "papers") == 0) {
        read_papers(r, "papers", node, item->value);
    } else if (strcmp(item->key->text, "children") == 0 && !is_absent(item->value)) {
        if (item->value->kind == PM_YAML_SEQUENCE)
            push(w, item->value->first, node, true);
        else
            report_shape(r, "children", item->value, "a list of nodes", "begin each node with \"- name:\"");
    }
}

static void read_tree(const reader *r, const pm_yaml *top)
{
    walk w = { NULL, 0, 0 };
    pm_node *root = r->taxonomy->root;
    warn_unknown_keys(r, top, tree_keys);
    set_title(r, pm_yaml_get(top, "title"));
    root->label = read_text(r, "the label", pm_yaml_get(top, "label"));
    root->note = read_text(r, "the note", pm_yaml_get(top, "note"));
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

pm_taxonomy *pm_taxonomy_salvage_yaml(const pm_yaml *root, const pm_source *source,
                                      const pm_yaml_limits *limits, pm_diagnostics *diagnostics)
{
    pm_taxonomy *taxonomy = pm_taxonomy_create(source, NULL);
    const reader r = { taxonomy, source, limits, diagnostics };
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    if (root->kind == PM_YAML_MAPPING && is_tree(root))
        read_tree(&r, root);
    else if (root->kind == PM_YAML_MAPPING)
        read_flat(&r, root);
    else if (!pm_yaml_is_null(root))
        report_shape(&r, "the list", root, "a mapping", "begin with the name of a topic, or with children:");
    pm_taxonomy_finish(taxonomy);
    if (!taxonomy->root->entry_count && errors == pm_diagnostics_count(diagnostics, PM_ERROR)) {
        report(&r, "empty-list", root->at, "the list is empty: it has no paper");
        pm_hint(diagnostics,
                "write the name of a topic, and below it list: with \"- title: …\" for each paper");
    }
    return taxonomy;
}

pm_taxonomy *pm_taxonomy_read_yaml_within(const pm_source *source, const pm_yaml_limits *limits,
                                          pm_diagnostics *diagnostics)
{
    pm_arena *arena = pm_arena_create();
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    const pm_yaml *root = pm_yaml_read(source, limits, arena, diagnostics);
    pm_taxonomy *taxonomy = root ? pm_taxonomy_salvage_yaml(root, source, limits, diagnostics) : NULL;
    pm_arena_destroy(arena);
    if (taxonomy && pm_diagnostics_count(diagnostics, PM_ERROR) > errors) {
        pm_taxonomy_destroy(taxonomy);
        taxonomy = NULL;
    }
    return taxonomy;
}

pm_taxonomy *pm_taxonomy_read_yaml(const pm_source *source, pm_diagnostics *diagnostics)
{
    return pm_taxonomy_read_yaml_within(source, &pm_yaml_default_limits, diagnostics);
}
