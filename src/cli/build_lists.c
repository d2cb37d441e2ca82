#include "cli/build_lists.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/join.h"

typedef struct list_file {
    const char *path;
    const pm_source *source; /* NULL: cannot be read */
} list_file;

typedef struct list {
    const pm_config_data *data;
    pm_taxonomy *taxonomy; /* NULL: cannot be read */
} list;

struct pm_lists {
    const pm_cli_limits *limits;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    list_file *files;
    size_t file_count, file_capacity;
    list *lists;
    size_t list_count, list_capacity;
    pm_taxonomy **owned; /* each file's, the first of a list with all others joined to it */
    size_t owned_count, owned_capacity;
};

pm_lists *pm_lists_create(const pm_cli_limits *limits, pm_arena *arena, pm_diagnostics *diagnostics)
{
    pm_lists *lists = pm_calloc(1, sizeof *lists);
    lists->limits = limits;
    lists->arena = arena;
    lists->diagnostics = diagnostics;
    return lists;
}

void pm_lists_destroy(pm_lists *lists)
{
    if (!lists) return;
    for (size_t i = 0; i < lists->owned_count; i++)
        pm_taxonomy_destroy(lists->owned[i]);
    free(lists->owned);
    free(lists->lists);
    free(lists->files);
    free(lists);
}

static const pm_source *read_file(pm_lists *lists, const char *path)
{
    for (size_t i = 0; i < lists->file_count; i++)
        if (strcmp(lists->files[i].path, path) == 0) return lists->files[i].source;
    PM_RESERVE(lists->files, lists->file_capacity, lists->file_count + 1);
    list_file *file = &lists->files[lists->file_count++];
    bool is_known = pm_cli_knows(path, NULL, lists->diagnostics);
    *file = (list_file){ path, NULL };
    if (is_known) file->source = pm_file_read(path, lists->limits->bytes, lists->arena, lists->diagnostics);
    return file->source;
}

/* Reads all files, also when one is wrong: one run tells all. */
static pm_taxonomy *read_list(pm_lists *lists, const pm_config_data *data, pm_diagnostics *diagnostics)
{
    pm_taxonomy *whole = NULL;
    bool is_fine = true;
    pm_progress_step("reading");
    for (size_t i = 0; i < data->count; i++) {
        const pm_source *source = read_file(lists, data->paths[i]);
        pm_taxonomy *part = source ? pm_cli_parse(source, lists->limits, diagnostics) : NULL;
        is_fine = is_fine && part;
        if (!part) continue;
        PM_RESERVE(lists->owned, lists->owned_capacity, lists->owned_count + 1);
        lists->owned[lists->owned_count++] = part;
        if (whole)
            pm_taxonomy_join(whole, part);
        else
            whole = part;
    }
    return is_fine ? whole : NULL;
}

static bool same_files(const pm_config_data *a, const pm_config_data *b)
{
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->paths[i], b->paths[i]) != 0) return false;
    return true;
}

pm_taxonomy *pm_lists_get(pm_lists *lists, const pm_config_data *data)
{
    for (size_t i = 0; i < lists->list_count; i++)
        if (same_files(lists->lists[i].data, data)) return lists->lists[i].taxonomy;
    pm_taxonomy *taxonomy = read_list(lists, data, lists->diagnostics);
    PM_RESERVE(lists->lists, lists->list_capacity, lists->list_count + 1);
    lists->lists[lists->list_count++] = (list){ data, taxonomy };
    return taxonomy;
}

pm_taxonomy *pm_lists_copy(pm_lists *lists, const pm_config_data *data)
{
    if (!pm_lists_get(lists, data)) return NULL;
    pm_diagnostics *told = pm_diagnostics_create(); /* the same findings once more */
    pm_taxonomy *taxonomy = read_list(lists, data, told);
    pm_diagnostics_destroy(told);
    return taxonomy;
}

const char *pm_lists_file(const pm_lists *lists, size_t i)
{
    return i < lists->file_count ? lists->files[i].path : NULL;
}
