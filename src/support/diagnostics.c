#include "support/diagnostics.h"

#include <stdlib.h>
#include <string.h>

#include "support/arena.h"
#include "support/memory.h"
#include "support/utf8.h"

enum { LONGEST_EXCERPT = 160 }; /* characters of a source line that are shown */

typedef struct entry {
    pm_diagnostic shown;
    size_t source_order;
    size_t order;
} entry;

struct pm_diagnostics {
    pm_arena *arena;
    entry *entries;
    size_t count, capacity;
    size_t by_severity[PM_ERROR + 1];
};

pm_diagnostics *pm_diagnostics_create(void)
{
    pm_diagnostics *diagnostics = pm_calloc(1, sizeof *diagnostics);
    diagnostics->arena = pm_arena_create();
    return diagnostics;
}

void pm_diagnostics_destroy(pm_diagnostics *diagnostics)
{
    if (!diagnostics) return;
    pm_arena_destroy(diagnostics->arena);
    free(diagnostics->entries);
    free(diagnostics);
}

/* Sources are few, and a run of findings is mostly about one: look back from the newest. */
static size_t order_of_source(const pm_diagnostics *diagnostics, const pm_source *source)
{
    size_t highest = 0;
    for (size_t i = diagnostics->count; i-- > 0;) {
        const entry *e = &diagnostics->entries[i];
        if (e->shown.source == source) return e->source_order;
        if (e->source_order >= highest) highest = e->source_order + 1;
    }
    return highest;
}

static void add(pm_diagnostics *diagnostics, pm_severity severity, const pm_source *source, pm_mark at,
                const char *format, va_list args)
{
    pm_strbuf message = PM_STRBUF_INIT;
    pm_strbuf_vprintf(&message, format, args);
    PM_RESERVE(diagnostics->entries, diagnostics->capacity, diagnostics->count + 1);
    entry *e = &diagnostics->entries[diagnostics->count];
    *e = (entry){ .shown = { .severity = severity, .source = source, .at = at },
                  .source_order = order_of_source(diagnostics, source),
                  .order = diagnostics->count };
    e->shown.message = pm_arena_strndup(diagnostics->arena, pm_strbuf_text(&message), message.length);
    diagnostics->count++;
    diagnostics->by_severity[severity]++;
    pm_strbuf_finish(&message);
}

void pm_error(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diagnostics, PM_ERROR, source, at, format, args);
    va_end(args);
}

void pm_warning(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diagnostics, PM_WARNING, source, at, format, args);
    va_end(args);
}

void pm_note(pm_diagnostics *diagnostics, const pm_source *source, pm_mark at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diagnostics, PM_NOTE, source, at, format, args);
    va_end(args);
}

void pm_hint(pm_diagnostics *diagnostics, const char *format, ...)
{
    if (!diagnostics->count) return;
    pm_strbuf text = PM_STRBUF_INIT;
    va_list args;
    va_start(args, format);
    pm_strbuf_vprintf(&text, format, args);
    va_end(args);
    diagnostics->entries[diagnostics->count - 1].shown.hint =
        pm_arena_strndup(diagnostics->arena, pm_strbuf_text(&text), text.length);
    pm_strbuf_finish(&text);
}

void pm_code(pm_diagnostics *diagnostics, const char *code)
{
    if (diagnostics->count) diagnostics->entries[diagnostics->count - 1].shown.code = code;
}

size_t pm_diagnostics_count(const pm_diagnostics *diagnostics, pm_severity at_least)
{
    size_t count = 0;
    for (int s = (int)at_least; s <= PM_ERROR; s++)
        count += diagnostics->by_severity[s];
    return count;
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = compare_numbers(a->source_order, b->source_order);
    if (!order) order = compare_numbers(a->shown.at.line, b->shown.at.line);
    if (!order) order = compare_numbers(a->shown.at.column, b->shown.at.column);
    return order ? order : compare_numbers(a->order, b->order);
}

/* Moves from the start of line `*line` to that of a later one; stays where it is when there is none. */
static size_t skip_lines(const pm_source *source, size_t start, uint32_t *line, uint32_t wanted)
{
    while (*line < wanted) {
        const char *newline = memchr(source->text + start, '\n', source->length - start);
        if (!newline) break;
        start = (size_t)(newline - source->text) + 1;
        ++*line;
    }
    return start;
}

/* One pass over each source finds the lines of all that is to be shown of it. */
static void find_line_starts(pm_diagnostics *diagnostics)
{
    const pm_source *source = NULL;
    size_t start = 0;
    uint32_t line = 1;
    for (size_t i = 0; i < diagnostics->count; i++) {
        pm_diagnostic *shown = &diagnostics->entries[i].shown;
        if (!shown->source || !shown->source->text || !shown->at.line) continue;
        if (shown->source != source) {
            source = shown->source;
            start = 0;
            line = 1;
        }
        start = skip_lines(source, start, &line, shown->at.line);
        if (line == shown->at.line) shown->line_start = start;
    }
}

void pm_diagnostics_sort(pm_diagnostics *diagnostics)
{
    if (!diagnostics->count) return;
    qsort(diagnostics->entries, diagnostics->count, sizeof *diagnostics->entries, compare_entries);
    find_line_starts(diagnostics);
}

