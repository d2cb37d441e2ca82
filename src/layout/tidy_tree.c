/*
 * The cross axis of the tidy tree: van der Ploeg's algorithm, with his names where he has one.
 *
 * A subtree's outline is two contours, chains of boxes from its root to its deepest node. A box of the
 * contour reaches on the depth axis from the far edge of its parent to its own far edge, so the strip in
 * which connectors run belongs to the child and no neighbour can lie in it. Child i is pushed away from the
 * joint right contour of children 0..i-1, walking both contours at once; where the shorter one ends, a
 * *thread* leads from its deepest node (its *extreme*) to the rest of the longer one. Every step of the
 * walk hides one box for good: O(n).
 *
 * Coordinates are relative. A node's centre is at prelim + mod in its parent's frame, and mod moves its
 * whole subtree. An array that holds parents first needs no recursion: going through it backwards visits
 * every node after its descendants.
 */
#include "layout/tidy_tree.h"

#include "support/arena.h"

enum { LEFT, RIGHT };

/*
 * A node's contour box and what hangs together with it: two cache lines, and all that a walk along a contour
 * reads of most boxes in the first. Children, siblings and the boxes of a contour level lie side by side
 * where the array is breadth first, so that memory is read as streams; a tree of a million nodes is ten times
 * as large as a processor's cache.
 */
typedef struct contour {
    _Alignas(64) double prelim;
    double mod;
    double left, right; /* sides of the contour box, relative to the node's centre */
    double bottom;      /* far edge of the contour box */
    double space;       /* the node's */
    uint32_t
        next[2]; /* of an open box: its first and last child; of a closed one: where the contour goes on */
    uint32_t extreme[2]; /* the last node of the left and right contour */

    double thread_mod[2];  /* of a closed box: what to add to the sum of mods when going on */
    double extreme_mod[2]; /* sum of mods from this node (with its own) down to the extreme */
    double shift, change;  /* room to spread over the children between two that met, see distribute() */
    uint32_t index;        /* place among the siblings */
    uint32_t lowest;       /* among the placed children: the last one, first in a list ... */
    uint32_t next_lower;   /* ... that goes back to those that reach deeper than all after them */
    bool closed;           /* it has no boxes of its own tree below it */
} contour;

typedef struct tidy {
    pm_tidy_node *nodes; /* before and after are relative to the node's centre until resolve() */
    contour *contours;
    size_t steps;
} tidy;

/* A walk along one contour: the node, and the sum of mods down to it, in the frame of the common parent. */
typedef struct walk {
    uint32_t node;
    double mod;
} walk;

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static void step(tidy *t, walk *w, int side)
{
    const contour *c = &t->contours[w->node];

    w->node = c->next[side];
    w->mod += c->closed ? c->thread_mod[side] : t->contours[w->node].mod;
    t->steps++;
}

/* Spread `distance`, by which `child` moved away from `owner`, over the children between these two. */
static void distribute(tidy *t, uint32_t owner, uint32_t child, double distance)
{
    uint32_t apart = t->contours[child].index - t->contours[owner].index;

    if (apart > 1) {
        double share = distance / apart;
        t->contours[t->nodes[owner].next_sibling].shift += share;
        t->contours[child].shift -= share;
        t->contours[child].change -= distance - share;
    }
}

static void move(tidy *t, uint32_t child, double distance)
{
    contour *c = &t->contours[child];

    c->mod += distance;
    c->extreme_mod[LEFT] += distance;
    c->extreme_mod[RIGHT] += distance;
}

/* The free distance between box `r` in the subtree of sibling `owner` and box `l` in that of `child`. */
static double needed_space(const contour *owner, const contour *child, const contour *r, const contour *l)
{
    return larger(owner->space + child->space, r->space + l->space) / 2;
}

/* After the walk: lead the contour that ended on to the rest of the one that did not. */
static void set_thread(tidy *t, uint32_t ended, uint32_t longer, walk rest, int side)
{
    contour *e = &t->contours[ended];
    contour *extreme = &t->contours[e->extreme[side]];

    extreme->next[side] = rest.node;
    extreme->thread_mod[side] = rest.mod - e->extreme_mod[side];
    e->extreme[side] = t->contours[longer].extreme[side];
    e->extreme_mod[side] = t->contours[longer].extreme_mod[side];
}

/*
 * Place `child` against the forest of its earlier siblings, the last of which is `previous`. The first pair
 * of boxes is put exactly at its distance, every later pair can only push further away.
 */
static void separate(tidy *t, uint32_t parent, uint32_t child, uint32_t previous)
{
    walk r = { previous, t->contours[previous].mod };
    walk l = { child, 0 };
    uint32_t owner = t->contours[parent].lowest;
    bool first = true;

    while (r.node != PM_TIDY_NONE && l.node != PM_TIDY_NONE) {
        const contour *rc = &t->contours[r.node], *lc = &t->contours[l.node];
        double right_bottom = rc->bottom, left_bottom = lc->bottom;

        while (right_bottom > t->nodes[owner].far)
            owner = t->contours[owner].next_lower;
        double overlap = r.mod + rc->prelim + rc->right +
                         needed_space(&t->contours[owner], &t->contours[child], rc, lc) -
                         (l.mod + lc->prelim + lc->left);
        if (overlap > 0 || first) {
            l.mod += overlap;
            move(t, child, overlap);
            distribute(t, owner, child, overlap);
        }
        first = false;
        if (right_bottom <= left_bottom) step(t, &r, RIGHT);
        if (left_bottom <= right_bottom) step(t, &l, LEFT);
    }
    if (l.node != PM_TIDY_NONE) set_thread(t, t->nodes[parent].first_child, child, l, LEFT);
    if (r.node != PM_TIDY_NONE) set_thread(t, child, previous, r, RIGHT);
}

