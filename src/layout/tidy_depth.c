/*
 * The depth axis of the tidy tree: where every node starts, for each way of aligning.
 *
 * The strip between a parent's far edge and its children is at least the parent's gap wide. Where clusters
 * begin at the children, their padding comes on top of it: the strip ends at the clusters' near edges.
 * With aligned levels the strip is the one directly before the children's column, and the trunk runs in its
 * middle at the same coordinate for all parents of the level. Where leaves share a column, a node that has
 * nothing but leaves may reach over the next level's column: only the leaves have to begin behind it.
 */
#include "layout/tidy_tree.h"

#include <math.h>
#include <stdlib.h>

#include "support/memory.h"

/* What the nodes of one level in one band have in common. */
typedef struct column {
    double far;     /* farthest edge of the nodes */
    double widest;  /* largest size */
    double gap_far; /* widest (size + gap) of the parents */
    double reach;   /* the same of those whose children are all in the leaves' column */
    double gap;     /* smallest gap of the parents; infinite without one */
    double padding; /* largest near padding of the clusters that begin here */
    double start;   /* near edge of the nodes */
    bool used;
} column;

typedef struct depths {
    pm_tidy_node *nodes;
    uint32_t count;
    column *columns; /* two for each level, and two at the end for the leaves; NULL: not layered */
    uint32_t levels;
    bool marked; /* some node says that it is a leaf */
    pm_tidy_alignment alignment;
} depths;

static double near_padding(const pm_tidy_node *node)
{
    return node->seal ? node->seal->near : 0;
}

static bool is_leaf(const depths *d, const pm_tidy_node *node)
{
    return node->first_child == PM_TIDY_NONE && (node->leaf || !d->marked);
}

static bool in_leaf_column(const depths *d, const pm_tidy_node *node)
{
    return d->alignment == PM_TIDY_LEAF && node->parent != PM_TIDY_NONE && is_leaf(d, node);
}

static column *column_of(const depths *d, const pm_tidy_node *node)
{
    size_t level = in_leaf_column(d, node) ? d->levels : node->level;
    return &d->columns[2 * level + node->band];
}

static void find_levels(depths *d)
{
    d->levels = 0;
    d->marked = false;
    for (uint32_t i = 0; i < d->count; i++) {
        pm_tidy_node *n = &d->nodes[i];
        n->level = n->parent == PM_TIDY_NONE ? 0 : d->nodes[n->parent].level + 1;
        if (n->level >= d->levels) d->levels = n->level + 1;
        if (n->leaf) d->marked = true;
    }
}

/* Whether the node has children, and all of them stand in the leaves' column. */
static bool has_leaves_only(const depths *d, const pm_tidy_node *node)
{
    uint32_t c = node->first_child;

    if (node->parent == PM_TIDY_NONE) return false;
    while (c != PM_TIDY_NONE && in_leaf_column(d, &d->nodes[c]))
        c = d->nodes[c].next_sibling;
    return c == PM_TIDY_NONE && node->first_child != PM_TIDY_NONE;
}

static void measure_columns(depths *d)
{
    for (size_t i = 0; i < 2 * ((size_t)d->levels + 1); i++)
        d->columns[i] = (column){ .gap = HUGE_VAL };
    for (uint32_t i = 0; i < d->count; i++) {
        const pm_tidy_node *n = &d->nodes[i];
        column *c = column_of(d, n);

        c->used = true;
        bool reaches = has_leaves_only(d, n);
        if (!reaches) c->widest = fmax(c->widest, n->depth_size);
        c->padding = fmax(c->padding, near_padding(n));
        if (n->parent == PM_TIDY_NONE) c->far = fmax(c->far, n->depth + n->depth_size);
        if (n->first_child == PM_TIDY_NONE) continue;
        c->gap = fmin(c->gap, fmax(n->gap, 0));
        double *far = reaches ? &c->reach : &c->gap_far;
        *far = fmax(*far, n->depth_size + fmax(n->gap, 0));
    }
}

