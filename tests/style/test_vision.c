/*
 * Palettes as eyes without red (protanopia) or green (deuteranopia) see them: every two hues of `colorblind`
 * must stay apart, and those of the default style, which makes no such promise, must be seen not to.
 *
 * Dichromacy is simulated with the matrices of Machado, Oliveira and Fernandes: "A Physiologically-based
 * Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009 (severity 1.0), on linear RGB.
 * Differences are CIEDE2000, after Sharma, Wu and Dalal: "The CIEDE2000 Color-Difference Formula", Color
 * Research & Application 30(1), 2005, whose own test data are checked first.
 */
#include "test.h"

#include <math.h>

#include "style/style.h"

/* The least difference between any two hues. 2.3 is just noticeable side by side; a legend needs several
 * times that. */
#define SOLIDS_APART 12.0
#define LINES_APART 10.0

#define PI 3.14159265358979323846

typedef struct lab {
    double l, a, b;
} lab;

static const double visions[][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } },
};

static const char *const vision_names[] = { "full colour", "protanopia", "deuteranopia" };

enum { VISIONS = sizeof visions / sizeof *visions };

static double linear(uint8_t channel)
{
    double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double lab_curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static lab seen(pm_colour colour, const double vision[3][3])
{
    static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                         { 0.2126729, 0.7151522, 0.0721750 },
                                         { 0.0193339, 0.1191920, 0.9503041 } };
    static const double white[3] = { 0.95047, 1, 1.08883 }; /* D65 */
    const double rgb[3] = { linear(colour.red), linear(colour.green), linear(colour.blue) };
    double shown[3], f[3];
    for (int i = 0; i < 3; i++)
        shown[i] = fmin(fmax(vision[i][0] * rgb[0] + vision[i][1] * rgb[1] + vision[i][2] * rgb[2], 0), 1);
    for (int i = 0; i < 3; i++)
        f[i] = lab_curve((to_xyz[i][0] * shown[0] + to_xyz[i][1] * shown[1] + to_xyz[i][2] * shown[2]) /
                         white[i]);
    return (lab){ 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) };
}

static double radians(double degrees)
{
    return degrees * PI / 180;
}

/* 0 to 360. */
static double hue_of(double a, double b)
{
    double angle = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / PI;
    return angle < 0 ? angle + 360 : angle;
}

/* C^7 / (C^7 + 25^7), under the root. */
static double chroma_weight(double chroma)
{
    double seventh = pow(chroma, 7);
    return sqrt(seventh / (seventh + pow(25, 7)));
}

static double mean_hue(double one, double two, double product)
{
    if (product == 0) return one + two;
    if (fabs(one - two) <= 180) return (one + two) / 2;
    return one + two < 360 ? (one + two + 360) / 2 : (one + two - 360) / 2;
}

/* The names are the paper's: C chroma, h hue, d difference, m mean, S and R weights. */
static double ciede2000(lab p, lab q)
{
    double stretch = 1.5 - 0.5 * chroma_weight((hypot(p.a, p.b) + hypot(q.a, q.b)) / 2);
    double c1 = hypot(p.a * stretch, p.b), c2 = hypot(q.a * stretch, q.b);
    double h1 = hue_of(p.a * stretch, p.b), h2 = hue_of(q.a * stretch, q.b), turn = h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    double dl = q.l - p.l, dc = c2 - c1, dh = c1 * c2 == 0 ? 0 : 2 * sqrt(c1 * c2) * sin(radians(turn) / 2);
    double lm = (p.l + q.l) / 2, cm = (c1 + c2) / 2, hm = mean_hue(h1, h2, c1 * c2);
    double t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm)) +
               0.32 * cos(radians(3 * hm + 6)) - 0.20 * cos(radians(4 * hm - 63));
    double sl = 1 + 0.015 * (lm - 50) * (lm - 50) / sqrt(20 + (lm - 50) * (lm - 50));
    double sc = 1 + 0.045 * cm, sh = 1 + 0.015 * cm * t;
    double rt = -2 * chroma_weight(cm) * sin(radians(60 * exp(-(hm - 275) / 25 * (hm - 275) / 25)));
    dl /= sl;
    dc /= sc;
    dh /= sh;
    return sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh);
}

static void differences_are_the_papers(void **state)
{
    (void)state;
    static const struct {
        lab one, two;
        double difference;
    } pairs[] = {
        { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
        { { 50, 3.1571, -77.2803 }, { 50, 0, -82.7485 }, 2.8615 },
        { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
        { { 50, 2.49, -0.001 }, { 50, -2.49, 0.0011 }, 7.2195 },
        { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
        { { 50, 2.5, 0 }, { 58, 24, 15 }, 19.4535 },
        { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
        { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
        { { 6.7747, -0.2908, -2.4247 }, { 5.8714, -0.0985, -2.2286 }, 0.6377 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double ours = ciede2000(pairs[i].one, pairs[i].two);
        if (fabs(ours - pairs[i].difference) > 0.0001) fail_msg("pair %zu: %.4f", i, ours);
        assert_true(fabs(ours - ciede2000(pairs[i].two, pairs[i].one)) < 1e-9);
    }
}

typedef struct closest {
    double difference;
    size_t one, two;
} closest;

static closest closest_hues(const pm_style *style, pm_colour_role role, int vision)
{
    closest found = { INFINITY, 0, 0 };
    for (size_t i = 0; i < style->palette.count; i++)
        for (size_t k = 0; k < i; k++) {
            double difference = ciede2000(seen(style->palette.hues[i].roles[role], visions[vision]),
                                          seen(style->palette.hues[k].roles[role], visions[vision]));
            if (difference < found.difference) found = (closest){ difference, k, i };
        }
    return found;
}

static const pm_style *read_style(const char *name, pm_arena *arena)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const char *path = pm_arena_printf(arena, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, name);
    const pm_style *style = pm_style_read(path, arena, diagnostics);
    assert_non_null(style);
    pm_diagnostics_destroy(diagnostics);
    return style;
}

static void hues_of_colorblind_stay_apart(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    const pm_style *style = read_style("colorblind", arena);
    assert_true(style->palette.count >= 8);
    for (int vision = 0; vision < VISIONS; vision++) {
        closest solids = closest_hues(style, PM_COLOUR_SOLID, vision);
        closest lines = closest_hues(style, PM_COLOUR_LINE, vision);
        print_message("%s: solids %.1f, lines %.1f\n", vision_names[vision], solids.difference,
                      lines.difference);
        if (solids.difference < SOLIDS_APART)
            fail_msg("%s: hues %zu and %zu are %.2f apart", vision_names[vision], solids.one, solids.two,
                     solids.difference);
        if (lines.difference < LINES_APART)
            fail_msg("%s: lines %zu and %zu are %.2f apart", vision_names[vision], lines.one, lines.two,
                     lines.difference);
    }
    pm_arena_destroy(arena);
}

/* The test can fail: hues chosen by eye, for eyes with three kinds of cones, do. */
static void other_palettes_would_fail(void **state)
{
    (void)state;
    static const char *const names[] = { "light", "dark", "github" };
    pm_arena *arena = pm_arena_create();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (int vision = 1; vision < VISIONS; vision++) {
            closest solids = closest_hues(read_style(names[i], arena), PM_COLOUR_SOLID, vision);
            print_message("%s, %s: %.1f\n", names[i], vision_names[vision], solids.difference);
            assert_true(solids.difference < SOLIDS_APART / 2);
        }
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_the_papers),
        cmocka_unit_test(hues_of_colorblind_stay_apart),
        cmocka_unit_test(other_palettes_would_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
