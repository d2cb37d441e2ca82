/*
 * What a list's papers are encoded as: dates and venues read from text, entries of the legend, sizes, what is
 * new; and the colours that the styles give them.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "graph/encoding.h"
#include "papermap.h"
#include "style/mix.h"
#include "taxonomy/when.h"

static const pm_mark nowhere = { 0, 0 };
static const char *const styles[] = { "light",  "dark",        "classic",    "print", "slides",
                                      "github", "github-dark", "colorblind", "sketch" };

static const pm_style *read_style(const char *name, pm_arena *arena)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_style *style = pm_style_read(
        pm_arena_printf(arena, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, name), arena, diagnostics);
    pm_diagnostics_destroy(diagnostics);
    assert_non_null(style);
    return style;
}

/* --- dates --- */

static void a_year_may_have_a_month(void **state)
{
    (void)state;
    static const char *const wrong[] = { NULL,      "",        "24",        "2024-",
                                         "2024-0",  "2024-00", "2024-13",   "2024-6",
                                         "2024/06", "20245",   "2024-06-1", "in press",
                                         "2024-0a", " 2024",   "N/A",       "\xEF\xBC\x92" };
    pm_when when;
    assert_true(pm_when_parse("2024", &when));
    assert_int_equal(when.year, 2024);
    assert_int_equal(when.month, 0);
    assert_true(pm_when_parse("2024-06", &when));
    assert_int_equal(when.month, 6);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(pm_when_parse(wrong[i], &when));
    when = pm_when_of_time(1728646702);
    assert_int_equal(when.year, 2024);
    assert_int_equal(when.month, 10);
}

static void only_what_is_certainly_recent_is_new(void **state)
{
    (void)state;
    const pm_when now = { 2026, 11 };
    static const struct {
        pm_when when;
        int months;
        bool is_new;
    } cases[] = { { { 2026, 11 }, 1, true },  { { 2026, 10 }, 1, false }, { { 2026, 10 }, 2, true },
                  { { 2026, 0 }, 10, false }, { { 2026, 0 }, 11, true },  { { 2025, 0 }, 22, false },
                  { { 2025, 0 }, 23, true },  { { 2025, 12 }, 12, true }, { { 2025, 11 }, 12, false },
                  { { 2027, 0 }, 1, true },   { { 2027, 3 }, 1, true } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (pm_when_is_new(cases[i].when, now, cases[i].months) != cases[i].is_new) fail_msg("case %zu", i);
}

/* --- venues --- */

static void venues_belong_to_series(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "ICML", "ICML" },
        { "ICML 2019", "ICML" },
        { "ICML'19", "ICML" },
        { "ICML2019", "ICML" },
        { "ICML-2019", "ICML" },
        { "2019 ICML", "ICML" },
        { "ICML Workshop", "ICML" },
        { "ICML 2019 Workshops", "ICML" },
        { "ICML (Oral)", "ICML" },
        { "Proceedings of the ICML", "ICML" },
        { "Findings of EMNLP 2020", "EMNLP" },
        { "EMDL@MobiSys", "MobiSys" },
        { "NIPS", "NeurIPS" },
        { "NeurIPS 2023", "NeurIPS" },
        { "ArXiv preprint", "arXiv" },
        { "arXiv:2401.01234", "arXiv" },
        { "CoRR", "arXiv" },
        { "NO", "NO" },
        { "1e3", "1e3" },
        { "2019", "2019" },
        { "Workshop", "Workshop" },
        { "@", "@" },
        { "()", "()" },
        { "  ", "  " },
        { "Conference on Robot Learning", "Conference on Robot Learning" },
        { "\xE8\xAE\xA1\xE7\xAE\x97\xE6\x9C\xBA\xE5\xAD\xA6\xE6\x8A\xA5 2021",
          "\xE8\xAE\xA1\xE7\xAE\x97\xE6\x9C\xBA\xE5\xAD\xA6\xE6\x8A\xA5" }
    };
    pm_arena *arena = pm_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(pm_venue_series(cases[i][0], arena), cases[i][1]);
    assert_null(pm_venue_series(NULL, arena));
    assert_null(pm_venue_series("N/A", arena));
    pm_arena_destroy(arena);
}

/* --- entries --- */

static pm_node *add(pm_taxonomy *t, const char *title, const char *venue, const char *year)
{
    pm_node *paper = pm_taxonomy_add_paper(t, t->root->first_child, title, nowhere);
    paper->venue = venue;
    paper->year = year;
    return paper;
}

