/*
 * Where each block of a radial picture goes: plans are tried and the best is kept.
 *
 * A plan says whether there are caps, where the right wing ends and the left one begins (by weight: near the
 * half of the height), and how many columns the wings have. It is judged by the scale at which the picture
 * fits the page, counted as if the root stood in its middle. A plan that goes all around the root is worth
 * more: caps that grow to both sides alike, and wings of like height; one with a lane is worth less.
 */
#include "layout/radial.h"

#include <math.h>
#include <stdlib.h>

#include "support/memory.h"

/* What the shape of a plan is worth beside its size. */
typedef struct taste {
    double least_cap, cap; /* of a cap that grows to one side, and what it gains by growing to both alike */
    double balance;        /* what wings lose that are not of like height */
    double lane;
} taste;

static const taste for_itself = { 0.7, 0.8, 0.5, 0.8 };

/* On a page the size of the text counts before all. */
static const taste for_page = { 0.75, 0.3, 0.2, 0.97 };

#define WORTH_ONE_WING 0.4

/* More blocks than these get no caps, and fewer places to part the wings are tried. */
#define FEW 64

typedef struct plan {
    bool above, below;
    uint32_t turn; /* the first block after the right wing */
    uint32_t columns;
    double worth;
} plan;

typedef struct chooser {
    pm_radial *radial;
    double *heights; /* of all blocks before, with their distances */
    const taste *taste;
} chooser;

static double height_between(const chooser *c, uint32_t first, uint32_t end)
{
    return c->heights[end] - c->heights[first];
}

/* The block at which the run from `first` to `end` is best parted in two of like height. */
static uint32_t find_middle(const chooser *c, uint32_t first, uint32_t end)
{
    double half = (c->heights[first] + c->heights[end]) / 2;
    uint32_t low = first, high = end;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (c->heights[middle] < half)
            low = middle + 1;
        else
            high = middle;
    }
    return low > first && half - c->heights[low - 1] < c->heights[low] - half ? low - 1 : low;
}

/* --- columns --- */

/* How many columns of at most this height the run fills; the first block of each is the one at the root's
 * side, so a run that comes back to the root is filled from its end. */
static uint32_t fill_columns(chooser *c, uint32_t first, uint32_t end, bool inwards, double limit)
{
    uint32_t column = 0;
    double height = 0;

    for (uint32_t k = 0; k < end - first; k++) {
        uint32_t i = inwards ? end - 1 - k : first + k;
        double own = height_between(c, i, i + 1);
        if (height > 0 && height + own > limit) {
            column++;
            height = 0;
        }
        height += own;
        c->radial->blocks[i].column = column;
    }
    return column + 1;
}

/* At most so many columns, the highest as low as can be. */
static void part_into_columns(chooser *c, uint32_t first, uint32_t end, bool inwards, uint32_t columns)
{
    double high = height_between(c, first, end), low = high / columns;

    for (int step = 0; step < 24 && high > low; step++) {
        double middle = (low + high) / 2;
        if (fill_columns(c, first, end, inwards, middle) <= columns)
            high = middle;
        else
            low = middle;
    }
    fill_columns(c, first, end, inwards, high);
}

/* One run of blocks on one side of the root; the run goes away from the root or comes back to it. */
static void part_run(chooser *c, uint32_t first, uint32_t end, pm_radial_side side, bool is_upper,
                     uint32_t columns)
{
    pm_radial *r = c->radial;
    bool inwards = r->is_page ? side == PM_RADIAL_LEFT : is_upper == (side == PM_RADIAL_LEFT);

    for (uint32_t i = first; i < end; i++) {
        r->blocks[i].side = side;
        r->blocks[i].column = 0;
        r->blocks[i].is_upper = is_upper;
    }
    if (columns > 1) part_into_columns(c, first, end, inwards, columns);
}

/* Around the root: a wing above its lane and below it. */
static void part_wing(chooser *c, uint32_t first, uint32_t end, pm_radial_side side, uint32_t columns)
{
    uint32_t middle = columns > 1 ? find_middle(c, first, end) : end;
    bool upper_first = columns > 1 && side == PM_RADIAL_RIGHT;

    part_run(c, first, middle, side, upper_first, columns);
    part_run(c, middle, end, side, !upper_first, columns);
}

