/*
 * papermap serve: the page in a browser, drawn again whenever the list or its style changes.
 *
 * One thread and one loop: it waits for requests, for changes of files and for the signals that end it.
 * Drawing happens in between, so that Graphviz and Pango never meet a second thread. While the list is
 * broken, the last good page stays, and what is wrong is told beside it in the terminal's words.
 */
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/clock.h"
#include "cli/http.h"
#include "cli/listing.h"
#include "cli/watch.h"
#include "taxonomy/timestamp.h"

enum { DEFAULT_PORT = 8417 };

typedef struct options {
    const char *input, *from;
    pm_draw_options draw;
    unsigned port; /* 0: the default one, or any that is free */
    bool open, quiet;
    pm_cli_limits limits;
} options;

/* --- options --- */

static void show_help(void)
{
    puts("Usage: papermap serve INPUT [--port N] [--open]\n"
         "\n"
         "Shows the page (docs/PREVIEW.md) on this machine and draws it again when the list or its style\n"
         "changes. Ctrl-C ends it.\n"
         "\n"
         "      --port N             where to listen (default: 8417, or any that is free)\n"
         "      --open               open it in the browser\n"
         "      --from yaml|md       what the input is (default: from its name)");
    pm_draw_options_help();
    puts(PM_CLI_LIMIT_HELP "  -q, --quiet              print errors only\n"
                           "  -h, --help               show this");
}

enum { OPTION_FROM = 256, OPTION_PORT, OPTION_OPEN };

static const struct option own_options[] = {
    { "from", required_argument, NULL, OPTION_FROM },
    { "port", required_argument, NULL, OPTION_PORT },
    { "open", no_argument, NULL, OPTION_OPEN },
    PM_CLI_LIMIT_OPTIONS,
    { "quiet", no_argument, NULL, 'q' },
    { "help", no_argument, NULL, 'h' },
};

enum { OWN_OPTIONS = sizeof own_options / sizeof *own_options };

static bool parse_port(const char *value, unsigned *port)
{
    char *end;
    unsigned long number = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || number < 1 || number > 65535) return false;
    *port = (unsigned)number;
    return true;
}

static int take_option(options *o, int option, const char *value)
{
    int problem;
    if (pm_draw_options_take(&o->draw, "serve", option, value, &problem)) return problem;
    if (option == OPTION_OPEN) o->open = true;
    if (option == 'q') o->quiet = true;
    if (option == OPTION_PORT && !parse_port(value, &o->port))
        return pm_cli_usage("serve", "--port %s: expected a number from 1 to 65535", value);
    if (option == OPTION_FROM) {
        o->from = value;
        if (strcmp(value, "yaml") != 0 && strcmp(value, "md") != 0)
            return pm_cli_usage("serve", "--from %s: expected yaml or md", value);
    }
    return pm_cli_take_limit(&o->limits, "serve", option, value);
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
    while ((option = getopt_long(argc, argv, ":qh", known, NULL)) != -1) {
        if (option == 'h') {
            show_help();
            return -1;
        }
        if (option == '?') return pm_cli_usage("serve", "unknown option %s", argv[optind - 1]);
        if (option == ':') return pm_cli_usage("serve", "option %s needs a value", argv[optind - 1]);
        if ((problem = take_option(o, option, optarg)) != PM_EXIT_DONE) return problem;
    }
    if (optind >= argc) return pm_cli_usage("serve", "no input given");
    if (optind + 1 < argc) return pm_cli_usage("serve", "one input at a time, not also %s", argv[optind + 1]);
    o->input = argv[optind];
    if (strcmp(o->input, "-") == 0) return pm_cli_usage("serve", "a file is needed, not standard input");
    return PM_EXIT_DONE;
}

/* --- drawing --- */

typedef struct server {
    const options *o;
    pm_http *http;
    pm_watch *watch;
    int this_year;
    unsigned drawn; /* times so far */
    bool has_page;
    char version[64]; /* of what is shown */
} server;

/* What was read, and what could not be: the style's files, and those that have mistakes. */
static void watch_sources(const server *s, const pm_listing *l)
{
    const pm_style *style = l->drawing.style;
    for (size_t i = 0; style && i < style->source_count; i++)
        pm_watch_add(s->watch, style->sources[i]->name);
    const pm_diagnostic *diagnostic;
    for (size_t i = 0; (diagnostic = pm_diagnostics_get(l->diagnostics, i)); i++)
        if (diagnostic->source) pm_watch_add(s->watch, diagnostic->source->name);
    if (strchr(s->o->draw.style, '/')) pm_watch_add(s->watch, s->o->draw.style);
}

/* A name that no other page has, of this server or another. */
static void name_version(server *s)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(s->version, sizeof s->version, "%lld.%09ld-%u", (long long)now.tv_sec, now.tv_nsec, ++s->drawn);
}

