/*
 * Properties of the tidy tree over random trees: nothing overlaps, distances are kept, order is data order,
 * parents are centred, clusters are disjoint rectangles, work is linear, and the result is as tight as a
 * slow reference that looks at every pair of boxes. A failure prints the seed of its tree.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/tidy_tree.h"

#define EPSILON 1e-6

static uint64_t random_state;

/* xorshift64*: the same trees on every machine. */
static uint32_t random_below(uint32_t limit)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * 2685821657736338717u) >> 33) % limit;
}

static double random_size(uint32_t limit)
{
    return random_below(8) == 0 ? 0 : 1 + random_below(limit) + random_below(100) / 100.0;
}

typedef struct sample {
    pm_tidy_node *nodes;
    pm_tidy_seal *seals;
    uint32_t *last_child;
    uint32_t count;
} sample;

static void add_child(sample *s, uint32_t parent, uint32_t child)
{
    pm_tidy_node *n = &s->nodes[child];

    n->parent = parent;
    n->first_child = n->next_sibling = PM_TIDY_NONE;
    s->last_child[child] = PM_TIDY_NONE;
    if (parent == PM_TIDY_NONE) return;
    uint32_t last = s->last_child[parent];
    if (last == PM_TIDY_NONE)
        s->nodes[parent].first_child = child;
    else
        s->nodes[last].next_sibling = child;
    s->last_child[parent] = child;
    n->band = s->nodes[parent].band;
}

/* Shapes from bushy (any earlier node is the parent) to slender (one of the last few). */
static uint32_t random_parent(uint32_t child, uint32_t shape)
{
    if (shape == 0) return random_below(child);
    uint32_t reach = shape < child ? shape : child;
    return child - 1 - random_below(reach);
}

static void random_seal(sample *s, uint32_t node)
{
    pm_tidy_seal *seal = &s->seals[node];

    *seal = (pm_tidy_seal){ random_below(9), random_below(9), random_below(9), random_below(9), 0, 0 };
    if (random_below(3) == 0) seal->min_cross = random_below(120);
    if (random_below(3) == 0) seal->min_depth = random_below(200);
    s->nodes[node].seal = seal;
}

static void create_sample(sample *s, uint64_t seed, uint32_t limit)
{
    random_state = seed * 0x9e3779b97f4a7c15u + 1;
    s->count = 1 + random_below(limit);
    s->nodes = calloc(s->count, sizeof *s->nodes);
    s->seals = calloc(s->count, sizeof *s->seals);
    s->last_child = calloc(s->count, sizeof *s->last_child);
    uint32_t shapes[] = { 0, 1, 2, 4, 10, 30 };
    uint32_t shape = shapes[random_below(6)], sealed = random_below(4), marked = random_below(2);

    for (uint32_t i = 0; i < s->count; i++) {
        bool root = i == 0 || random_below(60) == 0;
        pm_tidy_node *n = &s->nodes[i];
        n->band = (uint8_t)random_below(2);
        add_child(s, root ? PM_TIDY_NONE : random_parent(i, shape), i);
        n->depth_size = random_size(80);
        n->cross_size = random_size(40);
        n->space = random_below(20);
        n->gap = random_below(30);
        n->leaf = marked && random_below(2);
        if (sealed && random_below(6) < sealed) random_seal(s, i);
    }
}

static void destroy_sample(sample *s)
{
    free(s->nodes);
    free(s->seals);
    free(s->last_child);
}

static uint32_t root_of(const sample *s, uint32_t node)
{
    while (s->nodes[node].parent != PM_TIDY_NONE)
        node = s->nodes[node].parent;
    return node;
}

static double contour_near(const sample *s, uint32_t node)
{
    uint32_t parent = s->nodes[node].parent;
    return parent == PM_TIDY_NONE ? s->nodes[node].depth
                                  : s->nodes[parent].depth + s->nodes[parent].depth_size;
}

