/*
 * What may be wrong with the characters of a text, and the text without what is safe to mend.
 */
#ifndef PM_TAXONOMY_CLEAN_H
#define PM_TAXONOMY_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/strbuf.h"

/* Faults that pm_text_clean() mends. */
typedef enum pm_text_fault {
    PM_TEXT_MOJIBAKE = 1 << 0, /* UTF-8 that was read as another character set */
    PM_TEXT_LIGATURE = 1 << 1, /* U+FB00 to U+FB06 */
    PM_TEXT_NOT_NFC = 1 << 2,  /* not in Unicode normalization form C */
    PM_TEXT_SPACE = 1 << 3     /* blanks at an end, two in a row, tabs */
} pm_text_fault;

/* The faults of a text (valid UTF-8), as bits. An address has only PM_TEXT_SPACE: its other bytes name
 * something. A text that was decoded wrongly is not judged further. */
unsigned pm_text_faults(const char *text, size_t length);

/* Appends the text with the given kinds of faults mended. Line ends stay. */
void pm_text_clean(const char *text, size_t length, unsigned faults, pm_strbuf *out);

/* Whether the text is an address: "scheme://…". */
bool pm_text_is_address(const char *text, size_t length);

/* The letters that a ligature stands for ("fi"), NULL when the character is none. */
const char *pm_ligature_letters(uint32_t code_point);

/* Whether the character cannot be seen and has no business in a title: zero-width spaces, direction marks,
 * soft hyphens. A joiner is fine after a letter of a script that joins, and in an emoji. */
bool pm_is_invisible(uint32_t code_point, uint32_t before);

/* C0, DEL and C1, but not the tab and line ends. */
bool pm_is_control(uint32_t code_point);

#endif
