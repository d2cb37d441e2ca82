/*
 * What stands around a title: links, venue and year, authors, badges.
 *
 * The rest of an entry is cut into segments at marks, brackets, links and breaks; a segment that is a venue
 * as a whole counts, a venue inside a sentence does not. Links are in markdown_links.c.
 */
#include "taxonomy/markdown_entry.h"

#include <ctype.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_words.h"

#define WIDE_COLON "\xEF\xBC\x9A"

void pm_md_entry_set_venue(pm_md_entry *entry, const pm_md_venue *venue, pm_mark at, pm_arena *arena)
{
    bool replaces = venue->known && !entry->venue_known;
    bool renamed = venue->name[0] && (!entry->venue || replaces);
    if (renamed) {
        entry->venue = pm_arena_strdup(arena, venue->name);
        entry->venue_at = at;
        entry->venue_known = venue->known;
    }
    if (venue->year[0] && (!entry->year || (renamed && replaces))) {
        entry->year = pm_arena_strdup(arena, venue->year);
        entry->year_at = at;
    }
    if (venue->yymm[0] && !entry->yymm) {
        entry->yymm = pm_arena_strdup(arena, venue->yymm);
        if (!entry->year) entry->year_at = at;
    }
}

void pm_md_entry_set_citation(pm_md_entry *entry, const char *text, size_t length, pm_mark at,
                              pm_arena *arena)
{
    const char *al = memmem(text, length, "et al", 5), *end = text + length;
    const char *behind = al ? al + 5 : end;
    pm_md_venue venue;
    while (behind < end && strchr(" .,", *behind))
        behind++;
    if (pm_md_venue_match(behind, (size_t)(end - behind), PM_MD_TRUST_PLACE, &venue))
        pm_md_entry_set_venue(entry, &venue, at, arena);
    if (al) entry->authors = pm_md_clean_between(text, (size_t)(al + 5 - text), " ", " ", arena);
}

pm_md_topic pm_md_topic_of(const char *text, size_t length, size_t *value)
{
    const char *colon = memchr(text, ':', length < 24 ? length : 24);
    const char *wide = memmem(text, length < PM_MD_TOPIC_LIMIT ? length : PM_MD_TOPIC_LIMIT, WIDE_COLON, 3);
    const char *line = memchr(text, '\n', length);
    *value = 0;
    if (wide && (!line || wide < line) && (!colon || wide < colon)) {
        colon = wide;
    } else if (!colon || (colon + 1 < text + length && !pm_md_is_space(colon[1]) && colon[1] != '*' &&
                          strncmp(colon + 1, "http", 4) != 0)) {
        return PM_MD_TOPIC_FREE;
    }
    size_t size = (size_t)(colon - text);
    if (pm_md_count_words(text, size, 3) > 2) return PM_MD_TOPIC_FREE;
    *value = size + (colon == wide ? 3 : 1);
    pm_md_column column = pm_md_column_of(text, size);
    if (column == PM_MD_COLUMN_VENUE || column == PM_MD_COLUMN_YEAR) return PM_MD_TOPIC_VENUE;
    return column == PM_MD_COLUMN_AUTHORS ? PM_MD_TOPIC_AUTHORS : PM_MD_TOPIC_OTHER;
}

static bool is_delimiter(const pm_md_text *text, size_t at)
{
    char c = text->bytes[at];
    if (strchr(",;|()[]{}\n\r\"", c)) return c != 0;
    if (c == '.')
        return (at + 1 >= text->length || pm_md_is_space(text->bytes[at + 1])) &&
               !pm_md_is_initial(text->bytes, at);
    if (c == '-')
        return at > 0 && pm_md_is_space(text->bytes[at - 1]) && at + 1 < text->length &&
               pm_md_is_space(text->bytes[at + 1]);
    bool cjk = (unsigned char)c == 0xE3 || (unsigned char)c == 0xEF;
    return memcmp(text->bytes + at, "\xE2\x80\x94", at + 3 <= text->length ? 3 : 1) == 0 ||
           (cjk && at + 3 <= text->length &&
            (memcmp(text->bytes + at, "\xE3\x80\x82", 3) == 0 ||
             memcmp(text->bytes + at, "\xEF\xBC\x8C", 3) == 0));
}

static size_t segment_end(const pm_md_text *text, size_t at, size_t end)
{
    const pm_md_span *span = pm_md_span_at(text, at);
    while (at < end && at < span->end && !is_delimiter(text, at))
        at++;
    return at;
}

/* The segments of one line while they are read. */
typedef struct segments {
    pm_md_entry *entry;
    const pm_md_text *text;
    pm_md_trust trust;
    size_t names_end;              /* where the first venue began */
    size_t previous, previous_end; /* the segment before */
    pm_arena *arena;
} segments;

/* "Max Welling ICML 2016" behind other names: where the venue begins that no mark parts from the last name, 0
 * when there is none. */
