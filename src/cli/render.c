/*
 * papermap render: one read, one layout, as many outputs as asked for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/deck.h"
#include "cli/progress.h"
#include "support/file.h"
#include "support/memory.h"

typedef struct output {
    const char *path;
    const pm_format *format;
} output;

typedef struct options {
    const char *input, *from;
    const pm_format *format; /* asked for; NULL: by the outputs' names */
    output *outputs;
    size_t output_count, output_capacity;
    pm_draw_options draw;
    bool quiet, verbose;
    pm_cli_limits limits;
} options;

/* --- options --- */

static void show_help(void)
{
    puts("Usage: papermap render INPUT [-o FILE]...\n"
         "\n"
         "Draws the map of a taxonomy. INPUT is a .yaml or .md file, or - for standard input (with --from).\n"
         "\n"
         "  -o, --output FILE        where to; may repeat: one layout serves all; - is standard output\n"
         "  -f, --format FORMAT      " PM_FORMAT_NAMES " (default: from the output's name;\n"
         "                           of several outputs, for those whose names tell none)\n"
         "      --from yaml|md       what the input is (default: from its name)");
    pm_draw_options_help();
    puts(PM_CLI_LIMIT_HELP "  -q, --quiet              print errors only\n"
                           "  -v, --verbose            print notes too\n"
                           "  -h, --help               show this");
}

enum { OPTION_FROM = 256 };

static const struct option own_options[] = {
    { "output", required_argument, NULL, 'o' },
    { "format", required_argument, NULL, 'f' },
    { "from", required_argument, NULL, OPTION_FROM },
    PM_CLI_LIMIT_OPTIONS,
    { "quiet", no_argument, NULL, 'q' },
    { "verbose", no_argument, NULL, 'v' },
    { "help", no_argument, NULL, 'h' },
};

enum { OWN_OPTIONS = sizeof own_options / sizeof *own_options };

static int usage(const char *option, const char *value, const char *expected)
{
    return pm_cli_usage("render", "%s %s: expected %s", option, value, expected);
}

static void add_output(options *o, const char *path)
{
    PM_RESERVE(o->outputs, o->output_capacity, o->output_count + 1);
    o->outputs[o->output_count++] = (output){ path, NULL };
}

