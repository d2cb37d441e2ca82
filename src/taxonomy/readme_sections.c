/*
 * Finds a README's marked sections and puts new content in.
 *
 * A marker is a comment alone on its line, outside fenced code, so that a README may show its markers as an
 * example. Each of the four must be there once, each pair in order, and no pair within the other. A section
 * takes the line ends of its own first marker.
 */
#include <string.h>

#include "taxonomy/readme.h"
#include "taxonomy/timestamp.h"

typedef enum marker_kind { MAIN_START, MAIN_END, TIME_START, TIME_END, MARKER_KINDS } marker_kind;

typedef struct marker {
    uint32_t line;     /* 0: not found */
    size_t start, end; /* its line, with the line's end */
    bool has_crlf;
} marker;

typedef struct finder {
    const pm_source *source;
    const pm_readme_config *config;
    pm_diagnostics *diagnostics;
    marker markers[MARKER_KINDS];
    char fence; /* the open code fence's character; 0: none */
    size_t fence_length;
    size_t mistakes;
} finder;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *marker_name(const pm_readme_config *config, marker_kind kind)
{
    return kind < TIME_START ? config->main_marker : config->time_marker;
}

static const char *marker_end(marker_kind kind)
{
    return kind == MAIN_START || kind == TIME_START ? "start" : "end";
}

/* Steps over `word` when it stands at `*at`. */
static bool skip_word(const char **at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - *at) < length || memcmp(*at, word, length) != 0) return false;
    *at += length;
    return true;
}

static void skip_blanks(const char **at, const char *end)
{
    while (*at < end && is_blank(**at))
        ++*at;
}

/* Whether the line is the comment "<!-- NAME-start -->" or "<!-- NAME-end -->", with blanks as you like. */
static bool is_marker(const finder *f, marker_kind kind, const char *at, const char *end)
{
    skip_blanks(&at, end);
    if (!skip_word(&at, end, "<!--")) return false;
    skip_blanks(&at, end);
    if (!skip_word(&at, end, marker_name(f->config, kind)) || !skip_word(&at, end, "-") ||
        !skip_word(&at, end, marker_end(kind)))
        return false;
    skip_blanks(&at, end);
    if (!skip_word(&at, end, "-->")) return false;
    skip_blanks(&at, end);
    return at == end;
}

/* Opens or closes a fenced code block; true when the line is a fence or lies between two. */
static bool is_code(finder *f, const char *at, const char *end)
{
    size_t indent = 0, length = 0;
    while (at < end && *at == ' ') {
        at++;
        indent++;
    }
    char c = at < end ? *at : '\0';
    while (at < end && *at == c) {
        at++;
        length++;
    }
    bool is_fence = indent < 4 && length >= 3 && (c == '`' || c == '~');
    if (!f->fence) {
        if (!is_fence || (c == '`' && memchr(at, '`', (size_t)(end - at)))) return false;
        f->fence = c;
        f->fence_length = length;
        return true;
    }
    skip_blanks(&at, end);
    if (is_fence && c == f->fence && length >= f->fence_length && at == end) f->fence = 0;
    return true;
}

static pm_mark mark_of_line(const finder *f, const marker *m)
{
    const char *at = f->source->text + m->start;
    return (pm_mark){ m->line, 1 + (uint32_t)strspn(at, " \t") };
}

static void complain(finder *f, pm_mark at, const char *code, marker_kind kind, const char *problem)
{
    pm_error(f->diagnostics, f->source, at, "the marker <!-- %s-%s --> %s", marker_name(f->config, kind),
             marker_end(kind), problem);
    pm_code(f->diagnostics, code);
    f->mistakes++;
}

static void note_marker(finder *f, marker_kind kind, marker found)
{
    marker *m = &f->markers[kind];
    if (!m->line) {
        *m = found;
        return;
    }
    complain(f, mark_of_line(f, &found), "doubled-marker", kind, "stands twice");
    pm_hint(f->diagnostics, "the first one is in line %u: remove one of the two", m->line);
}

