/*
 * The mindmap engine through libgvc: random maps in every direction, alignment and shape keep the promises of
 * the picture (boxes apart, connectors clear of boxes and of each other, regions disjoint and complete), any
 * graph gets a drawing, and a layout can be released and made again.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/layout.h"

#define EPSILON 0.02 /* Graphviz's own arithmetic after the layout shifts the drawing */
#define MAX_NODES 64
#define SAMPLES 8 /* pieces into which a Bézier curve is cut for comparison */

static const char *const directions[] = { "right", "left", "both", "down", "radial" };
static const char *const alignments[] = { "none", "rank", "leaf" };
static const char *const connectors[] = { "bracket", "curve", "fan", "line" };

static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * 2685821657736338717u) >> 33) % limit;
}

static char *text(const char *literal)
{
    return (char *)literal;
}

/* A map as the program makes it: a tree, with clusters around whole subtrees. */
typedef struct sample {
    Agraph_t *graph;
    int count, parent[MAX_NODES];
    Agnode_t *node[MAX_NODES];
    Agedge_t *edge[MAX_NODES];
    Agraph_t *cluster[MAX_NODES]; /* the one whose root the node is */
    pm_box box[MAX_NODES];
} sample;

static void set_number(void *object, const char *name, double value)
{
    char buffer[32];

    snprintf(buffer, sizeof buffer, "%.4f", value);
    agsafeset(object, text(name), buffer, text(""));
}

static void declare_attributes(Agraph_t *graph)
{
    agattr(graph, AGNODE, text("shape"), text("box"));
    agattr(graph, AGNODE, text("fixedsize"), text("true"));
    agattr(graph, AGNODE, text("label"), text(""));
    agattr(graph, AGEDGE, text("dir"), text("none"));
    agattr(graph, AGEDGE, text("arrowhead"), text("none"));
}

static bool is_below(const sample *s, int node, int ancestor)
{
    while (node > ancestor)
        node = s->parent[node];
    return node == ancestor;
}

static void add_cluster(sample *s, int root)
{
    char name[32];
    Agraph_t *around = s->graph;

    for (int i = s->parent[root]; i >= 0 && around == s->graph; i = s->parent[i])
        if (s->cluster[i]) around = s->cluster[i];
    snprintf(name, sizeof name, "cluster_%d", root);
    s->cluster[root] = agsubg(around, name, 1);
    set_number(s->cluster[root], "margin", 2 + random_below(10));
    set_number(s->cluster[root], "pm_space", 1 + random_below(20));
    if (random_below(3) == 0) agsafeset(s->cluster[root], text("label"), text("a label"), text(""));
    for (int i = root; i < s->count; i++)
        if (is_below(s, i, root)) agsubnode(s->cluster[root], s->node[i], 1);
}

static void add_node(sample *s, int i, int reach)
{
    char name[32];

    s->parent[i] = i == 0 ? -1 : i - 1 - (int)random_below((uint32_t)(reach < i ? reach : i));
    snprintf(name, sizeof name, "n%d", i);
    s->node[i] = agnode(s->graph, name, 1);
    set_number(s->node[i], "width", 0.2 + random_below(150) / 72.0);
    set_number(s->node[i], "height", 0.1 + random_below(40) / 72.0);
    set_number(s->node[i], "pm_space", 2 + random_below(20));
    set_number(s->node[i], "pm_rank_gap", 12 + random_below(40));
    /* cppcheck-suppress arrayIndexOutOfBoundsCond ; i is below MAX_NODES */
    if (i > 0) s->edge[i] = agedge(s->graph, s->node[s->parent[i]], s->node[i], NULL, 1);
}

static void create_sample(sample *s, uint64_t seed)
{
    random_state = seed * 0x9e3779b97f4a7c15u + 1;
    memset(s, 0, sizeof *s);
    s->graph = agopen(text("map"), Agdirected, NULL);
    declare_attributes(s->graph);
    s->count = 1 + (int)random_below(MAX_NODES);
    int reach = 1 + (int)random_below(12), clustered = (int)random_below(3);
    for (int i = 0; i < s->count; i++)
        add_node(s, i, reach);
    for (int i = 0; i < s->count; i++)
        if (clustered && random_below(5) == 0) add_cluster(s, i);
    if (random_below(2)) agsafeset(s->graph, text("pm_region_align"), text("true"), text(""));
}

/* --- What must hold in every picture --- */

