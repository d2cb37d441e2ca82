/*
 * papermap diff: what changed between two lists, as text, as data and as a picture.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/drawing.h"
#include "cli/progress.h"
#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/difference_write.h"

/* What an output can be: one of the difference's own forms, or a picture of it. */
typedef enum form { FORM_TEXT, FORM_MARKDOWN, FORM_JSON, FORM_PICTURE } form;

typedef struct output {
    const char *path;
    form form;
    const pm_format *format; /* pictures */
} output;

typedef struct options {
    const char *before, *after, *from, *format;
    output *outputs;
    size_t output_count, output_capacity;
    pm_draw_options draw;
    const char *colour;
    bool quiet, verbose;
    pm_cli_limits limits;
} options;

#define FORMATS "text, md, json, png, svg or pdf"

/* --- options --- */

static void show_help(void)
{
    puts("Usage: papermap diff OLD NEW [-o FILE]...\n"
         "\n"
         "Says what changed from OLD to NEW: papers added, removed, moved and edited, topics and categories\n"
         "added, removed, renamed, moved and reordered. Each is a .yaml or .md file, or a file as git has "
         "it:\n"
         "main:data.yaml, HEAD~1:README.md; a revision alone (main) is that of the other file.\n"
         "\n"
         "  -o, --output FILE        where to; may repeat (default: text on standard output)\n"
         "  -f, --format FORMAT      " FORMATS " (default: from the output's name)\n"
         "      --from yaml|md       what both are (default: from their names)\n"
         "      --color auto|always|never  colours of the text (default: on a terminal, without NO_COLOR)\n"
         "      --style NAME|FILE    a picture's look (default: light)\n"
         "      --scale X            a PNG's pixels for a point (default: 2)\n"
         "      --dark-style NAME|FILE  the colours of an SVG on dark pages\n"
         "      --svg-text live|embed|outline  the letters of an SVG (docs/SVG.md)\n"
         "      --title TEXT         a picture's root (default: the new list's)");
    puts(PM_CLI_LIMIT_HELP "  -q, --quiet              print errors only\n"
                           "  -v, --verbose            print notes too\n"
                           "  -h, --help               show this");
}

enum { OPTION_FROM = 256, OPTION_COLOUR, OPTION_DRAW };

/* The options of pictures that make sense here; their rows are those of `render`. */
static const char *const draw_names[] = { "style", "scale", "svg-text", "title", "dark-style" };

static const struct option known[] = {
    { "output", required_argument, NULL, 'o' },
    { "format", required_argument, NULL, 'f' },
    { "from", required_argument, NULL, OPTION_FROM },
    { "color", required_argument, NULL, OPTION_COLOUR },
    { "style", required_argument, NULL, OPTION_DRAW },
    { "scale", required_argument, NULL, OPTION_DRAW + 1 },
    { "svg-text", required_argument, NULL, OPTION_DRAW + 2 },
    { "title", required_argument, NULL, OPTION_DRAW + 3 },
    { "dark-style", required_argument, NULL, OPTION_DRAW + 4 },
    PM_CLI_LIMIT_OPTIONS,
    { "quiet", no_argument, NULL, 'q' },
    { "verbose", no_argument, NULL, 'v' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 },
};

static int take_draw_option(options *o, const char *name, const char *value)
{
    const pm_draw_option *option = pm_draw_option_find(name);
    if (option->take(&o->draw, value)) return PM_EXIT_DONE;
    return pm_cli_usage("diff", "--%s %s: expected %s", name, value, option->expected);
}

static int take_word(const char **word, const char *option, const char *value, const char *const *words,
                     const char *expected)
{
    *word = value;
    for (size_t i = 0; words[i]; i++)
        if (strcmp(value, words[i]) == 0) return PM_EXIT_DONE;
    return pm_cli_usage("diff", "%s %s: expected %s", option, value, expected);
}

