/*
 * The page's data: nodes in data order with what is said of them and where they stand, the connectors' parts,
 * and the findings. What is absent is left out. Addresses that must not become links are left out, too.
 */
#include <string.h>

#include "paint/html.h"
#include "support/json.h"
#include "support/text_map.h"
#include "support/url.h"
#include "taxonomy/difference_write.h"

static const char *const kinds[] = { "root", "group", "paper" };

/* --- members: each ends with a comma, which the last line of an object makes up for --- */

static void append_text(pm_strbuf *out, const char *key, const char *value)
{
    if (!value) return;
    pm_strbuf_printf(out, "\"%s\":", key);
    pm_json_string(out, value);
    pm_strbuf_char(out, ',');
}

static void append_count(pm_strbuf *out, const char *key, size_t value)
{
    pm_strbuf_printf(out, "\"%s\":%zu,", key, value);
}

static void append_box(pm_strbuf *out, const char *key, pm_box box)
{
    const double numbers[] = { box.x, box.y, box.width, box.height };
    pm_strbuf_printf(out, "\"%s\":[", key);
    for (size_t i = 0; i < 4; i++) {
        if (i) pm_strbuf_char(out, ',');
        pm_strbuf_number(out, numbers[i], 2);
    }
    pm_strbuf_string(out, "],");
}

static void append_colour(pm_strbuf *out, const char *key, pm_colour colour)
{
    if (colour.alpha)
        pm_strbuf_printf(out, "\"%s\":\"#%02x%02x%02x\",", key, colour.red, colour.green, colour.blue);
}

/* --- nodes --- */

static void append_links(pm_strbuf *out, const pm_node *node)
{
    const char *separator = "\"links\":[";
    for (const pm_link *link = node->links; link; link = link->next) {
        if (!pm_url_is_safe(link->url)) continue;
        pm_strbuf_string(out, separator);
        pm_strbuf_char(out, '[');
        pm_json_string(out, link->label);
        pm_strbuf_char(out, ',');
        pm_json_string(out, link->url);
        pm_strbuf_char(out, ']');
        separator = ",";
    }
    if (*separator == ',') pm_strbuf_string(out, "],");
}

static void append_points(pm_strbuf *out, const pm_curve *curve)
{
    pm_strbuf_string(out, "\"points\":[");
    for (size_t i = 0; i < curve->count; i++) {
        if (i) pm_strbuf_char(out, ',');
        pm_strbuf_number(out, curve->points[i].x, 2);
        pm_strbuf_char(out, ',');
        pm_strbuf_number(out, curve->points[i].y, 2);
    }
    pm_strbuf_string(out, "],");
}

static size_t index_of(const pm_scene *scene, const pm_content *content)
{
    return (size_t)(content - scene->nodes[0].content);
}

static void append_words(pm_strbuf *out, const pm_node *node)
{
    append_text(out, "abbr", node->abbr);
    append_text(out, "venue", node->venue);
    append_text(out, "year", node->year);
    append_text(out, "authors", node->authors);
    append_text(out, "note", node->note);
    append_links(out, node);
}

/* Edges and clusters stand in the scene in the order of the nodes: each is met when its node comes. */
typedef struct cursor {
    size_t edge, cluster;
} cursor;

static void append_node(pm_strbuf *out, const pm_scene *scene, size_t i, cursor *at)
{
    const pm_content *content = scene->nodes[i].content;
    const pm_node *node = content->node;
    pm_strbuf_char(out, '{');
    append_text(out, "id", content->id);
    append_text(out, "kind", kinds[node->kind]);
    if (content->parent) append_count(out, "parent", index_of(scene, content->parent));
    append_text(out, "name", content->parent ? pm_node_display_name(node) : scene->title);
    append_words(out, node);
    if (node->kind != PM_NODE_PAPER) append_count(out, "count", node->paper_count);
    if (content->level == PM_LEVEL_CATEGORY && content->hue)
        append_colour(out, "hue", content->hue->roles[PM_COLOUR_SOLID]);
    if (at->edge < scene->edge_count && scene->edges[at->edge].to == content)
        append_points(out, &scene->edges[at->edge++].curve);
    if (at->cluster < scene->cluster_count && scene->clusters[at->cluster].content == content)
        append_box(out, "cluster", scene->clusters[at->cluster++].box);
    append_box(out, "box", scene->nodes[i].box);
    pm_strbuf_printf(out, "\"line\":%u}", node->at.line);
}

/* --- connectors: the first child that each path leads to, how many, and how many curves they share --- */

static void append_paths(pm_strbuf *out, const pm_scene *scene)
{
    const char *separator = "";
    pm_strbuf_string(out, "\"paths\":[");
    for (size_t i = 0; i < scene->item_count; i++) {
        const pm_item *item = &scene->items[i];
        if (item->kind != PM_ITEM_PATH || !item->path.first) continue;
        pm_strbuf_printf(out, "%s[%zu,%zu,%zu]", separator, index_of(scene, item->path.first),
                         item->path.count - item->path.shared, item->path.shared);
        separator = ",";
    }
    pm_strbuf_string(out, "],\n");
}

