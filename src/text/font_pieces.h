/*
 * Which of the installed fonts draws which part of a line.
 *
 * A face is a list of families; letters that the first lacks come from another, or from whatever font Pango
 * finds for their script.
 */
#ifndef PM_TEXT_FONT_PIECES_H
#define PM_TEXT_FONT_PIECES_H

#include <pango/pango.h>

#include "text/fonts.h"

/* A part of a line that one font draws; `start` counts bytes from the line's beginning. */
typedef struct pm_font_piece {
    PangoFont *font; /* referenced */
    size_t start, length;
} pm_font_piece;

/* The pieces of a line in the order of its text, neighbours from different fonts. The array is the caller's,
 * who ends it with pm_font_pieces_free(). */
pm_font_piece *pm_font_split(pm_font *font, const char *text, size_t length, bool rtl, size_t *count);
void pm_font_pieces_free(pm_font_piece *pieces, size_t count);

/* What fonts know: the line, laid out (valid until the font is used again); the font that has all of an
 * ASCII text, NULL where Pango has to look for one. */
PangoLayout *pm_font_lay_out(pm_font *font, const char *text, size_t length, bool rtl);
PangoFont *pm_font_of_ascii(pm_font *font, const char *text, size_t length);

#endif