static int take_option(options *o, int option, const char *value)
{
    static const char *const readers[] = { "yaml", "md", NULL };
    static const char *const colours[] = { "auto", "always", "never", NULL };
    size_t draw = (size_t)(option - OPTION_DRAW);
    if (option >= OPTION_DRAW && draw < sizeof draw_names / sizeof *draw_names)
        return take_draw_option(o, draw_names[draw], value);
    switch (option) {
    case 'o':
        PM_RESERVE(o->outputs, o->output_capacity, o->output_count + 1);
        o->outputs[o->output_count++] = (output){ .path = value };
        return PM_EXIT_DONE;
    case 'f':
        o->format = value;
        return PM_EXIT_DONE;
    case 'q':
        o->quiet = true;
        return PM_EXIT_DONE;
    case 'v':
        o->verbose = true;
        return PM_EXIT_DONE;
    case OPTION_FROM:
        return take_word(&o->from, "--from", value, readers, "yaml or md");
    case OPTION_COLOUR:
        return take_word(&o->colour, "--color", value, colours, "auto, always or never");
    default:
        return pm_cli_take_limit(&o->limits, "diff", option, value);
    }
}

/* By a format's name or a file's ending; false for what a difference cannot be. */
static bool choose_form(output *out, const char *name)
{
    static const struct {
        const char *name;
        form form;
    } forms[] = { { "text", FORM_TEXT },   { "txt", FORM_TEXT },          { "md", FORM_MARKDOWN },
                  { "json", FORM_JSON },   { "markdown", FORM_MARKDOWN }, { "png", FORM_PICTURE },
                  { "svg", FORM_PICTURE }, { "pdf", FORM_PICTURE } };
    for (size_t i = 0; name && i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(name, forms[i].name) != 0) continue;
        out->form = forms[i].form;
        out->format = pm_format_find(name);
        return true;
    }
    return false;
}

/* What a name ends with, as a form; for standard output that is text. */
static bool choose_by_name(output *out)
{
    if (strcmp(out->path, "-") == 0) return choose_form(out, "text");
    const char *slash = strrchr(out->path, '/'), *dot = strrchr(slash ? slash : out->path, '.');
    return choose_form(out, dot ? dot + 1 : NULL);
}

/* As `render` does: -f is the format of one output, and of those of several whose names tell none. */
static int choose_forms(options *o)
{
    if (!o->output_count) {
        take_option(o, 'o', "-");
        if (!o->format) o->format = "text";
    }
    for (size_t i = 0; i < o->output_count; i++) {
        output *out = &o->outputs[i];
        bool is_named = strcmp(out->path, "-") != 0 && choose_by_name(out);
        if (o->format && !(is_named && o->output_count > 1)) {
            if (!choose_form(out, o->format))
                return pm_cli_usage("diff", "--format %s: expected " FORMATS, o->format);
        } else if (!choose_by_name(out)) {
            return pm_cli_usage("diff", "cannot tell the format of %s: add -f " FORMATS, out->path);
        }
    }
    return PM_EXIT_DONE;
}

/* PM_EXIT_DONE when there is work to do; -1 when help was shown; else the code to end with. */
static int parse_options(options *o, int argc, char **argv)
{
    int option, problem;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":o:f:qvh", known, NULL)) != -1) {
        if (option == 'h') {
            show_help();
            return -1;
        }
        if (option == '?') return pm_cli_usage("diff", "unknown option %s", argv[optind - 1]);
        if (option == ':') return pm_cli_usage("diff", "option %s needs a value", argv[optind - 1]);
        if ((problem = take_option(o, option, optarg)) != PM_EXIT_DONE) return problem;
    }
    if (optind + 2 != argc)
        return pm_cli_usage("diff", optind + 2 > argc ? "two lists are compared: OLD and NEW"
                                                      : "two lists are compared, not more");
    o->before = argv[optind];
    o->after = argv[optind + 1];
    if (strcmp(o->before, "-") == 0 && strcmp(o->after, "-") == 0)
        return pm_cli_usage("diff", "only one of both can be standard input");
    return choose_forms(o);
}

