/*
 * The state of one run of the mindmap engine, shared by its files (not by the rest of the program).
 *
 * Order of work: options and nodes are read (map_read.c), trees found (map_tree.c), clusters found and turned
 * into seals (map_clusters.c), the tidy tree placed and written back (map_place.c), edges drawn
 * (map_edges.c). A plain layout reads, draws and writes by itself (plain.c). Everything lives in one arena
 * that is gone when the engine returns; where the graph is read, ND_id() holds a node's index meanwhile.
 *
 * Three systems of coordinates, all in points: a tree's own depth and cross; the map's, where cross counts
 * from the first tree and depth is negative on the left side of a two-sided map; Graphviz's, y up.
 */
#ifndef PM_LAYOUT_MAP_H
#define PM_LAYOUT_MAP_H

#include "layout/columns.h"
#include "layout/connector.h"
#include "layout/gvc_private.h"
#include "layout/plain.h"
#include "layout/tidy_tree.h"
#include "support/arena.h"

typedef enum map_direction { MAP_RIGHT, MAP_LEFT, MAP_BOTH, MAP_DOWN, MAP_COLUMNS, MAP_RADIAL } map_direction;

typedef struct map_options {
    map_direction direction;
    pm_tidy_alignment alignment;
    pm_connector_kind connector;
    double space, gap; /* defaults of nodes: free distance to neighbours, and to children */
    double radius;
    double aspect;  /* of a radial map: width for height of the page that it is for */
    bool is_fitted; /* that page was asked for */
    bool align_regions;
} map_options;

/* A cluster: a subgraph whose name begins with "cluster". */
typedef struct map_cluster {
    graph_t *graph;     /* NULL in a plain layout */
    boxf box;           /* set by map_place_clusters() */
    uint32_t parent;    /* the nearest cluster around it, PM_TIDY_NONE for none */
    uint32_t root;      /* the node whose whole subtree it is, PM_TIDY_NONE if it is not a subtree */
    uint32_t next;      /* the cluster around it that has the same root */
    uint32_t clusters;  /* how many clusters lie directly in it */
    double space;       /* free distance to its neighbours on the cross axis */
    pm_tidy_seal seal;  /* its own paddings */
    pm_tidy_seal inset; /* those of the clusters around it that have the same root, added up */
} map_cluster;

typedef struct map_plain map_plain; /* plain.c */

/* A node as it is drawn, in Graphviz's coordinates. */
typedef struct map_body {
    pointf centre; /* set by map_place() */
    pointf half;   /* its size */
} map_body;

/* The arrays run over the nodes, parents first, tree by tree: breadth-first, or as the plain layout's come.
   In a two-sided map each root is followed by its mirror, the root of the left side, which stands for the
   same node. */
typedef struct map {
    graph_t *graph;
    pm_arena *arena;
    map_plain *plain; /* NULL: the graph is read, from its attributes */
    map_options options;
    uint32_t count, capacity;
    pm_tidy_node *tidy;
    map_body *bodies;
    pm_columns_node *columns;      /* of a map in columns, else NULL */
    struct map_radial *radial;     /* of a radial map, else NULL */
    node_t **nodes;                /* NULL in a plain layout, as are the next three */
    edge_t **edges;                /* to the parent, NULL for roots */
    double *before, *after;        /* of roots: what loose clusters need around the tree on the cross axis */
    pm_connector_kind *connectors; /* to the children */
    double *offsets;               /* on the cross axis, of the tree that the node is in */
    uint32_t *trees;               /* the root of the tree that the node is in */
    uint32_t *sizes;               /* nodes in the subtree, itself too */
    uint32_t *innermost;           /* the innermost cluster rooted at the node */
    map_cluster *clusters;         /* a cluster comes after the one around it */
    uint32_t cluster_count, cluster_capacity;
} map;

static inline bool map_is_vertical(const map *m)
{
    return m->options.direction == MAP_DOWN || m->options.direction == MAP_COLUMNS;
}

static inline uint32_t map_index(const node_t *node)
{
    return (uint32_t)ND_id(node);
}

/* plain.c: what the three next do, for a plain layout, and where its lines and places go */
map_plain *map_plain_begin(graph_t *graph); /* NULL: none was asked for */
void map_plain_read(map *m);
void map_plain_read_column(const map *m, uint32_t index); /* its own number, and its lanes */
void map_plain_draw(map *m, uint32_t child, const pm_path *route);
void map_plain_write(map *m);
bool map_plain_end(graph_t *graph); /* false: the layout was no plain one */

/* map_read.c */
void map_read_options(map *m);
void map_read_nodes(map *m); /* sizes, distances and connector of every node, after the trees are found */
double map_number(const char *text, double fallback);
bool map_truth(const char *text);

/* map_tree.c */
void map_allocate(map *m, uint32_t nodes);
void map_find_trees(map *m);
void map_count_subtrees(map *m);

/* map_clusters.c */
uint32_t map_add_cluster(map *m, map_cluster cluster);
void map_find_clusters(map *m);
void map_seal_clusters(map *m);
void map_place_clusters(map *m); /* their boxes, once the nodes have their places */

/* map_place.c */
void map_place(map *m);
double map_depth_sign(const map *m, uint32_t index);
const pm_tidy_node *map_mirror(const map *m,
                               uint32_t index); /* its other side; NULL if it has one side only */
pointf map_to_drawing(const map *m, double depth, double cross);
boxf map_node_box(const map *m, uint32_t index);
boxf map_box_union(boxf a, boxf b);

/* map_columns.c: what the tidy tree does, for a map in columns */
void map_place_columns(map *m);
void map_route_in_columns(const map *m, uint32_t child, pm_path *route);

/* map_radial.c: what the tidy tree does, for a radial map */
void map_place_radial(map *m);
const pm_tidy_node *map_radial_mirror(const map *m, uint32_t node); /* NULL: it has one side only */
double map_radial_edge(const map *m, uint32_t node); /* where the column of a root's child begins */
bool map_is_around(const map *m, uint32_t child);    /* the next two are for its connector */
void map_route_radial(const map *m, uint32_t child, pm_path *route);
pm_path_point map_radial_label(const map *m, uint32_t child, double along, double across);

/* map_edges.c */
void map_draw_edges(map *m);

#endif
