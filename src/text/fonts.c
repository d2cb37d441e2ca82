#include "text/fonts.h"

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "text/font_families.h"
#include "text/font_pieces.h"
#include "text/font_words.h"
#include "text/language.h"

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
    pm_words_init(fonts);
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

static void set_text(PangoLayout *layout, const pm_font *font, const char *text, size_t length)
{
    pango_layout_set_font_description(layout, font->description);
    pango_layout_set_text(layout, text, (int)length);
}

PangoLayout *pm_font_create_layout(pm_font *font, const char *text, size_t length)
{
    PangoLayout *layout = create_layout(context_of(font->fonts, false));
    set_text(layout, font, text, length);
    return layout;
}

PangoLayout *pm_font_lay_out(pm_font *font, const char *text, size_t length, bool rtl)
{
    PangoLayout **layout = &font->fonts->layouts[rtl];
    if (!*layout) *layout = create_layout(context_of(font->fonts, rtl));
    set_text(*layout, font, text, length);
    return *layout;
}

PangoFont *pm_font_first_choice(pm_font *font)
{
    if (!font->first_choice) {
        PangoContext *context = context_of(font->fonts, false);
        font->first_choice = pango_font_map_load_font(font->fonts->map, context, font->description);
    }
    return font->first_choice;
}

void pm_fonts_destroy(pm_fonts *fonts)
{
    if (!fonts) return;
    pm_words_finish(fonts);
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

static cairo_scaled_font_t *first_scaled(pm_font *font)
{
    if (font->first) return pm_first_font_scaled(font->first);
    return pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(pm_font_first_choice(font)));
}

static bool first_has(pm_font *font, uint32_t c)
{
    return font->first ? pm_first_font_has(font->first, c)
                       : pango_font_has_char(pm_font_first_choice(font), c);
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
    font->space = pm_font_shape_width(font, " ", 1, false);
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
