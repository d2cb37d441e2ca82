/*
 * Mojibake: UTF-8 that somebody read as Mac Roman or Windows-1252 and saved again.
 *
 * "Efﬁcient" becomes "EfÔ¨Åcient", an apostrophe becomes "â€™", a face becomes "ü•≥". Such text is valid
 * UTF-8, so only its sense gives it away.
 */
#ifndef PM_TAXONOMY_MOJIBAKE_H
#define PM_TAXONOMY_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "support/strbuf.h"

/*
 * True when a part of `text` (valid UTF-8, `length` bytes) looks wrongly decoded; then the whole text, with
 * those parts mended and all else as it was, is appended to `repaired` (NULL: only the answer is wanted).
 * False leaves `repaired` alone. Each line is judged by itself; linear time.
 */
bool pm_mojibake_repair(const char *text, size_t length, pm_strbuf *repaired);

#endif
