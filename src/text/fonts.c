#include "text/fonts.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/utf8.h"
#include "text/first_font.h"
#include "text/font_families.h"
#include "text/font_pieces.h"
#include "text/language.h"
#include "text/pixel_font.h"

/* A word of one font with its width; the text lies in the fonts' arena. */
typedef struct word {
    pm_font *font;
    const char *text; /* with the spaces around it, where there are any */
    size_t length;
    size_t hash;
    double width;
    PangoLayout *layout; /* these two are made when the word is first painted; owned. Either the layout */
    PangoGlyphString *glyphs; /* or, of short text, the glyphs of the first font */
} word;

struct pm_font {
    pm_fonts *fonts;
    pm_face face;
    PangoFontDescription *description;
    pm_first_font *first;    /* of the families, without Pango; NULL where that cannot be */
    PangoFont *first_choice; /* the same of Pango, when it is needed; referenced */
    bool shapes_ascii;       /* the first font has every letter of ASCII */
    double ascent, descent;
    double space; /* width of U+0020 */
    pm_font *next;
};

struct pm_fonts {
    pm_arena *arena;
    const char *language;
    cairo_font_options_t *options;
    PangoFontMap *map; /* these three are made when the first text needs them */
    PangoContext
        *contexts[2]; /* left-to-right, right-to-left; a layout watches its context, so they never change */
    PangoLayout *layouts[2];  /* for measuring */
    PangoGlyphString *glyphs; /* for measuring what one font has whole */
    pm_font *first;
    pm_first_font *first_fonts; /* the last one opened; owned */
    word **words;               /* open addressing, at most half full */
    size_t word_count, word_mask;
};

static PangoContext *create_context(const pm_fonts *fonts, PangoDirection direction)
{
    PangoContext *context = pango_font_map_create_context(fonts->map);
    pango_cairo_context_set_font_options(context, fonts->options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(fonts->language));
    pango_context_set_base_dir(context, direction);
    return context;
}

static PangoLayout *create_layout(PangoContext *context)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_auto_dir(layout, FALSE);
    return layout;
}

pm_fonts *pm_fonts_create(void)
{
    pm_fonts *fonts = pm_calloc(1, sizeof *fonts);
    fonts->arena = pm_arena_create();
    fonts->language = "en";
    fonts->options = pm_font_options();
    fonts->glyphs = pango_glyph_string_new();
    fonts->word_mask = 1023;
    fonts->words = pm_calloc(fonts->word_mask + 1, sizeof *fonts->words);
    return fonts;
}

void pm_fonts_set_language(pm_fonts *fonts, const char *tag)
{
    fonts->language = pango_language_to_string(pm_language_of_tag(tag));
}

/* Pango's part. Its map reads and sorts all fonts, so it is made for the first text that needs it. */
static PangoContext *context_of(pm_fonts *fonts, bool rtl)
{
    if (!fonts->map) fonts->map = pango_cairo_font_map_new();
    if (!fonts->contexts[rtl])
        fonts->contexts[rtl] = create_context(fonts, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    return fonts->contexts[rtl];
}

static PangoLayout *layout_of(pm_fonts *fonts, bool rtl)
{
    if (!fonts->layouts[rtl]) fonts->layouts[rtl] = create_layout(context_of(fonts, rtl));
    return fonts->layouts[rtl];
}

static PangoFont *first_choice_of(pm_font *font)
{
    if (!font->first_choice) {
        PangoContext *context = context_of(font->fonts, false);
        font->first_choice = pango_font_map_load_font(font->fonts->map, context, font->description);
    }
    return font->first_choice;
}

static void forget_shape(word *w)
{
    if (w->layout) g_object_unref(w->layout);
    if (w->glyphs) pango_glyph_string_free(w->glyphs);
}

void pm_fonts_destroy(pm_fonts *fonts)
{
    if (!fonts) return;
    for (size_t i = 0; i <= fonts->word_mask; i++)
        if (fonts->words[i]) forget_shape(fonts->words[i]);
    for (pm_font *font = fonts->first; font; font = font->next) {
        pango_font_description_free(font->description);
        g_clear_object(&font->first_choice);
    }
    pm_first_fonts_close(fonts->first_fonts);
    pango_glyph_string_free(fonts->glyphs);
    for (int rtl = 0; rtl < 2; rtl++) {
        g_clear_object(&fonts->layouts[rtl]);
        g_clear_object(&fonts->contexts[rtl]);
    }
    g_clear_object(&fonts->map);
    cairo_font_options_destroy(fonts->options);
    free(fonts->words);
    pm_arena_destroy(fonts->arena);
    free(fonts);
}

/* --- opening --- */

static PangoFontDescription *describe(const pm_face *face)
{
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, face->family);
    /* Absolute, so that the map's resolution does not matter: setting one would load all its fonts twice. */
    pango_font_description_set_absolute_size(description, face->size * PANGO_SCALE);
    pango_font_description_set_weight(description, (PangoWeight)face->weight);
    if (face->italic) pango_font_description_set_style(description, PANGO_STYLE_ITALIC);
    return description;
}

