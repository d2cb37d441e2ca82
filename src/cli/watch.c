#include "cli/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "support/memory.h"

/* A burst is over after QUIET milliseconds without an event, or LONGEST after it began. While a folder is
 * missing, or the system lends no watch, files are looked at every POLL. */
enum { QUIET = 20, LONGEST = 500, POLL = 500 };

enum {
    EVENTS = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
             IN_DELETE_SELF | IN_MOVE_SELF
};

/* What tells one state of a file from another. All zero: there is no file. */
typedef struct state {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
} state;

typedef struct watched {
    char *path;
    state seen;
} watched;

struct pm_watch {
    int descriptor;
    bool is_complete; /* every folder of a watched file has its watch */
    watched *files;
    size_t count, capacity;
};

static state state_of(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0) return (state){ 0 };
    return (state){ info.st_dev, info.st_ino, info.st_size, info.st_mtim, info.st_ctim };
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same_state(const state *a, const state *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           same_time(a->modified, b->modified) && same_time(a->changed, b->changed);
}

/* Watches the folder that holds `path`; one that is watched already is not watched twice. */
static bool watch_folder(const pm_watch *watch, const char *path)
{
    pm_strbuf folder = PM_STRBUF_INIT;
    const char *slash = strrchr(path, '/');
    if (slash)
        pm_strbuf_append(&folder, path, slash == path ? 1 : (size_t)(slash - path));
    else
        pm_strbuf_string(&folder, ".");
    bool is_watched = inotify_add_watch(watch->descriptor, pm_strbuf_text(&folder), EVENTS | IN_ONLYDIR) >= 0;
    pm_strbuf_finish(&folder);
    return is_watched;
}

/* The folder of the path, and where it is a link, that of the file behind it. */
static bool watch_file(const pm_watch *watch, const char *path)
{
    bool is_watched = watch_folder(watch, path);
    char *target = realpath(path, NULL);
    if (target) is_watched = watch_folder(watch, target) && is_watched;
    free(target);
    return is_watched;
}

pm_watch *pm_watch_create(pm_diagnostics *diagnostics)
{
    int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor < 0) {
        pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot watch files: %s", strerror(errno));
        return NULL;
    }
    pm_watch *watch = pm_calloc(1, sizeof *watch);
    watch->descriptor = descriptor;
    watch->is_complete = true;
    return watch;
}

void pm_watch_destroy(pm_watch *watch)
{
    if (!watch) return;
    close(watch->descriptor);
    for (size_t i = 0; i < watch->count; i++)
        free(watch->files[i].path);
    free(watch->files);
    free(watch);
}

void pm_watch_add(pm_watch *watch, const char *path)
{
    for (size_t i = 0; i < watch->count; i++)
        if (strcmp(watch->files[i].path, path) == 0) return;
    PM_RESERVE(watch->files, watch->capacity, watch->count + 1);
    size_t size = strlen(path) + 1;
    char *copy = memcpy(pm_calloc(size, 1), path, size);
    watch->is_complete = watch_file(watch, path) && watch->is_complete;
    watch->files[watch->count++] = (watched){ copy, state_of(path) };
}

int pm_watch_descriptor(const pm_watch *watch)
{
    return watch->descriptor;
}

static long long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether an event came within `timeout` milliseconds. */
static bool has_event(const pm_watch *watch, int timeout)
{
    struct pollfd waiting = { .fd = watch->descriptor, .events = POLLIN };
    return poll(&waiting, 1, timeout) > 0;
}

/* What the events say does not matter: the files are looked at afterwards. */
static void take_events(const pm_watch *watch)
{
    char events[16 * 1024] __attribute__((aligned(8)));
    while (read(watch->descriptor, events, sizeof events) > 0)
        continue;
}

bool pm_watch_changed(pm_watch *watch)
{
    bool is_changed = false;
    long long end = milliseconds() + LONGEST;
    do
        take_events(watch);
    while (milliseconds() < end && has_event(watch, QUIET));
    watch->is_complete = true;
    for (size_t i = 0; i < watch->count; i++) {
        watched *file = &watch->files[i];
        /* The folder may be a new one. It is watched before the file is looked at: no change falls between.
         */
        watch->is_complete = watch_file(watch, file->path) && watch->is_complete;
        state now = state_of(file->path);
        is_changed |= !same_state(&now, &file->seen);
        file->seen = now;
    }
    return is_changed;
}

bool pm_watch_wait(pm_watch *watch, int timeout)
{
    long long end = milliseconds() + timeout;
    for (;;) {
        long long left = timeout < 0 ? POLL : end - milliseconds();
        if (left < 0) return false;
        int longest =
            timeout < 0 && watch->is_complete ? -1 : (int)(left < POLL || watch->is_complete ? left : POLL);
        if ((has_event(watch, longest) || !watch->is_complete) && pm_watch_changed(watch)) return true;
    }
}
