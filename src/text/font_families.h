/*
 * Which families of a face's list are installed, and the words that are said when one is not.
 */
#ifndef PM_TEXT_FONT_FAMILIES_H
#define PM_TEXT_FONT_FAMILIES_H

#include "support/arena.h"
#include "support/diagnostics.h"
#include "text/first_font.h"

/* True when any family of the face's list is installed, of which `match` is the best (NULL: no font at all).
 * When it is not the first, a warning tells what stands in for it; when there is none, an error. */
bool pm_font_families_check(const pm_face *face, FcPattern *match, const char *language,
                            const cairo_font_options_t *options, pm_arena *arena,
                            pm_diagnostics *diagnostics);

#endif
