/*
 * papermap render: one read, one layout, as many outputs as asked for.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "graph/map.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/select.h"

static const pm_mark nowhere = { 0, 0 };
static const char default_style[] = "light";
static const char default_engine[] = "mindmap";

typedef struct format {
    const char *name;
    pm_painter *paint; /* NULL: the graph itself is written */
    const char *summary;
} format;

static const format formats[] = {
    { "png", pm_paint_png, "a picture in pixels, for READMEs (--scale)" },
    { "svg", pm_paint_svg, "a picture with live text and links, for pages and slides (--svg-text)" },
    { "pdf", pm_paint_pdf, "a page with searchable text and links" },
    { "gv", NULL, "the Graphviz graph with positions and all attributes" },
    { "json", pm_paint_json, "the laid-out map as data" },
};

typedef struct output {
    const char *path;
    const format *format;
} output;

typedef struct options {
    const char *input, *from, *format_name, *style, *engine, *direction, *title, *author;
    output *outputs;
    size_t output_count, output_capacity;
    const char **only, **except;
    size_t only_count, only_capacity, except_count, except_capacity;
    int depth;
    double scale;
    pm_svg_text svg_text;
    bool quiet, verbose;
    pm_cli_limits limits;
} options;

/* --- options --- */

static const char help[] =
    "Usage: papermap render INPUT [-o FILE]...\n"
    "\n"
    "Draws the map of a taxonomy. INPUT is a .yaml or .md file, or - for standard input (with --from).\n"
    "\n"
    "  -o, --output FILE        where to; may repeat: one layout serves all; - is standard output\n"
    "  -f, --format FORMAT      png, svg, pdf, gv or json (default: from the output's name)\n"
    "      --from yaml|md       what the input is (default: from its name)\n"
    "      --style NAME|FILE    how it looks (default: light; `papermap styles` lists them)\n"
    "      --layout ENGINE      who places the nodes (default: mindmap; `papermap layouts` lists them)\n"
    "      --direction DIR      right, left, both or down (default: as the style says)\n"
    "      --depth LEVEL        category, group, topic, paper (default) or a number of levels\n"
    "      --only GLOB          show only what matches, with all above and below it; may repeat\n"
    "      --except GLOB        leave out what matches; may repeat\n"
    "      --title TEXT         the root's text (default: from the data, else the file's name)\n"
    "      --author TEXT        the author in a PDF's metadata\n"
    "      --scale X            pixels per point of a PNG (default: 2, less for a huge map)\n"
    "      --svg-text KIND      live (default) or outline: glyphs as shapes\n" PM_CLI_LIMIT_HELP
    "  -q, --quiet              print errors only\n"
    "  -v, --verbose            print notes too\n"
    "  -h, --help               show this\n";

enum {
    OPTION_FROM = 256,
    OPTION_STYLE,
    OPTION_LAYOUT,
    OPTION_DIRECTION,
    OPTION_DEPTH,
    OPTION_ONLY,
    OPTION_EXCEPT,
    OPTION_TITLE,
    OPTION_AUTHOR,
    OPTION_SCALE,
    OPTION_SVG_TEXT
};

static const struct option long_options[] = {
    { "output", required_argument, NULL, 'o' },
    { "format", required_argument, NULL, 'f' },
    { "from", required_argument, NULL, OPTION_FROM },
    { "style", required_argument, NULL, OPTION_STYLE },
    { "layout", required_argument, NULL, OPTION_LAYOUT },
    { "direction", required_argument, NULL, OPTION_DIRECTION },
    { "depth", required_argument, NULL, OPTION_DEPTH },
    { "only", required_argument, NULL, OPTION_ONLY },
    { "except", required_argument, NULL, OPTION_EXCEPT },
    { "title", required_argument, NULL, OPTION_TITLE },
    { "author", required_argument, NULL, OPTION_AUTHOR },
    { "scale", required_argument, NULL, OPTION_SCALE },
    { "svg-text", required_argument, NULL, OPTION_SVG_TEXT },
    PM_CLI_LIMIT_OPTIONS,
    { "quiet", no_argument, NULL, 'q' },
    { "verbose", no_argument, NULL, 'v' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 },
};

static int usage(const char *option, const char *value, const char *expected)
{
    return pm_cli_usage("render", "%s %s: expected %s", option, value, expected);
}

/* The index of `value` in a list of words ended by NULL, -1 when it is none of them. */
static int index_of(const char *value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(value, words[i]) == 0) return i;
    return -1;
}

static bool parse_depth(const char *value, int *depth)
{
    static const char *const names[] = { "category", "group", "topic", "paper", NULL };
    static const int depths[] = { PM_DEPTH_CATEGORY, PM_DEPTH_GROUP, PM_DEPTH_TOPIC, PM_DEPTH_PAPER };
    int i = index_of(value, names);
    if (i >= 0) {
        *depth = depths[i];
        return true;
    }
    char *end;
    long number = strtol(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || number > 1000) return false;
    *depth = (int)number;
    return true;
}

