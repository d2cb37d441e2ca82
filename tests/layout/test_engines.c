/*
 * Graphviz's own engines through pm_layout_run(): with our defaults leaves do not overlap, every node and
 * edge has its place, and the attached attributes make a graph that can be written and read again.
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

#define EPSILON 0.5 /* stock engines round to whole points */

/* The stock engines leak memory of their own; test_mindmap.c watches what this project allocates. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the sanitizer's name */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static char *text(const char *literal)
{
    return (char *)literal;
}

/* Three categories with topics and papers as wide as papers are, each category a cluster. */
static Agraph_t *create_map(void)
{
    Agraph_t *graph = agopen(text("map"), Agdirected, NULL);
    Agraph_t *cluster = NULL;
    Agnode_t *root, *category = NULL, *topic = NULL;
    char name[32];

    agattr(graph, AGNODE, text("shape"), text("box"));
    agattr(graph, AGNODE, text("fixedsize"), text("true"));
    agattr(graph, AGNODE, text("label"), text(""));
    agattr(graph, AGNODE, text("width"), text("2.4"));
    agattr(graph, AGNODE, text("height"), text("0.4"));
    agattr(graph, AGEDGE, text("dir"), text("none"));
    root = agnode(graph, text("root"), 1);
    for (int i = 0; i < 48; i++) {
        bool new_category = i % 16 == 0, new_topic = i % 4 == 1;
        snprintf(name, sizeof name, "cluster_%d", i);
        if (new_category) cluster = agsubg(graph, name, 1);
        snprintf(name, sizeof name, "n%d", i);
        Agnode_t *node = agnode(cluster, name, 1);
        agedge(graph, new_category ? root : new_topic ? category : topic, node, NULL, 1);
        if (new_category)
            category = topic = node;
        else if (new_topic)
            topic = node;
    }
    return graph;
}

static bool overlap(pm_box a, pm_box b)
{
    return a.x + a.width > b.x + EPSILON && b.x + b.width > a.x + EPSILON && a.y + a.height > b.y + EPSILON &&
           b.y + b.height > a.y + EPSILON;
}

static void check_no_overlap(Agraph_t *graph, const char *engine)
{
    for (Agnode_t *a = agfstnode(graph); a; a = agnxtnode(graph, a))
        for (Agnode_t *b = agnxtnode(graph, a); b; b = agnxtnode(graph, b))
            if (overlap(pm_layout_node_box(a), pm_layout_node_box(b)))
                fail_msg("%s: %s and %s overlap", engine, agnameof(a), agnameof(b));
}

static void check_in_picture(Agraph_t *graph, bool with_edges)
{
    pm_box whole = pm_layout_graph_box(graph);
    pm_arena *arena = pm_arena_create();

    for (Agnode_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
        pm_box box = pm_layout_node_box(n);
        assert_true(box.x >= -EPSILON && box.x + box.width <= whole.width + EPSILON);
        assert_true(box.y >= -EPSILON && box.y + box.height <= whole.height + EPSILON);
        for (Agedge_t *e = agfstout(graph, n); with_edges && e; e = agnxtout(graph, e)) {
            pm_point *points;
            assert_true(pm_layout_edge_curves(e) >= 1);
            size_t count = pm_layout_edge_points(e, 0, arena, &points);
            assert_true(count >= 4 && count % 3 == 1);
        }
    }
    pm_arena_destroy(arena);
}

static void check_engine(const char *engine)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create(engine, diagnostics);
    Agraph_t *graph = create_map();
    bool with_edges = strcmp(engine, "patchwork") != 0;

    assert_non_null(layout);
    pm_layout_engine_defaults(graph, engine);
    bool done = pm_layout_run(layout, graph, diagnostics);
    for (size_t i = 0; pm_diagnostics_get(diagnostics, i); i++)
        print_message("%s\n", pm_diagnostics_get(diagnostics, i)->message);
    assert_true(done);
    assert_int_equal(pm_diagnostics_count(diagnostics, PM_WARNING), 0);
    check_no_overlap(graph, engine);
    check_in_picture(graph, with_edges);
    pm_layout_attach(graph);
    assert_string_not_equal(agget(agnode(graph, text("root"), 0), text("pos")), "");
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

/* The number behind so many commas. */
static double number_behind(const char *text, int commas)
{
    for (; commas > 0; commas--) {
        text = strchr(text, ',');
        assert_non_null(text);
        text++;
    }
    return strtod(text, NULL);
}

/* Far from the origin a place is still written to the hundredth of a point: Graphviz alone would round to
 * ten. */
static void test_attached_places_are_exact(void **state)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    Agraph_t *graph =
        agmemread("digraph { edge [dir=none]; node [shape=box, width=1, height=2000.28125]; r -> a; r -> b;"
                  "subgraph cluster_a { margin=3.25; a } }");

    (void)state;
    assert_true(pm_layout_run(layout, graph, diagnostics));
    pm_layout_attach(graph);
    double height = pm_layout_graph_box(graph).height;
    Agnode_t *a = agnode(graph, text("a"), 0);
    pm_box node = pm_layout_node_box(a), region;
    double middle = height - node.y - node.height / 2;
    double y = number_behind(agget(a, text("pos")), 1);
    assert_true(y > 100000 && fabs(y - middle) < 0.006);
    Agraph_t *cluster = agsubg(graph, text("cluster_a"), 0);
    assert_true(pm_layout_cluster_box(cluster, &region));
    assert_true(fabs(number_behind(agget(cluster, text("bb")), 3) - (height - region.y)) < 0.006);
    Agedge_t *edge = agedge(graph, agnode(graph, text("r"), 0), a, NULL, 0);
    const char *last = strrchr(agget(edge, text("pos")), ' ');
    assert_non_null(last);
    assert_true(fabs(number_behind(last, 1) - middle) < 0.006);
    pm_layout_release(layout, graph);
    agclose(graph);
    pm_layout_destroy(layout);
    pm_diagnostics_destroy(diagnostics);
}

static void test_every_engine(void **state)
{
    (void)state;
    for (const char *const *name = pm_layout_names(); *name; name++) {
        assert_true(pm_layout_is_known(*name));
        check_engine(*name);
    }
}

static void test_defaults_leave_what_is_set(void **state)
{
    Agraph_t *graph = agmemread("digraph { pm_direction=left; overlap=scale; a -> b }");

    (void)state;
    pm_layout_engine_defaults(graph, "neato");
    pm_layout_engine_defaults(graph, "dot");
    assert_string_equal(agget(graph, text("overlap")), "scale");
    assert_string_equal(agget(graph, text("rankdir")), "RL");
    agclose(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attached_places_are_exact),
        cmocka_unit_test(test_every_engine),
        cmocka_unit_test(test_defaults_leave_what_is_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