static void append_scene(pm_strbuf *out, const pm_scene *scene)
{
    cursor at = { 0, 0 };
    append_text(out, "title", scene->title);
    append_text(out, "summary", scene->description);
    append_text(out, "direction", scene->direction);
    pm_strbuf_printf(out, "\"isTidy\":%s,", scene->is_tidy ? "true" : "false");
    append_colour(out, "background", scene->background);
    append_box(out, "page", (pm_box){ 0, 0, scene->width, scene->height });
    append_paths(out, scene);
    pm_strbuf_string(out, "\"nodes\":[");
    for (size_t i = 0; i < scene->node_count; i++) {
        pm_strbuf_string(out, i ? ",\n" : "\n");
        append_node(out, scene, i, &at);
    }
    pm_strbuf_string(out, "],\n");
}

/* --- findings --- */

static void append_finding(pm_strbuf *out, const pm_diagnostic *finding)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_diagnostic_format(finding, &text);
    pm_strbuf_char(out, '{');
    append_text(out, "severity", pm_severity_name(finding->severity));
    append_text(out, "code", finding->code);
    append_text(out, "message", finding->message);
    append_text(out, "hint", finding->hint);
    append_text(out, "file", finding->source ? finding->source->name : NULL);
    append_text(out, "text", pm_strbuf_text(&text));
    pm_strbuf_printf(out, "\"line\":%u,\"column\":%u}", finding->at.line, finding->at.column);
    pm_strbuf_finish(&text);
}

static void append_findings(pm_strbuf *out, const pm_diagnostics *findings)
{
    const pm_diagnostic *finding;
    pm_strbuf_string(out, "\"findings\":[");
    for (size_t i = 0; (finding = pm_diagnostics_get(findings, i)); i++) {
        pm_strbuf_string(out, i ? ",\n" : "\n");
        append_finding(out, finding);
    }
    pm_strbuf_string(out, "],\n");
}

/* --- changes: what `diff -f json` says of each, with the node that it leads to --- */

/* The node's number in the scene, or that of the nearest one above it that is drawn. */
static size_t number_of(const pm_text_map *numbers, const pm_scene *scene, const pm_node *node)
{
    const pm_scene_node *found = NULL;
    for (; node && !found; node = node->parent)
        found = pm_text_map_get(numbers, node, "");
    return found ? (size_t)(found - scene->nodes) : 0;
}

static void append_change(pm_strbuf *out, const pm_change *change, const pm_text_map *numbers,
                          const pm_scene *scene)
{
    const pm_node *node = change->after ? change->after : change->before;
    pm_strbuf path = PM_STRBUF_INIT;
    if (node->parent) pm_append_path_above(&path, node);
    pm_strbuf_char(out, '{');
    pm_change_write_json(change, out);
    pm_strbuf_char(out, ',');
    append_text(out, "mark", pm_change_mark(change->kind));
    append_text(out, "noun", pm_change_noun(node));
    append_text(out, "title", node->name ? pm_node_display_name(node) : NULL);
    append_text(out, "path", pm_strbuf_text(&path));
    pm_strbuf_clear(&path);
    pm_append_reason(&path, change, pm_strbuf_string);
    append_text(out, "reason", pm_strbuf_text(&path));
    pm_strbuf_printf(out, "\"node\":%zu}", number_of(numbers, scene, change->place));
    pm_strbuf_finish(&path);
}

static void append_changes(pm_strbuf *out, const pm_difference *difference, const pm_scene *scene)
{
    pm_text_map *numbers = pm_text_map_create();
    for (size_t i = 0; i < scene->node_count; i++)
        *pm_text_map_at(numbers, scene->nodes[i].content->node, "") = &scene->nodes[i];
    append_text(out, "changesSummary", pm_difference_summary(difference));
    pm_strbuf_string(out, "\"changes\":[");
    bool is_first = true;
    for (size_t i = 0; i < difference->count; i++) {
        if (difference->changes[i].is_repeat) continue;
        pm_strbuf_string(out, is_first ? "\n" : ",\n");
        append_change(out, &difference->changes[i], numbers, scene);
        is_first = false;
    }
    pm_strbuf_string(out, "],\n");
    pm_text_map_destroy(numbers);
}

/* JSON has "<" in texts only, where it can be written as an escape: no text ends the script element. */
static void append_escaped(pm_strbuf *out, const pm_strbuf *json)
{
    const char *at = pm_strbuf_text(json), *end = at + json->length, *found;
    while ((found = memchr(at, '<', (size_t)(end - at)))) {
        pm_strbuf_append(out, at, (size_t)(found - at));
        pm_strbuf_string(out, "\\u003c");
        at = found + 1;
    }
    pm_strbuf_append(out, at, (size_t)(end - at));
}

void pm_html_write_data(const pm_scene *scene, const pm_html_extras *extras, pm_strbuf *out)
{
    pm_strbuf json = PM_STRBUF_INIT;
    pm_strbuf_char(&json, '{');
    if (scene) append_scene(&json, scene);
    if (scene && scene->background.has_dark)
        append_colour(&json, "darkBackground", pm_colour_on_dark(scene->background));
    if (extras->findings) append_findings(&json, extras->findings);
    if (scene && extras->changes) append_changes(&json, extras->changes, scene);
    append_text(&json, "version", extras->version);
    pm_strbuf_string(&json, "\"end\":0}");
    append_escaped(out, &json);
    pm_strbuf_finish(&json);
}
