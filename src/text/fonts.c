#include "text/fonts.h"

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/utf8.h"
#include "text/font_pieces.h"
#include "text/language.h"

/* A word of one font with its width; the text lies in the fonts' arena. */
typedef struct word {
    const pm_font *font;
    const char *text; /* with the spaces around it, where there are any */
    size_t length;
    size_t hash;
    double width;
    PangoLayout *layout; /* these two are made when the word is first painted; owned. Either the layout */
    PangoGlyphString *glyphs; /* or, of ASCII, the glyphs of the font's first choice */
} word;

struct pm_font {
    pm_fonts *fonts;
    pm_face face;
    PangoFontDescription *description;
    PangoFont *first_choice; /* of the families; referenced */
    bool shapes_ascii;       /* the first choice has every letter of ASCII */
    double ascent, descent;
    double space; /* width of U+0020 */
    pm_font *next;
};

struct pm_fonts {
    pm_arena *arena;
    PangoFontMap *map;
    PangoContext
        *contexts[2]; /* left-to-right, right-to-left; a layout watches its context, so they never change */
    PangoLayout *layouts[2];  /* for measuring */
    PangoGlyphString *glyphs; /* for measuring ASCII */
    pm_font *first;
    word **words; /* open addressing, at most half full */
    size_t word_count, word_mask;
};

/* Neither outlines nor advances are fitted to pixels: the picture is the same at every scale. */
static void set_options(cairo_font_options_t *options)
{
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
}

static PangoContext *create_context(PangoFontMap *map, PangoDirection direction)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    set_options(options);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("en"));
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
    fonts->map = pango_cairo_font_map_new();
    for (int rtl = 0; rtl < 2; rtl++) {
        fonts->contexts[rtl] = create_context(fonts->map, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
        fonts->layouts[rtl] = create_layout(fonts->contexts[rtl]);
    }
    fonts->glyphs = pango_glyph_string_new();
    fonts->word_mask = 1023;
    fonts->words = pm_calloc(fonts->word_mask + 1, sizeof *fonts->words);
    return fonts;
}

void pm_fonts_set_language(pm_fonts *fonts, const char *tag)
{
    for (int rtl = 0; rtl < 2; rtl++) {
        pango_context_set_language(fonts->contexts[rtl], pm_language_of_tag(tag));
        pango_layout_context_changed(fonts->layouts[rtl]);
    }
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
        g_object_unref(font->first_choice);
    }
    pango_glyph_string_free(fonts->glyphs);
    for (int rtl = 0; rtl < 2; rtl++) {
        g_object_unref(fonts->layouts[rtl]);
        g_object_unref(fonts->contexts[rtl]);
    }
    g_object_unref(fonts->map);
    free(fonts->words);
    pm_arena_destroy(fonts->arena);
    free(fonts);
}

/* --- opening --- */

static PangoFontDescription *describe(const pm_face *face, const char *family)
{
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    /* Absolute, so that the map's resolution does not matter: setting one would load all its fonts twice. */
    pango_font_description_set_absolute_size(description, face->size * PANGO_SCALE);
    pango_font_description_set_weight(description, (PangoWeight)face->weight);
    if (face->italic) pango_font_description_set_style(description, PANGO_STYLE_ITALIC);
    return description;
}

/* Fontconfig always answers with some font; it is the asked one when the families agree. A generic family
 * ("sans-serif") is installed when any font is. */
static bool is_installed(pm_fonts *fonts, const pm_face *face, const char *family)
{
    static const char *const generic[] = { "sans-serif", "serif", "monospace", "sans", "mono", "cursive" };
    PangoFontDescription *description = describe(face, family);
    PangoFont *font = pango_font_map_load_font(fonts->map, fonts->contexts[0], description);
    bool found = false;
    if (font) {
        PangoFontDescription *loaded = pango_font_describe(font);
        const char *name = pango_font_description_get_family(loaded);
        found = name && g_ascii_strcasecmp(name, family) == 0;
        for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
            found = found || g_ascii_strcasecmp(generic[i], family) == 0;
        pango_font_description_free(loaded);
        g_object_unref(font);
    }
    pango_font_description_free(description);
    return found;
}

/* Copies the next family of a comma-separated list; NULL at the end. */
static char *next_family(pm_arena *arena, const char **list)
{
    *list += strspn(*list, ", ");
    size_t length = strcspn(*list, ",");
    const char *start = *list;
    *list += length;
    while (length && start[length - 1] == ' ')
        length--;
    return length ? pm_arena_strndup(arena, start, length) : NULL;
}

/* True when any family of the list is installed; what is missing before it is told once. */
static bool check_families(pm_fonts *fonts, const pm_face *face, pm_diagnostics *diagnostics)
{
    const char *rest = face->family;
    char *wanted = NULL, *family;
    while ((family = next_family(fonts->arena, &rest))) {
        if (!wanted) wanted = family;
        if (!is_installed(fonts, face, family)) continue;
        if (family != wanted) {
            pm_warning(diagnostics, NULL, (pm_mark){ 0, 0 },
                       "the font \"%s\" is not installed; \"%s\" stands in for it", wanted, family);
            pm_hint(diagnostics,
                    "install it (packages.txt names the packages), or name another font in the style");
        }
        return true;
    }
    pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "none of the fonts \"%s\" is installed", face->family);
    pm_hint(diagnostics,
            "install one of them (packages.txt names the packages), or name another font in the style");
    return false;
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