/* The end of a column's own strip: where the next column, or what clusters begin in it, may start. */
static double column_end(const column *c, bool roots)
{
    double start = roots ? c->far - c->widest : c->start;
    double gap = c->gap < HUGE_VAL ? c->gap : 0;

    return start + fmax(c->widest + gap, c->gap_far);
}

static void start_columns(depths *d, uint8_t band)
{
    double end = column_end(&d->columns[band], true), last = end;

    for (uint32_t level = 1; level < d->levels; level++) {
        column *c = &d->columns[2 * (size_t)level + band];
        c->start = end + c->padding;
        end = column_end(c, false);
        if (c->used) last = fmax(last, fmax(end, c->start + c->reach));
    }
    column *leaves = &d->columns[2 * (size_t)d->levels + band];
    leaves->start = last + leaves->padding;
}

/* How much of the strip before the children of `parent` their clusters take. */
static double children_padding(const depths *d, const pm_tidy_node *parent)
{
    double padding = 0;

    for (uint32_t c = parent->first_child; c != PM_TIDY_NONE; c = d->nodes[c].next_sibling)
        padding = fmax(padding, near_padding(&d->nodes[c]));
    return padding;
}

/* Not layered: every parent for itself. */
static void start_apart(const depths *d, pm_tidy_node *parent)
{
    double gap = fmax(parent->gap, 0);

    parent->strip = parent->depth + parent->depth_size + gap;
    parent->trunk = parent->strip - gap / 2;
    double start = parent->strip + children_padding(d, parent);
    for (uint32_t c = parent->first_child; c != PM_TIDY_NONE; c = d->nodes[c].next_sibling) {
        d->nodes[c].depth = start;
        d->nodes[c].level = parent->level + 1;
    }
}

static void start_in_columns(const depths *d, pm_tidy_node *parent)
{
    parent->strip = HUGE_VAL;
    for (uint32_t c = parent->first_child; c != PM_TIDY_NONE; c = d->nodes[c].next_sibling) {
        const column *own = column_of(d, &d->nodes[c]);
        d->nodes[c].depth = own->start;
        parent->strip = fmin(parent->strip, own->start - own->padding);
    }
    parent->trunk = parent->strip - column_of(d, parent)->gap / 2;
}

/* Parents come first, so one pass sets everything but what depends on a whole subtree. */
static void start_all(const depths *d)
{
    for (uint32_t i = 0; i < d->count; i++) {
        pm_tidy_node *n = &d->nodes[i];

        if (n->parent == PM_TIDY_NONE) n->level = 0;
        n->strip = n->trunk = n->far = n->depth + n->depth_size;
        if (n->first_child == PM_TIDY_NONE) continue;
        if (d->columns)
            start_in_columns(d, n);
        else
            start_apart(d, n);
    }
}

/* Children come after their parent in the array, so going backwards a subtree is complete at its root. */
static void find_far_edges(depths *d)
{
    for (uint32_t i = d->count; i-- > 0;) {
        pm_tidy_node *n = &d->nodes[i];

        if (n->seal) n->far = fmax(n->far + n->seal->far, n->depth - n->seal->near + n->seal->min_depth);
        if (n->parent != PM_TIDY_NONE) d->nodes[n->parent].far = fmax(d->nodes[n->parent].far, n->far);
    }
}

void pm_tidy_assign_depth(pm_tidy_node *nodes, uint32_t count, pm_tidy_alignment alignment)
{
    depths d = { .nodes = nodes, .count = count, .alignment = alignment };

    if (alignment != PM_TIDY_NON_LAYERED) {
        find_levels(&d);
        d.columns = pm_calloc(2 * ((size_t)d.levels + 1), sizeof(column));
        measure_columns(&d);
        start_columns(&d, 0);
        start_columns(&d, 1);
    }
    start_all(&d);
    find_far_edges(&d);
    free(d.columns);
}
