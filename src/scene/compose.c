/*
 * Composing: regions first (outer before inner), then connectors, then nodes, so that nothing lies on a text.
 */
#include <math.h>
#include <string.h>

#include "scene/compose_changes.h"
#include "scene/compose_edges.h"
#include "scene/composer.h"
#include "scene/cross_links.h"
#include "scene/legend.h"
#include "scene/page.h"
#include "support/url.h"
#include "taxonomy/difference_map.h"

/* --- regions --- */

static pm_box on_page(const composer *c, pm_box box)
{
    return (pm_box){ box.x * c->stretch.x + c->shift.x, box.y * c->stretch.y + c->shift.y,
                     box.width * c->stretch.x, box.height * c->stretch.y };
}

static void compose_cluster(composer *c, pm_scene_node *cluster)
{
    const pm_style *style = c->map->style;
    const pm_content *content = cluster->content;
    const pm_region_style *look = pm_map_region(c->map, content);
    const pm_hue *hue = pm_region_hue(c, content);
    cluster->box = on_page(c, cluster->box);
    composer_begin_group(c, content->cluster_id,
                         content->level == PM_LEVEL_CATEGORY ? "cluster category" : "cluster", NULL);
    composer_add_box(c, cluster->box, look->radius, pm_style_colour(style, look->fill, hue),
                     pm_style_colour(style, look->border, hue), look->border_width);
    pm_compose_marked_region(c, content, cluster->box);
    composer_end_group(c);
}

/* --- nodes --- */

/* Around a root: by the side of the box on which its connector comes in. */
static double lean_around(const composer *c, const pm_content *content, pm_box box)
{
    if (!content->parent) return 0.5;
    pm_box from = c->scene->nodes[content->parent - c->map->contents].box;
    if (box.x >= from.x + from.width) return 0;
    return box.x + box.width <= from.x ? 1 : 0.5;
}

/* To which side a node's text leans: towards where its connector comes from. */
static double lean_of(const composer *c, const pm_content *content, pm_box box)
{
    const pm_node_style *look = &c->map->style->nodes[content->level];
    const char *direction = c->map->direction;
    if (look->align == PM_ALIGN_CENTER) return 0.5;
    if (!c->is_mindmap) return 0;
    if (strcmp(direction, "down") == 0) return 0.5;
    if (strcmp(direction, "both") == 0) return box.x < c->scene->nodes[0].box.x ? 1 : 0;
    if (strcmp(direction, "radial") == 0) return lean_around(c, content, box);
    return strcmp(direction, "left") == 0 ? 1 : 0;
}

static const char *tooltip_of(pm_arena *arena, const pm_node *node, const char *title)
{
    if (!node->authors && !node->note) return title;
    return pm_arena_printf(arena, "%s%s%s%s%s", title, node->authors ? "\n" : "",
                           node->authors ? node->authors : "", node->note ? "\n" : "",
                           node->note ? node->note : "");
}

static void compose_button(composer *c, const pm_button *button, pm_box box)
{
    pm_box area = { box.x + button->x, box.y + button->top, button->width, button->height };
    bool linked = button->link && pm_url_is_safe(button->link->url);
    if (linked) {
        pm_item *item = composer_add_item(c, PM_ITEM_LINK_BEGIN);
        item->link.url = button->link->url;
        item->link.link = button->link;
        item->link.area = area;
    }
    composer_add_box(c, area, button->look->radius, button->fill, button->border, button->look->border_width);
    composer_add_text(c, &button->label, box);
    if (linked) composer_add_item(c, PM_ITEM_LINK_END);
}

/* A bar beside the paper's text, on the side from which that starts. */
static void compose_mark(composer *c, const pm_content *content, pm_box box, double lean)
{
    const pm_style *style = c->map->style;
    pm_padding padding = style->nodes[content->level].box.padding;
    double width = style->encoding.mark_width;
    double x = lean < 1 ? box.x + padding.horizontal : box.x + box.width - padding.horizontal - width;
    pm_box bar = { x, box.y + padding.vertical, width, box.height - 2 * padding.vertical };
    composer_add_mark(c, pm_encoding_entry_at(content->encoding, content->entry), bar);
}

