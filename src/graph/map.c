#include "graph/map.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "graph/graph_ids.h"
#include "graph/graph_memory.h"
#include "support/text_map.h"

static const pm_mark nowhere = { 0, 0 };

/* --- which nodes are drawn --- */

static bool is_drawn(const pm_node *node, int depth)
{
    if (node->kind == PM_NODE_ROOT) return true;
    switch (depth) {
    case PM_DEPTH_PAPER:
        return true;
    case PM_DEPTH_TOPIC:
        return node->kind == PM_NODE_GROUP;
    case PM_DEPTH_GROUP:
        return node->kind == PM_NODE_GROUP && node->level <= 2;
    case PM_DEPTH_CATEGORY:
        return node->kind == PM_NODE_GROUP && node->level <= 1;
    default:
        return node->level <= depth;
    }
}

/* A topic is a group without groups of its own. */
static bool has_groups(const pm_node *node)
{
    for (const pm_node *child = node->first_child; child; child = child->next)
        if (child->kind == PM_NODE_GROUP) return true;
    return false;
}

static pm_node_level level_of(const pm_node *node)
{
    if (node->kind == PM_NODE_ROOT) return PM_LEVEL_ROOT;
    if (node->kind == PM_NODE_PAPER) return PM_LEVEL_PAPER;
    if (node->level == 1) return PM_LEVEL_CATEGORY;
    return has_groups(node) ? PM_LEVEL_GROUP : PM_LEVEL_TOPIC;
}

/* The node after `node` that is drawn; what lies below a node that is not drawn is not drawn either. */
static const pm_node *next_drawn(const pm_node *node, const pm_node *root, int depth)
{
    const pm_node *next = pm_node_after(node, root);
    while (next && !is_drawn(next, depth))
        next = pm_node_after_subtree(next, root);
    return next;
}

/* --- names --- */

/* Letters and digits of a name in lower case, words joined by hyphens: readable in an SVG's ids. */
static size_t write_slug(char *slug, size_t size, const char *name)
{
    size_t length = 0;
    bool gap = false;
    for (; *name && length + 2 < size; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && length) slug[length++] = '-';
            slug[length++] = c;
            gap = false;
        } else {
            gap = true;
        }
    }
    slug[length] = '\0';
    return length;
}

static uint64_t hash_name(uint64_t hash, const char *name)
{
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 1099511628211u; /* FNV-1a */
    return (hash ^ 0x1F) * 1099511628211u;
}

/*
 * An id that depends only on the chain of names: a slug and six digits of the chain's hash. Papers of the
 * same title in one topic, and the rare collision, get a number behind it.
 */
static IDTYPE make_id(pm_map *map, pm_content *content, uint64_t hash)
{
    static const char *const kinds[] = { "root", "group", "paper" };
    const pm_node *node = content->node;
    content->id = kinds[PM_NODE_ROOT];
    if (node->kind == PM_NODE_ROOT) return pm_graph_new_id(map->graph, content->id);
    char id[48];
    enum { SLUG = 36, DIGITS = 6 };
    size_t length = write_slug(id, SLUG, pm_node_plain_name(node));
    if (!length) length = (size_t)snprintf(id, sizeof id, "%s", kinds[node->kind]);
    id[length++] = '-';
    uint64_t digits = hash ^ hash >> 24 ^ hash >> 48;
    for (int i = DIGITS; i-- > 0;)
        id[length++] = "0123456789abcdef"[digits >> 4 * i & 0xF];
    content->id = pm_arena_strndup(map->arena, id, length);
    IDTYPE number = pm_graph_new_id(map->graph, content->id);
    for (unsigned n = 2; !number; n++) {
        content->id = pm_arena_printf(map->arena, "%.*s-%u", (int)length, id, n);
        number = pm_graph_new_id(map->graph, content->id);
    }
    return number;
}

/* --- building --- */

/* The cluster of a group's content, with nothing in it yet. */
static void make_cluster(pm_map *map, pm_content *group)
{
    if (group->cluster || group->level == PM_LEVEL_ROOT) return;
    Agraph_t *outer = group->parent->cluster ? group->parent->cluster : map->graph;
    group->cluster_id = pm_arena_printf(map->arena, "cluster_%s", group->id); /* no slug has such a line */
    group->cluster = agidsubg(outer, pm_graph_new_id(map->graph, group->cluster_id), 1);
}

static void measure(pm_map *map, pm_content *content)
{
    const char *name = content->parent ? pm_node_display_name(content->node) : map->title;
    pm_content_measure(content, name, map->style, &map->fonts, map->arena);
}

static void add_content(pm_map *map, pm_content *content, uint64_t hash)
{
    content->graph_node = agidnode(map->graph, make_id(map, content, hash), 1);
    if (content->parent) {
        content->edge = agedge(map->graph, content->parent->graph_node, content->graph_node, NULL, 1);
        content->parent->child_count++;
    }
}

