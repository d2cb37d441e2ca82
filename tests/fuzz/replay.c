/*
 * Feeds files to a fuzz target in the ordinary build: replay PATH... takes files, and folders of files.
 *
 * A file that breaks the target ends the process; its name is the last one printed.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "support/file.h"

/* False when the file cannot be read. */
static bool replay_file(const char *path)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_source *source = pm_file_read(path, PM_FILE_LIMIT, arena, diagnostics);
    printf("%s\n", path);
    (void)fflush(stdout);
    if (source) LLVMFuzzerTestOneInput((const uint8_t *)source->text, source->length);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return source != NULL;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* How many files the folder has; -1 when one cannot be read. */
static int replay_folder(const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_shown, alphasort);
    bool is_read = count >= 0;
    for (int i = 0; i < count; i++) {
        pm_strbuf path = PM_STRBUF_INIT;
        pm_strbuf_printf(&path, "%s/%s", folder, entries[i]->d_name);
        is_read = replay_file(pm_strbuf_text(&path)) && is_read;
        pm_strbuf_finish(&path);
        free(entries[i]);
    }
    free(entries);
    return is_read ? count : -1;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (stat(argv[i], &status) != 0) continue; /* a target without regressions has no folder of them */
        int replayed = S_ISDIR(status.st_mode) ? replay_folder(argv[i]) : replay_file(argv[i]) ? 1 : -1;
        if (replayed < 0) {
            fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
        count += replayed;
    }
    printf("%d files\n", count);
    return count > 0 ? 0 : 1;
}
