/*
 * Files: reading one whole within a limit, and replacing several whole or not at all.
 *
 * Output goes to a temporary file beside each target; when all are complete they are renamed into place,
 * so that a target is at every moment the old file or the whole new one. A replaced file keeps its mode,
 * and a symbolic link keeps pointing: the file behind it is replaced.
 */
#ifndef PM_SUPPORT_FILE_H
#define PM_SUPPORT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"
#include "support/diagnostics.h"

enum { PM_FILE_LIMIT = 64 * 1024 * 1024 }; /* default limit for an input, in bytes */

/* Reads the file (or standard input for "-") into `arena`. NULL, with an error added, when it can't be read
 * or is longer than `limit` bytes. Contents are not checked. */
const pm_source *pm_file_read(const char *path, size_t limit, pm_arena *arena, pm_diagnostics *diagnostics);

/* Appends what a descriptor gives, to its end or past the limit; false on an error of the system. */
bool pm_file_read_all(int fd, size_t limit, pm_strbuf *bytes);

/* True when `source` is well-formed UTF-8 without NUL; otherwise adds one error per bad line (the first few).
 */
bool pm_source_check_utf8(const pm_source *source, pm_diagnostics *diagnostics);

typedef struct pm_output_set pm_output_set;

pm_output_set *pm_output_set_create(void);

/* Adds a target ("-" for standard output) with its whole contents, written to its temporary file at once.
 * False, with an error added, when that fails. */
bool pm_output_set_add(pm_output_set *set, const char *path, const void *bytes, size_t length,
                       pm_diagnostics *diagnostics);

/* The same in two halves, for bytes that need not be in memory all at once: what is appended to `out` (empty)
 * between them goes to the temporary file whenever `out` is full, except for standard output, which gets
 * nothing before the commit. False with an error added; what fails in between is told by the second, until
 * which `path` must stay. */
bool pm_output_set_begin(pm_output_set *set, const char *path, pm_strbuf *out, pm_diagnostics *diagnostics);
bool pm_output_set_end(pm_output_set *set, pm_strbuf *out, pm_diagnostics *diagnostics);

/* Moves every temporary file to its target and writes standard output. False, with an error added, on the
 * first that fails; what was moved before stays. */
bool pm_output_set_commit(pm_output_set *set, pm_diagnostics *diagnostics);

/* Removes what was not committed. NULL is fine. */
void pm_output_set_destroy(pm_output_set *set);

/* Removes the temporary files of every set that lives; safe to call from a signal handler. */
void pm_output_sets_abandon(void);

#endif