static bool is_same_font(const pm_face *a, const pm_face *b)
{
    return a->size == b->size && a->weight == b->weight && a->italic == b->italic &&
           a->leading == b->leading && strcmp(a->family, b->family) == 0;
}

static bool families_known(const pm_fonts *fonts, const pm_face *face)
{
    for (const pm_font *font = fonts->first; font; font = font->next)
        if (strcmp(font->face.family, face->family) == 0) return true;
    return false;
}

static double shape_width(pm_font *font, const char *text, size_t length, bool rtl);

static cairo_scaled_font_t *first_scaled(pm_font *font)
{
    if (font->first) return pm_first_font_scaled(font->first);
    return pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(first_choice_of(font)));
}

static bool first_has(pm_font *font, uint32_t c)
{
    return font->first ? pm_first_font_has(font->first, c) : pango_font_has_char(first_choice_of(font), c);
}

/* The first family's own ascent and descent. Pango's metrics would open the fonts of every script. */
static void read_metrics(pm_font *font)
{
    cairo_font_extents_t extents;
    cairo_scaled_font_extents(first_scaled(font), &extents);
    font->ascent = extents.ascent;
    font->descent = extents.descent;
    font->shapes_ascii = true;
    for (uint32_t c = ' '; c <= '~'; c++)
        font->shapes_ascii = font->shapes_ascii && first_has(font, c);
    font->space = shape_width(font, " ", 1, false);
}

/* `match` may be NULL: then Pango looks for itself. */
static pm_font *add_font(pm_fonts *fonts, const pm_face *face, FcPattern *match)
{
    pm_font *font = PM_NEW(fonts->arena, pm_font);
    font->fonts = fonts;
    font->face = *face;
    font->face.family = pm_arena_strdup(fonts->arena, face->family);
    font->description = describe(face);
    font->first = match ? pm_first_font_open(match, fonts->options, fonts->first_fonts) : NULL;
    if (font->first) fonts->first_fonts = font->first;
    read_metrics(font);
    font->next = fonts->first;
    fonts->first = font;
    return font;
}

pm_font *pm_fonts_open(pm_fonts *fonts, const pm_face *face, pm_diagnostics *diagnostics)
{
    for (pm_font *font = fonts->first; font; font = font->next)
        if (is_same_font(&font->face, face)) return font;
    FcPattern *match = pm_font_match(face, face->family, fonts->language, fonts->options);
    bool known =
        families_known(fonts, face) ||
        pm_font_families_check(face, match, fonts->language, fonts->options, fonts->arena, diagnostics);
    pm_font *font = known ? add_font(fonts, face, match) : NULL;
    if (match) FcPatternDestroy(match);
    return font;
}

const pm_face *pm_font_face(const pm_font *font)
{
    return &font->face;
}

double pm_font_line_height(const pm_font *font)
{
    return font->face.size * font->face.leading;
}

/* The font's own ascent and descent, centred in the line. */
double pm_font_baseline(const pm_font *font)
{
    return (pm_font_line_height(font) - font->ascent - font->descent) / 2 + font->ascent;
}

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

/* --- measuring --- */

static void set_text(PangoLayout *layout, const pm_font *font, const char *text, size_t length)
{
    pango_layout_set_font_description(layout, font->description);
    pango_layout_set_text(layout, text, (int)length);
}

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

