/*
 * Drawing the edges: connectors for those of the tree, smooth curves for the others, small loops.
 *
 * Ends lie on the middle of a node's side, so nothing is clipped and the path is exactly the one that was
 * drawn; libgvc still shortens it where an arrowhead stands. Only for shapes that may not reach the middle of
 * their box's side does a path start at the centre and get clipped.
 */
#include "layout/map.h"

#include <math.h>

/* How far curves that are not part of the tree swing out, and each further one between the same nodes. */
#define SWING 18
#define APART 9

#define LABEL_GAP 1

static const uint32_t none = PM_TIDY_NONE;

/* A node in the map's coordinates. */
typedef struct body {
    double depth, cross;           /* centre */
    double depth_half, cross_half; /* half its size */
} body;

static body body_of(const map *m, node_t *node)
{
    pointf c = m->bodies[map_index(node)].centre, half = m->bodies[map_index(node)].half;

    if (map_is_vertical(m)) return (body){ -c.y, c.x, half.y, half.x };
    return (body){ c.x, -c.y, half.x, half.y };
}

static pm_gv_bool never_swapped(edge_t *edge)
{
    (void)edge;
    return FALSE;
}

static pm_gv_bool never_merged(node_t *node)
{
    (void)node;
    return FALSE;
}

static bool fills_its_box_sides(node_t *node)
{
    shape_kind kind = shapeOf(node);
    if (kind != SH_POLY) return kind != SH_UNSET;

    const polygon_t *p = ND_shape_info(node);
    bool upright = fmod(fabs(p->orientation), 90) < 0.001;
    return p->sides <= 2 || (p->sides == 4 && upright && p->distortion == 0 && p->skew == 0);
}

/* From an end that may lie beside its shape, go on to the shape's centre and let libgvc clip there. */
static bool open_end(const map *m, node_t *node, pm_path_point *centre)
{
    body b = body_of(m, node);

    *centre = (pm_path_point){ b.depth, b.cross };
    return !fills_its_box_sides(node);
}

static void reverse(pm_path *route)
{
    for (size_t i = 0, j = route->count - 1; i < j; i++, j--) {
        pm_path_point swap = route->points[i];
        route->points[i] = route->points[j];
        route->points[j] = swap;
    }
}

/* Hands a path from tail to head over to the edge. */
static void install(map *m, edge_t *edge, const pm_path *route)
{
    splineInfo info = { .swapEnds = never_swapped, .splineMerge = never_merged, .ignoreSwap = TRUE };
    pm_path whole;
    pointf points[PM_PATH_CAPACITY];
    pm_path_point tail, head;
    bool tail_open = open_end(m, agtail(edge), &tail), head_open = open_end(m, aghead(edge), &head);

    pm_path_start(&whole, route->points[0].depth, route->points[0].cross);
    if (tail_open) {
        pm_path_start(&whole, tail.depth, tail.cross);
        pm_path_line(&whole, route->points[0].depth, route->points[0].cross);
    }
    for (size_t i = 1; i + 2 < route->count; i += 3)
        pm_path_curve(&whole, route->points[i], route->points[i + 1], route->points[i + 2]);
    if (head_open) pm_path_line(&whole, head.depth, head.cross);
    for (size_t i = 0; i < whole.count; i++)
        points[i] = map_to_drawing(m, whole.points[i].depth, whole.points[i].cross);
    ED_tail_port(edge).clip = tail_open;
    ED_head_port(edge).clip = head_open;
    clip_and_install(edge, aghead(edge), points, (pm_gv_count)whole.count, &info);
}

static void place_label(map *m, edge_t *edge, double depth, double cross)
{
    textlabel_t *label = ED_label(edge);
    if (!label) return;

    label->pos = map_to_drawing(m, depth, cross);
    label->set = TRUE;
    pointf half = { label->dimen.x / 2, label->dimen.y / 2 };
    boxf bounds = { { label->pos.x - half.x, label->pos.y - half.y },
                    { label->pos.x + half.x, label->pos.y + half.y } };
    GD_bb(m->graph) = map_box_union(GD_bb(m->graph), bounds);
}

/* On the child's side. */
static const pm_tidy_node *parent_of(const map *m, uint32_t child)
{
    const pm_tidy_node *n = &m->tidy[child], *mirror = n->band == 1 ? map_mirror(m, n->parent) : NULL;

    return mirror ? mirror : &m->tidy[n->parent];
}

/* The label of a tree edge: before the child, on the earlier side of its arm. */
static void label_arm(map *m, edge_t *edge, uint32_t child)
{
    const pm_tidy_node *n = &m->tidy[child];
    const textlabel_t *label = ED_label(edge);
    if (!label) return;

    double along = map_is_vertical(m) ? label->dimen.y : label->dimen.x;
    double across = map_is_vertical(m) ? label->dimen.x : label->dimen.y;
    if (map_is_around(m, child)) {
        pm_path_point at = map_radial_label(m, child, along + 4 * LABEL_GAP, across + 2 * LABEL_GAP);
        place_label(m, edge, map_depth_sign(m, child) * at.depth, m->offsets[child] + at.cross);
        return;
    }
    double depth = parent_of(m, child)->strip - along / 2 - 2 * LABEL_GAP;
    place_label(m, edge, map_depth_sign(m, child) * depth,
                m->offsets[child] + n->cross - across / 2 - LABEL_GAP);
}

