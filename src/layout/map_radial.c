/*
 * A radial map: every branch of a root is laid out as a tidy tree of its own, radial.c puts them around the
 * root, and the places come back as the tidy tree would give them: depth counts from the root's centre
 * outwards, to the left where the band is 1.
 *
 * A cap (a branch above or below the root) grows to both sides, its first children to the left, so it has a
 * mirror like the root of a two-sided map: its left side's record. So has the root. Branches in one stack
 * share their levels' columns.
 */
#include "layout/map.h"

#include <math.h>

#include "layout/radial.h"

static const uint32_t none = PM_TIDY_NONE;

struct map_radial {
    pm_radial *pictures;             /* one for each centre: a root, or a child of one */
    pm_radial_block *blocks;         /* one for each child of a centre, siblings side by side */
    uint32_t *picture_of, *block_of; /* by node; none for all others */
    uint32_t *preorder, *place;      /* the nodes in preorder, and the place of each node there */
    pm_tidy_node *scratch, *mirrors;
    uint32_t *local, *mirror_of; /* by node: its place in these two */
    uint32_t mirror_count, picture_count, block_count;
};

static double near_of(const pm_tidy_node *root)
{
    return root->seal ? root->seal->near : 0;
}

static pm_radial_block *block_at(const map *m, uint32_t node)
{
    return &m->radial->blocks[m->radial->block_of[node]];
}

static pm_radial *picture_at(const map *m, uint32_t node)
{
    return &m->radial->pictures[m->radial->picture_of[node]];
}

static bool is_cap(const pm_radial_block *block)
{
    return block->side == PM_RADIAL_ABOVE || block->side == PM_RADIAL_BELOW;
}

/* --- blocks --- */

/* In preorder every subtree is a run, and so are the subtrees of siblings. */
static void order_nodes(map *m)
{
    struct map_radial *r = m->radial;

    for (uint32_t i = 0; i < m->count; i++) {
        if (m->tidy[i].parent == none) r->place[i] = i; /* a tree's nodes follow each other */
        uint32_t at = r->place[i] + 1;
        r->preorder[r->place[i]] = i;
        for (uint32_t c = m->tidy[i].first_child; c != none; c = m->tidy[c].next_sibling) {
            r->place[c] = at;
            at += m->sizes[c];
        }
    }
}

static void number_blocks(map *m)
{
    struct map_radial *r = m->radial;

    for (uint32_t i = 0; i < m->count; i++)
        r->mirror_of[i] = r->picture_of[i] = r->block_of[i] = none;
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t parent = m->tidy[i].parent;
        if (parent != none && m->tidy[parent].parent != none) continue;
        r->picture_of[i] = r->picture_count++;
        for (uint32_t c = m->tidy[i].first_child; c != none; c = m->tidy[c].next_sibling)
            r->block_of[c] = r->block_count++;
    }
}

static void create(map *m)
{
    struct map_radial *r = m->radial = PM_NEW(m->arena, struct map_radial);

    r->picture_of = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->block_of = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->preorder = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->place = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->local = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->mirror_of = PM_NEW_ARRAY(m->arena, uint32_t, m->count);
    r->scratch = PM_NEW_ARRAY(m->arena, pm_tidy_node, (size_t)m->count + 1);
    number_blocks(m);
    order_nodes(m);
    r->pictures = PM_NEW_ARRAY(m->arena, pm_radial, r->picture_count);
    r->mirrors = PM_NEW_ARRAY(m->arena, pm_tidy_node, r->picture_count);
    r->blocks = PM_NEW_ARRAY(m->arena, pm_radial_block, r->block_count);
}

/* --- laying out blocks, in the scratch array --- */

/* Siblings from `first` to `last`, with all below them: a run of the preorder. */
typedef struct run {
    uint32_t first, last;
} run;

static uint32_t run_start(const map *m, run of)
{
    return m->radial->place[of.first];
}

static uint32_t run_end(const map *m, run of)
{
    return m->radial->place[of.last] + m->sizes[of.last];
}

static uint32_t to_local(const map *m, uint32_t node)
{
    return node == none ? none : m->radial->local[node];
}

/* Copies the blocks of a run to the scratch array, as trees of their own; a mirror, if there is to be one,
 * comes second. Returns how many nodes there are. */
