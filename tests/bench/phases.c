/*
 * One run of papermap, taken apart: what each step of a render costs, on a heap and caches that are cold.
 *
 *     bench_phases render INPUT STYLE FORMAT OUTPUT [SCALE]   svg, png, pdf, json; "pixels": PNG without
 * packing bench_phases events INPUT                               libyaml's bare event loop over the same
 * bytes bench_phases tidy NODES                                 the layout algorithm alone
 *
 * Prints a line for each phase: name, seconds by the clock, seconds of processor time (user + system), peak
 * memory of the process during the phase in bytes, bytes read or made. The peak is the kernel's high-water
 * mark, set back before each phase (proc(5), clear_refs); where that is forbidden it is the peak so far.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <yaml.h>

#include "graph/map.h"
#include "layout/layout.h"
#include "layout/tidy_tree.h"
#include "paint/indexed_canvas.h"
#include "paint/paint.h"
#include "scene/places.h"
#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/reader.h"

enum { MOST_BYTES = 1 << 30 };

typedef struct stopwatch {
    double wall, cpu;
} stopwatch;

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void reset_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (!file) return;
    fputs("5", file);
    fclose(file);
}

static size_t peak_memory(void)
{
    char line[256];
    size_t kilobytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0) kilobytes = strtoul(line + 6, NULL, 10);
    if (file) fclose(file);
    return kilobytes * 1024;
}

static stopwatch start(void)
{
    reset_peak();
    return (stopwatch){ seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID) };
}

static void stop(const stopwatch *begun, const char *phase, size_t bytes)
{
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - begun->cpu,
           wall = seconds(CLOCK_MONOTONIC) - begun->wall;
    printf("%s %.9f %.9f %zu %zu\n", phase, wall, cpu, peak_memory(), bytes);
}

static int fail(pm_diagnostics *diagnostics)
{
    pm_strbuf text = PM_STRBUF_INIT;
    const pm_diagnostic *diagnostic;
    for (size_t i = 0; (diagnostic = pm_diagnostics_get(diagnostics, i)); i++)
        if (diagnostic->severity == PM_ERROR) pm_diagnostic_format(diagnostic, &text);
    fputs(pm_strbuf_text(&text), stderr);
    pm_strbuf_finish(&text);
    return 1;
}

/* ---- painting ---------------------------------------------------------------------------------------- */

/* A PNG's pixels, not packed. */
static bool paint_pixels(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                         pm_diagnostics *diagnostics)
{
    (void)diagnostics;
    double scale = options->scale > 0 ? options->scale : 2;
    size_t width = (size_t)(scene->width * scale + 1), height = (size_t)(scene->height * scale + 1);
    pm_indexed *painted = pm_indexed_paint(scene, scale, width, height);
    bool done = painted != NULL;
    pm_indexed_destroy(painted);
    pm_strbuf_char(out, '\n');
    return done;
}

static pm_painter *find_painter(const char *format)
{
    static const struct {
        const char *name;
        pm_painter *paint;
    } painters[] = { { "svg", pm_paint_svg },
                     { "png", pm_paint_png },
                     { "pdf", pm_paint_pdf },
                     { "json", pm_paint_json },
                     { "pixels", paint_pixels } };
    for (size_t i = 0; i < sizeof painters / sizeof *painters; i++)
        if (strcmp(painters[i].name, format) == 0) return painters[i].paint;
    return NULL;
}

static size_t size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (size_t)info.st_size : 0;
}

/* ---- the steps of a render --------------------------------------------------------------------------- */

typedef struct picture {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_taxonomy *taxonomy;
    const pm_style *style;
    pm_fonts *fonts;
    pm_map *map;
    pm_layout *layout;
    pm_scene *scene;
} picture;

