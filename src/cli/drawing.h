/*
 * A drawing: the steps from a taxonomy to a scene, and from there to the bytes of a format, with what they
 * own on the way. Every command that draws goes through here.
 */
#ifndef PM_CLI_DRAWING_H
#define PM_CLI_DRAWING_H

#include "cli/draw_options.h"
#include "cli/formats.h"
#include "graph/map.h"
#include "layout/layout.h"
#include "paint/html.h"
#include "taxonomy/difference_map.h"

typedef struct pm_drawing {
    const pm_draw_options *options;
    pm_taxonomy *taxonomy;               /* the caller's; --only and --except take away from it */
    const char *input;                   /* its file's name, for a title */
    bool describe;                       /* the graph gets the attributes that a graph written out needs */
    const pm_difference_map *changes;    /* the taxonomy is its; NULL: a list */
    bool has_page;                       /* an HTML page is among the outputs */
    const pm_html_extras *html;          /* what a page shows beside the map; NULL: nothing */
    pm_arena *arena;                     /* the caller's; the style lives there */
    pm_diagnostics *diagnostics;         /* the caller's */
    int depth;                           /* instead of the options' when `page_number` is given */
    size_t first_category;               /* in the palette */
    const char *page_name, *page_number; /* of one page among several, else NULL */

    /* Made by pm_drawing_make. */
    pm_fonts *fonts;
    const pm_style *style;
    const pm_encoding *encoding;
    pm_map *map;
    pm_layout *layout;
    bool is_laid_out;
    pm_scene *scene;
} pm_drawing;

/* Whether the layout asked for is ours. */
bool pm_drawing_is_own_engine(const pm_draw_options *o);

/* The steps of pm_drawing_make(), for those who draw several pages: the choice of papers and style, the
 * fonts; the map, laid out, with a style and fonts that are there; the scene. The first two return an exit
 * code. */
int pm_drawing_prepare(pm_drawing *d);
int pm_drawing_draw(pm_drawing *d);
void pm_drawing_compose(pm_drawing *d);

/* Selects, builds, lays out and composes. Returns PM_EXIT_DONE, or the code to end with after adding errors;
 * pm_drawing_finish() in any case. */
int pm_drawing_make(pm_drawing *d);

/* The bytes of one format, appended to `out`; false with errors added. */
bool pm_drawing_paint(pm_drawing *d, const pm_format *format, pm_strbuf *out);

/* The same with options that a command has added to. */
pm_paint_options pm_drawing_paint_options(const pm_drawing *d);
bool pm_drawing_paint_with(pm_drawing *d, const pm_format *format, const pm_paint_options *options,
                           pm_strbuf *out);

/* Frees what pm_drawing_make made. */
void pm_drawing_finish(pm_drawing *d);

#endif