static bool apart(pm_box a, pm_box b)
{
    return a.x + a.width <= b.x + EPSILON || b.x + b.width <= a.x + EPSILON ||
           a.y + a.height <= b.y + EPSILON || b.y + b.height <= a.y + EPSILON;
}

static bool contains(pm_box outer, pm_box inner)
{
    return outer.x <= inner.x + EPSILON && outer.y <= inner.y + EPSILON &&
           outer.x + outer.width >= inner.x + inner.width - EPSILON &&
           outer.y + outer.height >= inner.y + inner.height - EPSILON;
}

static void check_boxes(sample *s)
{
    pm_box whole = pm_layout_graph_box(s->graph);

    for (int i = 0; i < s->count; i++)
        s->box[i] = pm_layout_node_box(s->node[i]);
    for (int i = 0; i < s->count; i++) {
        assert_true(contains(whole, s->box[i]));
        for (int j = 0; j < i; j++)
            assert_true(apart(s->box[i], s->box[j]));
    }
}

static void check_clusters(const sample *s)
{
    pm_box whole = pm_layout_graph_box(s->graph), a, b;

    for (int c = 0; c < s->count; c++) {
        if (!s->cluster[c]) continue;
        assert_true(pm_layout_cluster_box(s->cluster[c], &a));
        assert_true(contains(whole, a));
        for (int i = 0; i < s->count; i++) {
            assert_true(is_below(s, i, c) ? contains(a, s->box[i]) : apart(a, s->box[i]));
            if (i == c || !s->cluster[i]) continue;
            assert_true(pm_layout_cluster_box(s->cluster[i], &b));
            if (is_below(s, i, c))
                assert_true(contains(a, b));
            else if (!is_below(s, c, i))
                assert_true(apart(a, b));
        }
    }
}