/* The children of the nearest common ancestor under which `a` and `b` stand; false: one is above the other.
 */
static bool split_branches(const sample *s, uint32_t a, uint32_t b, uint32_t *of_a, uint32_t *of_b)
{
    *of_a = *of_b = PM_TIDY_NONE;
    while (a != b) {
        if (s->nodes[a].level > s->nodes[b].level) {
            *of_a = a;
            a = s->nodes[a].parent;
        } else if (s->nodes[b].level > s->nodes[a].level) {
            *of_b = b;
            b = s->nodes[b].parent;
        } else {
            *of_a = a;
            *of_b = b;
            a = s->nodes[a].parent;
            b = s->nodes[b].parent;
        }
    }
    return *of_a != PM_TIDY_NONE && *of_b != PM_TIDY_NONE;
}

static bool comes_before(const sample *s, uint32_t a, uint32_t b)
{
    for (uint32_t c = s->nodes[a].next_sibling; c != PM_TIDY_NONE; c = s->nodes[c].next_sibling)
        if (c == b) return true;
    return false;
}

static double wanted_space(const sample *s, uint32_t a, uint32_t b, uint32_t x, uint32_t y)
{
    const pm_tidy_node *n = s->nodes;
    return fmax(n[a].space + n[b].space, n[x].space + n[y].space) / 2;
}

/* Inside a sealed branch the rectangle's space counts, not the nodes'. */
static bool is_sealed_below(const sample *s, uint32_t node, uint32_t branch)
{
    while (node != branch && !s->nodes[node].seal)
        node = s->nodes[node].parent;
    return s->nodes[node].seal;
}

/* Boxes that face each other on the depth axis, each with the strip before it, keep order and distance. */
static void check_pair(const sample *s, uint32_t x, uint32_t y)
{
    const pm_tidy_node *n = s->nodes;
    uint32_t a, b;

    if (root_of(s, x) != root_of(s, y) || !split_branches(s, x, y, &a, &b)) return;
    if (comes_before(s, b, a)) {
        uint32_t swap = x;
        x = y, y = swap;
        swap = a, a = b, b = swap;
    }
    assert_true(n[a].cross <= n[b].cross + EPSILON);
    double x_far = n[x].depth + n[x].depth_size, y_far = n[y].depth + n[y].depth_size;
    if (x_far <= contour_near(s, y) || y_far <= contour_near(s, x)) return;
    double apart = n[y].cross - n[y].cross_size / 2 - n[x].cross - n[x].cross_size / 2;
    double wanted = is_sealed_below(s, x, a) || is_sealed_below(s, y, b) ? (n[a].space + n[b].space) / 2
                                                                         : wanted_space(s, a, b, x, y);
    assert_true(apart >= wanted - EPSILON);
}

/* No box of another branch, and no other cluster that is not around or within, enters a cluster's rectangle.
 */
static void check_seals(const sample *s, uint32_t x, uint32_t y)
{
    const pm_tidy_node *n = s->nodes;
    uint32_t a, b;

    if (!n[x].seal || root_of(s, x) != root_of(s, y) || !split_branches(s, x, y, &a, &b)) return;
    double near = n[x].depth - n[x].seal->near, y_near = n[y].depth, y_far = n[y].depth + n[y].depth_size;
    double before = n[y].cross - n[y].cross_size / 2, after = n[y].cross + n[y].cross_size / 2;

    if (n[y].seal) {
        y_near -= n[y].seal->near;
        y_far = n[y].far;
        before = n[y].before;
        after = n[y].after;
    }
    bool apart = y_far <= near + EPSILON || n[x].far <= y_near + EPSILON || after <= n[x].before + EPSILON ||
                 n[x].after <= before + EPSILON;
    assert_true(apart);
}

