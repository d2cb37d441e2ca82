#include "scene/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/layout.h"
#include "scene/compose_changes.h"
#include "scene/cross_links.h"
#include "scene/legend.h"
#include "taxonomy/difference_map.h"

enum { slide_pixels = 120 }; /* in an inch: 1600 of them are the 13⅓ inches of a 16:9 slide */

static const pm_page pages[] = {
    { "16:9", 1600, 900, slide_pixels },
    { "4:3", 1200, 900, slide_pixels },
    { "a4", 595.28, 841.89, PM_POINTS_PER_INCH }, /* points, as PDF counts */
    { "a4-landscape", 841.89, 595.28, PM_POINTS_PER_INCH },
    { "letter", 612, 792, PM_POINTS_PER_INCH },
    { "github", 1012, 0, slide_pixels }, /* how wide a README's pictures are shown */
};

static bool parse_side(const char *text, char **end, double *side)
{
    if (*text < '0' || *text > '9') return false;
    *side = strtod(text, end);
    return *side >= 16 && *side <= 100000;
}

bool pm_page_parse(const char *text, pm_page *page)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(text, pages[i].name) != 0) continue;
        *page = pages[i];
        return true;
    }
    char *end;
    page->name = text;
    page->per_inch = slide_pixels;
    return parse_side(text, &end, &page->width) && *end == 'x' && parse_side(end + 1, &end, &page->height) &&
           *end == '\0';
}

const char *pm_map_summary(const pm_map *map, pm_arena *arena)
{
    const pm_taxonomy *taxonomy = map->taxonomy;
    if (map->changes) return map->changes->summary;
    size_t categories = 0;
    for (const pm_node *child = taxonomy->root->first_child; child; child = child->next)
        categories += child->kind == PM_NODE_GROUP;
    const char *papers = pm_count_text(arena, taxonomy->root->paper_count, "paper", "papers");
    if (!categories) return papers;
    const char *topics = pm_count_text(arena, taxonomy->topic_count, "topic", "topics");
    return pm_arena_printf(arena, "%s \xC2\xB7 %s \xC2\xB7 %s", papers, topics,
                           pm_count_text(arena, categories, "category", "categories"));
}

static double width_of(pm_font *font, const char *text)
{
    return pm_font_width(font, text, strlen(text));
}

pm_room pm_page_room(const pm_map *map)
{
    const pm_style *style = map->style;
    const pm_page *page = map->page;
    pm_room room = { .width = INFINITY,
                     .height = INFINITY,
                     .most = INFINITY,
                     .margin_width = 2 * style->margin,
                     .margin_height = 2 * style->margin,
                     .legend = pm_legend_flow(map) };
    pm_point changes = pm_changes_legend_size(map);
    room.margin_height += changes.y;
    room.least_width = fmax(pm_flow_least_width(&room.legend), changes.x);
    if (page) {
        room.width = page->width;
        if (page->height > 0)
            room.height = page->height;
        else
            room.most = 1;
    }
    if (style->heading_shown) {
        room.margin_height += pm_font_line_height(map->fonts.heading) + style->heading_gap;
        room.least_width = fmax(room.least_width, width_of(map->fonts.heading, map->title));
    }
    if (style->footer_shown) {
        room.margin_height += style->footer_gap + pm_font_line_height(map->fonts.footer);
        double line = width_of(map->fonts.footer, pm_map_summary(map, map->arena));
        if (map->page_number) line += 2 * style->margin + width_of(map->fonts.footer, map->page_number);
        room.least_width = fmax(room.least_width, line);
    }
    return room;
}

double pm_page_zoom(const pm_map *map)
{
    if (!map->page) return 1;
    pm_room room = pm_page_room(map);
    pm_box box = pm_layout_graph_box(map->laid_out);
    pm_insets lanes = pm_cross_insets(map);
    return pm_room_scale(&room, box.width + lanes.left + lanes.right, box.height + lanes.bottom);
}

pm_point pm_page_size(const pm_map *map, const pm_room *room, pm_point size)
{
    double width = fmax(size.x, room->least_width);
    pm_point page = { width + room->margin_width,
                      size.y + room->margin_height + pm_flow_height(&room->legend, width) };
    if (map->page && map->page->height > 0) {
        double scale = pm_room_scale(room, size.x, size.y);
        page = (pm_point){ fmax(page.x, room->width / scale), fmax(page.y, room->height / scale) };
    }
    return page;
}
