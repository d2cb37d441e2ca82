/* Measuring and wrapping: words add up to what Pango says of the whole, blocks are even, breaks are right. */
#include "test.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "text/wrap.h"

typedef struct fixture {
    pm_diagnostics *diagnostics;
    pm_fonts *fonts;
    pm_font *font;
    pm_arena *arena;
} fixture;

static const pm_face face = { .family = "Inter, sans-serif", .size = 12, .weight = 500, .leading = 1.3 };

static int set_up(void **state)
{
    static fixture f;
    f.diagnostics = pm_diagnostics_create();
    f.fonts = pm_fonts_create();
    f.font = pm_fonts_open(f.fonts, &face, f.diagnostics);
    f.arena = pm_arena_create();
    *state = &f;
    return f.font ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    pm_fonts_destroy(f->fonts);
    pm_diagnostics_destroy(f->diagnostics);
    pm_arena_destroy(f->arena);
    return 0;
}

/* What Pango says of the whole text in one layout. */
static double pango_width(const char *text)
{
    PangoFontMap *map = pango_cairo_font_map_new();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *description = pango_font_description_from_string(face.family);
    pango_font_description_set_absolute_size(description, face.size * PANGO_SCALE);
    pango_font_description_set_weight(description, (PangoWeight)face.weight);
    pango_layout_set_font_description(layout, description);
    pango_layout_set_text(layout, text, -1);
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    pango_font_description_free(description);
    cairo_font_options_destroy(options);
    g_object_unref(layout);
    g_object_unref(context);
    g_object_unref(map);
    return logical.width / (double)PANGO_SCALE;
}

static void words_add_up(void **state)
{
    fixture *f = *state;
    static const char *const texts[] = {
        "Shallow-Deep Networks: Understanding and Mitigating Network Overthinking",
        "EE-LLM: Large-Scale Training and Inference of Early-Exit Large Language Models with 3D Parallelism",
        "na\xC3\xAFve \xE2\x80\x9Cquotes\xE2\x80\x9D \xE2\x80\x94 dashes \xE2\x80\xA6 and \xCE\xA9 \xD0\x96 "
        "\xC3\x85ngstr\xC3\xB6m",
        "AVATAR To WA Ty. \"Yo\", f(x) = 3.14 [V, 7]",
        "e\xCC\x81"
        "a\xCC\x82\xCC\xA3 combining",
        "\xE6\x97\xA9\xE6\x9C\x9F\xE9\x80\x80\xE5\x87\xBA\xE7\xBD\x91\xE7\xBB\x9C\xEF\xBC\x9A\xE7\xBB\xBC\xE8"
        "\xBF\xB0",
        "\xD7\x9E\xD7\x91\xD7\x95\xD7\x90 to \xD7\xA2\xD7\x91\xD7\xA8\xD7\x99\xD7\xAA",
        "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 \xD8\xA8\xD8\xA7\xD9\x84\xD8\xB9\xD8\xA7\xD9\x84\xD9\x85",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double ours = pm_font_width(f->font, texts[i], strlen(texts[i])), pangos = pango_width(texts[i]);
        if (fabs(ours - pangos) > 0.02) fail_msg("%s: %.3f here, %.3f in Pango", texts[i], ours, pangos);
    }
}

/* All text is there, in order; every line fits. */
static pm_lines check_wrap(fixture *f, const char *text, double width, double widest)
{
    pm_lines lines = pm_text_wrap(f->font, text, &(pm_wrap){ width, widest, 3, 0 }, f->arena);
    assert_in_range(lines.count, 1, 3);
    const char *at = text;
    for (size_t i = 0; i < lines.count; i++) {
        assert_true(lines.lines[i].width <= widest + 0.1);
        if (lines.cut) continue;
        while (*at == ' ')
            at++;
        assert_ptr_equal(lines.lines[i].text, at);
        at += lines.lines[i].length;
    }
    if (!lines.cut) assert_string_equal(at, "");
    return lines;
}

static void blocks_are_even(void **state)
{
    fixture *f = *state;
    pm_lines lines = check_wrap(
        f, "Unlocking the Non-deterministic Computing Power with Memory-Elastic Multi-Exit Neural Networks",
        330, 900);
    assert_int_equal(lines.count, 2);
    assert_true(fabs(lines.lines[0].width - lines.lines[1].width) < 40);
    assert_int_equal(check_wrap(f, "Boosted Dynamic Neural Networks", 330, 900).count, 1);
}