static void compose_node(composer *c, pm_content *content, pm_box box)
{
    static const char *const classes[] = { "node root", "node category", "node group", "node topic",
                                           "node paper" };
    const pm_style *style = c->map->style;
    const pm_box_style *look = &style->nodes[content->level].box;
    double lean = lean_of(c, content, box);
    pm_content_place(content, style, box.width, box.height, lean);
    const char *title = content->parent ? content->node->name : c->map->title;
    if (content->node->mark)
        title =
            pm_arena_printf(c->scene->arena, "%s: %s", pm_mark_kind_name(content->node->mark->kind), title);
    composer_begin_group(c, content->id, classes[content->level],
                         tooltip_of(c->scene->arena, content->node, title));
    c->scene->items[c->scene->item_count - 1].group.node = content;
    if (content->page) {
        pm_item *item = composer_add_item(c, PM_ITEM_LINK_BEGIN);
        item->link.page = content->page;
        item->link.area = box;
    }
    composer_add_box(c, box, look->radius, pm_style_colour(style, look->fill, content->hue),
                     pm_style_colour(style, look->border, content->hue), look->border_width);
    if (content->inset > 0) compose_mark(c, content, box, lean);
    pm_compose_mark(c, content, box);
    for (size_t i = 0; i < content->run_count; i++)
        composer_add_text(c, &content->runs[i], box);
    for (size_t i = 0; i < content->chip_count; i++)
        compose_button(c, &content->chips[i], box);
    for (size_t i = 0; i < content->button_count; i++)
        compose_button(c, &content->buttons[i], box);
    if (content->page) composer_add_item(c, PM_ITEM_LINK_END);
    composer_end_group(c);
}

/* --- the page --- */

static void add_line_of_text(composer *c, const char *id, pm_font *font, const char *text, pm_colour colour,
                             double x, double top)
{
    pm_run *run = composer_make_run(c, font, text, colour);
    composer_begin_group(c, id, id, NULL);
    composer_add_text(c, run, (pm_box){ x, top, run->width, run->height });
    composer_end_group(c);
}

/* Patchwork's boxes touch, and their places and sizes are rounded, up to half a point in all: on each side
 * they give up half of that, so that none overlaps another. */
#define ROUNDING 0.25

static void cut_rounding(pm_box *box)
{
    box->x += ROUNDING, box->y += ROUNDING;
    box->width -= 2 * ROUNDING, box->height -= 2 * ROUNDING;
}

/* Most engines keep the sizes of nodes. Patchwork does not: then the whole drawing is stretched, each axis
 * for itself, until every text has room. */
static void find_stretch(composer *c)
{
    c->stretch = (pm_point){ 1, 1 };
    if (c->is_mindmap) return;
    for (size_t i = 0; i < c->scene->node_count; i++) {
        const pm_content *content = c->scene->nodes[i].content;
        if (fabs(content->width - c->scene->nodes[i].box.width) > 1) cut_rounding(&c->scene->nodes[i].box);
        pm_box box = c->scene->nodes[i].box;
        if (box.width > 0) c->stretch.x = fmax(c->stretch.x, content->width / box.width);
        if (box.height > 0) c->stretch.y = fmax(c->stretch.y, content->height / box.height);
    }
}

