#include "support/xml.h"

#include <stdbool.h>

#include "support/utf8.h"

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

static bool is_forbidden(uint32_t c, size_t length)
{
    return c == 0xFFFE || c == 0xFFFF || (c == 0xFFFD && length == 1);
}

void pm_xml_bytes(pm_strbuf *out, const char *text, size_t length)
{
    const char *at = text, *end = text + length, *pending = text;
    while (at < end) {
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