static bool parse_scale(const char *value, double *scale)
{
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end || !(number >= 0.05 && number <= 64)) return false;
    *scale = number;
    return true;
}

static const format *find_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) return &formats[i];
    return NULL;
}

static void add_pattern(const char ***patterns, size_t *count, size_t *capacity, const char *pattern)
{
    PM_RESERVE(*patterns, *capacity, *count + 1);
    (*patterns)[(*count)++] = pattern;
}

/* Takes one option; PM_EXIT_DONE, or the code to end with. */
static int take_option(options *o, int option, const char *value)
{
    static const char *const directions[] = { "right", "left", "both", "down", NULL };
    static const char *const inputs[] = { "yaml", "md", NULL };
    static const char *const texts[] = { "live", "outline", NULL };
    switch (option) {
    case 'o':
        PM_RESERVE(o->outputs, o->output_capacity, o->output_count + 1);
        o->outputs[o->output_count++] = (output){ value, NULL };
        break;
    case 'f':
        o->format_name = value;
        if (!find_format(value)) return usage("--format", value, "png, svg, pdf, gv or json");
        break;
    case OPTION_FROM:
        o->from = value;
        if (index_of(value, inputs) < 0) return usage("--from", value, "yaml or md");
        break;
    case OPTION_STYLE:
        o->style = value;
        break;
    case OPTION_LAYOUT:
        o->engine = value;
        if (!pm_layout_is_known(value))
            return usage("--layout", value, "an engine that `papermap layouts` lists");
        break;
    case OPTION_DIRECTION:
        o->direction = value;
        if (index_of(value, directions) < 0) return usage("--direction", value, "right, left, both or down");
        break;
    case OPTION_DEPTH:
        if (!parse_depth(value, &o->depth))
            return usage("--depth", value, "category, group, topic, paper or a number");
        break;
    case OPTION_ONLY:
        add_pattern(&o->only, &o->only_count, &o->only_capacity, value);
        break;
    case OPTION_EXCEPT:
        add_pattern(&o->except, &o->except_count, &o->except_capacity, value);
        break;
    case OPTION_TITLE:
        o->title = value;
        break;
    case OPTION_AUTHOR:
        o->author = value;
        break;
    case OPTION_SCALE:
        if (!parse_scale(value, &o->scale)) return usage("--scale", value, "a number between 0.05 and 64");
        break;
    case OPTION_SVG_TEXT:
        if (index_of(value, texts) < 0) return usage("--svg-text", value, "live or outline");
        o->svg_text = index_of(value, texts) == 0 ? PM_SVG_TEXT_LIVE : PM_SVG_TEXT_OUTLINE;
        break;
    case 'q':
        o->quiet = true;
        break;
    case 'v':
        o->verbose = true;
        break;
    default:
        return pm_cli_take_limit(&o->limits, "render", option, value);
    }
    return PM_EXIT_DONE;
}

/* Gives every output its format: the one asked for, or what its name ends with. */
static int choose_formats(options *o)
{
    if (!o->output_count) {
        if (!o->format_name)
            return pm_cli_usage("render", "where to? add -o FILE, or -f FORMAT for standard output");
        take_option(o, 'o', "-");
    }
    for (size_t i = 0; i < o->output_count; i++) {
        output *out = &o->outputs[i];
        const char *slash = strrchr(out->path, '/'), *dot = strrchr(slash ? slash : out->path, '.');
        out->format = o->format_name ? find_format(o->format_name) : dot ? find_format(dot + 1) : NULL;
        if (out->format) continue;
        return pm_cli_usage("render", "cannot tell the format of %s: add -f png, svg, pdf, gv or json",
                            out->path);
    }
    return PM_EXIT_DONE;
}

/* PM_EXIT_DONE when there is work to do; -1 when help was shown; else the code to end with. */
static int parse_options(options *o, int argc, char **argv)
{
    int option, problem;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":o:f:qvh", long_options, NULL)) != -1) {
        if (option == 'h') {
            fputs(help, stdout);
            return -1;
        }
        if (option == '?') return pm_cli_usage("render", "unknown option %s", argv[optind - 1]);
        if (option == ':') return pm_cli_usage("render", "option %s needs a value", argv[optind - 1]);
        if ((problem = take_option(o, option, optarg)) != PM_EXIT_DONE) return problem;
    }
    if (optind >= argc) return pm_cli_usage("render", "no input given");
    if (optind + 1 < argc)
        return pm_cli_usage("render", "one input at a time, not also %s", argv[optind + 1]);
    o->input = argv[optind];
    return choose_formats(o);
}

/* --- work --- */

/* What one run owns. */
typedef struct job {
    const options *o;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_taxonomy *taxonomy;
    pm_fonts *fonts;
    pm_map *map;
    pm_layout *layout;
    pm_scene *scene;
} job;