static pm_taxonomy *start_list(void)
{
    pm_taxonomy *t = pm_taxonomy_create(NULL, "List");
    pm_taxonomy_add_group(t, t->root, "Topic", nowhere);
    return t;
}

static const pm_encoding *encode(pm_taxonomy *t, const char *colour_by, pm_arena *arena)
{
    pm_style *style = pm_arena_copy(arena, read_style("light", arena), sizeof *style);
    style->encoding.colour_by = colour_by;
    style->encoding.new_months = 12;
    style->encoding.size_by = "year";
    pm_taxonomy_finish(t);
    return pm_encoding_make(t, style, (pm_when){ 2026, 11 }, arena);
}

static void frequent_venues_have_hues(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_taxonomy *t = start_list();
    static const char *const rare[] = { "A", "B", "C", "D", "E", "F", "G" };
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
        add(t, rare[i], rare[i], "2020");
    add(t, "one", "CVPR 2020", "2020");
    add(t, "one", "CVPR 2020", "2020"); /* the same paper */
    pm_node *workshop = add(t, "two", "CVPRW", "2021");
    pm_node *most = add(t, "three", "icml", "2021");
    add(t, "four", "ICML Workshop", "2021");
    add(t, "five", "ICML'22", "2022");
    pm_node *without = add(t, "six", NULL, "2026");
    const pm_encoding *e = encode(t, "venue", arena);
    assert_int_equal(pm_encoding_count(e), 4);
    assert_string_equal(pm_encoding_entry_at(e, 0)->label, "icml");
    assert_string_equal(pm_encoding_entry_at(e, 1)->label, "CVPR");
    assert_string_equal(pm_encoding_entry_at(e, 2)->label, "other");
    assert_string_equal(pm_encoding_entry_at(e, 3)->label, "no venue");
    assert_int_equal(pm_encoding_entry_of(e, most), 0);
    assert_int_equal(pm_encoding_entry_of(e, workshop), 1);
    assert_int_equal(pm_encoding_entry_of(e, t->root->first_child->first_child), 2);
    assert_int_equal(pm_encoding_entry_of(e, without), 3);
    assert_true(pm_encoding_is_new(e, without));
    assert_false(pm_encoding_is_new(e, most));
    assert_string_equal(pm_encoding_new_since(e), "2025-12");
    assert_int_equal(pm_encoding_size_of(e, without), PM_ENCODING_SIZES - 1);
    assert_int_equal(pm_encoding_size_of(e, t->root->first_child->first_child), 0);
    assert_int_equal(pm_encoding_size_of(e, t->root->first_child), 0);
    pm_taxonomy_destroy(t);
    pm_arena_destroy(arena);
}

/* Every year from `first` to `last`, and what their entries are called. */
static void check_years(int first, int last, const char *old, const char *oldest, const char *newest,
                        size_t count)
{
    pm_arena *arena = pm_arena_create();
    pm_taxonomy *t = start_list();
    if (old) add(t, "old", "X", old);
    for (int year = last; year >= first; year--)
        for (int k = 0; k < 3; k++)
            add(t, pm_arena_printf(arena, "%d %d", year, k), "X", pm_arena_printf(arena, "%d", year));
    const pm_encoding *e = encode(t, "year", arena);
    assert_int_equal(pm_encoding_count(e), count);
    assert_string_equal(pm_encoding_entry_at(e, 0)->label, oldest);
    assert_string_equal(pm_encoding_entry_at(e, count - 1)->label, newest);
    size_t before = count;
    for (const pm_node *paper = t->root->first_child->first_child; paper; paper = paper->next) {
        size_t entry = pm_encoding_entry_of(e, paper);
        assert_true(entry < count && (entry <= before || paper->year == old));
        before = paper->year == old ? before : entry; /* from new to old */
    }
    pm_taxonomy_destroy(t);
    pm_arena_destroy(arena);
}

static void years_are_spans(void **state)
{
    (void)state;
    check_years(2024, 2024, NULL, "2024", "2024", 1);
    check_years(2017, 2024, NULL, "2017", "2024", 8);
    check_years(2017, 2024, "1986",
                "\xE2\x80\x93"
                "2017",
                "2024", 8);
    check_years(2010, 2025, NULL,
                "2010\xE2\x80\x93"
                "2011",
                "2024\xE2\x80\x93"
                "2025",
                8);
    check_years(2009, 2025, NULL,
                "2009\xE2\x80\x93"
                "2010",
                "2023\xE2\x80\x93"
                "2025",
                6);
}

