/*
 * git is run by itself, without a shell, with its words as they are; what it says goes nowhere, and what went
 * wrong is found out by asking it. `git cat-file blob` gives a file's bytes as they were committed: no pager,
 * no filter and no program that a repository may name.
 */
#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/file.h"

enum { LONGEST_ANSWER = 65536 }; /* bytes of what git says about itself */

static const pm_mark nowhere = { 0, 0 };

/* The first colon that is not within braces, as in "HEAD^{/fix: it}:data.yaml". */
const char *pm_git_path_of(const char *name)
{
    int depth = 0;
    for (const char *at = name; *at; at++) {
        depth += (*at == '{') - (*at == '}');
        if (*at == ':' && depth <= 0) return at[1] ? at + 1 : NULL;
    }
    return NULL;
}

typedef struct git_run {
    int problem;   /* errno when git could not be started; 0 */
    int exit_code; /* -1: it was stopped */
} git_run;

/* Starts git; its output goes to `out`. 0, or errno. */
static int start(const char *const *words, int out, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int problem = posix_spawnp(child, "git", &actions, &attributes, (char *const *)words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

static int wait_for(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Runs git and takes at most `limit` + 1 bytes of what it writes, or a block more. */
static git_run run(const char *const *words, size_t limit, pm_strbuf *out)
{
    int ends[2];
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) != 0) return (git_run){ errno, -1 };
    int problem = start(words, ends[1], &child);
    close(ends[1]);
    bool is_read = problem == 0 && pm_file_read_all(ends[0], limit, out);
    close(ends[0]);
    if (problem) return (git_run){ problem, -1 };
    if (out->length > limit) kill(child, SIGKILL); /* it would go on writing to nobody */
    int exit_code = wait_for(child);
    return (git_run){ 0, is_read ? exit_code : -1 };
}

static bool succeeds(const char *folder, const char *verb, const char *option, const char *what)
{
    const char *const words[] = { "git", "-C", folder, verb, option, what, NULL };
    pm_strbuf ignored = PM_STRBUF_INIT;
    git_run git = run(words, LONGEST_ANSWER, &ignored);
    pm_strbuf_finish(&ignored);
    return git.exit_code == 0;
}

/* Says why a file could not be had. */
static void explain(const char *folder, const pm_source *source, git_run git, pm_arena *arena,
                    pm_diagnostics *diagnostics)
{
    const char *path = pm_git_path_of(source->name);
    const char *revision = pm_arena_strndup(arena, source->name,
                                            path ? (size_t)(path - source->name) - 1 : strlen(source->name));
    if (git.problem) {
        pm_error(diagnostics, source, nowhere, "cannot run git: %s", strerror(git.problem));
        pm_hint(diagnostics, git.problem == ENOENT
                                 ? "there is no file of that name; for a revision, install git"
                                 : "there is no file of that name, so that it was taken for a revision");
    } else if (!succeeds(folder, "rev-parse", "--git-dir", "--")) {
        pm_error(diagnostics, source, nowhere,
                 "there is no such file, and no git repository here to look in");
    } else if (*revision &&
               !succeeds(folder, "rev-parse", "--verify", pm_arena_printf(arena, "%s^{tree}", revision))) {
        pm_error(diagnostics, source, nowhere, "there is no such file, and no revision \"%s\"", revision);
        pm_hint(diagnostics,
                "`git log` and `git branch -a` list revisions; CI may have to fetch more (fetch-depth: 0)");
    } else {
        pm_error(diagnostics, source, nowhere, "the revision \"%s\" has no file %s", revision,
                 path ? path : "");
        pm_hint(diagnostics, "`git ls-tree -r --name-only %s` lists what it has", revision);
    }
}

/* The bytes of a blob; `*git` tells how that went. */
static bool read_blob(const char *folder, const char *object, size_t limit, pm_strbuf *bytes, git_run *git)
{
    const char *const words[] = { "git", "-C", folder, "cat-file", "blob", object, NULL };
    *git = run(words, limit, bytes);
    return git->problem == 0 && (git->exit_code == 0 || bytes->length > limit);
}

/* Asks for each of these objects until there is one. */
static const pm_source *read_first(const char *folder, const char *const *objects, size_t count,
                                   pm_source *source, size_t limit, pm_arena *arena,
                                   pm_diagnostics *diagnostics)
{
    pm_strbuf bytes = PM_STRBUF_INIT;
    git_run git = { 0, -1 };
    bool is_there = false;
    for (size_t i = 0; i < count && !is_there && !git.problem; i++) {
        pm_strbuf_clear(&bytes);
        is_there = read_blob(folder, objects[i], limit, &bytes, &git);
    }
    if (!is_there) {
        explain(folder, source, git, arena, diagnostics);
    } else if (bytes.length > limit) {
        pm_error(diagnostics, source, nowhere, "longer than the limit of %zu bytes", limit);
        pm_hint(diagnostics, "for a list, --max-bytes N raises it");
        is_there = false;
    } else {
        source->text = pm_arena_strndup(arena, pm_strbuf_text(&bytes), bytes.length);
        source->length = bytes.length;
    }
    pm_strbuf_finish(&bytes);
    return is_there ? source : NULL;
}

/* A name that git would take for an option is none of a revision. */
static bool is_option(const pm_source *source, pm_diagnostics *diagnostics)
{
    if (source->name[0] != '-') return false;
    pm_error(diagnostics, source, nowhere, "there is no such file, and revisions do not begin with \"-\"");
    return true;
}

const pm_source *pm_git_read(const char *name, size_t limit, pm_arena *arena, pm_diagnostics *diagnostics)
{
    const char *path = pm_git_path_of(name);
    pm_source *source = PM_NEW(arena, pm_source);
    source->name = pm_arena_strdup(arena, name);
    if (is_option(source, diagnostics)) return NULL;
    size_t length = path ? (size_t)(path - name) - 1 : strlen(name);
    const char *revision = pm_arena_strndup(arena, name, length);
    const char *here = pm_arena_printf(arena, "%s:./%s", revision, path ? path : "");
    const char *objects[] = { name, here };
    return read_first(".", objects, 2, source, limit, arena, diagnostics);
}

const pm_source *pm_git_read_file(const char *revision, const char *path, size_t limit, pm_arena *arena,
                                  pm_diagnostics *diagnostics)
{
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    const char *folder = !slash          ? "."
                         : slash == path ? "/"
                                         : pm_arena_strndup(arena, path, (size_t)(slash - path));
    pm_source *source = PM_NEW(arena, pm_source);
    source->name = pm_arena_printf(arena, "%s:%s", revision, path);
    if (is_option(source, diagnostics)) return NULL;
    const char *objects[] = { pm_arena_printf(arena, "%s:./%s", revision, file) };
    return read_first(folder, objects, 1, source, limit, arena, diagnostics);
}
