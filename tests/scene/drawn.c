#include "drawn.h"

#include "test.h"

#include <string.h>

static pm_fonts *fonts;

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
    p.map = pm_map_build(taxonomy, style, fonts, options, p.diagnostics);
    assert_non_null(p.map);
    p.layout = pm_layout_create(engine, p.diagnostics);
    assert_non_null(p.layout);
    p.map->page = page;
    pm_layout_engine_defaults(p.map->graph, engine);
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
    pm_layout_release(p->layout, p->map->graph);
    pm_layout_destroy(p->layout);
    pm_map_destroy(p->map);
    pm_diagnostics_destroy(p->diagnostics);
    pm_arena_destroy(p->arena);
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
