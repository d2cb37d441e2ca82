/*
 * The end of a title line: "Title. Authors. CVPR 2020 (Oral)".
 *
 * Parts are taken off the end one at a time, at most eight, as long as each is something other than title: a
 * group in brackets, a venue or date behind a mark, names behind a full stop, and last names listed behind a
 * comma.
 */
#include "taxonomy/markdown_entry.h"

#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_words.h"

#define WIDE_SEMICOLON "\xEF\xBC\x9B"

/* "A. B. Author": a full stop behind a lone capital ends no sentence. */
bool pm_md_is_initial(const char *text, size_t dot)
{
    return dot >= 1 && isupper((unsigned char)text[dot - 1]) &&
           (dot < 2 || !isalnum((unsigned char)text[dot - 2]));
}

/* Where the last part of a title line begins: behind ". ", ", ", " - ", " | " and the like; 0 when there is
 * one part only. */
static size_t last_part(const char *text, size_t length, size_t *cut)
{
    for (size_t i = length; i > 1; i--) {
        const char *at = text + i - 1;
        bool spaced = i < length && pm_md_is_space(*at);
        if (spaced && strchr(".,;|", at[-1]) && !(at[-1] == '.' && pm_md_is_initial(text, i - 2))) {
            *cut = i - 2;
            return i;
        }
        if (i > 6 && i < length && memcmp(at - 5, "et al.", 6) == 0) {
            *cut = i - 1;
            return i;
        }
        if (spaced && strchr("?!", at[-1]) && i < length && isupper((unsigned char)text[i])) {
            *cut = i - 1;
            return i;
        }
        if (i > 2 && spaced && at[-1] == '-' && pm_md_is_space(at[-2])) {
            *cut = i - 3;
            return i;
        }
        if (i >= 3 && i < length && memcmp(at - 2, "\xE2\x80\x93", 3) == 0 && pm_md_is_space(at[1])) {
            *cut = i - 3;
            return i;
        }
        if (i >= 3 && i < length && memcmp(at - 2, "\xE2\x80\x94", 3) == 0) {
            *cut = i - 3;
            return i;
        }
        if (*at == '\r' || *at == '\n') {
            *cut = i - 1;
            return i;
        }
    }
    return 0;
}

size_t pm_md_trim_end(const char *text, size_t length)
{
    for (;;) {
        if (length && (pm_md_is_space(text[length - 1]) || strchr(".,;:|-", text[length - 1])))
            length--;
        else if (length > 3 && memcmp(text + length - 3, WIDE_SEMICOLON, 3) == 0)
            length -= 3;
        else
            return length;
    }
}

bool pm_md_take_venue(pm_md_entry *entry, const char *text, size_t length, pm_md_trust trust, pm_mark at,
                      pm_arena *arena)
{
    pm_md_venue venue;
    if (!pm_md_venue_match_last(text, length, trust, &venue)) return false;
    pm_md_entry_set_venue(entry, &venue, at, arena);
    return true;
}

static bool is_only_awards(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    pm_md_word word;
    bool any = false;
    while (pm_md_next_word(&at, end, &word)) {
        if (!pm_md_is_award(word.text)) return false;
        any = true;
    }
    return any;
}

/* The group in brackets, wide ones as well, that ends the text. */
static bool find_group(const char *text, size_t length, size_t *start, size_t *inner, size_t *inner_end)
{
    static const char wide_open[] = "\xEF\xBC\x88", wide_close[] = "\xEF\xBC\x89";
    bool wide = length > 3 && memcmp(text + length - 3, wide_close, 3) == 0;
    char close = length ? text[length - 1] : 0, open = close == ')' || wide ? '(' : close == ']' ? '[' : 0;
    int depth = 1;
    bool found = false;
    *inner_end = length - (wide ? 3 : 1);
    for (size_t i = *inner_end; open && i > 1 && length - i < 160; i--) {
        bool wide_here = i > 3 && open == '(' && memcmp(text + i - 3, wide_open, 3) == 0;
        depth += text[i - 1] == close && !wide;
        if (text[i - 1] != open && !wide_here) continue;
        *start = i - (wide_here ? 3 : 1);
        *inner = i;
        found = true;
        if (--depth == 0) break;
    }
    return found;
}

