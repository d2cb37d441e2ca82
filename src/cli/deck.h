/*
 * A deck: a drawing in one page or, split, in several: an overview, then a page for each part, with links
 * between them. A part whose text would be too small on the page that it is fitted to is split again.
 */
#ifndef PM_CLI_DECK_H
#define PM_CLI_DECK_H

#include "cli/drawing.h"

typedef struct pm_deck_page {
    pm_drawing drawing;
    const pm_node *group; /* whose part it is, in the whole taxonomy; NULL: the overview */
    const char *slug;     /* "01-architecture" */
} pm_deck_page;

typedef struct pm_deck {
    pm_drawing whole; /* set by the caller as for pm_drawing_make(); a deck that is not split has it alone */
    pm_deck_page *pages;
    size_t count, capacity; /* 0: not split */
} pm_deck;

/* Draws the page or pages. An exit code, as pm_drawing_make(); pm_deck_finish() in any case. */
int pm_deck_make(pm_deck *deck);

/* Paints what follows with other options, which must agree in all that a drawing depends on. */
void pm_deck_use_options(pm_deck *deck, const pm_draw_options *options);

/* How many files a format takes, and their paths from the one asked for: "map.svg" →
 * "map-01-architecture.svg". The path is allocated in the whole's arena. */
size_t pm_deck_files(const pm_deck *deck, const pm_format *format);
const char *pm_deck_path(const pm_deck *deck, const char *path, const pm_format *format, size_t file);

/* The bytes of one of these files, appended to `out`; false with errors added. `path` as for pm_deck_path. */
bool pm_deck_paint(pm_deck *deck, const char *path, const pm_format *format, size_t file, pm_strbuf *out);

/* As pm_drawing_finish(). */
void pm_deck_finish(pm_deck *deck);

#endif