/* The page around the map: as large as the map needs, or the one it is fitted to, the map in its middle. */
static void compose_page(composer *c)
{
    const pm_map *map = c->map;
    const pm_style *style = map->style;
    pm_scene *scene = c->scene;
    pm_insets lanes = c->is_mindmap ? pm_cross_insets(map) : (pm_insets){ 0, 0, 0 };
    pm_point size = { scene->width * c->stretch.x + lanes.left + lanes.right,
                      scene->height * c->stretch.y + lanes.bottom };
    pm_room room = pm_page_room(map);
    pm_point page = pm_page_size(map, &room, size);
    scene->zoom = map->page ? pm_room_scale(&room, size.x, size.y) : 1;
    scene->per_inch = map->page ? map->page->per_inch : PM_POINTS_PER_INCH;
    double changes = pm_changes_legend_size(map).y;
    double heading = style->heading_shown ? pm_font_line_height(map->fonts.heading) + style->heading_gap : 0;
    double across = fmax(size.x, room.least_width), legend = pm_flow_height(&room.legend, across);
    c->shift =
        (pm_point){ style->margin + lanes.left + (page.x - room.margin_width - size.x) / 2,
                    style->margin + changes + heading + (page.y - room.margin_height - legend - size.y) / 2 };
    scene->width = page.x;
    scene->height = page.y;
    pm_compose_changes_legend(c);
    if (style->heading_shown)
        add_line_of_text(c, "heading", map->fonts.heading, scene->title, style->heading.colour, style->margin,
                         style->margin + changes);
    double below = style->footer_shown ? style->footer_gap + pm_font_line_height(map->fonts.footer) : 0;
    c->legend = (pm_box){ style->margin, page.y - style->margin - below - legend, across, legend };
}

/* The lines below the map. */
static void compose_footer(composer *c)
{
    pm_legend_compose(c);
    const pm_map *map = c->map;
    const pm_style *style = map->style;
    pm_scene *scene = c->scene;
    if (!style->footer_shown) return;
    pm_point page = { scene->width, scene->height };
    pm_font *font = map->fonts.footer;
    double top = page.y - style->margin - pm_font_line_height(font);
    add_line_of_text(c, "footer", font, scene->description, style->footer.colour, style->margin, top);
    if (!map->page_number || !style->page_number_shown) return;
    double width = pm_font_width(font, map->page_number, strlen(map->page_number));
    add_line_of_text(c, "page-number", font, map->page_number, style->footer.colour,
                     page.x - style->margin - width, top);
}

/* About as many items as there will be, so that the list hardly ever grows: a group's beginning and end, a
 * link's, boxes (whose outline is another where it is drawn by hand), texts, and a path for the children. */
static void reserve_items(composer *c)
{
    const size_t page = 64, group = 2, link = 2, box = composer_is_sketched(c) ? 2 : 1, text = 1, path = 1;
    size_t count = page;
    for (size_t i = 0; i < c->map->count; i++) {
        const pm_content *content = &c->map->contents[i];
        count += group + box + text * content->run_count;
        count += (link + box + text) * content->button_count + (box + text) * content->chip_count;
        if (content->page) count += link;
        if (content->inset > 0) count += box;
        if (content->cluster) count += group + box;
        if (content->child_count) count += path;
    }
    composer_reserve_items(c, count);
}

void pm_scene_fill(pm_scene *scene, pm_map *map)
{
    composer c = { .scene = scene, .map = map, .is_mindmap = scene->is_mindmap };
    reserve_items(&c);
    find_stretch(&c);
    compose_page(&c);
    for (size_t i = 0; i < scene->cluster_count; i++)
        compose_cluster(&c, &scene->clusters[i]);
    pm_compose_edges(&c);
    for (size_t i = 0; i < map->count; i++)
        scene->nodes[i].box = on_page(&c, scene->nodes[i].box);
    pm_cross_links_compose(&c);
    composer_begin_group(&c, "nodes", "nodes", NULL);
    for (size_t i = 0; i < map->count; i++)
        compose_node(&c, &map->contents[i], scene->nodes[i].box);
    composer_end_group(&c);
    pm_compose_moves(&c);
    compose_footer(&c);
}

pm_scene *pm_scene_compose(pm_map *map, bool is_mindmap)
{
    pm_scene *scene = pm_scene_take_places(map, is_mindmap);
    pm_scene_fill(scene, map);
    return scene;
}

void pm_scene_destroy(pm_scene *scene)
{
    if (!scene) return;
    pm_arena_destroy(scene->arena);
}