static void a_list_without_years_has_one_entry(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_taxonomy *t = start_list();
    pm_node *paper = add(t, "one", NULL, "in press");
    const pm_encoding *e = encode(t, "year", arena);
    assert_int_equal(pm_encoding_count(e), 1);
    assert_int_equal(pm_encoding_entry_of(e, paper), 0);
    assert_string_equal(pm_encoding_entry_at(e, 0)->label, "no year");
    assert_int_equal(pm_encoding_size_of(e, paper), 0);
    pm_taxonomy_destroy(t);
    pm_arena_destroy(arena);
}

/* --- colours --- */

static void ramps_are_even(void **state)
{
    (void)state;
    const pm_colour black = { .alpha = 255 }, white = { .red = 255, .green = 255, .blue = 255, .alpha = 255 };
    assert_true(pm_colour_equal(pm_colour_mix(black, white, 0), black));
    assert_true(pm_colour_equal(pm_colour_mix(black, white, 1), white));
    pm_colour grey = pm_colour_mix(black, white, 0.5); /* OKLab 0.5 is sRGB 99 */
    assert_true(grey.red == grey.green && grey.green == grey.blue && grey.red == 99);
    assert_true(pm_colour_contrast(black, white) > 20.99);
    pm_arena *arena = pm_arena_create();
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) { /* its lightness goes one way */
        const pm_style *style = read_style(styles[i], arena);
        bool is_dark = strstr(styles[i], "dark");
        double before = 0;
        for (int step = 0; step <= 20; step++) {
            pm_hue hue = pm_palette_mix(&style->encoding.ramp, step / 20.0);
            double lightness = pm_colour_contrast(hue.roles[PM_COLOUR_SOLID], is_dark ? black : white);
            if (step && lightness <= before) fail_msg("%s: step %d is no step", styles[i], step);
            before = lightness;
        }
    }
    pm_arena_destroy(arena);
}

static void check_hue(const pm_style *style, const pm_hue *hue, const char *what)
{
    const pm_encoding_style *e = &style->encoding;
    pm_colour ink = hue->roles[PM_COLOUR_INK];
    pm_colour grounds[] = { style->background, e->other.roles[PM_COLOUR_TINT], hue->roles[PM_COLOUR_TINT] };
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        if (pm_colour_contrast(ink, grounds[i]) < 4.5)
            fail_msg("%s, %s: ink has %.2f:1", style->name, what, pm_colour_contrast(ink, grounds[i]));
    pm_colour chip = pm_style_colour(style, e->chip.fill, hue);
    pm_colour text = pm_colour_readable(pm_style_colour(style, e->chip_text.colour, hue), chip);
    if (pm_colour_contrast(text, chip) < 4.5)
        fail_msg("%s, %s: a chip has %.2f:1", style->name, what, pm_colour_contrast(text, chip));
}

static void every_encoding_is_readable(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        const pm_style *style = read_style(styles[i], arena);
        const pm_encoding_style *e = &style->encoding;
        for (int step = 0; step <= 40; step++) {
            pm_hue hue = pm_palette_mix(&e->ramp, step / 40.0);
            check_hue(style, &hue, "ramp");
        }
        for (size_t k = 0; k < e->venues.count; k++)
            check_hue(style, &e->venues.hues[k], "venues");
        check_hue(style, &e->other, "other");
        for (size_t k = 0; k < style->palette.count; k++) /* chips beside categories' colours */
            check_hue(style, &style->palette.hues[k], "palette");
        const pm_node_style *category = &style->nodes[PM_LEVEL_CATEGORY]; /* the tree is in the other hue */
        assert_true(pm_colour_contrast(pm_style_colour(style, category->text.colour, &e->other),
                                       pm_style_colour(style, category->box.fill, &e->other)) >= 4.5);
        assert_true(pm_colour_contrast(e->legend.colour, style->background) >= 4.5);
        assert_true(pm_colour_contrast(e->new_text.colour, e->new_chip.fill) >= 4.5);
        assert_true(pm_colour_contrast(e->cross_line, style->background) >= 3);
    }
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_may_have_a_month), cmocka_unit_test(only_what_is_certainly_recent_is_new),
        cmocka_unit_test(venues_belong_to_series), cmocka_unit_test(frequent_venues_have_hues),
        cmocka_unit_test(years_are_spans),         cmocka_unit_test(a_list_without_years_has_one_entry),
        cmocka_unit_test(ramps_are_even),          cmocka_unit_test(every_encoding_is_readable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
