/*
 * A venue that nobody knows, named before a date: "*Front. Mol. Biosci., August 2022.*", "EJOR, 2020".
 *
 * Names of people stand before dates as well ("Doe, 2017"), so it counts only as an acronym, or where the
 * authors stand elsewhere.
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"

enum { NAME_WORDS = 10, NAME_LIMIT = 160 }; /* words; bytes */

/* "EJOR", "BigDIA": one word, half of it capitals. */
static bool is_acronym(const char *text, size_t length)
{
    size_t capitals = 0, letters = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += isupper((unsigned char)text[i]) != 0;
        letters += isalpha((unsigned char)text[i]) != 0;
    }
    return pm_md_count_words(text, length, 2) == 1 && letters >= 3 && capitals * 2 >= letters;
}

/* Where the text from `at` on is cut by a link, a bracket or a bar; `end` at most. */
static size_t plain_stop(const pm_md_text *text, size_t at, size_t end)
{
    while (at < end) {
        const pm_md_span *span = pm_md_span_at(text, at);
        if (span->link) return at;
        for (; at < end && at < span->end; at++)
            if (strchr("[(|{\"", text->bytes[at])) return at;
    }
    return end;
}

/* Where the italic run at `at` ends, or `end`. */
static size_t italic_end(const pm_md_text *text, size_t at, size_t end)
{
    for (const pm_md_span *span = pm_md_span_at(text, at); at < end && (span->style & PM_MD_ITALIC); span++)
        at = span->end;
    return at < end ? at : end;
}

/* Behind marks and an italic run that is a list of names. */
static size_t skip_names(const pm_md_text *text, size_t at, size_t end, bool *authored)
{
    while (at < end && strchr(" .,;:-", text->bytes[at]))
        at++;
    size_t stop = italic_end(text, at, end);
    if (stop == at || stop >= end ||
        !pm_md_is_names(text->bytes + at, pm_md_trim_end(text->bytes + at, stop - at)))
        return at;
    *authored = true;
    while (stop < end && strchr(" .,;:-", text->bytes[stop]))
        stop++;
    return stop;
}

bool pm_md_entry_read_dated(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end, bool authored,
                            pm_arena *arena)
{
    at = skip_names(text, at, end, &authored);
    size_t stop = plain_stop(text, at, end < at + NAME_LIMIT ? end : at + NAME_LIMIT);
    const char *name = text->bytes + at, *comma = stop > at ? memrchr(name, ',', stop - at) : NULL;
    pm_md_venue venue;
    if (entry->venue || !comma || !isupper((unsigned char)*name)) return false;
    size_t size = (size_t)(comma - name), rest = stop - at - size - 1;
    if (!pm_md_venue_match(comma + 1, rest, PM_MD_TRUST_WORDS, &venue) || venue.name[0]) return false;
    bool known = is_acronym(name, size) || authored || entry->authors;
    if (!known || (!authored && pm_md_is_names(name, size)) || memmem(name, size, "et al", 5)) return false;
    for (size_t i = 0; i < size; i++)
        if (strchr(":?!", name[i])) return false;
    if (pm_md_count_words(name, size, NAME_WORDS + 1) > NAME_WORDS) return false;
    if (!pm_md_venue_match(name, stop - at, PM_MD_TRUST_CELL, &venue) || !venue.name[0]) return false;
    pm_md_entry_set_venue(entry, &venue, pm_md_span_at(text, at)->at, arena);
    return true;
}

/* In italics, "Doe, Jane and Roe, John" are names, too. */
bool pm_md_has_name_line(const pm_md_text *text, size_t at)
{
    while (at < text->length) {
        size_t end = at;
        while (end < text->length && !strchr("\n\r", text->bytes[end]))
            end++;
        size_t start = at;
        while (start < end && strchr(" .,;:-", text->bytes[start]))
            start++;
        bool italic = italic_end(text, start, end) == end;
        size_t size = start < end ? pm_md_trim_end(text->bytes + start, end - start) : 0;
        if (pm_md_is_name_list(text->bytes + start, size, italic)) return true;
        at = end + 1;
    }
    return false;
}
