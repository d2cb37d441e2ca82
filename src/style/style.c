/*
 * Reading styles: which files there are, and which builds on which. `extends` reads the other style first, so
 * that a file only says what differs; a file without it starts from `light`, which says everything.
 */
#include "style/style.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "style/style_keys.h"
#include "support/file.h"

enum { LONGEST_CHAIN = PM_STYLE_CHAIN, STYLE_FILE_LIMIT = 1024 * 1024 };

static const pm_mark nowhere = { 0, 0 };

typedef pm_style_reader reader;

bool pm_style_is_path(const char *name)
{
    const char *dot = strrchr(name, '.');
    return strchr(name, '/') || (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0));
}

/* The i-th folder that styles are looked for in, NULL past the last: $PAPERMAP_STYLES, then beside the
 * program (a build tree, an installed one). */
static const char *style_folder(int i, pm_arena *arena)
{
    static const char *const beside[] = { "../styles", "../share/papermap/styles", "../../styles" };
    const char *named = getenv("PAPERMAP_STYLES");
    if (named && *named && i-- == 0) return named;
    if (i >= (int)(sizeof beside / sizeof *beside)) return NULL;
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return NULL;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    *(slash ? slash : program) = '\0';
    return pm_arena_printf(arena, "%s/%s", program, beside[i]);
}

/* The path of the file that holds the style: a path as it is (relative to the file that extends it), a name
 * beside the file that extends it, else in the style folders. NULL when there is none. */
static const char *find_style(const char *name, const char *extending, pm_arena *arena)
{
    const char *slash = extending ? strrchr(extending, '/') : NULL;
    const char *beside = slash ? pm_arena_strndup(arena, extending, (size_t)(slash - extending)) : ".";
    if (pm_style_is_path(name))
        return !extending || name[0] == '/' ? name : pm_arena_printf(arena, "%s/%s", beside, name);
    const char *folder = extending ? beside : style_folder(0, arena);
    for (int i = extending ? 0 : 1; folder; folder = style_folder(i++, arena)) {
        const char *path = pm_arena_printf(arena, "%s/%s.yaml", folder, name);
        if (access(path, R_OK) == 0) return path;
    }
    return NULL;
}

/* Whether a path leads out of the folder it starts from. Only the command line may name such a style: a file
 * that came with a list may not make papermap read (and quote, in its errors) whatever there is. */
static bool leads_out(const char *path)
{
    if (path[0] == '/') return true;
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) return true;
    }
    return false;
}

static bool may_extend(const reader *r, const char *path, pm_mark at)
{
    if (!leads_out(path)) return true;
    pm_error(r->diagnostics, r->source, at, "extends leads out of the style's folder: \"%.200s\"", path);
    pm_hint(r->diagnostics, "put that style into the same folder or one below it");
    return false;
}

bool pm_style_exists(const char *name, pm_arena *arena)
{
    const char *path = find_style(name, NULL, arena);
    return path && access(path, F_OK) == 0;
}

static void no_such_style(reader *r, const char *name, pm_mark at)
{
    pm_error(r->diagnostics, r->source, at, "there is no style called \"%s\"", name);
    pm_hint(r->diagnostics, "`papermap styles` lists them; a path such as my/style.yaml works too");
}

/* The last part of a path without its ending. */
static const char *base_name(const char *path, pm_arena *arena)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): a source has a name */
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return pm_arena_strndup(arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

typedef struct style_file {
    const pm_source *source;
    const pm_yaml *document;
} style_file;

/* What a style builds on: the text after `extends`, or the base style; NULL for the base style itself. */
static const char *extended_style(reader *r, const style_file *file, pm_mark *at)
{
    const pm_yaml *extends =
        file->document->kind == PM_YAML_MAPPING ? pm_yaml_get(file->document, "extends") : NULL;
    *at = nowhere;
    if (!extends)
        return strcmp(base_name(file->source->name, r->arena), pm_base_style) == 0 ? NULL : pm_base_style;
    *at = extends->at;
    if (extends->kind == PM_YAML_SCALAR && extends->length) return extends->text;
    pm_error(r->diagnostics, file->source, extends->at, "extends must be the name of a style");
    return NULL;
}

const pm_style *pm_style_read(const char *name, pm_arena *arena, pm_diagnostics *diagnostics)
{
    reader r = { arena, diagnostics, NULL, PM_NEW(arena, pm_style) };
    style_file chain[LONGEST_CHAIN] = { { NULL, NULL } };
    size_t count = 0, errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    pm_mark at = nowhere;
    for (const char *next = name; next;) {
        if (r.source && !may_extend(&r, next, at)) return NULL;
        const char *path = find_style(next, r.source ? r.source->name : NULL, arena);
        if (!path) {
            no_such_style(&r, next, at);
            return NULL;
        }
        if (count == LONGEST_CHAIN) {
            pm_error(diagnostics, r.source, at, "styles extend each other more than %d deep, or in a circle",
                     LONGEST_CHAIN);
            return NULL;
        }
        style_file *file = &chain[count++];
        file->source = pm_file_read(path, STYLE_FILE_LIMIT, arena, diagnostics);
        if (!file->source) return NULL;
        file->document = pm_yaml_read(file->source, &pm_yaml_default_limits, arena, diagnostics);
        if (!file->document) return NULL;
        r.source = file->source;
        r.style->sources[r.style->source_count++] = file->source;
        next = extended_style(&r, file, &at);
    }
    r.style->name = base_name(name, arena);
    if (pm_diagnostics_count(diagnostics, PM_ERROR) == errors) /* the chain ends at the base style */
        pm_style_require_all_keys(&r, chain[count - 1].document);
    while (count-- > 0) {
        r.source = chain[count].source;
        pm_style_read_keys(&r, chain[count].document);
    }
    return pm_diagnostics_count(diagnostics, PM_ERROR) > errors ? NULL : r.style;
}

const char *pm_style_companion(const char *name, pm_arena *arena)
{
    const char *folder;
    for (int i = 0; (folder = style_folder(i, arena)); i++) {
        const char *path = pm_arena_printf(arena, "%s/../%s", folder, name);
        if (access(path, R_OK) == 0) return path;
    }
    return NULL;
}

static int is_style_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && dot != entry->d_name && strcmp(dot, ".yaml") == 0;
}

void pm_style_list(void (*each)(const pm_style *style, void *context), void *context, pm_arena *arena,
                   pm_diagnostics *diagnostics)
{
    const char *folder = NULL;
    for (int i = 0; (folder = style_folder(i, arena)) && access(folder, R_OK) != 0; i++)
        continue;
    struct dirent **entries = NULL;
    int count = folder ? scandir(folder, &entries, is_style_file, alphasort) : -1;
    if (count < 0) pm_error(diagnostics, NULL, nowhere, "found no folder of styles");
    for (int i = 0; i < count; i++) {
        const pm_style *style =
            pm_style_read(pm_arena_printf(arena, "%s/%s", folder, entries[i]->d_name), arena, diagnostics);
        if (style) each(style, context);
        free(entries[i]);
    }
    free(entries);
}