static void check_depth(const sample *s, pm_tidy_alignment alignment)
{
    const pm_tidy_node *n = s->nodes;

    for (uint32_t i = 0; i < s->count; i++) {
        const pm_tidy_node *parent = n[i].parent == PM_TIDY_NONE ? NULL : &n[n[i].parent];
        if (!parent) continue;
        double parent_far = parent->depth + parent->depth_size;
        double edge = n[i].depth - (n[i].seal ? n[i].seal->near : 0);
        assert_true(edge >= parent_far + parent->gap - EPSILON);
        assert_true(parent->strip <= edge + EPSILON);
        assert_true(parent->strip >= parent_far + parent->gap - EPSILON);
        assert_true(parent->trunk >= parent_far - EPSILON && parent->trunk <= parent->strip + EPSILON);
        assert_true(parent->far >= n[i].far);
        for (uint32_t j = 0; alignment == PM_TIDY_RANK && j < i; j++)
            if (n[j].level == n[i].level && n[j].band == n[i].band) assert_true(n[j].depth == n[i].depth);
    }
}

static void check_leaves(const sample *s)
{
    const pm_tidy_node *n = s->nodes;
    double column[2] = { -1, -1 };
    bool marked = false;

    for (uint32_t i = 0; i < s->count; i++)
        marked = marked || n[i].leaf;
    for (uint32_t i = 0; i < s->count; i++) {
        if (n[i].first_child != PM_TIDY_NONE || n[i].parent == PM_TIDY_NONE || (marked && !n[i].leaf))
            continue;
        if (column[n[i].band] < 0) column[n[i].band] = n[i].depth;
        assert_true(column[n[i].band] == n[i].depth);
    }
}

static void check_centred(const sample *s)
{
    const pm_tidy_node *n = s->nodes;

    for (uint32_t i = 0; i < s->count; i++) {
        if (n[i].parent == PM_TIDY_NONE) assert_true(n[i].cross == 0);
        if (n[i].first_child == PM_TIDY_NONE) continue;
        double middle = (n[n[i].first_child].cross + n[s->last_child[i]].cross) / 2;
        assert_true(fabs(n[i].cross - middle) < EPSILON);
    }
}

static void check_extents(const sample *s)
{
    const pm_tidy_node *n = s->nodes;

    for (uint32_t i = 0; i < s->count; i++) {
        assert_true(n[i].before <= n[i].cross - n[i].cross_size / 2 + EPSILON);
        assert_true(n[i].after >= n[i].cross + n[i].cross_size / 2 - EPSILON);
        if (n[i].parent == PM_TIDY_NONE) continue;
        const pm_tidy_node *p = &n[n[i].parent];
        double before = p->seal ? p->seal->before : 0, after = p->seal ? p->seal->after : 0;
        assert_true(p->before + before <= n[i].before + EPSILON);
        assert_true(p->after - after >= n[i].after - EPSILON);
    }
}

static void check_sample(const sample *s, pm_tidy_alignment alignment, size_t steps)
{
    assert_true(steps <= 4 * (size_t)s->count);
    check_depth(s, alignment);
    if (alignment == PM_TIDY_LEAF) check_leaves(s);
    check_centred(s);
    check_extents(s);
    for (uint32_t x = 0; x < s->count; x++)
        for (uint32_t y = 0; y < s->count; y++) {
            if (x < y) check_pair(s, x, y);
            if (x != y) check_seals(s, x, y);
        }
}

static uint64_t running_seed;

static void each_sample(uint64_t seeds, uint32_t limit,
                        void (*check)(const sample *, pm_tidy_alignment, size_t))
{
    for (uint64_t seed = 1; seed <= seeds; seed++) {
        sample s;
        running_seed = seed;
        create_sample(&s, seed, limit);
        for (pm_tidy_alignment a = PM_TIDY_NON_LAYERED; a <= PM_TIDY_LEAF; a++) {
            pm_tidy_assign_depth(s.nodes, s.count, a);
            size_t steps = pm_tidy_place(s.nodes, s.count);
            check(&s, a, steps);
        }
        destroy_sample(&s);
    }
}

