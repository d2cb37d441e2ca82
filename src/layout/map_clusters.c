/*
 * Clusters: finding them, turning those that are whole subtrees into seals of the tidy tree, and writing
 * their boxes back.
 *
 * A cluster that consists of one node and all of its descendants is a region: the tidy tree keeps it apart
 * from everything else. Any other cluster (in graphs not made for this engine) just gets the box around its
 * nodes and inner clusters, plus its margin, kept inside the cluster around it; such boxes may overlap, but
 * keep clear of the trees of a forest that they have no node in if those do not lie between.
 */
#include "layout/map.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "support/memory.h"

#define DEFAULT_MARGIN 8 /* points, Graphviz's default */

static const uint32_t none = PM_TIDY_NONE;

static bool is_cluster(graph_t *subgraph)
{
    return strncasecmp(agnameof(subgraph), "cluster", 7) == 0;
}

/* A place in the walk over the subgraphs: the next one to look at, and the cluster around it. */
typedef struct place {
    graph_t *subgraph;
    uint32_t cluster;
} place;

uint32_t map_add_cluster(map *m, map_cluster cluster)
{
    size_t capacity = m->cluster_capacity;

    PM_RESERVE(m->clusters, capacity, (size_t)m->cluster_count + 1);
    m->cluster_capacity = (uint32_t)capacity;
    m->clusters[m->cluster_count] = cluster;
    if (cluster.parent != none) m->clusters[cluster.parent].clusters++;
    return m->cluster_count++;
}

/* All clusters, outer before inner, whatever plain subgraphs lie between them. */
static void collect_clusters(map *m)
{
    place *stack = NULL;
    size_t depth = 0, capacity = 0;
    place at = { agfstsubg(m->graph), none };

    while (at.subgraph || depth > 0) {
        if (!at.subgraph) {
            at = stack[--depth];
            continue;
        }
        uint32_t inside = at.cluster;
        map_cluster found = { .graph = at.subgraph, .parent = at.cluster, .root = none, .next = none };
        if (is_cluster(at.subgraph)) inside = map_add_cluster(m, found);
        PM_RESERVE(stack, capacity, depth + 1);
        stack[depth++] = (place){ agnxtsubg(at.subgraph), at.cluster };
        at = (place){ agfstsubg(at.subgraph), inside };
    }
    free(stack);
}

/* Graphviz's own lists: GD_clust[1..GD_n_cluster] of every cluster and of the graph. It frees them itself. */
static void list_clusters(map *m)
{
    uint32_t top = 0;

    GD_clust(m->graph) = NULL;
    GD_n_cluster(m->graph) = 0;
    for (uint32_t i = 0; i < m->cluster_count; i++)
        if (m->clusters[i].parent == none) top++;
    if (top > 0) GD_clust(m->graph) = pm_calloc((size_t)top + 1, sizeof(graph_t *));
    for (uint32_t i = 0; i < m->cluster_count; i++) {
        map_cluster *c = &m->clusters[i];
        graph_t *around = c->parent == none ? m->graph : m->clusters[c->parent].graph;

        if (c->clusters > 0) GD_clust(c->graph) = pm_calloc((size_t)c->clusters + 1, sizeof(graph_t *));
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): counted and allocated above */
        GD_clust(around)[++GD_n_cluster(around)] = c->graph;
    }
}

/* The one node of the cluster whose whole subtree the cluster is. `marks` holds the last cluster of each
 * node. */
static uint32_t find_root(const map *m, uint32_t cluster, uint32_t *marks)
{
    graph_t *graph = m->clusters[cluster].graph;
    uint32_t root = none, roots = 0, members = 0;

    for (node_t *n = agfstnode(graph); n; n = agnxtnode(graph, n))
        marks[map_index(n)] = cluster + 1;
    for (node_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
        uint32_t index = map_index(n), parent = m->tidy[index].parent;
        members++;
        if (parent != none && marks[parent] == cluster + 1) continue;
        root = index;
        roots++;
    }
    return roots == 1 && m->sizes[root] == members ? root : none;
}

