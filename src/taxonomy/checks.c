/*
 * The table of rules, and the order in which their families run.
 *
 * An error is wrong for certain; a warning may have its reasons. Mistakes of form are found by the readers
 * and carry the readers' codes.
 */
#include "taxonomy/checks.h"

#include <stdarg.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/checks_rules.h"
#include "taxonomy/clean.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_reader.h"

static const struct {
    const char *code;
    pm_severity severity;
} rules[PM_RULES] = {
    [PM_RULE_MISSING_YEAR] = { "missing-year", PM_WARNING },
    [PM_RULE_BAD_YEAR] = { "bad-year", PM_ERROR },
    [PM_RULE_FUTURE_YEAR] = { "future-year", PM_WARNING },
    [PM_RULE_MISSING_VENUE] = { "missing-venue", PM_WARNING },
    [PM_RULE_URL_WITHOUT_SCHEME] = { "url-without-scheme", PM_ERROR },
    [PM_RULE_URL_SCHEME] = { "url-scheme", PM_ERROR },
    [PM_RULE_URL_SPACE] = { "url-space", PM_ERROR },
    [PM_RULE_DUPLICATE_TITLE] = { "duplicate-title", PM_ERROR },
    [PM_RULE_CONFLICTING_PAPER] = { "conflicting-paper", PM_WARNING },
    [PM_RULE_SHARED_URL] = { "shared-url", PM_WARNING },
    [PM_RULE_SIMILAR_TITLE] = { "similar-title", PM_WARNING },
    [PM_RULE_SPLIT_GROUP] = { "split-category", PM_WARNING },
    [PM_RULE_GROUP_NUMBER] = { "category-number", PM_WARNING },
    [PM_RULE_EMPTY_TOPIC] = { "empty-topic", PM_WARNING },
    [PM_RULE_MOJIBAKE] = { "mojibake", PM_ERROR },
    [PM_RULE_LIGATURE] = { "ligature", PM_WARNING },
    [PM_RULE_NOT_NFC] = { "not-nfc", PM_WARNING },
    [PM_RULE_STRAY_SPACE] = { "stray-space", PM_WARNING },
    [PM_RULE_INVISIBLE_CHARACTER] = { "invisible-character", PM_WARNING },
    [PM_RULE_CONTROL_CHARACTER] = { "control-character", PM_ERROR },
};

const char *const pm_check_codes[] = {
    "missing-title",     "missing-year",      "bad-year",      "future-year",   "missing-venue",
    "duplicate-title",   "conflicting-paper", "shared-url",    "similar-title", "url-without-scheme",
    "url-scheme",        "url-space",         "mojibake",      "ligature",      "invisible-character",
    "control-character", "not-nfc",           "stray-space",   "unknown-key",   "split-category",
    "category-number",   "empty-topic",       "missing-name",  "missing-label", "wrong-shape",
    "empty-list",        "yaml-syntax",       "yaml-limit",    "yaml-key",      "duplicate-key",
    "yaml-nul",          "yaml-alias",        "yaml-document", "encoding",      NULL
};

void pm_check_report(const pm_check *check, pm_rule rule, pm_mark at, const char *format, ...)
{
    pm_strbuf message = PM_STRBUF_INIT;
    va_list args;
    va_start(args, format);
    pm_strbuf_vprintf(&message, format, args);
    va_end(args);
    if (rules[rule].severity == PM_ERROR)
        pm_error(check->diagnostics, check->source, at, "%s", pm_strbuf_text(&message));
    else
        pm_warning(check->diagnostics, check->source, at, "%s", pm_strbuf_text(&message));
    pm_code(check->diagnostics, rules[rule].code);
    pm_strbuf_finish(&message);
}

static void check_tree(const pm_check *check)
{
    pm_check_papers(check);
    pm_check_titles(check);
    pm_check_similar_titles(check);
    pm_check_groups(check);
}