static void lines_can_be_filled(void **state)
{
    fixture *f = *state;
    const char *title =
        "Unlocking the Non-deterministic Computing Power with Memory-Elastic Multi-Exit Networks";
    double previous = 0;
    for (int fill = 0; fill <= 10; fill += 5) {
        pm_wrap wrap = { .width = 460, .widest = 900, .most = 3, .fill = fill / 10.0 };
        pm_lines lines = pm_text_wrap(f->font, title, &wrap, f->arena);
        assert_int_equal(lines.count, 2);
        assert_true(lines.lines[0].width <= 460);
        assert_true(lines.lines[0].width >= previous);
        assert_true(lines.lines[1].width > lines.lines[0].width * 0.35);
        if (fill == 10) assert_true(lines.lines[0].width > previous + 20);
        previous = lines.lines[0].width;
    }
}

static void hyphens_are_kept_together(void **state)
{
    fixture *f = *state;
    pm_lines lines = check_wrap(
        f,
        "EE-LLM: Large-Scale Training and Inference of Early-Exit Large Language Models with 3D Parallelism",
        330, 900);
    for (size_t i = 0; i + 1 < lines.count; i++)
        assert_int_not_equal(lines.lines[i].text[lines.lines[i].length - 1], '-');
}

static void long_titles_widen_their_box(void **state)
{
    fixture *f = *state;
    char title[301];
    for (size_t i = 0; i < 300; i++)
        title[i] = i % 9 == 8 ? ' ' : 'n';
    title[299] = '.';
    title[300] = '\0';
    pm_lines lines = check_wrap(f, title, 330, 900);
    assert_int_equal(lines.count, 3);
    assert_false(lines.cut);
    assert_true(lines.width > 330);
}

static void cjk_breaks_between_characters(void **state)
{
    fixture *f = *state;
    static const char word[] = "\xE7\xA5\x9E\xE7\xBB\x8F\xE7\xBD\x91";
    char title[20 * (sizeof word - 1) + 1] = "";
    for (size_t i = 0; i < 20; i++)
        memcpy(title + i * (sizeof word - 1), word, sizeof word - 1);
    pm_lines lines = check_wrap(f, title, 330, 900);
    assert_true(lines.count >= 2);
    assert_true(fabs(lines.lines[0].width - lines.lines[1].width) < 26);
}

static void words_without_end_are_split(void **state)
{
    fixture *f = *state;
    char title[3001];
    memset(title, 'w', 3000);
    title[3000] = '\0';
    pm_lines lines = check_wrap(f, title, 330, 900);
    assert_true(lines.cut);
    memset(title, ' ', 3000);
    check_wrap(f, "x", 330, 900);
}

static void rtl_is_seen(void **state)
{
    (void)state;
    assert_true(pm_text_is_rtl("3: \xD7\x9E\xD7\x91 abc", 11));
    assert_false(pm_text_is_rtl("abc \xD7\x9E\xD7\x91", 8));
    assert_false(pm_text_is_rtl("123", 3));
}

/* Wherever in a text a letter stands that words cannot be shaped alone with. */
static void simple_text_is_told_from_other(void **state)
{
    (void)state;
    enum { LENGTH = 19 };
    static const struct {
        const char *letter;
        bool is_simple;
    } cases[] = { { "\xC3\xA9", true },      { "\xE2\x80\x94", true },     { "\x7F", true },
                  { "\t", false },           { "\xD7\x90", false },        { "\xE4\xB8\xAD", false },
                  { "\xE2\x82\xAC", false }, { "\xF0\x9F\xA5\xB3", false } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].letter);
        for (size_t place = 0; place + length <= LENGTH; place++) {
            char text[LENGTH];
            memset(text, 'x', LENGTH);
            memcpy(text + place, cases[i].letter, length);
            assert_int_equal(pm_text_is_simple(text, LENGTH), cases[i].is_simple);
            assert_true(pm_text_is_simple(text, place));
        }
    }
}

static void missing_fonts_are_told(void **state)
{
    fixture *f = *state;
    pm_diagnostics *d = pm_diagnostics_create();
    pm_face missing = face;
    missing.family = "No Such Font At All, Inter";
    assert_non_null(pm_fonts_open(f->fonts, &missing, d));
    assert_int_equal(pm_diagnostics_count(d, PM_WARNING), 1);
    missing.family = "No Such Font At All";
    assert_null(pm_fonts_open(f->fonts, &missing, d));
    assert_int_equal(pm_diagnostics_count(d, PM_ERROR), 1);
    pm_diagnostics_destroy(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_add_up),
        cmocka_unit_test(blocks_are_even),
        cmocka_unit_test(lines_can_be_filled),
        cmocka_unit_test(hyphens_are_kept_together),
        cmocka_unit_test(long_titles_widen_their_box),
        cmocka_unit_test(cjk_breaks_between_characters),
        cmocka_unit_test(words_without_end_are_split),
        cmocka_unit_test(rtl_is_seen),
        cmocka_unit_test(simple_text_is_told_from_other),
        cmocka_unit_test(missing_fonts_are_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