static uint32_t load(map *m, run of, bool mirrored)
{
    struct map_radial *r = m->radial;
    uint32_t count = 0, parent = m->tidy[of.first].parent;

    for (uint32_t i = run_start(m, of); i < run_end(m, of); i++) {
        r->local[r->preorder[i]] = count;
        r->scratch[count++] = m->tidy[r->preorder[i]];
        if (mirrored && count == 1) r->scratch[count++] = r->scratch[0];
    }
    for (uint32_t i = run_start(m, of); i < run_end(m, of); i++) {
        pm_tidy_node *n = &r->scratch[r->local[r->preorder[i]]];
        bool is_root = n->parent == parent;
        n->parent = is_root ? none : to_local(m, n->parent);
        n->next_sibling = is_root ? none : to_local(m, n->next_sibling);
        n->first_child = to_local(m, n->first_child);
        n->depth = 0;
    }
    return count;
}

static void lay_out(map *m, uint32_t count)
{
    pm_tidy_assign_depth(m->radial->scratch, count, m->options.alignment);
    pm_tidy_place(m->radial->scratch, count);
}

/* The child after which a cap's left side ends, so that both sides are as nearly equal as order allows; none
 * for an only child. The children's blocks have been measured. */
static uint32_t find_split(const map *m, uint32_t node)
{
    double total = 0, above = 0, best = HUGE_VAL;
    uint32_t split = none;

    for (uint32_t c = m->tidy[node].first_child; c != none; c = m->tidy[c].next_sibling) {
        const pm_radial_block *b = block_at(m, c);
        total += b->extent.after - b->extent.before + b->space;
    }
    for (uint32_t c = m->tidy[node].first_child; c != none && m->tidy[c].next_sibling != none;
         c = m->tidy[c].next_sibling) {
        const pm_radial_block *b = block_at(m, c);
        above += b->extent.after - b->extent.before + b->space;
        if (fabs(total - 2 * above) >= best) break;
        best = fabs(total - 2 * above);
        split = c;
    }
    return split;
}

/* Loads a block as a cap: the root in the middle, its mirror on the left; an only child stays on the right.
 */
static uint32_t load_cap(map *m, uint32_t node)
{
    uint32_t count = load(m, (run){ node, node }, true), split = to_local(m, find_split(m, node));
    pm_tidy_node *n = m->radial->scratch, *root = &n[0], *mirror = &n[1];

    *mirror = *root;
    mirror->band = 1;
    mirror->first_child = none;
    root->depth = mirror->depth = -root->depth_size / 2;
    if (split == none) return count;
    mirror->first_child = root->first_child;
    root->first_child = n[split].next_sibling;
    n[split].next_sibling = none;
    for (uint32_t c = mirror->first_child; c != none; c = n[c].next_sibling)
        n[c].parent = 1;
    for (uint32_t i = 2; i < count; i++)
        n[i].band = n[n[i].parent].band;
    return count;
}

/* --- measuring --- */

static void measure_branch(map *m, uint32_t node)
{
    const pm_tidy_node *root = m->radial->scratch;
    pm_radial_block *b = block_at(m, node);

    lay_out(m, load(m, (run){ node, node }, false));
    b->near = near_of(root);
    b->reach = root->far - root->depth;
    b->extent = (pm_radial_extent){ root->before, root->after };
    b->half = root->cross_size / 2;
    b->space = root->space;
}

static void begin_picture(map *m, uint32_t centre)
{
    const pm_tidy_node *n = &m->tidy[centre];
    pm_radial *picture = picture_at(m, centre);

    *picture = (pm_radial){ .width = n->depth_size,
                            .height = n->cross_size,
                            .gap = n->gap,
                            .aspect = m->options.aspect,
                            .is_fitted = m->options.is_fitted };
    if (n->first_child == none) return;
    picture->blocks = block_at(m, n->first_child);
    for (uint32_t c = n->first_child; c != none; c = m->tidy[c].next_sibling, picture->count++)
        measure_branch(m, c);
}