/* The input's name without folder and ending: the title of a list that has none. */
static const char *name_of_input(const char *path, pm_arena *arena)
{
    if (!path || strcmp(path, "-") == 0) return "Papers";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return pm_arena_strndup(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

static int read_input(job *j)
{
    const options *o = j->o;
    int exit_code;
    j->taxonomy = pm_cli_read(o->input, o->from, &o->limits, j->arena, j->diagnostics, &exit_code);
    if (!j->taxonomy) return exit_code;
    pm_selection selection = { o->only, o->only_count, o->except, o->except_count };
    const char *unused = pm_taxonomy_select(j->taxonomy, &selection);
    if (unused) pm_warning(j->diagnostics, NULL, nowhere, "nothing is called \"%s\"", unused);
    if (!j->taxonomy->root->first_child) {
        pm_error(j->diagnostics, NULL, nowhere, "--only and --except leave nothing to draw");
        return PM_EXIT_USAGE;
    }
    return PM_EXIT_DONE;
}

static int build_map(job *j)
{
    const options *o = j->o;
    const char *style_name = o->style ? o->style : default_style;
    if (!pm_style_exists(style_name, j->arena)) {
        pm_error(j->diagnostics, NULL, nowhere, "there is no style called \"%s\"", style_name);
        pm_hint(j->diagnostics, "`papermap styles` lists them; a path such as my/style.yaml works too");
        return PM_EXIT_USAGE;
    }
    const pm_style *style = pm_style_read(style_name, j->arena, j->diagnostics);
    if (!style) return PM_EXIT_INPUT;
    pm_map_options map_options = { .title = o->title, .direction = o->direction, .depth = o->depth };
    if (!map_options.title && !j->taxonomy->root->name) map_options.title = name_of_input(o->input, j->arena);
    j->fonts = pm_fonts_create();
    j->map = pm_map_build(j->taxonomy, style, j->fonts, &map_options, j->diagnostics);
    return j->map ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static bool wants_graph(const options *o)
{
    for (size_t i = 0; i < o->output_count; i++)
        if (!o->outputs[i].format->paint) return true;
    return false;
}

static int lay_out(job *j)
{
    const char *engine = j->o->engine ? j->o->engine : default_engine;
    if (wants_graph(j->o)) pm_map_describe(j->map);
    pm_layout_engine_defaults(j->map->graph, engine);
    j->layout = pm_layout_create(engine, j->diagnostics);
    if (!j->layout || !pm_layout_run(j->layout, j->map->graph, j->diagnostics)) return PM_EXIT_OUTPUT;
    j->scene = pm_scene_compose(j->map, strcmp(engine, default_engine) == 0);
    return PM_EXIT_DONE;
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

static int write_outputs(job *j)
{
    const options *o = j->o;
    pm_paint_options paint = { .scale = o->scale,
                               .svg_text = o->svg_text,
                               .author = o->author ? o->author : "papermap",
                               .date = date_of_output() };
    pm_output_set *set = pm_output_set_create();
    bool done = true;
    for (size_t i = 0; done && i < o->output_count; i++) {
        const output *out = &o->outputs[i];
        pm_strbuf bytes = PM_STRBUF_INIT;
        done = out->format->paint ? out->format->paint(j->scene, &paint, &bytes, j->diagnostics)
                                  : write_graph(j->map->graph, &bytes, j->diagnostics);
        done =
            done && pm_output_set_add(set, out->path, pm_strbuf_text(&bytes), bytes.length, j->diagnostics);
        pm_strbuf_finish(&bytes);
    }
    done = done && pm_output_set_commit(set, j->diagnostics);
    pm_output_set_destroy(set);
    return done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static int run(job *j)
{
    int (*const steps[])(job *) = { read_input, build_map, lay_out, write_outputs };
    int exit_code = PM_EXIT_DONE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && exit_code == PM_EXIT_DONE; i++)
        exit_code = steps[i](j);
    return exit_code;
}

/* The program ends behind this. The map and its graph are left to the system, which takes them back as a
 * whole: taking the graph apart node by node was a sixth of the time for 10,000 papers. */
static void finish(job *j)
{
    pm_scene_destroy(j->scene);
    pm_fonts_destroy(j->fonts);
    pm_taxonomy_destroy(j->taxonomy);
    pm_diagnostics_destroy(j->diagnostics);
    pm_arena_destroy(j->arena);
}

int pm_command_render(int argc, char **argv)
{
    options o = { .depth = PM_DEPTH_PAPER, .limits = pm_cli_default_limits };
    int exit_code = parse_options(&o, argc, argv);
    if (exit_code == PM_EXIT_DONE) {
        static job j; /* what is left stays reachable */
        j = (job){ .o = &o, .arena = pm_arena_create(), .diagnostics = pm_diagnostics_create() };
        exit_code = run(&j);
        pm_cli_report(j.diagnostics, o.quiet ? PM_ERROR : o.verbose ? PM_NOTE : PM_WARNING);
        finish(&j);
    } else if (exit_code < 0) {
        exit_code = pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    free(o.outputs);
    free(o.only);
    free(o.except);
    return exit_code;
}

int pm_command_formats(int argc, char **argv)
{
    (void)argv;
    if (argc > 1) return pm_cli_usage("formats", "takes no options");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        printf("%-5s %s\n", formats[i].name, formats[i].summary);
    return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}
