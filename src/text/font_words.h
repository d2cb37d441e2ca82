/*
 * The inside of fonts: what fonts.c (opening), font_words.c (shaping, measuring) and font_show.c (painting)
 * share.
 *
 * A text is short when the first font of its face has it whole, and simple (fonts.h) when its words can be
 * shaped alone. What is neither is laid out by Pango. Words are kept with their widths, for they repeat.
 */
#ifndef PM_TEXT_FONT_WORDS_H
#define PM_TEXT_FONT_WORDS_H

#include <pango/pangocairo.h>

#include "text/first_font.h"
#include "text/fonts.h"

/* A word of one font with its width; the text lies in the fonts' arena. */
typedef struct pm_word {
    pm_font *font;
    const char *text; /* with the spaces around it, where there are any */
    size_t length;
    size_t hash;
    double width;
    PangoLayout *layout; /* these two are made when the word is first painted; owned. Either the layout */
    PangoGlyphString *glyphs; /* or, of short text, the glyphs of the first font */
} pm_word;

struct pm_font {
    pm_fonts *fonts;
    pm_face face;
    PangoFontDescription *description;
    pm_first_font *first;    /* of the families, without Pango; NULL where that cannot be */
    PangoFont *first_choice; /* the same of Pango, when it is needed; referenced */
    bool shapes_ascii;       /* the first font has every letter of ASCII */
    double ascent, descent;
    double space; /* width of U+0020 */
    pm_font *next;
};

struct pm_fonts {
    pm_arena *arena;
    const char *language;
    cairo_font_options_t *options;
    PangoFontMap *map; /* these three are made when the first text needs them */
    PangoContext
        *contexts[2]; /* left-to-right, right-to-left; a layout watches its context, so they never change */
    PangoLayout *layouts[2];  /* for measuring */
    PangoGlyphString *glyphs; /* for measuring what one font has whole */
    pm_font *first;
    pm_first_font *first_fonts; /* the last one opened; owned */
    pm_word **words;            /* open addressing, at most half full */
    size_t word_count, word_mask;
};

/* --- fonts.c --- */

/* The first font of the face's families as Pango's; the font's. */
PangoFont *pm_font_first_choice(pm_font *font);

/* The line in a layout of its own, left to right; the caller's. (One that may be used again:
 * font_pieces.h.) */
PangoLayout *pm_font_create_layout(pm_font *font, const char *text, size_t length);

/* --- font_words.c --- */

void pm_words_init(pm_fonts *fonts);
void pm_words_finish(pm_fonts *fonts);

/* Whether the first font has the text whole and shapes it as a layout would, so that nobody has to look for
 * fonts letter by letter. Accented letters may look different from language to language, which Pango knows.
 */
bool pm_font_is_short(const pm_font *font, const char *text, size_t length);

/* Shapes short text. Where Pango does (the font has no `first`), the analysis is what it shapes with. */
void pm_font_shape_short(pm_font *font, const char *text, size_t length, PangoGlyphString *glyphs);
PangoAnalysis pm_font_short_analysis(pm_font *font);

/* The width of a text shaped whole, points. */
double pm_font_shape_width(pm_font *font, const char *text, size_t length, bool rtl);

/* What a walk over simple text does with each word: NULL only adds up. `x` is where the word's own text
 * begins, the space before it included where it was shaped with one. */
typedef void pm_word_visitor(pm_word *w, double x, void *context);

/* Adds up the words of text[start..stop) within a line. A font may kern against a space ("To W"), so each
 * word is shaped with the spaces around it; every space's nominal width is counted once, here. Returns the
 * width. */
double pm_font_walk_words(pm_font *font, const char *text, size_t length, size_t start, size_t stop,
                          pm_word_visitor *each, void *context);

#endif
