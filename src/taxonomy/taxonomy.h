/*
 * The taxonomy: a tree of groups (category, group, topic, ...) with papers as leaves.
 *
 * Readers build it with the functions below; everything else reads it. Text is valid UTF-8 and lives in
 * the taxonomy's arena, as do the nodes. Optional texts are NULL when absent, never "".
 */
#ifndef PM_TAXONOMY_TAXONOMY_H
#define PM_TAXONOMY_TAXONOMY_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"
#include "support/diagnostics.h"

typedef enum pm_node_kind { PM_NODE_ROOT, PM_NODE_GROUP, PM_NODE_PAPER } pm_node_kind;

typedef struct pm_node pm_node;
typedef struct pm_link pm_link;
typedef struct pm_node_mark pm_node_mark; /* taxonomy/difference_map.h */

/* A paper's material, in data order: what the button says and where it leads. */
struct pm_link {
    const char *label;
    const char *url;
    pm_mark at, url_at;
    pm_link *next;
};

struct pm_node {
    pm_node_kind kind;
    pm_mark at;        /* where its name or title is written */
    const char *name;  /* a group's name as written ("4. Inference"), a paper's title, the root's title */
    const char *label; /* optional name for pictures */
    const char *abbr, *venue, *year, *authors, *note; /* as written; NULL when absent */
    pm_mark abbr_at, venue_at, year_at;
    pm_link *links, *last_link;
    pm_node *parent, *first_child, *last_child, *next;
    int level;          /* root 0, its children 1, ... */
    size_t paper_count; /* different papers (by title) at or below this node; set by pm_taxonomy_finish */
    size_t entry_count; /* papers at or below this node, repeats counted; set by pm_taxonomy_finish */
    const pm_node_mark *mark; /* in the picture of a difference: what happened to it; else NULL */
};

typedef struct pm_taxonomy {
    pm_arena *arena; /* owns everything below */
    const pm_source *source;
    pm_node *root;
    size_t group_count,
        topic_count; /* groups; groups that hold papers themselves; set by pm_taxonomy_finish */
    int depth;       /* highest level of any node; set by pm_taxonomy_finish */
} pm_taxonomy;

/* An empty tree whose root is called `title` (NULL: unnamed). `source` must outlive it. */
pm_taxonomy *pm_taxonomy_create(const pm_source *source, const char *title);
void pm_taxonomy_destroy(pm_taxonomy *taxonomy); /* NULL is fine */

/* Appends a child. `name` is copied. */
pm_node *pm_taxonomy_add_group(pm_taxonomy *taxonomy, pm_node *parent, const char *name, pm_mark at);
pm_node *pm_taxonomy_add_paper(pm_taxonomy *taxonomy, pm_node *parent, const char *title, pm_mark at);

/* A paper that stands nowhere yet, and its place: as a parent's next child. `title` is kept, not copied. */
pm_node *pm_taxonomy_make_paper(pm_taxonomy *taxonomy, const char *title, pm_mark at);
void pm_node_append(pm_node *parent, pm_node *child);

/* Appends a link to a paper; both texts are copied. */
pm_link *pm_taxonomy_add_link(pm_taxonomy *taxonomy, pm_node *paper, const char *label, const char *url,
                              pm_mark at, pm_mark url_at);

/* Appends one whose texts live as long as the taxonomy does. */
void pm_node_append_link(pm_node *paper, pm_link *link);

/* The tree is complete: sets every count. Call again after a change. */
void pm_taxonomy_finish(pm_taxonomy *taxonomy);

/* The node after `node` in data order (pre-order) within the tree under `top`; NULL at the end. With
 * `skip_children`, the one after its whole subtree. Neither recurses. */
pm_node *pm_node_after(const pm_node *node, const pm_node *top);
pm_node *pm_node_after_subtree(const pm_node *node, const pm_node *top);

/* What a picture calls the node: its label, else its name without a number prefix ("4. Inference" →
 * "Inference"). Points into the node's own text. */
const char *pm_node_display_name(const pm_node *node);

/* The name without its number prefix, label or not: the word that stands in paths. */
const char *pm_node_plain_name(const pm_node *node);

#endif