/* Tells the browser and the terminal what is wrong; the page stays, or says no more than that. */
static void tell_problems(server *s, pm_listing *l)
{
    pm_strbuf text = PM_STRBUF_INIT, page = PM_STRBUF_INIT;
    pm_cli_report_text(l->diagnostics, PM_WARNING, &text);
    fputs(pm_strbuf_text(&text), stderr);
    if (!s->has_page) pm_html_write_empty(s->o->input, &l->extras, &page);
    pm_http_show(s->http, s->version, s->has_page ? NULL : &page, pm_strbuf_text(&text));
    pm_strbuf_finish(&text);
    pm_strbuf_finish(&page);
}

static void show_page(server *s, pm_listing *l, const pm_strbuf *page)
{
    pm_cli_report(l->diagnostics, s->o->quiet ? PM_ERROR : PM_WARNING);
    pm_http_show(s->http, s->version, page, NULL);
    if (s->o->quiet) return;
    printf("%s: %s\n", s->o->input, l->drawing.scene->description);
    fflush(stdout);
}

static void draw(server *s)
{
    pm_listing l = { .input = s->o->input,
                     .from = s->o->from,
                     .draw = &s->o->draw,
                     .limits = &s->o->limits,
                     .this_year = s->this_year };
    pm_strbuf page = PM_STRBUF_INIT;
    name_version(s);
    bool done = pm_listing_make(&l) == PM_EXIT_DONE;
    watch_sources(s, &l);
    l.extras.version = s->version;
    done = done && pm_drawing_paint(&l.drawing, pm_format_find("html"), &page);
    if (done) {
        s->has_page = true;
        show_page(s, &l, &page);
    } else {
        tell_problems(s, &l);
    }
    pm_strbuf_finish(&page);
    pm_listing_finish(&l);
}

/* --- the loop --- */

static void open_browser(unsigned port)
{
    char *address = NULL;
    if (asprintf(&address, "http://127.0.0.1:%u/", port) < 0) return;
    char *command[] = { "xdg-open", address, NULL };
    pid_t child;
    if (posix_spawnp(&child, command[0], NULL, NULL, command, environ) != 0)
        fputs("papermap serve: warning: found no xdg-open to open the browser with\n", stderr);
    free(address);
}

/* The signals that end the program, as a descriptor. */
static int catch_ends(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    signal(SIGCHLD, SIG_IGN); /* the browser's starter */
    return signalfd(-1, &ends, SFD_CLOEXEC);
}

static void loop(server *s, int ends)
{
    struct pollfd waited[] = { { .fd = ends, .events = POLLIN },
                               { .fd = pm_watch_descriptor(s->watch), .events = POLLIN },
                               { .fd = pm_http_descriptor(s->http), .events = POLLIN } };
    while (!(waited[0].revents & POLLIN)) {
        int timeout = pm_http_timeout(s->http); /* 0: requests are waiting, and files can wait for them */
        bool is_idle = poll(waited, 3, timeout) == 0 && timeout > 0;
        if ((is_idle || waited[1].revents) && pm_watch_changed(s->watch)) draw(s);
        pm_http_run(s->http);
    }
}

/* The port that was asked for, else the usual one, else any. */
static pm_http *listen_somewhere(const options *o, pm_diagnostics *diagnostics)
{
    if (o->port) return pm_http_create(o->port, diagnostics);
    pm_diagnostics *unheard = pm_diagnostics_create();
    pm_http *http = pm_http_create(DEFAULT_PORT, unheard);
    pm_diagnostics_destroy(unheard);
    return http ? http : pm_http_create(0, diagnostics);
}

static int run(const options *o, pm_diagnostics *diagnostics)
{
    int64_t now;
    if (!pm_cli_now("serve", &now)) return PM_EXIT_USAGE;
    server s = { .o = o, .this_year = pm_timestamp_year(now) };
    s.watch = pm_watch_create(diagnostics);
    s.http = s.watch ? listen_somewhere(o, diagnostics) : NULL;
    if (s.http) {
        int ends = catch_ends();
        pm_watch_add(s.watch, o->input);
        draw(&s);
        printf("http://127.0.0.1:%u/ (Ctrl-C ends)\n", pm_http_port(s.http));
        fflush(stdout);
        if (o->open) open_browser(pm_http_port(s.http));
        loop(&s, ends);
        close(ends);
    }
    pm_cli_report(diagnostics, PM_WARNING);
    pm_http_destroy(s.http);
    pm_watch_destroy(s.watch);
    return s.http ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

int pm_command_serve(int argc, char **argv)
{
    options o = { .draw = pm_default_draw_options, .limits = pm_cli_default_limits };
    int exit_code = parse_options(&o, argc, argv);
    if (exit_code == PM_EXIT_DONE) {
        pm_diagnostics *diagnostics = pm_diagnostics_create();
        exit_code = run(&o, diagnostics);
        pm_diagnostics_destroy(diagnostics);
    } else if (exit_code < 0) {
        exit_code = pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    pm_draw_options_finish(&o.draw);
    return exit_code;
}