static int print_seed(void **state)
{
    (void)state;
    print_message("last seed %llu\n", (unsigned long long)running_seed);
    return 0;
}

static void test_small_trees(void **state)
{
    (void)state;
    each_sample(20000, 14, check_sample);
}

static void test_large_trees(void **state)
{
    (void)state;
    each_sample(150, 300, check_sample);
}

/* --- The slow reference: every box of the new branch against every box of the branches before it. --- */

typedef struct reference {
    const sample *s;
    double *place; /* of each node relative to its parent's first child's frame, then absolute */
} reference;

static bool is_under(const sample *s, uint32_t node, uint32_t branch)
{
    while (node != PM_TIDY_NONE && node != branch)
        node = s->nodes[node].parent;
    return node == branch;
}

/* What stands for `node` when its branch faces others: itself, or the outermost sealed node around it. */
static uint32_t outline_of(const sample *s, uint32_t node, uint32_t branch)
{
    uint32_t outline = node;

    for (uint32_t i = node;; i = s->nodes[i].parent) {
        if (s->nodes[i].seal) outline = i;
        if (i == branch) return outline;
    }
}

static void outline_box(const sample *s, const double *place, uint32_t outline, double *before, double *after,
                        double *far)
{
    const pm_tidy_node *n = &s->nodes[outline];

    *before = place[outline] + (n->seal ? n->before - n->cross : -n->cross_size / 2);
    *after = place[outline] + (n->seal ? n->after - n->cross : n->cross_size / 2);
    *far = n->seal ? n->far : n->depth + n->depth_size;
}

/* How far branch `b` must move so that it keeps its distance from branch `a`. */
static double push(const sample *s, const double *place, uint32_t a, uint32_t b)
{
    double most = -INFINITY;

    for (uint32_t x = a; x < s->count; x++) {
        if (!is_under(s, x, a) || outline_of(s, x, a) != x) continue;
        for (uint32_t y = b; y < s->count; y++) {
            if (!is_under(s, y, b) || outline_of(s, y, b) != y) continue;
            double xb, xa, xf, yb, ya, yf;
            outline_box(s, place, x, &xb, &xa, &xf);
            outline_box(s, place, y, &yb, &ya, &yf);
            bool tops = x == a && y == b;
            if (!tops && (xf <= contour_near(s, y) || yf <= contour_near(s, x))) continue;
            most = fmax(most, xa + wanted_space(s, a, b, x, y) - yb);
        }
    }
    return most;
}

static void move_branch(const sample *s, double *place, uint32_t branch, double distance)
{
    for (uint32_t i = branch; i < s->count; i++)
        if (is_under(s, i, branch)) place[i] += distance;
}

/* The tightest place of each first and last child; children between are left to the spreading. */
static void check_tight(const sample *s, pm_tidy_alignment alignment, size_t steps)
{
    const pm_tidy_node *n = s->nodes;
    double *place = calloc(s->count, sizeof *place);

    (void)alignment;
    (void)steps;
    for (uint32_t i = 0; i < s->count; i++)
        place[i] = n[i].cross;
    for (uint32_t p = 0; p < s->count; p++) {
        uint32_t first = n[p].first_child, last = s->last_child[p];
        if (first == last) continue;
        /* Slide the branches together again, one after the other, and see whether the last one lands there.
         */
        for (uint32_t c = n[first].next_sibling; c != PM_TIDY_NONE; c = n[c].next_sibling) {
            double most = -INFINITY;
            for (uint32_t b = first; b != c; b = n[b].next_sibling)
                most = fmax(most, push(s, place, b, c));
            move_branch(s, place, c, most);
        }
        assert_true(fabs(place[last] - n[last].cross) < EPSILON);
        for (uint32_t i = 0; i < s->count; i++)
            place[i] = n[i].cross;
    }
    free(place);
}

