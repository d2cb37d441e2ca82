/*
 * Wrapping a title into an even block of lines.
 *
 * Break opportunities come from Unicode line breaking (Pango's log attributes for scripts that need them), so
 * that CJK breaks between characters. The block has as few lines as the width allows; then its lines
 * are made as even as asked for, and breaks after a hyphen ("Early-|Exit") are avoided where a space will do.
 */
#ifndef PM_TEXT_WRAP_H
#define PM_TEXT_WRAP_H

#include "support/arena.h"
#include "text/fonts.h"

typedef struct pm_line {
    const char *text; /* within the wrapped text, or in the arena when it was cut */
    size_t length;
    double width; /* points */
} pm_line;

enum { PM_LINES_AT_MOST = 3 };

typedef struct pm_lines {
    pm_line lines[PM_LINES_AT_MOST];
    size_t count;
    double width; /* of the widest line */
    bool rtl;     /* the base direction of all lines */
    bool cut; /* the text did not fit even into `most` lines of `widest`; the last line ends with an ellipsis
               */
} pm_lines;

typedef struct pm_wrap {
    double width;  /* points: wraps here; ... */
    double widest; /* ... if that would take more than `most` lines, at the least width up to this one */
    size_t most;   /* lines: 1 to PM_LINES_AT_MOST */
    double fill;   /* 0: lines as even as can be; else all but the last fill this share of the width, as long
                    * as the last keeps half of theirs */
} pm_wrap;

/* Wraps `text`. Lines point into `text` (which must outlive them) or `arena`. */
pm_lines pm_text_wrap(pm_font *font, const char *text, const pm_wrap *wrap, pm_arena *arena);

#endif
