#include "cli/repository.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *real_path(const char *path, pm_arena *arena)
{
    char *resolved = realpath(path, NULL);
    const char *kept = resolved ? pm_arena_strdup(arena, resolved) : NULL;
    free(resolved);
    return kept;
}

const char *pm_repository_root(const char *folder, pm_arena *arena)
{
    const char *own = real_path(folder, arena);
    if (!own) return NULL;
    for (char *at = pm_arena_strdup(arena, own); at[1];) {
        if (access(pm_arena_printf(arena, "%s/.git", at), F_OK) == 0) return at;
        char *slash = strrchr(at, '/');
        slash[slash == at ? 1 : 0] = '\0';
    }
    return own;
}

/* Whether a path's part "..", or what stands at the path and is no folder or file, makes the rest of it
 * unsure. */
static bool is_plain_rest(const char *rest)
{
    for (const char *part = rest; part; part = strchr(part, '/')) {
        part += strspn(part, "/");
        size_t length = strcspn(part, "/");
        if (length == 2 && part[0] == '.' && part[1] == '.') return false;
    }
    return true;
}

/* "./" and doubled slashes in a path whose folders do not exist yet. */
static const char *without_dots(const char *rest, pm_arena *arena)
{
    char *clean = pm_arena_alloc(arena, strlen(rest) + 2), *end = clean;
    while (*rest) {
        rest += strspn(rest, "/");
        size_t length = strcspn(rest, "/");
        if (length && !(length == 1 && *rest == '.')) {
            *end++ = '/';
            memcpy(end, rest, length);
            end += length;
        }
        rest += length;
    }
    return clean;
}

const char *pm_path_canonical(const char *path, pm_arena *arena)
{
    const char *resolved = real_path(path, arena);
    if (resolved || errno != ENOENT) return resolved;
    /* Its nearest folder that exists, and what is to come below that. */
    char *folder = pm_arena_strdup(arena, path);
    for (;;) {
        struct stat info;
        if (lstat(folder, &info) == 0) return NULL; /* a link to nothing: writing would follow it */
        char *slash = strrchr(folder, '/');
        const char *rest = path + (slash ? slash - folder : 0);
        if (slash) *slash = '\0';
        const char *parent = real_path(!slash ? "." : *folder ? folder : "/", arena);
        if (!parent && slash && *folder) continue;
        if (!parent || !is_plain_rest(rest)) return NULL;
        return pm_arena_printf(arena, "%s%s", parent[1] ? parent : "", without_dots(rest, arena));
    }
}

bool pm_repository_holds(const char *root, const char *canonical)
{
    size_t length = root[1] ? strlen(root) : 0;
    if (strncmp(canonical, root, length) != 0 || canonical[length] != '/') return false;
    for (const char *part = canonical + length; part; part = strchr(part + 1, '/'))
        if (strncasecmp(part, "/.git", 5) == 0 && (part[5] == '/' || part[5] == '\0')) return false;
    return true;
}
