/*
 * The whole way from a list in YAML to SVG, JSON and Graphviz's language, on small trees, with the default
 * style.
 *
 * Direction, depth and whether there is a graph follow from the input's length, so that one list is drawn in
 * several ways.
 */
#include "fuzz.h"
#include "fuzz_picture.h"
#include "taxonomy/reader.h"

enum { MOST_ENTRIES = 200, FONTS_LIFETIME = 2000 };

static const pm_style *default_style(void)
{
    static const pm_style *style;
    if (style) return style;
    static pm_arena *arena; /* of the process */
    arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    style = pm_style_read(PAPERMAP_SOURCE_DIR "/styles/light.yaml", arena, diagnostics);
    fuzz_promise(style, "the default style is there");
    fuzz_finish_diagnostics(diagnostics);
    return style;
}

static void draw(const pm_taxonomy *taxonomy, size_t choice)
{
    static const char *const directions[] = { NULL, "left", "both", "radial" };
    static const int depths[] = { PM_DEPTH_PAPER, PM_DEPTH_TOPIC, PM_DEPTH_PAPER, PM_DEPTH_CATEGORY, 0 };
    const pm_map_options options = { .title = taxonomy->root->name ? NULL : "Papers",
                                     .direction = directions[choice % 4],
                                     .depth = depths[choice / 4 % 5] };
    fuzz_draw(taxonomy, default_style(), fuzz_fonts(FONTS_LIFETIME), &options, choice % 32 == 7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_source source = fuzz_list_source("list.yaml", data, size);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(&source, diagnostics);
    if (taxonomy && taxonomy->root->entry_count + taxonomy->group_count <= MOST_ENTRIES) draw(taxonomy, size);
    pm_taxonomy_destroy(taxonomy);
    fuzz_finish_diagnostics(diagnostics);
    fuzz_source_finish(&source);
    return 0;
}
