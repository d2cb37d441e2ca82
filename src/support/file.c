#include "support/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/memory.h"
#include "support/utf8.h"

static const pm_mark nowhere = { 0, 0 };

bool pm_file_read_all(int fd, size_t limit, pm_strbuf *bytes)
{
    char block[64 * 1024];
    while (bytes->length <= limit) {
        ssize_t got = read(fd, block, sizeof block);
        if (got == 0) return true;
        if (got > 0)
            pm_strbuf_append(bytes, block, (size_t)got);
        else if (errno != EINTR)
            return false;
    }
    return true;
}

/* Whether a regular file was written to between the two looks at it. */
static bool has_changed(const struct stat *before, const struct stat *after)
{
    return S_ISREG(before->st_mode) &&
           (before->st_size != after->st_size || before->st_mtim.tv_sec != after->st_mtim.tv_sec ||
            before->st_mtim.tv_nsec != after->st_mtim.tv_nsec);
}

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* Reads a regular file right to where it stays, and a byte more if there is one: then it has grown. */
static bool read_regular(int fd, size_t size, pm_arena *arena, pm_source *source)
{
    char *text = pm_arena_alloc_array(arena, size + 2, 1, 1);
    source->text = text;
    while (source->length <= size) {
        ssize_t got = read(fd, text + source->length, size + 1 - source->length);
        if (got == 0) return true;
        if (got > 0)
            source->length += (size_t)got;
        else if (errno != EINTR)
            return false;
    }
    return true;
}

/* Reads what has no size that is known beforehand; without its text if it is too long. */
static bool read_stream(int fd, size_t limit, pm_arena *arena, pm_source *source)
{
    pm_strbuf bytes = PM_STRBUF_INIT;
    bool is_read = pm_file_read_all(fd, limit, &bytes);
    source->length = bytes.length;
    if (is_read && bytes.length <= limit)
        source->text = pm_arena_strndup(arena, pm_strbuf_text(&bytes), bytes.length);
    pm_strbuf_finish(&bytes);
    return is_read;
}

const pm_source *pm_file_read(const char *path, size_t limit, pm_arena *arena, pm_diagnostics *diagnostics)
{
    pm_source *source = PM_NEW(arena, pm_source);
    source->name = is_standard(path) ? "<stdin>" : pm_arena_strdup(arena, path);
    int fd = is_standard(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat before, after;
    bool is_read = fd >= 0 && fstat(fd, &before) == 0;
    bool is_sized =
        is_read && S_ISREG(before.st_mode) && before.st_size > 0 && (uintmax_t)before.st_size <= limit;
    if (is_sized)
        is_read = read_regular(fd, (size_t)before.st_size, arena, source);
    else if (is_read)
        is_read = read_stream(fd, limit, arena, source);
    is_read = is_read && fstat(fd, &after) == 0;
    int problem = errno;
    if (fd > STDIN_FILENO) close(fd);
    if (!is_read) {
        pm_error(diagnostics, source, nowhere, "cannot read: %s", strerror(problem));
    } else if (source->length > limit) {
        pm_error(diagnostics, source, nowhere, "longer than the limit of %zu bytes", limit);
        pm_hint(diagnostics, "for a list, --max-bytes N raises it");
    } else if (has_changed(&before, &after) || (is_sized && source->length > (size_t)before.st_size)) {
        pm_error(diagnostics, source, nowhere, "changed while it was read");
        pm_hint(diagnostics, "run papermap again when it has been written");
    } else {
        return source;
    }
    source->length = 0;
    return NULL;
}

enum { BAD_LINES_SHOWN = 20 };

/* Where byte `offset` is: lines from `*line_start`, which starts line `*line`, onward. */
static pm_mark mark_of(const pm_source *source, size_t offset, size_t *line_start, uint32_t *line)
{
    const char *newline;
    while ((newline = memchr(source->text + *line_start, '\n', offset - *line_start))) {
        *line_start = (size_t)(newline - source->text) + 1;
        ++*line;
    }
    size_t column = 1 + pm_utf8_count(source->text + *line_start, offset - *line_start);
    return (pm_mark){ *line, (uint32_t)column };
}

/* By its byte-order mark: one clear error instead of one for every line. */
static bool is_utf16(const pm_source *source, pm_diagnostics *diagnostics)
{
    if (source->length < 2) return false;
    if (memcmp(source->text, "\xFF\xFE", 2) != 0 && memcmp(source->text, "\xFE\xFF", 2) != 0) return false;
    pm_error(diagnostics, source, nowhere, "this is UTF-16 or UTF-32 text; papermap reads UTF-8");
    pm_hint(diagnostics, "save the file as UTF-8 text");
    return true;
}

bool pm_source_check_utf8(const pm_source *source, pm_diagnostics *diagnostics)
{
    if (is_utf16(source, diagnostics)) return false;
    size_t at = 0, line_start = 0, bad = 0;
    uint32_t line = 1;
    while (at < source->length && bad < BAD_LINES_SHOWN) {
        const char *nul = memchr(source->text + at, '\0', source->length - at);
        size_t stop = nul ? (size_t)(nul - source->text) : source->length;
        size_t valid = at + pm_utf8_valid_length(source->text + at, stop - at);
        if (valid == source->length) break;
        pm_mark mark = mark_of(source, valid, &line_start, &line);
        unsigned byte = (unsigned char)source->text[valid];
        pm_error(diagnostics, source, mark,
                 byte ? "byte 0x%02X is not valid UTF-8" : "NUL byte (0x%02X) in a text", byte);
        pm_hint(diagnostics, "save the file as UTF-8 text");
        bad++;
        const char *newline = memchr(source->text + valid, '\n', source->length - valid);
        at = newline ? (size_t)(newline - source->text) + 1 : source->length;
    }
    return bad == 0;
}

typedef struct output {
    char *target;    /* the file to replace, links resolved; NULL for standard output */
    char *temporary; /* NULL once renamed */
    pm_strbuf bytes; /* standard output only */
} output;

/* The temporary file that is being written. */
typedef struct open_file {
    pm_strbuf_drain drain; /* first, so that it is known by it */
    int fd;                /* -1: none */
    const char *path;      /* as it was asked for; the caller's */
    int problem;           /* the first error of the system, 0 for none; nothing is written after it */
} open_file;

struct pm_output_set {
    output *outputs; /* the last one may be open */
    size_t count, capacity;
    open_file open;
    pm_output_set *next;
};

static pm_output_set *living_sets;

/* While signals are held, the list of sets and their outputs may be in between two states: a handler that
 * abandons them never sees that, nor a temporary file that is not in the list yet. */
static void hold_signals(sigset_t *before)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

static void release_signals(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t wrote = write(fd, bytes, length);
        if (wrote < 0 && errno != EINTR) return false;
        if (wrote > 0) {
            bytes += wrote;
            length -= (size_t)wrote;
        }
    }
    return true;
}