/* Whether the first font has the text whole and shapes it as a layout would, so that nobody has to look for
 * fonts letter by letter. Accented letters may look different from language to language, which Pango knows.
 */
static bool is_short(const pm_font *font, const char *text, size_t length)
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

static PangoAnalysis short_analysis(pm_font *font)
{
    return (PangoAnalysis){ .font = first_choice_of(font),
                            .script = PANGO_SCRIPT_LATIN,
                            .language = pango_language_from_string("en") };
}

static void shape_short(pm_font *font, const char *text, size_t length, PangoGlyphString *glyphs)
{
    if (font->first) {
        pm_first_font_shape(font->first, text, length, glyphs);
        return;
    }
    PangoAnalysis analysis = short_analysis(font);
    pango_shape_full(text, (int)length, text, (int)length, &analysis, glyphs);
}

static double shape_width(pm_font *font, const char *text, size_t length, bool rtl)
{
    if (!rtl && is_short(font, text, length)) {
        shape_short(font, text, length, font->fonts->glyphs);
        return pango_glyph_string_get_width(font->fonts->glyphs) / (double)PANGO_SCALE;
    }
    PangoLayout *layout = layout_of(font->fonts, rtl);
    PangoRectangle logical;
    set_text(layout, font, text, length);
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
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
    word **words = pm_calloc(mask + 1, sizeof *words);
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

static word *find_word(pm_font *font, const char *text, size_t length)
{
    pm_fonts *fonts = font->fonts;
    size_t hash = hash_word(font, text, length), slot = hash & fonts->word_mask;
    for (; fonts->words[slot]; slot = (slot + 1) & fonts->word_mask) {
        word *w = fonts->words[slot];
        if (w->hash == hash && w->font == font && w->length == length && memcmp(w->text, text, length) == 0)
            return w;
    }
    word *w = PM_NEW(fonts->arena, word);
    *w = (word){ .font = font,
                 .text = pm_arena_strndup(fonts->arena, text, length),
                 .length = length,
                 .hash = hash,
                 .width = shape_width(font, text, length, false) };
    fonts->words[slot] = w;
    if (++fonts->word_count * 2 > fonts->word_mask) grow_words(fonts);
    return w;
}

/* What a walk over simple text does with each word: NULL only adds up. `x` is where the word's own text
 * begins, the space before it included where it was shaped with one. */
typedef void word_visitor(word *w, double x, void *context);

/*
 * Adds up the words of text[start..stop) within a line. A font may kern against a space ("To W"), so each
 * word is shaped with the spaces around it; every space's nominal width is counted once, here. Returns the
 * width.
 */
static double walk_words(pm_font *font, const char *text, size_t length, size_t start, size_t stop,
                         word_visitor *each, void *context)
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
        word *w = find_word(font, text + at - before, end - at + before + after);
        if (each) each(w, x - (double)before * font->space, context);
        x += w->width - (double)(before + after) * font->space;
        at = end;
    }
    return x;
}

double pm_font_span(pm_font *font, const char *text, size_t length, size_t start, size_t stop)
{
    if (pm_text_is_simple(text + start, stop - start))
        return walk_words(font, text, length, start, stop, NULL, NULL);
    return shape_width(font, text + start, stop - start, pm_text_is_rtl(text + start, stop - start));
}

double pm_font_width(pm_font *font, const char *text, size_t length)
{
    return pm_font_span(font, text, length, 0, length);
}

/* --- painting --- */

/* What painting does with a run of glyphs in one font; it begins at x (points, from the line's start).
 * `short_of` is the pm_font whose first font the run is of, and the run's own font is then not set; NULL
 * where Pango chose. */
typedef void run_visitor(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                         void *context);

typedef struct piece_context {
    run_visitor *each;
    void *context;
} piece_context;

static void visit_layout(PangoLayout *layout, double x, const piece_context *piece)
{
    const char *text = pango_layout_get_text(layout);
    for (GSList *run = pango_layout_get_line_readonly(layout, 0)->runs; run; run = run->next) {
        PangoGlyphItem *item = run->data;
        piece->each(text, item, NULL, x, piece->context);
        x += pango_glyph_string_get_width(item->glyphs) / (double)PANGO_SCALE;
    }
}

