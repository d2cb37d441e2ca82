/*
 * What changed between two texts, line by line, short enough to read in a terminal.
 */
#ifndef PM_TAXONOMY_LINE_DIFF_H
#define PM_TAXONOMY_LINE_DIFF_H

#include <stddef.h>
#include <stdint.h>

#include "support/strbuf.h"

/* Appends "@@ line N @@" and "-old"/"+new" lines, at most `lines_shown` of them and then how many more there
 * are. `first_line` is the number of the old text's first line. Time and memory are linear in the texts: when
 * they differ in more than a few hundred lines, everything between their common start and end counts as
 * changed. */
void pm_line_diff(const char *before, size_t before_length, const char *after, size_t after_length,
                  uint32_t first_line, size_t lines_shown, pm_strbuf *out);

#endif
