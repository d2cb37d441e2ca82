#include "text/font_words.h"

#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/utf8.h"
#include "text/font_pieces.h"

/* --- kinds of text --- */

/* Letters of the right-to-left blocks: Hebrew to Arabic Extended, their presentation forms, and the two
 * right-to-left areas of the supplementary plane. */
static bool is_rtl_letter(uint32_t c)
{
    return g_unichar_isalpha(c) &&
           ((c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) ||
            (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF));
}

bool pm_text_is_rtl(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        uint32_t c = pm_utf8_next(&at, end);
        if (c < 0x80 && g_ascii_isalpha((char)c)) return false;
        if (c >= 0x80 && g_unichar_isalpha(c)) return is_rtl_letter(c);
    }
    return false;
}

/* Below Hebrew no script joins across a space, and none needs more than one font of a family list at once;
 * combining marks stay within their word. Typographic dashes, quotes and the ellipsis belong to them. */
bool pm_text_is_simple(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        at += pm_utf8_printable_length(at, (size_t)(end - at));
        if (at == end) break;
        uint32_t c = pm_utf8_next(&at, end);
        if (c < 0x20) return false;
        if (c >= 0x0590 && !(c >= 0x1E00 && c <= 0x1FFF) && !(c >= 0x2010 && c <= 0x2027)) return false;
    }
    return true;
}

/* --- shaping --- */

static bool is_ascii(const char *text, size_t length)
{
    return pm_utf8_printable_length(text, length) == length;
}

/* Letters of Latin-1 and Latin Extended-A, the middle dot, dashes, quotes and the ellipsis: Pango makes one
 * piece of them and ASCII. */
static bool is_short_letter(uint32_t c)
{
    return (c >= ' ' && c <= '~') || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) || c == 0xB7 ||
           c == 0x2013 || c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D ||
           c == 0x2026;
}

bool pm_font_is_short(const pm_font *font, const char *text, size_t length)
{
    if (!font->shapes_ascii) return false;
    if (is_ascii(text, length)) return true;
    if (!font->first || strcmp(font->fonts->language, "en") != 0) return false;
    for (const char *at = text, *end = text + length; at < end;) {
        uint32_t c = pm_utf8_next(&at, end);
        if (!is_short_letter(c) || !pm_first_font_has(font->first, c)) return false;
    }
    return true;
}

PangoAnalysis pm_font_short_analysis(pm_font *font)
{
    return (PangoAnalysis){ .font = pm_font_first_choice(font),
                            .script = PANGO_SCRIPT_LATIN,
                            .language = pango_language_from_string("en") };
}

void pm_font_shape_short(pm_font *font, const char *text, size_t length, PangoGlyphString *glyphs)
{
    if (font->first) {
        pm_first_font_shape(font->first, text, length, glyphs);
        return;
    }
    PangoAnalysis analysis = pm_font_short_analysis(font);
    pango_shape_full(text, (int)length, text, (int)length, &analysis, glyphs);
}

double pm_font_shape_width(pm_font *font, const char *text, size_t length, bool rtl)
{
    if (!rtl && pm_font_is_short(font, text, length)) {
        pm_font_shape_short(font, text, length, font->fonts->glyphs);
        return pango_glyph_string_get_width(font->fonts->glyphs) / (double)PANGO_SCALE;
    }
    PangoRectangle logical;
    PangoLayout *layout = pm_font_lay_out(font, text, length, rtl);
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
}

PangoFont *pm_font_of_ascii(pm_font *font, const char *text, size_t length)
{
    return font->shapes_ascii && is_ascii(text, length) ? pm_font_first_choice(font) : NULL;
}

/* --- words --- */

void pm_words_init(pm_fonts *fonts)
{
    fonts->word_mask = 1023;
    fonts->words = pm_calloc(fonts->word_mask + 1, sizeof *fonts->words);
}

static void forget_shape(const pm_word *w)
{
    if (w->layout) g_object_unref(w->layout);
    if (w->glyphs) pango_glyph_string_free(w->glyphs);
}

void pm_words_finish(pm_fonts *fonts)
{
    for (size_t i = 0; i <= fonts->word_mask; i++)
        if (fonts->words[i]) forget_shape(fonts->words[i]);
    free(fonts->words);
}

/* As FNV-1a, but eight bytes at a time: what multiplying brings to the high bits is folded back each time. */
static size_t hash_word(const pm_font *font, const char *text, size_t length)
{
    uint64_t hash = (uint64_t)(uintptr_t)font ^ length, part;
    for (; length >= sizeof part; text += sizeof part, length -= sizeof part) {
        memcpy(&part, text, sizeof part);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    for (part = 0; length > 0; length--)
        part = part << 8 | (unsigned char)text[length - 1];
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash ^ hash >> 32);
}

static void grow_words(pm_fonts *fonts)
{
    size_t mask = fonts->word_mask * 2 + 1;
    pm_word **words = pm_calloc(mask + 1, sizeof *words);
    for (size_t i = 0; i <= fonts->word_mask; i++) {
        if (!fonts->words[i]) continue;
        size_t slot = fonts->words[i]->hash & mask;
        while (words[slot])
            slot = (slot + 1) & mask;
        words[slot] = fonts->words[i];
    }
    free(fonts->words);
    fonts->words = words;
    fonts->word_mask = mask;
}

static pm_word *find_word(pm_font *font, const char *text, size_t length)
{
    pm_fonts *fonts = font->fonts;
    size_t hash = hash_word(font, text, length), slot = hash & fonts->word_mask;
    for (; fonts->words[slot]; slot = (slot + 1) & fonts->word_mask) {
        pm_word *w = fonts->words[slot];
        if (w->hash == hash && w->font == font && w->length == length && memcmp(w->text, text, length) == 0)
            return w;
    }
    pm_word *w = PM_NEW(fonts->arena, pm_word);
    *w = (pm_word){ .font = font,
                    .text = pm_arena_strndup(fonts->arena, text, length),
                    .length = length,
                    .hash = hash,
                    .width = pm_font_shape_width(font, text, length, false) };
    fonts->words[slot] = w;
    if (++fonts->word_count * 2 > fonts->word_mask) grow_words(fonts);
    return w;
}

double pm_font_walk_words(pm_font *font, const char *text, size_t length, size_t start, size_t stop,
                          pm_word_visitor *each, void *context)
{
    double x = 0;
    for (size_t at = start; at < stop;) {
        if (text[at] == ' ') {
            x += font->space;
            at++;
            continue;
        }
        const char *space = memchr(text + at, ' ', stop - at);
        size_t end = space ? (size_t)(space - text) : stop;
        size_t before = at > 0 && text[at - 1] == ' ', after = end < length && text[end] == ' ';
        pm_word *w = find_word(font, text + at - before, end - at + before + after);
        if (each) each(w, x - (double)before * font->space, context);
        x += w->width - (double)(before + after) * font->space;
        at = end;
    }
    return x;
}

double pm_font_span(pm_font *font, const char *text, size_t length, size_t start, size_t stop)
{
    if (pm_text_is_simple(text + start, stop - start))
        return pm_font_walk_words(font, text, length, start, stop, NULL, NULL);
    return pm_font_shape_width(font, text + start, stop - start, pm_text_is_rtl(text + start, stop - start));
}

double pm_font_width(pm_font *font, const char *text, size_t length)
{
    return pm_font_span(font, text, length, 0, length);
}
