/*
 * Do two PNGs show the same picture? For pictures of one map made by different programs: their anti-aliasing
 * and hinting differ in every pixel, their sizes by a pixel or so, yet a missing or displaced element has to
 * be seen.
 *
 *     compare_png A.png B.png [--width 1012] [--fine LIMIT] [--coarse LIMIT] [--diff FILE.png]
 *
 * Both are laid on white and brought to one width (B by A's own factor when the sizes are nearly the same, so
 * that nothing is stretched). Then the mean of each channel is compared over windows of 8 x 8 pixels (fine: a
 * word, a line, a button) and of 32 x 32 (coarse: a faint tint), which step by half their size. Ink that
 * differs within a window cancels out, and where both pictures have ink, their programs may differ in its
 * weight: a fine window is let off a part of its contrast, the standard deviation of the picture that has
 * less of it there. A missing element gets nothing off. What is left of the largest difference, in 0..255,
 * must not pass the limit. Exit 0: the same; 1: not; 2: wrong usage or an unreadable file.
 */
#include <cairo.h>
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 3, FINE = 8, COARSE = 32, SIZE_TOLERANCE = 8 };

/* How much of a window's contrast two programs may differ in: the weight of thin strokes. */
static const double CONTRAST_LET_OFF = 0.3;

typedef struct compare_settings {
    int width;
    double fine, coarse;
    const char *diff;
} compare_settings;

/* The worst window found, and where. */
typedef struct finding {
    double difference;
    int x, y, window;
} finding;

/* ---- pictures ---------------------------------------------------------------------------------------- */

/* `source` times `factor` on white, `width` x `height` pixels; averages over areas when it shrinks. */
static cairo_surface_t *scale_on_white(cairo_surface_t *source, double factor_x, double factor_y, int width,
                                       int height)
{
    cairo_surface_t *scaled = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(scaled);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, factor_x, factor_y);
    cairo_set_source_surface(cr, source, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BEST);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(scaled);
    return scaled;
}

static cairo_surface_t *load(const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
    cairo_status_t status = cairo_surface_status(surface);
    if (status == CAIRO_STATUS_SUCCESS) return surface;
    fprintf(stderr, "compare_png: %s: %s\n", path, cairo_status_to_string(status));
    cairo_surface_destroy(surface);
    return NULL;
}

static uint8_t *pixel(cairo_surface_t *surface, int x, int y)
{
    return cairo_image_surface_get_data(surface) + (ptrdiff_t)y * cairo_image_surface_get_stride(surface) +
           (ptrdiff_t)x * 4;
}

/* ---- windows ----------------------------------------------------------------------------------------- */

/* Sums over all pixels above and left, so that any window's are had in constant time. */
typedef struct channel_sums {
    struct cell {
        int64_t a, a_squared, b, b_squared;
    } * cells;
    int width, height;
} channel_sums;

static struct cell *cell_at(const channel_sums *sums, int x, int y)
{
    return &sums->cells[(ptrdiff_t)y * (sums->width + 1) + x];
}

static void sum_channel(channel_sums *sums, cairo_surface_t *a, cairo_surface_t *b, int channel)
{
    for (int y = 0; y < sums->height; y++) {
        struct cell row = { 0 };
        for (int x = 0; x < sums->width; x++) {
            int in_a = pixel(a, x, y)[channel], in_b = pixel(b, x, y)[channel];
            row.a += in_a;
            row.a_squared += (int64_t)in_a * in_a;
            row.b += in_b;
            row.b_squared += (int64_t)in_b * in_b;
            const struct cell *above = cell_at(sums, x + 1, y);
            *cell_at(sums, x + 1, y + 1) =
                (struct cell){ above->a + row.a, above->a_squared + row.a_squared, above->b + row.b,
                               above->b_squared + row.b_squared };
        }
    }
}

static double deviation(double sum, double sum_squared, double count)
{
    return sqrt(fmax(0, sum_squared / count - (sum / count) * (sum / count)));
}

/* How far the two pictures' means differ in a window, less the part of the contrast that is let off. */
static double window_difference(const channel_sums *sums, int x, int y, int window)
{
    const struct cell *in = cell_at(sums, x, y), *right = cell_at(sums, x + window, y);
    const struct cell *below = cell_at(sums, x, y + window), *end = cell_at(sums, x + window, y + window);
    double count = window * window;
    double a = (double)(end->a - below->a - right->a + in->a);
    double b = (double)(end->b - below->b - right->b + in->b);
    double a_squared = (double)(end->a_squared - below->a_squared - right->a_squared + in->a_squared);
    double b_squared = (double)(end->b_squared - below->b_squared - right->b_squared + in->b_squared);
    double contrast = fmin(deviation(a, a_squared, count), deviation(b, b_squared, count));
    double let_off = window == FINE ? CONTRAST_LET_OFF * contrast : 0;
    return fmax(0, fabs(a - b) / count - let_off);
}

static int min(int a, int b)
{
    return a < b ? a : b;
}

/* The last row and column of windows end at the picture's edge. */
static void search(const channel_sums *sums, int window, finding *worst)
{
    int last_x = sums->width - window, last_y = sums->height - window, step = window / 2;
    for (int y = 0; y < last_y + step; y += step) {
        for (int x = 0; x < last_x + step; x += step) {
            int at_x = min(x, last_x), at_y = min(y, last_y);
            double difference = window_difference(sums, at_x, at_y, window);
            if (difference <= worst->difference) continue;
            *worst = (finding){ difference, at_x, at_y, window };
        }
    }
}

