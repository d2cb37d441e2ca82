/*
 * The first font of a face's families, without Pango's font map.
 *
 * Pango sorts all fonts of the system for each face, to know who else has a letter that the first font lacks.
 * Nearly every text has none. Here fontconfig is asked for the best match alone, with the pattern that Pango
 * would ask with, and HarfBuzz shapes with it as Pango would (tests/text/test_first_font.c compares both).
 */
#ifndef PM_TEXT_FIRST_FONT_H
#define PM_TEXT_FIRST_FONT_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

#include "style/style.h"

/* Neither outlines nor advances are fitted to pixels: the picture is the same at every scale. The caller's.
 */
cairo_font_options_t *pm_font_options(void);

/* The best match for a list of families (commas between them) with the face's size, weight and slant; the
 * caller's. NULL when no font is installed. `language` as Pango knows it. */
FcPattern *pm_font_match(const pm_face *face, const char *families, const char *language,
                         const cairo_font_options_t *options);

/* Whether the match is of this family, and not what fontconfig put in its place. */
bool pm_font_match_is(FcPattern *match, const char *family);

typedef struct pm_first_font pm_first_font;

/* Opens a match. NULL where Pango would do more than take the file as it is (variable fonts, transformed and
 * emboldened ones), or where the file cannot be read. `others`, NULL or opened before, may share their files.
 */
pm_first_font *pm_first_font_open(FcPattern *match, const cairo_font_options_t *options,
                                  pm_first_font *others);

/* Closes it and those that it was opened after (`others`). NULL is fine. */
void pm_first_fonts_close(pm_first_font *font);

/* Both live as long as the font. */
cairo_scaled_font_t *pm_first_font_scaled(const pm_first_font *font);
FcPattern *pm_first_font_match(const pm_first_font *font);

bool pm_first_font_has(const pm_first_font *font, uint32_t character);

/* Shapes text that the font has whole, of Latin letters and signs, from left to right. */
void pm_first_font_shape(const pm_first_font *font, const char *text, size_t length,
                         PangoGlyphString *glyphs);

/* Paints what was shaped, in the current source colour, with the text behind it where the target keeps it.
 * The run's own font is not looked at. */
void pm_first_font_show(const pm_first_font *font, cairo_t *cr, const char *text, PangoGlyphItem *run,
                        double x, double y);

#endif
