/*
 * Placing: runs the tidy tree (or columns, map_columns.c, or branches around a root, map_radial.c), once more
 * for aligned regions and for the two sides of a map, stacks the trees of a forest along the cross axis, and
 * writes the nodes' places back.
 */
#include "layout/map.h"

#include <math.h>

static const uint32_t none = PM_TIDY_NONE;

double map_depth_sign(const map *m, uint32_t index)
{
    if (m->options.direction == MAP_BOTH || m->radial) return m->tidy[index].band == 1 ? -1 : 1;
    return m->options.direction == MAP_LEFT ? -1 : 1;
}

pointf map_to_drawing(const map *m, double depth, double cross)
{
    if (map_is_vertical(m)) return (pointf){ cross, -depth };
    return (pointf){ depth, -cross };
}

boxf map_node_box(const map *m, uint32_t index)
{
    pointf c = m->bodies[index].centre, half = m->bodies[index].half;

    return (boxf){ { c.x - half.x, c.y - half.y }, { c.x + half.x, c.y + half.y } };
}

boxf map_box_union(boxf a, boxf b)
{
    return (boxf){ { fmin(a.LL.x, b.LL.x), fmin(a.LL.y, b.LL.y) },
                   { fmax(a.UR.x, b.UR.x), fmax(a.UR.y, b.UR.y) } };
}

static bool is_mirror(const map *m, uint32_t index)
{
    return m->options.direction == MAP_BOTH && m->tidy[index].parent == none && m->tidy[index].band == 1;
}

const pm_tidy_node *map_mirror(const map *m, uint32_t index)
{
    if (m->radial) return map_radial_mirror(m, index);
    bool is_sided = m->options.direction == MAP_BOTH && m->tidy[index].parent == none;
    return is_sided && !is_mirror(m, index) ? &m->tidy[index + 1] : NULL;
}

/* The child after which the right side ends, so that both sides are as nearly equal as order allows. */
static uint32_t find_split(const map *m, uint32_t root)
{
    double total = 0, above = 0, best = HUGE_VAL;
    uint32_t split = none;

    for (uint32_t c = m->tidy[root].first_child; c != none; c = m->tidy[c].next_sibling)
        total += m->tidy[c].after - m->tidy[c].before + m->tidy[c].space;
    for (uint32_t c = m->tidy[root].first_child; c != none; c = m->tidy[c].next_sibling) {
        above += m->tidy[c].after - m->tidy[c].before + m->tidy[c].space;
        double difference = fabs(total - 2 * above);
        if (difference < best) {
            best = difference;
            split = c;
        }
    }
    return split;
}

/* The children after the split go to the mirror, with all that hangs below them. */
static void split_sides(map *m)
{
    for (uint32_t i = 0; i + 1 < m->count; i++) {
        if (m->tidy[i].parent != none || is_mirror(m, i)) continue;
        uint32_t split = find_split(m, i);
        m->tidy[i + 1].seal = m->tidy[i].seal;
        if (split == none) continue;
        m->tidy[i + 1].first_child = m->tidy[split].next_sibling;
        m->tidy[split].next_sibling = none;
        for (uint32_t c = m->tidy[i + 1].first_child; c != none; c = m->tidy[c].next_sibling)
            m->tidy[c].parent = i + 1;
    }
    for (uint32_t i = 0; i < m->count; i++)
        if (m->tidy[i].parent != none) m->tidy[i].band = m->tidy[m->tidy[i].parent].band;
}

/* Lengthen the regions of the first level to the far edge of the longest. */
static void align_far_edges(map *m)
{
    double far[2] = { -HUGE_VAL, -HUGE_VAL };

    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < m->cluster_count; i++) {
            uint32_t root = m->clusters[i].root;
            if (m->clusters[i].parent != none || root == none) continue;
            pm_tidy_node *n = &m->tidy[root];
            if (pass == 0)
                far[n->band] = fmax(far[n->band], n->far);
            else
                ((pm_tidy_seal *)n->seal)->min_depth = far[n->band] - (n->depth - n->seal->near);
        }
}

static void assign_depth(map *m)
{
    pm_tidy_assign_depth(m->tidy, m->count, m->options.alignment);
    if (!m->options.align_regions || m->cluster_count == 0) return;
    align_far_edges(m);
    pm_tidy_assign_depth(m->tidy, m->count, m->options.alignment);
}

/* One tree below the other, or beside it; a mirror shares the place of its root. */
static void stack_trees(map *m)
{
    double end = 0, space = 0;
    bool first = true;

    for (uint32_t i = 0; i < m->count; i++) {
        pm_tidy_node *n = &m->tidy[i];
        if (n->parent != none) {
            m->offsets[i] = m->offsets[n->parent];
        } else if (is_mirror(m, i)) {
            m->offsets[i] = m->offsets[i - 1];
        } else {
            bool sides = m->options.direction == MAP_BOTH;
            double before = sides ? fmin(n->before, n[1].before) : n->before;
            double after = sides ? fmax(n->after, n[1].after) : n->after;
            if (m->before) before -= m->before[i];
            if (m->after) after += m->after[i];
            if (!first) end += (space + n->space) / 2;
            m->offsets[i] = end - before;
            end += after - before;
            space = n->space;
            first = false;
        }
    }
}

static void write_places(map *m)
{
    for (uint32_t i = 0; i < m->count; i++) {
        const pm_tidy_node *n = &m->tidy[i];
        double depth = map_depth_sign(m, i) * (n->depth + n->depth_size / 2);
        pointf centre = map_to_drawing(m, depth, m->offsets[i] + n->cross);
        m->bodies[i].centre = is_mirror(m, i) ? m->bodies[i - 1].centre : centre;
        if (m->nodes) ND_coord(m->nodes[i]) = m->bodies[i].centre;
    }
}

static void place_trees(map *m)
{
    /* The roots of a two-sided map stand on the axis between its sides. */
    for (uint32_t i = 0; i < m->count; i++)
        if (m->tidy[i].parent == none)
            m->tidy[i].depth = m->options.direction == MAP_BOTH ? -m->tidy[i].depth_size / 2 : 0;
    assign_depth(m);
    pm_tidy_place(m->tidy, m->count);
    if (m->options.direction == MAP_BOTH) {
        split_sides(m);
        assign_depth(m);
        pm_tidy_place(m->tidy, m->count);
    }
}

void map_place(map *m)
{
    if (m->options.direction == MAP_COLUMNS)
        map_place_columns(m);
    else if (m->options.direction == MAP_RADIAL)
        map_place_radial(m);
    else
        place_trees(m);
    stack_trees(m);
    write_places(m);
}
