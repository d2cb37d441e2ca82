/*
 * papermap: the program. Finds the command by its name and runs it.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "cli/cli.h"
#include "cli/progress.h"
#include "support/file.h"
#include "support/memory.h"

typedef struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *usage;
    const char *summary;
} command;

static const command commands[] = {
    { "render", pm_command_render, "render  INPUT [-o FILE]...",
      "draw the map (formats from the files' names, or -f)" },
    { "build", pm_command_build, "build   [CONFIG] [--check]", "make all that papermap.yaml lists" },
    { "check", pm_command_check, "check   INPUT...", "find mistakes in the data" },
    { "import", pm_command_import, "import  README.md [-o FILE]", "turn a Markdown list into YAML" },
    { "readme", pm_command_readme, "readme  INPUT README.md [--check]",
      "rewrite the marked sections of a README" },
    { "diff", pm_command_diff, "diff    OLD NEW [-o FILE]...",
      "say or draw what changed; files or git revisions (main:data.yaml)" },
    { "init", pm_command_init, "init    [FOLDER | README.md]", "set up an existing list's repository" },
    { "preview", pm_command_preview, "preview INPUT -o DIR [--base OLD]",
      "fill a folder with a page and pictures, for a CI artifact" },
    { "serve", pm_command_serve, "serve   INPUT [--port N] [--open]",
      "show the page in a browser and follow the file" },
    { "styles", pm_command_styles, "styles", "list the styles" },
    { "layouts", pm_command_layouts, "layouts", "list the layout engines" },
    { "formats", pm_command_formats, "formats", "list the output formats" },
};

static const size_t command_count = sizeof commands / sizeof *commands;

static void show_help(void)
{
    puts("papermap draws the mind map of a paper list.\n\nUsage:");
    for (size_t i = 0; i < command_count; i++)
        printf("  papermap %-36s %s\n", commands[i].usage, commands[i].summary);
    puts("\n`papermap COMMAND --help` shows a command's options. INPUT is a .yaml or .md file, or - with "
         "--from.\n"
         "Exit codes: 0 done, 1 findings, 2 wrong usage, 3 the input is wrong, 4 the output could not be "
         "made.");
}

/* Leaves no half-written file behind; safe in a signal handler. */
static void give_up(const char *message)
{
    pm_output_sets_abandon();
    pm_progress_end();
    if (write(STDERR_FILENO, message, strlen(message)) < 0) return; /* no one to tell */
}

static void end_out_of_memory(void)
{
    give_up("papermap: error: out of memory\n");
    _exit(PM_EXIT_OUTPUT);
}

/* Pango goes on with another font where memory runs out: a map that looks otherwise is no map. */
static void hear_log(const char *domain, GLogLevelFlags level, const char *message, void *context)
{
    bool is_memory =
        message && (strstr(message, "out of memory") || (strstr(message, "ugly output") && errno == ENOMEM));
    if (is_memory) end_out_of_memory();
    g_log_default_handler(domain, level, message, context);
}

/* GLib, cgraph and others abort when an allocation fails, after a message of their own. */
static void end_by_abort(int number)
{
    (void)number;
    give_up("papermap: error: a library gave up, probably out of memory\n");
    _exit(PM_EXIT_OUTPUT);
}

/* Libraries that use a failed allocation as it is fault right after it, while errno still tells. Any other
 * fault is a mistake: dies of it as it would have, after cleaning up. */
static void end_by_fault(int number)
{
    if (errno == ENOMEM) end_out_of_memory();
    give_up("papermap: error: internal fault; please report it with the input\n");
    signal(number, SIG_DFL);
    raise(number);
}

static pthread_t main_thread;

/* Removes temporary files, then dies of the signal as it would have. While the main thread holds signals
 * back, to create a file and note its name, one of Pango's threads may get them: then it is the main thread's
 * turn as soon as it is ready. */
static void end_by_signal(int number)
{
    /* NOLINTNEXTLINE(bugprone-signal-handler,cert-sig30-c): compares two numbers */
    if (!pthread_equal(pthread_self(), main_thread)) {
        pthread_kill(main_thread, number);
        return;
    }
    pm_output_sets_abandon(); /* nothing but unlink: NOLINT(bugprone-signal-handler,cert-sig30-c) */
    pm_progress_end();        /* nothing but write: NOLINT(bugprone-signal-handler,cert-sig30-c) */
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    main_thread = pthread_self();
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        signal(numbers[i], end_by_signal);
    signal(SIGPIPE, SIG_IGN); /* a closed reader is a failed write, with its message and exit code */
    signal(SIGXFSZ, SIG_IGN); /* so is a file beyond the size that `ulimit -f` allows */
}

/* A handler that is there already, such as a sanitizer's, stays. */
static void catch_fault(int number, void (*handler)(int))
{
    struct sigaction now, wanted = { .sa_handler = handler, .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND) };
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL) sigaction(number, &wanted, NULL);
}

/* On a stack of their own, since a stack that is full is one of the faults. */
static void catch_faults(void)
{
    static char stack[32 * 1024];
    stack_t spare = { .ss_sp = stack, .ss_size = sizeof stack };
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && (now.ss_flags & SS_DISABLE)) sigaltstack(&spare, NULL);
    catch_fault(SIGABRT, end_by_abort);
    catch_fault(SIGTRAP, end_by_abort); /* how GLib ends */
    catch_fault(SIGSEGV, end_by_fault);
    catch_fault(SIGBUS, end_by_fault);
    catch_fault(SIGFPE, end_by_fault);
}

/* A standard stream that was closed must not become some file that is opened later: writing to it fails. */
static void occupy_standard_streams(void)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO)
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd > STDERR_FILENO) close(fd);
}

static int unknown_command(const char *name)
{
    const char *names[sizeof commands / sizeof *commands + 1] = { NULL };
    for (size_t i = 0; i < command_count; i++)
        names[i] = commands[i].name;
    const char *nearest = pm_nearest_word(name, names);
    pm_strbuf shown = PM_STRBUF_INIT;
    pm_escape_controls(&shown, name, strlen(name));
    fprintf(stderr, "papermap: error: there is no command \"%s\"\n", pm_strbuf_text(&shown));
    pm_strbuf_finish(&shown);
    if (nearest)
        fprintf(stderr, "hint: did you mean `papermap %s`?\n", nearest);
    else
        fputs("hint: `papermap --help` lists the commands\n", stderr);
    return PM_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    pm_set_out_of_memory_handler(end_out_of_memory);
    catch_signals();
    catch_faults();
    g_log_set_default_handler(hear_log, NULL);
    occupy_standard_streams();
    const char *name = argc > 1 ? argv[1] : "";
    if (!*name) {
        fputs("papermap: error: no command given\nhint: `papermap --help` lists the commands\n", stderr);
        return PM_EXIT_USAGE;
    }
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        puts("papermap " PAPERMAP_VERSION);
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        show_help();
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(name, commands[i].name) == 0) {
            int exit_code = commands[i].run(argc - 1, argv + 1);
            pm_progress_end();
            return exit_code;
        }
    return unknown_command(name);
}