static bool read_list(picture *p, const char *input, const char *style)
{
    stopwatch begun = start();
    const pm_source *source = pm_file_read(input, MOST_BYTES, p->arena, p->diagnostics);
    p->taxonomy = source ? pm_taxonomy_read_yaml(source, p->diagnostics) : NULL;
    if (!p->taxonomy) return false;
    stop(&begun, "read", source->length);
    begun = start();
    p->style = pm_style_read(style, p->arena, p->diagnostics);
    stop(&begun, "style", 0);
    return p->style != NULL;
}

static bool make_scene(picture *p)
{
    stopwatch begun = start();
    pm_map_options options = { .depth = PM_DEPTH_PAPER };
    if (!p->taxonomy->root->name) options.title = "Papers";
    p->fonts = pm_fonts_create();
    p->map = pm_map_build(p->taxonomy, p->style, p->fonts, &options, p->diagnostics);
    if (!p->map) return false;
    stop(&begun, "build", p->map->count);
    begun = start();
    p->layout = pm_layout_create("mindmap", p->diagnostics);
    if (!p->layout || !pm_map_lay_out(p->map, p->layout, p->diagnostics)) return false;
    stop(&begun, "layout", p->map->count);
    begun = start();
    p->scene = pm_scene_take_places(p->map, true);
    pm_layout_release(p->layout, p->map->laid_out);
    pm_map_let_graph_go(p->map);
    pm_scene_fill(p->scene, p->map);
    stop(&begun, "compose", p->scene->item_count);
    return true;
}

/* What measuring took of `build`: the same nodes measured again, with fonts whose caches are empty. Comes
 * last, because it spoils the contents. */
static bool measure_again(picture *p)
{
    stopwatch begun = start();
    pm_arena *arena = pm_arena_create();
    pm_fonts *fonts = pm_fonts_create();
    pm_style_fonts set = { 0 };
    bool done = pm_style_fonts_open(&set, p->style, fonts, false, p->diagnostics);
    for (size_t i = 0; done && i < p->map->count; i++) {
        const pm_node *node = p->map->contents[i].node;
        const char *name = i ? pm_node_display_name(node) : p->map->title;
        pm_content content = p->map->contents[i];
        content.runs = NULL;
        content.buttons = NULL;
        content.run_count = content.button_count = 0;
        pm_content_measure(&content, name, p->style, &set, arena);
    }
    if (done) stop(&begun, "measure", p->map->count);
    pm_fonts_destroy(fonts);
    pm_arena_destroy(arena);
    return done;
}

static bool paint(picture *p, pm_painter *painter, const char *output, double scale)
{
    pm_paint_options options = { .scale = scale, .author = "papermap", .date = -1 };
    pm_strbuf bytes = PM_STRBUF_INIT;
    pm_output_set *set = pm_output_set_create();
    bool appended = painter == pm_paint_svg || painter == pm_paint_json; /* as the program does */
    stopwatch begun = start();
    bool done = !appended || pm_output_set_begin(set, output, &bytes, p->diagnostics);
    done = done && painter(p->scene, &options, &bytes, p->diagnostics);
    if (done) stop(&begun, "paint", 0);
    begun = start();
    if (done && appended)
        done = pm_output_set_end(set, &bytes, p->diagnostics);
    else if (done)
        done = pm_output_set_add(set, output, pm_strbuf_text(&bytes), bytes.length, p->diagnostics);
    done = done && pm_output_set_commit(set, p->diagnostics);
    if (done) stop(&begun, "write", size_of(output));
    pm_output_set_destroy(set);
    pm_strbuf_finish(&bytes);
    return done;
}

static void finish(picture *p)
{
    pm_scene_destroy(p->scene);
    pm_layout_destroy(p->layout);
    pm_map_destroy(p->map);
    pm_fonts_destroy(p->fonts);
    pm_taxonomy_destroy(p->taxonomy);
    pm_diagnostics_destroy(p->diagnostics);
    pm_arena_destroy(p->arena);
}

