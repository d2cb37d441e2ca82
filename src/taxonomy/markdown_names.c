/*
 * Cleaning slices of text for keeping, and telling names of people from other words.
 *
 * A list of names is parts of one to six capitalised words, split by commas and "and"; at least a third of
 * the parts have two words or more, so that "Reading, Writing" is none. Initials belong to the name before
 * them.
 */
#include "taxonomy/markdown_entry.h"

#include <ctype.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_words.h"

enum { URL_LIMIT = 4000, LIST_LIMIT = 500 }; /* bytes */

/* Behind marks, emoji and shortcodes that stand before a name. */
static const char *clean_start(const char *text, const char *end, const char *marks)
{
    while (text < end) {
        const char *next = text, *letter = text;
        pm_md_word word;
        pm_utf8_next(&next, end);
        if (*text == ':' && pm_md_next_word(&letter, end, &word) && word.start > text + 2 &&
            word.start[-1] == ':')
            next = word.start;
        else if ((unsigned char)*text < 0x80 ? !strchr(marks, *text) : pm_md_next_word(&letter, next, &word))
            break;
        text = next;
    }
    return text;
}

/* Without the bytes of `first` before and of `last` behind, and with single blanks. */
const char *pm_md_clean_between(const char *text, size_t length, const char *first, const char *last,
                                pm_arena *arena)
{
    const char *end = text + length;
    pm_strbuf out = PM_STRBUF_INIT;
    while (text < end && (pm_md_is_space(*text) || strchr(first, *text)))
        text++;
    while (end > text && (pm_md_is_space(end[-1]) || strchr(last, end[-1])))
        end--;
    for (; text < end; text++) {
        char c = pm_md_is_space(*text) ? ' ' : *text;
        if (c != ' ' || (out.length && out.data[out.length - 1] != ' ')) pm_strbuf_char(&out, c);
    }
    const char *copy = pm_arena_strdup(arena, pm_strbuf_text(&out));
    pm_strbuf_finish(&out);
    return copy;
}

const char *pm_md_clean_address(const char *url, pm_arena *arena)
{
    return strlen(url) > URL_LIMIT ? "" : pm_md_clean_between(url, strlen(url), "", "", arena);
}

/* A title in brackets of its own ("[Title]") loses them. */
const char *pm_md_clean(const char *text, size_t length, pm_arena *arena)
{
    const char *title = pm_md_clean_between(text, length, "`", " .,;:`", arena);
    size_t size = strlen(title);
    if (size > 2 && title[0] == '"' && title[size - 1] == '"' && !memchr(title + 1, '"', size - 2))
        return pm_md_clean_between(title + 1, size - 2, "", " .,;:", arena);
    if (size > 2 && title[0] == '[' && title[size - 1] == ']' && !memchr(title + 1, ']', size - 2))
        return pm_md_clean_between(title + 1, size - 2, "", " .,;:", arena);
    return title;
}

const char *pm_md_clean_label(const char *text, size_t length, pm_arena *arena)
{
    if (!pm_md_count_words(text, length, 1)) return "";
    const char *start = clean_start(text, text + length, " \n\r[](){}<>*`:;,.|-"), *end = text + length;
    const char *copy =
        pm_md_clean_between(start, (size_t)(end - start), "[](){}<>*`", " [](){}<>*`:;,.|-", arena);
    size_t size = strlen(copy);
    /* "PyTorch (author)": the bracket that closes one inside stays */
    const char *open = memrchr(copy, '(', size);
    if (open && !memchr(open, ')', (size_t)(copy + size - open))) return pm_arena_printf(arena, "%s)", copy);
    open = memrchr(copy, '[', size);
    if (open && !memchr(open, ']', (size_t)(copy + size - open))) return pm_arena_printf(arena, "%s]", copy);
    return copy;
}

static bool is_particle(const char *word)
{
    static const char *const particles[] = { "de",  "van", "von", "der", "den", "la",  "le",
                                             "el",  "al",  "di",  "da",  "bin", "ibn", "ter",
                                             "dos", "del", "et",  "and", "du",  "zu",  "ten" };
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strcmp(word, particles[i]) == 0) return true;
    return false;
}

