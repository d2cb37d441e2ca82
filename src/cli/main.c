/*
 * papermap: the program. Finds the command by its name and runs it.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
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
    { "check", pm_command_check, "check   INPUT...", "find mistakes in the data" },
    { "import", pm_command_import, "import  README.md [-o FILE]", "turn a Markdown list into YAML" },
    { "readme", pm_command_readme, "readme  INPUT README.md [--check]",
      "rewrite the marked sections of a README" },
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

/* Leaves no half-written file behind when memory runs out. */
static void end_out_of_memory(void)
{
    static const char message[] = "papermap: error: out of memory\n";
    pm_output_sets_abandon();
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0) _exit(PM_EXIT_OUTPUT); /* no one to tell */
    _exit(PM_EXIT_OUTPUT);
}

/* Removes temporary files, then dies of the signal as it would have. */
static void end_by_signal(int number)
{
    pm_output_sets_abandon(); /* nothing but unlink: NOLINT(bugprone-signal-handler,cert-sig30-c) */
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        signal(numbers[i], end_by_signal);
    signal(SIGPIPE, SIG_IGN); /* a closed reader is a failed write, with its message and exit code */
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
        if (strcmp(name, commands[i].name) == 0) return commands[i].run(argc - 1, argv + 1);
    return unknown_command(name);
}