static pm_point on_curve(const pm_point *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

    return (pm_point){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

/* An edge as a chain of short straight pieces. */
typedef struct chain {
    pm_point points[SAMPLES * 8 + 1];
    size_t count;
} chain;

static void flatten(Agedge_t *edge, chain *out)
{
    pm_arena *arena = pm_arena_create();
    pm_point *points = NULL;

    assert_int_equal(pm_layout_edge_curves(edge), 1);
    size_t count = pm_layout_edge_points(edge, 0, arena, &points);
    assert_true(count >= 4 && count % 3 == 1 && count <= 8 * 3 + 1);
    out->count = 0;
    out->points[out->count++] = points[0];
    for (size_t i = 0; i + 3 < count; i += 3)
        for (int step = 1; step <= SAMPLES; step++)
            out->points[out->count++] = on_curve(points + i, (double)step / SAMPLES);
    pm_arena_destroy(arena);
}

static double cross(pm_point a, pm_point b, pm_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool segments_cross(pm_point a, pm_point b, pm_point c, pm_point d)
{
    double e = 1e-6;
    double s = cross(a, b, c), t = cross(a, b, d), u = cross(c, d, a), v = cross(c, d, b);
    return ((s > e && t < -e) || (s < -e && t > e)) && ((u > e && v < -e) || (u < -e && v > e));
}

static bool chains_cross(const chain *a, const chain *b)
{
    for (size_t i = 0; i + 1 < a->count; i++)
        for (size_t j = 0; j + 1 < b->count; j++)
            if (segments_cross(a->points[i], a->points[i + 1], b->points[j], b->points[j + 1])) return true;
    return false;
}

/* Points well inside the box: the middle of a side is where connectors start and end. */
static bool enters(const chain *c, pm_box box)
{
    for (size_t i = 0; i < c->count; i++) {
        pm_point p = c->points[i];
        if (p.x > box.x + EPSILON && p.x < box.x + box.width - EPSILON && p.y > box.y + EPSILON &&
            p.y < box.y + box.height - EPSILON)
            return true;
    }
    return false;
}

/* An end of the connector lies on the middle of one of the box's sides. */
static void check_end(pm_point p, pm_box box)
{
    double dx = fabs(p.x - (box.x + box.width / 2)), dy = fabs(p.y - (box.y + box.height / 2));

    assert_true((fabs(dx - box.width / 2) < EPSILON && dy < EPSILON) ||
                (fabs(dy - box.height / 2) < EPSILON && dx < EPSILON));
}

static void check_connectors(const sample *s)
{
    chain *chains = calloc(s->count > 0 ? (size_t)s->count : 1, sizeof *chains);

    for (int i = 1; i < s->count; i++) {
        flatten(s->edge[i], &chains[i]);
        check_end(chains[i].points[0], s->box[s->parent[i]]);
        check_end(chains[i].points[chains[i].count - 1], s->box[i]);
        for (int j = 0; j < s->count; j++)
            assert_false(enters(&chains[i], s->box[j]));
        for (int j = 1; j < i; j++)
            assert_false(chains_cross(&chains[i], &chains[j]));
    }
    free(chains);
}

/* A connector enters a cluster only to reach what is in it. */
static void check_regions_closed(const sample *s)
{
    for (int c = 0; c < s->count; c++) {
        pm_box region;
        if (!s->cluster[c]) continue;
        pm_layout_cluster_box(s->cluster[c], &region);
        for (int i = 1; i < s->count; i++) {
            chain line;
            flatten(s->edge[i], &line);
            if (!is_below(s, i, c)) assert_false(enters(&line, region));
        }
    }
}

/* Siblings stand in data order along the cross axis; exceptions are a two-sided map's root, and around the
 * root of a radial one its branches and theirs (tests/scene has their rules). */
static void check_order(const sample *s, const char *direction)
{
    bool down = strcmp(direction, "down") == 0, both = strcmp(direction, "both") == 0;
    bool radial = strcmp(direction, "radial") == 0;

    for (int i = 1; i < s->count; i++)
        for (int j = 1; j < i; j++) {
            if (s->parent[i] != s->parent[j] || (both && s->parent[i] == 0)) continue;
            if (radial && (s->parent[i] == 0 || s->parent[s->parent[i]] == 0)) continue;
            double a = down ? s->box[j].x + s->box[j].width / 2 : s->box[j].y + s->box[j].height / 2;
            double b = down ? s->box[i].x + s->box[i].width / 2 : s->box[i].y + s->box[i].height / 2;
            assert_true(a < b);
        }
}

static void check_picture(sample *s, const char *direction)
{
    check_boxes(s);
    check_clusters(s);
    check_connectors(s);
    check_regions_closed(s);
    check_order(s, direction);
}

static void expect_none(pm_diagnostics *diagnostics)
{
    const pm_diagnostic *first = pm_diagnostics_get(diagnostics, 0);

    if (first) fail_msg("%s", first->message);
}

static uint64_t running_seed;

static int print_seed(void **state)
{
    (void)state;
    print_message("last seed %llu\n", (unsigned long long)running_seed);
    return 0;
}

static void test_random_maps(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);

    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        const char *direction = directions[seed % 5];
        sample s;
        create_sample(&s, seed);
        agsafeset(s.graph, text("pm_direction"), text(direction), text(""));
        agsafeset(s.graph, text("pm_align"), text(alignments[seed / 5 % 3]), text(""));
        agsafeset(s.graph, text("pm_connector"), text(connectors[seed / 15 % 4]), text(""));
        running_seed = seed;
        assert_true(pm_layout_run(layout, s.graph, diagnostics));
        expect_none(diagnostics);
        check_picture(&s, direction);
        pm_layout_release(layout, s.graph);
        agclose(s.graph);
    }
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* --- Brackets in detail: the stub and the trunk of one parent are one and the same --- */

static void test_bracket_shares_stub_and_trunk(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    pm_arena *arena = pm_arena_create();
    Agraph_t *graph =
        agmemread("digraph { graph [ranksep=0.5, nodesep=0.25]; node [shape=box, width=1, height=0.5,"
                  "fixedsize=true]; edge [arrowhead=none, dir=none]; r -> a; r -> b; r -> c }");
    pm_point *a, *b, *c;

    (void)state;
    assert_true(pm_layout_run(layout, graph, diagnostics));
    expect_none(diagnostics);
    Agnode_t *r = agnode(graph, text("r"), 0);
    size_t a_count = pm_layout_edge_points(agfstout(graph, r), 0, arena, &a);
    size_t b_count = pm_layout_edge_points(agnxtout(graph, agfstout(graph, r)), 0, arena, &b);
    size_t c_count =
        pm_layout_edge_points(agnxtout(graph, agnxtout(graph, agfstout(graph, r))), 0, arena, &c);
    assert_int_equal(a_count, 13);
    assert_int_equal(b_count, 4);
    assert_int_equal(c_count, 13);
    assert_memory_equal(a, c, 4 * sizeof *a);
    assert_true(a[3].x == a[6].x && c[3].x == c[6].x);
    assert_true(fabs(a[3].x - (72 + 18)) < EPSILON);
    assert_true(fabs(b[3].x - (72 + 36)) < EPSILON && b[0].y == b[3].y);
    /* The corner: a quarter of a circle with radius 6. */
    assert_true(fabs(a[9].x - a[6].x - 6) < EPSILON && fabs(a[6].y - a[9].y - 6) < EPSILON);
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_arena_destroy(arena);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* --- Clusters in detail --- */

static pm_box cluster_box(Agraph_t *graph, const char *name)
{
    pm_box box;

    assert_true(pm_layout_cluster_box(agsubg(graph, text(name), 0), &box));
    return box;
}

/* A box of `outer` that is `margin` larger than `inner` on all sides. */
static void check_margin(pm_box outer, pm_box inner, double margin)
{
    assert_true(fabs(inner.x - outer.x - margin) < EPSILON && fabs(inner.y - outer.y - margin) < EPSILON);
    assert_true(fabs(outer.width - inner.width - 2 * margin) < EPSILON);
    assert_true(fabs(outer.height - inner.height - 2 * margin) < EPSILON);
}

static void test_clusters_with_one_root(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph =
        agmemread("digraph { node [width=1, height=0.5]; r -> a -> b; subgraph cluster_1 { margin=5;"
                  "subgraph cluster_2 { margin=7; subgraph cluster_3 { margin=9; a; b } } } }");

    (void)state;
    for (int d = 0; d < 5; d++) {
        agsafeset(graph, text("pm_direction"), text(directions[d]), text(""));
        assert_true(pm_layout_run(layout, graph, diagnostics));
        Agraph_t *one = agsubg(graph, text("cluster_1"), 0), *two = agsubg(one, text("cluster_2"), 0);
        pm_box inner = cluster_box(two, "cluster_3"), middle = cluster_box(one, "cluster_2");
        check_margin(cluster_box(graph, "cluster_1"), middle, 5);
        check_margin(middle, inner, 7);
        pm_box a = pm_layout_node_box(agnode(graph, text("a"), 0));
        pm_box b = pm_layout_node_box(agnode(graph, text("b"), 0));
        double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
        pm_box both = { left, top, fmax(a.x + a.width, b.x + b.width) - left,
                        fmax(a.y + a.height, b.y + b.height) - top };
        check_margin(inner, both, 9);
        pm_layout_release(layout, graph);
    }
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* The root may stand in a cluster of a two-sided map: the box is around both sides. */
static void test_cluster_around_both_sides(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph =
        agmemread("digraph { pm_direction=both; subgraph cluster_1 { margin=10; r -> a; r -> b } }");

    (void)state;
    assert_true(pm_layout_run(layout, graph, diagnostics));
    pm_box a = pm_layout_node_box(agnode(graph, text("a"), 0));
    pm_box b = pm_layout_node_box(agnode(graph, text("b"), 0));
    pm_box box = cluster_box(graph, "cluster_1");
    assert_true(fabs(box.x - b.x + 10) < EPSILON && fabs(box.x + box.width - a.x - a.width - 10) < EPSILON);
    assert_true(b.x < a.x && fabs(a.y - b.y) < EPSILON);
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

static void test_regions_are_aligned(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph =
        agmemread("digraph { pm_region_align=true; r -> a -> b -> c; r -> d; r -> e -> f; subgraph cluster_1 "
                  "{ margin=4; a; b; c } subgraph cluster_2 { margin=12; d } subgraph cluster_3 { e; f } }");

    (void)state;
    for (int align = 0; align < 3; align++) {
        agsafeset(graph, text("pm_align"), text(alignments[align]), text(""));
        assert_true(pm_layout_run(layout, graph, diagnostics));
        pm_box one = cluster_box(graph, "cluster_1");
        for (int i = 2; i <= 3; i++) {
            pm_box other = cluster_box(graph, i == 2 ? "cluster_2" : "cluster_3");
            assert_true(fabs(other.x - one.x) < EPSILON);
            assert_true(fabs(other.width - one.width) < EPSILON);
        }
        pm_layout_release(layout, graph);
    }
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* --- Any graph --- */

static const char *const odd_graphs[] = {
    "digraph { }",
    "graph { a }",
    "digraph { a -> a }",
    "digraph { a -> b -> c -> a; b -> a; a -> b; a -> b }",
    "graph { a -- b -- c -- a; d -- d; e }",
    "digraph { root=c; a -> b; c -> d; c -> a }",
    "digraph { a [root=true]; b -> a; a -> c; b -> c }",
    "digraph { a -> b [label=one]; b -> c [label=two, xlabel=x, headlabel=h]; a -> c [label=three] }",
    "digraph { subgraph cluster_a { a; b }; subgraph cluster_b { b; c }; a -> c; b -> c }",
    "digraph { subgraph cluster_a { subgraph x { subgraph cluster_b { label=l; a } } }; a -> b }",
    "digraph { pm_direction=up; pm_align=9; nodesep=-3; ranksep=nan; pm_radius=1000000000; a -> b }",
    "digraph { nodesep=0; ranksep=0; pm_radius=0; node [width=0, height=0, label=\"\"]; a -> b; a -> c }",
    "digraph { ranksep=0; pm_align=rank; a [pm_rank_gap=90]; a -> b -> c; a -> d; subgraph cluster_d { d } }",
    "strict graph { edge [dir=both]; a -- b; b -- c [arrowhead=dot]; a [shape=ellipse, peripheries=2] }",
};

static void check_all_drawn(Agraph_t *graph)
{
    pm_box whole = pm_layout_graph_box(graph);

    for (Agnode_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
        assert_true(contains(whole, pm_layout_node_box(n)));
        for (Agedge_t *e = agfstout(graph, n); e; e = agnxtout(graph, e)) {
            pm_arena *arena = pm_arena_create();
            pm_point *points = NULL;
            size_t count = pm_layout_edge_points(e, 0, arena, &points);
            assert_true(count >= 4 && count % 3 == 1);
            for (size_t i = 0; i < count; i++)
                assert_true(isfinite(points[i].x) && isfinite(points[i].y));
            pm_arena_destroy(arena);
        }
    }
}

static void test_odd_graphs(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);

    (void)state;
    for (size_t i = 0; i < sizeof odd_graphs / sizeof *odd_graphs; i++) {
        Agraph_t *graph = agmemread(odd_graphs[i]);
        for (int d = 0; d < 10; d++) { /* twice each: a released graph can be laid out again */
            if (i != 10) agsafeset(graph, text("pm_direction"), text(directions[d % 5]), text(""));
            assert_true(pm_layout_run(layout, graph, diagnostics));
            expect_none(diagnostics);
            check_all_drawn(graph);
            if (d % 2) pm_layout_attach(graph);
            pm_layout_release(layout, graph);
        }
        agclose(graph);
    }
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* --- The call into libgvc --- */

static void test_unknown_engine(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();

    (void)state;
    assert_false(pm_layout_is_known("mindmop"));
    assert_null(pm_layout_create("mindmop", diagnostics));
    assert_int_equal(pm_diagnostics_count(diagnostics, PM_ERROR), 1);
    assert_string_equal(pm_diagnostics_get(diagnostics, 0)->hint, "did you mean \"mindmap\"?");
    pm_layout_destroy(NULL);
    pm_diagnostics_destroy(diagnostics);
}

static void test_layout_attribute_is_overridden(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph = agmemread("digraph { layout=nonsense; a -> b }");

    (void)state;
    assert_true(pm_layout_run(layout, graph, diagnostics));
    expect_none(diagnostics);
    assert_string_equal(agget(graph, text("layout")), "nonsense");
    pm_box a = pm_layout_node_box(agnode(graph, text("a"), 0));
    pm_box b = pm_layout_node_box(agnode(graph, text("b"), 0));
    assert_true(a.y == b.y && a.x < b.x);
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* Graphviz's own complaint becomes a diagnostic. */
static void test_messages_are_caught(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph = agmemread("digraph { a [shape=nonsense]; a:nowhere -> b }");

    (void)state;
    pm_layout_run(layout, graph, diagnostics);
    assert_true(pm_diagnostics_count(diagnostics, PM_WARNING) > 0);
    assert_non_null(strstr(pm_diagnostics_get(diagnostics, 0)->message, "layout mindmap: "));
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_random_maps, print_seed),
        cmocka_unit_test(test_bracket_shares_stub_and_trunk),
        cmocka_unit_test(test_clusters_with_one_root),
        cmocka_unit_test(test_cluster_around_both_sides),
        cmocka_unit_test(test_regions_are_aligned),
        cmocka_unit_test(test_odd_graphs),
        cmocka_unit_test(test_unknown_engine),
        cmocka_unit_test(test_layout_attribute_is_overridden),
        cmocka_unit_test(test_messages_are_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
