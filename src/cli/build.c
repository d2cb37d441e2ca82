/*
 * papermap build: makes all that papermap.yaml lists, or says what of it is stale.
 *
 * What is current is known by content: a file is written when it lacks the bytes that would be written, and
 * not touched otherwise.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/build_make.h"
#include "cli/clock.h"
#include "cli/progress.h"
#include "cli/watch.h"
#include "support/file.h"

typedef struct options {
    const char *config;
    bool check, watch, quiet, verbose, outside, help;
    pm_cli_limits limits;
} options;

static void show_help(void)
{
    puts("Usage: papermap build [CONFIG] [--check | --watch]\n"
         "\n"
         "Makes the pictures that CONFIG (default: papermap.yaml) lists, and the README's tables. Files that "
         "would not\n"
         "change are not written; when anything is wrong, none is. docs/BUILD.md tells what CONFIG may say.\n"
         "\n"
         "      --check              write nothing; exit with 1 when something is stale, and say what\n"
         "  -w, --watch              go on, and build again whenever an input changes (Ctrl-C ends it)\n"
         "      --allow-outside      let paths in CONFIG lead out of its repository\n" PM_CLI_LIMIT_HELP
         "  -q, --quiet              print errors, and with --check what is stale\n"
         "  -v, --verbose            print notes too\n"
         "  -h, --help               show this");
}

/* PM_EXIT_DONE, or the code of the error that it printed. */
static int read_options(int argc, char **argv, options *o)
{
    enum { CHECK = 256, OUTSIDE };
    static const struct option known[] = { { "check", no_argument, NULL, CHECK },
                                           { "watch", no_argument, NULL, 'w' },
                                           { "allow-outside", no_argument, NULL, OUTSIDE },
                                           PM_CLI_LIMIT_OPTIONS,
                                           { "quiet", no_argument, NULL, 'q' },
                                           { "verbose", no_argument, NULL, 'v' },
                                           { "help", no_argument, NULL, 'h' },
                                           { NULL, 0, NULL, 0 } };
    opterr = 0;
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, ":wqvh", known, NULL)) != -1;) {
        if (c == ':') return pm_cli_usage("build", "%s needs a value", argv[optind - 1]);
        if (c == '?') return pm_cli_usage("build", "unknown option %s", argv[optind - 1]);
        if (pm_cli_take_limit(&o->limits, "build", c, optarg) != PM_EXIT_DONE) return PM_EXIT_USAGE;
        o->check |= c == CHECK;
        o->outside |= c == OUTSIDE;
        o->watch |= c == 'w';
        o->quiet |= c == 'q';
        o->verbose |= c == 'v';
        o->help |= c == 'h';
    }
    if (o->help) return PM_EXIT_DONE;
    if (o->check && o->watch) return pm_cli_usage("build", "--check looks once: it does not go with --watch");
    if (argc - optind > 1)
        return pm_cli_usage("build", "one configuration at a time, not also %s", argv[optind + 1]);
    if (optind < argc) o->config = argv[optind];
    return PM_EXIT_DONE;
}

/* --- one build --- */

/* One line for each output: what happened to it. `only_news` leaves out what is current. */
static void tell_outputs(const pm_build *b, const char *news, bool only_news)
{
    pm_strbuf text = PM_STRBUF_INIT;
    for (size_t i = 0; i < b->made_count; i++) {
        const pm_made *made = &b->made[i];
        if (made->is_current && only_news) continue;
        pm_strbuf_printf(&text, "%-8s ", made->is_current ? "current" : news);
        pm_escape_controls(&text, made->path, strlen(made->path));
        pm_strbuf_char(&text, '\n');
    }
    fputs(pm_strbuf_text(&text), stdout);
    pm_strbuf_finish(&text);
}

static size_t count_stale(const pm_build *b)
{
    size_t count = 0;
    for (size_t i = 0; i < b->made_count; i++)
        count += !b->made[i].is_current;
    return count;
}

static int tell_stale(const pm_build *b, const options *o)
{
    size_t stale = count_stale(b);
    tell_outputs(b, "stale", o->quiet);
    if (stale && !o->quiet)
        printf("%zu of %zu %s stale: `papermap build` makes %s\n", stale, b->made_count,
               stale == 1 ? "is" : "are", stale == 1 ? "it" : "them");
    if (!pm_cli_flush()) return PM_EXIT_OUTPUT;
    return stale ? PM_EXIT_FINDINGS : PM_EXIT_DONE;
}

/* Builds once. `watch`, when not NULL, learns what to watch; what is current is then no news but the first
 * time. */
static int build(const options *o, pm_watch *watch, bool only_news)
{
    pm_build b = { .config_path = o->config, .may_leave = o->outside, .limits = o->limits };
    if (!pm_cli_now("build", &b.now)) return PM_EXIT_USAGE;
    pm_progress_begin(!o->quiet);
    int code = pm_build_start(&b);
    pm_progress_end();
    const char *input;
    for (size_t i = 0; watch && (input = pm_build_input(&b, i)); i++)
        pm_watch_add(watch, input);
    if (code == PM_EXIT_DONE && o->check) {
        code = tell_stale(&b, o);
    } else if (code == PM_EXIT_DONE) {
        code = pm_build_write(&b);
        if (code == PM_EXIT_DONE && !o->quiet) tell_outputs(&b, "made", only_news);
        if (!pm_cli_flush()) code = PM_EXIT_OUTPUT;
    }
    pm_cli_report(b.diagnostics, o->quiet ? PM_ERROR : o->verbose ? PM_NOTE : PM_WARNING);
    pm_build_finish(&b);
    return code;
}

/* --- watching --- */

/* Being told to stop is how watching ends well: no half-written file stays, and the exit code is 0. */
static void stop(int number)
{
    (void)number;
    pm_output_sets_abandon(); /* nothing but unlink: NOLINT(bugprone-signal-handler,cert-sig30-c) */
    pm_progress_end();        /* nothing but write: NOLINT(bugprone-signal-handler,cert-sig30-c) */
    _exit(PM_EXIT_DONE);
}

static int build_for_ever(const options *o)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_watch *watch = pm_watch_create(diagnostics);
    pm_cli_report(diagnostics, PM_NOTE);
    pm_diagnostics_destroy(diagnostics);
    if (!watch) return PM_EXIT_OUTPUT;
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    pm_watch_add(watch, o->config);
    int code = build(o, watch, false);
    while (code != PM_EXIT_USAGE) {
        if (!o->quiet) puts("watching; Ctrl-C ends it");
        if (!pm_cli_flush()) break;
        pm_watch_wait(watch, -1);
        code = build(o, watch, true);
    }
    pm_watch_destroy(watch);
    return code;
}

int pm_command_build(int argc, char **argv)
{
    options o = { .config = "papermap.yaml", .limits = pm_cli_default_limits };
    int code = read_options(argc, argv, &o);
    if (code != PM_EXIT_DONE) return code;
    if (o.help) {
        show_help();
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    return o.watch ? build_for_ever(&o) : build(&o, NULL, false);
}
