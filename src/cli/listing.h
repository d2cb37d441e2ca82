/*
 * A list, drawn and checked: what a page shows. preview makes one, serve one after each change.
 */
#ifndef PM_CLI_LISTING_H
#define PM_CLI_LISTING_H

#include "cli/cli.h"
#include "cli/drawing.h"

typedef struct pm_listing {
    const char *input, *from;
    const char *base; /* an older list to compare with, a file's or a revision's name; NULL: none */
    const pm_draw_options *draw;
    const pm_cli_limits *limits;
    int this_year; /* for the checks */

    /* Made by pm_listing_make. */
    pm_arena *arena;
    pm_diagnostics *diagnostics; /* what stood in the way of drawing */
    pm_diagnostics *findings;    /* what `check` says of the list, sorted */
    pm_html_extras extras;       /* with the findings; a version may be added */
    pm_taxonomy *before;         /* with a base: that list, the difference and its picture */
    pm_difference *difference;
    pm_difference_map *changes;
    pm_drawing drawing;
} pm_listing;

/* Reads, draws and checks. Returns PM_EXIT_DONE, or the code to end with after adding errors;
 * pm_listing_finish() in any case. */
int pm_listing_make(pm_listing *l);
void pm_listing_finish(pm_listing *l);

#endif
