/*
 * The gallery of styles: one list drawn in every style that there is, and a page that shows the pictures.
 */
#ifndef PM_CLI_GALLERY_H
#define PM_CLI_GALLERY_H

#include "cli/cli.h"

typedef struct pm_gallery_options {
    const char *folder;
    const char *input, *from; /* NULL: the list that came along; by its name */
    bool quiet;
    pm_cli_limits limits;
} pm_gallery_options;

/* Writes the folder, all of it or nothing. Returns the code to end with, after printing what there is to say.
 */
int pm_gallery_make(const pm_gallery_options *options);

#endif
