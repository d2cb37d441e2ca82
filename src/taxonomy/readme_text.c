/*
 * Escapes for GitHub Flavored Markdown.
 *
 * A character is escaped only where it could mean something, so that an ordinary title stays readable in the
 * source. "<" becomes an entity and not "\<", so that no title can look like one of the README's markers.
 */
#include "taxonomy/readme_text.h"

#include <stdbool.h>
#include <strings.h>

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* "&name;" and "&#12;" would be shown as a character. `at` is behind the "&". */
static bool is_entity(const char *at)
{
    if (*at == '#') at++;
    const char *start = at;
    while (is_letter_or_digit(*at))
        at++;
    return at > start && *at == ';';
}

/* The ":" of "http://" and the "." of "www." make a bare address a link, in which escapes would show. */
static bool is_bare_address(const char *text, const char *at)
{
    if (*at == ':') return at[1] == '/' && at[2] == '/';
    return *at == '.' && at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0;
}

void pm_readme_append_text(pm_strbuf *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        bool inside_word = at > text && is_letter_or_digit(at[-1]) && is_letter_or_digit(at[1]);
        if (*at == '\n' || *at == '\r' || *at == '\t')
            pm_strbuf_char(out, ' ');
        else if (*at == '<')
            pm_strbuf_string(out, "&lt;");
        else if (*at == '&' && is_entity(at + 1))
            pm_strbuf_string(out, "&amp;");
        else if (strchr("\\`*[]|~$", *at) || (*at == '_' && !inside_word) || is_bare_address(text, at))
            pm_strbuf_printf(out, "\\%c", *at);
        else
            pm_strbuf_char(out, *at);
    }
}

void pm_readme_append_heading(pm_strbuf *out, const char *text)
{
    size_t length = strlen(text);
    pm_readme_append_text(out, text);
    size_t before = length;
    while (before > 0 && text[before - 1] == '#')
        before--;
    if (before == length || (before > 0 && text[before - 1] != ' ')) return;
    out->data[--out->length] = '\0';
    pm_strbuf_string(out, "\\#");
}

void pm_readme_append_url(pm_strbuf *out, const char *url)
{
    for (const char *at = url; *at; at++) {
        if (is_control(*at) || strchr(" \"<>\\`|[]", *at))
            pm_strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
        else if (*at == '(' || *at == ')')
            pm_strbuf_printf(out, "\\%c", *at);
        else if (*at == '&' && is_entity(at + 1))
            pm_strbuf_string(out, "&amp;");
        else
            pm_strbuf_char(out, *at);
    }
}