static bool is_ideographic(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0xE3 && (unsigned char)text[i] <= 0xED) return true;
    return false;
}

/* "Title of Some Words(标题的翻译)": the title once more in a script without capitals; nothing at all, too.
 */
static bool is_translation(const char *text, size_t start, const char *inner, size_t size)
{
    bool plain = pm_md_count_words(text, start, 3) >= 3 && !is_ideographic(text, start);
    return plain && (size == 0 || is_ideographic(inner, size));
}

/* A group in brackets at the end: a venue, an award, an "(@Affiliation)". The length without it, or `length`.
 */
static size_t cut_group(pm_md_entry *entry, const char *text, size_t length, pm_mark at, pm_arena *arena)
{
    size_t start, inner_at, inner_end;
    if (!find_group(text, length, &start, &inner_at, &inner_end)) return length;
    const char *inner = text + inner_at;
    size_t size = inner_end - inner_at;
    if (start > 8 && memmem(text + start - 8, 8, "et al", 5)) return start; /* "et al. (Affiliation)" */
    if (memmem(inner, size, "et al", 5)) {
        pm_md_entry_set_citation(entry, inner, size, at, arena);
        return start;
    }
    size_t before = pm_md_trim_end(text, start);
    bool remark = before < start && text[before] == ';'; /* "Title; (Remark)" */
    bool cut = (size && *inner == '@') || is_translation(text, start, inner, size) ||
               is_only_awards(inner, size) ||
               pm_md_take_venue(entry, inner, size, PM_MD_TRUST_PLACE, at, arena) || remark;
    return cut ? start : length;
}

/* "Title CVPR 2020": one or two last words that are a known venue with its year. */
static size_t cut_words(pm_md_entry *entry, const char *text, size_t length, pm_mark at, pm_arena *arena)
{
    size_t start = length;
    for (int words = 1; words <= 2; words++) {
        while (start > 0 && !pm_md_is_space(text[start - 1]))
            start--;
        pm_md_venue venue;
        bool found = start && pm_md_venue_match(text + start, length - start, PM_MD_TRUST_WORDS, &venue);
        bool month = found && words == 1 && !venue.name[0] && venue.year[0] && length - start >= 6;
        if (month && isdigit((unsigned char)text[start])) { /* "Name 2018-06" */
            pm_md_entry_set_venue(entry, &venue, at, arena);
            return start;
        }
        if (found && venue.known && venue.name[0] && venue.year[0]) {
            pm_md_entry_set_venue(entry, &venue, at, arena);
            return start;
        }
        if (start) start--;
    }
    return length;
}

/* Names at the end: from the sentence's beginning on (". A. One, B. Two", "? One, A. et al."), or from behind
 * a bracket ("(2015), A. One and B. Two"); "et al." alone speaks for names behind a comma, too. */
static size_t cut_names(pm_md_entry *entry, const char *text, size_t length, pm_arena *arena)
{
    bool certain = entry->venue || entry->year || memmem(text, length, "et al", 5);
    size_t best = 0, best_cut = 0, cut = length;
    for (size_t first = last_part(text, length, &cut); first && length - first < 400;
         first = last_part(text, cut, &cut)) {
        bool ends = text[cut] == '.' || text[cut] == '|' || strchr("?!)", text[cut ? cut - 1 : 0]) ||
                    text[cut] == '\n';
        const char *al = memmem(text + first, length - first, "et al", 5);
        if (al == text + first) continue; /* "Doe, Jane. et al" */
        if (al && pm_md_count_words(al, (size_t)(text + length - al), 3) > 2) break;
        if (best && !ends && memmem(text + first, best_cut - first, " and ", 5))
            break; /* "Text, Sound and Light, Doe et al" */
        bool names = pm_md_is_name_list(text + first, length - first, certain && ends);
        if (names && (ends || al)) {
            best = first;
            best_cut = cut;
        }
        if (ends && pm_md_count_words(text + first, length - first, 3) > 1) break;
    }
    if (!best || pm_md_count_words(text, best_cut, 2) < 2) return length;
    entry->authors = pm_md_clean(text + best, length - best, arena);
    return best_cut;
}

