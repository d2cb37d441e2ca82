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
static bool lay_out_plainly(pm_map *map, pm_layout *layout, pm_diagnostics *diagnostics)
{
    pm_plain_kind kinds[PM_LEVELS];
    pm_plain_region regions[2];
    for (int level = 0; level < PM_LEVELS; level++)
        kinds[level] = kind_of(&map->style->nodes[level], (pm_node_level)level);
    for (int i = 0; i < 2; i++)
        regions[i] = (pm_plain_region){ pm_plain_number(map->style->regions[i].padding),
                                        pm_plain_number(map->style->regions[i].space) };
    pm_plain_ask(map->graph);
    for (size_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        pm_plain_node own = { .width = content->width,
                              .height = content->height,
                              .column = map->columns ? map->columns[i] : 0,
                              .lanes = content->lanes };
        pm_plain_ask_node(content->graph_node, &kinds[content->level], &own);
        if (content->cluster)
            pm_plain_ask_cluster(content->cluster, content->graph_node,
                                 &regions[pm_map_region(map, content) - map->style->regions]);
    }
    return pm_layout_run(layout, map->graph, diagnostics);
}

bool pm_map_lay_out(pm_map *map, pm_layout *layout, pm_diagnostics *diagnostics)
{
    if (pm_layout_is_mindmap(layout) && !map->has_attributes)
        return lay_out_plainly(map, layout, diagnostics);
    if (!map->has_attributes) pm_map_set_attributes(map);
    return pm_layout_run(layout, map->graph, diagnostics);
}

static void take_cluster(pm_scene *scene, const pm_content *content)
{
    pm_box box;
    if (content->cluster && pm_layout_cluster_box(content->cluster, &box))
        scene->clusters[scene->cluster_count++] = (pm_scene_node){ content, box };
}

static void take_edge(pm_scene *scene, const pm_content *content)
{
    pm_point *points;
    if (!content->edge) return;
    size_t count = pm_layout_edge_points(content->edge, 0, scene->arena, &points);
    if (count >= 4) /* some engines draw none */
        scene->edges[scene->edge_count++] = (pm_scene_edge){ content->parent, content, { points, count } };
}

pm_scene *pm_scene_take_places(pm_map *map, bool is_mindmap)
{
    pm_arena *arena = pm_arena_create();
    pm_scene *scene = PM_NEW(arena, pm_scene);
    pm_box graph = pm_layout_graph_box(map->graph);
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
        const pm_content *content = &map->contents[i];
        scene->nodes[scene->node_count++] =
            (pm_scene_node){ content, pm_layout_node_box(content->graph_node) };
        take_cluster(scene, content);
        take_edge(scene, content);
    }
    return scene;
}
