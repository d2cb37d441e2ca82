/*
 * In which language a text is, as far as its letters tell with certainty: for screen readers, which choose a
 * voice by it.
 */
#ifndef PM_TEXT_LANGUAGE_H
#define PM_TEXT_LANGUAGE_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

enum { PM_LANGUAGE_SIZE = 16 };

/* True when the text cannot be in the language of its document (a BCP 47 tag): its letters are not what that
 * is written with. Then `tag` says what is known: "ja" for kana, "ko" for Hangul, else a language that is not
 * known in a script that is ("und-Arab"). */
bool pm_text_is_foreign(const char *text, size_t length, const char *document, char tag[PM_LANGUAGE_SIZE]);

/* The language as Pango knows it. */
PangoLanguage *pm_language_of_tag(const char *tag);

/* Whether it has the form of a language tag: letters and digits in parts of at most eight, hyphens between.
 */
bool pm_language_is_tag(const char *text);

#endif
