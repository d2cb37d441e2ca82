/*
 * What libgvc exports for its own layout plugins without declaring it in its installed headers, kept in this
 * one place. PM_GRAPHVIZ_MAJOR is the major version of the library (the build sets it; 2 without it).
 */
#ifndef PM_LAYOUT_GVC_PRIVATE_H
#define PM_LAYOUT_GVC_PRIVATE_H

#include <stddef.h>

#include <gvc.h>
#include <gvplugin_layout.h>

#ifndef PM_GRAPHVIZ_MAJOR
#define PM_GRAPHVIZ_MAJOR 2
#endif

/* `boolean` up to version 6, `bool` after: whatever the library's own structures use. */
typedef __typeof__(((port *)0)->clip) pm_gv_bool;

/* What gv_nodesize() takes for its flag, and clip_and_install() for the number of points. */
#if PM_GRAPHVIZ_MAJOR >= 10
typedef size_t pm_gv_count;
#else
typedef int pm_gv_count;
#endif

/* Values of State, after the layout's phases. */
enum { PM_GV_GVBEGIN = 0, PM_GV_GVSPLINES = 1 };

/* A bit of GD_label_pos. */
enum { PM_GV_LABEL_AT_LEFT = 2 };

/* Indices of GD_border. */
enum { PM_GV_BOTTOM = 0, PM_GV_RIGHT = 1, PM_GV_TOP = 2, PM_GV_LEFT = 3 };

extern int State;

void common_init_node(node_t *node);
#if PM_GRAPHVIZ_MAJOR >= 8
void common_init_edge(edge_t *edge);
#else
int common_init_edge(edge_t *edge);
#endif
void gv_nodesize(node_t *node, pm_gv_bool flip);
void gv_free_splines(edge_t *edge);
void do_graph_label(graph_t *graph);
void free_label(textlabel_t *label);
shape_kind shapeOf(node_t *node);
void clip_and_install(edge_t *edge, node_t *head, pointf *points, pm_gv_count count, splineInfo *info);
void update_bb_bz(boxf *box, pointf *curve);
void dotneato_postprocess(graph_t *graph);

/*
 * gvRenderData() counts in unsigned int up to version 8 and in size_t after; this counts in size_t with both.
 * Free *data with gvFreeRenderData().
 */
static inline int pm_gv_render_data(GVC_t *gvc, graph_t *graph, const char *format, char **data,
                                    size_t *length)
{
    union {
        unsigned int narrow;
        size_t wide;
    } count = { .wide = 0 };
    int result = gvRenderData(gvc, graph, format, data, (void *)&count);

    *length = _Generic(&gvRenderData, int (*)(GVC_t *, graph_t *, const char *, char **, unsigned int *)
                       : count.narrow, default
                       : count.wide);
    return result;
}

#endif
