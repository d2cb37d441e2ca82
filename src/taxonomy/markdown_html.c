/*
 * A tolerant scanner: every byte sequence is some mix of text and tags, and scanning is linear because a tag
 * that does not end is text.
 */
#include "taxonomy/markdown_html.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>

#include "support/utf8.h"

enum { LONGEST_TAG = 16 * 1024, LONGEST_REFERENCE = 12 };

static bool read_comment(const char *at, const char *end, pm_html_tag *tag)
{
    const char *close = memmem(at + 4, (size_t)(end - at - 4), "-->", 3);
    *tag = (pm_html_tag){ .end = close ? close : end, .next = close ? close + 3 : end };
    return true;
}

/* The '>' that ends a tag: quotes hide it. NULL when it doesn't come within a sensible length. */
static const char *find_tag_end(const char *at, const char *end)
{
    char quote = 0;
    if (end - at > LONGEST_TAG) end = at + LONGEST_TAG;
    for (; at < end; at++) {
        if (quote) {
            if (*at == quote) quote = 0;
        } else if ((*at == '"' || *at == '\'') && at[-1] == '=') {
            quote = *at;
        } else if (*at == '>') {
            return at;
        }
    }
    return NULL;
}

bool pm_html_read_tag(const char *at, const char *end, pm_html_tag *tag)
{
    if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) return read_comment(at, end, tag);
    const char *name = at + 1;
    bool closing = name < end && *name == '/';
    if (closing) name++;
    bool declaration = name < end && (*name == '!' || *name == '?');
    if (name >= end || (!declaration && !isalpha((unsigned char)*name))) return false;
    const char *stop = find_tag_end(name, end);
    if (!stop) return false;
    *tag = (pm_html_tag){ .closing = closing, .end = stop, .next = stop + 1 };
    const char *after = name;
    while (after < stop && isalnum((unsigned char)*after))
        after++;
    size_t length = (size_t)(after - name);
    if (!declaration && length < sizeof tag->name)
        for (size_t i = 0; i < length; i++)
            tag->name[i] = (char)tolower((unsigned char)name[i]);
    tag->attributes = after;
    return true;
}

/* One attribute: its name and value, as bytes of the tag. */
typedef struct attribute {
    const char *name, *value;
    size_t name_length, value_length;
} attribute;

static const char *skip_spaces(const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    return at;
}

/* Reads the attribute at `*at` and steps behind it. One without a value has a NULL value. */
static attribute read_attribute(const char **at, const char *end)
{
    attribute a = { .name = *at };
    const char *c = *at;
    while (c < end && !isspace((unsigned char)*c) && *c != '=')
        c++;
    a.name_length = (size_t)(c - a.name);
    c = skip_spaces(c, end);
    if (c < end && *c == '=') {
        c = skip_spaces(c + 1, end);
        char quote = c < end && (*c == '"' || *c == '\'') ? *c++ : 0;
        a.value = c;
        while (c < end && (quote ? *c != quote : !isspace((unsigned char)*c)))
            c++;
        a.value_length = (size_t)(c - a.value);
        if (quote && c < end) c++;
    }
    *at = c;
    return a;
}

const char *pm_html_attribute(const pm_html_tag *tag, const char *name, pm_arena *arena)
{
    const char *at = tag->attributes, *end = tag->end;
    size_t length = strlen(name);
    while (at && at < end) {
        while (at < end && (isspace((unsigned char)*at) || *at == '/'))
            at++;
        attribute a = read_attribute(&at, end);
        if (!a.value || a.name_length != length || strncasecmp(a.name, name, length) != 0) continue;
        pm_strbuf out = PM_STRBUF_INIT;
        pm_html_decode(&out, a.value, a.value_length);
        const char *copy = pm_arena_strdup(arena, pm_strbuf_text(&out));
        pm_strbuf_finish(&out);
        return copy;
    }
    return NULL;
}

/* The character that "&name;" stands for, 0 when unknown. */
static uint32_t reference_value(const char *name, size_t length)
{
    static const struct {
        const char *name;
        uint32_t value;
    } names[] = { { "amp", '&' },       { "lt", '<' },       { "gt", '>' },       { "quot", '"' },
                  { "apos", '\'' },     { "nbsp", 0xA0 },    { "mdash", 0x2014 }, { "ndash", 0x2013 },
                  { "hellip", 0x2026 }, { "middot", 0xB7 },  { "bull", 0x2022 },  { "rsquo", 0x2019 },
                  { "lsquo", 0x2018 },  { "ldquo", 0x201C }, { "rdquo", 0x201D }, { "copy", 0xA9 } };
    if (length > 1 && name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        unsigned long value = strtoul(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
        return value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0 : (uint32_t)value;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0)
            return names[i].value;
    return 0;
}

void pm_html_decode(pm_strbuf *out, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *mark = memchr(text, '&', (size_t)(end - text));
        pm_strbuf_append(out, text, (size_t)((mark ? mark : end) - text));
        if (!mark) return;
        size_t room = (size_t)(end - mark - 1);
        const char *stop = memchr(mark + 1, ';', room < LONGEST_REFERENCE ? room : LONGEST_REFERENCE);
        uint32_t value = stop ? reference_value(mark + 1, (size_t)(stop - mark - 1)) : 0;
        char raw[4] = "";
        if (value)
            pm_strbuf_append(out, raw, pm_utf8_encode(value, raw));
        else
            pm_strbuf_char(out, '&');
        text = value ? stop + 1 : mark + 1;
    }
}