static size_t venue_behind_name(const segments *s, size_t at, size_t stop)
{
    const char *bytes = s->text->bytes, *next = bytes + at, *end = bytes + stop;
    bool listed = s->previous_end > s->previous && bytes[s->previous_end] == ',' &&
                  pm_md_is_one_name(bytes + s->previous, s->previous_end - s->previous);
    pm_md_word word;
    size_t words = 0;
    for (; words < 6 && pm_md_next_word(&next, end, &word); words++) {
        size_t capitals = 0;
        for (const char *c = word.start; c < word.end; c++)
            capitals += isupper((unsigned char)*c) != 0;
        if (words >= 2 && capitals >= 3 && pm_md_is_venue_word(word.text)) break;
        listed |= words == 1 && capitals == 1 && strlen(word.text) == 1; /* "Erik J Bekkers" */
        if (pm_md_is_venue_noun(word.text) || pm_md_is_venue_opening(word.text)) return 0;
    }
    if (words < 2 || words >= 6 || !word.start || !listed) return 0;
    size_t from = (size_t)(word.start - bytes);
    return from < stop && pm_md_is_one_name(bytes + at, from - at) ? from : 0;
}

static void read_segment(segments *s, size_t at, size_t stop, pm_mark mark)
{
    const char *bytes = s->text->bytes;
    size_t venue_at = venue_behind_name(s, at, stop);
    if (venue_at) at = venue_at;
    bool had = s->entry->venue != NULL;
    if (pm_md_take_venue(s->entry, bytes + at, stop - at, s->trust, mark, s->arena)) {
        if (at < s->names_end) s->names_end = at;
        /* "IEEE Transactions on X, 2021": the name stands before the date */
        pm_md_venue venue;
        if (!had && !s->entry->venue && s->previous_end > s->previous &&
            pm_md_venue_match(bytes + s->previous, stop - s->previous, PM_MD_TRUST_WORDS, &venue))
            pm_md_entry_set_venue(s->entry, &venue, mark, s->arena);
    }
    s->previous = at;
    s->previous_end = stop;
}

/* Steps over one character. */
static size_t next_character(const pm_md_text *text, size_t at, size_t end)
{
    do
        at++;
    while (at < end && ((unsigned char)text->bytes[at] & 0xC0) == 0x80);
    return at;
}

/* Venue and year among the segments of one line. `names_end`: where the first venue began. */
static void read_segments(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end,
                          pm_md_trust trust, size_t *names_end, pm_arena *arena)
{
    segments s = { .entry = entry, .text = text, .trust = trust, .names_end = end, .arena = arena };
    while (at < end) {
        if (is_delimiter(text, at)) {
            at = next_character(text, at, end);
            continue;
        }
        const pm_md_span *span = pm_md_span_at(text, at);
        size_t stop = span->link ? (span->end < end ? span->end : end) : segment_end(text, at, end);
        if (!span->link && stop > at + 1) read_segment(&s, at, stop, span->at);
        at = stop > at ? stop : at + 1;
    }
    *names_end = s.names_end;
}

static void set_authors(pm_md_entry *entry, const char *text, size_t length, pm_arena *arena)
{
    if (entry->authors || pm_md_is_material(text, length)) return;
    const char *names = pm_md_clean_between(text, length, " ,.;:*([<", " ,.;:*([<", arena);
    if (pm_md_count_words(names, strlen(names), 1)) entry->authors = names;
}

/* "*code coming soon*": small letters only name nobody. */
static bool is_remark(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (isupper((unsigned char)text[i]) || (unsigned char)text[i] >= 0x80) return false;
    return true;
}

/* Takes the first italic run that has words and is no venue for the authors'; false when there is none. */
static bool read_italic_authors(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end,
                                pm_arena *arena)
{
    pm_md_venue venue;
    for (const pm_md_span *span = pm_md_span_at(text, at);
         span && span < text->spans + text->span_count && span->start < end; span++) {
        if (!(span->style & PM_MD_ITALIC)) continue;
        size_t from = span->start > at ? span->start : at, to = pm_md_style_end(text, from, PM_MD_ITALIC);
        if (to > end) to = end;
        if (pm_md_count_words(text->bytes + from, to - from, 2) < 2 ||
            is_remark(text->bytes + from, to - from)) {
            while (span->end < to) /* no part of it says more */
                span++;
            continue;
        }
        if (pm_md_venue_match(text->bytes + from, to - from, PM_MD_TRUST_WORDS, &venue)) continue;
        if (!pm_md_is_material(text->bytes + from, to - from))
            set_authors(entry, text->bytes + from, to - from, arena);
        return true;
    }
    return false;
}

/* `mark` is among the marks that stand before `at`. */
static bool is_behind(const pm_md_text *text, size_t at, char mark)
{
    while (at > 0 && strchr(" .,;:>-", text->bytes[at - 1]))
        if (text->bytes[--at] == mark) return true;
    return false;
}

/* "Jane Doe, John Roe; what they show": how long the names are; one alone counts behind a semicolon. */
static size_t names_size(const pm_md_text *text, size_t start, size_t stop)
{
    const char *bytes = text->bytes + start, *remark = memchr(bytes, ';', stop - start);
    size_t size = pm_md_trim_end(bytes, stop - start);
    if (pm_md_is_names(bytes, size)) return stop - start;
    if (remark) size = pm_md_trim_end(bytes, (size_t)(remark - bytes));
    bool one = is_behind(text, start, ';') && pm_md_is_one_name(bytes, size);
    return one || (remark && pm_md_is_names(bytes, size)) ? size : 0;
}

