/*
 * Two passes: sizes of blocks from the leaves up, children relative to their parent's block; then places from
 * the roots down. A root stands in the middle above its columns, every other node at the left of its block.
 */
#include "layout/columns.h"

#include <math.h>

static const uint32_t none = PM_COLUMNS_NONE;

/* Shares of a node's gap, which the tidy tree keeps whole between parent and child. */
#define INDENT 0.62
#define TRUNK 0.45 /* of the indent */
#define DROP 0.25
#define ROOT_DROP 0.7
#define COLUMN_GAP 0.6

enum { ALIGNED_COLUMNS = 8 }; /* beyond, nobody sees whether they are */

static bool is_root(const pm_columns_node *node)
{
    return node->parent == none;
}

double pm_columns_indent(const pm_columns_node *parent)
{
    return parent->gap * INDENT;
}

double pm_columns_drop(const pm_columns_node *parent)
{
    return parent->gap * (is_root(parent) ? ROOT_DROP : DROP);
}

double pm_columns_gap(const pm_columns_node *parent)
{
    return is_root(parent) ? 0 : parent->gap * COLUMN_GAP;
}

/* True when every child of the root has a column to itself: then connectors come straight from above. */
static bool has_single_columns(const pm_columns_node *nodes, const pm_columns_node *parent)
{
    uint32_t next;
    for (uint32_t c = parent->first_child; c != none; c = next) {
        next = nodes[c].next_sibling;
        if (next != none && nodes[next].column == nodes[c].column) return false;
    }
    return true;
}

/* The column being filled. */
typedef struct column {
    double left, indent; /* of its gutter */
    double right, bottom;
    uint32_t first, count;
} column;

/* Widens the blocks of a column to one width. */
static void align_widths(pm_columns_node *nodes, const column *col)
{
    uint32_t c = col->first;
    for (uint32_t i = 0; i < col->count; i++, c = nodes[c].next_sibling)
        nodes[c].block_width = col->right - nodes[c].left;
}

/* Spreads what a column lacks to `bottom` evenly over its blocks, which grow at their lower ends. */
static void align_bottom(pm_columns_node *nodes, const column *col, double bottom)
{
    double extra = (bottom - col->bottom) / col->count;
    uint32_t c = col->first;
    for (uint32_t i = 0; i < col->count; i++, c = nodes[c].next_sibling) {
        nodes[c].top += i * extra;
        nodes[c].block_height += extra;
    }
}

static column start_column(const pm_columns_node *parent, const column *before, uint32_t first, bool drops,
                           double space)
{
    column next = { .first = first, .indent = drops ? 0 : pm_columns_indent(parent) };
    double box_end = parent->padding.left + parent->width;
    if (!before) {
        next.left = parent->padding.left;
    } else {
        next.left = before->right + parent->lanes + (drops ? space : pm_columns_gap(parent));
        /* The rail to this column leaves the box's right side: it needs a way before it turns down. */
        if (!is_root(parent)) next.left = fmax(next.left, box_end + pm_columns_gap(parent) / 2);
    }
    next.right = next.left;
    return next;
}

static void hang(pm_columns_node *nodes, const pm_columns_node *parent, column *col, uint32_t c, bool drops)
{
    pm_columns_node *child = &nodes[c];
    double top = parent->padding.top + parent->height + pm_columns_drop(parent);
    if (col->count) top = col->bottom + child->space / 2;
    child->left = col->left + col->indent;
    child->top = top;
    child->drops = drops;
    child->trunk =
        drops ? child->left + child->padding.left + child->width / 2 : col->left + col->indent * TRUNK;
    col->right = fmax(col->right, child->left + child->block_width);
    col->bottom = top + child->block_height;
    col->count++;
}

/* The first level's blocks get the column's width and all columns one bottom; a second walk, as the lowest
 * bottom is known only now. */
static void flush_columns(pm_columns_node *nodes, const pm_columns_node *parent, double bottom)
{
    column col = { 0 };
    for (uint32_t c = parent->first_child; c != none; c = nodes[c].next_sibling) {
        pm_columns_node *child = &nodes[c];
        if (!col.count) col.first = c;
        col.count++;
        col.right = fmax(col.right, child->left + child->block_width);
        col.bottom = child->top + child->block_height;
        if (child->next_sibling != none && nodes[child->next_sibling].column == child->column) continue;
        align_widths(nodes, &col);
        align_bottom(nodes, &col, bottom);
        col = (column){ 0 };
    }
}