pm_taxonomy *pm_check_yaml(const pm_source *source, const pm_check_options *options,
                           pm_diagnostics *diagnostics)
{
    pm_arena *arena = pm_arena_create();
    const pm_yaml_limits *limits = options->limits ? options->limits : &pm_yaml_default_limits;
    const pm_yaml *root = pm_yaml_read(source, limits, arena, diagnostics);
    pm_taxonomy *taxonomy = root ? pm_taxonomy_salvage_yaml(root, source, limits, diagnostics) : NULL;
    if (taxonomy) {
        const char *mender = options->was_fixed
                                 ? "--fix left this one, since it is written with escapes or in a key"
                                 : "papermap check --fix mends it";
        pm_check check = { source, taxonomy, options, diagnostics, true, true, false, mender };
        check_tree(&check);
        pm_check_yaml_texts(&check, root);
    }
    pm_arena_destroy(arena);
    return taxonomy;
}

/* --- Markdown --- */

/* The word around a place of the source, as bytes. */
static void find_word(const pm_source *source, pm_mark at, const char **start, const char **end)
{
    const char *line = source->text, *stop = source->text + source->length;
    for (uint32_t i = 1; i < at.line && line; i++) {
        line = memchr(line, '\n', (size_t)(stop - line));
        if (line) line++;
    }
    *start = *end = line ? line : stop;
    for (uint32_t i = 1; i < at.column && *end < stop; i++)
        pm_utf8_next(end, stop);
    *start = *end;
    while (*start > source->text && !strchr(" \t\r\n", (*start)[-1]))
        --*start;
    while (*end < stop && !strchr(" \t\r\n", **end))
        ++*end;
}

/* The reader mends what was decoded wrongly and notes it; to a reviewer it is a mistake. */
static void report_mojibake(const pm_check *check, const pm_diagnostic *note)
{
    const char *start, *end;
    find_word(check->source, note->at, &start, &end);
    pm_strbuf mended = PM_STRBUF_INIT;
    pm_text_clean(start, (size_t)(end - start), ~0u, &mended);
    pm_check_report(check, PM_RULE_MOJIBAKE, note->at,
                    "the text was decoded with the wrong character set: it should be \"%.200s\"",
                    pm_strbuf_text(&mended));
    pm_hint(check->diagnostics, "write the text that is meant");
    pm_strbuf_finish(&mended);
}

/* Hands on what the reader had to say. */
static void adopt_findings(const pm_check *check, const pm_diagnostics *read)
{
    static void (*const add[])(pm_diagnostics *, const pm_source *, pm_mark, const char *,
                               ...) = { pm_note, pm_warning, pm_error };
    const pm_diagnostic *finding;
    for (size_t i = 0; (finding = pm_diagnostics_get(read, i)); i++) {
        if (finding->code && finding->at.line && strcmp(finding->code, rules[PM_RULE_MOJIBAKE].code) == 0) {
            report_mojibake(check, finding);
            continue;
        }
        add[finding->severity](check->diagnostics, finding->source, finding->at, "%s", finding->message);
        if (finding->hint) pm_hint(check->diagnostics, "%s", finding->hint);
        if (finding->code) pm_code(check->diagnostics, finding->code);
    }
}

/* A Markdown list shows by itself what it records: what fewer than half of its papers have is not missed. */
static void find_customs(pm_check *check)
{
    size_t papers = 0, years = 0, venues = 0;
    const pm_node *root = check->taxonomy->root;
    for (const pm_node *node = root; node; node = pm_node_after(node, root)) {
        papers += node->kind == PM_NODE_PAPER;
        years += node->year != NULL;
        venues += node->venue != NULL;
    }
    check->asks_for_year = years * 2 >= papers;
    check->asks_for_venue = venues * 2 >= papers;
}

pm_taxonomy *pm_check_markdown(const pm_source *source, const pm_check_options *options,
                               pm_diagnostics *diagnostics)
{
    pm_diagnostics *read = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_markdown(source, read);
    pm_check check = { source, taxonomy, options, diagnostics, false, false, true, NULL };
    adopt_findings(&check, read);
    pm_diagnostics_destroy(read);
    if (!taxonomy) return NULL;
    find_customs(&check);
    check_tree(&check);
    pm_check_taxonomy_texts(&check);
    return taxonomy;
}
