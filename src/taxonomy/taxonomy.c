#include "taxonomy/taxonomy.h"

#include <string.h>

#include "support/text_map.h"

pm_taxonomy *pm_taxonomy_create(const pm_source *source, const char *title)
{
    pm_arena *arena = pm_arena_create();
    pm_taxonomy *taxonomy = PM_NEW(arena, pm_taxonomy);
    taxonomy->arena = arena;
    taxonomy->source = source;
    taxonomy->root = PM_NEW(arena, pm_node);
    taxonomy->root->kind = PM_NODE_ROOT;
    if (title) taxonomy->root->name = pm_arena_strdup(arena, title);
    return taxonomy;
}

void pm_taxonomy_destroy(pm_taxonomy *taxonomy)
{
    if (taxonomy) pm_arena_destroy(taxonomy->arena);
}

static pm_node *make_node(pm_taxonomy *taxonomy, pm_node_kind kind, const char *name, pm_mark at)
{
    pm_node *node = PM_NEW(taxonomy->arena, pm_node);
    node->kind = kind;
    node->at = at;
    node->name = name;
    return node;
}

void pm_node_append(pm_node *parent, pm_node *child)
{
    child->parent = parent;
    child->level = parent->level + 1;
    if (parent->last_child)
        parent->last_child->next = child;
    else
        parent->first_child = child;
    parent->last_child = child;
}

static pm_node *add_node(pm_taxonomy *taxonomy, pm_node *parent, pm_node_kind kind, const char *name,
                         pm_mark at)
{
    pm_node *node = make_node(taxonomy, kind, pm_arena_strdup(taxonomy->arena, name), at);
    pm_node_append(parent, node);
    return node;
}

pm_node *pm_taxonomy_add_group(pm_taxonomy *taxonomy, pm_node *parent, const char *name, pm_mark at)
{
    return add_node(taxonomy, parent, PM_NODE_GROUP, name, at);
}

pm_node *pm_taxonomy_add_paper(pm_taxonomy *taxonomy, pm_node *parent, const char *title, pm_mark at)
{
    return add_node(taxonomy, parent, PM_NODE_PAPER, title, at);
}

pm_node *pm_taxonomy_make_paper(pm_taxonomy *taxonomy, const char *title, pm_mark at)
{
    return make_node(taxonomy, PM_NODE_PAPER, title, at);
}

void pm_node_append_link(pm_node *paper, pm_link *link)
{
    if (paper->last_link)
        paper->last_link->next = link;
    else
        paper->links = link;
    paper->last_link = link;
}

pm_link *pm_taxonomy_add_link(pm_taxonomy *taxonomy, pm_node *paper, const char *label, const char *url,
                              pm_mark at, pm_mark url_at)
{
    pm_link *link = PM_NEW(taxonomy->arena, pm_link);
    *link = (pm_link){ .label = pm_arena_strdup(taxonomy->arena, label),
                       .url = pm_arena_strdup(taxonomy->arena, url),
                       .at = at,
                       .url_at = url_at };
    pm_node_append_link(paper, link);
    return link;
}

pm_node *pm_node_after_subtree(const pm_node *node, const pm_node *top)
{
    while (node != top) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

pm_node *pm_node_after(const pm_node *node, const pm_node *top)
{
    return node->first_child ? node->first_child : pm_node_after_subtree(node, top);
}

/* The lowest node that is above both. */
static const pm_node *shared_ancestor(const pm_node *a, const pm_node *b)
{
    while (a != b) {
        if (a->level >= b->level)
            a = a->parent;
        else
            b = b->parent;
    }
    return a;
}

/* Counts a paper for what it hangs below: as an entry for all of it, as a different paper up to where the
 * place of its title before this one, if any, has been counted. */
static void count_paper(pm_node *paper, const pm_node *place_before)
{
    const pm_node *counted = place_before ? shared_ancestor(place_before, paper) : NULL;
    paper->paper_count = paper->entry_count = 1;
    for (pm_node *up = paper->parent; up; up = up->parent)
        up->entry_count++;
    for (pm_node *up = paper->parent; up && up != counted; up = up->parent)
        up->paper_count++;
}

static bool holds_papers(const pm_node *group)
{
    const pm_node *child = group->first_child;
    while (child && child->kind != PM_NODE_PAPER)
        child = child->next;
    return child != NULL;
}

/* One pass: what hangs below a node comes after it. */
void pm_taxonomy_finish(pm_taxonomy *taxonomy)
{
    pm_text_map *places = pm_text_map_create(); /* the latest paper of each title */
    taxonomy->group_count = taxonomy->topic_count = 0;
    taxonomy->depth = 0;
    for (pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        node->paper_count = node->entry_count = 0;
        if (node->level > taxonomy->depth) taxonomy->depth = node->level;
        if (node->kind == PM_NODE_GROUP) {
            taxonomy->group_count++;
            taxonomy->topic_count += holds_papers(node);
        } else if (node->kind == PM_NODE_PAPER) {
            void **place = pm_text_map_at(places, NULL, node->name);
            count_paper(node, *place);
            *place = node;
        }
    }
    pm_text_map_destroy(places);
}

/* "4. ", "12) ", "4.2 ": digits, dots between them, then a dot, a bracket or both parts' space. */
static size_t number_prefix_length(const char *name)
{
    size_t i = 0;
    bool dotted = false;
    while (name[i] >= '0' && name[i] <= '9') {
        while (name[i] >= '0' && name[i] <= '9')
            i++;
        if (name[i] == '.' || name[i] == ')') {
            i++;
            dotted = true;
        }
    }
    size_t spaces = strspn(name + i, " ");
    return dotted && spaces && name[i + spaces] ? i + spaces : 0;
}

const char *pm_node_plain_name(const pm_node *node)
{
    if (!node->name) return "";
    return node->kind == PM_NODE_GROUP ? node->name + number_prefix_length(node->name) : node->name;
}

const char *pm_node_display_name(const pm_node *node)
{
    return node->label ? node->label : pm_node_plain_name(node);
}