/* In a map that grows down a label in the middle of the near side would stand on the line to the root. */
static double put_label_aside(const map_cluster *c, double width)
{
    const char *wish = agget(c->graph, "labeljust");

    if (wish && *wish) return width;
    GD_label_pos(c->graph) |= PM_GV_LABEL_AT_LEFT;
    return 2 * width;
}

static void read_cluster(map *m, map_cluster *c)
{
    double margin = map_number(agget(c->graph, "margin"), DEFAULT_MARGIN);
    const pointf *border;

    do_graph_label(c->graph);
    border = GD_border(c->graph);
    c->space = map_number(agget(c->graph, "pm_space"), m->options.space);
    c->seal = (pm_tidy_seal){ margin, margin, margin, margin, 0, 0 };
    double width = fmax(border[PM_GV_TOP].x, border[PM_GV_BOTTOM].x);
    if (map_is_vertical(m)) {
        c->seal.near += border[PM_GV_TOP].y;
        c->seal.far += border[PM_GV_BOTTOM].y;
        c->seal.min_cross = put_label_aside(c, width);
    } else {
        c->seal.before += border[PM_GV_TOP].y;
        c->seal.after += border[PM_GV_BOTTOM].y;
        c->seal.min_depth = width;
    }
}

/* Boxes of loose clusters may overlap, but not those of another tree: make room around the trees they are in.
 */
static void make_room(map *m, uint32_t cluster)
{
    double before = 0, after = 0;

    for (uint32_t i = cluster; i != none; i = m->clusters[i].parent) {
        before += m->clusters[i].seal.before;
        after += m->clusters[i].seal.after;
    }
    for (node_t *n = agfstnode(m->clusters[cluster].graph); n; n = agnxtnode(m->clusters[cluster].graph, n)) {
        uint32_t root = m->trees[map_index(n)];
        m->before[root] = fmax(m->before[root], before);
        m->after[root] = fmax(m->after[root], after);
    }
}

void map_find_clusters(map *m)
{
    collect_clusters(m);
    for (uint32_t i = 0; i < m->cluster_count; i++)
        agbindrec(m->clusters[i].graph, "Agraphinfo_t", sizeof(Agraphinfo_t), TRUE);
    list_clusters(m);
    uint32_t *marks = PM_NEW_ARRAY(m->arena, uint32_t, m->capacity);
    for (uint32_t i = 0; i < m->cluster_count; i++) {
        map_cluster *c = &m->clusters[i];
        read_cluster(m, c);
        c->root = find_root(m, i, marks);
        if (c->root == none) {
            make_room(m, i);
            continue;
        }
        c->next = m->innermost[c->root];
        m->innermost[c->root] = i;
    }
}

static void add_padding(pm_tidy_seal *sum, const pm_tidy_seal *padding)
{
    sum->near += padding->near;
    sum->far += padding->far;
    sum->before += padding->before;
    sum->after += padding->after;
}

/* Clusters with one root, from the inside out, make one seal with the paddings of all. */
static void seal_node(map *m, uint32_t node)
{
    pm_tidy_seal *seal = PM_NEW(m->arena, pm_tidy_seal), around = { 0 };

    for (uint32_t i = m->innermost[node]; i != none; i = m->clusters[i].next) {
        const map_cluster *c = &m->clusters[i];
        add_padding(seal, &c->seal);
        seal->min_depth = fmax(seal->min_depth + c->seal.near + c->seal.far, c->seal.min_depth);
        seal->min_cross = fmax(seal->min_cross + c->seal.before + c->seal.after, c->seal.min_cross);
        m->tidy[node].space = c->space;
    }
    for (uint32_t i = m->innermost[node]; i != none; i = m->clusters[i].next)
        add_padding(&around, &m->clusters[i].seal);
    for (uint32_t i = m->innermost[node]; i != none; i = m->clusters[i].next) {
        const pm_tidy_seal *own = &m->clusters[i].seal;
        around.near -= own->near, around.far -= own->far;
        around.before -= own->before, around.after -= own->after;
        m->clusters[i].inset = around;
    }
    m->tidy[node].seal = seal;
}

void map_seal_clusters(map *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (m->innermost[i] != none) seal_node(m, i);
}

