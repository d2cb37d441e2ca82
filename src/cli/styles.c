/*
 * papermap styles: the styles there are, as a list or, with --gallery, drawn: a folder with a picture for
 * each and a page that shows them.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/gallery.h"
#include "cli/progress.h"
#include "style/style.h"

static void show_help(void)
{
    puts("Usage: papermap styles [--gallery DIR [INPUT]]\n"
         "\n"
         "Lists the styles for --style.\n"
         "\n"
         "      --gallery DIR        draw INPUT in every style: index.html and a picture for each, in DIR\n"
         "                           (INPUT: a .yaml or .md file; default: the list that came along)\n"
         "      --from yaml|md       what INPUT is (default: from its name)\n" PM_CLI_LIMIT_HELP
         "  -q, --quiet              print errors only\n"
         "  -h, --help               show this");
}

enum { OPTION_GALLERY = 256, OPTION_FROM };

static const struct option known[] = { { "gallery", required_argument, NULL, OPTION_GALLERY },
                                       { "from", required_argument, NULL, OPTION_FROM },
                                       PM_CLI_LIMIT_OPTIONS,
                                       { "quiet", no_argument, NULL, 'q' },
                                       { "help", no_argument, NULL, 'h' },
                                       { NULL, 0, NULL, 0 } };

static int take_option(pm_gallery_options *o, int option, const char *value)
{
    if (option == OPTION_GALLERY) o->folder = value;
    if (option == 'q') o->quiet = true;
    if (option != OPTION_FROM) return pm_cli_take_limit(&o->limits, "styles", option, value);
    o->from = value;
    if (strcmp(value, "yaml") == 0 || strcmp(value, "md") == 0) return PM_EXIT_DONE;
    return pm_cli_usage("styles", "--from %s: expected yaml or md", value);
}

/* PM_EXIT_DONE when there is work to do; -1 when help was shown; else the code to end with. */
static int parse_options(pm_gallery_options *o, int argc, char **argv)
{
    int option, problem;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":qh", known, NULL)) != -1) {
        if (option == 'h') {
            show_help();
            return -1;
        }
        if (option == '?') return pm_cli_usage("styles", "unknown option %s", argv[optind - 1]);
        if (option == ':') return pm_cli_usage("styles", "option %s needs a value", argv[optind - 1]);
        if ((problem = take_option(o, option, optarg)) != PM_EXIT_DONE) return problem;
    }
    if (o->folder && !*o->folder) return pm_cli_usage("styles", "--gallery needs the name of a folder");
    if (optind < argc && !o->folder)
        return pm_cli_usage("styles", "got %s, but draws lists only with --gallery DIR", argv[optind]);
    if (optind + 1 < argc)
        return pm_cli_usage("styles", "one input at a time, not also %s", argv[optind + 1]);
    o->input = optind < argc ? argv[optind] : NULL;
    return PM_EXIT_DONE;
}

static void print_style(const pm_style *style, void *context)
{
    (void)context;
    printf("%-11s %s\n", style->name, style->description ? style->description : "");
}

static int list_styles(void)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_style_list(print_style, NULL, arena, diagnostics);
    pm_cli_report(diagnostics, PM_NOTE);
    int exit_code = pm_diagnostics_count(diagnostics, PM_ERROR) ? PM_EXIT_INPUT : PM_EXIT_DONE;
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return exit_code;
}

int pm_command_styles(int argc, char **argv)
{
    pm_gallery_options o = { .limits = pm_cli_default_limits };
    int exit_code = parse_options(&o, argc, argv);
    if (exit_code > 0) return exit_code;
    if (exit_code == PM_EXIT_DONE) exit_code = o.folder ? pm_gallery_make(&o) : list_styles();
    if (exit_code < 0) exit_code = PM_EXIT_DONE;
    return pm_cli_flush() ? exit_code : PM_EXIT_OUTPUT;
}
