/* Text that its first font has whole looks as Pango, which looks through all fonts, would have it: in every
 * face of every style the same font, the same glyphs at the same places, the same PDF. */
#include "test.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <string.h>

#include "graph/content.h"
#include "support/strbuf.h"
#include "support/utf8.h"
#include "text/first_font.h"
#include "text/font_pieces.h"

typedef void check(pm_font *font, const char *language);

typedef struct seen_faces {
    pm_face faces[256];
    size_t count;
} seen_faces;

/* Styles share most of their faces. */
static bool is_new(seen_faces *seen, const pm_face *face)
{
    for (size_t i = 0; i < seen->count; i++) {
        const pm_face *other = &seen->faces[i];
        if (other->size == face->size && other->weight == face->weight && other->italic == face->italic &&
            strcmp(other->family, face->family) == 0)
            return false;
    }
    assert_true(seen->count < sizeof seen->faces / sizeof *seen->faces);
    seen->faces[seen->count++] = *face;
    return true;
}

static void for_each_face(const char *language, check *each)
{
    static const char *const styles[] = { "light",       "dark",  "classic", "colorblind", "github",
                                          "github-dark", "print", "sketch",  "slides" };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_arena *arena = pm_arena_create();
    pm_fonts *fonts = pm_fonts_create();
    pm_fonts_set_language(fonts, language);
    seen_faces seen = { .count = 0 };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        const char *path = pm_arena_printf(arena, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, styles[i]);
        const pm_style *style = pm_style_read(path, arena, diagnostics);
        assert_non_null(style);
        union {
            pm_style_fonts set;
            pm_font *each[sizeof(pm_style_fonts) / sizeof(pm_font *)];
        } all = { 0 };
        assert_true(pm_style_fonts_open(&all.set, style, fonts, true, diagnostics));
        for (size_t k = 0; k < sizeof all.each / sizeof *all.each; k++)
            if (all.each[k] && is_new(&seen, pm_font_face(all.each[k]))) each(all.each[k], language);
    }
    assert_true(seen.count > 20);
    pm_fonts_destroy(fonts);
    pm_arena_destroy(arena);
    pm_diagnostics_destroy(diagnostics);
}

static void check_match(pm_font *font, const char *language)
{
    const pm_face *face = pm_font_face(font);
    cairo_font_options_t *options = pm_font_options();
    FcPattern *ours = pm_font_match(face, face->family, language, options);
    PangoFont *pangos = pm_font_of_ascii(font, "x", 1);
    assert_non_null(ours);
    if (!FcPatternEqual(ours, pango_fc_font_get_pattern(PANGO_FC_FONT(pangos))))
        fail_msg("%s %g/%d: not Pango's font", face->family, face->size, face->weight);
    pm_first_font *first =
        pm_first_font_open(ours, options, NULL); /* or the rest would compare Pango with itself */
    assert_non_null(first);
    assert_ptr_equal(pm_first_font_scaled(first), pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(pangos)));
    pm_first_fonts_close(first);
    FcPatternDestroy(ours);
    cairo_font_options_destroy(options);
}

static void fonts_are_pangos(void **state)
{
    (void)state;
    for_each_face("en", check_match);
    for_each_face("zh-cn", check_match);
    for_each_face("ar", check_match);
}

/* --- glyphs --- */

typedef struct places {
    PangoLayoutRun *run; /* that Pango made */
    int next;
    double x;
    const char *text;
} places;

static void check_glyph(const pm_glyph_font *glyph_font, unsigned long glyph, double x, double y,
                        void *context)
{
    places *p = context;
    assert_in_range(p->next, 0, p->run->glyphs->num_glyphs - 1);
    const PangoGlyphInfo *wanted = &p->run->glyphs->glyphs[p->next++];
    PangoFont *font = p->run->item->analysis.font;
    double wanted_x = p->x + wanted->geometry.x_offset, wanted_y = wanted->geometry.y_offset;
    if (glyph != wanted->glyph || x * PANGO_SCALE != wanted_x || y * PANGO_SCALE != wanted_y ||
        glyph_font->scaled != pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)))
        fail_msg("%.40s, glyph %d: %lu at %g, %g; Pango has %u at %g, %g", p->text, p->next, glyph,
                 x * PANGO_SCALE, y * PANGO_SCALE, wanted->glyph, wanted_x, wanted_y);
    p->x += wanted->geometry.width;
}

