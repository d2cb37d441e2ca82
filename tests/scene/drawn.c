#include "drawn.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "generated.h"
#include "support/memory.h"

static pm_fonts *fonts;

const pm_encoding_style *told;

static const pm_style *told_style(const pm_style *style, pm_arena *arena)
{
    pm_style *copy = pm_arena_copy(arena, style, sizeof *style);
    copy->encoding.colour_by = told->colour_by;
    copy->encoding.size_by = told->size_by;
    copy->encoding.badge = told->badge;
    copy->encoding.new_months = told->new_months;
    copy->encoding.cross_links = told->cross_links;
    return copy;
}

/* Every child in its sibling's column or in the next one. */
static void set_random_columns(pm_map *map)
{
    random_state r = { map->count };
    uint32_t *columns = pm_calloc(map->count, sizeof *columns), *last = pm_calloc(map->count, sizeof *last);
    for (size_t i = 1; i < map->count; i++) {
        uint32_t *of_sibling = &last[map->contents[i].parent - map->contents];
        columns[i] = *of_sibling ? *of_sibling - 1 + (below(&r, 3) == 0) : 0;
        *of_sibling = columns[i] + 1;
    }
    pm_map_set_columns(map, columns);
    free(columns);
    free(last);
}

/* A picture that has yet to be laid out. */
static picture begin_with(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                          const pm_map_options *options, const pm_page *page)
{
    picture p = { .arena = pm_arena_create(), .diagnostics = pm_diagnostics_create() };
    pm_strbuf path = PM_STRBUF_INIT;
    pm_strbuf_printf(&path, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, style_name);
    const pm_style *style = pm_style_read(pm_strbuf_text(&path), p.arena, p.diagnostics);
    pm_strbuf_finish(&path);
    assert_non_null(style);
    pm_map_options own = *options;
    if (told) {
        style = told_style(style, p.arena);
        own.encoding = pm_encoding_make(taxonomy, style, (pm_when){ 2025, 6 }, p.arena);
    }
    p.map = pm_map_build(taxonomy, style, fonts, &own, p.diagnostics);
    assert_non_null(p.map);
    p.layout = pm_layout_create(engine, p.diagnostics);
    assert_non_null(p.layout);
    p.map->page = page;
    return p;
}

static picture begin(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                     const char *direction, const pm_page *page)
{
    const pm_map_options options = { .direction = direction, .depth = PM_DEPTH_PAPER };
    return begin_with(taxonomy, style_name, engine, &options, page);
}

picture draw_changes(const pm_difference_map *changes, const char *style_name)
{
    const pm_map_options options = { .direction = "right", .depth = PM_DEPTH_PAPER, .changes = changes };
    picture p = begin_with(changes->taxonomy, style_name, "mindmap", &options, NULL);
    assert_true(pm_map_lay_out(p.map, p.layout, p.diagnostics));
    p.scene = pm_scene_compose(p.map, true);
    return p;
}

picture draw_on(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                const char *direction, const pm_page *page)
{
    picture p = begin(taxonomy, style_name, engine, direction, page);
    if (told && direction && strcmp(direction, "columns") == 0) set_random_columns(p.map);
    if (page && !direction) assert_true(pm_fit_map(p.map, p.layout, NULL, p.diagnostics));
    assert_true(pm_map_lay_out(p.map, p.layout, p.diagnostics));
    p.scene = pm_scene_compose(p.map, strcmp(engine, "mindmap") == 0);
    return p;
}

picture draw_fitted(const pm_taxonomy *taxonomy, const char *style_name, const char *direction,
                    const pm_page *page)
{
    picture p = begin(taxonomy, style_name, "mindmap", direction, page);
    if (page) assert_true(pm_fit_map(p.map, p.layout, direction, p.diagnostics));
    assert_true(pm_map_lay_out(p.map, p.layout, p.diagnostics));
    p.scene = pm_scene_compose(p.map, true);
    return p;
}

picture draw(const pm_taxonomy *taxonomy, const char *style_name, const char *engine, const char *direction)
{
    return draw_on(taxonomy, style_name, engine, direction, NULL);
}

void discard(picture *p)
{
    pm_scene_destroy(p->scene);
    pm_layout_release(p->layout, p->map->laid_out);
    pm_layout_destroy(p->layout);
    pm_map_destroy(p->map);
    pm_diagnostics_destroy(p->diagnostics);
    pm_arena_destroy(p->arena);
}

void check_same_bytes(const picture *a, const picture *b)
{
    pm_painter *const painters[] = { pm_paint_json, pm_paint_svg };
    pm_paint_options options = { .scale = 1, .date = -1 };
    for (size_t i = 0; i < sizeof painters / sizeof *painters; i++) {
        pm_strbuf one = PM_STRBUF_INIT, two = PM_STRBUF_INIT;
        assert_true(painters[i](a->scene, &options, &one, a->diagnostics));
        assert_true(painters[i](b->scene, &options, &two, b->diagnostics));
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.data, two.data, one.length);
        pm_strbuf_finish(&one);
        pm_strbuf_finish(&two);
    }
}

int open_fonts(void **state)
{
    (void)state;
    fonts = pm_fonts_create();
    return 0;
}

int close_fonts(void **state)
{
    (void)state;
    pm_fonts_destroy(fonts);
    return 0;
}