/* `child` is placed: it hides the siblings before it that reach no deeper. Deeper ones stay in the list. */
static void add_lowest(tidy *t, uint32_t parent, uint32_t child)
{
    uint32_t lower = t->contours[parent].lowest;

    while (lower != PM_TIDY_NONE && t->nodes[lower].far <= t->nodes[child].far)
        lower = t->contours[lower].next_lower;
    t->contours[child].next_lower = lower;
    t->contours[parent].lowest = child;
}

/* All children are placed: one prefix sum settles what distribute() left open. */
static void settle_spacing(tidy *t, uint32_t parent)
{
    double distance = 0, moved = 0;

    for (uint32_t c = t->nodes[parent].first_child; c != PM_TIDY_NONE; c = t->nodes[c].next_sibling) {
        contour *child = &t->contours[c];
        distance += child->shift;
        moved += distance + child->change;
        child->mod += moved;
    }
}

/* Centre the parent between its first and last child and take over their outer contours. */
static void place_parent(tidy *t, uint32_t parent)
{
    contour *p = &t->contours[parent];
    const contour *first = &t->contours[p->next[LEFT]], *last = &t->contours[p->next[RIGHT]];
    pm_tidy_node *n = &t->nodes[parent];

    p->prelim = (first->prelim + first->mod + last->prelim + last->mod) / 2;
    p->extreme[LEFT] = first->extreme[LEFT];
    p->extreme_mod[LEFT] = first->extreme_mod[LEFT];
    p->extreme[RIGHT] = last->extreme[RIGHT];
    p->extreme_mod[RIGHT] = last->extreme_mod[RIGHT];
    for (uint32_t c = n->first_child; c != PM_TIDY_NONE; c = t->nodes[c].next_sibling) {
        double place = t->contours[c].prelim + t->contours[c].mod - p->prelim;
        n->before = smaller(n->before, place + t->nodes[c].before);
        n->after = larger(n->after, place + t->nodes[c].after);
    }
}

/* The subtree is complete: from here on it is one rectangle, and a contour box without children. */
static void seal(tidy *t, uint32_t node)
{
    contour *c = &t->contours[node];
    pm_tidy_node *n = &t->nodes[node];
    const pm_tidy_seal *s = n->seal;

    n->before -= s->before;
    n->after += s->after;
    double missing = s->min_cross - (n->after - n->before);
    if (missing > 0) {
        n->before -= missing / 2;
        n->after += missing / 2;
    }
    c->left = n->before;
    c->right = n->after;
    c->bottom = n->far;
    c->closed = true;
    for (int side = LEFT; side <= RIGHT; side++) {
        c->next[side] = PM_TIDY_NONE;
        c->extreme[side] = node;
        c->extreme_mod[side] = 0;
    }
}

static void place_children(tidy *t, uint32_t parent)
{
    uint32_t previous = PM_TIDY_NONE, index = 0;

    for (uint32_t c = t->nodes[parent].first_child; c != PM_TIDY_NONE; c = t->nodes[c].next_sibling) {
        t->contours[c].index = index++;
        if (previous != PM_TIDY_NONE) separate(t, parent, c, previous);
        add_lowest(t, parent, c);
        previous = c;
    }
    t->contours[parent].next[RIGHT] = previous;
    settle_spacing(t, parent);
    place_parent(t, parent);
}

static void init_contour(tidy *t, uint32_t node)
{
    pm_tidy_node *n = &t->nodes[node];
    double half = n->cross_size / 2;

    n->before = -half;
    n->after = half;
    t->contours[node] = (contour){ .left = -half,
                                   .right = half,
                                   .bottom = n->depth + n->depth_size,
                                   .space = n->space,
                                   .next = { n->first_child, PM_TIDY_NONE },
                                   .extreme = { node, node },
                                   .lowest = PM_TIDY_NONE,
                                   .next_lower = PM_TIDY_NONE,
                                   .closed = n->first_child == PM_TIDY_NONE };
}

/* Add up the mods from the root down. */
static void resolve(tidy *t, uint32_t node)
{
    pm_tidy_node *n = &t->nodes[node];
    contour *c = &t->contours[node];

    c->mod = n->parent == PM_TIDY_NONE ? -c->prelim : c->mod + t->contours[n->parent].mod;
    n->cross = c->prelim + c->mod;
    n->before += n->cross;
    n->after += n->cross;
}

size_t pm_tidy_place(pm_tidy_node *nodes, uint32_t count)
{
    pm_arena *arena = pm_arena_create();
    tidy t = { nodes, PM_NEW_ARRAY(arena, contour, count), 0 };

    for (uint32_t i = count; i-- > 0;) {
        init_contour(&t, i);
        if (nodes[i].first_child != PM_TIDY_NONE) place_children(&t, i);
        if (nodes[i].seal) seal(&t, i);
    }
    for (uint32_t i = 0; i < count; i++)
        resolve(&t, i);
    pm_arena_destroy(arena);
    return t.steps;
}