static void route_to(const map *m, uint32_t child, pm_path *route)
{
    const pm_tidy_node *n = &m->tidy[child], *p = parent_of(m, child);
    pm_connector c = { m->connectors[n->parent],
                       { p->depth + p->depth_size, p->cross },
                       { n->depth, n->cross },
                       p->trunk,
                       p->strip,
                       m->options.radius };

    pm_connector_route(&c, route);
}

/* From the child's tree and side to the map. */
static void move_route(const map *m, uint32_t child, pm_path *route)
{
    for (size_t i = 0; i < route->count; i++) {
        route->points[i].depth *= map_depth_sign(m, child);
        route->points[i].cross += m->offsets[child];
    }
}

static void draw_connector(map *m, uint32_t child)
{
    pm_path route;

    if (m->columns)
        map_route_in_columns(m, child, &route);
    else if (map_is_around(m, child))
        map_route_radial(m, child, &route);
    else
        route_to(m, child, &route);
    if (!m->columns) move_route(m, child, &route);
    if (m->plain) {
        map_plain_draw(m, child, &route);
        return;
    }
    if (aghead(m->edges[child]) != m->nodes[child]) reverse(&route);
    install(m, m->edges[child], &route);
    label_arm(m, m->edges[child], child);
}

/* Above the node; the `nth` loop is larger than the one before. */
static void draw_loop(map *m, edge_t *edge, double nth)
{
    body b = body_of(m, agtail(edge));
    double half = fmin(b.depth_half / 2, SWING / 2.0), top = b.cross - b.cross_half;
    double height = SWING + nth * APART;
    pm_path route;

    pm_path_start(&route, b.depth - half, top);
    pm_path_curve(&route, (pm_path_point){ b.depth - 2 * half, top - height },
                  (pm_path_point){ b.depth + 2 * half, top - height },
                  (pm_path_point){ b.depth + half, top });
    install(m, edge, &route);
    place_label(m, edge, b.depth, top - height);
}

/*
 * Outside the tree: an S between facing sides where one node lies wholly beyond the other on the depth axis,
 * else a bow that leaves and arrives on the far sides.
 */
static void draw_curve(map *m, edge_t *edge, double nth)
{
    body t = body_of(m, agtail(edge)), h = body_of(m, aghead(edge));
    double ahead = h.depth - h.depth_half - (t.depth + t.depth_half);
    double behind = t.depth - t.depth_half - (h.depth + h.depth_half);
    double side = map_depth_sign(m, map_index(agtail(edge)));
    double from = side, to = side, swing = SWING + fabs(h.cross - t.cross) / 8 + nth * APART;
    double level = h.cross == t.cross ? APART : 0;

    if (fmax(ahead, behind) > SWING / 2.0) {
        from = ahead > behind ? 1 : -1;
        to = -from;
        swing = fmax(ahead, behind) / 2;
    }
    double start = t.depth + from * t.depth_half, end = h.depth + to * h.depth_half;
    double out = from == to ? from * fmax(from * start, from * end) + from * swing : start + from * swing;
    double back = from == to ? out : end + to * swing;
    double bulge = from == to ? 0 : nth * APART + level;
    pm_path route;

    pm_path_start(&route, start, t.cross);
    pm_path_curve(&route, (pm_path_point){ out, t.cross + bulge }, (pm_path_point){ back, h.cross + bulge },
                  (pm_path_point){ end, h.cross });
    install(m, edge, &route);
    place_label(m, edge, (start + 3 * out + 3 * back + end) / 8, (t.cross + h.cross) / 2 + 0.75 * bulge);
}

/* How often an edge led from node to node before, for edges that come one after the other at their tail. */
typedef struct repeats {
    uint32_t *tail, *count; /* by head */
} repeats;

static uint32_t count_repeat(repeats *r, edge_t *edge)
{
    uint32_t tail = map_index(agtail(edge)) + 1, head = map_index(aghead(edge));

    if (r->tail[head] != tail) r->count[head] = 0;
    r->tail[head] = tail;
    return r->count[head]++;
}

static uint32_t child_of_edge(const map *m, edge_t *edge)
{
    uint32_t head = map_index(aghead(edge)), tail = map_index(agtail(edge));

    if (m->edges[head] == edge) return head;
    return m->edges[tail] == edge ? tail : none;
}

void map_draw_edges(map *m)
{
    for (uint32_t i = 0; m->plain && i < m->count; i++)
        if (m->tidy[i].parent != none) draw_connector(m, i);
    if (m->plain) return;
    repeats seen = { PM_NEW_ARRAY(m->arena, uint32_t, m->capacity),
                     PM_NEW_ARRAY(m->arena, uint32_t, m->capacity) };

    for (node_t *n = agfstnode(m->graph); n; n = agnxtnode(m->graph, n))
        for (edge_t *e = agfstout(m->graph, n); e; e = agnxtout(m->graph, e)) {
            uint32_t nth = count_repeat(&seen, e), child = child_of_edge(m, e);
            if (child != none)
                draw_connector(m, child);
            else if (agtail(e) == aghead(e))
                draw_loop(m, e, nth);
            else
                draw_curve(m, e, nth);
        }
}
