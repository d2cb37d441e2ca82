/*
 * papermap readme: writes a list's tables into the marked sections of its README, or says that they are
 * stale.
 *
 * Nothing is written when nothing changed, so that a second run leaves even the file's time alone.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/clock.h"
#include "cli/config.h"
#include "support/file.h"
#include "taxonomy/line_diff.h"
#include "taxonomy/readme.h"
#include "taxonomy/timestamp.h"

enum { DIFF_LINES = 40 };

typedef struct options {
    const char *data, *readme, *from, *timezone;
    bool check, quiet, help;
    pm_cli_limits limits;
} options;

typedef struct job {
    options options;
    int64_t now;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_readme_config config;
} job;

static void show_help(void)
{
    puts("Usage: papermap readme INPUT README.md [--check]\n"
         "\n"
         "Writes the list in INPUT (.yaml or .md) as tables between <!-- main-start --> and <!-- main-end "
         "-->,\n"
         "and the time between <!-- update-time-start --> and <!-- update-time-end -->. The time changes "
         "only\n"
         "when the tables do. papermap.yaml beside the README sets time zone, columns, order and marker "
         "names.\n"
         "\n"
         "  --check           write nothing; exit with 1 and a short diff when the README is stale\n"
         "  --timezone NAME   an IANA name such as Asia/Shanghai (default: papermap.yaml's, else UTC)\n"
         "  --from yaml|md    what INPUT is, when its name does not say\n" PM_CLI_LIMIT_HELP
         "  -q, --quiet       say errors only\n"
         "  -h, --help        show this\n"
         "\n"
         "SOURCE_DATE_EPOCH, when set, is the time.");
}

/* PM_EXIT_DONE, or the code of the error that it printed. */
static int read_options(int argc, char **argv, options *o)
{
    enum { CHECK = 256, TIMEZONE, FROM };
    static const struct option known[] = { { "check", no_argument, NULL, CHECK },
                                           { "timezone", required_argument, NULL, TIMEZONE },
                                           { "from", required_argument, NULL, FROM },
                                           PM_CLI_LIMIT_OPTIONS,
                                           { "quiet", no_argument, NULL, 'q' },
                                           { "help", no_argument, NULL, 'h' },
                                           { NULL, 0, NULL, 0 } };
    opterr = 0;
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, ":qh", known, NULL)) != -1;) {
        if (c == CHECK)
            o->check = true;
        else if (c == TIMEZONE)
            o->timezone = optarg;
        else if (c == FROM)
            o->from = optarg;
        else if (c == 'q')
            o->quiet = true;
        else if (c == 'h')
            o->help = true;
        else if (c == ':')
            return pm_cli_usage("readme", "%s needs a value", argv[optind - 1]);
        else if (c == '?')
            return pm_cli_usage("readme", "unknown option %s", argv[optind - 1]);
        else if (pm_cli_take_limit(&o->limits, "readme", c, optarg) != PM_EXIT_DONE)
            return PM_EXIT_USAGE;
    }
    if (o->help) return PM_EXIT_DONE;
    if (argc - optind != 2) return pm_cli_usage("readme", "give the data and the README, in this order");
    o->data = argv[optind];
    o->readme = argv[optind + 1];
    if (strcmp(o->readme, "-") == 0) return pm_cli_usage("readme", "the README must be a file");
    if (o->timezone && !pm_timezone_exists(o->timezone))
        return pm_cli_usage("readme", "unknown time zone \"%s\": give an IANA name such as Asia/Shanghai",
                            o->timezone);
    return PM_EXIT_DONE;
}

/* Reads papermap.yaml beside the README, when there is one. */
static bool read_config(job *j)
{
    j->config = pm_default_readme_config;
    const char *slash = strrchr(j->options.readme, '/');
    int folder = slash ? (int)(slash - j->options.readme) + 1 : 0;
    const char *path = pm_arena_printf(j->arena, "%.*spapermap.yaml", folder, j->options.readme);
    bool is_fine = true;
    if (access(path, F_OK) == 0) {
        const pm_source *source = pm_file_read(path, PM_FILE_LIMIT, j->arena, j->diagnostics);
        pm_config config = { .readme = j->config };
        is_fine = source && pm_config_read(source, false, j->arena, &config, j->diagnostics);
        j->config = config.readme;
        pm_config_finish(&config);
    }
    if (j->options.timezone) j->config.timezone = j->options.timezone;
    return is_fine;
}

static int tell_stale(const job *j, const pm_readme *readme)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_escape_controls(&text, j->options.readme, strlen(j->options.readme));
    pm_strbuf_string(&text, " is stale: `papermap readme` would change\n");
    pm_line_diff(readme->before, readme->before_length, readme->after, readme->after_length,
                 readme->first_line, DIFF_LINES, &text);
    fputs(pm_strbuf_text(&text), stdout);
    pm_strbuf_finish(&text);
    return pm_cli_flush() ? PM_EXIT_FINDINGS : PM_EXIT_OUTPUT;
}

static int write_readme(const job *j, const pm_readme *readme)
{
    pm_output_set *set = pm_output_set_create();
    bool written =
        pm_output_set_add(set, j->options.readme, readme->text.data, readme->text.length, j->diagnostics) &&
        pm_output_set_commit(set, j->diagnostics);
    pm_output_set_destroy(set);
    return written ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static int rewrite(job *j, const pm_taxonomy *taxonomy, const pm_source *source)
{
    pm_readme readme;
    int code = PM_EXIT_INPUT;
    if (pm_readme_rewrite(source, taxonomy, &j->config, j->now, &readme, j->diagnostics)) {
        code = PM_EXIT_DONE;
        if (readme.changed) code = j->options.check ? tell_stale(j, &readme) : write_readme(j, &readme);
    }
    pm_readme_finish(&readme);
    return code;
}

/* Data, README and papermap.yaml are all read before any is found wanting, so that one run tells all. */
static int run_job(job *j)
{
    int code = PM_EXIT_INPUT;
    bool has_config = read_config(j);
    const pm_source *source =
        pm_file_read(j->options.readme, j->options.limits.bytes, j->arena, j->diagnostics);
    int read_code;
    pm_taxonomy *taxonomy = pm_cli_read(j->options.data, j->options.from, &j->options.limits, j->arena,
                                        j->diagnostics, &read_code);
    if (!taxonomy)
        code = read_code;
    else if (source && has_config)
        code = rewrite(j, taxonomy, source);
    pm_cli_report(j->diagnostics, j->options.quiet ? PM_ERROR : PM_NOTE);
    pm_taxonomy_destroy(taxonomy);
    return code;
}

int pm_command_readme(int argc, char **argv)
{
    job j = { .now = 0, .options = { .limits = pm_cli_default_limits } };
    int code = read_options(argc, argv, &j.options);
    if (code != PM_EXIT_DONE) return code;
    if (j.options.help) {
        show_help();
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    if (!pm_cli_now("readme", &j.now)) return PM_EXIT_USAGE;
    j.arena = pm_arena_create();
    j.diagnostics = pm_diagnostics_create();
    code = run_job(&j);
    pm_diagnostics_destroy(j.diagnostics);
    pm_arena_destroy(j.arena);
    return code;
}
