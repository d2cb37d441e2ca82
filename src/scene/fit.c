#include "scene/fit.h"

#include <math.h>
#include <string.h>

#include "scene/cross_links.h"
#include "scene/page.h"
#include "scene/places.h"

static const pm_mark nowhere = { 0, 0 };
static const char columns_name[] = "columns";

/* Columns have to be this much larger than the best plain direction: a tree says more than an outline. */
#define WORTH_COLUMNS 1.02

typedef struct candidate {
    pm_arrangement arrangement;
    double width, height; /* of the map */
    double scale;         /* 0: none yet */
    uint32_t *columns;    /* of each content, for columns */
} candidate;

typedef struct search {
    pm_map *map;
    pm_layout *layout;
    pm_room room;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    candidate best;
} search;

enum { MOST_WRAPS = 24 };

/* Where titles wrap: the style's own width first, then evenly between its bounds, as many as the number of
 * nodes to be measured for each allows. Returns how many. */
static size_t choose_wraps(const pm_map *map, double wraps[MOST_WRAPS + 1])
{
    const pm_fit_style *fit = &map->own_style->fit;
    size_t steps = map->count <= 500 ? MOST_WRAPS : map->count <= 2000 ? 8 : map->count <= 20000 ? 4 : 1;
    wraps[0] = map->own_style->nodes[PM_LEVEL_PAPER].wrap;
    for (size_t i = 0; i < steps; i++)
        wraps[i + 1] = fit->narrowest + (fit->widest - fit->narrowest) * ((double)i + 0.5) / (double)steps;
    return steps + 1;
}

static void consider(search *s, candidate *c, double worth)
{
    c->scale = pm_room_scale(&s->room, c->width, c->height);
    bool is_better = s->best.scale <= 0 ||
                     (c->scale > s->best.scale * worth &&
                      pm_room_is_better(&s->room, c->width, c->height, s->best.width, s->best.height));
    if (is_better) s->best = *c;
}

/* A direction of the tidy tree, laid out to see how large it becomes. */
static bool try_direction(search *s, const char *direction, double wrap)
{
    candidate c = { .arrangement = { direction, wrap } };
    pm_map_arrange(s->map, &c.arrangement);
    if (!pm_map_lay_out(s->map, s->layout, s->diagnostics)) return false;
    pm_box box = pm_layout_graph_box(s->map->laid_out);
    pm_layout_release(s->layout, s->map->laid_out);
    pm_insets lanes = pm_cross_insets(s->map);
    c.width = box.width + lanes.left + lanes.right;
    c.height = box.height + lanes.bottom;
    consider(s, &c, 1 + 1e-9);
    return true;
}

/* The map's boxes for the planner, as the engine would read them from the graph. */
static pm_columns_node *nodes_of(search *s)
{
    const pm_map *map = s->map;
    pm_columns_node *nodes = PM_NEW_ARRAY(s->arena, pm_columns_node, map->count);
    uint32_t *last = PM_NEW_ARRAY(s->arena, uint32_t, map->count);
    for (uint32_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        const pm_node_style *look = &map->style->nodes[content->level];
        nodes[i] = (pm_columns_node){ .parent = PM_COLUMNS_NONE,
                                      .first_child = PM_COLUMNS_NONE,
                                      .next_sibling = PM_COLUMNS_NONE,
                                      .width = content->width,
                                      .height = content->height,
                                      .space = look->space,
                                      .gap = look->gap,
                                      .lanes = content->lanes };
        if (content->cluster) {
            const pm_region_style *region = pm_map_region(map, content);
            double padding = region->padding;
            nodes[i].padding = (pm_columns_padding){ padding, padding, padding, padding };
            nodes[i].space = region->space;
        }
        if (!content->parent) continue;
        uint32_t parent = (uint32_t)(content->parent - map->contents);
        nodes[i].parent = parent;
        if (nodes[parent].first_child == PM_COLUMNS_NONE)
            nodes[parent].first_child = i;
        else
            nodes[last[parent]].next_sibling = i;
        last[parent] = i;
    }
    return nodes;
}

