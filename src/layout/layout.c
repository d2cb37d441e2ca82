/*
 * Running an engine of libgvc, with its messages caught.
 *
 * Graphviz reports through one global function, in pieces: the level, ": ", then the text. The pieces are
 * joined to lines while a layout runs and become diagnostics of the caller.
 */
#include "layout/layout.h"

#include <stdlib.h>
#include <string.h>

#include "layout/gvc_private.h"
#include "layout/mindmap.h"
#include "support/memory.h"

struct pm_layout {
    GVC_t *gvc;
    const char *engine; /* one of pm_layout_names() */
};

/* The layout that runs right now; libgvc allows one only. */
static pm_strbuf caught = PM_STRBUF_INIT;

/* The context of all layouts with stock engines, kept until the process ends: Graphviz's Pango plugin
 * remembers the name of the last font that it measured, which belongs to the context, and reads it again in
 * the next one (2.42 to 2.43; found by AddressSanitizer). */
static GVC_t *stock_context;

static int catch_message(char *text)
{
    pm_strbuf_string(&caught, text);
    return 0;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* Our nodes have sizes measured by ourselves; that Graphviz would set their labels wider is no news. */
static bool is_noise(const char *line)
{
    return strstr(line, "size too small for label") != NULL;
}

static void report_line(const char *line, const char *engine, pm_diagnostics *diagnostics)
{
    if (*line == '\0' || is_noise(line)) return;
    if (starts_with(line, "Warning: "))
        pm_warning(diagnostics, NULL, (pm_mark){ 0 }, "layout %s: %s", engine, line + strlen("Warning: "));
    else if (starts_with(line, "Error: "))
        pm_error(diagnostics, NULL, (pm_mark){ 0 }, "layout %s: %s", engine, line + strlen("Error: "));
    else
        pm_note(diagnostics, NULL, (pm_mark){ 0 }, "layout %s: %s", engine, line);
}

static void report_caught(const char *engine, pm_diagnostics *diagnostics)
{
    char *rest = caught.data;

    while (rest && *rest) {
        char *line = strsep(&rest, "\n");
        report_line(line, engine, diagnostics);
    }
    pm_strbuf_finish(&caught);
}

/* What libgvc would use if the graph named another engine; gives back what it was, in a copy or NULL. */
static char *override_engine(Agraph_t *graph, const char *engine)
{
    char *asked = agget(graph, "layout");

    if (!asked) return NULL;
    size_t size = strlen(asked) + 1;
    char *copy = memcpy(pm_calloc(size, 1), asked, size);
    agset(graph, "layout", (char *)engine);
    return copy;
}

static void restore_engine(Agraph_t *graph, char *asked)
{
    if (asked) agset(graph, "layout", asked);
    free(asked);
}

/* gvLayout() takes an empty `layout` for the name of an engine, so the override is there even if it is empty.
 */
static int run_engine(const pm_layout *layout, Agraph_t *graph)
{
    agusererrf printer = agseterrf(catch_message);
    agerrlevel_t level = agseterr(AGWARN);
    char *asked = override_engine(graph, layout->engine);
    int result = gvLayout(layout->gvc, graph, layout->engine);

    restore_engine(graph, asked);
    agseterr(level);
    agseterrf(printer);
    return result;
}

const char *pm_layout_engine(const pm_layout *layout)
{
    return layout->engine;
}

bool pm_layout_is_mindmap(const pm_layout *layout)
{
    return strcmp(layout->engine, "mindmap") == 0;
}

static GVC_t *open_context(bool is_mindmap)
{
    if (!is_mindmap && stock_context) return stock_context;
    GVC_t *gvc = gvContextPlugins(NULL, is_mindmap ? 0 : 1);
    if (!gvc) pm_out_of_memory();
    gvAddLibrary(gvc, &gvplugin_papermap_LTX_library);
    if (!is_mindmap) stock_context = gvc;
    return gvc;
}

pm_layout *pm_layout_create(const char *engine, pm_diagnostics *diagnostics)
{
    for (const char *const *name = pm_layout_names(); *name; name++) {
        if (strcmp(*name, engine) != 0) continue;
        pm_layout *layout = pm_calloc(1, sizeof *layout);
        layout->engine = *name;
        layout->gvc = open_context(pm_layout_is_mindmap(layout));
        return layout;
    }
    pm_error(diagnostics, NULL, (pm_mark){ 0 }, "there is no layout \"%s\"", engine);
    const char *near = pm_nearest_word(engine, pm_layout_names());
    if (near) pm_hint(diagnostics, "did you mean \"%s\"?", near);
    return NULL;
}

bool pm_layout_run(pm_layout *layout, Agraph_t *graph, pm_diagnostics *diagnostics)
{
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    int result = run_engine(layout, graph);

    report_caught(layout->engine, diagnostics);
    if (result == 0 && GD_drawing(graph)) return true;
    if (pm_diagnostics_count(diagnostics, PM_ERROR) == errors)
        pm_error(diagnostics, NULL, (pm_mark){ 0 }, "layout %s: Graphviz could not lay out the map",
                 layout->engine);
    if (!pm_layout_is_mindmap(layout))
        pm_hint(diagnostics,
                "is Graphviz installed with its layout plugins (`dot -c`)? \"mindmap\" needs none");
    return false;
}

void pm_layout_release(pm_layout *layout, Agraph_t *graph)
{
    gvFreeLayout(layout->gvc, graph);
}

void pm_layout_destroy(pm_layout *layout)
{
    if (!layout) return;
    if (layout->gvc != stock_context) gvFreeContext(layout->gvc);
    free(layout);
}
