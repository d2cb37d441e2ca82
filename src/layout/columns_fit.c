#include "layout/columns_fit.h"

#include <math.h>

static const uint32_t none = PM_COLUMNS_NONE;

enum {
    MOST_UNITS = 200,
    EXACT_WORK = 4000, /* children × units up to which a node is planned exactly */
    TRIES = 5          /* best estimates that are placed to see their true size */
};

/* Scales closer than this are one. */
#define SAME_SCALE 0.001

typedef struct block {
    double width, height;
} block;

/* What is known of a node: blocks[u - 1] for u units, each not higher than the one before. */
typedef struct plan {
    block *blocks;
    uint32_t units;    /* the most that make a difference */
    uint32_t children; /* how many */
    uint32_t chosen;   /* units */
    bool exact;
} plan;

/* The best way to put the first children into columns of so many units in all. */
typedef struct step {
    double height, width; /* width: gutters and gaps aside */
    uint32_t from, units; /* the last column: its first child, its units */
    uint32_t columns;
} step;

typedef struct fitter {
    pm_columns_node *nodes;
    uint32_t count;
    plan *plans;
    pm_arena *arena;
    uint32_t most;      /* units across the page */
    step *steps;        /* the table of the node being planned exactly */
    uint32_t *children; /* its children */
    double limit;       /* no column of it may be higher; INFINITY while the least height is looked for */
} fitter;

double pm_room_scale(const pm_room *room, double width, double height)
{
    width = fmax(width, room->least_width);
    height += room->margin_height + pm_flow_height(&room->legend, width);
    width += room->margin_width;
    return fmin(room->most, fmin(room->width / width, room->height / height));
}

bool pm_room_is_better(const pm_room *room, double width, double height, double other_width,
                       double other_height)
{
    double scale = pm_room_scale(room, width, height);
    double other = pm_room_scale(room, other_width, other_height);
    if (fabs(scale - other) > SAME_SCALE * other) return scale > other;
    return height < other_height;
}

static const block *block_of(const fitter *f, uint32_t node, uint32_t units)
{
    const plan *p = &f->plans[node];
    return &p->blocks[(units < p->units ? units : p->units) - 1];
}

static double space_between(const pm_columns_node *a, const pm_columns_node *b)
{
    return (a->space + b->space) / 2;
}

/* --- columns of one width --- */

/* Fills columns up to `limit`, children taking `units`. Returns the height of the highest, INFINITY when
 * `columns` of them do not suffice. With `write`, children learn their columns. */
static double fill(fitter *f, uint32_t parent, uint32_t columns, uint32_t units, double limit, bool write)
{
    double highest = 0, height = 0;
    uint32_t column = 0, before = none;
    for (uint32_t c = f->nodes[parent].first_child; c != none; c = f->nodes[c].next_sibling) {
        double own = block_of(f, c, units)->height;
        double space = before == none ? 0 : space_between(&f->nodes[before], &f->nodes[c]);
        if (before != none && height + space + own > limit) {
            if (++column == columns) return INFINITY;
            height = space = 0;
        }
        height += space + own;
        highest = fmax(highest, height);
        if (write) f->nodes[c].column = column;
        before = c;
    }
    return highest;
}

/* Columns as even as their children allow: each ends where the rest is shared most equally among those to
 * come. Returns the height of the highest. */
static double fill_evenly(fitter *f, uint32_t parent, uint32_t columns, uint32_t units)
{
    double left = fill(f, parent, 1, units, INFINITY, false), height = 0, highest = 0;
    uint32_t column = 0, before = none;
    for (uint32_t c = f->nodes[parent].first_child; c != none; c = f->nodes[c].next_sibling) {
        double own = block_of(f, c, units)->height;
        double space = before == none ? 0 : space_between(&f->nodes[before], &f->nodes[c]);
        double share = (height + left) / (columns - column);
        if (before != none && column + 1 < columns && height + space + own / 2 > share) {
            column++;
            height = -space;
        }
        height += space + own;
        left -= space + own;
        highest = fmax(highest, height);
        f->nodes[c].column = column;
        before = c;
    }
    return highest;
}

