/*
 * What was asked for waits in libgvc's own records: sizes where the engine looks for them, a node's kind and
 * a cluster's region under `alg`, a column under `rank`, lanes under `mval`,
 * a cluster's root under `leader`. A record on the graph tells that
 * they are there.
 */
#include "layout/plain.h"

#include <math.h>
#include <string.h>

#include "layout/map.h"

static char plain_record[] = "pm_plain";

double pm_plain_number(double value)
{
    return round(value * 1e6) / 1e6;
}

map_plain *map_plain_of(graph_t *graph)
{
    return (map_plain *)aggetrec(graph, plain_record, FALSE);
}

void pm_plain_ask(Agraph_t *graph)
{
    map_plain *plain = agbindrec(graph, plain_record, sizeof *plain, FALSE);
    plain->asked = true;
}

void pm_plain_ask_node(Agnode_t *node, const pm_plain_kind *kind, const pm_plain_node *own)
{
    agbindrec(node, "Agnodeinfo_t", sizeof(Agnodeinfo_t), TRUE);
    ND_width(node) = round(own->width) / POINTS_PER_INCH;
    ND_height(node) = round(own->height) / POINTS_PER_INCH;
    ND_rank(node) = (int)own->column;
    ND_mval(node) = pm_plain_number(own->lanes);
    ND_alg(node) = (void *)kind;
    ND_lw(node) = ND_rw(node) = ND_width(node) * POINTS_PER_INCH / 2;
    ND_ht(node) = ND_height(node) * POINTS_PER_INCH;
    ND_id(node) = -1;
}

void pm_plain_ask_cluster(Agraph_t *cluster, Agnode_t *root, const pm_plain_region *region)
{
    agbindrec(cluster, "Agraphinfo_t", sizeof(Agraphinfo_t), TRUE);
    GD_leader(cluster) = root;
    GD_alg(cluster) = (void *)region;
}

static bool is_point(pointf a, pointf b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) < 1e-6;
}

/* As clip_and_install() does where there is nothing to clip: pieces without length at either end are left
 * out, and the graph's box takes the curve in. */
void map_plain_install(const map *m, edge_t *edge, const pointf *points, size_t count)
{
    size_t start = 0, end = count - 4;
    while (start < count - 4 && is_point(points[start], points[start + 3]))
        start += 3;
    while (end > 0 && is_point(points[end], points[end + 3]))
        end -= 3;
    agbindrec(edge, "Agedgeinfo_t", sizeof(Agedgeinfo_t), TRUE);
    splines *curve = PM_NEW(m->plain->kept, splines);
    curve->list = PM_NEW(m->plain->kept, bezier);
    curve->size = 1;
    curve->list->size = (int)(end + 4 - start);
    curve->list->list = PM_NEW_ARRAY(m->plain->kept, pointf, end + 4 - start);
    memcpy(curve->list->list, points + start, (end + 4 - start) * sizeof *points);
    for (size_t i = 0; i + 3 < end + 4 - start; i += 3)
        update_bb_bz(&GD_bb(m->graph), curve->list->list + i);
    ED_spl(edge) = curve;
}

static void shift(pointf *p, pointf by)
{
    p->x -= by.x;
    p->y -= by.y;
}

static void shift_box(boxf *box, pointf by)
{
    shift(&box->LL, by);
    shift(&box->UR, by);
}

/* As dotneato_postprocess() does where there are no labels: the drawing begins at the origin. */
void map_plain_translate(map *m)
{
    pointf by = GD_bb(m->graph).LL;

    for (uint32_t i = 0; i < m->count; i++) {
        if (map_index(m->nodes[i]) != i) continue; /* a mirror */
        shift(&ND_coord(m->nodes[i]), by);
        if (!m->edges[i]) continue;
        const bezier *curve = ED_spl(m->edges[i])->list;
        for (size_t k = 0; k < (size_t)curve->size; k++)
            shift(&curve->list[k], by);
    }
    for (uint32_t i = 0; i < m->cluster_count; i++)
        shift_box(&GD_bb(m->clusters[i].graph), by);
    shift_box(&GD_bb(m->graph), by);
}