static boxf box_of_corners(pointf a, pointf b)
{
    return (boxf){ { fmin(a.x, b.x), fmin(a.y, b.y) }, { fmax(a.x, b.x), fmax(a.y, b.y) } };
}

/*
 * The cluster's near edge, on the depth axis of its tree. Aligned regions all begin where their parent's
 * strip ends; what they gain by that is theirs already, as a region's outline reaches back to its parent.
 */
static double near_edge(const map *m, const map_cluster *c, const pm_tidy_node *n)
{
    bool is_aligned = m->options.align_regions && !m->columns && c->parent == none && n->parent != none;

    if (is_aligned && !m->radial) return m->tidy[n->parent].strip;
    if (is_aligned && m->tidy[n->parent].parent == none && !map_mirror(m, c->root))
        return map_radial_edge(m, c->root);
    return n->depth - n->seal->near + c->inset.near;
}

static boxf sealed_box(const map *m, const map_cluster *c, const pm_tidy_node *n, double sign)
{
    double near = near_edge(m, c, n);
    double before = n->before + c->inset.before, after = n->after - c->inset.after;
    pointf a = map_to_drawing(m, sign * near, m->offsets[c->root] + before);
    pointf b = map_to_drawing(m, sign * (n->far - c->inset.far), m->offsets[c->root] + after);

    return box_of_corners(a, b);
}

/* Around nodes and inner clusters; paddings are those of a map to the right or down, whatever the direction.
 */
static boxf loose_box(const map *m, const map_cluster *c)
{
    boxf bounds = c->box;
    const pointf *border = GD_border(c->graph);
    double margin = map_is_vertical(m) ? c->seal.before : c->seal.near;

    for (node_t *n = agfstnode(c->graph); n; n = agnxtnode(c->graph, n))
        bounds = map_box_union(bounds, map_node_box(m, map_index(n)));
    if (bounds.LL.x > bounds.UR.x) bounds = (boxf){ { 0, 0 }, { 0, 0 } };
    double missing =
        fmax(border[PM_GV_TOP].x, border[PM_GV_BOTTOM].x) - (bounds.UR.x - bounds.LL.x) - 2 * margin;
    double aside = margin + fmax(missing, 0) / 2;
    bounds.LL.x -= aside;
    bounds.UR.x += aside;
    bounds.LL.y -= margin + border[PM_GV_BOTTOM].y;
    bounds.UR.y += margin + border[PM_GV_TOP].y;
    return bounds;
}

static void keep_inside(boxf *bounds, boxf around)
{
    bounds->LL.x = fmin(fmax(bounds->LL.x, around.LL.x), around.UR.x);
    bounds->LL.y = fmin(fmax(bounds->LL.y, around.LL.y), around.UR.y);
    bounds->UR.x = fmax(fmin(bounds->UR.x, around.UR.x), bounds->LL.x);
    bounds->UR.y = fmax(fmin(bounds->UR.y, around.UR.y), bounds->LL.y);
}

void map_place_clusters(map *m)
{
    for (uint32_t i = 0; i < m->cluster_count; i++)
        m->clusters[i].box = (boxf){ { HUGE_VAL, HUGE_VAL }, { -HUGE_VAL, -HUGE_VAL } };
    for (uint32_t i = m->cluster_count; i-- > 0;) {
        map_cluster *c = &m->clusters[i];

        if (c->root == none) {
            c->box = loose_box(m, c);
        } else {
            const pm_tidy_node *mirror = map_mirror(m, c->root);
            c->box = sealed_box(m, c, &m->tidy[c->root], map_depth_sign(m, c->root));
            if (mirror) c->box = map_box_union(c->box, sealed_box(m, c, mirror, -1));
        }
        if (c->parent != none) {
            boxf *around = &m->clusters[c->parent].box;
            *around = map_box_union(*around, c->box);
        }
    }
    for (uint32_t i = 0; i < m->cluster_count; i++) {
        map_cluster *c = &m->clusters[i];

        if (c->parent != none) keep_inside(&c->box, m->clusters[c->parent].box);
        if (c->graph) GD_bb(c->graph) = c->box;
    }
}
