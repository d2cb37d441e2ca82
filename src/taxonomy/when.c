#include "taxonomy/when.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* --- dates --- */

static bool read_digits(const char *text, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i])) return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool pm_when_parse(const char *text, pm_when *when)
{
    *when = (pm_when){ 0, 0 };
    if (!text || !read_digits(text, 4, &when->year)) return false;
    if (!text[4]) return true;
    return text[4] == '-' && read_digits(text + 5, 2, &when->month) && !text[7] && when->month >= 1 &&
           when->month <= 12;
}

bool pm_when_is_new(pm_when when, pm_when now, int months)
{
    int earliest = when.year * 12 + (when.month ? when.month : 1);
    return earliest > now.year * 12 + now.month - months;
}

pm_when pm_when_of_time(long long seconds)
{
    time_t time = (time_t)seconds;
    struct tm utc;
    if (!gmtime_r(&time, &utc)) return (pm_when){ 1970, 1 };
    return (pm_when){ utc.tm_year + 1900, utc.tm_mon + 1 };
}

/* --- venues --- */

static const char separators[] = " \t,;:/-";

static bool is_one_of(const char *word, size_t length, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == length && strncasecmp(word, *list, length) == 0) return true;
    return false;
}

/* Digits, or digits behind an apostrophe: "2019", "'19". */
static bool is_number(const char *word, size_t length)
{
    if (length && (*word == '\'' || *word == '`')) word++, length--;
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)word[i]) && word[i] != '.') return false;
    return true;
}

/* The text without what leads up to the series' name. */
static const char *skip_front(const char *text)
{
    static const char *const before[] = { "in", "proc.", "proceedings", "findings", "workshop",
                                          "of", "at",    "the",         NULL };
    for (;;) {
        text += strspn(text, separators);
        size_t length = strcspn(text, separators);
        if (!length || (!is_number(text, length) && !is_one_of(text, length, before))) return text;
        text += length;
    }
}

/* Where the name ends in front of a year, "Workshop" and the like. */
static size_t cut_back(const char *text, size_t length)
{
    static const char *const behind[] = { "workshop",  "workshops", "findings", "preprint",
                                          "preprints", "oral",      "poster",   "spotlight",
                                          "main",      "demo",      NULL };
    for (;;) {
        while (length && strchr(separators, text[length - 1]))
            length--;
        size_t start = length;
        while (start && !strchr(separators, text[start - 1]))
            start--;
        if (!start ||
            (!is_number(text + start, length - start) && !is_one_of(text + start, length - start, behind)))
            return length;
        length = start;
    }
}

/* "ICML2019", "ICML'19": without the digits. */
static size_t cut_year(const char *text, size_t length)
{
    size_t digits = 0;
    while (digits < length && isdigit((unsigned char)text[length - 1 - digits]))
        digits++;
    size_t left = length - digits;
    if (digits == 2 && left > 1 && text[left - 1] == '\'') return left - 1;
    bool is_year =
        digits == 4 && left > 0 && (strncmp(text + left, "19", 2) == 0 || strncmp(text + left, "20", 2) == 0);
    return is_year ? left : length;
}

const char *pm_venue_series(const char *venue, pm_arena *arena)
{
    static const struct {
        const char *name, *series;
    } same[] = { { "nips", "NeurIPS" }, { "neurips", "NeurIPS" }, { "corr", "arXiv" }, { "arxiv", "arXiv" } };
    if (!venue || !*venue || strcmp(venue, "N/A") == 0) return NULL;
    const char *at = strrchr(venue, '@'), *text = skip_front(at && at[1] ? at + 1 : venue);
    size_t length = strcspn(text, "([{");
    length = cut_year(text, cut_back(text, length ? length : strlen(text)));
    if (strncasecmp(text, "arxiv", 5) == 0) length = 5;
    if (!length) return pm_arena_strdup(arena, venue);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strlen(same[i].name) == length && strncasecmp(text, same[i].name, length) == 0)
            return same[i].series;
    return pm_arena_strndup(arena, text, length);
}
