/*
 * WOFF 1.0 (W3C Recommendation of 13 December 2012): a font's tables, each packed with zlib.
 */
#ifndef PM_PAINT_WOFF_H
#define PM_PAINT_WOFF_H

#include <stdbool.h>

#include "support/strbuf.h"

/* Appends the WOFF file of a font in sfnt form (TrueType or OpenType); false when it is none. */
bool pm_woff_append(pm_strbuf *out, const unsigned char *sfnt, size_t length);

#endif