/* The least height that `columns` columns need: a search between what one column needs and an equal share. */
static double least_height(fitter *f, uint32_t parent, uint32_t columns, uint32_t units)
{
    double high = fill(f, parent, 1, units, INFINITY, false), low = high / columns;
    while (columns > 1 && high - low > fmax(0.5, high * 0.004)) {
        double middle = (low + high) / 2, height = fill(f, parent, columns, units, middle, false);
        if (isfinite(height))
            high = fmin(height, middle);
        else
            low = middle;
    }
    return high;
}

static double widest_child(const fitter *f, uint32_t parent, uint32_t units)
{
    double widest = 0;
    for (uint32_t c = f->nodes[parent].first_child; c != none; c = f->nodes[c].next_sibling)
        widest = fmax(widest, block_of(f, c, units)->width);
    return widest;
}

/* The block around columns of this height and, gutters and gaps aside, this width. */
static block around(const pm_columns_node *node, double width, double height, uint32_t columns)
{
    double inner = width + columns * pm_columns_indent(node) + (columns - 1) * pm_columns_gap(node);
    const pm_columns_padding *p = &node->padding;
    return (block){ fmax(fmax(inner, node->width) + p->left + p->right, node->min_width),
                    p->top + node->height + pm_columns_drop(node) + height + p->bottom };
}

/* Among all numbers of equal columns that `units` allow, the one with the least height. */
static uint32_t choose_equal(fitter *f, uint32_t parent, uint32_t units, double *least)
{
    uint32_t best = 1;
    *least = INFINITY;
    for (uint32_t columns = 1; columns <= units && columns <= f->plans[parent].children; columns++) {
        bool same = columns > 1 && units / columns == units / (columns + 1) && columns < units &&
                    columns < f->plans[parent].children;
        if (same) continue; /* one column more costs nothing */
        double height = least_height(f, parent, columns, units / columns);
        if (height < *least - 0.01) {
            *least = height;
            best = columns;
        }
    }
    return best;
}

static void plan_equal(fitter *f, uint32_t node)
{
    plan *p = &f->plans[node];
    for (uint32_t units = 1; units <= p->units; units++) {
        double height;
        uint32_t columns = choose_equal(f, node, units, &height);
        double width = widest_child(f, node, units / columns) * columns;
        p->blocks[units - 1] = around(&f->nodes[node], width, height, columns);
    }
}

static void trace_equal(fitter *f, uint32_t node, uint32_t units)
{
    double height;
    uint32_t columns = choose_equal(f, node, units, &height);
    if (fill_evenly(f, node, columns, units / columns) > height + 1)
        fill(f, node, columns, units / columns, height + 0.001, true);
    for (uint32_t c = f->nodes[node].first_child; c != none; c = f->nodes[c].next_sibling)
        f->plans[c].chosen = units / columns;
}

/* --- columns of any width --- */

/* steps[i][u]: the first i children in columns of u units in all. */
static step *step_at(const fitter *f, const plan *p, uint32_t children, uint32_t units)
{
    return &f->steps[(size_t)children * (p->units + 1) + units];
}

static bool is_lower(const step *a, const step *b)
{
    return a->height < b->height - 0.01 || (a->height < b->height + 0.01 && a->width < b->width);
}

/* What a column more makes of the height of those before: the higher one; once the limit is known, a measure
 * of how uneven columns up to it are. */
static double add_column(const fitter *f, double before, double column)
{
    if (!isfinite(f->limit)) return fmax(before, column);
    return column <= f->limit ? before + column * column : INFINITY;
}

