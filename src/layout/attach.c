/*
 * Writing places into attributes. Graphviz does it with five significant digits, which in a large map is ten
 * points or a hundred; so places are written once more, to the hundredth of a point.
 */
#include "layout/gvc_private.h"
#include "layout/layout.h"

#include "support/strbuf.h"

enum { DECIMALS = 2 };

static char position_name[] = "pos", box_name[] = "bb";

static void add_point(pm_strbuf *out, pointf p)
{
    pm_strbuf_number(out, p.x, DECIMALS);
    pm_strbuf_char(out, ',');
    pm_strbuf_number(out, p.y, DECIMALS);
}

static void add_curve(pm_strbuf *out, const bezier *curve)
{
    if (curve->sflag) {
        pm_strbuf_string(out, "s,");
        add_point(out, curve->sp);
        pm_strbuf_char(out, ' ');
    }
    if (curve->eflag) {
        pm_strbuf_string(out, "e,");
        add_point(out, curve->ep);
        pm_strbuf_char(out, ' ');
    }
    for (size_t i = 0; i < (size_t)curve->size; i++) {
        if (i > 0) pm_strbuf_char(out, ' ');
        add_point(out, curve->list[i]);
    }
}

static void attach_edge(edge_t *edge, Agsym_t *position, pm_strbuf *text)
{
    const splines *drawn = ED_spl(edge);

    if (!drawn || !position) return;
    pm_strbuf_clear(text);
    for (size_t i = 0; i < (size_t)drawn->size; i++) {
        if (i > 0) pm_strbuf_char(text, ';');
        add_curve(text, &drawn->list[i]);
    }
    agxset(edge, position, (char *)pm_strbuf_text(text));
}

static void attach_node(node_t *node, Agsym_t *position, pm_strbuf *text)
{
    pm_strbuf_clear(text);
    add_point(text, ND_coord(node));
    agxset(node, position, (char *)pm_strbuf_text(text));
}

/* The graph's own box, and those of clusters, wherever they are: a subgraph's record is there if it has a
 * box. */
static void attach_box(graph_t *graph, pm_strbuf *text)
{
    const Agraphinfo_t *info = (const Agraphinfo_t *)aggetrec(graph, "Agraphinfo_t", FALSE);
    const char *written = agget(graph, box_name);

    if (!info || !written || !*written) return;
    pm_strbuf_clear(text);
    add_point(text, info->bb.LL);
    pm_strbuf_char(text, ',');
    add_point(text, info->bb.UR);
    agset(graph, box_name, (char *)pm_strbuf_text(text));
}

/* Subgraphs inside subgraphs, without recursion. */
static void attach_boxes(graph_t *graph, pm_strbuf *text)
{
    graph_t *at = graph;

    while (at) {
        attach_box(at, text);
        graph_t *next = agfstsubg(at);
        while (!next && at != graph) {
            next = agnxtsubg(at);
            at = agparent(at);
        }
        at = next;
    }
}

void pm_layout_attach(Agraph_t *graph)
{
    pm_strbuf text = PM_STRBUF_INIT;

    attach_attrs(graph);
    Agsym_t *position = agattr(graph, AGNODE, position_name, NULL);
    Agsym_t *curves = agattr(graph, AGEDGE, position_name, NULL);
    for (node_t *n = agfstnode(graph); n && position; n = agnxtnode(graph, n)) {
        attach_node(n, position, &text);
        for (edge_t *e = agfstout(graph, n); e; e = agnxtout(graph, e))
            attach_edge(e, curves, &text);
    }
    attach_boxes(graph, &text);
    pm_strbuf_finish(&text);
}