/* Where the block's column of this number begins, from the block's corner; 0 where it has no such column. */
static double column_start(const pm_columns_node *nodes, uint32_t node, uint32_t number)
{
    for (uint32_t c = nodes[node].first_child; c != none; c = nodes[c].next_sibling)
        if (nodes[c].column == number) return nodes[c].left;
    return 0;
}

/* Moves the block's columns from this one on to the right. */
static void shift_columns(pm_columns_node *nodes, uint32_t node, uint32_t number, double by)
{
    for (uint32_t c = nodes[node].first_child; c != none; c = nodes[c].next_sibling) {
        if (nodes[c].column < number) continue;
        nodes[c].left += by;
        nodes[c].trunk += by;
    }
    nodes[node].block_width += by;
}

/* Blocks below each other begin their columns at the same places, as far as the widest of them leaves room:
 * columns that miss each other by a hair look like an accident. */
static void align_columns(pm_columns_node *nodes, const column *col)
{
    double widest = 0, start = INFINITY;
    for (uint32_t number = 1; number < ALIGNED_COLUMNS && start > 0; number++) {
        uint32_t c = col->first;
        start = 0;
        for (uint32_t i = 0; i < col->count; i++, c = nodes[c].next_sibling) {
            start = fmax(start, column_start(nodes, c, number));
            widest = fmax(widest, nodes[c].block_width);
        }
        c = col->first;
        for (uint32_t i = 0; i < col->count; i++, c = nodes[c].next_sibling) {
            double own = column_start(nodes, c, number), by = start - own;
            if (own > 0 && by > 0 && nodes[c].block_width + by <= widest) shift_columns(nodes, c, number, by);
        }
    }
}

/* The same for each of a node's columns. */
static void align_children(pm_columns_node *nodes, const pm_columns_node *parent)
{
    column col = { 0 };
    for (uint32_t c = parent->first_child; c != none; c = nodes[c].next_sibling) {
        if (!col.count++) col.first = c;
        if (nodes[c].next_sibling != none && nodes[nodes[c].next_sibling].column == nodes[c].column) continue;
        if (col.count > 1) align_columns(nodes, &col);
        col = (column){ 0 };
    }
}

/* The block of a node whose children's blocks are known; children are placed relative to its corner. */
static void measure(pm_columns_node *nodes, pm_columns_node *node, bool flush)
{
    double right = node->padding.left + node->width, bottom = node->padding.top + node->height, space = 0;
    bool drops = is_root(node) && has_single_columns(nodes, node);
    column col = { 0 };
    align_children(nodes, node);
    for (uint32_t c = node->first_child; c != none; c = nodes[c].next_sibling) {
        pm_columns_node *child = &nodes[c];
        if (!col.count || nodes[col.first].column != child->column)
            col = start_column(node, col.count ? &col : NULL, c, drops, (space + child->space) / 2);
        else
            col.bottom += space / 2;
        hang(nodes, node, &col, c, drops);
        space = child->space;
        right = fmax(right, col.right + node->lanes);
        bottom = fmax(bottom, col.bottom);
    }
    if (flush && is_root(node)) flush_columns(nodes, node, bottom);
    if (node->first_child != none && nodes[col.first].column != nodes[node->first_child].column)
        bottom += node->lanes;
    node->block_width = fmax(right + node->padding.right, node->min_width);
    node->block_height = bottom + node->padding.bottom;
}

void pm_columns_place(pm_columns_node *nodes, uint32_t count, bool flush)
{
    for (uint32_t i = count; i-- > 0;)
        measure(nodes, &nodes[i], flush);
    for (uint32_t i = 0; i < count; i++) {
        pm_columns_node *node = &nodes[i];
        if (is_root(node)) {
            node->left = node->top = 0;
            node->x = (node->block_width - node->width) / 2;
        } else {
            const pm_columns_node *parent = &nodes[node->parent];
            node->left += parent->left;
            node->top += parent->top;
            node->trunk += parent->left;
            node->x = node->left + node->padding.left;
        }
        node->y = node->top + node->padding.top;
    }
}
