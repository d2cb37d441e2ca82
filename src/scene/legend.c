/*
 * Only what the map's own papers show is told, each entry with the number of different papers: so the legend
 * of a page is as long as it must be, and what has a colour has it on every page of a deck.
 */
#include "scene/legend.h"

#include <string.h>

#include "scene/cross_links.h"
#include "style/mix.h"

typedef enum block_kind { BLOCK_ENTRY, BLOCK_SIZE, BLOCK_NEW, BLOCK_CROSS } block_kind;

typedef struct block {
    block_kind kind;
    size_t entry;
    const char *text;
    double sample; /* width of what stands before the text */
} block;

typedef struct legend {
    const pm_map *map;
    block *blocks;
    double *widths;
    size_t count;
} legend;

enum { OTHER_BLOCKS = 3 };

#define SAMPLE_GAP 5
#define BLOCK_GAP 16
#define SWATCH 9
#define DASHES 22

static double width_of(pm_font *font, const char *text)
{
    return pm_font_width(font, text, strlen(text));
}

static void add_block(legend *l, block b)
{
    l->widths[l->count] = b.sample + (b.sample > 0 ? SAMPLE_GAP : 0) + width_of(l->map->fonts.legend, b.text);
    l->blocks[l->count++] = b;
}

static double chip_width(const pm_map *map)
{
    return width_of(map->fonts.new_chip, "NEW") + 2 * map->style->encoding.new_chip.padding.horizontal;
}

static void add_entries(legend *l, const size_t *counts)
{
    const pm_encoding *encoding = l->map->encoding;
    double sample = l->map->style->encoding.patterns ? DASHES : SWATCH;
    for (size_t i = 0; i < pm_encoding_count(encoding); i++) {
        if (!counts[i]) continue;
        const char *text =
            pm_arena_printf(l->map->arena, "%s (%zu)", pm_encoding_entry_at(encoding, i)->label, counts[i]);
        add_block(l, (block){ BLOCK_ENTRY, i, text, sample });
    }
}

static const char *size_text(const pm_map *map)
{
    const char *by = map->style->encoding.size_by;
    if (strcmp(by, "papers") == 0) return "larger: more papers";
    return strcmp(by, "year") == 0 ? "larger: newer" : "larger: more links";
}

/* What of the map needs to be told: papers of each entry, whether any is new, whether sizes differ. */
typedef struct census {
    size_t *counts;
    bool has_new, has_sizes;
} census;

static census take_census(const pm_map *map)
{
    census found = { PM_NEW_ARRAY(map->arena, size_t, pm_encoding_count(map->encoding) + 1), false, false };
    for (size_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        found.has_sizes = found.has_sizes || content->size_step > 0;
        if (content->level != PM_LEVEL_PAPER) continue;
        found.has_new = found.has_new || content->is_new;
        found.counts[content->entry] += !content->is_repeat;
    }
    return found;
}

static legend make_legend(const pm_map *map)
{
    legend l = { .map = map };
    if (!map->encoding) return l;
    census found = take_census(map);
    size_t most = pm_encoding_count(map->encoding) + OTHER_BLOCKS;
    l.blocks = PM_NEW_ARRAY(map->arena, block, most);
    l.widths = PM_NEW_ARRAY(map->arena, double, most);
    add_entries(&l, found.counts);
    if (found.has_sizes) add_block(&l, (block){ BLOCK_SIZE, 0, size_text(map), 0 });
    if (found.has_new) {
        const char *text = pm_arena_printf(map->arena, "since %s", pm_encoding_new_since(map->encoding));
        add_block(&l, (block){ BLOCK_NEW, 0, text, chip_width(map) });
    }
    if (pm_cross_links_are_drawn(map)) add_block(&l, (block){ BLOCK_CROSS, 0, "the same paper", DASHES });
    return l;
}

static double row_height(const pm_map *map)
{
    const pm_padding padding = map->style->encoding.new_chip.padding;
    double chip = pm_font_line_height(map->fonts.new_chip) + 2 * padding.vertical;
    double text = pm_font_line_height(map->fonts.legend);
    return (chip > text ? chip : text) + 3;
}

