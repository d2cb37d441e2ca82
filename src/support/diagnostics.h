/*
 * Diagnostics: what is wrong, where, and how to mend it.
 *
 * A function that can fail adds to its caller's pm_diagnostics and returns false or NULL; nothing below
 * src/cli/ prints. All findings of a run are collected, then formatted in source order as
 *
 *     file:line:col: error: what is wrong
 *       the source line
 *           ^
 *     hint: how to mend it
 *
 * Control characters in messages and source lines are shown escaped.
 */
#ifndef PM_SUPPORT_DIAGNOSTICS_H
#define PM_SUPPORT_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/strbuf.h"

/* A place in a source: line and column from 1, columns in characters. Line 0: no place. */
typedef struct pm_mark {
    uint32_t line, column;
} pm_mark;

/* A text that was read, whole, as UTF-8. The bytes are the reader's and must outlive the diagnostics. */
typedef struct pm_source {
    const char *name; /* as the user named it; "<stdin>" for standard input */
    const char *text; /* NUL-terminated, though `length` counts */
    size_t length;
} pm_source;

typedef enum pm_severity { PM_NOTE, PM_WARNING, PM_ERROR } pm_severity;

typedef struct pm_diagnostic {
    pm_severity severity;
    const pm_source *source; /* NULL: about the command, not a file */
    pm_mark at;
    const char *message;
    const char *hint;  /* NULL: none */
    const char *code;  /* NULL: none; a stable name such as "duplicate-title" */
    size_t line_start; /* byte of the source where the line starts, once sorted; 0: look for it */
} pm_diagnostic;

typedef struct pm_diagnostics pm_diagnostics;

pm_diagnostics *pm_diagnostics_create(void);
void pm_diagnostics_destroy(pm_diagnostics *diagnostics); /* NULL is fine */

/* Add one. `source` may be NULL; `at` may be {0}. The message is formatted at once and copied. */
void pm_error(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void pm_warning(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void pm_note(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Say how to mend the last one added, or name its stable code (a string that lives for ever). */
void pm_hint(pm_diagnostics *diagnostics, const char *format, ...) __attribute__((format(printf, 2, 3)));
void pm_code(pm_diagnostics *diagnostics, const char *code);

/* How many of at least this severity. */
size_t pm_diagnostics_count(const pm_diagnostics *diagnostics, pm_severity at_least);

/* Sort by source (in order of first mention), line and column; what has the same place keeps its order. */
void pm_diagnostics_sort(pm_diagnostics *diagnostics);

/* The i-th, NULL past the end. */
const pm_diagnostic *pm_diagnostics_get(const pm_diagnostics *diagnostics, size_t i);

/* Append one, with source line, caret and hint, to `out`. */
void pm_diagnostic_format(const pm_diagnostic *diagnostic, pm_strbuf *out);

/* Append `text` with control characters, and bytes that are not UTF-8, escaped as \xNN or \u{NNNN}. */
void pm_escape_controls(pm_strbuf *out, const char *text, size_t length);

/* "error", "warning" or "note". */
const char *pm_severity_name(pm_severity severity);

/* The word of `choices` (ended by NULL) nearest to `word`, or NULL when none is near: for "did you mean". */
const char *pm_nearest_word(const char *word, const char *const *choices);

#endif