/* Takes one option; PM_EXIT_DONE, or the code to end with. */
static int take_option(options *o, int option, const char *value)
{
    int problem;
    if (pm_draw_options_take(&o->draw, "render", option, value, &problem)) return problem;
    switch (option) {
    case 'o':
        add_output(o, value);
        break;
    case 'f':
        o->format = pm_format_find(value);
        if (!o->format) return usage("--format", value, PM_FORMAT_NAMES);
        break;
    case OPTION_FROM:
        o->from = value;
        if (strcmp(value, "yaml") != 0 && strcmp(value, "md") != 0)
            return usage("--from", value, "yaml or md");
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

/* Gives every output its format: the one asked for, or what its name ends with. Of several outputs the one
 * asked for is that of those whose names tell none (standard output): a.png beside it stays a PNG. */
static int choose_formats(options *o)
{
    if (!o->output_count) {
        if (!o->format)
            return pm_cli_usage("render", "where to? add -o FILE, or -f FORMAT for standard output");
        add_output(o, "-");
    }
    for (size_t i = 0; i < o->output_count; i++) {
        output *out = &o->outputs[i];
        const pm_format *by_name = pm_format_of_path(out->path);
        out->format = o->format && !(by_name && o->output_count > 1) ? o->format : by_name;
        if (out->format && o->draw.split && strcmp(out->path, "-") == 0 && !out->format->paint_pages)
            return pm_cli_usage("render", "--split makes several files of %s: name one with -o",
                                out->format->name);
        if (!out->format)
            return pm_cli_usage("render", "cannot tell the format of %s: add -f " PM_FORMAT_NAMES, out->path);
    }
    return PM_EXIT_DONE;
}

/* PM_EXIT_DONE when there is work to do; -1 when help was shown; else the code to end with. */
static int parse_options(options *o, int argc, char **argv)
{
    struct option known[OWN_OPTIONS + PM_DRAW_OPTIONS_AT_MOST + 1];
    memcpy(known, own_options, sizeof own_options);
    *pm_draw_options_rows(known + OWN_OPTIONS) = (struct option){ NULL, 0, NULL, 0 };
    int option, problem;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":o:f:qvh", known, NULL)) != -1) {
        if (option == 'h') {
            show_help();
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

/* Whether one of the outputs is painted so. */
static bool wants(const options *o, pm_painter *painter)
{
    for (size_t i = 0; i < o->output_count; i++)
        if (o->outputs[i].format->paint == painter) return true;
    return false;
}

/* One file of an output. What is painted from first byte to last goes to the file meanwhile. */
static bool write_file(pm_deck *deck, const output *out, size_t file, pm_output_set *set)
{
    pm_strbuf bytes = PM_STRBUF_INIT;
    pm_diagnostics *diagnostics = deck->whole.diagnostics;
    const char *path = pm_deck_path(deck, out->path, out->format, file);
    bool appended = out->format->is_appended;
    bool done = !appended || pm_output_set_begin(set, path, &bytes, diagnostics);
    done = done && pm_deck_paint(deck, out->path, out->format, file, &bytes);
    if (done && appended)
        done = pm_output_set_end(set, &bytes, diagnostics);
    else if (done)
        done = pm_output_set_add(set, path, pm_strbuf_text(&bytes), bytes.length, diagnostics);
    pm_strbuf_finish(&bytes);
    return done;
}

static bool write_output(pm_deck *deck, const output *out, pm_output_set *set)
{
    bool done = true;
    for (size_t i = 0; done && i < pm_deck_files(deck, out->format); i++)
        done = write_file(deck, out, i, set);
    return done;
}

static int write_outputs(pm_deck *deck, const options *o)
{
    pm_diagnostics *diagnostics = deck->whole.diagnostics;
    pm_output_set *set = pm_output_set_create();
    bool done = true;
    for (size_t i = 0; done && i < o->output_count; i++)
        done = write_output(deck, &o->outputs[i], set);
    pm_progress_end(); /* standard output may be the same terminal */
    done = done && pm_output_set_commit(set, diagnostics);
    pm_output_set_destroy(set);
    return done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static void tell_dark_style(pm_diagnostics *diagnostics)
{
    pm_warning(diagnostics, NULL, (pm_mark){ 0, 0 },
               "--dark-style changes nothing here: only SVG and HTML hold two palettes");
    pm_hint(diagnostics, "for a picture of another format, make a second one with --style");
}

static int run(const options *o)
{
    pm_deck deck = { 0 };
    int exit_code;
    pm_drawing *d = &deck.whole;
    *d = (pm_drawing){ .options = &o->draw,
                       .input = o->input,
                       .describe = wants(o, NULL),
                       .has_page = wants(o, pm_paint_html),
                       .arena = pm_arena_create(),
                       .diagnostics = pm_diagnostics_create() };
    pm_progress_begin(!o->quiet);
    if (o->draw.dark_style && !wants(o, pm_paint_svg) && !d->has_page) tell_dark_style(d->diagnostics);
    pm_taxonomy *taxonomy = pm_cli_read(o->input, o->from, &o->limits, d->arena, d->diagnostics, &exit_code);
    d->taxonomy = taxonomy;
    if (taxonomy) exit_code = pm_deck_make(&deck);
    if (exit_code == PM_EXIT_DONE) exit_code = write_outputs(&deck, o);
    pm_cli_report(d->diagnostics, o->quiet ? PM_ERROR : o->verbose ? PM_NOTE : PM_WARNING);
    pm_deck_finish(&deck);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(d->diagnostics);
    pm_arena_destroy(d->arena);
    return exit_code;
}

int pm_command_render(int argc, char **argv)
{
    options o = { .draw = pm_default_draw_options, .limits = pm_cli_default_limits };
    int exit_code = parse_options(&o, argc, argv);
    if (exit_code == PM_EXIT_DONE)
        exit_code = run(&o);
    else if (exit_code < 0)
        exit_code = pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    pm_draw_options_finish(&o.draw);
    free(o.outputs);
    return exit_code;
}