/* As a page is read: from left to right above the lane, and so below it. */
static void part_page(chooser *c, uint32_t turn, uint32_t columns)
{
    uint32_t count = c->radial->count, upper = find_middle(c, 0, turn), lower = find_middle(c, turn, count);

    if (columns == 1) {
        part_run(c, 0, turn, PM_RADIAL_LEFT, false, 1);
        part_run(c, turn, count, PM_RADIAL_RIGHT, false, 1);
        return;
    }
    part_run(c, 0, upper, PM_RADIAL_LEFT, true, columns);
    part_run(c, upper, turn, PM_RADIAL_RIGHT, true, columns);
    part_run(c, turn, lower, PM_RADIAL_LEFT, false, columns);
    part_run(c, lower, count, PM_RADIAL_RIGHT, false, columns);
}

/* --- plans --- */

static void apply(chooser *c, const plan *p)
{
    pm_radial *r = c->radial;
    uint32_t first = p->above ? 1 : 0, left = p->turn + (p->below ? 1 : 0);

    r->has_lane = p->columns > 1;
    if (r->is_page) {
        part_page(c, p->turn, p->columns);
        return;
    }
    if (p->above) r->blocks[0].side = PM_RADIAL_ABOVE;
    if (p->below) r->blocks[p->turn].side = PM_RADIAL_BELOW;
    part_wing(c, first, p->turn, PM_RADIAL_RIGHT, p->columns);
    part_wing(c, left, r->count, PM_RADIAL_LEFT, p->columns);
}

/* How nearly two lengths are the same: 1 if they are. */
static double likeness(double a, double b)
{
    double larger = fmax(a, b);
    return larger > 0 ? fmin(a, b) / larger : 1;
}

static double worth_of_cap(const taste *t, const pm_radial_block *block)
{
    return t->least_cap + t->cap * likeness(block->left, block->right);
}

/* The room that the picture takes: half as it is, half as if the root stood in its middle. */
static double room(double before, double after)
{
    return (after - before) / 2 + fmax(-before, after);
}

/* How well a plan goes around the root. */
static double roundness(const chooser *c, const plan *p)
{
    const pm_radial *r = c->radial;
    double right = height_between(c, p->above ? 1 : 0, p->turn);
    double left = height_between(c, p->turn + (p->below ? 1 : 0), r->count);
    double worth = 1;

    if (r->is_page) return 1;
    if (p->above) worth *= worth_of_cap(c->taste, &r->blocks[0]);
    if (p->below) worth *= worth_of_cap(c->taste, &r->blocks[p->turn]);
    if ((right > 0) != (left > 0)) return worth * WORTH_ONE_WING;
    return worth * (1 - c->taste->balance * (1 - likeness(right, left)));
}

static void consider(chooser *c, plan *best, plan p)
{
    pm_radial *r = c->radial;

    apply(c, &p);
    pm_radial_place(r);
    p.worth = fmin(r->aspect / room(r->left, r->right), 1 / room(r->top, r->bottom)) * roundness(c, &p);
    if (r->has_lane) p.worth *= c->taste->lane;
    if (p.worth > best->worth * (1 + 1e-9)) *best = p;
}

/* All ends of the right wing worth trying, for wings of so many columns. */
static void consider_turns(chooser *c, plan *best, plan p)
{
    uint32_t first = p.above ? 1 : 0, last = c->radial->count - (p.below ? 1 : 0);
    uint32_t middle = find_middle(c, first, c->radial->count), reach = c->radial->count <= FEW ? FEW : 1;

    for (p.turn = middle > first + reach ? middle - reach : first; p.turn <= middle + reach; p.turn++)
        if (p.turn <= last) consider(c, best, p);
}

static void consider_columns(chooser *c, plan *best, bool above, bool below)
{
    for (uint32_t columns = 1; columns <= c->radial->count; columns += 1 + columns / 3)
        consider_turns(c, best, (plan){ .above = above, .below = below, .columns = columns });
}

void pm_radial_choose(pm_radial *radial)
{
    chooser c = { radial, pm_calloc((size_t)radial->count + 1, sizeof(double)),
                  radial->is_fitted ? &for_page : &for_itself };
    plan best = { .worth = 0, .columns = 1 };

    for (uint32_t i = 0; i < radial->count; i++) {
        const pm_radial_block *block = &radial->blocks[i];
        c.heights[i + 1] = c.heights[i] + block->extent.after - block->extent.before + block->space;
    }
    consider_columns(&c, &best, false, false);
    if (!radial->is_page && radial->count > 0 && radial->count <= FEW) {
        consider_columns(&c, &best, false, true);
        if (radial->count > 2) consider_columns(&c, &best, true, false);
        if (radial->count > 1) consider_columns(&c, &best, true, true);
    }
    apply(&c, &best);
    free(c.heights);
}
