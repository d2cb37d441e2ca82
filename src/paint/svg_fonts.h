/*
 * The fonts that lie in an SVG: for each installed font that draws some of its text, a subset with the
 * letters used, as WOFF in a data: address.
 *
 * A subset's family is named after its own bytes, so it is never taken for an installed font, nor for that of
 * another map in the same page.
 */
#ifndef PM_PAINT_SVG_FONTS_H
#define PM_PAINT_SVG_FONTS_H

#include "graph/content.h"
#include "support/strbuf.h"

typedef struct pm_svg_fonts pm_svg_fonts;

/* A part of a line, in one face: numbered from 1 in the order of their first use; 0: the viewer's. */
typedef struct pm_svg_piece {
    size_t start, length, face;
} pm_svg_piece;

/* `diagnostics` is told of fonts that cannot lie in the file. */
pm_svg_fonts *pm_svg_fonts_create(pm_diagnostics *diagnostics);
void pm_svg_fonts_destroy(pm_svg_fonts *fonts); /* NULL is fine */

/* The pieces of a run, in the order of its text; their letters become known. Valid until the next call. */
const pm_svg_piece *pm_svg_fonts_split(pm_svg_fonts *fonts, const pm_run *run, size_t *count);

/* Makes the subsets of all that is known by now, and appends their @font-face rules. */
void pm_svg_fonts_write(pm_svg_fonts *fonts, pm_strbuf *css);

/* The family of a face, once it was written; NULL for 0, and where no subset could be made. */
const char *pm_svg_fonts_family(const pm_svg_fonts *fonts, size_t number);

size_t pm_svg_fonts_count(const pm_svg_fonts *fonts);

#endif