/* Lets the last column of the first `last` children begin at child `first`, for every share of units. */
static void extend(const fitter *f, const plan *p, uint32_t first, uint32_t last, const block *runs)
{
    for (uint32_t own = 1; own <= p->units; own++)
        for (uint32_t units = own; units <= p->units; units++) {
            const step *before = step_at(f, p, first, units - own);
            step *now = step_at(f, p, last, units);
            double height = add_column(f, before->height, runs[own].height);
            step wish = { height, before->width + runs[own].width, first, own, before->columns + 1 };
            if (isfinite(wish.height) && is_lower(&wish, now)) *now = wish;
        }
}

/* Puts child `first` on top of the column that ends before `last`, for every width of it. */
static void grow_runs(const fitter *f, const plan *p, uint32_t first, uint32_t last, block *runs)
{
    uint32_t child = f->children[first];
    double space = first + 1 < last ? space_between(&f->nodes[child], &f->nodes[f->children[first + 1]]) : 0;
    for (uint32_t units = 1; units <= p->units; units++) {
        const block *own = block_of(f, child, units);
        runs[units].height += own->height + space;
        runs[units].width = fmax(runs[units].width, own->width);
    }
}

static void tabulate(fitter *f, uint32_t node)
{
    const plan *p = &f->plans[node];
    uint32_t n = 0;
    for (uint32_t c = f->nodes[node].first_child; c != none; c = f->nodes[c].next_sibling)
        f->children[n++] = c;
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t units = 0; units <= p->units; units++)
            *step_at(f, p, i, units) = (step){ .height = INFINITY, .width = INFINITY };
    f->steps[0] = (step){ 0 };
    for (uint32_t last = 1; last <= n; last++) {
        block runs[MOST_UNITS + 1] = { { 0 } };
        for (uint32_t first = last; first-- > 0;) {
            grow_runs(f, p, first, last, runs);
            extend(f, p, first, last, runs);
        }
    }
}

static void plan_exact(fitter *f, uint32_t node)
{
    plan *p = &f->plans[node];
    tabulate(f, node);
    for (uint32_t units = 1; units <= p->units; units++) {
        const step *s = step_at(f, p, p->children, units);
        p->blocks[units - 1] = isfinite(s->height) ? around(&f->nodes[node], s->width, s->height, s->columns)
                                                   : (block){ INFINITY, INFINITY };
    }
}

static void trace_exact(fitter *f, uint32_t node, uint32_t units)
{
    const plan *p = &f->plans[node];
    tabulate(f, node);
    f->limit = step_at(f, p, p->children, units)->height + 0.01;
    tabulate(f, node);
    f->limit = INFINITY;
    for (uint32_t last = p->children; last > 0;) {
        const step *s = step_at(f, p, last, units);
        for (uint32_t i = s->from; i < last; i++) {
            f->nodes[f->children[i]].column = s->columns - 1;
            f->plans[f->children[i]].chosen = s->units;
        }
        last = s->from;
        units -= s->units;
    }
}

/* --- the whole tree --- */

static void plan_leaf(fitter *f, uint32_t node)
{
    const pm_columns_node *n = &f->nodes[node];
    plan *p = &f->plans[node];
    p->units = 1;
    p->blocks = PM_NEW(f->arena, block);
    *p->blocks = (block){ fmax(n->width + n->padding.left + n->padding.right, n->min_width),
                          n->height + n->padding.top + n->padding.bottom };
}

/* More units never make a block higher: where they seem to, fewer are used. */
static void keep_lowest(plan *p)
{
    for (uint32_t u = 1; u < p->units; u++)
        if (p->blocks[u].height > p->blocks[u - 1].height - 0.01) p->blocks[u] = p->blocks[u - 1];
}

