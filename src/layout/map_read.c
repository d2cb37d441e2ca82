/*
 * Reading the engine's attributes. A value that makes no sense counts as not given: a layout engine has no
 * place to complain, and the program checks its own options before.
 */
#include "layout/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEFAULT_NODESEP 0.25 /* inches, Graphviz's defaults */
#define DEFAULT_RANKSEP 0.5
#define DEFAULT_RADIUS 6
#define DEFAULT_ASPECT 1.4 /* width for height of a radial map */
#define LEAST_ASPECT 0.01

/* Between a label on an edge and what is beside it. */
#define LABEL_GAP 4

double map_number(const char *text, double fallback)
{
    char *end;

    if (!text || !*text) return fallback;
    double value = strtod(text, &end);
    return end != text && isfinite(value) && value >= 0 && value < 1e9 ? value : fallback;
}

bool map_truth(const char *text)
{
    return text &&
           (strcasecmp(text, "true") == 0 || strcasecmp(text, "yes") == 0 || strtol(text, NULL, 10) > 0);
}

static const char *graph_attribute(const map *m, char *name)
{
    const char *value = agget(m->graph, name);
    return value ? value : "";
}

/* The index of `word` in `words`, or `fallback`. */
static int choose(const char *word, const char *const *words, int count, int fallback)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0) return i;
    return fallback;
}

static map_direction read_direction(const map *m)
{
    static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial" };
    static const char *const rankdirs[] = { "LR", "RL", "TB" };
    static const map_direction of_rankdir[] = { MAP_RIGHT, MAP_LEFT, MAP_DOWN };
    int from_rankdir = choose(graph_attribute(m, "rankdir"), rankdirs, 3, 0);

    return (map_direction)choose(graph_attribute(m, "pm_direction"), directions, 6,
                                 (int)of_rankdir[from_rankdir]);
}

void map_read_options(map *m)
{
    static const char *const alignments[] = { "none", "rank", "leaf" };
    map_options *o = &m->options;

    o->direction = read_direction(m);
    o->alignment =
        (pm_tidy_alignment)choose(graph_attribute(m, "pm_align"), alignments, 3, PM_TIDY_NON_LAYERED);
    o->connector = PM_CONNECTOR_BRACKET;
    pm_connector_parse(graph_attribute(m, "pm_connector"), &o->connector);
    o->space = map_number(graph_attribute(m, "nodesep"), DEFAULT_NODESEP) * POINTS_PER_INCH;
    o->gap = map_number(graph_attribute(m, "ranksep"), DEFAULT_RANKSEP) * POINTS_PER_INCH;
    o->radius = map_number(graph_attribute(m, "pm_radius"), DEFAULT_RADIUS);
    o->aspect = fmax(map_number(graph_attribute(m, "pm_aspect"), DEFAULT_ASPECT), LEAST_ASPECT);
    o->is_fitted = *graph_attribute(m, "pm_aspect") != '\0';
    o->align_regions = map_truth(graph_attribute(m, "pm_region_align"));
}

static const char *value_of(void *object, Agsym_t *attribute)
{
    return attribute ? agxget(object, attribute) : NULL;
}

/* A label sits on the child's arm, beside the line: the child needs the height, the strip the length. */
static void make_room_for_label(map *m, uint32_t index)
{
    const textlabel_t *label = m->edges[index] ? ED_label(m->edges[index]) : NULL;
    if (!label) return;

    bool vertical = map_is_vertical(m);
    double along = vertical ? label->dimen.y : label->dimen.x,
           across = vertical ? label->dimen.x : label->dimen.y;
    pm_tidy_node *node = &m->tidy[index], *parent = &m->tidy[node->parent];
    node->cross_size = fmax(node->cross_size, 2 * (across + LABEL_GAP));
    parent->gap = fmax(parent->gap, 2 * (along + 2 * LABEL_GAP));
}

/* The attributes of nodes by their symbols, NULL for what the graph does not declare. */
typedef struct node_attributes {
    Agsym_t *space, *gap, *leaf, *connector;
} node_attributes;

static void read_attributes(map *m, uint32_t i, const node_attributes *of)
{
    node_t *n = m->nodes[i];
    const char *kind = value_of(n, of->connector);

    m->tidy[i].space = map_number(value_of(n, of->space), m->options.space);
    m->tidy[i].gap = map_number(value_of(n, of->gap), m->options.gap);
    m->tidy[i].leaf = map_truth(value_of(n, of->leaf));
    m->connectors[i] = m->options.connector;
    if (kind) pm_connector_parse(kind, &m->connectors[i]);
}

void map_read_nodes(map *m)
{
    const node_attributes attributes = { .space = agattr(m->graph, AGNODE, "pm_space", NULL),
                                         .gap = agattr(m->graph, AGNODE, "pm_rank_gap", NULL),
                                         .leaf = agattr(m->graph, AGNODE, "pm_leaf", NULL),
                                         .connector = agattr(m->graph, AGNODE, "pm_connector", NULL) };

    for (uint32_t i = 0; i < m->count; i++) {
        node_t *n = m->nodes[i];
        double width = ND_width(n) * POINTS_PER_INCH, height = ND_height(n) * POINTS_PER_INCH;

        m->tidy[i].depth_size = map_is_vertical(m) ? height : width;
        m->tidy[i].cross_size = map_is_vertical(m) ? width : height;
        m->bodies[i].half = (pointf){ width / 2, height / 2 };
        read_attributes(m, i, &attributes);
    }
    for (uint32_t i = 0; i < m->count; i++)
        make_room_for_label(m, i);
}
