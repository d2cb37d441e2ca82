/*
 * Composing: regions first (outer before inner), then connectors, then nodes, so that nothing lies on a text.
 *
 * Connectors of one parent share their beginning. Where their colours differ it is drawn once, in the
 * parent's colour, and each child's arm in the child's own: a trunk that took the last branch's hue would
 * lie about the others.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/compose_changes.h"
#include "scene/composer.h"
#include "scene/cross_links.h"
#include "scene/legend.h"
#include "scene/page.h"
#include "scene/sketch.h"
#include "support/memory.h"
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

/* --- connectors --- */

static pm_curve make_curve(composer *c, const pm_point *points, size_t count)
{
    return (pm_curve){ pm_arena_copy(c->scene->arena, points, count * sizeof *points), count };
}

/* `drawn` is complete but for its colour and width. */
static void add_path(composer *c, const pm_item *drawn, pm_colour stroke, double width)
{
    if (!drawn->path.count || !pm_colour_is_visible(stroke) || width <= 0) return;
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path = drawn->path;
    item->path.stroke = stroke;
    item->path.width = width;
}

/* A straight line as a Bézier. */
static pm_curve make_line(composer *c, pm_point from, pm_point to)
{
    pm_point points[4] = { from,
                           { from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3 },
                           { from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3 },
                           to };
    return make_curve(c, points, 4);
}

/* The children of one parent and what their brackets share. A bracket is a stub, a trunk (none when the child
 * is nearly level with its parent), a corner and an arm; a child that is level has a straight connector of 4
 * points. */
typedef struct bracket {
    pm_scene_edge **edges;
    size_t count;
    bool has_trunk;
    pm_point start, hub, low, high; /* the trunk runs from low to high through the hub */
} bracket;

enum { STRAIGHT_POINTS = 4, STUB_END = 3, OWN_POINTS = 7 /* corner and arm */ };

static bool is_before(pm_point a, pm_point b)
{
    return a.x < b.x || (a.x <= b.x && a.y < b.y);
}

static void find_trunk(bracket *b)
{
    for (size_t i = 0; i < b->count; i++) {
        const pm_curve *curve = &b->edges[i]->curve;
        if (curve->count <= STRAIGHT_POINTS) continue;
        pm_point end = curve->points[curve->count - OWN_POINTS];
        if (!b->has_trunk) {
            b->has_trunk = true;
            b->start = curve->points[0];
            b->hub = b->low = b->high = curve->points[STUB_END];
        }
        if (is_before(end, b->low)) b->low = end;
        if (is_before(b->high, end)) b->high = end;
    }
}

/* What belongs to one child alone: from the trunk on. A straight connector leaves the trunk at the hub. */
static pm_curve arm_of(composer *c, const bracket *b, const pm_curve *curve)
{
    if (!b->has_trunk) return *curve;
    if (curve->count > STRAIGHT_POINTS)
        return (pm_curve){ curve->points + (curve->count - OWN_POINTS), OWN_POINTS };
    return make_line(c, b->hub, curve->points[curve->count - 1]);
}

/* Only the picture of a difference has marks: other maps' nodes are not looked at for them. */
static const pm_node_mark *mark_of(const composer *c, const pm_content *content)
{
    return c->map->changes ? content->node->mark : NULL;
}

/* The colour of the way to a child: a category's own hue, otherwise the parent's line. */
static pm_colour line_colour(const composer *c, const pm_content *parent, const pm_content *child)
{
    const pm_style *style = c->map->style;
    pm_colour colour = style->nodes[parent->level].line;
    const pm_node_style *look = &style->nodes[child->level];
    if (mark_of(c, child)) return pm_marked_line(child);
    if (parent->level == PM_LEVEL_ROOT && look->line.role != PM_COLOUR_LITERAL) colour = look->line;
    return pm_style_colour(style, colour, child->level == PM_LEVEL_PAPER ? parent->hue : child->hue);
}

/* The curve as the style draws it: exactly or by hand. A child has its arm and, where it is the first, what
 * all share: `number` tells which. */
static pm_curve drawn_curve(const composer *c, const pm_content *child, size_t number, const pm_curve *exact)
{
    const pm_stroke by = { &c->map->style->sketch, child->id, (uint32_t)number };
    return composer_is_sketched(c) ? pm_sketch_curve(&by, exact, c->scene->arena) : *exact;
}

/* Draws the connectors to the children of one parent: the `shared` curves in its own colour, then each arm in
 * its child's; what follows in one colour is one path. The array has room for all. */
static void compose_arms(composer *c, const pm_content *parent, pm_curve *curves, size_t shared,
                         const pm_curve *arms, pm_scene_edge **edges, size_t count)
{
    const pm_style *style = c->map->style;
    const pm_node_style *look = &style->nodes[parent->level];
    pm_colour own =
        mark_of(c, parent) ? pm_marked_line(parent) : pm_style_colour(style, look->line, parent->hue);
    pm_item pending = { .path = {
                            .curves = curves, .count = shared, .shared = shared, .first = edges[0]->to } };
    for (size_t i = 0; i < shared; i++)
        curves[i] = drawn_curve(c, edges[0]->to, i + 1, &curves[i]);
    for (size_t i = 0; i < count; i++) {
        pm_colour colour = line_colour(c, parent, edges[i]->to);
        double dash = mark_of(c, edges[i]->to) ? pm_mark_dash(edges[i]->to) : 0;
        bool is_alike =
            pm_colour_equal(colour, own) && dash <= pending.path.dash && dash >= pending.path.dash;
        if (pending.path.count && !is_alike) {
            add_path(c, &pending, own, look->line_width);
            curves += pending.path.count;
            pending = (pm_item){ .path = { .curves = curves, .first = edges[i]->to } };
        }
        own = colour;
        pending.path.dash = dash;
        curves[pending.path.count++] = drawn_curve(c, edges[i]->to, 0, &arms[i]);
    }
    add_path(c, &pending, own, look->line_width);
}

