/*
 * JSON: the laid-out map as data, for tests and other tools. The shape is part of the contract
 * (docs/FORMAT.md): points, origin top left, y down; ids are stable; order is data order.
 */
#include <string.h>

#include "paint/paint.h"
#include "support/json.h"

static const char *const kinds[] = { "root", "group", "paper" };

/* Coordinates are those of the page: points times the scene's zoom. */
static void append_numbers(pm_strbuf *out, double zoom, const double *numbers, size_t count)
{
    pm_strbuf_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) pm_strbuf_string(out, ", ");
        pm_strbuf_number(out, numbers[i] * zoom, 3);
    }
    pm_strbuf_char(out, ']');
}

static void append_box(pm_strbuf *out, double zoom, pm_box box)
{
    pm_strbuf_string(out, "\"box\": ");
    append_numbers(out, zoom, (const double[]){ box.x, box.y, box.width, box.height }, 4);
}

/* The names from the first level down to `content`, which itself counts when it is a group. */
static void append_path(pm_strbuf *out, const pm_content *content, pm_arena *arena)
{
    size_t length = 0;
    for (const pm_content *at = content; at->parent; at = at->parent)
        length += at->level != PM_LEVEL_PAPER;
    const char **names = PM_NEW_ARRAY(arena, const char *, length);
    size_t i = length;
    for (const pm_content *at = content; at->parent; at = at->parent)
        if (at->level != PM_LEVEL_PAPER) names[--i] = pm_node_plain_name(at->node);
    pm_strbuf_string(out, "\"path\": [");
    for (i = 0; i < length; i++) {
        if (i) pm_strbuf_string(out, ", ");
        pm_json_string(out, names[i]);
    }
    pm_strbuf_char(out, ']');
}

static void append_member(pm_strbuf *out, const char *key, const char *value)
{
    pm_strbuf_printf(out, "\"%s\": ", key);
    pm_json_string(out, value);
    pm_strbuf_string(out, ", ");
}

static void append_run(pm_strbuf *out, double zoom, const pm_run *run, pm_box box)
{
    pm_strbuf_string(out, "{\"text\": ");
    pm_json_bytes(out, run->text, run->length);
    pm_strbuf_string(out, ", ");
    append_box(out, zoom, (pm_box){ box.x + run->x, box.y + run->top, run->width, run->height });
    pm_strbuf_string(out, ", \"size\": ");
    pm_strbuf_number(out, pm_font_face(run->font)->size * zoom, 3);
    pm_strbuf_char(out, '}');
}

/* Every line of text drawn for the node, the labels of its chips and buttons included. */
static void append_lines(pm_strbuf *out, double zoom, const pm_scene_node *node)
{
    const pm_content *content = node->content;
    pm_strbuf_string(out, ", \"lines\": [");
    for (size_t i = 0; i < content->run_count; i++) {
        if (i) pm_strbuf_string(out, ", ");
        append_run(out, zoom, &content->runs[i], node->box);
    }
    for (size_t i = 0; i < content->chip_count; i++) {
        pm_strbuf_string(out, ", ");
        append_run(out, zoom, &content->chips[i].label, node->box);
    }
    for (size_t i = 0; i < content->button_count; i++) {
        pm_strbuf_string(out, ", ");
        append_run(out, zoom, &content->buttons[i].label, node->box);
    }
    pm_strbuf_string(out, "], \"links\": [");
    for (size_t i = 0; i < content->button_count; i++) {
        const pm_button *button = &content->buttons[i];
        pm_strbuf_string(out, i ? ", {" : "{");
        append_member(out, "label", button->link->label);
        append_member(out, "url", button->link->url);
        append_box(
            out, zoom,
            (pm_box){ node->box.x + button->x, node->box.y + button->top, button->width, button->height });
        pm_strbuf_char(out, '}');
    }
    pm_strbuf_char(out, ']');
}

static void append_node(pm_strbuf *out, const pm_scene *scene, const pm_scene_node *node)
{
    const pm_content *content = node->content;
    pm_strbuf_char(out, '{');
    append_member(out, "id", content->id);
    append_member(out, "kind", kinds[content->node->kind]);
    append_path(out, content, scene->arena);
    pm_strbuf_string(out, ", ");
    append_member(out, "title", content->parent ? pm_node_plain_name(content->node) : scene->title);
    append_box(out, scene->zoom, node->box);
    append_lines(out, scene->zoom, node);
    pm_strbuf_char(out, '}');
}

static void append_edge(pm_strbuf *out, double zoom, const pm_scene_edge *edge)
{
    pm_strbuf_char(out, '{');
    append_member(out, "from", edge->from->id);
    append_member(out, "to", edge->to->id);
    pm_strbuf_string(out, "\"points\": [");
    for (size_t i = 0; i < edge->curve.count; i++) {
        if (i) pm_strbuf_string(out, ", ");
        append_numbers(out, zoom, (const double[]){ edge->curve.points[i].x, edge->curve.points[i].y }, 2);
    }
    pm_strbuf_string(out, "]}");
}

static void next_item(pm_strbuf *out, size_t i)
{
    pm_strbuf_string(out, i ? ",\n  " : "\n  ");
}

/* Another list behind the one before. */
static void append_edges(pm_strbuf *out, const char *key, const pm_scene *scene, const pm_scene_edge *edges,
                         size_t count)
{
    pm_strbuf_printf(out, "],\n\"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        next_item(out, i);
        append_edge(out, scene->zoom, &edges[i]);
    }
}

bool pm_paint_json(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                   pm_diagnostics *diagnostics)
{
    (void)options;
    (void)diagnostics;
    pm_strbuf_string(out, "{\"width\": ");
    pm_strbuf_number(out, scene->width * scene->zoom, 3);
    pm_strbuf_string(out, ", \"height\": ");
    pm_strbuf_number(out, scene->height * scene->zoom, 3);
    pm_strbuf_string(out, ", ");
    append_member(out, "title", scene->title);
    append_member(out, "direction", scene->direction);
    pm_strbuf_string(out, "\n\"nodes\": [");
    for (size_t i = 0; i < scene->node_count; i++) {
        next_item(out, i);
        append_node(out, scene, &scene->nodes[i]);
    }
    pm_strbuf_string(out, "],\n\"clusters\": [");
    for (size_t i = 0; i < scene->cluster_count; i++) {
        const pm_scene_node *cluster = &scene->clusters[i];
        next_item(out, i);
        pm_strbuf_char(out, '{');
        append_member(out, "id", cluster->content->cluster_id);
        append_path(out, cluster->content, scene->arena);
        pm_strbuf_string(out, ", ");
        append_box(out, scene->zoom, cluster->box);
        pm_strbuf_char(out, '}');
    }
    append_edges(out, "edges", scene, scene->edges, scene->edge_count);
    if (scene->cross_link_count)
        append_edges(out, "cross_links", scene, scene->cross_links, scene->cross_link_count);
    pm_strbuf_string(out, "]}\n");
    return true;
}
