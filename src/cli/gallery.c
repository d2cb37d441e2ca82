#include "cli/gallery.h"

#include <stdlib.h>
#include <string.h>

#include "cli/drawing.h"
#include "cli/progress.h"
#include "style/style.h"
#include "support/file.h"
#include "support/memory.h"
#include "support/xml.h"

static const pm_mark nowhere = { 0, 0 };
static const char seed_list[] = "data/early-exiting.yaml";

/* A style's card on the page. */
typedef struct card {
    const char *name, *description;
    double width, height; /* of the picture, points */
} card;

typedef struct gallery {
    const pm_gallery_options *options;
    const char *input;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_taxonomy *taxonomy;
    pm_output_set *set;
    card *cards;
    size_t count, capacity;
    const char *title, *summary; /* of the list */
} gallery;

static void add_card(const pm_style *style, void *context)
{
    gallery *g = context;
    PM_RESERVE(g->cards, g->capacity, g->count + 1);
    g->cards[g->count++] =
        (card){ .name = style->name, .description = style->description ? style->description : "" };
}

/* The file's name in the folder: a style's name cannot hold a slash, since it is that of a file. */
static bool add_file(gallery *g, const char *name, const char *ending, const pm_strbuf *bytes)
{
    const char *path = pm_arena_printf(g->arena, "%s/%s%s", g->options->folder, name, ending);
    return pm_output_set_add(g->set, path, pm_strbuf_text(bytes), bytes->length, g->diagnostics);
}

static int draw_style(gallery *g, card *to)
{
    pm_draw_options options = pm_default_draw_options;
    options.style = to->name;
    pm_drawing d = { .options = &options,
                     .taxonomy = g->taxonomy,
                     .input = g->input,
                     .arena = g->arena,
                     .diagnostics = g->diagnostics };
    pm_progress_step(to->name);
    int exit_code = pm_drawing_make(&d);
    pm_strbuf bytes = PM_STRBUF_INIT;
    if (exit_code == PM_EXIT_DONE) {
        to->width = d.scene->width * d.scene->zoom;
        to->height = d.scene->height * d.scene->zoom;
        if (!g->title) g->title = pm_arena_strndup(g->arena, d.scene->title, strlen(d.scene->title));
        if (!g->summary)
            g->summary = pm_arena_strndup(g->arena, d.scene->description, strlen(d.scene->description));
        bool done =
            pm_drawing_paint(&d, pm_format_find("png"), &bytes) && add_file(g, to->name, ".png", &bytes);
        exit_code = done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    pm_strbuf_finish(&bytes);
    pm_drawing_finish(&d);
    return exit_code;
}

/* --- the page --- */

static const char page_style[] =
    "*{box-sizing:border-box}\n"
    "body{margin:0;padding:48px 40px 64px;background:#f6f7f9;color:#1b2430;"
    "font:15px/1.5 Inter,'Noto Sans',system-ui,sans-serif}\n"
    "header,main{max-width:1480px;margin:0 auto}\n"
    "h1{margin:0;font-size:26px;line-height:1.25}\n"
    "header p{margin:6px 0 32px;color:#556274}\n"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(420px,100%),1fr));gap:28px}\n"
    "article{display:flex;flex-direction:column;overflow:hidden;background:#fff;border:1px solid #dde2e8;"
    "border-radius:12px}\n"
    "article>a{display:block;height:330px;overflow:hidden;border-bottom:1px solid #dde2e8}\n"
    "article>a:focus-visible{outline:3px solid #2563eb;outline-offset:-3px}\n"
    "img{display:block;width:100%;height:auto}\n"
    "div{padding:14px 18px 18px}\n"
    "h2{margin:0;font-size:17px}\n"
    "div p{margin:2px 0 10px;color:#556274}\n"
    "code{font:13px/1.4 ui-monospace,'DejaVu Sans Mono',monospace;background:#eef1f5;border-radius:5px;"
    "padding:3px 7px}\n";

