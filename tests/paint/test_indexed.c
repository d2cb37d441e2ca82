/*
 * The picture of at most 256 colours: what it mixes, and that a scene painted with it is the scene that cairo
 * paints, pixel by pixel, but for the steps of smoothing.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/cairo_canvas.h"
#include "paint/indexed_canvas.h"

static pm_colour rgba(int red, int green, int blue, int alpha)
{
    return (pm_colour){
        .red = (uint8_t)red, .green = (uint8_t)green, .blue = (uint8_t)blue, .alpha = (uint8_t)alpha
    };
}

static const pm_colour white = { .red = 255, .green = 255, .blue = 255, .alpha = 255 },
                       ink = { .red = 200, .green = 100, .alpha = 255 };
static const pm_smoothing eighths = { 8, 0 };

static uint32_t colour_at(const pm_indexed *picture, size_t width, size_t x, size_t y)
{
    size_t count;
    const uint32_t *palette = pm_indexed_palette(picture, &count);
    uint8_t index = pm_indexed_rows(picture)[y * (width + 1) + 1 + x];
    assert_true(index < count);
    return palette[index];
}

static void test_mixes_in_steps(void **state)
{
    (void)state;
    const uint8_t coverage[] = { 0, 15, 16, 128, 240, 255 };
    pm_indexed *picture = pm_indexed_create(6, 1, white, eighths);
    pm_indexed_blend(picture, ink, 0, 0, coverage, 6, 1);
    assert_int_equal(colour_at(picture, 6, 0, 0), 0xFFFFFFFF);
    assert_int_equal(colour_at(picture, 6, 1, 0), 0xFFFFFFFF); /* less than half a step */
    assert_int_equal(colour_at(picture, 6, 2, 0), 0xFFF8ECDF); /* an eighth */
    assert_int_equal(colour_at(picture, 6, 3, 0), 0xFFE4B280); /* a half */
    assert_int_equal(colour_at(picture, 6, 4, 0), 0xFFC86400); /* the last half step is full */
    assert_int_equal(colour_at(picture, 6, 5, 0), 0xFFC86400);
    assert_false(pm_indexed_is_full(picture));
    pm_indexed_destroy(picture);
    pm_indexed_destroy(NULL);
}

static void test_translucent_ink_and_ground(void **state)
{
    (void)state;
    const pm_colour nothing = rgba(0, 0, 0, 0), half = rgba(200, 100, 0, 128);
    const uint8_t full = 255, part = 128;
    pm_indexed *picture = pm_indexed_create(3, 1, nothing, eighths);
    pm_indexed_blend(picture, ink, 0, 0, &part, 1, 1);
    pm_indexed_blend(picture, half, 1, 0, &full, 1, 1);
    pm_indexed_blend(picture, half, 1, 0, &full, 1, 1);
    assert_int_equal(colour_at(picture, 3, 0, 0), 0x80C86400);
    assert_int_equal(colour_at(picture, 3, 1, 0), 0xC0C86400); /* 1 - (1 - 128/255)² */
    assert_int_equal(colour_at(picture, 3, 2, 0), 0);
    pm_indexed_destroy(picture);
}

/* Nothing outside the picture is touched, not even the bytes before its rows. */
static void test_cuts_what_hangs_over(void **state)
{
    (void)state;
    uint8_t full[64];
    memset(full, 255, sizeof full);
    pm_indexed *picture = pm_indexed_create(5, 4, white, eighths);
    pm_indexed_blend(picture, ink, -60, 1, full, 62, 1);
    pm_indexed_blend(picture, ink, 3, -7, full, 64, 8);
    pm_indexed_blend(picture, ink, 1, 3, full, 1, 90);
    pm_indexed_blend(picture, ink, -64, 2, full, 64, 1);
    pm_indexed_blend(picture, ink, 5, 2, full, 64, 1);
    pm_indexed_blend(picture, ink, 0, -3, full, 64, 3);
    const char wanted[4][7] = { "|...##", "|##...", "|.....", "|.#..." };
    for (size_t y = 0; y < 4; y++) {
        assert_int_equal(pm_indexed_rows(picture)[y * 6], 0);
        for (size_t x = 0; x < 5; x++)
            assert_int_equal(colour_at(picture, 5, x, y) == 0xFFC86400, wanted[y][x + 1] == '#');
    }
    pm_indexed_destroy(picture);
}