static void find_markers(finder *f)
{
    const char *text = f->source->text, *stop = text + f->source->length;
    uint32_t line = 1;
    const char *at = text;
    skip_word(&at, stop, "\xEF\xBB\xBF"); /* a byte-order mark */
    for (; at < stop; line++) {
        const char *newline = memchr(at, '\n', (size_t)(stop - at));
        const char *end = newline ? newline + 1 : stop;
        bool in_code = is_code(f, at, end);
        for (marker_kind kind = MAIN_START; kind < MARKER_KINDS && !in_code; kind++) {
            if (!marker_name(f->config, kind) || !is_marker(f, kind, at, end)) continue;
            bool has_crlf = newline && newline > at && newline[-1] == '\r';
            note_marker(f, kind, (marker){ line, (size_t)(at - text), (size_t)(end - text), has_crlf });
        }
        at = end;
    }
}

/* --- order --- */

static void check_presence(finder *f, marker_kind kind)
{
    if (f->markers[kind].line || !marker_name(f->config, kind)) return;
    pm_mark at = { 0, 0 };
    marker_kind other = kind % 2 == 0 ? kind + 1 : kind - 1; /* of the same pair */
    if (f->markers[other].line) at = mark_of_line(f, &f->markers[other]);
    complain(f, at, "missing-marker", kind,
             at.line ? "is missing, though the other of the pair stands here" : "is missing");
    pm_hint(f->diagnostics, "put <!-- %s-start --> and <!-- %s-end --> each on a line of its own",
            marker_name(f->config, kind), marker_name(f->config, kind));
}

static void check_pair(finder *f, marker_kind start)
{
    const marker *from = &f->markers[start], *to = &f->markers[start + 1];
    if (!from->line || !to->line || from->line < to->line) return;
    complain(f, mark_of_line(f, to), "misplaced-marker", start + 1, "stands above its start");
    pm_hint(f->diagnostics, "the start is in line %u: swap the two", from->line);
}

static bool lies_between(const marker *m, const marker *from, const marker *to)
{
    return m->line && from->line && to->line && from->line < m->line && m->line < to->line;
}

/* A marker inside the other pair, in whichever way the two overlap. Reported for the pair that begins later.
 */
static void check_nesting(finder *f)
{
    const marker *m = f->markers;
    marker_kind inner = lies_between(&m[TIME_START], &m[MAIN_START], &m[MAIN_END])   ? TIME_START
                        : lies_between(&m[MAIN_START], &m[TIME_START], &m[TIME_END]) ? MAIN_START
                                                                                     : MARKER_KINDS;
    if (inner == MARKER_KINDS) return;
    marker_kind outer = inner == TIME_START ? MAIN_START : TIME_START;
    complain(f, mark_of_line(f, &m[inner]), "nested-marker", inner, "stands inside the other section");
    pm_hint(f->diagnostics, "that section goes from line %u to line %u: move the marker out of it",
            m[outer].line, m[outer + 1].line);
}

static bool check_markers(finder *f)
{
    for (marker_kind kind = MAIN_START; kind < MARKER_KINDS; kind++)
        check_presence(f, kind);
    check_pair(f, MAIN_START);
    check_pair(f, TIME_START);
    if (!f->mistakes) check_nesting(f);
    return f->mistakes == 0;
}

/* --- content --- */

/* Appends a section's inside: a blank line, the content, a blank line. */
static void append_inside(pm_strbuf *out, const pm_strbuf *content, bool has_crlf)
{
    const char *line_end = has_crlf ? "\r\n" : "\n";
    pm_strbuf_string(out, line_end);
    const char *at = pm_strbuf_text(content), *newline;
    while ((newline = strchr(at, '\n'))) {
        pm_strbuf_append(out, at, (size_t)(newline - at));
        pm_strbuf_string(out, line_end);
        at = newline + 1;
    }
    pm_strbuf_string(out, line_end);
}