static void test_as_tight_as_the_reference(void **state)
{
    (void)state;
    each_sample(6000, 16, check_tight);
    each_sample(60, 60, check_tight);
}

/* --- Trees that would break recursion or quadratic work. --- */

static void check_huge(bool star, pm_tidy_alignment alignment)
{
    uint32_t count = 1000000;
    pm_tidy_node *nodes = calloc(count, sizeof *nodes);

    for (uint32_t i = 0; i < count; i++) {
        bool has_next = star && i > 0 && i + 1 < count, has_child = star ? i == 0 : i + 1 < count;
        nodes[i] = (pm_tidy_node){ .depth_size = 10, .cross_size = 10, .space = 2, .gap = 10 };
        nodes[i].parent = i == 0 ? PM_TIDY_NONE : star ? 0 : i - 1;
        nodes[i].first_child = has_child ? i + 1 : PM_TIDY_NONE;
        nodes[i].next_sibling = has_next ? i + 1 : PM_TIDY_NONE;
    }
    pm_tidy_assign_depth(nodes, count, alignment);
    assert_true(pm_tidy_place(nodes, count) <= 4 * (size_t)count);
    assert_true(nodes[0].after - nodes[0].before == (star ? 12.0 * (count - 1) - 2 : 10));
    free(nodes);
}

static void test_deep_chain(void **state)
{
    (void)state;
    for (pm_tidy_alignment a = PM_TIDY_NON_LAYERED; a <= PM_TIDY_LEAF; a++)
        check_huge(false, a);
}

static void test_wide_star(void **state)
{
    (void)state;
    for (pm_tidy_alignment a = PM_TIDY_NON_LAYERED; a <= PM_TIDY_LEAF; a++)
        check_huge(true, a);
}

/* A comb (every node has a leaf and a chain) makes threads long; its work must stay linear. */
static void test_linear_on_combs(void **state)
{
    (void)state;
    for (uint32_t order = 0; order < 2; order++) {
        uint32_t count = 200001;
        sample s = { calloc(count, sizeof *s.nodes), NULL, calloc(count, sizeof *s.last_child), count };
        add_child(&s, PM_TIDY_NONE, 0);
        for (uint32_t i = 1; i + 1 < count; i += 2) {
            uint32_t spine = i == 1 ? 0 : i - 2 + order;
            add_child(&s, spine, i);
            add_child(&s, spine, i + 1);
        }
        for (uint32_t i = 0; i < count; i++)
            s.nodes[i].depth_size = s.nodes[i].cross_size = 1 + i % 7;
        pm_tidy_assign_depth(s.nodes, count, PM_TIDY_NON_LAYERED);
        assert_true(pm_tidy_place(s.nodes, count) <= 4 * (size_t)count);
        destroy_sample(&s);
    }
}

static void test_nothing_and_one(void **state)
{
    (void)state;
    pm_tidy_node one = { .parent = PM_TIDY_NONE,
                         .first_child = PM_TIDY_NONE,
                         .next_sibling = PM_TIDY_NONE,
                         .depth_size = 4,
                         .cross_size = 6,
                         .depth = -2 };

    pm_tidy_assign_depth(NULL, 0, PM_TIDY_RANK);
    assert_int_equal(pm_tidy_place(NULL, 0), 0);
    pm_tidy_assign_depth(&one, 1, PM_TIDY_LEAF);
    pm_tidy_place(&one, 1);
    assert_true(one.depth == -2 && one.far == 2 && one.cross == 0 && one.before == -3 && one.after == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_and_one),
        cmocka_unit_test_teardown(test_small_trees, print_seed),
        cmocka_unit_test_teardown(test_large_trees, print_seed),
        cmocka_unit_test_teardown(test_as_tight_as_the_reference, print_seed),
        cmocka_unit_test(test_deep_chain),
        cmocka_unit_test(test_wide_star),
        cmocka_unit_test(test_linear_on_combs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