/* Every category is a region, also one that shows nothing inside; nested groups only when they hold
 * something, so when the first of that comes. */
static void make_clusters(pm_map *map, pm_content *content)
{
    if (content->parent) make_cluster(map, content->parent);
    if (content->level == PM_LEVEL_CATEGORY) make_cluster(map, content);
}

/* Where colours tell years or venues, the tree takes a hue that says nothing. */
static void encode(const pm_map *map, pm_content *content)
{
    const pm_encoding *encoding = map->encoding;
    content->encoding = encoding;
    content->size_step = pm_encoding_size_of(encoding, content->node);
    bool is_paper = content->level == PM_LEVEL_PAPER;
    content->is_new = is_paper && pm_encoding_is_new(encoding, content->node);
    if (!pm_encoding_count(encoding) || !content->parent) return;
    content->hue = &map->style->encoding.other;
    if (!is_paper) return;
    content->entry = pm_encoding_entry_of(encoding, content->node);
    content->hue = &pm_encoding_entry_at(encoding, content->entry)->hue;
}

pm_change_hue pm_hue_of_mark(pm_mark_kind kind)
{
    static const pm_change_hue hues[PM_MARK_KINDS] = { PM_HUE_UNCHANGED, PM_HUE_ADDED, PM_HUE_REMOVED,
                                                       PM_HUE_MOVED,     PM_HUE_MOVED, PM_HUE_EDITED,
                                                       PM_HUE_UNCHANGED };
    return hues[kind];
}

/* Contents, nodes and edges in data order. The chain of ancestors is walked with the tree, so no stack is
 * needed. */
static void add_contents(pm_map *map, int depth, size_t first_category)
{
    const pm_node *root = map->taxonomy->root;
    uint64_t *hashes = PM_NEW_ARRAY(map->arena, uint64_t, map->count);
    pm_content *parent = NULL;
    size_t i = 0, categories = first_category;
    for (const pm_node *node = root; node; node = next_drawn(node, root, depth), i++) {
        while (parent && parent->node != node->parent)
            parent = parent->parent;
        pm_content *content = &map->contents[i];
        content->node = node;
        content->parent = parent;
        content->level = level_of(node);
        if (node->mark)
            content->hue = &map->style->changes[pm_hue_of_mark(node->mark->kind)];
        else if (parent)
            content->hue = node->level == 1 ? pm_style_hue(map->style, categories++) : parent->hue;
        if (map->encoding) encode(map, content);
        uint64_t above = parent ? hashes[parent - map->contents] : 14695981039346656037u;
        hashes[i] = hash_name(above, node->name ? node->name : "");
        add_content(map, content, hashes[i]);
        make_clusters(map, content);
        measure(map, content);
        parent = content;
    }
}

/* How many lines pass beside the columns of each node: from every place up to the lowest node above both. */
static void count_lines(const pm_map *map, size_t *counts)
{
    for (size_t i = 0; i < map->repeat_count; i++) {
        const pm_content *a = &map->contents[map->repeats[i].from], *b = &map->contents[map->repeats[i].to];
        while (a->parent != b->parent) {
            const pm_content **deeper = a->node->level >= b->node->level ? &a : &b;
            *deeper = (*deeper)->parent;
            counts[*deeper - map->contents]++;
        }
        counts[a->parent - map->contents]++;
    }
}

/* Up to six lines have a lane each; where there are more, lanes are narrower. */
static void reserve_lanes(pm_map *map)
{
    enum { LINES_AT_MOST = 6 };
    size_t *counts = PM_NEW_ARRAY(map->arena, size_t, map->count);
    count_lines(map, counts);
    for (size_t i = 0; i < map->count; i++) {
        if (!counts[i]) continue;
        size_t lines = counts[i] < LINES_AT_MOST ? counts[i] : LINES_AT_MOST;
        map->contents[i].lanes = (double)(lines + 1) * map->style->encoding.lane;
    }
}

/* A title is a paper: what stands again is joined to the place before it. */
static void find_repeats(pm_map *map)
{
    pm_text_map *places = pm_text_map_create();
    map->repeats = PM_NEW_ARRAY(map->arena, pm_repeat, map->count);
    for (uint32_t i = 0; i < map->count; i++) {
        pm_content *content = &map->contents[i];
        if (content->level != PM_LEVEL_PAPER) continue;
        void **place = pm_text_map_at(places, NULL, content->node->name);
        const pm_content *before = *place;
        content->is_repeat = before != NULL;
        if (before) map->repeats[map->repeat_count++] = (pm_repeat){ (uint32_t)(before - map->contents), i };
        *place = content;
    }
    pm_text_map_destroy(places);
    if (map->style->encoding.cross_links) reserve_lanes(map);
}

