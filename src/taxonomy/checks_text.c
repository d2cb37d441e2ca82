/*
 * Checks of characters: wrong character set, ligatures, form C, blanks, what is invisible.
 *
 * A YAML list is checked text by text as it is written, keys and unread values included, because the reader
 * folds blanks away. A finding points at the character where the text stands in the source as it is, else at
 * the text's beginning.
 */
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/utf8.h"
#include "taxonomy/checks_rules.h"
#include "taxonomy/clean.h"
#include "taxonomy/yaml_texts.h"

/* A text and the place of its first character; `is_exact` when all of it stands in one line of the source as
 * it is. */
typedef struct placed_text {
    const char *text;
    size_t length;
    pm_mark at;
    bool is_exact;
} placed_text;

static pm_mark place_in(const placed_text *t, const char *character)
{
    pm_mark at = t->at;
    if (t->is_exact) at.column += (uint32_t)pm_utf8_count(t->text, (size_t)(character - t->text));
    return at;
}

/* How to mend what `--fix` may mend. `advice` is what to do by hand. */
static void hint_at_fix(const pm_check *check, const char *advice)
{
    pm_hint(check->diagnostics, "%s%s%s", advice, check->mender ? "; " : "",
            check->mender ? check->mender : "");
}

static void report_mojibake(const pm_check *check, const placed_text *t)
{
    pm_strbuf mended = PM_STRBUF_INIT;
    pm_text_clean(t->text, t->length, ~0u, &mended);
    pm_check_report(check, PM_RULE_MOJIBAKE, t->at,
                    "the text was decoded with the wrong character set: it should be \"%s\"",
                    pm_strbuf_text(&mended));
    hint_at_fix(check, "write the text that is meant");
    pm_strbuf_finish(&mended);
}

static void report_space(const pm_check *check, const placed_text *t)
{
    const char *at = t->text, *end = t->text + t->length, *last = NULL;
    const char *found = t->text; /* at a beginning or end when there is no run of blanks */
    for (bool was_blank = false; at < end && !last;) {
        const char *start = at;
        uint32_t c = pm_utf8_next(&at, end);
        bool blank = c == ' ' || c == '\t' || c == 0xA0;
        if (blank && (was_blank || c == '\t' || start == t->text || at == end)) last = start;
        was_blank = blank;
    }
    if (last) found = last;
    pm_check_report(check, PM_RULE_STRAY_SPACE, place_in(t, found), "stray spaces in the text");
    hint_at_fix(check, "one space between words, none at the ends");
}

/* Whether the character stands in the source at all: the Markdown reader's mending may have brought it about.
 */
static bool is_written(const pm_check *check, const char *start, const char *end)
{
    size_t length = (size_t)(end - start);
    return !check->is_markdown || memmem(check->source->text, check->source->length, start, length);
}

/* The first character of each kind: more of the same in one text would be noise. */
static void check_characters(const pm_check *check, const placed_text *t)
{
    bool told_ligature = pm_text_is_address(t->text, t->length), told_invisible = false, told_control = false;
    uint32_t before = 0;
    for (const char *at = t->text, *end = t->text + t->length; at < end;) {
        const char *start = at;
        uint32_t c = pm_utf8_next(&at, end);
        const char *letters = pm_ligature_letters(c);
        if (letters && !told_ligature && is_written(check, start, at)) {
            told_ligature = true;
            pm_check_report(check, PM_RULE_LIGATURE, place_in(t, start),
                            "the ligature U+%04X stands for \"%s\"", (unsigned)c, letters);
            hint_at_fix(check, "write the letters");
        } else if (pm_is_invisible(c, before) && !told_invisible) {
            told_invisible = true;
            pm_check_report(check, PM_RULE_INVISIBLE_CHARACTER, place_in(t, start),
                            "the invisible character U+%04X", (unsigned)c);
            pm_hint(check->diagnostics, "remove it");
        } else if (pm_is_control(c) && !told_control) {
            told_control = true;
            pm_check_report(check, PM_RULE_CONTROL_CHARACTER, place_in(t, start),
                            "the control character U+%04X", (unsigned)c);
            pm_hint(check->diagnostics, "remove it");
        }
        before = c;
    }
}

static void report_form(const pm_check *check, const placed_text *t)
{
    pm_strbuf composed = PM_STRBUF_INIT;
    pm_text_clean(t->text, t->length, PM_TEXT_NOT_NFC, &composed);
    const char *at = t->text, *end = t->text + t->length, *other = pm_strbuf_text(&composed);
    while (at < end && *at == *other) { /* to the first difference, then to its character's first byte */
        at++;
        other++;
    }
    while (at > t->text && ((unsigned char)*at & 0xC0) == 0x80)
        at--;
    pm_check_report(check, PM_RULE_NOT_NFC, place_in(t, at), "the text is not in Unicode form NFC");
    hint_at_fix(check, "write the letter with its accent as one character");
    pm_strbuf_finish(&composed);
}

static void check_text(const pm_check *check, const placed_text *t)
{
    unsigned faults = pm_text_faults(t->text, t->length);
    if (faults & PM_TEXT_SPACE) report_space(check, t);
    if (faults & PM_TEXT_MOJIBAKE) {
        report_mojibake(check, t);
        return;
    }
    check_characters(check, t);
    if (faults & PM_TEXT_NOT_NFC) report_form(check, t);
}

/* The text of a scalar with its place behind the quote, when it is written as it reads. */
static placed_text place_scalar(const pm_source *source, const pm_yaml *scalar)
{
    placed_text t = { scalar->text, scalar->length, scalar->at, false };
    char first = source->text[scalar->start];
    size_t quotes = scalar->quoted && (first == '"' || first == '\'');
    if (scalar->end - scalar->start != scalar->length + 2 * quotes) return t;
    t.is_exact = memcmp(source->text + scalar->start + quotes, scalar->text, scalar->length) == 0;
    if (t.is_exact) t.at.column += (uint32_t)quotes;
    return t;
}

void pm_check_yaml_texts(const pm_check *check, const pm_yaml *root)
{
    pm_yaml_texts texts = pm_yaml_texts_in_order(root);
    for (size_t i = 0; i < texts.count; i++) {
        placed_text t = place_scalar(check->source, texts.all[i]);
        check_text(check, &t);
    }
    free(texts.all);
}

static void check_optional(const pm_check *check, const char *text, pm_mark at)
{
    if (!text) return;
    placed_text t = { text, strlen(text), at, false };
    check_text(check, &t);
}

void pm_check_taxonomy_texts(const pm_check *check)
{
    const pm_node *root = check->taxonomy->root;
    for (const pm_node *node = root; node; node = pm_node_after(node, root)) {
        check_optional(check, node->name, node->at);
        check_optional(check, node->abbr, node->abbr_at);
        check_optional(check, node->venue, node->venue_at);
        check_optional(check, node->authors, node->at);
        for (const pm_link *link = node->links; link; link = link->next) {
            check_optional(check, link->label, link->at);
            check_optional(check, link->url, link->url_at);
        }
    }
}
