/*
 * Finding the trees in a graph.
 *
 * Roots are: the node that the graph attribute `root` names; nodes with the attribute root=true; in a
 * directed graph the nodes without incoming edges (loops aside); and of whatever they do not reach, the first
 * node in the graph's order. From one root after the other a breadth-first search takes all that is not yet
 * taken, so that a node hangs as near to its root as it can. Children are in the order in which their edges
 * were made. Edges have a direction in directed graphs only.
 */
#include "layout/map.h"

static const uint32_t none = PM_TIDY_NONE;

static uint32_t add_node(map *m, node_t *node, uint32_t parent, edge_t *edge)
{
    uint32_t index = m->count++;
    pm_tidy_node *t = &m->tidy[index];

    t->parent = parent;
    t->first_child = t->next_sibling = none;
    m->nodes[index] = node;
    m->edges[index] = edge;
    m->innermost[index] = none;
    m->trees[index] = parent == none ? index : m->trees[parent];
    return index;
}

/* The node's edges in order of creation: cgraph keeps outgoing and incoming ones apart, each in order. */
typedef struct edge_walk {
    graph_t *graph;
    edge_t *out, *in;
} edge_walk;

static edge_walk walk_edges(graph_t *graph, node_t *node)
{
    return (edge_walk){ graph, agfstout(graph, node), agisdirected(graph) ? NULL : agfstin(graph, node) };
}

static edge_t *next_edge(edge_walk *walk)
{
    edge_t *edge = walk->out;

    if (!edge || (walk->in && AGSEQ(walk->in) < AGSEQ(edge))) {
        edge = walk->in;
        if (edge) walk->in = agnxtin(walk->graph, edge);
    } else {
        walk->out = agnxtout(walk->graph, edge);
    }
    return edge;
}

/* Hang all that `parent` leads to and that is free below it, at the end of the array. */
static void add_children(map *m, uint32_t parent)
{
    edge_walk walk = walk_edges(m->graph, m->nodes[parent]);
    uint32_t last = none;

    for (edge_t *e = next_edge(&walk); e; e = next_edge(&walk)) {
        node_t *other = e->node;
        if (ND_id(other) >= 0) continue;
        uint32_t child = add_node(m, other, parent, AGMKOUT(e));
        ND_id(other) = (int)child;
        if (last == none)
            m->tidy[parent].first_child = child;
        else
            m->tidy[last].next_sibling = child;
        last = child;
    }
}

static void grow_tree(map *m, node_t *root)
{
    if (ND_id(root) >= 0) return;
    uint32_t first = add_node(m, root, none, NULL);
    ND_id(root) = (int)first;
    /* The mirror stands right after the root, so that it too comes before the children that it gets later. */
    if (m->options.direction == MAP_BOTH) m->tidy[add_node(m, root, none, NULL)].band = 1;
    add_children(m, first);
    for (uint32_t i = first + 1; i < m->count; i++)
        if (m->tidy[i].parent != none) add_children(m, i);
}

static bool has_incoming(graph_t *graph, node_t *node)
{
    for (edge_t *e = agfstin(graph, node); e; e = agnxtin(graph, e))
        if (e->node != node) return true;
    return false;
}

static void grow_named_trees(map *m)
{
    char *name = agget(m->graph, "root");
    Agsym_t *attribute = agattr(m->graph, AGNODE, "root", NULL);
    node_t *named = name && *name ? agnode(m->graph, name, 0) : NULL;

    if (named) grow_tree(m, named);
    for (node_t *n = agfstnode(m->graph); attribute && n; n = agnxtnode(m->graph, n))
        if (map_truth(agxget(n, attribute))) grow_tree(m, n);
}

void map_count_subtrees(map *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        m->sizes[i] = 1;
    for (uint32_t i = m->count; i-- > 0;)
        if (m->tidy[i].parent != none) m->sizes[m->tidy[i].parent] += m->sizes[i];
}

/* A mirror for each root; a plain layout has one. */
void map_allocate(map *m, uint32_t nodes)
{
    m->capacity = nodes;
    if (m->options.direction == MAP_BOTH) m->capacity += m->plain ? 1 : nodes;
    m->tidy = PM_NEW_ARRAY(m->arena, pm_tidy_node, m->capacity);
    m->bodies = PM_NEW_ARRAY(m->arena, map_body, m->capacity);
    m->connectors = PM_NEW_ARRAY(m->arena, pm_connector_kind, m->capacity);
    m->offsets = PM_NEW_ARRAY(m->arena, double, m->capacity);
    m->trees = PM_NEW_ARRAY(m->arena, uint32_t, m->capacity);
    m->sizes = PM_NEW_ARRAY(m->arena, uint32_t, m->capacity);
    m->innermost = PM_NEW_ARRAY(m->arena, uint32_t, m->capacity);
    if (m->plain) return;
    m->nodes = PM_NEW_ARRAY(m->arena, node_t *, m->capacity);
    m->edges = PM_NEW_ARRAY(m->arena, edge_t *, m->capacity);
    m->before = PM_NEW_ARRAY(m->arena, double, m->capacity);
    m->after = PM_NEW_ARRAY(m->arena, double, m->capacity);
}

void map_find_trees(map *m)
{
    map_allocate(m, (uint32_t)agnnodes(m->graph));
    for (node_t *n = agfstnode(m->graph); n; n = agnxtnode(m->graph, n))
        ND_id(n) = -1;
    grow_named_trees(m);
    for (node_t *n = agfstnode(m->graph); agisdirected(m->graph) && n; n = agnxtnode(m->graph, n))
        if (!has_incoming(m->graph, n)) grow_tree(m, n);
    for (node_t *n = agfstnode(m->graph); n; n = agnxtnode(m->graph, n))
        grow_tree(m, n);
    map_count_subtrees(m);
}
