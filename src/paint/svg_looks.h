/*
 * The looks of an SVG's shapes and texts, as classes of its style sheet.
 */
#ifndef PM_PAINT_SVG_LOOKS_H
#define PM_PAINT_SVG_LOOKS_H

#include "paint/svg_fonts.h"
#include "style/style.h"
#include "text/fonts.h"

typedef struct pm_svg_look {
    const pm_font *font; /* texts only */
    size_t face;         /* of the embedded ones; 0: none */
    pm_colour fill, stroke;
    double width, dash;
} pm_svg_look;

enum { PM_SVG_LOOKS_BITS = 10, PM_SVG_LOOKS_SEEN = 1 << PM_SVG_LOOKS_BITS };

typedef struct pm_svg_looks {
    pm_svg_look *items;
    size_t count, capacity;
    size_t seen[PM_SVG_LOOKS_SEEN]; /* by a look's hash: the one that was asked for last, from 1 */
} pm_svg_looks;

/* The number of a look's class: a new one, or that of the same look. */
size_t pm_svg_looks_class(pm_svg_looks *looks, const pm_svg_look *wanted);

/* Appends the rules: the classes .c0, .c1, ...; .f1, .f2, ... for a part of a line in another embedded face;
 * and, where colours have dark ones, those once more for dark pages. `fonts` may be NULL. */
void pm_svg_looks_write(const pm_svg_looks *looks, const pm_svg_fonts *fonts, pm_strbuf *css);

void pm_svg_looks_finish(pm_svg_looks *looks);

#endif