static void append_card(const card *of, pm_strbuf *out)
{
    pm_strbuf_string(out, "<article>\n<a href=\"");
    pm_xml_string(out, of->name);
    pm_strbuf_string(out, ".png\"><img src=\"");
    pm_xml_string(out, of->name);
    pm_strbuf_string(out, ".png\" alt=\"The map in the style ");
    pm_xml_string(out, of->name);
    pm_strbuf_printf(out, "\" width=\"%.0f\" height=\"%.0f\"></a>\n<div>\n<h2>", of->width, of->height);
    pm_xml_string(out, of->name);
    pm_strbuf_string(out, "</h2>\n<p>");
    pm_xml_string(out, of->description);
    pm_strbuf_string(out, "</p>\n<code>--style ");
    pm_xml_string(out, of->name);
    pm_strbuf_string(out, "</code>\n</div>\n</article>\n");
}

static bool write_page(gallery *g)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_strbuf_string(&out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                           "style-src 'unsafe-inline'; img-src 'self' file:\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                           "<title>Styles of papermap</title>\n<style>\n");
    pm_strbuf_string(&out, page_style);
    pm_strbuf_string(&out, "</style>\n</head>\n<body>\n<header>\n<h1>Styles of papermap</h1>\n<p>");
    pm_xml_string(&out, g->title ? g->title : "");
    pm_strbuf_string(&out, ": ");
    pm_xml_string(&out, g->summary ? g->summary : "");
    pm_strbuf_string(&out, ". A picture opens in full.</p>\n</header>\n<main>\n");
    for (size_t i = 0; i < g->count; i++)
        append_card(&g->cards[i], &out);
    pm_strbuf_string(&out, "</main>\n</body>\n</html>\n");
    bool done = add_file(g, "index", ".html", &out);
    pm_strbuf_finish(&out);
    return done;
}

static int make_all(gallery *g)
{
    int exit_code;
    pm_style_list(add_card, g, g->arena, g->diagnostics);
    if (pm_diagnostics_count(g->diagnostics, PM_ERROR)) return PM_EXIT_INPUT;
    g->taxonomy =
        pm_cli_read(g->input, g->options->from, &g->options->limits, g->arena, g->diagnostics, &exit_code);
    if (!g->taxonomy) return exit_code;
    exit_code = PM_EXIT_DONE;
    if (!pm_cli_make_folder(g->options->folder, g->arena, g->diagnostics)) return PM_EXIT_OUTPUT;
    for (size_t i = 0; i < g->count && exit_code == PM_EXIT_DONE; i++)
        exit_code = draw_style(g, &g->cards[i]);
    if (exit_code != PM_EXIT_DONE) return exit_code;
    bool done = write_page(g) && pm_output_set_commit(g->set, g->diagnostics);
    return done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

int pm_gallery_make(const pm_gallery_options *options)
{
    gallery g = { .options = options,
                  .arena = pm_arena_create(),
                  .diagnostics = pm_diagnostics_create(),
                  .set = pm_output_set_create() };
    int exit_code = PM_EXIT_INPUT;
    g.input = options->input ? options->input : pm_style_companion(seed_list, g.arena);
    pm_progress_begin(!options->quiet);
    if (g.input) {
        exit_code = make_all(&g);
    } else {
        pm_error(g.diagnostics, NULL, nowhere, "the list that comes along (%s) is not there", seed_list);
        pm_hint(g.diagnostics, "name a list of your own: papermap styles --gallery DIR list.yaml");
    }
    pm_cli_report(g.diagnostics, options->quiet ? PM_ERROR : PM_WARNING);
    pm_output_set_destroy(g.set);
    pm_taxonomy_destroy(g.taxonomy);
    free(g.cards);
    pm_diagnostics_destroy(g.diagnostics);
    pm_arena_destroy(g.arena);
    return exit_code;
}