/* Left and right of a cap, or of a whole picture, with the paddings of its clusters. */
static void measure_cap(pm_radial_block *b, const pm_tidy_node *root, const pm_tidy_node *mirror)
{
    b->left = mirror->far;
    b->right = root->far;
    b->cap = (pm_radial_extent){ fmin(root->before, mirror->before), fmax(root->after, mirror->after) };
}

/* --- writing back --- */

static void add_mirror(map *m, uint32_t node, const pm_tidy_node *mirror)
{
    struct map_radial *r = m->radial;

    if (r->mirror_of[node] == none) r->mirror_of[node] = r->mirror_count++;
    r->mirrors[r->mirror_of[node]] = *mirror;
}

/* Takes the places, and nothing else, over from the scratch array. */
static void take_places(map *m, run of)
{
    struct map_radial *r = m->radial;

    for (uint32_t i = run_start(m, of); i < run_end(m, of); i++) {
        pm_tidy_node *n = &m->tidy[r->preorder[i]];
        const pm_tidy_node *placed = &r->scratch[r->local[r->preorder[i]]];
        n->band = placed->band;
        n->depth = placed->depth, n->far = placed->far;
        n->strip = placed->strip, n->trunk = placed->trunk;
        n->cross = placed->cross, n->before = placed->before, n->after = placed->after;
    }
}

/* The blocks of one stack together: what they reach may change by that. */
static void lay_out_stack(map *m, run of)
{
    lay_out(m, load(m, of, false));
    take_places(m, of);
    for (uint32_t c = of.first;; c = m->tidy[c].next_sibling) {
        pm_radial_block *b = block_at(m, c);
        b->reach = m->tidy[c].far - m->tidy[c].depth;
        b->extent = (pm_radial_extent){ m->tidy[c].before, m->tidy[c].after };
        if (c == of.last) return;
    }
}

/* Moves a block's nodes to where the block stands; aligned regions share their column's edges. */
static void shift_block(map *m, uint32_t node)
{
    struct map_radial *r = m->radial;
    const pm_radial_block *b = block_at(m, node);
    run of = { node, node };

    for (uint32_t i = run_start(m, of); i < run_end(m, of); i++) {
        pm_tidy_node *n = &m->tidy[r->preorder[i]];
        if (b->side == PM_RADIAL_LEFT) n->band = 1;
        n->depth += b->depth, n->far += b->depth, n->strip += b->depth, n->trunk += b->depth;
        n->cross += b->cross, n->before += b->cross, n->after += b->cross;
    }
    if (r->mirror_of[node] != none) {
        pm_tidy_node *n = &r->mirrors[r->mirror_of[node]];
        n->cross += b->cross, n->before += b->cross, n->after += b->cross;
    } else if (m->options.align_regions && m->tidy[m->tidy[node].parent].parent == none) {
        m->tidy[node].far = b->end;
    }
}

/* The centre stands at 0, 0 and holds the whole picture, with the padding of its clusters; so does its
 * mirror. */
static void place_centre(map *m, uint32_t centre, pm_tidy_node *mirror)
{
    static const pm_tidy_seal open = { 0 };
    const pm_radial *picture = picture_at(m, centre);
    pm_tidy_node *n = &m->tidy[centre];
    const pm_tidy_seal *seal = n->seal ? n->seal : &open;
    double width = picture->right - picture->left + 2 * seal->far;
    double height = picture->bottom - picture->top + seal->before + seal->after;

    n->depth = -n->depth_size / 2;
    n->cross = 0;
    n->strip = n->trunk = n->depth_size / 2;
    n->before = picture->top - seal->before - fmax(seal->min_cross - height, 0) / 2;
    n->after = picture->bottom + seal->after + fmax(seal->min_cross - height, 0) / 2;
    *mirror = *n;
    mirror->band = 1;
    n->far = picture->right + seal->far + fmax(seal->min_depth - width, 0) / 2;
    mirror->far = -picture->left + seal->far + fmax(seal->min_depth - width, 0) / 2;
}

/* --- pictures --- */

/* Lays out the stacks around a centre, chosen before, places them beside the caps, which have been laid out,
 * and writes all places back. */
