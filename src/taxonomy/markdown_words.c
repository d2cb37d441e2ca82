/*
 * Cutting text into words, and looking them up in the vocabulary.
 */
#include "taxonomy/markdown_words.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_vocabulary.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int compare_words(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*word == *list[i] && strcmp(word, list[i]) == 0) return true;
    return false;
}

/* Letters and digits of any script; no symbols, no emoji. */
static bool is_word_character(uint32_t c)
{
    if (c < 0x80) return isalnum((int)c) != 0;
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7 || c == 0xFFFD) return false;
    if (c >= 0x2000 && c <= 0x2BFF) return c >= 0x2100 && c <= 0x214F && c != 0x2122;
    if ((c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020)) return false;
    return !(c >= 0xE000 && c <= 0xF8FF) && !(c >= 0xFE00 && c <= 0xFE0F) && !(c >= 0xFF00 && c <= 0xFF0F) &&
           !(c >= 0xFF1A && c <= 0xFF20) && c < 0x1F000;
}

/* The end of a shortcode such as ":fire:" at `at`, or `at`. */
static const char *skip_shortcode(const char *at, const char *end)
{
    const char *next = at + 1;
    while (next < end && next - at < 40 &&
           (isalnum((unsigned char)*next) || *next == '_' || *next == '-' || *next == '+'))
        next++;
    return next < end && *next == ':' && next > at + 2 && !isdigit((unsigned char)at[1]) ? next + 1 : at;
}

bool pm_md_next_word(const char **at, const char *end, pm_md_word *word)
{
    size_t length = 0;
    word->start = NULL;
    while (*at < end) {
        const char *here = *at, *next = here;
        if (*here == ':' && !word->start && (next = skip_shortcode(here, end)) != here) {
            *at = next;
            continue;
        }
        uint32_t c = pm_utf8_next(&next, end);
        if (!is_word_character(c)) {
            if (word->start) break;
            *at = next;
            continue;
        }
        if (!word->start) word->start = here;
        for (; here < next && length + 1 < sizeof word->text; here++)
            word->text[length++] = (char)(c < 0x80 ? tolower((int)c) : *here);
        *at = next;
    }
    word->text[length] = 0;
    word->end = *at;
    return word->start != NULL;
}

size_t pm_md_count_words(const char *text, size_t length, size_t limit)
{
    const char *end = text + length;
    pm_md_word word;
    size_t count = 0;
    while (count < limit && pm_md_next_word(&text, end, &word))
        count++;
    return count;
}

pm_md_section pm_md_section_of(const char *heading, size_t length)
{
    const char *end = heading + length;
    pm_md_word word;
    bool skip = false, contents = false;
    while (pm_md_next_word(&heading, end, &word)) {
        bool is_skip = is_in(word.text, skip_words, COUNT(skip_words));
        bool is_contents = is_in(word.text, contents_words, COUNT(contents_words));
        skip |= is_skip;
        contents |= is_contents;
        if (!is_skip && !is_contents && !is_in(word.text, filler_words, COUNT(filler_words)))
            return PM_MD_SECTION_ENTRIES;
    }
    return skip ? PM_MD_SECTION_SKIP : contents ? PM_MD_SECTION_SELF : PM_MD_SECTION_ENTRIES;
}

bool pm_md_is_filler(const char *text, size_t length)
{
    const char *end = text + length;
    pm_md_word word;
    while (pm_md_next_word(&text, end, &word))
        if (!is_in(word.text, filler_words, COUNT(filler_words))) return false;
    return true;
}

/* Words of scripts without blanks count by their beginning: a label that begins "paper" may go on "download".
 */
static bool begins_with_one(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count && (unsigned char)*word >= 0x80; i++)
        if ((unsigned char)*list[i] >= 0x80 && strncmp(word, list[i], strlen(list[i])) == 0) return true;
    return is_in(word, list, count);
}

/* How many words name a material; `other`: words that do not. `paper`: one of them is the paper itself. */
static size_t count_materials(const char *label, size_t length, size_t *other, bool *paper)
{
    const char *at = label, *end = label + length;
    pm_md_word word;
    size_t found = 0;
    *other = 0;
    *paper = false;
    while (found + *other < 8 && pm_md_next_word(&at, end, &word)) {
        bool is_paper = begins_with_one(word.text, paper_materials, COUNT(paper_materials));
        if (is_paper || begins_with_one(word.text, other_materials, COUNT(other_materials))) {
            found++;
            *paper |= is_paper;
        } else if (!is_in(word.text, material_fillers, COUNT(material_fillers)) &&
                   !isdigit((unsigned char)word.text[0])) {
            ++*other;
        }
    }
    return found;
}

bool pm_md_is_material(const char *label, size_t length)
{
    size_t other;
    bool paper;
    size_t found = count_materials(label, length, &other, &paper);
    return found > 0 && other == 0;
}

/* "10.1038/s41592-019-0496-6" */
static bool is_doi(const char *label, size_t length)
{
    return length > 8 && memcmp(label, "10.", 3) == 0 && isdigit((unsigned char)label[3]) &&
           memchr(label, '/', length) && !memchr(label, ' ', length);
}

bool pm_md_is_paper_material(const char *label, size_t length)
{
    size_t other;
    bool paper;
    size_t found = count_materials(label, length, &other, &paper);
    const char *at = label;
    pm_md_word word;
    bool page = found == 1 && pm_md_next_word(&at, label + length, &word) && strcmp(word.text, "page") == 0;
    return (found > 0 && (paper || page)) || is_doi(label, length);
}

pm_md_column pm_md_column_of(const char *header, size_t length)
{
    for (size_t i = 0; i < COUNT(columns); i++) {
        const char *at = header, *end = header + length;
        pm_md_word word;
        while (pm_md_next_word(&at, end, &word)) {
            const char *found = columns[i].words;
            size_t n = strlen(word.text);
            while ((found = strstr(found, word.text)) != NULL) {
                bool starts = found == columns[i].words || found[-1] == ' ';
                if (starts && (found[n] == ' ' || found[n] == 0)) return columns[i].column;
                found += n;
            }
        }
    }
    return PM_MD_COLUMN_OTHER;
}

bool pm_md_is_venue_word(const char *word)
{
    return bsearch(word, venues, COUNT(venues), sizeof *venues, compare_words) != NULL;
}

bool pm_md_is_venue_opening(const char *word)
{
    return is_in(word, openings, COUNT(openings));
}

bool pm_md_is_ordinary(const char *word)
{
    return is_in(word, ordinary, COUNT(ordinary));
}

bool pm_md_is_venue_phrase(const char *phrase)
{
    return is_in(phrase, phrases, COUNT(phrases));
}

bool pm_md_is_venue_qualifier(const char *word)
{
    return is_in(word, qualifiers, COUNT(qualifiers));
}

bool pm_md_is_award(const char *word)
{
    return is_in(word, awards, COUNT(awards));
}

bool pm_md_is_venue_noun(const char *word)
{
    return is_in(word, venue_nouns, COUNT(venue_nouns));
}

int pm_md_month(const char *word)
{
    static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec" };
    static const char *const full[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"
    };
    for (int i = 0; i < 12; i++)
        if (strcmp(word, months[i]) == 0 || strcmp(word, full[i]) == 0) return i + 1;
    return strcmp(word, "sept") == 0 ? 9 : strcmp(word, "okt") == 0 ? 10 : 0;
}
