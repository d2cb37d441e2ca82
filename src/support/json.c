#include "support/json.h"

#include "support/utf8.h"

static void append_character(pm_strbuf *out, uint32_t c, const char *bytes, size_t length)
{
    if (c == '"' || c == '\\')
        pm_strbuf_printf(out, "\\%c", (char)c);
    else if (c == '\n')
        pm_strbuf_string(out, "\\n");
    else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029)
        pm_strbuf_printf(out, "\\u%04x", (unsigned)c);
    else if (c == 0xFFFD && length == 1)
        pm_strbuf_string(out, "\\ufffd");
    else
        pm_strbuf_append(out, bytes, length);
}

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

void pm_json_bytes(pm_strbuf *out, const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    pm_strbuf_char(out, '"');
    while (at < end) {
        const char *start = at;
        while (at < end && is_plain(*at))
            at++;
        pm_strbuf_append(out, start, (size_t)(at - start));
        if (at == end) break;
        start = at;
        uint32_t c = pm_utf8_next(&at, end);
        append_character(out, c, start, (size_t)(at - start));
    }
    pm_strbuf_char(out, '"');
}

void pm_json_string(pm_strbuf *out, const char *text)
{
    pm_json_bytes(out, text, strlen(text));
}