static void test_near_mixtures_share_an_entry_but_full_ones_do_not(void **state)
{
    (void)state;
    const pm_colour near = rgba(202, 102, 2, 255);
    const uint8_t half = 128, full = 255;
    pm_indexed *picture = pm_indexed_create(4, 1, white, (pm_smoothing){ 8, 3 });
    pm_indexed_blend(picture, ink, 0, 0, &half, 1, 1);
    pm_indexed_blend(picture, near, 1, 0, &half, 1, 1);
    pm_indexed_blend(picture, ink, 2, 0, &full, 1, 1);
    pm_indexed_blend(picture, near, 3, 0, &full, 1, 1);
    assert_int_equal(colour_at(picture, 4, 1, 0), colour_at(picture, 4, 0, 0));
    assert_int_equal(colour_at(picture, 4, 2, 0), 0xFFC86400);
    assert_int_equal(colour_at(picture, 4, 3, 0), 0xFFCA6602);
    pm_indexed_destroy(picture);
}

static void test_says_when_the_palette_is_full(void **state)
{
    (void)state;
    const uint8_t full = 255;
    pm_indexed *picture = pm_indexed_create(300, 1, white, eighths);
    for (int i = 0; i < 255; i++)
        pm_indexed_blend(picture, rgba(i, 7, 0, 255), i, 0, &full, 1, 1);
    assert_false(pm_indexed_is_full(picture));
    assert_int_equal(colour_at(picture, 300, 254, 0), 0xFFFE0700);
    pm_indexed_blend(picture, ink, 299, 0, &full, 1, 1);
    assert_true(pm_indexed_is_full(picture));
    pm_indexed_destroy(picture);
}

/* --- the canvas beside cairo's --- */

static pm_item box_item(pm_box box, double radius, pm_colour fill, pm_colour stroke)
{
    return (pm_item){ .kind = PM_ITEM_BOX, .box = { box, radius, fill, stroke, 1.3 } };
}

/* The largest difference of a channel between both ways of painting. */
static unsigned largest_difference(const pm_scene *scene, double scale)
{
    size_t width = (size_t)ceil(scene->width * scale), height = (size_t)ceil(scene->height * scale);
    pm_indexed *picture = pm_indexed_paint(scene, scale, width, height);
    assert_non_null(picture);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1); /* the scene covers the last row and column in part */
    cairo_paint(cr);
    pm_canvas_paint_pixels(cr, scene, scale);
    cairo_surface_flush(surface);
    unsigned largest = 0;
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++) {
            const uint32_t *row =
                (const uint32_t *)(const void *)(cairo_image_surface_get_data(surface) +
                                                 y * (size_t)cairo_image_surface_get_stride(surface));
            uint32_t one = row[x], other = colour_at(picture, width, x, y);
            for (int shift = 0; shift < 24; shift += 8) {
                unsigned apart = (unsigned)abs((int)(one >> shift & 255) - (int)(other >> shift & 255));
                if (apart > largest) largest = apart;
            }
        }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    pm_indexed_destroy(picture);
    return largest;
}

/* Half a step of eight is 16; to that come the tolerance and what a border adds on its box. */
static const unsigned allowed = 16 + 12 + 4;

