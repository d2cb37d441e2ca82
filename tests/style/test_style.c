/* Styles: those that come along keep their contrast, a file changes what it says, mistakes are told with
 * their place. */
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "style/style.h"

static const double least_contrast = 4.5; /* WCAG 2.1, 1.4.3 (AA) */

/* --- contrast --- */

static double channel(uint8_t value)
{
    double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* Relative luminance, WCAG 2.1. */
static double luminance(pm_colour c)
{
    return 0.2126 * channel(c.red) + 0.7152 * channel(c.green) + 0.0722 * channel(c.blue);
}

static double contrast(pm_colour a, pm_colour b)
{
    double one = luminance(a), two = luminance(b);
    return (fmax(one, two) + 0.05) / (fmin(one, two) + 0.05);
}

/* What a text lies on: the first of these that is painted. */
static pm_colour ground(const pm_style *style, const pm_hue *hue, pm_colour box, pm_colour region)
{
    pm_colour layers[] = { pm_style_colour(style, box, hue), pm_style_colour(style, region, hue),
                           style->background };
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (layers[i].alpha) return layers[i];
    return (pm_colour){ .red = 255, .green = 255, .blue = 255, .alpha = 255 };
}

static void check_pair(const pm_style *style, const pm_hue *hue, const char *what, pm_colour text,
                       pm_colour on)
{
    double found = contrast(pm_style_colour(style, text, hue), on);
    if (found < least_contrast) fail_msg("%s: %s has a contrast of %.2f", style->name, what, found);
}

static void check_hue(const pm_style *style, const pm_hue *hue)
{
    static const char *const levels[] = { "root", "category", "group", "topic", "paper" };
    const pm_colour none = { 0 };
    pm_colour region = style->regions[0].fill;
    for (int level = PM_LEVEL_ROOT; level < PM_LEVELS; level++) {
        const pm_node_style *look = &style->nodes[level];
        pm_colour on = ground(style, hue, look->box.fill, level == PM_LEVEL_ROOT ? none : region);
        check_pair(style, hue, levels[level], look->text.colour, on);
        if (look->count) check_pair(style, hue, "count", look->count_text.colour, on);
    }
    pm_colour on = ground(style, hue, style->nodes[PM_LEVEL_PAPER].box.fill, region);
    check_pair(style, hue, "abbreviation", style->paper.abbr.colour, on);
    check_pair(style, hue, "venue and year", style->paper.meta.colour, on);
    check_pair(style, hue, "button", style->paper.button_text.colour,
               ground(style, hue, style->paper.button.fill, region));
    check_pair(style, hue, "footer", style->footer.colour, ground(style, hue, none, none));
    check_pair(style, hue, "heading", style->heading.colour, ground(style, hue, none, none));
}

/* What a difference's picture writes in each of its hues, on the page, on the region and on the hue's own
 * tint.
 */
static void check_changes(const pm_style *style)
{
    static const char *const names[] = { "unchanged", "added", "removed", "moved", "edited" };
    const pm_colour none = { 0 };
    for (int i = 0; i < PM_CHANGE_HUES; i++) {
        const pm_hue *hue = &style->changes[i];
        pm_colour ink = hue->roles[PM_COLOUR_INK], tint = hue->roles[PM_COLOUR_TINT];
        check_pair(style, hue, names[i], ink, tint);
        check_pair(style, hue, names[i], ink, ground(style, hue, none, none));
        check_pair(style, hue, names[i], style->paper.meta.colour, tint);
        check_pair(style, hue, names[i], style->paper.abbr.colour, tint);
        check_pair(style, hue, names[i], style->paper.button_text.colour,
                   ground(style, hue, style->paper.button.fill, tint));
        const pm_node_style *category = &style->nodes[PM_LEVEL_CATEGORY];
        check_pair(style, hue, names[i], category->text.colour,
                   ground(style, hue, category->box.fill, style->regions[0].fill));
    }
}

static const pm_style *read_shipped(const char *name, pm_arena *arena, pm_diagnostics *diagnostics)
{
    char *path = pm_arena_printf(arena, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, name);
    return pm_style_read(path, arena, diagnostics);
}

static void text_keeps_its_contrast(void **state)
{
    (void)state;
    static const char *const names[] = { "light",  "dark",        "classic", "print",     "sketch",
                                         "github", "github-dark", "slides",  "colorblind" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        pm_arena *arena = pm_arena_create();
        pm_diagnostics *diagnostics = pm_diagnostics_create();
        const pm_style *style = read_shipped(names[i], arena, diagnostics);
        assert_non_null(style);
        for (size_t k = 0; k < style->palette.count; k++)
            check_hue(style, pm_style_hue(style, k));
        check_changes(style);
        pm_diagnostics_destroy(diagnostics);
        pm_arena_destroy(arena);
    }
}

/* --- reading --- */

/* Writes a style of its own beside nothing else, and reads it. */
static const pm_style *read_text(const char *text, pm_arena *arena, pm_diagnostics *diagnostics)
{
    const char *path = "test-style.yaml";
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    const pm_style *style = pm_style_read("./test-style.yaml", arena, diagnostics);
    assert_int_equal(remove(path), 0);
    return style;
}

static void a_file_says_what_differs(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_style *light = read_shipped("light", arena, diagnostics);
    const pm_style *own =
        read_text("paper: { text: { size: 13.5 }, box: { padding: [1, 2] } }\n"
                  "palette: [ { solid: '#123', ink: '#112233', tint: none, line: '#11223380' } ]\n"
                  "root: { connector: curve, align: left }\n",
                  arena, diagnostics);
    assert_non_null(light);
    assert_non_null(own);
    assert_true(own->nodes[PM_LEVEL_PAPER].text.size == 13.5);
    assert_true(own->nodes[PM_LEVEL_PAPER].box.padding.horizontal == 2);
    assert_int_equal(own->nodes[PM_LEVEL_PAPER].text.weight, light->nodes[PM_LEVEL_PAPER].text.weight);
    assert_int_equal(own->palette.count, 1);
    assert_true(pm_colour_equal(own->palette.hues[0].roles[PM_COLOUR_SOLID],
                                own->palette.hues[0].roles[PM_COLOUR_INK]));
    assert_int_equal(own->palette.hues[0].roles[PM_COLOUR_TINT].alpha, 0);
    assert_int_equal(own->palette.hues[0].roles[PM_COLOUR_LINE].alpha, 0x80);
    assert_string_equal(own->nodes[PM_LEVEL_ROOT].connector, "curve");
    assert_int_equal(own->nodes[PM_LEVEL_ROOT].align, PM_ALIGN_LEFT);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned line, column;
    } cases[] = {
        { "margn: 3\n", "unknown key \"margn\"", 1, 1 },
        { "root:\n  box: { fil: none }\n", "unknown key \"fil\"", 2, 10 },
        { "background: bluish\n", "not a colour: bluish", 1, 13 },
        { "background: '#12345'\n", "not a colour: #12345", 1, 13 },
        { "margin: -1\n", "margin must lie between 0 and 100000", 1, 9 },
        { "margin: 1e3\n", "margin must be a number", 1, 9 },
        { "root: { text: { weight: 450.5 } }\n", "weight must be a whole number", 1, 25 },
        { "align-regions: yes\n", "align-regions must be true or false", 1, 16 },
        { "direction: up\n", "direction must be one of: right, left, both, down, columns, radial", 1, 12 },
        { "root: 3\n", "here must be keys with values, not a text", 1, 7 },
        { "palette: []\n", "palette must be a list of 1 to 256 hues", 1, 10 },
        { "palette: [ { solid: '#fff', ink: '#fff', tint: '#fff' } ]\n", "this hue has no line", 1, 12 },
        { "extends: nosuch\n", "there is no style called \"nosuch\"", 1, 10 },
        { "extends: ./test-style.yaml\n", "styles extend each other more than 8 deep, or in a circle", 1,
          10 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pm_arena *arena = pm_arena_create();
        pm_diagnostics *diagnostics = pm_diagnostics_create();
        assert_null(read_text(cases[i].text, arena, diagnostics));
        const pm_diagnostic *first = pm_diagnostics_get(diagnostics, 0);
        assert_non_null(first);
        assert_string_equal(first->message, cases[i].message);
        assert_int_equal(first->at.line, cases[i].line);
        assert_int_equal(first->at.column, cases[i].column);
        pm_diagnostics_destroy(diagnostics);
        pm_arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_keeps_its_contrast),
        cmocka_unit_test(a_file_says_what_differs),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
