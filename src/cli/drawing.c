#include "cli/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/drawing_encode.h"
#include "cli/progress.h"
#include "scene/fit.h"
#include "scene/places.h"
#include "taxonomy/select.h"

static const pm_mark nowhere = { 0, 0 };
enum { STRIP_LENGTH = 8000, STRIP_RATIO = 8 }; /* points; longer than wide */
static const char own_engine[] = "mindmap";

/* The input's name without folder and ending: the title of a list that has none. */
static const char *name_of_input(const char *path, pm_arena *arena)
{
    if (!path || strcmp(path, "-") == 0) return "Papers";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return pm_arena_strndup(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

static int select_part(pm_drawing *d)
{
    const pm_patterns *only = &d->options->only, *except = &d->options->except;
    pm_selection selection = { only->items, only->count, except->items, except->count };
    const char *unused = pm_taxonomy_select(d->taxonomy, &selection);
    if (unused) pm_warning(d->diagnostics, NULL, nowhere, "nothing is called \"%s\"", unused);
    if (d->taxonomy->root->first_child) return PM_EXIT_DONE;
    pm_error(d->diagnostics, NULL, nowhere, "--only and --except leave nothing to draw");
    return PM_EXIT_USAGE;
}

/* A difference is drawn to the right with papers in one column: its arrows run beside it. */
static const pm_style *style_for_changes(const pm_style *own, pm_arena *arena)
{
    pm_style *style = pm_arena_copy(arena, own, sizeof *own);
    style->direction = "right";
    style->align = "leaf";
    style->footer_shown = false;
    return style;
}

static const pm_style *read_named_style(const pm_drawing *d, const char *name, int *exit_code)
{
    *exit_code = PM_EXIT_USAGE;
    if (!pm_style_exists(name, d->arena)) {
        pm_error(d->diagnostics, NULL, nowhere, "there is no style called \"%s\"", name);
        pm_hint(d->diagnostics, "`papermap styles` lists them; a path such as my/style.yaml works too");
        return NULL;
    }
    const pm_style *style = pm_style_read(name, d->arena, d->diagnostics);
    *exit_code = style ? PM_EXIT_DONE : PM_EXIT_INPUT;
    return style;
}

/* The second palette: that of the style asked for. A page has one without asking in the default style, where
 * the dark one is there and fine. */
static int read_dark_style(pm_drawing *d)
{
    static const char light_name[] = "light", dark_name[] = "dark";
    const char *asked = d->options->dark_style;
    int exit_code = PM_EXIT_DONE;
    if (asked) {
        const pm_style *dark = read_named_style(d, asked, &exit_code);
        if (dark) d->style = pm_style_with_dark(d->style, dark, d->arena, d->diagnostics);
    } else if ((d->has_page || d->html) && strcmp(d->options->style, light_name) == 0) {
        pm_diagnostics *silent = pm_diagnostics_create();
        const pm_style *dark =
            pm_style_exists(dark_name, d->arena) ? pm_style_read(dark_name, d->arena, silent) : NULL;
        if (dark) d->style = pm_style_with_dark(d->style, dark, d->arena, silent);
        pm_diagnostics_destroy(silent);
    }
    return exit_code;
}

static int read_style(pm_drawing *d)
{
    int exit_code;
    d->style = read_named_style(d, d->options->style, &exit_code);
    d->fonts = pm_fonts_create();
    pm_fonts_set_language(d->fonts, d->options->language);
    if (d->style) exit_code = read_dark_style(d);
    if (d->style && d->changes) d->style = style_for_changes(d->style, d->arena);
    bool is_encoded = d->style && exit_code == PM_EXIT_DONE && !d->changes;
    return is_encoded ? pm_drawing_encode(d) : exit_code;
}

bool pm_drawing_is_own_engine(const pm_draw_options *o)
{
    return !o->engine || strcmp(o->engine, own_engine) == 0;
}

static int build_map(pm_drawing *d)
{
    const pm_draw_options *o = d->options;
    pm_map_options options = { .title = o->title,
                               .direction = o->direction,
                               .depth = d->page_number ? d->depth : o->depth,
                               .first_category = d->first_category,
                               .changes = d->changes,
                               .encoding = d->encoding };
    if (!options.title && !d->taxonomy->root->name) options.title = name_of_input(d->input, d->arena);
    d->map = pm_map_build(d->taxonomy, d->style, d->fonts, &options, d->diagnostics);
    if (!d->map) return PM_EXIT_OUTPUT;
    d->map->page_name = d->page_name;
    d->map->page_number = d->page_number;
    return PM_EXIT_DONE;
}

static int lay_out(pm_drawing *d)
{
    const char *engine = d->options->engine ? d->options->engine : own_engine;
    bool is_fitted = d->options->fit.name != NULL;
    if (is_fitted) d->map->page = &d->options->fit;
    d->layout = pm_layout_create(engine, d->diagnostics);
    if (!d->layout) return PM_EXIT_OUTPUT;
    if (is_fitted && pm_drawing_is_own_engine(d->options) &&
        !pm_fit_map(d->map, d->layout, d->options->direction, d->diagnostics))
        return PM_EXIT_OUTPUT;
    if (d->describe) pm_map_describe(d->map);
    d->is_laid_out = pm_map_lay_out(d->map, d->layout, d->diagnostics);
    return d->is_laid_out ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

typedef struct drawing_step {
    const char *doing;
    int (*run)(pm_drawing *);
} drawing_step;

static int run_steps(pm_drawing *d, const drawing_step *steps, size_t count)
{
    int exit_code = PM_EXIT_DONE;
    for (size_t i = 0; i < count && exit_code == PM_EXIT_DONE; i++) {
        pm_progress_step(steps[i].doing);
        exit_code = steps[i].run(d);
    }
    return exit_code;
}

int pm_drawing_prepare(pm_drawing *d)
{
    static const drawing_step steps[] = { { "selecting", select_part }, { "reading the style", read_style } };
    return run_steps(d, steps, 2);
}

int pm_drawing_draw(pm_drawing *d)
{
    static const drawing_step steps[] = { { "measuring", build_map }, { "laying out", lay_out } };
    return run_steps(d, steps, 2);
}

static void release_layout(pm_drawing *d)
{
    if (d->is_laid_out) pm_layout_release(d->layout, d->map->laid_out);
    d->is_laid_out = false;
}

/* Nothing but -f gv needs the graph any more, and it is most of a large map's memory. */
static void let_graph_go(pm_drawing *d)
{
    release_layout(d);
    pm_map_let_graph_go(d->map);
}

void pm_drawing_compose(pm_drawing *d)
{
    d->scene = pm_scene_take_places(d->map, pm_drawing_is_own_engine(d->options));
    if (!d->describe) let_graph_go(d);
    pm_scene_fill(d->scene, d->map);
    pm_drawing_report_links(d);
    if (d->map->page) pm_fit_report(d->map, d->scene->zoom, d->diagnostics);
}

/* A strip that nobody can see whole: most who draw a long list for the first time get one. Those who have a
 * page beside it can move about in it, and a difference is as long as it is. */
static void tell_of_strip(const pm_drawing *d)
{
    if (d->html || d->changes) return;
    double width = d->scene->width, height = d->scene->height;
    double longer = width > height ? width : height, shorter = width > height ? height : width;
    if (d->map->page || d->has_page || longer < STRIP_LENGTH || longer < STRIP_RATIO * shorter) return;
    pm_note(d->diagnostics, NULL, nowhere, "the map is a strip of %.0f by %.0f points", width, height);
    pm_hint(d->diagnostics,
            "--fit 16:9 arranges it for a page, --split category draws it in parts, --depth topic shows "
            "less; -o map.html can be moved about");
}

int pm_drawing_make(pm_drawing *d)
{
    int exit_code = pm_drawing_prepare(d);
    if (exit_code == PM_EXIT_DONE) exit_code = pm_drawing_draw(d);
    if (exit_code == PM_EXIT_DONE) {
        pm_drawing_compose(d);
        tell_of_strip(d);
    }
    return exit_code;
}

static long long date_of_output(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : -1;
    return epoch && *epoch && !*end ? seconds : -1;
}

/* The laid-out graph in Graphviz's own language. */
static bool write_graph(Agraph_t *graph, pm_strbuf *out, pm_diagnostics *diagnostics)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    pm_layout_attach(graph);
    bool written = stream && agwrite(graph, stream) == 0;
    written = (!stream || fclose(stream) == 0) && written;
    if (written)
        pm_strbuf_append(out, text, length);
    else
        pm_error(diagnostics, NULL, nowhere, "cannot write the graph");
    free(text);
    return written;
}

pm_paint_options pm_drawing_paint_options(const pm_drawing *d)
{
    const pm_draw_options *o = d->options;
    return (pm_paint_options){ .scale = o->scale,
                               .svg_text = o->svg_text,
                               .has_dark = o->dark_style != NULL,
                               .author = o->author,
                               .language = o->language,
                               .date = date_of_output(),
                               .html = d->html };
}

bool pm_drawing_paint_with(pm_drawing *d, const pm_format *format, const pm_paint_options *options,
                           pm_strbuf *out)
{
    pm_progress_step("painting");
    if (!format->paint) return write_graph(d->map->graph, out, d->diagnostics);
    return format->paint(d->scene, options, out, d->diagnostics);
}

bool pm_drawing_paint(pm_drawing *d, const pm_format *format, pm_strbuf *out)
{
    pm_paint_options options = pm_drawing_paint_options(d);
    return pm_drawing_paint_with(d, format, &options, out);
}

void pm_drawing_finish(pm_drawing *d)
{
    pm_scene_destroy(d->scene);
    release_layout(d);
    pm_map_destroy(d->map);
    pm_layout_destroy(d->layout);
    pm_fonts_destroy(d->fonts);
}
