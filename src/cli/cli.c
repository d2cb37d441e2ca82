#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/git.h"
#include "cli/progress.h"
#include "support/file.h"
#include "taxonomy/reader.h"

int pm_cli_usage(const char *command, const char *format, ...)
{
    va_list args;
    pm_strbuf message = PM_STRBUF_INIT, shown = PM_STRBUF_INIT;
    va_start(args, format);
    pm_strbuf_vprintf(&message, format, args);
    va_end(args);
    pm_escape_controls(&shown, pm_strbuf_text(&message), message.length);
    fprintf(stderr, "papermap %s: error: %s\nhint: `papermap %s --help` shows the options\n", command,
            pm_strbuf_text(&shown), command);
    pm_strbuf_finish(&message);
    pm_strbuf_finish(&shown);
    return PM_EXIT_USAGE;
}

void pm_cli_report_text(pm_diagnostics *diagnostics, pm_severity least, pm_strbuf *text)
{
    pm_diagnostics_sort(diagnostics);
    const pm_diagnostic *diagnostic;
    for (size_t i = 0; (diagnostic = pm_diagnostics_get(diagnostics, i)); i++)
        if (diagnostic->severity >= least) pm_diagnostic_format(diagnostic, text);
    size_t notes = pm_diagnostics_count(diagnostics, PM_NOTE) - pm_diagnostics_count(diagnostics, PM_WARNING);
    if (least == PM_WARNING && notes)
        pm_strbuf_printf(text, "papermap: %zu %s (-v shows %s)\n", notes, notes == 1 ? "note" : "notes",
                         notes == 1 ? "it" : "them");
}

void pm_cli_report(pm_diagnostics *diagnostics, pm_severity least)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_cli_report_text(diagnostics, least, &text);
    pm_progress_end();
    fputs(pm_strbuf_text(&text), stderr);
    pm_strbuf_finish(&text);
}

typedef pm_taxonomy *reader(const pm_source *source, const pm_yaml_limits *limits,
                            pm_diagnostics *diagnostics);

/* Markdown has limits of its own that no list comes near. */
static pm_taxonomy *read_markdown(const pm_source *source, const pm_yaml_limits *limits,
                                  pm_diagnostics *diagnostics)
{
    (void)limits;
    return pm_taxonomy_read_markdown(source, diagnostics);
}

static reader *reader_for(const char *path, const char *from)
{
    static const struct {
        const char *name;
        reader *read;
    } readers[] = { { "yaml", pm_taxonomy_read_yaml_within },
                    { "yml", pm_taxonomy_read_yaml_within },
                    { "md", read_markdown },
                    { "markdown", read_markdown } };
    const char *dot = strrchr(path, '.');
    const char *name = from ? from : dot ? dot + 1 : "";
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcasecmp(name, readers[i].name) == 0) return readers[i].read;
    return NULL;
}

pm_taxonomy *pm_cli_parse(const pm_source *source, const pm_cli_limits *limits, pm_diagnostics *diagnostics)
{
    reader *read = reader_for(source->name, NULL);
    return read ? read(source, &limits->yaml, diagnostics) : NULL;
}

bool pm_cli_knows(const char *path, const char *from, pm_diagnostics *diagnostics)
{
    if (reader_for(path, from)) return true;
    pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot tell what %s is",
             strcmp(path, "-") == 0 ? "standard input" : path);
    pm_hint(diagnostics, "add --from yaml or --from md, or name the file .yaml, .yml or .md");
    return false;
}

pm_taxonomy *pm_cli_read(const char *path, const char *from, const pm_cli_limits *limits, pm_arena *arena,
                         pm_diagnostics *diagnostics, int *exit_code)
{
    *exit_code = PM_EXIT_USAGE;
    if (!pm_cli_knows(path, from, diagnostics)) return NULL;
    *exit_code = PM_EXIT_INPUT;
    pm_progress_step("reading");
    const pm_source *source = pm_file_read(path, limits->bytes, arena, diagnostics);
    return source ? reader_for(path, from)(source, &limits->yaml, diagnostics) : NULL;
}

/* A file that is not there, under a name that says neither file nor format: a revision of the other file. */
static bool is_bare_revision(const char *path, const char *other)
{
    return !pm_git_path_of(path) && !reader_for(path, NULL) && other && strcmp(other, "-") != 0 &&
           !pm_git_path_of(other);
}

static const pm_source *read_source(const char *path, const char *other, size_t limit, pm_arena *arena,
                                    pm_diagnostics *diagnostics)
{
    bool is_file = strcmp(path, "-") == 0 || access(path, F_OK) == 0;
    if (!is_file && is_bare_revision(path, other))
        return pm_git_read_file(path, other, limit, arena, diagnostics);
    if (!is_file && pm_git_path_of(path)) return pm_git_read(path, limit, arena, diagnostics);
    return pm_file_read(path, limit, arena, diagnostics);
}

pm_taxonomy *pm_cli_read_version(const char *path, const char *other, const char *from,
                                 const pm_cli_limits *limits, pm_arena *arena, pm_diagnostics *diagnostics,
                                 int *exit_code)
{
    bool is_bare = access(path, F_OK) != 0 && is_bare_revision(path, other);
    *exit_code = PM_EXIT_USAGE;
    if (!pm_cli_knows(is_bare ? other : path, from, diagnostics)) return NULL;
    *exit_code = PM_EXIT_INPUT;
    pm_progress_step("reading");
    const pm_source *source = read_source(path, other, limits->bytes, arena, diagnostics);
    return source ? reader_for(is_bare ? other : path, from)(source, &limits->yaml, diagnostics) : NULL;
}

bool pm_cli_flush(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    fputs("papermap: error: cannot write standard output\n", stderr);
    return false;
}

bool pm_cli_make_folder(const char *path, pm_arena *arena, pm_diagnostics *diagnostics)
{
    char *part = pm_arena_strndup(arena, path, strlen(path));
    for (char *slash = part; slash; *slash = '/') {
        slash = strchr(slash + 1, '/');
        if (slash) *slash = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot make the folder %s: %s", part,
                     strerror(errno));
            return false;
        }
        if (!slash) return true;
    }
    return true;
}
