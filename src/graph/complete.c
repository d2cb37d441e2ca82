/*
 * Completing the graph: the nodes in their clusters, and what an engine needs to know as attributes, for
 * Graphviz's own engines and for a graph that is written out. Our own engine is asked more shortly
 * (layout/plain.h) where neither is the case: a node stands in each cluster above it, with a record and two
 * places in dictionaries.
 */
#include <string.h>

#include "graph/map.h"

#define NARROW_ASPECT 0.6

/* A radial map goes around its root as the page is wide and high; a page of any height wants it narrow. */
static void set_aspect(const pm_map *map, Agraph_t *graph)
{
    const pm_page *page = map->page;
    char text[PM_NUMBER_SIZE];
    if (!page || strcmp(map->direction, "radial") != 0) return;
    pm_format_number(text, page->height > 0 ? page->width / page->height : NARROW_ASPECT, 3);
    agattr(graph, AGRAPH, "pm_aspect", text);
}

void pm_map_set_graph_attributes(const pm_map *map, Agraph_t *graph)
{
    agattr(graph, AGRAPH, "pm_direction", (char *)map->direction);
    /* Cross-links leave papers outwards, where nothing must stand. */
    bool has_cross_links = map->encoding && map->style->encoding.cross_links;
    agattr(graph, AGRAPH, "pm_align", has_cross_links ? "leaf" : (char *)map->style->align);
    agattr(graph, AGRAPH, "pm_region_align", map->style->region_align ? "true" : "false");
    char radius[PM_NUMBER_SIZE];
    pm_format_number(radius, map->style->corner, 3);
    agattr(graph, AGRAPH, "pm_radius", radius);
    set_aspect(map, graph);
}

/* Attributes are set through their symbols: no look-up by name for every node. */
typedef struct symbols {
    Agsym_t *width, *height, *label, *space, *gap, *connector, *leaf, *column, *lanes;
    Agsym_t *margin, *region_space;
} symbols;

static Agsym_t *declare_number(Agraph_t *graph, const char *name, double value)
{
    char text[PM_NUMBER_SIZE];
    pm_format_number(text, value, 6);
    return agattr(graph, AGNODE, (char *)name, text);
}

/* Defaults are what papers have, since nearly all nodes are papers. */
static symbols declare_attributes(const pm_map *map)
{
    Agraph_t *graph = map->graph;
    const pm_node_style *paper = &map->style->nodes[PM_LEVEL_PAPER];
    symbols s = { .width = agattr(graph, AGNODE, "width", "1"),
                  .height = agattr(graph, AGNODE, "height", "0.5"),
                  .label = agattr(graph, AGNODE, "label", "") };
    s.space = declare_number(graph, "pm_space", paper->space);
    s.gap = declare_number(graph, "pm_rank_gap", paper->gap);
    s.connector = agattr(graph, AGNODE, "pm_connector", (char *)paper->connector);
    s.leaf = agattr(graph, AGNODE, "pm_leaf", "true");
    if (map->columns) s.column = agattr(graph, AGNODE, "pm_column", "0");
    if (map->encoding && map->style->encoding.cross_links) s.lanes = agattr(graph, AGNODE, "pm_lanes", "0");
    s.margin = agattr(graph, AGRAPH, "margin", "");
    s.region_space = agattr(graph, AGRAPH, "pm_space", "");
    agattr(graph, AGNODE, "shape", "box");
    agattr(graph, AGNODE, "fixedsize", "true");
    agattr(graph, AGEDGE, "dir", "none");
    return s;
}

static void set_number(void *object, Agsym_t *symbol, double value)
{
    char text[PM_NUMBER_SIZE];
    pm_format_number(text, value, 6);
    agxset(object, symbol, text);
}

static void set_node(const pm_map *map, const pm_content *content, const symbols *s)
{
    const pm_node_style *look = &map->style->nodes[content->level];
    /* A context of libgvc gives all graphs of the process the label "\\N", a name that engines would measure.
     */
    if (!map->is_complete) agxset(content->graph_node, s->label, "");
    set_number(content->graph_node, s->width, content->width / 72);
    set_number(content->graph_node, s->height, content->height / 72);
    if (s->column) set_number(content->graph_node, s->column, map->columns[content - map->contents]);
    if (content->lanes > 0) set_number(content->graph_node, s->lanes, content->lanes);
    if (content->level == PM_LEVEL_PAPER) return;
    set_number(content->graph_node, s->space, look->space);
    set_number(content->graph_node, s->gap, look->gap);
    agxset(content->graph_node, s->connector, (char *)look->connector);
    agxset(content->graph_node, s->leaf, "false");
}

static void set_cluster(const pm_map *map, const pm_content *content, const symbols *s)
{
    const pm_region_style *region = pm_map_region(map, content);
    set_number(content->cluster, s->margin, region->padding);
    set_number(content->cluster, s->region_space, region->space);
}

/* cgraph adds it to the clusters around, too. */
static void add_to_cluster(const pm_content *content)
{
    Agraph_t *outer = content->parent ? content->parent->cluster : NULL;
    Agraph_t *innermost = content->cluster ? content->cluster : outer;
    if (innermost) agsubnode(innermost, content->graph_node, 1);
}

void pm_map_complete(pm_map *map)
{
    pm_map_set_graph_attributes(map, map->graph);
    symbols attributes = declare_attributes(map);
    for (size_t i = 0; i < map->count; i++) {
        if (!map->is_complete) add_to_cluster(&map->contents[i]);
        set_node(map, &map->contents[i], &attributes);
        if (map->contents[i].cluster) set_cluster(map, &map->contents[i], &attributes);
    }
    map->is_complete = true;
}