static pm_flow flow_of(const legend *l)
{
    pm_flow flow = { .widths = l->widths, .count = l->count, .gap = BLOCK_GAP };
    if (!l->count) return flow;
    flow.row_height = row_height(l->map);
    flow.above = l->map->style->encoding.legend_gap;
    return flow;
}

pm_flow pm_legend_flow(const pm_map *map)
{
    legend l = make_legend(map);
    return flow_of(&l);
}

/* --- drawing --- */

static void compose_entry(composer *c, const block *b, double x, double middle)
{
    const pm_encoding_entry *entry = pm_encoding_entry_at(c->map->encoding, b->entry);
    double height = SWATCH;
    if (c->map->style->encoding.patterns || entry->pattern == PM_PATTERN_NONE) {
        if (c->map->style->encoding.patterns) height = c->map->style->encoding.mark_width;
        composer_add_mark(c, entry, (pm_box){ x, middle - height / 2, b->sample, height });
    } else {
        composer_add_box(c, (pm_box){ x, middle - height / 2, b->sample, height }, 2.5,
                         entry->hue.roles[PM_COLOUR_SOLID], entry->hue.roles[PM_COLOUR_SOLID], 0);
    }
}

static void compose_new(composer *c, const block *b, double x, double middle)
{
    const pm_style *style = c->map->style;
    const pm_box_style *look = &style->encoding.new_chip;
    pm_colour fill = pm_style_colour(style, look->fill, NULL);
    pm_run *run = composer_make_run(c, c->map->fonts.new_chip, "NEW", style->encoding.new_text.colour);
    run->colour = pm_colour_readable(run->colour, fill);
    double height = run->height + 2 * look->padding.vertical;
    pm_box chip = { x, middle - height / 2, b->sample, height };
    composer_add_box(c, chip, look->radius, fill, pm_style_colour(style, look->border, NULL),
                     look->border_width);
    run->x = look->padding.horizontal;
    run->top = look->padding.vertical;
    composer_add_text(c, run, chip);
}

static void compose_dashes(composer *c, const block *b, double x, double middle)
{
    const pm_encoding_style *look = &c->map->style->encoding;
    pm_point *points = PM_NEW_ARRAY(c->scene->arena, pm_point, 4);
    pm_curve *curve = PM_NEW(c->scene->arena, pm_curve);
    for (int i = 0; i < 4; i++)
        points[i] = (pm_point){ x + 1 + (b->sample - 2) * i / 3, middle };
    *curve = (pm_curve){ points, 4 };
    pm_item *item = composer_add_item(c, PM_ITEM_PATH);
    item->path.curves = curve;
    item->path.count = 1;
    item->path.stroke = pm_style_colour(c->map->style, look->cross_line, NULL);
    item->path.width = look->cross_width;
    item->path.dash = look->cross_dash;
}

static void compose_block(composer *c, const block *b, pm_point corner)
{
    double middle = corner.y + row_height(c->map) / 2;
    if (b->kind == BLOCK_ENTRY) compose_entry(c, b, corner.x, middle);
    if (b->kind == BLOCK_NEW) compose_new(c, b, corner.x, middle);
    if (b->kind == BLOCK_CROSS) compose_dashes(c, b, corner.x, middle);
    pm_run *run = composer_make_run(c, c->map->fonts.legend, b->text, c->map->style->encoding.legend.colour);
    double x = corner.x + b->sample + (b->sample > 0 ? SAMPLE_GAP : 0);
    composer_add_text(c, run, (pm_box){ x, middle - run->height / 2, run->width, run->height });
}

void pm_legend_compose(composer *c)
{
    legend l = make_legend(c->map);
    if (!l.count) return;
    pm_flow flow = flow_of(&l);
    pm_point *corners = PM_NEW_ARRAY(c->scene->arena, pm_point, l.count);
    pm_flow_place(&flow, c->legend.width, corners);
    composer_begin_group(c, "legend", "legend", NULL);
    for (size_t i = 0; i < l.count; i++)
        compose_block(c, &l.blocks[i], (pm_point){ c->legend.x + corners[i].x, c->legend.y + corners[i].y });
    composer_end_group(c);
}