static void visit_short_word(word *w, double x, const piece_context *piece)
{
    if (!w->glyphs) {
        w->glyphs = pango_glyph_string_new();
        shape_short(w->font, w->text, w->length, w->glyphs);
    }
    PangoItem item = { .length = (int)w->length, .num_chars = (int)pm_utf8_count(w->text, w->length) };
    if (!w->font->first) item.analysis = short_analysis(w->font);
    PangoGlyphItem run = { .item = &item, .glyphs = w->glyphs };
    piece->each(w->text, &run, w->font->first, x, piece->context);
}

static void visit_word(word *w, double x, void *context)
{
    if (is_short(w->font, w->text, w->length)) {
        visit_short_word(w, x, context);
        return;
    }
    if (!w->layout) {
        w->layout = create_layout(context_of(w->font->fonts, false));
        set_text(w->layout, w->font, w->text, w->length);
    }
    visit_layout(w->layout, x, context);
}

/* Calls `each` for every run of glyphs: of simple text's words, which are shaped alone, or else of the whole.
 */
static void visit_runs(pm_font *font, const char *text, size_t length, bool rtl, run_visitor *each,
                       void *context)
{
    piece_context piece = { each, context };
    if (pm_text_is_simple(text, length)) {
        walk_words(font, text, length, 0, length, visit_word, &piece);
        return;
    }
    PangoLayout *layout = layout_of(font->fonts, rtl);
    set_text(layout, font, text, length);
    visit_layout(layout, 0, &piece);
}

typedef struct show_context {
    cairo_t *cr;
    double x, y;
} show_context;

static void show_run(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                     void *context)
{
    const show_context *show = context;
    if (first) {
        pm_first_font_show(first, show->cr, text, run, show->x + x, show->y);
        return;
    }
    cairo_move_to(show->cr, show->x + x, show->y);
    pango_cairo_show_glyph_item(show->cr, text, run);
}

void pm_font_show(pm_font *font, cairo_t *cr, const char *text, size_t length, bool rtl, double x, double y)
{
    show_context show = { cr, x, y };
    visit_runs(font, text, length, rtl, show_run, &show);
}

typedef struct visit_context {
    pm_glyph_visitor *each;
    void *context;
    bool left_out;
} visit_context;

/* Pango's font as cairo's, with its pattern noted. */
static cairo_scaled_font_t *scaled_font_of(PangoFont *font)
{
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    if (scaled) pm_pixel_font_note(scaled, pango_fc_font_get_pattern(PANGO_FC_FONT(font)));
    return scaled;
}

static void visit_run(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                      void *context)
{
    (void)text;
    visit_context *visit = context;
    double at = x * PANGO_SCALE;
    cairo_scaled_font_t *scaled =
        first ? pm_first_font_scaled(first) : scaled_font_of(run->item->analysis.font);
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
        bool has_ink = glyph->glyph != PANGO_GLYPH_EMPTY;
        bool is_known = scaled && !(glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG);
        if (has_ink && is_known)
            visit->each(scaled, glyph->glyph, (at + glyph->geometry.x_offset) / PANGO_SCALE,
                        glyph->geometry.y_offset / (double)PANGO_SCALE, visit->context);
        visit->left_out = visit->left_out || (has_ink && !is_known);
        at += glyph->geometry.width;
    }
}

bool pm_font_visit_glyphs(pm_font *font, const char *text, size_t length, bool rtl, pm_glyph_visitor *each,
                          void *context)
{
    visit_context visit = { .each = each, .context = context };
    visit_runs(font, text, length, rtl, visit_run, &visit);
    return !visit.left_out;
}

/* --- pieces --- */

PangoLayout *pm_font_lay_out(pm_font *font, const char *text, size_t length, bool rtl)
{
    PangoLayout *layout = layout_of(font->fonts, rtl);
    set_text(layout, font, text, length);
    return layout;
}

PangoFont *pm_font_of_ascii(pm_font *font, const char *text, size_t length)
{
    return font->shapes_ascii && is_ascii(text, length) ? first_choice_of(font) : NULL;
}
