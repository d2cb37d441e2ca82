/*
 * What is put right in a document before it is read: text decoded with the wrong character set (each such
 * line is noted), the blank that Markdown wants behind "-" and "#", and the one that it does not want before
 * a link's address. Lines stay lines.
 */
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_reader.h"
#include "taxonomy/mojibake.h"

/* Characters of `line` before it and `mended` differ. */
static uint32_t common_characters(const char *line, size_t length, const char *mended)
{
    size_t i = 0;
    while (i < length && line[i] == mended[i])
        i++;
    while (i > 0 && ((unsigned char)line[i] & 0xC0) == 0x80)
        i--;
    return (uint32_t)pm_utf8_count(line, i);
}

/* Text that was decoded wrongly is read as it was meant; each line of it is noted. */
static const pm_source *mend_characters(const pm_source *source, pm_arena *arena, pm_diagnostics *diagnostics)
{
    pm_strbuf whole = PM_STRBUF_INIT;
    if (!pm_mojibake_repair(source->text, source->length, &whole)) return source;
    pm_source *mended = PM_NEW(arena, pm_source);
    mended->name = source->name;
    mended->text = pm_arena_strndup(arena, pm_strbuf_text(&whole), whole.length);
    mended->length = whole.length;
    pm_strbuf_finish(&whole);
    uint32_t line = 1;
    for (const char *at = source->text, *end = at + source->length; at < end; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
        pm_strbuf repaired = PM_STRBUF_INIT;
        if (pm_mojibake_repair(at, (size_t)(stop - at), &repaired)) {
            uint32_t column = common_characters(at, (size_t)(stop - at), pm_strbuf_text(&repaired)) + 1;
            pm_note(diagnostics, source, (pm_mark){ line, column },
                    "this text was decoded with the wrong character set and is read as it was meant");
            pm_code(diagnostics, "mojibake");
        }
        pm_strbuf_finish(&repaired);
        at = stop + 1;
    }
    return mended;
}

/* What was changed so far, and the rest as it is; the source itself when nothing was. */
static const pm_source *with_rest(const pm_source *source, pm_strbuf *out, const char *rest, pm_arena *arena)
{
    if (!out->length) return source;
    pm_strbuf_append(out, rest, (size_t)(source->text + source->length - rest));
    pm_source *mended = PM_NEW(arena, pm_source);
    *mended = (pm_source){ source->name, pm_arena_strndup(arena, out->data, out->length), out->length };
    pm_strbuf_finish(out);
    return mended;
}

/* A line of 1 to 6 "#" with a word right behind them, between blank lines: where the blank belongs, else 0.
 */
static size_t heading_marks(const char *line, const char *at, const char *start, const char *end)
{
    size_t marks = 0;
    while (at + marks < end && at[marks] == '#')
        marks++;
    if (!marks || marks > 6 || at != line || at + marks >= end || strchr(" \t\r\n", at[marks])) return 0;
    bool blank_before = line == start || (line - start >= 2 && (line[-2] == '\n' || line[-2] == '\r'));
    const char *next = memchr(at, '\n', (size_t)(end - at));
    bool blank_behind = !next || next + 1 >= end || next[1] == '\n' || next[1] == '\r';
    return blank_before && blank_behind ? marks : 0;
}

/* "-[Title](u)" and "-**Title**" are meant as list items, "##Title" as a heading: they get the blank that
 * Markdown wants. */
static const pm_source *mend_items(const pm_source *source, pm_arena *arena)
{
    pm_strbuf out = PM_STRBUF_INIT;
    const char *copied = source->text, *end = source->text + source->length;
    for (const char *line = source->text; line && line < end;) {
        const char *at = line;
        while (at < end && *at == ' ')
            at++;
        size_t marks = heading_marks(line, at, source->text, end);
        if (end - at > 3 && *at == '-' && (at[1] == '[' || (at[1] == '*' && at[2] == '*' && at[3] != '*')))
            marks = 1;
        if (marks) {
            pm_strbuf_append(&out, copied, (size_t)(at + marks - copied));
            pm_strbuf_char(&out, ' ');
            copied = at + marks;
        }
        line = memchr(at, '\n', (size_t)(end - at));
        if (line) line++;
    }
    return with_rest(source, &out, copied, arena);
}

/* The blank of "[Title of Some Words] (https://...)" in a line: behind the bracket, or NULL. */
static const char *parted_address(const char *line, const char *end)
{
    const char *close = memmem(line, (size_t)(end - line), "] (http", 7);
    if (!close) return NULL;
    const char *open = close, *stop = memchr(close + 7, ')', (size_t)(end - close - 7));
    while (open > line && !strchr("[]()`", open[-1]))
        open--;
    bool label = open > line && open[-1] == '[' && pm_md_count_words(open, (size_t)(close - open), 3) >= 3;
    return label && stop && !memchr(close + 7, ' ', (size_t)(stop - close - 7)) ? close + 1 : NULL;
}

/* "[Title of Some Words] (https://...)" is meant as a link: the blank goes. */
static const pm_source *mend_links(const pm_source *source, pm_arena *arena)
{
    pm_strbuf out = PM_STRBUF_INIT;
    const char *copied = source->text, *end = source->text + source->length;
    for (const char *line = source->text; line && line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *blank = parted_address(line, newline ? newline : end);
        if (blank) {
            pm_strbuf_append(&out, copied, (size_t)(blank - copied));
            copied = blank + 1;
        }
        line = newline ? newline + 1 : NULL;
    }
    return with_rest(source, &out, copied, arena);
}

const pm_source *pm_md_mend(const pm_source *source, pm_arena *arena, pm_diagnostics *diagnostics)
{
    return mend_links(mend_items(mend_characters(source, arena, diagnostics), arena), arena);
}