/* The first family's own ascent and descent. Pango's metrics would open the fonts of every script. */
static void read_metrics(pm_font *font)
{
    cairo_font_extents_t extents;
    cairo_scaled_font_extents(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font->first_choice)),
                              &extents);
    font->ascent = extents.ascent;
    font->descent = extents.descent;
}

pm_font *pm_fonts_open(pm_fonts *fonts, const pm_face *face, pm_diagnostics *diagnostics)
{
    for (pm_font *font = fonts->first; font; font = font->next)
        if (is_same_font(&font->face, face)) return font;
    if (!families_known(fonts, face) && !check_families(fonts, face, diagnostics)) return NULL;
    pm_font *font = PM_NEW(fonts->arena, pm_font);
    font->fonts = fonts;
    font->face = *face;
    font->face.family = pm_arena_strdup(fonts->arena, face->family);
    font->description = describe(face, face->family);
    font->first_choice = pango_font_map_load_font(fonts->map, fonts->contexts[0], font->description);
    font->shapes_ascii = true;
    for (gunichar c = ' '; c <= '~'; c++)
        font->shapes_ascii = font->shapes_ascii && pango_font_has_char(font->first_choice, c);
    read_metrics(font);
    font->space = shape_width(font, " ", 1, false);
    font->next = fonts->first;
    fonts->first = font;
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
        if (g_unichar_isalpha(c)) return is_rtl_letter(c);
    }
    return false;
}

/* Below Hebrew no script joins across a space, and none needs more than one font of a family list at once;
 * combining marks stay within their word. Typographic dashes, quotes and the ellipsis belong to them. */
bool pm_text_is_simple(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        if ((unsigned char)*at < 0x80) {
            if ((unsigned char)*at < 0x20) return false;
            at++;
            continue;
        }
        uint32_t c = pm_utf8_next(&at, end);
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
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] - 0x20u > '~' - 0x20u) return false;
    return true;
}

/* What a layout would do for text that one font has whole: shape it, without looking for fonts letter by
 * letter. */
static PangoAnalysis ascii_analysis(const pm_font *font)
{
    return (PangoAnalysis){ .font = font->first_choice,
                            .script = PANGO_SCRIPT_LATIN,
                            .language = pango_language_from_string("en") };
}

static double shape_ascii_width(pm_font *font, const char *text, size_t length)
{
    PangoAnalysis analysis = ascii_analysis(font);
    pango_shape_full(text, (int)length, text, (int)length, &analysis, font->fonts->glyphs);
    return pango_glyph_string_get_width(font->fonts->glyphs) / (double)PANGO_SCALE;
}

static double shape_width(pm_font *font, const char *text, size_t length, bool rtl)
{
    if (!rtl && font->shapes_ascii && is_ascii(text, length)) return shape_ascii_width(font, text, length);
    PangoLayout *layout = font->fonts->layouts[rtl];
    PangoRectangle logical;
    set_text(layout, font, text, length);
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
}

static size_t hash_word(const pm_font *font, const char *text, size_t length)
{
    size_t hash = (size_t)(uintptr_t)font * 1099511628211u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211u; /* FNV-1a */
    return hash ^ hash >> 29;
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

/* What painting does with a run of glyphs in one font; it begins at x (points, from the line's start). */
typedef void run_visitor(const char *text, PangoGlyphItem *run, double x, void *context);

typedef struct piece_context {
    run_visitor *each;
    void *context;
} piece_context;

static void visit_layout(PangoLayout *layout, double x, const piece_context *piece)
{
    const char *text = pango_layout_get_text(layout);
    for (GSList *run = pango_layout_get_line_readonly(layout, 0)->runs; run; run = run->next) {
        PangoGlyphItem *item = run->data;
        piece->each(text, item, x, piece->context);
        x += pango_glyph_string_get_width(item->glyphs) / (double)PANGO_SCALE;
    }
}

/* What a layout would make of ASCII that the first choice has whole, without looking through the fonts of all
 * scripts. */
static void visit_ascii_word(word *w, double x, const piece_context *piece)
{
    int length = (int)w->length;
    PangoItem item = { .length = length, .num_chars = length, .analysis = ascii_analysis(w->font) };
    PangoGlyphItem run = { .item = &item, .glyphs = w->glyphs };
    if (!run.glyphs) {
        run.glyphs = w->glyphs = pango_glyph_string_new();
        pango_shape_full(w->text, length, w->text, length, &item.analysis, run.glyphs);
    }
    piece->each(w->text, &run, x, piece->context);
}

static void visit_word(word *w, double x, void *context)
{
    if (w->font->shapes_ascii && is_ascii(w->text, w->length)) {
        visit_ascii_word(w, x, context);
        return;
    }
    if (!w->layout) {
        w->layout = create_layout(w->font->fonts->contexts[0]);
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
    PangoLayout *layout = font->fonts->layouts[rtl];
    set_text(layout, font, text, length);
    visit_layout(layout, 0, &piece);
}

typedef struct show_context {
    cairo_t *cr;
    double x, y;
} show_context;

static void show_run(const char *text, PangoGlyphItem *run, double x, void *context)
{
    const show_context *show = context;
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

static void visit_run(const char *text, PangoGlyphItem *run, double x, void *context)
{
    (void)text;
    visit_context *visit = context;
    double at = x * PANGO_SCALE;
    cairo_scaled_font_t *scaled =
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->item->analysis.font));
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
    PangoLayout *layout = font->fonts->layouts[rtl];
    set_text(layout, font, text, length);
    return layout;
}

PangoFont *pm_font_of_ascii(const pm_font *font, const char *text, size_t length)
{
    return font->shapes_ascii && is_ascii(text, length) ? font->first_choice : NULL;
}