static void check_text(pm_font *font, const char *text)
{
    size_t length = strlen(text);
    PangoLayoutLine *line = pango_layout_get_line_readonly(pm_font_lay_out(font, text, length, false), 0);
    assert_non_null(line->runs);
    assert_null(line->runs->next); /* one font, one script */
    places p = { .run = line->runs->data, .text = text };
    assert_true(pm_font_visit_glyphs(font, text, length, false, check_glyph, &p));
    assert_int_equal(p.next, p.run->glyphs->num_glyphs);
    assert_true(pm_font_width(font, text, length) * PANGO_SCALE == p.x);
}

/* Every two signs of ASCII beside each other in one word, and every other letter of the font among a few. */
static const char *all_signs(PangoFont *font)
{
    static char signs[24000];
    memset(signs, 0, sizeof signs);
    size_t length = 0;
    for (int a = '!'; a <= '~'; a++)
        for (int b = '!'; b <= '~'; b++, length += 2)
            memcpy(signs + length, (char[]){ (char)a, (char)b }, 2);
    for (uint32_t c = 0xB7; c <= 0x17F; c += c == 0xB7 ? 0xC0 - 0xB7 : 1) {
        if (c == 0xD7 || c == 0xF7 || !pango_font_has_char(font, c)) continue; /* the two stand apart */
        for (const char *before = "nATf-"; *before; before++) {
            signs[length++] = *before;
            length += pm_utf8_encode(c, signs + length);
        }
    }
    assert_true(length < sizeof signs);
    return signs;
}

static const char *const words[] = {
    "Efficient",
    "AVATAR",
    "2019-2020",
    "\xC2\xB7",     /* middle dot */
    "\xE2\x80\x94", /* em dash */
    "\xE2\x80\xA6", /* ellipsis */
    "\xE2\x80\x93", /* en dash */
    "\xE2\x80\x9CQuoted\xE2\x80\x9D",
    "\xE2\x80\x98it\xE2\x80\x99s\xE2\x80\x99",
    "\xC3\x85ngstr\xC3\xB6m",
    "\xC4\xB0stanbul\xE2\x80\xA6",
};

/* Comic Neue lacks a few letters; of those Pango makes several pieces. */
static bool has_whole(pm_font *font, const char *text)
{
    PangoFont *first = pm_font_of_ascii(font, "x", 1);
    for (const char *at = text, *end = text + strlen(text); at < end;)
        if (!pango_font_has_char(first, pm_utf8_next(&at, end))) return false;
    return true;
}

static void check_glyphs(pm_font *font, const char *language)
{
    (void)language;
    check_text(font, all_signs(pm_font_of_ascii(font, "x", 1)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_whole(font, words[i])) check_text(font, words[i]);
}

static void glyphs_are_pangos(void **state)
{
    (void)state;
    for_each_face("en", check_glyphs);
}

/* --- painting --- */

static cairo_status_t keep(void *context, const unsigned char *bytes, unsigned length)
{
    pm_strbuf_append(context, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void show_pangos(pm_font *font, cairo_t *cr, const char *text)
{
    PangoLayout *layout = pm_font_lay_out(font, text, strlen(text), false);
    PangoLayoutRun *run = pango_layout_get_line_readonly(layout, 0)->runs->data;
    cairo_move_to(cr, 10.123, 50.77);
    pango_cairo_show_glyph_item(cr, text, run);
}

static void draw_pdf(pm_strbuf *pdf, pm_font *font, const char *text, bool pangos)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep, pdf, 500, 100);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z");
    cairo_t *cr = cairo_create(surface);
    if (pangos)
        show_pangos(font, cr, text);
    else
        pm_font_show(font, cr, text, strlen(text), false, 10.123, 50.77);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

static void check_painting(pm_font *font, const char *language)
{
    (void)language;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!has_whole(font, words[i])) continue;
        pm_strbuf ours = { 0 }, pangos = { 0 };
        draw_pdf(&ours, font, words[i], false);
        draw_pdf(&pangos, font, words[i], true);
        assert_true(ours.length > 500);
        if (ours.length != pangos.length) fail_msg("%s in %s", words[i], pm_font_face(font)->family);
        assert_memory_equal(ours.data, pangos.data, ours.length);
        pm_strbuf_finish(&ours);
        pm_strbuf_finish(&pangos);
    }
}

static void paintings_are_pangos(void **state)
{
    (void)state;
    for_each_face("en", check_painting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fonts_are_pangos),
        cmocka_unit_test(glyphs_are_pangos),
        cmocka_unit_test(paintings_are_pangos),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
