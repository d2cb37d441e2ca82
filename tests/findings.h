/*
 * Sources from literals, and looking for findings, for tests of readers and checks.
 */
#ifndef PM_TESTS_FINDINGS_H
#define PM_TESTS_FINDINGS_H

#include <stdio.h>
#include <string.h>

#include "support/diagnostics.h"

static inline pm_source source_of(const char *text)
{
    return (pm_source){ .name = "list.yaml", .text = text, .length = strlen(text) };
}

/* How many findings have the code. */
static inline size_t count_code(const pm_diagnostics *diagnostics, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; pm_diagnostics_get(diagnostics, i); i++) {
        const pm_diagnostic *d = pm_diagnostics_get(diagnostics, i);
        count += d->code && strcmp(d->code, code) == 0;
    }
    return count;
}

/* The first finding whose message or hint has the words; NULL when none has. */
static inline const pm_diagnostic *find_words(const pm_diagnostics *diagnostics, const char *words)
{
    for (size_t i = 0; pm_diagnostics_get(diagnostics, i); i++) {
        const pm_diagnostic *d = pm_diagnostics_get(diagnostics, i);
        if (strstr(d->message, words) || (d->hint && strstr(d->hint, words))) return d;
    }
    return NULL;
}

/* All findings, as a test's failure shows them. */
static inline void print_findings(const pm_diagnostics *diagnostics)
{
    pm_strbuf out = PM_STRBUF_INIT;
    for (size_t i = 0; pm_diagnostics_get(diagnostics, i); i++)
        pm_diagnostic_format(pm_diagnostics_get(diagnostics, i), &out);
    fputs(pm_strbuf_text(&out), stderr);
    pm_strbuf_finish(&out);
}

#define assert_finding(diagnostics, words, at_line, at_column) \
    do { \
        const pm_diagnostic *found_ = find_words((diagnostics), (words)); \
        if (!found_) print_findings(diagnostics); \
        assert_non_null(found_); \
        assert_int_equal(found_->at.line, (at_line)); \
        assert_int_equal(found_->at.column, (at_column)); \
    } while (0)

#endif
