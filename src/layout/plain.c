/*
 * A record on the graph holds the nodes from pm_plain_ask() until the layout is released. Parents come first
 * there, as the engine's arrays want it, so a node's place in both is the same but for the mirror that
 * follows the root of a two-sided map.
 */
#include "layout/plain.h"

#include <math.h>
#include <string.h>

#include "layout/map.h"

static char record_name[] = "pm_plain";

static const uint32_t none = PM_PLAIN_NONE;

struct map_plain {
    Agrec_t header;
    uint32_t count;
    pm_plain_node *nodes;
    pm_arena *asking, *found; /* what holds the nodes, and what they point to; NULL: no plain layout */
};

static map_plain *plain_of(graph_t *graph)
{
    return (map_plain *)aggetrec(graph, record_name, FALSE);
}

static void forget(map_plain *plain)
{
    pm_arena_destroy(plain->asking);
    pm_arena_destroy(plain->found);
    plain->asking = plain->found = NULL;
}

double pm_plain_number(double value)
{
    return round(value * 1e6) / 1e6;
}

pm_plain_node *pm_plain_ask(Agraph_t *graph, uint32_t count)
{
    map_plain *plain = agbindrec(graph, record_name, sizeof *plain, FALSE);

    forget(plain);
    plain->count = count;
    plain->asking = pm_arena_create();
    plain->found = pm_arena_create();
    plain->nodes = PM_NEW_ARRAY(plain->asking, pm_plain_node, count);
    return plain->nodes;
}

const pm_plain_node *pm_plain_take(Agraph_t *graph, pm_arena **arena)
{
    map_plain *plain = plain_of(graph);

    if (!plain || !plain->found) return NULL;
    *arena = plain->found;
    plain->found = NULL;
    return plain->nodes;
}

map_plain *map_plain_begin(graph_t *graph)
{
    map_plain *plain = plain_of(graph);

    return plain && plain->asking ? plain : NULL;
}

bool map_plain_end(graph_t *graph)
{
    map_plain *plain = plain_of(graph);

    if (!plain || !plain->asking) return false;
    forget(plain);
    return true;
}

/* --- reading --- */

/* From a node's place in the record to that in the engine's arrays, and back. */
static uint32_t to_map(const map *m, uint32_t index)
{
    return index > 0 && m->options.direction == MAP_BOTH ? index + 1 : index;
}

static uint32_t from_map(const map *m, uint32_t index)
{
    return index > 0 && m->options.direction == MAP_BOTH ? index - 1 : index;
}

static void add_node(map *m, const pm_plain_node *node, uint32_t parent)
{
    uint32_t i = m->count++;
    bool vertical = map_is_vertical(m);
    const pm_plain_kind *kind = node->kind;

    m->tidy[i] = (pm_tidy_node){ .parent = parent,
                                 .first_child = none,
                                 .next_sibling = none,
                                 .depth_size = vertical ? node->height : node->width,
                                 .cross_size = vertical ? node->width : node->height,
                                 .space = kind->space,
                                 .gap = kind->gap,
                                 .leaf = kind->leaf };
    m->bodies[i].half = (pointf){ node->width / 2, node->height / 2 };
    m->connectors[i] = kind->connector;
    m->innermost[i] = none;
}

static uint32_t add_region(map *m, uint32_t root, const pm_plain_region *region, uint32_t around)
{
    double margin = region->margin;
    map_cluster cluster = { .parent = around, .root = root, .next = none, .space = region->space };

    cluster.seal = (pm_tidy_seal){ margin, margin, margin, margin, 0, 0 };
    m->innermost[root] = map_add_cluster(m, cluster);
    return m->innermost[root];
}

/* Backwards, so that each child comes before those that follow it. */
static void link_children(map *m)
{
    for (uint32_t i = m->count; i-- > 0;) {
        uint32_t parent = m->tidy[i].parent;
        if (parent == none) continue;
        m->tidy[i].next_sibling = m->tidy[parent].first_child;
        m->tidy[parent].first_child = i;
    }
}