/* The widest box of each level whose boxes are equally wide. */
static void equalise_widths(pm_map *map)
{
    double widest[PM_LEVELS] = { 0 };
    for (size_t i = 0; i < map->count; i++)
        widest[map->contents[i].level] = fmax(widest[map->contents[i].level], map->contents[i].width);
    for (size_t i = 0; i < map->count; i++) {
        pm_content *content = &map->contents[i];
        if (map->style->nodes[content->level].equal_width) content->width = widest[content->level];
    }
}

/* Whole points: Graphviz rounds sizes when it writes them, and a box must not become smaller than its text.
 */
static void set_sizes(pm_map *map)
{
    equalise_widths(map);
    for (size_t i = 0; i < map->count; i++) {
        map->contents[i].width = ceil(map->contents[i].width);
        map->contents[i].height = ceil(map->contents[i].height);
    }
    if (map->is_complete) pm_map_complete(map);
}

static size_t count_drawn(const pm_node *root, int depth)
{
    size_t count = 0;
    for (const pm_node *node = root; node; node = next_drawn(node, root, depth))
        count++;
    return count;
}

pm_map *pm_map_build(const pm_taxonomy *taxonomy, const pm_style *style, pm_fonts *fonts,
                     const pm_map_options *options, pm_diagnostics *diagnostics)
{
    pm_arena *arena = pm_arena_create();
    pm_map *map = PM_NEW(arena, pm_map);
    *map = (pm_map){ .arena = arena, .taxonomy = taxonomy, .style = style, .own_style = style };
    map->count = count_drawn(taxonomy->root, options->depth);
    map->title = options->title ? options->title : pm_node_display_name(taxonomy->root);
    map->direction = options->direction ? options->direction : style->direction;
    map->changes = options->changes;
    if (map->count < 2 && options->depth) pm_error(diagnostics, NULL, nowhere, "nothing is left to draw");
    map->encoding = options->encoding;
    if ((map->count < 2 && options->depth) ||
        !pm_style_fonts_open(&map->fonts, style, fonts, map->encoding, diagnostics)) {
        pm_map_destroy(map);
        return NULL;
    }
    map->contents = PM_NEW_ARRAY(arena, pm_content, map->count);
    map->graph = pm_graph_open();
    add_contents(map, options->depth, options->first_category);
    if (map->encoding) find_repeats(map);
    set_sizes(map);
    return map;
}

/* --- arranging --- */

/* The style that the arrangement asks for: the map's own, or a copy with other wraps. */
static const pm_style *arranged_style(const pm_map *map, const pm_arrangement *arrangement)
{
    const pm_style *own = map->own_style;
    double wrap = arrangement->wrap > 0 ? arrangement->wrap : own->nodes[PM_LEVEL_PAPER].wrap;
    bool columns = strcmp(arrangement->direction, "columns") == 0;
    if (!columns && wrap >= own->nodes[PM_LEVEL_PAPER].wrap && wrap <= own->nodes[PM_LEVEL_PAPER].wrap)
        return own;
    pm_style *style = pm_arena_copy(map->arena, own, sizeof *own);
    style->nodes[PM_LEVEL_PAPER].wrap = wrap;
    style->nodes[PM_LEVEL_PAPER].widest = fmax(style->nodes[PM_LEVEL_PAPER].widest, wrap);
    for (int level = PM_LEVEL_ROOT; columns && level <= PM_LEVEL_TOPIC; level++) {
        style->nodes[level].wrap = fmax(style->nodes[level].wrap, wrap);
        style->nodes[level].widest = fmax(style->nodes[level].widest, wrap);
    }
    return style;
}

void pm_map_arrange(pm_map *map, const pm_arrangement *arrangement)
{
    map->direction = arrangement->direction;
    map->style = arranged_style(map, arrangement);
    for (size_t i = 0; i < map->count; i++)
        measure(map, &map->contents[i]);
    set_sizes(map);
}

void pm_map_set_columns(pm_map *map, const uint32_t *columns)
{
    map->columns = pm_arena_copy(map->arena, columns, map->count * sizeof *columns);
    if (map->is_complete) pm_map_complete(map);
}

Agraph_t *pm_map_graph_to_lay_out(pm_map *map, bool is_plain)
{
    if (map->laid_out && map->laid_out != map->graph) agclose(map->laid_out);
    if (is_plain) {
        map->laid_out = agopen((char *)"papermap", Agdirected, NULL);
        pm_map_set_graph_attributes(map, map->laid_out);
    } else {
        if (!map->is_complete) pm_map_complete(map);
        map->laid_out = map->graph;
    }
    return map->laid_out;
}

void pm_map_let_graph_go(pm_map *map)
{
    if (map->laid_out && map->laid_out != map->graph) agclose(map->laid_out);
    pm_graph_close(map->graph);
    map->graph = map->laid_out = NULL;
}

void pm_map_destroy(pm_map *map)
{
    if (!map) return;
    pm_map_let_graph_go(map);
    pm_arena_destroy(map->arena);
}