static void take_bytes(pm_strbuf_drain *drain, const char *bytes, size_t length)
{
    open_file *file = (open_file *)drain;
    if (!file->problem && !write_all(file->fd, bytes, length)) file->problem = errno;
}

pm_output_set *pm_output_set_create(void)
{
    pm_output_set *set = pm_calloc(1, sizeof *set);
    set->open = (open_file){ .drain = { take_bytes }, .fd = -1 };
    set->next = living_sets;
    living_sets = set;
    return set;
}

static char *duplicate(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(pm_calloc(size, 1), string, size);
}

/* The file that a path means: behind its links when it exists, else the path as it is. */
static char *resolve_target(const char *path)
{
    char *resolved = realpath(path, NULL);
    if (resolved) return resolved;
    char link[4096];
    ssize_t length = readlink(path, link, sizeof link - 1); /* a link to a file that does not exist yet */
    if (length <= 0) return duplicate(path);
    link[length] = '\0';
    const char *slash = strrchr(path, '/');
    if (link[0] == '/' || !slash) return duplicate(link);
    pm_strbuf joined = PM_STRBUF_INIT;
    pm_strbuf_append(&joined, path, (size_t)(slash - path) + 1);
    pm_strbuf_string(&joined, link);
    return joined.data;
}

/* ".NAME.XXXXXX" in the target's folder. */
static char *temporary_name(const char *target)
{
    const char *slash = strrchr(target, '/');
    const char *name = slash ? slash + 1 : target;
    pm_strbuf path = PM_STRBUF_INIT;
    pm_strbuf_append(&path, target, (size_t)(name - target));
    pm_strbuf_printf(&path, ".%.200s.XXXXXX", name);
    return path.data;
}

/* The mode a replaced file had, or what a new file gets; owner and group are kept where that is allowed. */
static bool copy_mode(int fd, const char *target)
{
    struct stat old;
    if (stat(target, &old) == 0) {
        if (fchown(fd, old.st_uid, old.st_gid) != 0) errno = 0; /* only root may: not an error */
        return fchmod(fd, old.st_mode & 07777) == 0;
    }
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0;
}

