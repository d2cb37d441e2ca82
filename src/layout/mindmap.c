/*
 * The engine's entry points: what libgvc calls to lay out a graph and to forget a layout, and the tables by
 * which it finds them. A good citizen does what dot and neato do around their own work.
 */
#include "layout/mindmap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/map.h"

/* Keeps a record, without what is in it. */
static void blank_record(void *record, size_t size)
{
    memset((char *)record + sizeof(Agrec_t), 0, size - sizeof(Agrec_t));
}

static void init_elements(graph_t *graph)
{
    for (node_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
        agbindrec(n, "Agnodeinfo_t", sizeof(Agnodeinfo_t), TRUE);
        common_init_node(n);
        gv_nodesize(n, FALSE);
    }
    for (node_t *n = agfstnode(graph); n; n = agnxtnode(graph, n))
        for (edge_t *e = agfstout(graph, n); e; e = agnxtout(graph, e)) {
            agbindrec(e, "Agedgeinfo_t", sizeof(Agedgeinfo_t), TRUE);
            common_init_edge(e);
        }
}

/* The box of nodes and clusters; edges and labels add theirs when they are drawn. */
static void find_bounds(map *m)
{
    boxf bounds = { { HUGE_VAL, HUGE_VAL }, { -HUGE_VAL, -HUGE_VAL } };

    for (uint32_t i = 0; i < m->count; i++)
        bounds = map_box_union(bounds, map_node_box(m, i));
    for (uint32_t i = 0; i < m->cluster_count; i++)
        bounds = map_box_union(bounds, m->clusters[i].box);
    if (bounds.LL.x > bounds.UR.x) bounds = (boxf){ { 0, 0 }, { 0, 0 } };
    GD_bb(m->graph) = bounds;
}

static void read_graph(map *m)
{
    init_elements(m->graph);
    map_find_trees(m);
    map_read_nodes(m);
    map_find_clusters(m);
}

static void mindmap_layout(graph_t *graph)
{
    map m = { .graph = graph, .arena = pm_arena_create(), .plain = map_plain_begin(graph) };

    map_read_options(&m);
    if (m.plain)
        map_plain_read(&m);
    else
        read_graph(&m);
    map_seal_clusters(&m);
    map_place(&m);
    map_place_clusters(&m);
    find_bounds(&m);
    map_draw_edges(&m);
    State = PM_GV_GVSPLINES;
    if (m.plain)
        map_plain_write(&m);
    else
        dotneato_postprocess(graph);
    free(m.clusters);
    pm_arena_destroy(m.arena);
}

/* Clusters inside clusters, all the way down, without recursion: a parent's list keeps its children for us.
 * They keep their records, too. */
static void cleanup_clusters(graph_t *graph)
{
    graph_t *at = graph;

    while (at) {
        if (GD_n_cluster(at) > 0) {
            graph_t *inner = GD_clust(at)[GD_n_cluster(at)--];
            GD_clust(at)[0] = NULL;
            GD_parent(inner) = at;
            at = inner;
            continue;
        }
        graph_t *around = at == graph ? NULL : GD_parent(at);
        free(GD_clust(at));
        GD_clust(at) = NULL;
        if (around) {
            GD_parent(at) = NULL;
            free_label(GD_label(at));
            blank_record(AGDATA(at), sizeof(Agraphinfo_t));
        }
        at = around;
    }
}

/*
 * Nodes and edges keep their records, blank: libgvc's own clean-up (gv_cleanup_node, gv_cleanup_edge) unbinds
 * each with agdelrec, which looks through all subgraphs for every single one, and a map has a cluster for
 * each topic. The next layout finds a blank record as good as none; agclose frees it.
 */
static void cleanup_edge(edge_t *edge)
{
    if (!aggetrec(edge, "Agedgeinfo_t", FALSE)) return;
    gv_free_splines(edge);
    free_label(ED_label(edge));
    free_label(ED_xlabel(edge));
    free_label(ED_head_label(edge));
    free_label(ED_tail_label(edge));
    blank_record(AGDATA(edge), sizeof(Agedgeinfo_t));
}

static void cleanup_node(node_t *node)
{
    if (!aggetrec(node, "Agnodeinfo_t", FALSE)) return;
    if (ND_shape(node)) ND_shape(node)->fns->freefn(node);
    free_label(ND_label(node));
    free_label(ND_xlabel(node));
    free(ND_pos(node));
    blank_record(AGDATA(node), sizeof(Agnodeinfo_t));
}

static void mindmap_cleanup(graph_t *graph)
{
    if (map_plain_end(graph)) return;
    for (node_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
        for (edge_t *e = agfstout(graph, n); e; e = agnxtout(graph, e))
            cleanup_edge(e);
        cleanup_node(n);
    }
    cleanup_clusters(graph);
}

static gvlayout_engine_t engine = { mindmap_layout, mindmap_cleanup };

/* No flags: with LAYOUT_USES_RANKDIR libgvc would turn the finished picture. */
static gvlayout_features_t features = { 0 };

static gvplugin_installed_t layouts[] = {
    { 0, "mindmap", 0, &engine, &features },
    { 0, NULL, 0, NULL, NULL },
};

static gvplugin_api_t apis[] = {
    { API_layout, layouts },
    { (api_t)0, NULL },
};

gvplugin_library_t gvplugin_papermap_LTX_library = { "papermap", apis };