/* ---- the comparison ---------------------------------------------------------------------------------- */

/* B's picture, red where it is lighter than A's and blue where it is darker. */
static void write_difference(const char *path, cairo_surface_t *a, cairo_surface_t *b)
{
    for (int y = 0; y < cairo_image_surface_get_height(b); y++) {
        for (int x = 0; x < cairo_image_surface_get_width(b); x++) {
            uint8_t *in = pixel(a, x, y), *out = pixel(b, x, y);
            int difference = (out[0] - in[0] + out[1] - in[1] + out[2] - in[2]) / CHANNELS;
            int pale = 192 + out[1] / 4, strength = abs(difference);
            int faded = pale > strength ? pale - strength : 0;
            out[1] = (uint8_t)faded;
            out[0] = (uint8_t)(difference > 0 ? faded : pale);
            out[2] = (uint8_t)(difference > 0 ? pale : faded);
        }
    }
    cairo_surface_mark_dirty(b);
    cairo_surface_write_to_png(b, path);
}

static bool within(const finding *worst, double limit, double factor)
{
    bool ok = worst->difference <= limit;
    printf("%s %2d x %-2d: largest difference %6.2f of at most %.2f", ok ? "ok  " : "FAIL", worst->window,
           worst->window, worst->difference, limit);
    if (worst->difference > 0)
        printf(", at %d,%d (%.0f,%.0f in the first file)", worst->x, worst->y, worst->x / factor,
               worst->y / factor);
    putchar('\n');
    return ok;
}

static bool compare_scaled(cairo_surface_t *a, cairo_surface_t *b, const compare_settings *settings,
                           double factor)
{
    channel_sums sums = { .width = cairo_image_surface_get_width(a),
                          .height = cairo_image_surface_get_height(a) };
    sums.cells = calloc(((size_t)sums.width + 1) * ((size_t)sums.height + 1), sizeof *sums.cells);
    if (!sums.cells) abort();
    finding fine = { .window = FINE }, coarse = { .window = COARSE };
    for (int channel = 0; channel < CHANNELS; channel++) {
        sum_channel(&sums, a, b, channel);
        search(&sums, FINE, &fine);
        search(&sums, COARSE, &coarse);
    }
    free(sums.cells);
    bool same = within(&fine, settings->fine, factor);
    same = within(&coarse, settings->coarse, factor) && same;
    if (settings->diff) write_difference(settings->diff, a, b);
    return same;
}

static bool compare(cairo_surface_t *a, cairo_surface_t *b, const compare_settings *settings)
{
    double width_a = cairo_image_surface_get_width(a), height_a = cairo_image_surface_get_height(a);
    double width_b = cairo_image_surface_get_width(b), height_b = cairo_image_surface_get_height(b);
    double factor = settings->width / width_a, factor_b = settings->width / width_b;
    bool same_scale =
        fabs(width_a - width_b) <= SIZE_TOLERANCE && fabs(height_a - height_b) <= SIZE_TOLERANCE;
    if (same_scale) factor_b = factor;
    if (fabs(height_a * factor - height_b * factor_b) > SIZE_TOLERANCE) {
        printf("FAIL sizes: %.0f x %.0f and %.0f x %.0f\n", width_a, height_a, width_b, height_b);
        return false;
    }
    int height = (int)fmax(COARSE, ceil(height_a * factor));
    cairo_surface_t *scaled_a = scale_on_white(a, factor, factor, settings->width, height);
    cairo_surface_t *scaled_b = scale_on_white(b, factor_b, factor_b, settings->width, height);
    bool same = compare_scaled(scaled_a, scaled_b, settings, factor);
    cairo_surface_destroy(scaled_a);
    cairo_surface_destroy(scaled_b);
    return same;
}

/* ---- options ----------------------------------------------------------------------------------------- */

static int usage(void)
{
    fputs("usage: compare_png A.png B.png [--width 1012] [--fine LIMIT] [--coarse LIMIT] [--diff FILE.png]\n",
          stderr);
    return 2;
}

static bool read_options(int argc, char **argv, compare_settings *settings)
{
    static const struct option options[] = { { "width", required_argument, NULL, 'w' },
                                             { "fine", required_argument, NULL, 'f' },
                                             { "coarse", required_argument, NULL, 'c' },
                                             { "diff", required_argument, NULL, 'd' },
                                             { NULL, 0, NULL, 0 } };
    for (int letter = 0; (letter = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (letter == 'w')
            settings->width = (int)strtol(optarg, NULL, 10);
        else if (letter == 'f')
            settings->fine = strtod(optarg, NULL);
        else if (letter == 'c')
            settings->coarse = strtod(optarg, NULL);
        else if (letter == 'd')
            settings->diff = optarg;
        else
            return false;
    }
    return optind == argc - 2 && settings->width >= COARSE && settings->fine > 0 && settings->coarse > 0;
}

int main(int argc, char **argv)
{
    compare_settings settings = { .width = 1012, .fine = 8, .coarse = 4 };
    if (!read_options(argc, argv, &settings)) return usage();
    cairo_surface_t *a = load(argv[optind]), *b = load(argv[optind + 1]);
    int code = 2;
    if (a && b) code = compare(a, b, &settings) ? 0 : 1;
    if (a) cairo_surface_destroy(a);
    if (b) cairo_surface_destroy(b);
    cairo_debug_reset_static_data();
    return code;
}