static void compose_bracket(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    bracket b = { .edges = edges, .count = count };
    if (c->is_mindmap && strcmp(c->map->style->nodes[parent->level].connector, "bracket") == 0)
        find_trunk(&b);
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 2 * count + 2), *arms = curves + count + 2;
    size_t shared = 0;
    if (b.has_trunk) {
        curves[shared++] = make_line(c, b.start, b.hub);
        curves[shared++] = make_line(c, b.low, b.high);
    }
    for (size_t i = 0; i < count; i++)
        arms[i] = arm_of(c, &b, &edges[i]->curve);
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* In columns the children of one column share all but their corner and arm; so the way to the lowest of
 * them is drawn once for all. */
static void compose_hanging(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 3 * count), *arms = curves + 2 * count;
    size_t shared = 0;
    double trunk = 0;
    for (size_t i = count; i-- > 0;) {
        const pm_curve *curve = &edges[i]->curve;
        size_t way = curve->count > STRAIGHT_POINTS ? curve->count - OWN_POINTS : 0;
        arms[i] = (pm_curve){ curve->points + way, curve->count - way };
        if (!way || (shared && fabs(curve->points[way].x - trunk) < 0.01)) continue;
        trunk = curve->points[way].x;
        curves[shared++] = (pm_curve){ curve->points, way + 1 };
    }
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* Around the root of a radial map: curves of their own, or by way of a trunk for each column of branches,
 * which its children share. The farthest child of a trunk has its whole length. */
static void compose_around(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    pm_curve *curves = PM_NEW_ARRAY(c->scene->arena, pm_curve, 3 * count), *arms = curves + 2 * count;
    size_t shared = 0;
    pm_point last = { -INFINITY, 0 };
    for (size_t i = 0; i < count; i++) {
        const pm_curve *curve = &edges[i]->curve;
        size_t way = curve->count > (size_t)2 * OWN_POINTS ? curve->count - OWN_POINTS : 0;
        arms[i] = (pm_curve){ curve->points + way, curve->count - way };
        if (!way) continue;
        pm_point end = curve->points[way], start = curve->points[0];
        bool is_new = fabs(end.x - last.x) > 0.01 || (end.y < start.y) != (last.y < start.y);
        if (is_new) shared++;
        if (is_new || fabs(end.y - start.y) > fabs(last.y - start.y)) {
            curves[shared - 1] = (pm_curve){ curve->points, way + 1 };
            last = end;
        }
    }
    compose_arms(c, parent, curves, shared, arms, edges, count);
}

/* A two-sided map has a bracket on each side: one for each run of edges with the same start. */
static void compose_brackets(composer *c, const pm_content *parent, pm_scene_edge **edges, size_t count)
{
    if (c->is_mindmap && strcmp(c->map->direction, "columns") == 0) {
        compose_hanging(c, parent, edges, count);
        return;
    }
    if (c->is_mindmap && strcmp(c->map->direction, "radial") == 0 &&
        (!parent->parent || edges[0]->curve.count > 2 * (size_t)OWN_POINTS)) {
        compose_around(c, parent, edges, count);
        return;
    }
    for (size_t first = 0, i = 1; i <= count; i++) {
        if (i < count && fabs(edges[i]->curve.points[0].x - edges[first]->curve.points[0].x) < 0.5) continue;
        compose_bracket(c, parent, edges + first, i - first);
        first = i;
    }
}

static void place_edges(composer *c)
{
    for (size_t i = 0; i < c->scene->edge_count; i++) {
        pm_curve *curve = &c->scene->edges[i].curve;
        pm_point *points = (pm_point *)curve->points; /* the scene's own */
        for (size_t k = 0; k < curve->count; k++) {
            points[k].x = points[k].x * c->stretch.x + c->shift.x;
            points[k].y = points[k].y * c->stretch.y + c->shift.y;
        }
    }
}

/* Edges by parent: a counting sort over the contents, since children of one parent need not follow each
 * other. */
static void compose_edges(composer *c)
{
    pm_scene *scene = c->scene;
    size_t *starts = pm_calloc(c->map->count + 1, sizeof *starts);
    pm_scene_edge **sorted = pm_calloc(scene->edge_count, sizeof *sorted);
    for (size_t i = 0; i < scene->edge_count; i++)
        starts[scene->edges[i].from - c->map->contents + 1]++;
    for (size_t i = 0; i < c->map->count; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < scene->edge_count; i++)
        sorted[starts[scene->edges[i].from - c->map->contents]++] = &scene->edges[i];
    composer_begin_group(c, "edges", "edges", NULL);
    for (size_t i = 0, first = 0; i < c->map->count; i++) {
        if (starts[i] > first) compose_brackets(c, &c->map->contents[i], sorted + first, starts[i] - first);
        first = starts[i];
    }
    composer_end_group(c);
    free(sorted);
    free(starts);
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
    place_edges(&c);
    compose_edges(&c);
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
