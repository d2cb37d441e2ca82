#include "support/xml.h"

#include <stdbool.h>
#include <stdint.h>

#include "support/utf8.h"

/* What stands for a character of ASCII; NULL: itself. */
static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
    case '\n':
        return c == '\n' ? "&#10;" : "&#9;";
    default:
        return (unsigned char)c < 0x20 ? "\xEF\xBF\xBD" : NULL;
    }
}

/* Eight bytes that are themselves in XML: ASCII, none less than a space, and none that is escaped. Of those
 * there are two pairs, whose members differ in one bit. What is borrowed from a byte comes from one that is
 * not itself. */
static bool is_plain_word(const char *at)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t quote_or_and = (word & ~(each * ('"' ^ '&'))) ^ each * ('"' & '&');
    uint64_t less_or_greater = (word & ~(each * ('<' ^ '>'))) ^ each * ('<' & '>');
    return !((word | (word - each * ' ') | (quote_or_and - each) | (less_or_greater - each)) & each * 0x80);
}

/* How many bytes at the start are themselves. */
static size_t plain_length(const char *text, size_t length)
{
    size_t at = 0;
    while (length - at >= 8 && is_plain_word(text + at))
        at += 8;
    while (at < length && (unsigned char)text[at] < 0x80 && !escape_of(text[at]))
        at++;
    return at;
}

static bool is_forbidden(uint32_t c, size_t length)
{
    return c == 0xFFFE || c == 0xFFFF || (c == 0xFFFD && length == 1);
}

void pm_xml_bytes(pm_strbuf *out, const char *text, size_t length)
{
    const char *at = text, *end = text + length, *pending = text;
    while (at < end) {
        at += plain_length(at, (size_t)(end - at));
        if (at == end) break;
        const char *start = at, *escape = escape_of(*at);
        if ((unsigned char)*at < 0x80) {
            at++;
        } else {
            uint32_t c = pm_utf8_next(&at, end);
            if (is_forbidden(c, (size_t)(at - start))) escape = "\xEF\xBF\xBD";
        }
        if (!escape) continue;
        pm_strbuf_append(out, pending, (size_t)(start - pending));
        pm_strbuf_string(out, escape);
        pending = at;
    }
    pm_strbuf_append(out, pending, (size_t)(end - pending));
}

void pm_xml_string(pm_strbuf *out, const char *text)
{
    pm_xml_bytes(out, text, strlen(text));
}
