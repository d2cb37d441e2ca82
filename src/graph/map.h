/*
 * From the taxonomy to a graph (libcgraph) that an engine can lay out.
 *
 * root → group → paper, directed; each group with something inside is a cluster, nested as the groups are.
 * pm_map_lay_out() (scene/places.h) tells the engine sizes and distances, and completes the graph where it
 * has to; pm_map_describe adds labels, colours, links and meaning, which only a graph that is written out
 * needs.
 */
#ifndef PM_GRAPH_MAP_H
#define PM_GRAPH_MAP_H

#include <stdint.h>

#include "graph/content.h"
#include "taxonomy/difference_map.h"

enum { PM_DEPTH_CATEGORY = -4, PM_DEPTH_GROUP = -3, PM_DEPTH_TOPIC = -2, PM_DEPTH_PAPER = -1 };

typedef struct pm_map_options {
    const char *title;     /* the root's text; NULL: the taxonomy's own */
    const char *direction; /* NULL: the style's */
    int depth;             /* a PM_DEPTH_… or the highest level that is drawn (0: the root alone) */
    const pm_difference_map *changes; /* the taxonomy is a difference's; NULL: it is a list */
    size_t first_category; /* what the first category's number is in the palette: a part keeps its hue */
    const pm_encoding *encoding; /* NULL: none */
} pm_map_options;

/* The page that a map is fitted to. */
typedef struct pm_page {
    const char *name;     /* as asked for: "16:9" */
    double width, height; /* pixels; height 0: any, and the map is made smaller at most, never larger */
    double per_inch;      /* of these pixels, where the page becomes a slide */
} pm_page;

/* Two places of one paper that follow each other in data order. */
typedef struct pm_repeat {
    uint32_t from, to; /* contents */
} pm_repeat;

/* What --fit decides. */
typedef struct pm_arrangement {
    const char *direction;
    double wrap; /* points at which papers' titles wrap; 0: the style's */
} pm_arrangement;

typedef struct pm_map {
    pm_arena *arena;
    const pm_taxonomy *taxonomy;
    const pm_style *style; /* as arranged: wraps may differ from the one it was built with */
    const pm_style *own_style;
    pm_style_fonts fonts;
    const char *title;
    const char *direction;
    const pm_difference_map *changes; /* NULL: none */
    const char *page_name;            /* the part's; NULL: the title */
    const char *page_number;          /* "2 / 6", where the style shows it; NULL: none */
    const pm_page *page;              /* NULL: the map is as large as it is; must outlive the map */
    Agraph_t *graph;                  /* NULL once it was let go */
    bool is_complete;     /* clusters hold their nodes, and what engines need to know stands in attributes */
    Agraph_t *laid_out;   /* what the last layout was asked for: the graph, or what stands for it; or NULL */
    pm_content *contents; /* in data order, the root first */
    size_t count;
    const uint32_t *columns; /* of each content; NULL: the map is not in columns, or all are in the first */
    const pm_encoding *encoding; /* NULL: none */
    pm_repeat *repeats;          /* looked for where there is an encoding */
    size_t repeat_count;
} pm_map;

/* The map of a taxonomy, measured and ready for an engine. The taxonomy, style and fonts must outlive it.
 * NULL, with errors added, when a font is missing or nothing is left to draw. */
pm_map *pm_map_build(const pm_taxonomy *taxonomy, const pm_style *style, pm_fonts *fonts,
                     const pm_map_options *options, pm_diagnostics *diagnostics);

/* Changes direction and wrap before a layout; papers are measured anew where they wrap differently. In
 * columns headings may be as wide as papers. */
void pm_map_arrange(pm_map *map, const pm_arrangement *arrangement);

/* In which of its parent's columns each content stands (map->count numbers); the map is in columns then. */
void pm_map_set_columns(pm_map *map, const uint32_t *columns);

/* The look of a content's region. */
static inline const pm_region_style *pm_map_region(const pm_map *map, const pm_content *content)
{
    return &map->style->regions[content->level == PM_LEVEL_CATEGORY ? 0 : 1];
}

/* Completes the graph for engines that read it and for those who write it, now and after every change: puts
 * the nodes into their clusters and sets attributes. */
void pm_map_complete(pm_map *map);

/* Sets what engines need to know of the whole map. */
void pm_map_set_graph_attributes(const pm_map *map, Agraph_t *graph);

/* The graph for the next layout, which becomes `laid_out`; the last one must have been released. It is the
 * map's own, complete; or for a plain layout (layout/plain.h) one that has the attributes of the whole and
 * nothing else, so that no attribute makes cgraph keep a table of them for each object of a large map. */
Agraph_t *pm_map_graph_to_lay_out(pm_map *map, bool is_plain);

/* Gives the graph's memory back; it must not be laid out any more. What was read from it stays. */
void pm_map_let_graph_go(pm_map *map);

/* The hue that a mark has in the picture of a difference. */
pm_change_hue pm_hue_of_mark(pm_mark_kind kind);

void pm_map_destroy(pm_map *map); /* NULL is fine */

/* Adds every attribute that a stock engine or renderer draws by, and the meaning (pm_kind, pm_venue, ...). */
void pm_map_describe(pm_map *map);

#endif