static void test_paints_what_cairo_paints(void **state)
{
    (void)state;
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_fonts *fonts = pm_fonts_create();
    const pm_face face = { .family = "sans-serif", .size = 11, .weight = 400, .leading = 1.3 };
    pm_run run = { .font = pm_fonts_open(fonts, &face, diagnostics),
                   .text = "Early \xC2\xB7 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D Exit",
                   .colour = { .red = 20, .green = 30, .blue = 60, .alpha = 255 } };
    assert_non_null(run.font);
    run.length = strlen(run.text);
    const pm_point points[] = { { 5, 200 }, { 60, 200 }, { 20, 20 }, { 140, 21 } };
    const pm_curve curve = { points, 4 };
    const pm_colour tint = rgba(235, 242, 255, 255), line = rgba(37, 99, 235, 255);
    pm_item items[] = {
        box_item((pm_box){ 10.3, 12.7, 120, 170.4 }, 9, tint, (pm_colour){ 0 }),
        box_item((pm_box){ 20.2, 100.6, 60.5, 55.3 }, 4.5, white, line),
        box_item((pm_box){ 100, 100, 20, 5 }, 0, ink, line),
        box_item((pm_box){ 70, 20, 90, 150 }, 7, rgba(255, 0, 0, 40), (pm_colour){ 0 }),
        { .kind = PM_ITEM_PATH, .path = { .curves = &curve, .count = 1, .stroke = line, .width = 1.6 } },
        { .kind = PM_ITEM_TEXT, .text = { &run, 24.4, 60.3 } },
    };
    pm_scene scene = { .width = 150.4, .height = 210.2, .background = white, .items = items };
    scene.item_count = sizeof items / sizeof *items;
    const double scales[] = { 0.6, 1, 1.537, 2, 3.2 };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        assert_in_range(largest_difference(&scene, scales[i]), 1, allowed);
    pm_fonts_destroy(fonts);
    pm_diagnostics_destroy(diagnostics);
}

/* The darkest pixel of a row: 0 is full ink, 255 none. */
static unsigned darkest(const pm_indexed *picture, size_t width, size_t y)
{
    unsigned least = 255;
    for (size_t x = 0; x < width; x++) {
        unsigned green = colour_at(picture, width, x, y) >> 8 & 255;
        if (green < least) least = green;
    }
    return least;
}

/* Letters are fitted to rows: bars of E and T begin and end with full ink, whatever the scale. */
static void test_bars_of_letters_fill_whole_rows(void **state)
{
    (void)state;
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_fonts *fonts = pm_fonts_create();
    const pm_face face = { .family = "Inter", .size = 11, .weight = 500, .leading = 1.3 };
    pm_run run = { .font = pm_fonts_open(fonts, &face, diagnostics), .text = "EXIT", .length = 4 };
    run.colour.alpha = 255;
    assert_non_null(run.font);
    pm_item item = { .kind = PM_ITEM_TEXT, .text = { &run, 4.3, 20.6 } };
    pm_scene scene = { .width = 60, .height = 30, .background = white, .items = &item, .item_count = 1 };
    for (int step = 0; step < 15; step++) {
        double scale = 1 + step * 0.137;
        size_t width = (size_t)(60 * scale), height = (size_t)(30 * scale), first = 0, last = height - 1;
        pm_indexed *picture = pm_indexed_paint(&scene, scale, width, height);
        assert_non_null(picture);
        while (darkest(picture, width, first) == 255)
            first++;
        while (darkest(picture, width, last) == 255)
            last--;
        assert_in_range(darkest(picture, width, first), 0, 48);
        assert_in_range(darkest(picture, width, last), 0, 48);
        pm_indexed_destroy(picture);
    }
    pm_fonts_destroy(fonts);
    pm_diagnostics_destroy(diagnostics);
}

/* More colours than a palette has: no picture, so that cairo paints it. */
static void test_refuses_many_colours(void **state)
{
    (void)state;
    pm_item items[300];
    for (int i = 0; i < 300; i++)
        items[i] = box_item((pm_box){ (double)i, 0, 1, 10 }, 0, rgba(i, i / 256, 9, 255), (pm_colour){ 0 });
    pm_scene scene = { .width = 300, .height = 10, .background = white, .items = items, .item_count = 300 };
    assert_null(pm_indexed_paint(&scene, 1, 300, 10));
    scene.item_count = 200;
    pm_indexed *picture = pm_indexed_paint(&scene, 1, 300, 10);
    assert_non_null(picture);
    pm_indexed_destroy(picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mixes_in_steps),
        cmocka_unit_test(test_translucent_ink_and_ground),
        cmocka_unit_test(test_cuts_what_hangs_over),
        cmocka_unit_test(test_near_mixtures_share_an_entry_but_full_ones_do_not),
        cmocka_unit_test(test_says_when_the_palette_is_full),
        cmocka_unit_test(test_paints_what_cairo_paints),
        cmocka_unit_test(test_bars_of_letters_fill_whole_rows),
        cmocka_unit_test(test_refuses_many_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