static void try_columns(search *s, double wrap)
{
    candidate c = { .arrangement = { columns_name, wrap } };
    pm_map_arrange(s->map, &c.arrangement);
    pm_columns_node *nodes = nodes_of(s);
    pm_columns_fit(nodes, (uint32_t)s->map->count, &s->room, s->map->style->region_align, s->arena);
    c.width = nodes[0].block_width;
    c.height = nodes[0].block_height;
    c.columns = PM_NEW_ARRAY(s->arena, uint32_t, s->map->count);
    for (size_t i = 0; i < s->map->count; i++)
        c.columns[i] = nodes[i].column;
    bool was_columns = s->best.columns != NULL;
    consider(s, &c, was_columns ? 1 : WORTH_COLUMNS);
}

/* The engine takes longer than the planner and gains less from a wrap: a few are enough. */
static bool try_wraps(search *s, const char *direction, const double *wraps, size_t count)
{
    for (size_t i = 0; i < count; i += 1 + count / 4)
        if (!try_direction(s, direction, wraps[i])) return false;
    return true;
}

static bool try_plain(search *s, const double *wraps, size_t count)
{
    const char *const others[] = { "right", "both", "down" }, *own = s->map->own_style->direction;
    bool done = strcmp(own, columns_name) == 0 || try_wraps(s, own, wraps, count);
    for (size_t i = 0; done && i < sizeof others / sizeof *others; i++)
        if (strcmp(own, others[i]) != 0) done = try_wraps(s, others[i], wraps, count);
    return done;
}

static bool try_all(search *s, const char *direction)
{
    double wraps[MOST_WRAPS + 1];
    size_t count = choose_wraps(s->map, wraps);
    if (direction && strcmp(direction, columns_name) != 0) return try_wraps(s, direction, wraps, count);
    if (!direction && !try_plain(s, wraps, count)) return false;
    for (size_t i = 0; i < count; i++)
        try_columns(s, wraps[i]);
    return true;
}

bool pm_fit_map(pm_map *map, pm_layout *layout, const char *direction, pm_diagnostics *diagnostics)
{
    search s = { .map = map, .layout = layout, .room = pm_page_room(map), .diagnostics = diagnostics };
    s.arena = pm_arena_create();
    bool done = try_all(&s, direction);
    if (done) {
        pm_map_arrange(map, &s.best.arrangement);
        if (s.best.columns) pm_map_set_columns(map, s.best.columns);
    }
    pm_arena_destroy(s.arena);
    return done;
}

double pm_fit_smallest_text(const pm_map *map)
{
    double smallest = INFINITY;
    for (size_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        for (size_t k = 0; k < content->run_count; k++)
            smallest = fmin(smallest, pm_font_face(content->runs[k].font)->size);
        for (size_t k = 0; k < content->button_count; k++)
            smallest = fmin(smallest, pm_font_face(content->buttons[k].label.font)->size);
        for (size_t k = 0; k < content->chip_count; k++)
            smallest = fmin(smallest, pm_font_face(content->chips[k].label.font)->size);
    }
    return smallest;
}

void pm_fit_report(const pm_map *map, double zoom, pm_diagnostics *diagnostics)
{
    const pm_style *style = map->style;
    double smallest = pm_fit_smallest_text(map) * zoom;
    const char *unit = map->page->per_inch > PM_POINTS_PER_INCH ? "px" : "pt";
    pm_note(diagnostics, NULL, nowhere,
            "fit %s: direction %s, titles wrapped at %.0f points; titles are %.1f %s high, the smallest text "
            "%.1f %s",
            map->page->name, map->direction, style->nodes[PM_LEVEL_PAPER].wrap,
            style->nodes[PM_LEVEL_PAPER].text.size * zoom, unit, smallest, unit);
    if (smallest >= style->fit.min_size) return;
    pm_warning(diagnostics, NULL, nowhere,
               "fitted to %s, the smallest text is %.1f %s high: less than %.1f %s", map->page->name,
               smallest, unit, style->fit.min_size, unit);
    if (map->page_number)
        pm_hint(diagnostics,
                "split as far as it can be: take a larger page, or leave papers out with --except");
    else
        pm_hint(diagnostics, "show less with --depth topic, or one category at a time with --split category");
}