/* Authors: an italic run, "by A, B", or a line of names. */
static void read_authors(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end, size_t names_end,
                         pm_arena *arena)
{
    if (entry->authors) return;
    size_t start = at;
    while (start < end && (pm_md_is_space(text->bytes[start]) || strchr(".,;:>-", text->bytes[start])))
        start++;
    const char *bytes = text->bytes + start;
    if (end - start > 3 && (memcmp(bytes, "by ", 3) == 0 || memcmp(bytes, "By ", 3) == 0)) {
        set_authors(entry, bytes + 3, names_end > start + 3 ? names_end - start - 3 : 0, arena);
        return;
    }
    if (read_italic_authors(entry, text, at, end, arena)) return;
    size_t stop = names_end < end ? names_end : end;
    const pm_md_link *link = start < end ? pm_md_link_at(text, start) : NULL;
    pm_md_venue date;
    if (link && pm_md_author_year(text->bytes + link->start, link->end - link->start, &date)) return;
    size_t size = stop > start ? names_size(text, start, stop) : 0;
    if (!size) return;
    set_authors(entry, bytes, size, arena);
    entry->named = !is_behind(text, start, ':');
}

/* The line holds links or marks that cut it. */
static bool has_marks(const pm_md_text *text, size_t at, size_t end)
{
    for (const pm_md_span *span = pm_md_span_at(text, at);
         span && span < text->spans + text->span_count && span->start < end; span++)
        if (span->link || span->end < end) return true;
    for (; at < end; at++)
        if (strchr(",[(|", text->bytes[at])) return true;
    return false;
}

/* "by A, B. Venue, 2020": takes the names and steps behind them. */
static size_t read_by_names(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end,
                            pm_arena *arena)
{
    while (at < end &&
           (pm_md_is_space(text->bytes[at]) || text->bytes[at] == '>')) /* "<[Title](u)> by ..." */
        at++;
    const char *bytes = text->bytes + at;
    if (end - at < 4 || strncmp(bytes + 1, "y ", 2) != 0 || (*bytes != 'b' && *bytes != 'B')) return at;
    size_t size = pm_md_names_end(bytes + 3, end - at - 3);
    if (!size) return at;
    set_authors(entry, bytes + 3, size, arena);
    return at + 3 + size;
}

/* `authored`: the authors stand in another line. */
static void read_line(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end, bool authored,
                      pm_arena *arena)
{
    size_t value, names_end;
    pm_md_topic topic = pm_md_topic_of(text->bytes + at, end - at, &value);
    if (topic == PM_MD_TOPIC_OTHER) {
        /* "(1997): what it says" */
        pm_md_take_venue(entry, text->bytes + at, value, PM_MD_TRUST_WORDS, pm_md_span_at(text, at)->at,
                         arena);
        return;
    }
    if (topic == PM_MD_TOPIC_AUTHORS) {
        set_authors(entry, text->bytes + at + value, end - at - value, arena);
        return;
    }
    if (topic == PM_MD_TOPIC_FREE) at = read_by_names(entry, text, at, end, arena);
    pm_md_venue venue;
    bool plain = at < end && !has_marks(text, at, end);
    if (plain &&
        pm_md_venue_match_last(text->bytes + at + value, end - at - value, PM_MD_TRUST_PLACE, &venue) &&
        !pm_md_link_at(text, at)) {
        pm_md_entry_set_venue(entry, &venue, pm_md_span_at(text, at)->at, arena);
        return;
    }
    /* "Date: February 04, 2026": the comma parts nothing */
    if (topic == PM_MD_TOPIC_VENUE &&
        pm_md_venue_match(text->bytes + at + value, end - at - value, PM_MD_TRUST_WORDS, &venue) &&
        !venue.name[0]) {
        pm_md_entry_set_venue(entry, &venue, pm_md_span_at(text, at)->at, arena);
        return;
    }
    if (topic == PM_MD_TOPIC_FREE && pm_md_entry_read_dated(entry, text, at, end, authored, arena)) return;
    pm_md_trust trust = topic == PM_MD_TOPIC_VENUE ? PM_MD_TRUST_CELL : PM_MD_TRUST_PLACE;
    if (end - at > 400) trust = PM_MD_TRUST_WORDS;
    read_segments(entry, text, at + value, end, trust, &names_end, arena);
    if (topic == PM_MD_TOPIC_FREE) read_authors(entry, text, at, end, names_end, arena);
}

void pm_md_entry_read_rest(pm_md_entry *entry, const pm_md_text *text, size_t at, pm_arena *arena)
{
    size_t from = at;
    bool authored = pm_md_has_name_line(text, at);
    while (at < text->length) {
        size_t end = at;
        while (end < text->length && text->bytes[end] != '\n' && text->bytes[end] != '\r')
            end++;
        if (end > at) read_line(entry, text, at, end, authored, arena);
        at = end + 1;
    }
    pm_md_entry_read_links(entry, text, from, false, arena);
}
