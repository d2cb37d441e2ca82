/*
 * papermap.yaml: what a list's repository has decided once, so that no command line needs to say it
 * (docs/BUILD.md): the data, the README and its tables, and the pictures with their options.
 *
 * The options of a picture are those of src/cli/draw_options.c, by the same names and with the same readers.
 * At the top they hold for all pictures, in an output for that one.
 */
#ifndef PM_CLI_CONFIG_H
#define PM_CLI_CONFIG_H

#include "cli/draw_options.h"
#include "cli/formats.h"
#include "taxonomy/readme_config.h"

enum { PM_CONFIG_OUTPUTS_AT_MOST = 256 };

/* The files of one list, joined in this order. */
typedef struct pm_config_data {
    const char **paths; /* as they are opened */
    size_t count;
    pm_mark at;
} pm_config_data;

typedef struct pm_config_output {
    const char *path; /* as it is opened */
    const pm_format *format;
    const pm_config_data *data; /* not empty */
    pm_draw_options options;
    size_t drawing; /* outputs of one number, from 0, differ in painting only: they share a drawing */
    pm_mark at;
} pm_config_output;

typedef struct pm_config {
    const pm_source *source;
    const char *folder; /* of papermap.yaml: "" or with a slash at its end; paths are relative to it */
    const char *root;   /* paths must not leave it; NULL: they may */
    pm_config_data data;
    bool has_readme;
    pm_readme_config readme;   /* its file is the path as it is opened */
    pm_config_output *outputs; /* in the order of the file */
    size_t output_count, drawing_count;
} pm_config;

/* Reads `source` into `config`; its texts go to `arena`. Paths that lead out of the repository are errors
 * unless `may_leave`. False, with errors added, when anything is wrong. The caller finishes `config` in
 * either case. */
bool pm_config_read(const pm_source *source, bool may_leave, pm_arena *arena, pm_config *config,
                    pm_diagnostics *diagnostics);
void pm_config_finish(pm_config *config);

#endif
