/*
 * Reading a layout: Graphviz's coordinates (y up) turned into a picture's (y down, origin top left).
 */
#include "layout/gvc_private.h"
#include "layout/layout.h"

#include <math.h>

static pm_point to_picture(Agraph_t *graph, pointf p)
{
    boxf bb = GD_bb(agroot(graph));

    return (pm_point){ p.x - bb.LL.x, bb.UR.y - p.y };
}

static pm_box box_around(Agraph_t *graph, pointf centre, double width, double height)
{
    pm_point p = to_picture(graph, centre);

    return (pm_box){ p.x - width / 2, p.y - height / 2, width, height };
}

pm_box pm_layout_graph_box(Agraph_t *graph)
{
    boxf bb = GD_bb(agroot(graph));

    return (pm_box){ 0, 0, bb.UR.x - bb.LL.x, bb.UR.y - bb.LL.y };
}

/*
 * ND_width is what the graph asks for; ND_lw + ND_rw is what the engine laid out: the same rounded to whole
 * points, or something else altogether (patchwork).
 */
static double exact_size(double inches, double points)
{
    double exact = inches * POINTS_PER_INCH;

    return fabs(exact - points) > 0.51 ? points : exact;
}

pm_box pm_layout_node_box(Agnode_t *node)
{
    double width = exact_size(ND_width(node), ND_lw(node) + ND_rw(node));

    return box_around(agroot(node), ND_coord(node), width, exact_size(ND_height(node), ND_ht(node)));
}

bool pm_layout_cluster_box(Agraph_t *cluster, pm_box *result)
{
    const Agraphinfo_t *info = (const Agraphinfo_t *)aggetrec(cluster, "Agraphinfo_t", FALSE);
    if (!info || cluster == agroot(cluster)) return false;

    boxf bb = info->bb;
    if (bb.UR.x <= bb.LL.x || bb.UR.y <= bb.LL.y) return false;
    pm_point corner = to_picture(cluster, (pointf){ bb.LL.x, bb.UR.y });
    *result = (pm_box){ corner.x, corner.y, bb.UR.x - bb.LL.x, bb.UR.y - bb.LL.y };
    return true;
}

static const splines *curves_of(Agedge_t *edge)
{
    const Agedgeinfo_t *info = (const Agedgeinfo_t *)aggetrec(AGMKOUT(edge), "Agedgeinfo_t", FALSE);

    return info ? info->spl : NULL;
}

size_t pm_layout_edge_curves(Agedge_t *edge)
{
    const splines *curves = curves_of(edge);

    return curves ? (size_t)curves->size : 0;
}

/* A straight piece from `a` to `b`, as its two control points and its end. */
static void write_line(pm_point *out, pm_point a, pm_point b)
{
    out[0] = (pm_point){ a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3 };
    out[1] = (pm_point){ a.x + (b.x - a.x) * 2 / 3, a.y + (b.y - a.y) * 2 / 3 };
    out[2] = b;
}

size_t pm_layout_edge_points(Agedge_t *edge, size_t curve, pm_arena *arena, pm_point **points)
{
    const splines *curves = curves_of(edge);
    if (!curves || curve >= (size_t)curves->size) return 0;

    Agraph_t *graph = agroot(edge);
    const bezier *b = &curves->list[curve];
    pm_point *out = PM_NEW_ARRAY(arena, pm_point, (size_t)b->size + (b->sflag ? 3 : 0) + (b->eflag ? 3 : 0));
    size_t count = 0;

    if (b->sflag) {
        out[count++] = to_picture(graph, b->sp);
        write_line(out + count, out[0], to_picture(graph, b->list[0]));
        count += 2;
    }
    for (int i = 0; i < (int)b->size; i++)
        out[count++] = to_picture(graph, b->list[i]);
    if (b->eflag) {
        write_line(out + count, out[count - 1], to_picture(graph, b->ep));
        count += 3;
    }
    *points = out;
    return count;
}