static void plan_node(fitter *f, uint32_t node)
{
    plan *p = &f->plans[node];
    uint32_t units = 0, widest = 0;
    for (uint32_t c = f->nodes[node].first_child; c != none; c = f->nodes[c].next_sibling) {
        uint32_t own = f->plans[c].units;
        units = units + own < f->most ? units + own : f->most;
        widest = own > widest ? own : widest;
        p->children++;
    }
    if (!p->children) {
        plan_leaf(f, node);
        return;
    }
    p->units = units;
    p->blocks = PM_NEW_ARRAY(f->arena, block, units);
    p->exact = widest > 1 && (size_t)p->children * units <= EXACT_WORK;
    if (p->exact)
        plan_exact(f, node);
    else
        plan_equal(f, node);
    keep_lowest(p);
}

/* The fewest units with the same block: what the trace has to follow. */
static uint32_t fewest(const plan *p, uint32_t units)
{
    if (units > p->units) units = p->units;
    while (units > 1 && p->blocks[units - 2].height <= p->blocks[units - 1].height)
        units--;
    return units;
}

static void trace(fitter *f, uint32_t units)
{
    f->plans[0].chosen = units;
    for (uint32_t i = 0; i < f->count; i++) {
        const plan *p = &f->plans[i];
        if (!p->children) continue;
        if (p->exact)
            trace_exact(f, i, fewest(p, p->chosen));
        else
            trace_equal(f, i, fewest(p, p->chosen));
    }
}

/* How many leaves may stand beside each other on a page of such proportions, with a margin. */
static uint32_t units_across(const pm_columns_node *nodes, uint32_t count, const pm_room *room)
{
    double area = 0, widths = 0, leaves = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (nodes[i].first_child != none) continue;
        area += nodes[i].width * (nodes[i].height + nodes[i].space);
        widths += nodes[i].width;
        leaves++;
    }
    double unit = fmax(widths / leaves, 1);
    double across = isfinite(room->height) ? sqrt(area * 2 * room->width / room->height) : room->width;
    double units = 2 + 1.5 * across / unit;
    return (uint32_t)fmin(fmin(units, leaves), MOST_UNITS);
}

/* Numbers of units from the best estimate on. */
static uint32_t rank(const fitter *f, const pm_room *room, uint32_t *best, uint32_t limit)
{
    const plan *p = &f->plans[0];
    uint32_t found = 0;
    for (uint32_t units = 1; units <= p->units; units++) {
        const block *b = &p->blocks[units - 1];
        if (fewest(p, units) != units) continue;
        uint32_t at = found;
        while (at > 0) {
            const block *other = &p->blocks[best[at - 1] - 1];
            if (!pm_room_is_better(room, b->width, b->height, other->width, other->height)) break;
            if (at < limit) best[at] = best[at - 1];
            at--;
        }
        if (at < limit) best[at] = units;
        if (found < limit) found++;
    }
    return found;
}

void pm_columns_fit(pm_columns_node *nodes, uint32_t count, const pm_room *room, bool flush, pm_arena *arena)
{
    fitter f = { .nodes = nodes,
                 .count = count,
                 .arena = arena,
                 .most = units_across(nodes, count, room),
                 .limit = INFINITY };
    f.plans = PM_NEW_ARRAY(arena, plan, count);
    f.steps = PM_NEW_ARRAY(arena, step, (size_t)4 * EXACT_WORK);
    f.children = PM_NEW_ARRAY(arena, uint32_t, count);
    for (uint32_t i = count; i-- > 0;)
        plan_node(&f, i);
    uint32_t best[TRIES], tries = rank(&f, room, best, TRIES), winner = 0;
    block size = { 0 };
    for (uint32_t i = 0; i < tries; i++) {
        trace(&f, best[i]);
        pm_columns_place(nodes, count, flush);
        block now = { nodes[0].block_width, nodes[0].block_height };
        if (i > 0 && !pm_room_is_better(room, now.width, now.height, size.width, size.height)) continue;
        size = now;
        winner = best[i];
    }
    trace(&f, winner);
    pm_columns_place(nodes, count, flush);
}
