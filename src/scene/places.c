#include "scene/places.h"

#include <string.h>

#include "layout/plain.h"
#include "scene/page.h"
#include "scene/scene.h"

static pm_plain_kind kind_of(const pm_node_style *look, pm_node_level level)
{
    pm_plain_kind kind = { .space = pm_plain_number(look->space),
                           .gap = pm_plain_number(look->gap),
                           .connector = PM_CONNECTOR_BRACKET,
                           .leaf = level == PM_LEVEL_PAPER };
    pm_connector_parse(look->connector, &kind.connector);
    return kind;
}

/* The short way. */
static bool lay_out_plainly(const pm_map *map, Agraph_t *graph, pm_layout *layout,
                            pm_diagnostics *diagnostics)
{
    pm_plain_kind kinds[PM_LEVELS];
    pm_plain_region regions[2];
    for (int level = 0; level < PM_LEVELS; level++)
        kinds[level] = kind_of(&map->style->nodes[level], (pm_node_level)level);
    for (int i = 0; i < 2; i++)
        regions[i] = (pm_plain_region){ pm_plain_number(map->style->regions[i].padding),
                                        pm_plain_number(map->style->regions[i].space) };
    pm_plain_node *nodes = pm_plain_ask(graph, (uint32_t)map->count);
    for (size_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        size_t region = (size_t)(pm_map_region(map, content) - map->style->regions);
        nodes[i] = (pm_plain_node){ .kind = &kinds[content->level],
                                    .region = content->cluster ? &regions[region] : NULL,
                                    .width = content->width,
                                    .height = content->height,
                                    .lanes = pm_plain_number(content->lanes),
                                    .column = map->columns ? map->columns[i] : 0,
                                    .parent = content->parent ? (uint32_t)(content->parent - map->contents)
                                                              : PM_PLAIN_NONE };
    }
    return pm_layout_run(layout, graph, diagnostics);
}

bool pm_map_lay_out(pm_map *map, pm_layout *layout, pm_diagnostics *diagnostics)
{
    bool is_plain = pm_layout_is_mindmap(layout) && !map->is_complete;
    Agraph_t *graph = pm_map_graph_to_lay_out(map, is_plain);
    if (is_plain) return lay_out_plainly(map, graph, layout, diagnostics);
    pm_layout_engine_defaults(graph, pm_layout_engine(layout));
    return pm_layout_run(layout, graph, diagnostics);
}

static void add_node(pm_scene *scene, const pm_content *content, pm_box box)
{
    scene->nodes[scene->node_count++] = (pm_scene_node){ content, box };
}

static void add_cluster(pm_scene *scene, const pm_content *content, pm_box box)
{
    scene->clusters[scene->cluster_count++] = (pm_scene_node){ content, box };
}

static void add_edge(pm_scene *scene, const pm_content *content, const pm_point *points, size_t count)
{
    if (count >= 4) /* some engines draw none */
        scene->edges[scene->edge_count++] = (pm_scene_edge){ content->parent, content, { points, count } };
}

static void take_plain(pm_scene *scene, const pm_content *content, const pm_plain_node *node)
{
    add_node(scene, content, node->box);
    if (node->region_box) add_cluster(scene, content, *node->region_box);
    add_edge(scene, content, node->points, node->point_count);
}

static void take_from_graph(pm_scene *scene, const pm_content *content)
{
    pm_box box;
    pm_point *points;
    add_node(scene, content, pm_layout_node_box(content->graph_node));
    if (content->cluster && pm_layout_cluster_box(content->cluster, &box)) add_cluster(scene, content, box);
    if (!content->edge) return;
    size_t count = pm_layout_edge_points(content->edge, 0, scene->arena, &points);
    add_edge(scene, content, points, count);
}

pm_scene *pm_scene_take_places(pm_map *map, bool is_mindmap)
{
    pm_arena *arena = NULL;
    const pm_plain_node *plain = pm_plain_take(map->laid_out, &arena);
    if (!plain) arena = pm_arena_create();
    pm_scene *scene = PM_NEW(arena, pm_scene);
    pm_box graph = pm_layout_graph_box(map->laid_out);
    *scene = (pm_scene){ .arena = arena,
                         .width = graph.width,
                         .height = graph.height,
                         .title = map->title,
                         .name = map->page_name ? map->page_name : map->title,
                         .description = pm_map_summary(map, arena),
                         .direction = map->direction,
                         .is_mindmap = is_mindmap,
                         .is_tidy = is_mindmap && strcmp(map->direction, "columns") != 0 &&
                                    strcmp(map->direction, "radial") != 0,
                         .background = pm_style_colour(map->style, map->style->background, NULL) };
    scene->nodes = PM_NEW_ARRAY(arena, pm_scene_node, map->count);
    scene->clusters = PM_NEW_ARRAY(arena, pm_scene_node, map->count);
    scene->edges = PM_NEW_ARRAY(arena, pm_scene_edge, map->count);
    for (size_t i = 0; i < map->count; i++) {
        if (plain)
            take_plain(scene, &map->contents[i], &plain[i]);
        else
            take_from_graph(scene, &map->contents[i]);
    }
    return scene;
}