/* ", CVPR 2020" or ". Some Author, Another Author" at the end. The length without it, or `length`. */
static size_t cut_part(pm_md_entry *entry, const char *text, size_t length, pm_mark at, pm_arena *arena)
{
    size_t cut = length, start = last_part(text, length, &cut);
    if (!start || !pm_md_count_words(text, cut, 1)) return length;
    if (pm_md_take_venue(entry, text + start, length - start, PM_MD_TRUST_PLACE, at, arena)) return cut;
    bool dashed = start > cut + 2 && text[cut] == ' ' && text[start - 1] == ' ' && text[cut + 1] == '-';
    if (dashed && islower((unsigned char)text[start]) &&
        pm_md_count_words(text + start, length - start, 5) >= 5)
        return cut; /* "Title - describes what it is about" */
    bool behind_names = cut > 6 && memcmp(text + cut - 5, "et al", 5) == 0;
    if (behind_names && pm_md_count_words(text + start, length - start, 9) <= 8 &&
        isupper((unsigned char)text[start]) &&
        pm_md_take_venue(entry, text + start, length - start, PM_MD_TRUST_CELL, at, arena))
        return cut; /* "... et al. Applied Sciences" */
    /* "Title, aug 2016, Some Lab" */
    size_t date_cut = cut, date = last_part(text, cut, &date_cut);
    pm_md_venue venue;
    if (date && pm_md_count_words(text + start, length - start, 4) <= 3 &&
        isupper((unsigned char)text[start]) &&
        pm_md_venue_match(text + date, cut - date, PM_MD_TRUST_WORDS, &venue) && !venue.name[0]) {
        pm_md_entry_set_venue(entry, &venue, at, arena);
        return date_cut;
    }
    return entry->authors ? length : cut_names(entry, text, length, arena);
}

/* "Title, Jane Doe, John Smith" before a venue: from the first comma behind which there are names only. */
static size_t cut_listed_names(pm_md_entry *entry, const char *text, size_t length, pm_arena *arena)
{
    size_t cut = length;
    for (size_t i = length; i > 2 && length - i < 400; i--) {
        if (text[i - 1] != ',') continue;
        if (!pm_md_is_names(text + i, length - i) && memchr(text + i, ',', length - i)) break;
        if (pm_md_is_names(text + i, length - i)) cut = i - 1;
    }
    if (cut == length || entry->authors || pm_md_count_words(text, cut, 3) < 3) return length;
    entry->authors = pm_md_clean(text + cut + 1, length - cut - 1, arena);
    return cut;
}

size_t pm_md_split_tail(pm_md_entry *entry, const char *text, size_t length, pm_mark at, pm_arena *arena)
{
    for (int i = 0; i < 8; i++) {
        size_t trimmed = pm_md_trim_end(text, length), next = cut_group(entry, text, trimmed, at, arena);
        if (next == trimmed) next = cut_part(entry, text, trimmed, at, arena);
        if (next == trimmed) next = cut_words(entry, text, trimmed, at, arena);
        if (next == trimmed) break;
        length = next;
    }
    length = pm_md_trim_end(text, length);
    if (length > 4 && pm_md_is_space(text[length - 3]) &&
        (memcmp(text + length - 2, "In", 2) == 0 || memcmp(text + length - 2, "in", 2) == 0))
        length = pm_md_trim_end(text, length - 3);
    if (entry->venue || entry->year) length = cut_listed_names(entry, text, length, arena);
    const char *by = length > 8 ? memmem(text, length, " by ", 4) : NULL;
    /* "Pruning by Joint Learning and Online Clustering" is a title: two names without any mark are no list */
    bool marked = by && (memchr(by, ',', (size_t)(text + length - by)) ||
                         memchr(by, '.', (size_t)(text + length - by)));
    if (marked && pm_md_is_names(by + 4, (size_t)(text + length - by - 4))) {
        entry->authors = pm_md_clean(by + 4, (size_t)(text + length - by - 4), arena);
        length = (size_t)(by - text);
    }
    return length;
}
