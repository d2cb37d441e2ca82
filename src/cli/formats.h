/*
 * The formats of pictures, by name and by the endings of files.
 */
#ifndef PM_CLI_FORMATS_H
#define PM_CLI_FORMATS_H

#include <stddef.h>

#include "paint/paint.h"

typedef struct pm_format {
    const char *name;  /* also the ending of its files */
    pm_painter *paint; /* NULL: the graph itself is written */
    const char *summary;
    pm_pages_painter *paint_pages; /* all pages in one file; NULL: a file for each */
    bool is_appended;              /* painted from first byte to last: need not be in memory as a whole */
} pm_format;

/* "png, svg, pdf, pptx, html, gv or json": for messages. */
#define PM_FORMAT_NAMES "png, svg, pdf, pptx, html, gv or json"

/* NULL when no format has the name (NULL: none), or the ending of the path. */
const pm_format *pm_format_find(const char *name);
const pm_format *pm_format_of_path(const char *path);

#endif