/* One name of a list. `words`: how many it has. */
static bool is_name(const char *text, const char *end, size_t *words)
{
    pm_md_word word;
    *words = 0;
    while (pm_md_next_word(&text, end, &word)) {
        bool upper = isupper((unsigned char)*word.start) || (unsigned char)*word.start >= 0x80 ||
                     (*words > 0 && word.start[-1] == '-'); /* "Abdel-rahman" */
        if ((!upper && !is_particle(word.text)) || isdigit((unsigned char)*word.start) || *words > 6)
            return false;
        *words += strcmp(word.text, "and") != 0;
    }
    return true;
}

/* "T. N.": belongs to the name before it. */
static bool is_initials(const char *text, const char *end)
{
    pm_md_word word;
    while (pm_md_next_word(&text, end, &word))
        if (strlen(word.text) > 1) return false;
    return true;
}

bool pm_md_is_one_name(const char *text, size_t length)
{
    size_t words;
    for (size_t i = 0; i < length; i++)
        if (strchr(":?!/=,", text[i])) return false;
    return length >= 2 && length < 100 && is_name(text, text + length, &words) && words > 0;
}

bool pm_md_is_names(const char *text, size_t length)
{
    return pm_md_is_name_list(text, length, false);
}

bool pm_md_is_name_list(const char *text, size_t length, bool certain)
{
    const char *end = text + length;
    size_t parts = 0, full = 0;
    for (size_t i = 0; i < length; i++)
        if (strchr(":?!/=", text[i])) return false;
    if (length < 4 || length > 4000) return false;
    const char *al = memmem(text, length, "et al", 5);
    if (al) end = al;
    while (text < end) {
        const char *stop = text;
        while (stop < end && !strchr(",;&\n\r", *stop) && !(end - stop > 5 && memcmp(stop, " and ", 5) == 0))
            stop++;
        size_t words;
        if (!is_name(text, stop, &words)) return false;
        bool initials = words > 0 && is_initials(text, stop);
        parts += words > 0 && !initials;
        full += initials ? 1 : words > 1;
        text = stop + 1;
    }
    if (al) return parts > 0;
    return parts >= 2 && (certain || full * 3 >= parts);
}

/* "Doe J", "Roe A B", "et al": the last word of each part is a lone capital. */
static bool has_initials_last(const char *text, size_t length, size_t *parts)
{
    const char *end = text + length;
    *parts = 0;
    while (text < end) {
        const char *stop = memchr(text, ',', (size_t)(end - text)), *at = text;
        if (!stop) stop = end;
        pm_md_word word;
        size_t words = 0, last = 0;
        for (; pm_md_next_word(&at, stop, &word); words++)
            last = strlen(word.text);
        bool al = memmem(text, (size_t)(stop - text), "et al", 5) != NULL;
        if (!al && (words < 2 || last != 1)) return false;
        *parts += 1;
        text = stop + 1;
    }
    return true;
}

/* Text that no name goes on with: a long word in small letters. */
static bool has_small_word(const char *text, size_t length)
{
    const char *end = text + length;
    pm_md_word word;
    while (pm_md_next_word(&text, end, &word))
        if (islower((unsigned char)*word.start) && strlen(word.text) >= 4) return true;
    return false;
}

size_t pm_md_names_end(const char *text, size_t length)
{
    if (length > LIST_LIMIT) length = LIST_LIMIT;
    for (size_t i = 3; i + 1 < length; i++) {
        if (text[i] != '.' || !pm_md_is_space(text[i + 1])) continue;
        size_t parts;
        bool initial = pm_md_is_initial(text, i);
        if (initial && has_initials_last(text, i, &parts) &&
            (parts > 1 || has_small_word(text + i, length - i)))
            return i;
        if (initial) continue;
        bool one = !memchr(text, ',', i) && pm_md_count_words(text, i, 5) >= 2;
        return pm_md_is_name_list(text, i, true) || (one && pm_md_is_one_name(text, i)) ? i : 0;
    }
    return 0;
}
