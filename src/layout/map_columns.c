/*
 * A map in columns: hands the trees to columns.c and takes the places back as the tidy tree would give
 * them, depth being y and cross x.
 */
#include "layout/map.h"

#include <math.h>

static const uint32_t none = PM_TIDY_NONE;

enum { MOST_COLUMNS = 100000 };

static double number(const map *m, uint32_t i, Agsym_t *attribute)
{
    return attribute ? map_number(agxget(m->nodes[i], attribute), 0) : 0;
}

static void read_node(map *m, uint32_t i, Agsym_t *column, Agsym_t *lanes)
{
    const pm_tidy_node *t = &m->tidy[i];
    pm_columns_node *n = &m->columns[i];

    *n = (pm_columns_node){ .parent = t->parent,
                            .first_child = t->first_child,
                            .next_sibling = t->next_sibling,
                            .column = (uint32_t)fmin(number(m, i, column), MOST_COLUMNS),
                            .width = t->cross_size,
                            .height = t->depth_size,
                            .space = t->space,
                            .gap = t->gap,
                            .lanes = number(m, i, lanes) };
    if (m->plain) map_plain_read_column(m, i);
    if (!t->seal) return;
    n->padding = (pm_columns_padding){ t->seal->before, t->seal->after, t->seal->near, t->seal->far };
    n->min_width = t->seal->min_cross;
}

/* Columns run on: a child never stands in an earlier one than the sibling before it, and none is left out. */
static void count_columns(map *m, uint32_t parent)
{
    uint32_t column = 0, wish = 0;

    for (uint32_t c = m->tidy[parent].first_child; c != none; c = m->tidy[c].next_sibling) {
        if (c == m->tidy[parent].first_child)
            wish = m->columns[c].column;
        else if (m->columns[c].column > wish) {
            wish = m->columns[c].column;
            column++;
        }
        m->columns[c].column = column;
    }
}

static void write_node(map *m, uint32_t i)
{
    const pm_columns_node *n = &m->columns[i], *root = &m->columns[m->trees[i]];
    pm_tidy_node *t = &m->tidy[i];
    double middle = root->x + root->width / 2;

    t->depth = n->y - root->y;
    t->far = n->top + n->block_height - root->y;
    t->strip = t->depth; /* for labels of edges */
    t->cross = n->x + n->width / 2 - middle;
    t->before = n->left - middle;
    t->after = n->left + n->block_width - middle;
}

void map_place_columns(map *m)
{
    Agsym_t *column = m->plain ? NULL : agattr(m->graph, AGNODE, "pm_column", NULL);
    Agsym_t *lanes = m->plain ? NULL : agattr(m->graph, AGNODE, "pm_lanes", NULL);

    m->columns = PM_NEW_ARRAY(m->arena, pm_columns_node, m->count);
    for (uint32_t i = 0; i < m->count; i++)
        read_node(m, i, column, lanes);
    for (uint32_t i = 0; i < m->count; i++)
        count_columns(m, i);
    pm_columns_place(m->columns, m->count, m->options.align_regions);
    for (uint32_t i = 0; i < m->count; i++)
        write_node(m, i);
}

void map_route_in_columns(const map *m, uint32_t child, pm_path *route)
{
    const pm_columns_node *n = &m->columns[child], *root = &m->columns[m->trees[child]];
    double across = m->offsets[child] - root->x - root->width / 2;

    pm_columns_route(&m->columns[n->parent], n, m->options.radius, route);
    for (size_t i = 0; i < route->count; i++) {
        route->points[i].depth -= root->y;
        route->points[i].cross += across;
    }
}