/* Both sections with their new insides, in file order, and all else as it was. */
static void splice(const finder *f, const pm_strbuf *main_inside, const pm_strbuf *time_inside,
                   pm_readme *readme)
{
    const marker *m = f->markers;
    const char *text = f->source->text;
    bool main_first = !m[TIME_START].line || m[MAIN_START].line < m[TIME_START].line;
    size_t copied = 0, main_at = 0;
    for (int i = 0; i < 2; i++) {
        bool is_main = main_first == (i == 0);
        const marker *start = &m[is_main ? MAIN_START : TIME_START];
        if (!start->line) continue;
        pm_strbuf_append(&readme->text, text + copied, start->end - copied);
        if (is_main) main_at = readme->text.length;
        const pm_strbuf *inside = is_main ? main_inside : time_inside;
        pm_strbuf_append(&readme->text, pm_strbuf_text(inside), inside->length);
        copied = start[1].start;
    }
    pm_strbuf_append(&readme->text, text + copied, f->source->length - copied);
    readme->after = readme->text.data + main_at;
    readme->after_length = main_inside->length;
}

static bool write_time_inside(finder *f, int64_t when, pm_strbuf *inside)
{
    pm_strbuf content = PM_STRBUF_INIT;
    pm_strbuf_string(&content, "**Last Update: ");
    bool written = pm_timestamp_write(when, f->config->timezone, &content);
    pm_strbuf_string(&content, "**\n");
    if (written) {
        append_inside(inside, &content, f->markers[TIME_START].has_crlf);
    } else {
        pm_error(f->diagnostics, NULL, (pm_mark){ 0 }, "cannot tell the time in time zone \"%.80s\"",
                 f->config->timezone);
        pm_code(f->diagnostics, "unknown-timezone");
        pm_hint(f->diagnostics, "give an IANA name such as Asia/Shanghai, Europe/Berlin or UTC");
    }
    pm_strbuf_finish(&content);
    return written;
}

static void write_main_inside(const finder *f, const pm_taxonomy *taxonomy, pm_strbuf *inside)
{
    pm_strbuf content = PM_STRBUF_INIT;
    pm_readme_write_tables(taxonomy, f->config, &content);
    append_inside(inside, &content, f->markers[MAIN_START].has_crlf);
    pm_strbuf_finish(&content);
}

bool pm_readme_rewrite(const pm_source *source, const pm_taxonomy *taxonomy, const pm_readme_config *config,
                       int64_t when, pm_readme *readme, pm_diagnostics *diagnostics)
{
    *readme = (pm_readme){ .text = PM_STRBUF_INIT };
    finder f = { .source = source, .config = config, .diagnostics = diagnostics };
    find_markers(&f);
    if (!check_markers(&f)) return false;
    const marker *from = &f.markers[MAIN_START], *to = &f.markers[MAIN_END];
    readme->before = source->text + from->end;
    readme->before_length = to->start - from->end;
    readme->first_line = from->line + 1;
    pm_strbuf main_inside = PM_STRBUF_INIT, time_inside = PM_STRBUF_INIT;
    write_main_inside(&f, taxonomy, &main_inside);
    readme->changed = main_inside.length != readme->before_length ||
                      memcmp(pm_strbuf_text(&main_inside), readme->before, readme->before_length) != 0;
    bool written = true;
    const marker *time = &f.markers[TIME_START];
    if (readme->changed && time->line)
        written = write_time_inside(&f, when, &time_inside);
    else if (time->line)
        pm_strbuf_append(&time_inside, source->text + time->end, time[1].start - time->end);
    if (written) splice(&f, &main_inside, &time_inside, readme);
    pm_strbuf_finish(&main_inside);
    pm_strbuf_finish(&time_inside);
    return written;
}

void pm_readme_finish(pm_readme *readme)
{
    pm_strbuf_finish(&readme->text);
}
