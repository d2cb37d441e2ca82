/*
 * What the commands share: their entry points, exit codes, and the way input is read and findings are told.
 */
#ifndef PM_CLI_CLI_H
#define PM_CLI_CLI_H

#include <stdbool.h>

#include "cli/limits.h"
#include "support/arena.h"
#include "support/diagnostics.h"
#include "taxonomy/taxonomy.h"

enum { PM_EXIT_DONE = 0, PM_EXIT_FINDINGS = 1, PM_EXIT_USAGE = 2, PM_EXIT_INPUT = 3, PM_EXIT_OUTPUT = 4 };

/* One function per command; argv[0] is the command's name. Each returns the program's exit code. */
int pm_command_render(int argc, char **argv);
int pm_command_import(int argc, char **argv);
int pm_command_build(int argc, char **argv);
int pm_command_diff(int argc, char **argv);
int pm_command_init(int argc, char **argv);
int pm_command_readme(int argc, char **argv);
int pm_command_preview(int argc, char **argv);
int pm_command_serve(int argc, char **argv);
int pm_command_check(int argc, char **argv);
int pm_command_styles(int argc, char **argv);
int pm_command_layouts(int argc, char **argv);
int pm_command_formats(int argc, char **argv);

/* Prints "papermap COMMAND: error: …" and where help is; returns PM_EXIT_USAGE. */
int pm_cli_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints the findings of at least this severity to standard error, in source order; where that leaves out
 * notes alone, their number. */
void pm_cli_report(pm_diagnostics *diagnostics, pm_severity least);

/* Appends what pm_cli_report prints. */
void pm_cli_report_text(pm_diagnostics *diagnostics, pm_severity least, pm_strbuf *text);

/* Reads the taxonomy in `path` ("-": standard input, then `from` must say what it is). `from` is "yaml", "md"
 * or NULL: by the file's name. The source lives in `arena`. NULL, with errors added, when it can't be read;
 * `*exit_code` is then the code to end with. */
pm_taxonomy *pm_cli_read(const char *path, const char *from, const pm_cli_limits *limits, pm_arena *arena,
                         pm_diagnostics *diagnostics, int *exit_code);

/* The same for a list that may be a git revision's ("main:data.yaml"): a file of that very name comes first.
 * A revision alone ("main") is that of the file `other`. `path` may be "-" with `from`. */
pm_taxonomy *pm_cli_read_version(const char *path, const char *other, const char *from,
                                 const pm_cli_limits *limits, pm_arena *arena, pm_diagnostics *diagnostics,
                                 int *exit_code);

/* Whether a list can be read from `path`, by `from` or by its name's ending; else adds an error. */
bool pm_cli_knows(const char *path, const char *from, pm_diagnostics *diagnostics);

/* A list from a source that was read, by its name's ending, which pm_cli_knows(). */
pm_taxonomy *pm_cli_parse(const pm_source *source, const pm_cli_limits *limits, pm_diagnostics *diagnostics);

/* Makes the folder and those above it, where they are not there; else adds an error. */
bool pm_cli_make_folder(const char *path, pm_arena *arena, pm_diagnostics *diagnostics);

/* Writes all of a command's standard output; false when that fails (a closed pipe, a full disk). */
bool pm_cli_flush(void);

#endif