static void lay_out_picture(map *m, uint32_t centre)
{
    uint32_t first = m->tidy[centre].first_child;
    pm_tidy_node mirror;

    for (uint32_t c = first; c != none; c = m->tidy[c].next_sibling) {
        uint32_t next = m->tidy[c].next_sibling;
        if (next != none && pm_radial_is_same_stack(block_at(m, c), block_at(m, next))) continue;
        if (!is_cap(block_at(m, c))) lay_out_stack(m, (run){ first, c });
        first = next;
    }
    pm_radial_place(picture_at(m, centre));
    for (uint32_t c = m->tidy[centre].first_child; c != none; c = m->tidy[c].next_sibling)
        shift_block(m, c);
    place_centre(m, centre, &mirror);
    add_mirror(m, centre, &mirror);
}

/* A cap is a tree that grows to both sides, or where that grows too high a picture of its own, in columns by
 * a lane: stacks only, without caps. */
static void lay_out_cap(map *m, uint32_t node)
{
    const pm_tidy_node *scratch = m->radial->scratch;

    if (picture_at(m, node)->has_lane) {
        lay_out_picture(m, node);
        measure_cap(block_at(m, node), &m->tidy[node], &m->radial->mirrors[m->radial->mirror_of[node]]);
        return;
    }
    lay_out(m, load_cap(m, node));
    take_places(m, (run){ node, node });
    add_mirror(m, node, &scratch[1]);
    measure_cap(block_at(m, node), &scratch[0], &scratch[1]);
}

/* How large a block would be as a cap. */
static void try_cap(map *m, uint32_t node)
{
    const pm_tidy_node *scratch = m->radial->scratch;

    begin_picture(m, node);
    picture_at(m, node)->is_page = true;
    pm_radial_choose(picture_at(m, node));
    if (picture_at(m, node)->has_lane) {
        pm_radial_place(picture_at(m, node));
        pm_tidy_node mirror;
        place_centre(m, node, &mirror);
        measure_cap(block_at(m, node), &m->tidy[node], &mirror);
        return;
    }
    lay_out(m, load_cap(m, node));
    measure_cap(block_at(m, node), &scratch[0], &scratch[1]);
}

static void place_tree(map *m, uint32_t root)
{
    begin_picture(m, root);
    for (uint32_t c = m->tidy[root].first_child; c != none; c = m->tidy[c].next_sibling)
        try_cap(m, c);
    pm_radial_choose(picture_at(m, root));
    for (uint32_t c = m->tidy[root].first_child; c != none; c = m->tidy[c].next_sibling)
        if (is_cap(block_at(m, c))) lay_out_cap(m, c);
    lay_out_picture(m, root);
}

void map_place_radial(map *m)
{
    create(m);
    for (uint32_t i = 0; i < m->count; i++)
        if (m->tidy[i].parent == none) place_tree(m, i);
}

/* --- what the other files ask for --- */

const pm_tidy_node *map_radial_mirror(const map *m, uint32_t node)
{
    uint32_t mirror = m->radial->mirror_of[node];

    return mirror == none ? NULL : &m->radial->mirrors[mirror];
}

double map_radial_edge(const map *m, uint32_t node)
{
    return block_at(m, node)->edge;
}

bool map_is_around(const map *m, uint32_t child)
{
    uint32_t parent = m->tidy[child].parent;

    return m->radial && (m->tidy[parent].parent == none ||
                         (m->radial->block_of[child] != none && is_cap(block_at(m, parent)) &&
                          picture_at(m, parent)->has_lane));
}

void map_route_radial(const map *m, uint32_t child, pm_path *route)
{
    uint32_t centre = m->tidy[child].parent;

    pm_radial_route(picture_at(m, centre), block_at(m, child), m->options.radius, route);
    for (size_t i = 0; i < route->count; i++)
        route->points[i].cross += m->tidy[centre].cross;
}

pm_path_point map_radial_label(const map *m, uint32_t child, double along, double across)
{
    const pm_radial_block *block = block_at(m, child);
    const pm_tidy_node *centre = &m->tidy[m->tidy[child].parent];
    double way = block->side == PM_RADIAL_ABOVE ? 1 : -1;

    if (is_cap(block))
        return (pm_path_point){ along / 2, centre->cross + block->edge + way * centre->gap / 2 };
    return (pm_path_point){ block->edge - along / 2, centre->cross + block->cross - across / 2 };
}