/* A device or a pipe cannot be replaced: it is written to. */
static bool is_special(const char *target)
{
    struct stat info;
    return stat(target, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static bool output_failed(pm_diagnostics *diagnostics, const char *path, int problem)
{
    pm_error(diagnostics, NULL, nowhere, "cannot write %s: %s", path, strerror(problem));
    return false;
}

static output *append_output(pm_output_set *set)
{
    PM_RESERVE(set->outputs, set->capacity, set->count + 1);
    output *added = &set->outputs[set->count];
    *added = (output){ 0 };
    set->count++;
    return added;
}

/* Creates the temporary file of a new output of the set, which takes `target` over; -1, with errno set and
 * nothing added, when it can't be created. */
static int open_temporary(pm_output_set *set, char *target)
{
    sigset_t before;
    char *temporary = temporary_name(target);
    hold_signals(&before);
    output *added = append_output(set);
    int fd = mkostemp(temporary, O_CLOEXEC);
    int problem = errno;
    if (fd >= 0) {
        added->target = target;
        added->temporary = temporary;
    } else {
        set->count--;
    }
    release_signals(&before);
    if (fd < 0) free(temporary);
    errno = problem;
    return fd;
}

bool pm_output_set_begin(pm_output_set *set, const char *path, pm_strbuf *out, pm_diagnostics *diagnostics)
{
    if (is_standard(path) || is_special(path)) {
        output *held = append_output(set);
        if (!is_standard(path)) held->target = duplicate(path);
        return true;
    }
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) return output_failed(diagnostics, path, EISDIR);
    char *target = resolve_target(path);
    set->open.problem = 0;
    set->open.path = path;
    set->open.fd = open_temporary(set, target);
    if (set->open.fd < 0) {
        int problem = errno;
        free(target);
        return output_failed(diagnostics, path, problem);
    }
    out->drain = &set->open.drain;
    return true;
}

static bool close_open(pm_output_set *set)
{
    int fd = set->open.fd;
    set->open.fd = -1;
    if (fd >= 0 && close(fd) != 0 && !set->open.problem) set->open.problem = errno;
    return !set->open.problem;
}

bool pm_output_set_end(pm_output_set *set, pm_strbuf *out, pm_diagnostics *diagnostics)
{
    output *o = &set->outputs[set->count - 1];
    if (set->open.fd < 0 || !o->target) { /* standard output takes the bytes over */
        o->bytes = *out;
        *out = (pm_strbuf)PM_STRBUF_INIT;
        return true;
    }
    take_bytes(&set->open.drain, pm_strbuf_text(out), out->length);
    pm_strbuf_finish(out);
    if (!set->open.problem && !copy_mode(set->open.fd, o->target)) set->open.problem = errno;
    return close_open(set) || output_failed(diagnostics, set->open.path, set->open.problem);
}

bool pm_output_set_add(pm_output_set *set, const char *path, const void *bytes, size_t length,
                       pm_diagnostics *diagnostics)
{
    pm_strbuf copy = PM_STRBUF_INIT;
    if (!pm_output_set_begin(set, path, &copy, diagnostics)) return false;
    if (copy.drain)
        copy.drain->take(copy.drain, bytes, length);
    else
        pm_strbuf_append(&copy, bytes, length);
    return pm_output_set_end(set, &copy, diagnostics);
}

static bool commit_output(output *o, pm_diagnostics *diagnostics)
{
    if (o->temporary) {
        if (rename(o->temporary, o->target) != 0) return output_failed(diagnostics, o->target, errno);
        char *renamed = o->temporary;
        o->temporary = NULL;
        free(renamed);
        return true;
    }
    int fd = o->target ? open(o->target, O_WRONLY | O_CLOEXEC) : STDOUT_FILENO;
    bool written = fd >= 0 && write_all(fd, pm_strbuf_text(&o->bytes), o->bytes.length);
    int problem = errno;
    if (fd >= 0 && o->target) close(fd);
    return written || output_failed(diagnostics, o->target ? o->target : "standard output", problem);
}

bool pm_output_set_commit(pm_output_set *set, pm_diagnostics *diagnostics)
{
    for (size_t i = 0; i < set->count; i++)
        if (!commit_output(&set->outputs[i], diagnostics)) return false;
    return true;
}

void pm_output_set_destroy(pm_output_set *set)
{
    sigset_t before;
    if (!set) return;
    hold_signals(&before);
    close_open(set);
    for (size_t i = 0; i < set->count; i++) {
        output *o = &set->outputs[i];
        if (o->temporary) unlink(o->temporary);
        free(o->temporary);
        free(o->target);
        pm_strbuf_finish(&o->bytes);
    }
    for (pm_output_set **link = &living_sets; *link; link = &(*link)->next) {
        if (*link != set) continue;
        *link = set->next;
        break;
    }
    release_signals(&before);
    free(set->outputs);
    free(set);
}

void pm_output_sets_abandon(void)
{
    for (const pm_output_set *set = living_sets; set; set = set->next)
        for (size_t i = 0; i < set->count; i++)
            if (set->outputs[i].temporary) unlink(set->outputs[i].temporary);
}
