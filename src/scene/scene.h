/*
 * The scene: a laid-out map as a display list that any back end can paint in one pass.
 *
 * Points, origin at the page's top left corner, y down. Items are in painting order, which is reading order,
 * too: the heading, the nodes in data order, the footer. Groups and links nest properly. The same places, by
 * node, cluster and edge, are kept beside the list for back ends that write data. Everything lives in the
 * scene's arena or in the map it was composed from.
 */
#ifndef PM_SCENE_SCENE_H
#define PM_SCENE_SCENE_H

#include "graph/map.h"
#include "layout/layout.h"

typedef struct pm_curve {
    const pm_point *points; /* 3k + 1: a start and k cubic Béziers */
    size_t count;
} pm_curve;

typedef enum pm_item_kind {
    PM_ITEM_GROUP_BEGIN,
    PM_ITEM_GROUP_END,
    PM_ITEM_LINK_BEGIN,
    PM_ITEM_LINK_END,
    PM_ITEM_BOX,
    PM_ITEM_PATH,
    PM_ITEM_TEXT
} pm_item_kind;

typedef struct pm_item {
    pm_item_kind kind;
    union {
        struct {
            const char *id;         /* NULL: none */
            const char *class_name; /* "node paper", "cluster", "edges", "nodes" around all nodes */
            const char *tooltip;    /* NULL: none */
            const pm_content *node; /* whose group it is; NULL: no node's */
        } group;
        struct {
            const char *url; /* NULL: to a page of the same document */
            size_t page;     /* from 1 */
            pm_box area;
            const pm_link *link; /* the paper's material that it opens; NULL: a page */
        } link;
        struct {
            pm_box box;
            double radius;
            pm_colour fill, stroke;
            double stroke_width;
        } box;
        struct {
            const pm_curve *curves; /* those that all children share (stub, trunk), then one for a child */
            size_t count;
            pm_colour stroke;
            double width;
            double dash;   /* length of dashes, and of the gaps between their round ends; 0: a whole line */
            size_t shared; /* how many of the curves all share */
            const pm_content *first; /* the child that the first of the others leads to; its siblings follow.
                                      * NULL: no connector of the tree */
        } path;
        struct {
            const pm_run *run;
            double x, baseline;
        } text;
    };
} pm_item;

typedef struct pm_scene_node {
    const pm_content *content; /* runs and buttons count from the box's corner */
    pm_box box;
} pm_scene_node;

typedef struct pm_scene_edge {
    const pm_content *from, *to;
    pm_curve curve;
} pm_scene_edge;

typedef struct pm_scene {
    pm_arena *arena;
    double width, height; /* points */
    double zoom;          /* pixels of the page for a point: 1, unless the map is fitted to a page */
    double per_inch;      /* of these pixels: 72, unless the page has others */
    const char *title;
    const char *name;        /* of this page among others: the part's; else the title */
    const char *description; /* "38 papers in 14 topics ..." */
    const char *direction;
    bool is_mindmap; /* placed by our engine */
    bool is_tidy;    /* and so that siblings stand in data order along one axis */
    pm_colour background;
    pm_item *items;
    size_t item_count;
    pm_scene_node *nodes, *clusters;
    size_t node_count, cluster_count;
    pm_scene_edge *edges;
    size_t edge_count;
    pm_scene_edge *cross_links; /* between two places of a paper; NULL: none */
    size_t cross_link_count;
} pm_scene;

/* Composes the scene of a map whose graph has been laid out, by our own engine or another. The map must
 * outlive the scene; its contents are placed in their boxes (once: a map is composed once). */
pm_scene *pm_scene_compose(pm_map *map, bool is_mindmap);

/* The two halves of pm_scene_compose(): what the layout found (nodes, clusters and edges, not yet on a page)
 * is taken out of the graph, which may be let go then; and the display list is composed from it. */
pm_scene *pm_scene_take_places(pm_map *map, bool is_mindmap);
void pm_scene_fill(pm_scene *scene, pm_map *map);

void pm_scene_destroy(pm_scene *scene); /* NULL is fine */

#endif