/* --- work --- */

static bool wants_colours(const options *o, const output *out)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (o->colour && strcmp(o->colour, "auto") != 0) return strcmp(o->colour, "always") == 0;
    if (strcmp(out->path, "-") != 0 || !isatty(STDOUT_FILENO) || (none && *none)) return false;
    return terminal && strcmp(terminal, "dumb") != 0;
}

static bool has_picture(const options *o)
{
    for (size_t i = 0; i < o->output_count; i++)
        if (o->outputs[i].form == FORM_PICTURE) return true;
    return false;
}

static bool write_form(const options *o, const output *out, const pm_difference *difference, pm_drawing *d,
                       pm_strbuf *bytes)
{
    if (out->form == FORM_TEXT) pm_difference_write_text(difference, wants_colours(o, out), bytes);
    if (out->form == FORM_MARKDOWN) pm_difference_write_markdown(difference, SIZE_MAX, bytes);
    if (out->form == FORM_JSON) pm_difference_write_json(difference, bytes);
    return out->form != FORM_PICTURE || pm_drawing_paint(d, out->format, bytes);
}

static int write_outputs(const options *o, const pm_difference *difference, pm_drawing *d)
{
    pm_output_set *set = pm_output_set_create();
    bool done = true;
    for (size_t i = 0; done && i < o->output_count; i++) {
        const output *out = &o->outputs[i];
        pm_strbuf bytes = PM_STRBUF_INIT;
        done = write_form(o, out, difference, d, &bytes) &&
               pm_output_set_add(set, out->path, pm_strbuf_text(&bytes), bytes.length, d->diagnostics);
        pm_strbuf_finish(&bytes);
    }
    pm_progress_end();
    done = done && pm_output_set_commit(set, d->diagnostics);
    pm_output_set_destroy(set);
    return done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static int show(const options *o, pm_drawing *d, const pm_taxonomy *before, const pm_taxonomy *after)
{
    int exit_code = PM_EXIT_DONE;
    pm_progress_step("comparing");
    pm_difference *difference = pm_difference_create(before, after);
    pm_difference_map *map = has_picture(o) ? pm_difference_map_create(difference) : NULL;
    d->changes = map;
    if (map) d->taxonomy = map->taxonomy;
    if (map) exit_code = pm_drawing_make(d);
    if (exit_code == PM_EXIT_DONE) exit_code = write_outputs(o, difference, d);
    pm_cli_report(d->diagnostics, o->quiet ? PM_ERROR : o->verbose ? PM_NOTE : PM_WARNING);
    pm_drawing_finish(d);
    pm_difference_map_destroy(map);
    pm_difference_destroy(difference);
    return exit_code;
}

static int run(const options *o)
{
    int exit_code, other_code = PM_EXIT_DONE;
    pm_drawing d = { .options = &o->draw,
                     .input = o->after,
                     .arena = pm_arena_create(),
                     .diagnostics = pm_diagnostics_create() };
    pm_progress_begin(!o->quiet);
    pm_taxonomy *before =
        pm_cli_read_version(o->before, o->after, o->from, &o->limits, d.arena, d.diagnostics, &exit_code);
    pm_taxonomy *after =
        pm_cli_read_version(o->after, o->before, o->from, &o->limits, d.arena, d.diagnostics, &other_code);
    if (before) exit_code = other_code;
    if (before && after)
        exit_code = show(o, &d, before, after);
    else
        pm_cli_report(d.diagnostics, o->quiet ? PM_ERROR : PM_WARNING);
    pm_taxonomy_destroy(before);
    pm_taxonomy_destroy(after);
    pm_diagnostics_destroy(d.diagnostics);
    pm_arena_destroy(d.arena);
    return exit_code;
}

int pm_command_diff(int argc, char **argv)
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