const pm_diagnostic *pm_diagnostics_get(const pm_diagnostics *diagnostics, size_t i)
{
    return i < diagnostics->count ? &diagnostics->entries[i].shown : NULL;
}

const char *pm_severity_name(pm_severity severity)
{
    static const char *const names[] = { "note", "warning", "error" };
    return names[severity];
}

/* C0 and C1 controls, and the invisible marks that can reorder a terminal's text. */
static bool is_unprintable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

void pm_escape_controls(pm_strbuf *out, const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        const char *start = at;
        uint32_t c = pm_utf8_next(&at, end);
        if (c == 0xFFFD && at == start + 1)
            pm_strbuf_printf(out, "\\x%02X", (unsigned char)*start);
        else if (is_unprintable(c))
            pm_strbuf_printf(out, c < 0x80 ? "\\x%02X" : "\\u{%04X}", (unsigned)c);
        else
            pm_strbuf_append(out, start, (size_t)(at - start));
    }
}

/* The bytes of a source's line, without its end; false when the source has no such line. */
static bool find_line(const pm_diagnostic *diagnostic, const char **start, const char **end)
{
    const pm_source *source = diagnostic->source;
    const char *at = source->text + diagnostic->line_start, *stop = source->text + source->length;
    for (uint32_t n = 1; n < diagnostic->at.line && !diagnostic->line_start; n++) {
        const char *newline = memchr(at, '\n', (size_t)(stop - at));
        if (!newline) return false;
        at = newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(stop - at));
    *start = at;
    *end = newline ? newline : stop;
    if (*end > at && (*end)[-1] == '\r') --*end;
    return true;
}

/* The source line and a caret below its column; a long line is shown as a window around the column. */
static void format_excerpt(const pm_diagnostic *diagnostic, pm_strbuf *out)
{
    const char *at, *end;
    if (!find_line(diagnostic, &at, &end)) return;
    uint32_t column = diagnostic->at.column ? diagnostic->at.column : 1;
    uint32_t skipped = column > LONGEST_EXCERPT * 3 / 4 ? column - LONGEST_EXCERPT / 2 : 0;
    for (uint32_t i = 0; i < skipped && at < end; i++)
        pm_utf8_next(&at, end);
    pm_strbuf line = PM_STRBUF_INIT, caret = PM_STRBUF_INIT;
    uint32_t shown = 0;
    for (const char *start = at; at < end && shown < LONGEST_EXCERPT; shown++, start = at) {
        bool is_tab = *at == '\t';
        size_t before = line.length;
        uint32_t c = pm_utf8_next(&at, end);
        if (is_tab)
            pm_strbuf_char(&line, '\t');
        else
            pm_escape_controls(&line, start, (size_t)(at - start));
        if (skipped + shown + 1 >= column) continue;
        bool escaped = !is_tab && line.length - before != (size_t)(at - start);
        int columns = is_tab ? 1 : escaped ? (int)(line.length - before) : pm_utf8_columns(c);
        for (int i = 0; i < columns; i++)
            pm_strbuf_char(&caret, is_tab ? '\t' : ' ');
    }
    pm_strbuf_printf(out, "  %s%s%s\n  %s%s^\n", skipped ? "…" : "", pm_strbuf_text(&line),
                     at < end ? "…" : "", skipped ? " " : "", pm_strbuf_text(&caret));
    pm_strbuf_finish(&line);
    pm_strbuf_finish(&caret);
}

void pm_diagnostic_format(const pm_diagnostic *diagnostic, pm_strbuf *out)
{
    const char *name = diagnostic->source ? diagnostic->source->name : "papermap";
    pm_escape_controls(out, name, strlen(name));
    bool placed = diagnostic->source && diagnostic->at.line;
    if (placed)
        pm_strbuf_printf(out, ":%u:%u", diagnostic->at.line,
                         diagnostic->at.column ? diagnostic->at.column : 1);
    pm_strbuf_printf(out, ": %s: ", pm_severity_name(diagnostic->severity));
    pm_escape_controls(out, diagnostic->message, strlen(diagnostic->message));
    if (diagnostic->code) pm_strbuf_printf(out, " [%s]", diagnostic->code);
    pm_strbuf_char(out, '\n');
    if (placed && diagnostic->source->text) format_excerpt(diagnostic, out);
    if (diagnostic->hint) {
        pm_strbuf_string(out, "hint: ");
        pm_escape_controls(out, diagnostic->hint, strlen(diagnostic->hint));
        pm_strbuf_char(out, '\n');
    }
}

enum { LONGEST_WORD = 40 };

/* Levenshtein distance with transpositions of neighbours (optimal string alignment). */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
            row[j] = best;
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_length];
}

const char *pm_nearest_word(const char *word, const char *const *choices)
{
    size_t length = strlen(word);
    const char *nearest = NULL;
    size_t least = length < 3 ? 1 : length < 6 ? 2 : 3;
    if (length > LONGEST_WORD) return NULL;
    for (; *choices; choices++) {
        size_t choice_length = strlen(*choices);
        if (choice_length > LONGEST_WORD) continue;
        size_t distance = edit_distance(word, length, *choices, choice_length);
        if (distance <= least && distance < choice_length) {
            nearest = *choices;
            if (distance == 0) break;
            least = distance - 1;
        }
    }
    return nearest;
}
