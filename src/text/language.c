#include "text/language.h"

#include <pango/pango.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "support/utf8.h"

/* Pango and fontconfig know Chinese by its countries. */
PangoLanguage *pm_language_of_tag(const char *tag)
{
    static const char *const chinese[][2] = { { "zh-hant", "zh-tw" }, { "zh-hans", "zh-cn" } };
    if (g_ascii_strcasecmp(tag, "zh") == 0) return pango_language_from_string("zh-cn");
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
        if (g_ascii_strncasecmp(tag, chinese[i][0], strlen(chinese[i][0])) == 0)
            return pango_language_from_string(chinese[i][1]);
    return pango_language_from_string(tag);
}

/* Whether a language is written with a script: names and terms in Latin letters stand in all of them. Pango
 * numbers scripts as GLib does. */
static bool is_written_with(const char *language, GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_LATIN ||
           pango_language_includes_script(pm_language_of_tag(language), (PangoScript)script);
}

static bool has_no_language(GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED ||
           script == G_UNICODE_SCRIPT_UNKNOWN;
}

/* The script that tells most: kana or Hangul among Chinese characters, else the first that is foreign. */
static GUnicodeScript foreign_script(const char *text, size_t length, const char *document)
{
    GUnicodeScript found = G_UNICODE_SCRIPT_COMMON, last = G_UNICODE_SCRIPT_COMMON;
    for (const char *at = text, *end = text + length; at < end;) {
        at += pm_utf8_printable_length(at, (size_t)(end - at)); /* Latin, which is never foreign */
        if (at == end) break;
        GUnicodeScript script = g_unichar_get_script(pm_utf8_next(&at, end));
        if (script == last || has_no_language(script)) continue;
        last = script;
        if (is_written_with(document, script)) continue;
        if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
            script == G_UNICODE_SCRIPT_HANGUL)
            return script;
        if (found == G_UNICODE_SCRIPT_COMMON) found = script;
    }
    return found;
}

bool pm_text_is_foreign(const char *text, size_t length, const char *document, char tag[PM_LANGUAGE_SIZE])
{
    GUnicodeScript script = foreign_script(text, length, document);
    if (script == G_UNICODE_SCRIPT_COMMON) return false;
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA) {
        snprintf(tag, PM_LANGUAGE_SIZE, "ja");
    } else if (script == G_UNICODE_SCRIPT_HANGUL) {
        snprintf(tag, PM_LANGUAGE_SIZE, "ko");
    } else {
        uint32_t code = g_unicode_script_to_iso15924(script); /* four letters */
        snprintf(tag, PM_LANGUAGE_SIZE, "und-%c%c%c%c", (char)(code >> 24), (char)(code >> 16 & 255),
                 (char)(code >> 8 & 255), (char)(code & 255));
    }
    return true;
}

bool pm_language_is_tag(const char *text)
{
    enum { LONGEST_PART = 8, LONGEST = 35 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                      others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t part = strspn(text, letters), length = strlen(text);
    if (part < 2 || length > LONGEST) return false;
    while (part > 0 && part <= LONGEST_PART) {
        text += part;
        if (!*text) return true;
        if (*text++ != '-') return false;
        part = strspn(text, others);
    }
    return false;
}
