/*
 * Fonts and the widths of texts, with Pango on cairo's font map.
 *
 * Measures are points, unhinted, so that a text is as wide in PNG, PDF and SVG. Words repeat across
 * titles: in scripts where words do not change each other's shape, each word is shaped once per
 * font and a text's width is the sum of its words and spaces. Other scripts are shaped whole. Both ways
 * are also how texts are painted, so measure and picture agree.
 */
#ifndef PM_TEXT_FONTS_H
#define PM_TEXT_FONTS_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <stdbool.h>
#include <stddef.h>

#include "style/style.h"
#include "support/diagnostics.h"

typedef struct pm_fonts pm_fonts; /* owns its fonts and the cache of words */
typedef struct pm_font pm_font;

pm_fonts *pm_fonts_create(void);
void pm_fonts_destroy(pm_fonts *fonts); /* NULL is fine */

/* The language of texts whose script does not tell it: which form of a Chinese character is taken. "en" until
 * then; to be called before any font is opened. */
void pm_fonts_set_language(pm_fonts *fonts, const char *tag);

/* The font for a face: the first family of its list that is installed. The same family, size, weight and
 * slant give the same pm_font. A warning tells when the first choice is missing; NULL, with an error, when
 * the whole list is. */
pm_font *pm_fonts_open(pm_fonts *fonts, const pm_face *face, pm_diagnostics *diagnostics);

/* The face it was opened with. */
const pm_face *pm_font_face(const pm_font *font);

/* Distance of two baselines, and of a line's top from its baseline, points. */
double pm_font_line_height(const pm_font *font);
double pm_font_baseline(const pm_font *font);

/* Advance width of one line of text, points. */
double pm_font_width(pm_font *font, const char *text, size_t length);

/* Advance width of text[start..stop) where it stands in its line, points. */
double pm_font_span(pm_font *font, const char *text, size_t length, size_t start, size_t stop);

/* True when the text's first strong character is right-to-left. */
bool pm_text_is_rtl(const char *text, size_t length);

/* True when every word can be shaped alone (Latin, Greek, Cyrillic and common signs). */
bool pm_text_is_simple(const char *text, size_t length);

/* Paints one line with its baseline's left end at x, y, in the current source colour. */
void pm_font_show(pm_font *font, cairo_t *cr, const char *text, size_t length, bool rtl, double x, double y);

/* What a glyph is taken from, valid during the visit. */
typedef struct pm_glyph_font {
    cairo_scaled_font_t *scaled; /* in points; lives as long as the fonts */
    FcPattern *pattern;          /* what fontconfig said of it */
} pm_glyph_font;

/* Calls `each` for every glyph of the line: its font, its index and place (points, from the baseline's left
 * end, y down). Letters that no font has are left out; false when there were any. */
typedef void pm_glyph_visitor(const pm_glyph_font *font, unsigned long glyph, double x, double y,
                              void *context);
bool pm_font_visit_glyphs(pm_font *font, const char *text, size_t length, bool rtl, pm_glyph_visitor *each,
                          void *context);

#endif