void map_plain_read(map *m)
{
    const pm_plain_node *nodes = m->plain->nodes;

    map_allocate(m, m->plain->count);
    uint32_t *inside = PM_NEW_ARRAY(m->arena, uint32_t, m->capacity); /* the cluster that a node is in */
    for (uint32_t k = 0; k < m->plain->count; k++) {
        uint32_t i = to_map(m, k), parent = k > 0 ? to_map(m, nodes[k].parent) : none;
        add_node(m, &nodes[k], parent);
        if (k == 0 && m->options.direction == MAP_BOTH) {
            add_node(m, &nodes[k], none);
            m->tidy[1].band = 1;
            m->trees[1] = 1;
        }
        inside[i] = k > 0 ? inside[parent] : none;
        if (nodes[k].region) inside[i] = add_region(m, i, nodes[k].region, inside[i]);
    }
    link_children(m);
    map_count_subtrees(m);
}

void map_plain_read_column(const map *m, uint32_t index)
{
    const pm_plain_node *node = &m->plain->nodes[from_map(m, index)];

    m->columns[index].column = node->column;
    m->columns[index].lanes = node->lanes;
}

/* --- writing --- */

static bool is_without_length(const pm_path_point *piece)
{
    double depth = piece[0].depth - piece[3].depth, cross = piece[0].cross - piece[3].cross;

    return depth * depth + cross * cross < 1e-6;
}

/* As clip_and_install() does where there is nothing to clip: pieces without length at either end are left
 * out, and the graph's box takes the curve in. */
void map_plain_draw(map *m, uint32_t child, const pm_path *route)
{
    pm_plain_node *node = &m->plain->nodes[from_map(m, child)];
    pointf points[PM_PATH_CAPACITY];
    size_t start = 0, last = route->count - 4;

    while (start < last && is_without_length(route->points + start))
        start += 3;
    while (last > start && is_without_length(route->points + last))
        last -= 3;
    node->point_count = (uint32_t)(last + 4 - start);
    node->points = PM_NEW_ARRAY(m->plain->found, pm_point, node->point_count);
    for (size_t i = 0; i < node->point_count; i++) {
        const pm_path_point *from = &route->points[start + i];
        points[i] = map_to_drawing(m, from->depth, from->cross);
        node->points[i] = (pm_point){ points[i].x, points[i].y };
    }
    for (size_t i = 0; i + 3 < node->point_count; i += 3)
        update_bb_bz(&GD_bb(m->graph), points + i);
}

/* The drawing, which begins at the origin as dotneato_postprocess() wants it, turned into a picture. */
typedef struct turn {
    pointf origin;
    double height;
} turn;

static pm_point to_picture(turn by, double x, double y)
{
    return (pm_point){ x - by.origin.x, by.height - (y - by.origin.y) };
}

static void write_node(const map *m, turn by, uint32_t k)
{
    pm_plain_node *node = &m->plain->nodes[k];
    const map_body *body = &m->bodies[to_map(m, k)];
    pm_point centre = to_picture(by, body->centre.x, body->centre.y);

    node->box =
        (pm_box){ centre.x - body->half.x, centre.y - body->half.y, 2 * body->half.x, 2 * body->half.y };
    for (uint32_t i = 0; i < node->point_count; i++)
        node->points[i] = to_picture(by, node->points[i].x, node->points[i].y);
}

static void write_cluster(const map *m, turn by, const map_cluster *c)
{
    pointf low = { c->box.LL.x - by.origin.x, c->box.LL.y - by.origin.y };
    pointf high = { c->box.UR.x - by.origin.x, c->box.UR.y - by.origin.y };
    if (high.x <= low.x || high.y <= low.y) return;

    pm_box *box = PM_NEW(m->plain->found, pm_box);
    *box = (pm_box){ low.x, by.height - high.y, high.x - low.x, high.y - low.y };
    m->plain->nodes[from_map(m, c->root)].region_box = box;
}

void map_plain_write(map *m)
{
    boxf *whole = &GD_bb(m->graph);
    turn by = { whole->LL, whole->UR.y - whole->LL.y };

    *whole = (boxf){ { 0, 0 }, { whole->UR.x - by.origin.x, by.height } };
    for (uint32_t k = 0; k < m->plain->count; k++)
        write_node(m, by, k);
    for (uint32_t i = 0; i < m->cluster_count; i++)
        write_cluster(m, by, &m->clusters[i]);
}
