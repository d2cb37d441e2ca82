/*
 * Mending goes from the coarse to the fine: first the character set, since that gives other characters;
 * then ligatures, form C and blanks.
 */
#include "taxonomy/clean.h"

#include <stdlib.h>

#include <glib.h>

#include "support/utf8.h"
#include "taxonomy/mojibake.h"

enum { NO_BREAK_SPACE = 0xA0, FIRST_JOINING_SCRIPT = 0x600 };

const char *pm_ligature_letters(uint32_t c)
{
    static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : NULL;
}

bool pm_is_invisible(uint32_t c, uint32_t before)
{
    if (c == 0x200C || c == 0x200D) return before < FIRST_JOINING_SCRIPT;
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool pm_is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == NO_BREAK_SPACE;
}

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r';
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80) return false;
    return true;
}

bool pm_text_is_address(const char *text, size_t length)
{
    return memmem(text, length, "://", 3) != NULL;
}

static bool has_ligature(const char *text, size_t length)
{
    for (const char *at = text, *end = text + length; at < end;)
        if (pm_ligature_letters(pm_utf8_next(&at, end))) return true;
    return false;
}

/* The text in form C; NULL when it is already. The caller frees it with g_free(). */
static char *compose(const char *text, size_t length)
{
    char *composed = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_DEFAULT_COMPOSE);
    if (composed && strlen(composed) == length && memcmp(composed, text, length) == 0) {
        g_free(composed);
        return NULL;
    }
    return composed;
}

/* The text without blanks at its ends, and with one where there were several; a single no-break space may
 * stay. Blanks next to a line end are YAML's and Markdown's layout, not the text's. */
static void squeeze_blanks(const char *text, size_t length, pm_strbuf *out)
{
    uint32_t last = 0;
    const char *pending = NULL; /* the run of blanks that may have to be written */
    size_t pending_length = 0, run = 0;
    for (const char *at = text, *end = text + length; at < end;) {
        const char *start = at;
        uint32_t c = pm_utf8_next(&at, end);
        if (is_blank(c)) {
            if (!run++) pending = start;
            pending_length = (size_t)(at - pending);
            continue;
        }
        bool is_layout = run && (is_line_end(c) || is_line_end(last));
        if (is_layout || (run == 1 && last && *pending != '\t'))
            pm_strbuf_append(out, pending, pending_length);
        else if (run && last)
            pm_strbuf_char(out, ' ');
        run = 0;
        pm_strbuf_append(out, start, (size_t)(at - start));
        last = c;
    }
    if (run && is_line_end(last)) pm_strbuf_append(out, pending, pending_length);
}

/* A text of nothing but blanks is a missing text, not a stray space. */
static bool has_stray_space(const char *text, size_t length)
{
    bool last_is_blank = false, is_suspicious = false;
    for (size_t i = 0; i < length && !is_suspicious; i++) {
        bool blank =
            text[i] == ' ' || text[i] == '\t' || (unsigned char)text[i] == NO_BREAK_SPACE; /* its 2nd byte */
        is_suspicious = (blank && (last_is_blank || i <= 1 || i + 1 == length)) || text[i] == '\t';
        last_is_blank = blank || (unsigned char)text[i] == 0xC2;
    }
    if (!is_suspicious) return false;
    pm_strbuf squeezed = PM_STRBUF_INIT;
    squeeze_blanks(text, length, &squeezed);
    bool is_stray =
        squeezed.length && (squeezed.length != length || memcmp(squeezed.data, text, length) != 0);
    pm_strbuf_finish(&squeezed);
    return is_stray;
}

unsigned pm_text_faults(const char *text, size_t length)
{
    unsigned faults = has_stray_space(text, length) ? PM_TEXT_SPACE : 0;
    if (is_ascii(text, length) || pm_text_is_address(text, length)) return faults;
    if (pm_mojibake_repair(text, length, NULL)) return faults | PM_TEXT_MOJIBAKE;
    if (has_ligature(text, length)) faults |= PM_TEXT_LIGATURE;
    char *composed = compose(text, length);
    if (composed) faults |= PM_TEXT_NOT_NFC;
    g_free(composed);
    return faults;
}

static void open_ligatures(const char *text, size_t length, pm_strbuf *out)
{
    for (const char *at = text, *end = text + length; at < end;) {
        const char *start = at, *letters = pm_ligature_letters(pm_utf8_next(&at, end));
        if (letters)
            pm_strbuf_string(out, letters);
        else
            pm_strbuf_append(out, start, (size_t)(at - start));
    }
}

void pm_text_clean(const char *text, size_t length, unsigned faults, pm_strbuf *out)
{
    pm_strbuf now = PM_STRBUF_INIT, next = PM_STRBUF_INIT;
    if (!(faults & PM_TEXT_MOJIBAKE) || !pm_mojibake_repair(text, length, &now))
        pm_strbuf_append(&now, text, length);
    if (faults & PM_TEXT_LIGATURE) {
        open_ligatures(now.data, now.length, &next);
        pm_strbuf_clear(&now);
        pm_strbuf_append(&now, pm_strbuf_text(&next), next.length);
    }
    char *composed = faults & PM_TEXT_NOT_NFC ? compose(now.data, now.length) : NULL;
    if (composed) {
        pm_strbuf_clear(&now);
        pm_strbuf_string(&now, composed);
        g_free(composed);
    }
    if (faults & PM_TEXT_SPACE)
        squeeze_blanks(now.data, now.length, out);
    else
        pm_strbuf_append(out, now.data, now.length);
    pm_strbuf_finish(&now);
    pm_strbuf_finish(&next);
}
