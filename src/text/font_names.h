/*
 * What other programs call a font: office suites know families of four faces (regular, bold, italic, both),
 * so that a weight between is a family of its own, "Inter Medium". The names come from the font files.
 */
#ifndef PM_TEXT_FONT_NAMES_H
#define PM_TEXT_FONT_NAMES_H

#include "text/fonts.h"

typedef struct pm_font_names {
    const char *latin; /* of the first choice; these live forever */
    const char
        *east_asian;     /* of the font that sets the text's Chinese, Japanese or Korean; NULL: it has none */
    const char *complex; /* of Arabic, Hebrew, Devanagari, Thai, ...; NULL: it has none */
    bool bold, italic;   /* of the first choice, within its family */
} pm_font_names;

pm_font_names pm_font_names_of(pm_font *font, const char *text, size_t length, bool rtl);

#endif
