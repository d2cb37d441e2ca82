#include "fuzz_picture.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "scene/places.h"

static pm_fonts *open_fonts;

static void close_fonts(void)
{
    pm_fonts_destroy(open_fonts);
    open_fonts = NULL;
}

pm_fonts *fuzz_fonts(int lifetime)
{
    static int age = -1;
    if (age < 0) (void)atexit(close_fonts);
    if (age >= lifetime) close_fonts();
    if (!open_fonts) {
        open_fonts = pm_fonts_create();
        age = 0;
    }
    age++;
    return open_fonts;
}

/* GMarkup knows elements, attributes, entities and UTF-8: enough to see text break out of its place. */
static void promise_xml(const pm_strbuf *svg)
{
    static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    GError *error = NULL;
    bool is_parsed =
        g_markup_parse_context_parse(context, pm_strbuf_text(svg), (gssize)svg->length, &error) &&
        g_markup_parse_context_end_parse(context, &error);
    fuzz_promise(is_parsed, error ? error->message : "the SVG is well-formed");
    g_markup_parse_context_free(context);
}

/* No text opens or closes a script: the page has its data and its program. */
static void promise_page(const pm_strbuf *html)
{
    size_t opened = 0, closed = 0;
    for (const char *at = pm_strbuf_text(html); (at = strcasestr(at, "<script")); at++)
        opened++;
    for (const char *at = pm_strbuf_text(html); (at = strcasestr(at, "</script")); at++)
        closed++;
    fuzz_promise(opened == 2 && closed == 2, "a page has two scripts");
    fuzz_promise(g_utf8_validate(pm_strbuf_text(html), (gssize)html->length, NULL), "a page is UTF-8");
}

static void promise_places(const pm_scene *scene)
{
    const double slack = 1.0;
    fuzz_promise(isfinite(scene->width) && isfinite(scene->height), "a picture has a size");
    for (size_t i = 0; i < scene->node_count; i++) {
        pm_box box = scene->nodes[i].box;
        fuzz_promise(isfinite(box.x) && isfinite(box.y) && box.width >= 0 && box.height >= 0,
                     "a node has a place and a size");
        fuzz_promise(box.x >= -slack && box.y >= -slack && box.x + box.width <= scene->width + slack &&
                         box.y + box.height <= scene->height + slack,
                     "nodes lie in the picture");
    }
}

static void paint(const pm_scene *scene, pm_diagnostics *diagnostics)
{
    const pm_paint_options options = { .author = "papermap", .date = -1 };
    pm_paint_options embedded = options;
    embedded.svg_text = PM_SVG_TEXT_EMBED; /* whatever the letters: a font is cut down to them */
    pm_strbuf svg = PM_STRBUF_INIT, json = PM_STRBUF_INIT, html = PM_STRBUF_INIT;
    fuzz_promise(pm_paint_svg(scene, &options, &svg, diagnostics), "a scene can be written as SVG");
    fuzz_promise(pm_paint_json(scene, &options, &json, diagnostics), "a scene can be written as JSON");
    fuzz_promise(pm_paint_html(scene, &embedded, &html, diagnostics), "a scene can be written as a page");
    promise_xml(&svg);
    promise_page(&html);
    fuzz_promise(g_utf8_validate(pm_strbuf_text(&json), (gssize)json.length, NULL), "JSON is UTF-8");
    pm_strbuf_finish(&svg);
    pm_strbuf_finish(&json);
    pm_strbuf_finish(&html);
}

/* Whether the graph, written in Graphviz's language, is read again with as many nodes and edges. */
static void promise_graph(Agraph_t *graph)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fuzz_promise(stream && agwrite(graph, stream) == 0 && fclose(stream) == 0, "a graph can be written");
    Agraph_t *again = agmemread(text);
    fuzz_promise(again && agnnodes(again) == agnnodes(graph) && agnedges(again) == agnedges(graph),
                 "a graph reads back with all nodes and edges");
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
        Agnode_t *same = agnode(again, agnameof(node), 0);
        fuzz_promise(same, "a node reads back with its id");
        const char *name = agget(node, (char *)"pm_name"), *read = agget(same, (char *)"pm_name");
        fuzz_promise(name ? read && strcmp(name, read) == 0 : !read, "a node reads back with its name");
    }
    agclose(again);
    free(text);
}

void fuzz_draw(const pm_taxonomy *taxonomy, const pm_style *style, pm_fonts *fonts,
               const pm_map_options *options, bool has_graph)
{
    static const char engine[] = "mindmap";
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_map *map = pm_map_build(taxonomy, style, fonts, options, diagnostics);
    if (map) {
        if (has_graph) pm_map_describe(map);
        pm_layout *layout = pm_layout_create(engine, diagnostics);
        size_t warnings = pm_diagnostics_count(diagnostics, PM_WARNING);
        fuzz_promise(pm_map_lay_out(map, layout, diagnostics), "every map can be laid out");
        fuzz_promise(!has_graph || pm_diagnostics_count(diagnostics, PM_WARNING) == warnings,
                     "Graphviz has nothing to say about a map");
        pm_scene *scene = pm_scene_compose(map, true);
        promise_places(scene);
        paint(scene, diagnostics);
        if (has_graph) {
            pm_layout_attach(map->graph);
            promise_graph(map->graph);
        }
        pm_scene_destroy(scene);
        pm_layout_release(layout, map->laid_out);
        pm_layout_destroy(layout);
    }
    pm_map_destroy(map);
    fuzz_finish_diagnostics(diagnostics);
}
