/*
 * papermap preview: a folder for a CI artifact, with the page, the pictures and a summary of the list.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/clock.h"
#include "cli/listing.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "support/file.h"
#include "taxonomy/timestamp.h"

typedef struct options {
    const char *input, *from, *folder, *base;
    pm_draw_options draw;
    bool quiet, verbose;
    pm_cli_limits limits;
} options;

static void show_help(void)
{
    puts("Usage: papermap preview INPUT -o DIR [--base OLD]\n"
         "\n"
         "Fills a folder: index.html (the page, docs/PREVIEW.md), map.png, map.svg, map.pdf and summary.md;\n"
         "with --base also changes.svg, and what changed in the page and the summary.\n"
         "\n"
         "  -o, --output DIR         where to; made when it is not there\n"
         "      --base OLD           an older list to compare with: a file, or a git revision "
         "(main:data.yaml, main)\n"
         "      --from yaml|md       what the input is (default: from its name)");
    pm_draw_options_help();
    puts(PM_CLI_LIMIT_HELP "  -q, --quiet              print errors only\n"
                           "  -v, --verbose            print notes too\n"
                           "  -h, --help               show this");
}

enum { OPTION_FROM = 256, OPTION_BASE };

static const struct option own_options[] = {
    { "output", required_argument, NULL, 'o' },
    { "from", required_argument, NULL, OPTION_FROM },
    { "base", required_argument, NULL, OPTION_BASE },
    PM_CLI_LIMIT_OPTIONS,
    { "quiet", no_argument, NULL, 'q' },
    { "verbose", no_argument, NULL, 'v' },
    { "help", no_argument, NULL, 'h' },
};

enum { OWN_OPTIONS = sizeof own_options / sizeof *own_options };

static int take_option(options *o, int option, const char *value)
{
    int problem;
    if (pm_draw_options_take(&o->draw, "preview", option, value, &problem)) return problem;
    if (option == 'o') o->folder = value;
    if (option == 'q') o->quiet = true;
    if (option == 'v') o->verbose = true;
    if (option == OPTION_BASE) o->base = value;
    if (option != OPTION_FROM) return pm_cli_take_limit(&o->limits, "preview", option, value);
    o->from = value;
    if (strcmp(value, "yaml") == 0 || strcmp(value, "md") == 0) return PM_EXIT_DONE;
    return pm_cli_usage("preview", "--from %s: expected yaml or md", value);
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
    while ((option = getopt_long(argc, argv, ":o:qvh", known, NULL)) != -1) {
        if (option == 'h') {
            show_help();
            return -1;
        }
        if (option == '?') return pm_cli_usage("preview", "unknown option %s", argv[optind - 1]);
        if (option == ':') return pm_cli_usage("preview", "option %s needs a value", argv[optind - 1]);
        if ((problem = take_option(o, option, optarg)) != PM_EXIT_DONE) return problem;
    }
    if (optind >= argc) return pm_cli_usage("preview", "no input given");
    if (optind + 1 < argc)
        return pm_cli_usage("preview", "one input at a time, not also %s", argv[optind + 1]);
    if (!o->folder || !*o->folder) return pm_cli_usage("preview", "where to? add -o DIR");
    o->input = argv[optind];
    return PM_EXIT_DONE;
}

/* --- work --- */

static bool write_summary(pm_listing *l, pm_strbuf *out)
{
    pm_summary_write(l->drawing.scene, l->difference, l->findings, out);
    return true;
}

static const char changes_name[] = "changes.svg";

/* The picture of the difference, in the map's style. */
static bool write_changes(pm_listing *l, pm_strbuf *out)
{
    if (!l->changes) return true;
    pm_draw_options draw = pm_default_draw_options;
    draw.style = l->draw->style;
    draw.dark_style = l->draw->dark_style;
    draw.title = l->draw->title;
    draw.svg_text = l->draw->svg_text;
    pm_drawing d = { .options = &draw,
                     .taxonomy = l->changes->taxonomy,
                     .input = l->input,
                     .changes = l->changes,
                     .arena = l->arena,
                     .diagnostics = l->diagnostics };
    bool done = pm_drawing_make(&d) == PM_EXIT_DONE && pm_drawing_paint(&d, pm_format_find("svg"), out);
    pm_drawing_finish(&d);
    return done;
}

/* Paints the format that the file's name ends with. */
static bool paint(pm_listing *l, const char *name, pm_strbuf *out)
{
    if (strcmp(name, changes_name) == 0) return write_changes(l, out);
    return pm_drawing_paint(&l->drawing, pm_format_of_path(name), out);
}

/* One file after the other, into the set. */
static bool write_files(pm_listing *l, const char *folder, pm_output_set *set)
{
    static const char *const names[] = { "index.html", "map.png",    "map.svg",
                                         "map.pdf",    "summary.md", changes_name };
    size_t count = sizeof names / sizeof *names - !l->changes;
    bool done = true;
    for (size_t i = 0; done && i < count; i++) {
        const char *path = pm_arena_printf(l->arena, "%s/%s", folder, names[i]);
        pm_strbuf bytes = PM_STRBUF_INIT;
        pm_progress_step(names[i]);
        done = pm_format_of_path(names[i]) ? paint(l, names[i], &bytes) : write_summary(l, &bytes);
        done = done && pm_output_set_add(set, path, pm_strbuf_text(&bytes), bytes.length, l->diagnostics);
        pm_strbuf_finish(&bytes);
    }
    return done && pm_output_set_commit(set, l->diagnostics);
}

static int run(const options *o)
{
    int64_t now;
    if (!pm_cli_now("preview", &now)) return PM_EXIT_USAGE;
    pm_listing l = { .input = o->input,
                     .from = o->from,
                     .base = o->base,
                     .draw = &o->draw,
                     .limits = &o->limits,
                     .this_year = pm_timestamp_year(now) };
    pm_progress_begin(!o->quiet);
    int exit_code = pm_listing_make(&l);
    if (exit_code == PM_EXIT_DONE) {
        pm_output_set *set = pm_output_set_create();
        bool done = pm_cli_make_folder(o->folder, l.arena, l.diagnostics) && write_files(&l, o->folder, set);
        pm_output_set_destroy(set);
        exit_code = done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    pm_cli_report(l.diagnostics, o->quiet ? PM_ERROR : o->verbose ? PM_NOTE : PM_WARNING);
    pm_listing_finish(&l);
    return exit_code;
}

int pm_command_preview(int argc, char **argv)
{
    options o = { .draw = pm_default_draw_options, .limits = pm_cli_default_limits };
    int exit_code = parse_options(&o, argc, argv);
    if (exit_code == PM_EXIT_DONE)
        exit_code = run(&o);
    else if (exit_code < 0)
        exit_code = pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    pm_draw_options_finish(&o.draw);
    return exit_code;
}