/* input, style, format, output, scale */
static int render(char *const *argv, int argc)
{
    pm_painter *painter = find_painter(argv[2]);
    if (!painter) return 2;
    picture p = { .arena = pm_arena_create(), .diagnostics = pm_diagnostics_create() };
    double scale = argc > 4 ? strtod(argv[4], NULL) : 0;
    int status = 0;
    if (!read_list(&p, argv[0], argv[1]) || !make_scene(&p) || !paint(&p, painter, argv[3], scale) ||
        !measure_again(&p))
        status = fail(p.diagnostics);
    finish(&p);
    return status;
}

/* ---- what to compare with ---------------------------------------------------------------------------- */

static bool parse_events(const pm_source *source)
{
    yaml_parser_t parser;
    yaml_event_t event = { 0 };
    if (!yaml_parser_initialize(&parser)) return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)source->text, source->length);
    bool done = true;
    for (bool more = true; more && done;) {
        done = yaml_parser_parse(&parser, &event);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return done;
}

static int run_events(const char *path)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    stopwatch begun = start();
    const pm_source *source = pm_file_read(path, MOST_BYTES, arena, diagnostics);
    bool done = source && parse_events(source);
    if (done) stop(&begun, "events", source->length);
    int status = done ? 0 : fail(diagnostics);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return status;
}

/* The next number of xorshift64, the same on every machine. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Every node's parent. In the order of the array a tree is breadth first, as the engine makes it
 * (map_tree.c), with 0 to 4 children a node; scattered, each node hangs below any of those before it. */
static void choose_parents(uint32_t *parents, uint32_t count, bool scattered, uint64_t *state)
{
    uint32_t parent = 0, added = 1;
    parents[0] = PM_TIDY_NONE;
    while (scattered && added < count) {
        parents[added] = (uint32_t)(next_random(state) % added);
        added++;
    }
    for (; added < count; parent++) {
        uint32_t children = (uint32_t)(next_random(state) % 5);
        if (children == 0 && parent + 1 == added) children = 1; /* do not die out */
        for (; children > 0 && added < count; children--)
            parents[added++] = parent;
    }
}

static void grow_tree(pm_tidy_node *nodes, uint32_t count, bool scattered)
{
    uint64_t state = 88172645463325252U;
    uint32_t *parents = pm_calloc(count, sizeof *parents), *last = pm_calloc(count, sizeof *last);
    choose_parents(parents, count, scattered, &state);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t parent = parents[i];
        uint64_t random = next_random(&state);
        nodes[i] = (pm_tidy_node){ .parent = parent,
                                   .first_child = PM_TIDY_NONE,
                                   .next_sibling = PM_TIDY_NONE,
                                   .depth_size = 40 + (double)(random >> 20 & 127),
                                   .cross_size = 10 + (double)(random >> 30 & 31),
                                   .space = 6,
                                   .gap = 20 };
        last[i] = PM_TIDY_NONE;
        if (parent == PM_TIDY_NONE) continue;
        if (last[parent] == PM_TIDY_NONE)
            nodes[parent].first_child = i;
        else
            nodes[last[parent]].next_sibling = i;
        last[parent] = i;
    }
    free(parents);
    free(last);
}

static int run_tidy(const char *number, bool scattered)
{
    uint32_t count = (uint32_t)strtoul(number, NULL, 10);
    if (count == 0) return 2;
    pm_tidy_node *nodes = pm_calloc(count, sizeof *nodes);
    grow_tree(nodes, count, scattered);
    stopwatch begun = start();
    pm_tidy_assign_depth(nodes, count, PM_TIDY_NON_LAYERED);
    size_t steps = pm_tidy_place(nodes, count);
    stop(&begun, "tidy", steps);
    free(nodes);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 6 && strcmp(argv[1], "render") == 0) return render(argv + 2, argc - 2);
    if (argc == 3 && strcmp(argv[1], "events") == 0) return run_events(argv[2]);
    if (argc >= 3 && strcmp(argv[1], "tidy") == 0) return run_tidy(argv[2], argc > 3);
    fputs("usage: bench_phases render INPUT STYLE FORMAT OUTPUT [SCALE] | events INPUT | tidy NODES "
          "[scattered]\n",
          stderr);
    return 2;
}
