/*
 * PNG, packed with libdeflate: with a palette (PNG 1.2, section 4.1.2) where the picture can be painted in at
 * most 256 colours, else in true colour by cairo, with alpha where the ground is not opaque.
 *
 * A map has few colours for its size, so rows compress best unfiltered (Up would only help gradients).
 * Resolution (pHYs) and title are written as metadata; there is no date, so the same picture has the same
 * bytes.
 */
#include <cairo.h>
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/cairo_canvas.h"
#include "paint/indexed_canvas.h"
#include "paint/paint.h"
#include "support/memory.h"

enum { USUAL_SCALE = 2, MOST_PIXELS = 32767, COMPRESSION = 6 };

static const pm_mark nowhere = { 0, 0 };
static const double least_readable_scale = 0.6; /* below it the smallest text of our styles is a smear */

/* --- chunks --- */

static void put_u32(unsigned char *bytes, uint32_t value)
{
    bytes[0] = (unsigned char)(value >> 24);
    bytes[1] = (unsigned char)(value >> 16);
    bytes[2] = (unsigned char)(value >> 8);
    bytes[3] = (unsigned char)value;
}

static void append_chunk(pm_strbuf *out, const char type[4], const void *data, size_t length)
{
    unsigned char word[4];
    put_u32(word, (uint32_t)length);
    pm_strbuf_append(out, (const char *)word, 4);
    pm_strbuf_append(out, type, 4);
    pm_strbuf_append(out, data, length);
    uint32_t crc = libdeflate_crc32(0, type, 4);
    put_u32(word, libdeflate_crc32(crc, data, length));
    pm_strbuf_append(out, (const char *)word, 4);
}

/* iTXt (section 11.3.4.5 of the second edition): keyword, no compression, no language, UTF-8. */
static void append_text(pm_strbuf *out, const char *keyword, const char *text)
{
    pm_strbuf data = PM_STRBUF_INIT;
    pm_strbuf_append(&data, keyword, strlen(keyword) + 1);
    pm_strbuf_append(&data, "\0\0\0\0", 4);
    pm_strbuf_string(&data, text);
    append_chunk(out, "iTXt", pm_strbuf_text(&data), data.length);
    pm_strbuf_finish(&data);
}

/* --- pixels --- */

/* What the header says of the rows that follow. */
typedef struct image {
    const uint8_t *rows; /* each behind a byte that says "no filter" */
    size_t width, height, channels;
    const uint32_t *palette; /* ARGB; NULL: true colour */
    size_t palette_count;
} image;

static unsigned char colour_type(const image *img)
{
    if (img->palette) return 3;
    return img->channels == 4 ? 6 : 2;
}

static void append_palette(pm_strbuf *out, const image *img)
{
    unsigned char rgb[PM_PALETTE_SIZE * 3] = { 0 }, alpha[PM_PALETTE_SIZE] = { 0 };
    bool opaque = true;
    for (size_t i = 0; i < img->palette_count; i++) {
        uint32_t colour = img->palette[i];
        rgb[i * 3] = (unsigned char)(colour >> 16);
        rgb[i * 3 + 1] = (unsigned char)(colour >> 8);
        rgb[i * 3 + 2] = (unsigned char)colour;
        alpha[i] = (unsigned char)(colour >> 24);
        opaque = opaque && alpha[i] == 255;
    }
    append_chunk(out, "PLTE", rgb, img->palette_count * 3);
    if (!opaque) append_chunk(out, "tRNS", alpha, img->palette_count);
}

static void append_pixels(pm_strbuf *out, const unsigned char *rows, size_t size)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(COMPRESSION);
    if (!compressor) pm_out_of_memory();
    size_t bound = libdeflate_zlib_compress_bound(compressor, size);
    void *packed = pm_calloc(bound, 1);
    size_t length = libdeflate_zlib_compress(compressor, rows, size, packed, bound);
    append_chunk(out, "IDAT", packed, length);
    free(packed);
    libdeflate_free_compressor(compressor);
}

static void encode(const image *img, const pm_scene *scene, double scale, pm_strbuf *out)
{
    unsigned char header[13] = { 0 };
    put_u32(header, (uint32_t)img->width);
    put_u32(header + 4, (uint32_t)img->height);
    header[8] = 8;
    header[9] = colour_type(img);
    unsigned char resolution[9];
    uint32_t per_metre = (uint32_t)lround(scale / scene->zoom * 72 / 0.0254);
    put_u32(resolution, per_metre);
    put_u32(resolution + 4, per_metre);
    resolution[8] = 1;
    pm_strbuf_append(out, "\x89PNG\r\n\x1A\n", 8);
    append_chunk(out, "IHDR", header, sizeof header);
    append_chunk(out, "pHYs", resolution, sizeof resolution);
    append_text(out, "Title", scene->title);
    append_text(out, "Description", scene->description);
    append_text(out, "Software", "papermap");
    if (img->palette) append_palette(out, img);
    append_pixels(out, img->rows, img->height * (img->width * img->channels + 1));
    append_chunk(out, "IEND", "", 0);
}

/* --- true colour --- */

/* Cairo's premultiplied pixel with straight alpha. */
static uint32_t unpremultiply(uint32_t pixel)
{
    uint32_t alpha = pixel >> 24;
    if (alpha == 255) return pixel;
    if (alpha == 0) return 0;
    uint32_t red = ((pixel >> 16 & 255) * 255 + alpha / 2) / alpha;
    uint32_t green = ((pixel >> 8 & 255) * 255 + alpha / 2) / alpha;
    uint32_t blue = ((pixel & 255) * 255 + alpha / 2) / alpha;
    return alpha << 24 | red << 16 | green << 8 | blue;
}

/* The surface's pixels as rows of `channels` bytes a pixel; the caller frees them. */
static unsigned char *true_colour_rows(cairo_surface_t *surface, size_t width, size_t height, size_t channels)
{
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    unsigned char *rows = pm_reallocarray(NULL, height, width * channels + 1), *out = rows;
    for (size_t y = 0; y < height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(pixels + y * stride);
        *out++ = 0;
        for (size_t x = 0; x < width; x++, out += channels) {
            uint32_t pixel = channels == 4 ? unpremultiply(row[x]) : row[x];
            out[0] = (unsigned char)(pixel >> 16);
            out[1] = (unsigned char)(pixel >> 8);
            out[2] = (unsigned char)pixel;
            if (channels == 4) out[3] = (unsigned char)(pixel >> 24);
        }
    }
    return rows;
}

/* Many colours: painted by cairo, in memory of 4 bytes a pixel. */
static bool paint_true_colour(const pm_scene *scene, double scale, size_t width, size_t height,
                              pm_strbuf *out, pm_diagnostics *diagnostics)
{
    bool opaque = scene->background.alpha == 255;
    cairo_format_t format = opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
    cairo_surface_t *surface = cairo_image_surface_create(format, (int)width, (int)height);
    cairo_t *cr = cairo_create(surface);
    if (opaque) { /* the last row and column may be covered only partly by the scene */
        cairo_set_source_rgb(cr, scene->background.red / 255.0, scene->background.green / 255.0,
                             scene->background.blue / 255.0);
        cairo_paint(cr);
    }
    pm_canvas_paint_pixels(cr, scene, scale);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        size_t channels = opaque ? 3 : 4;
        unsigned char *rows = true_colour_rows(surface, width, height, channels);
        image img = { .rows = rows, .width = width, .height = height, .channels = channels };
        encode(&img, scene, scale, out);
        free(rows);
    } else {
        pm_error(diagnostics, NULL, nowhere, "cannot paint the PNG: %s", cairo_status_to_string(status));
    }
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS;
}

/* --- */

/* Pixels of a side; a sliver less than a millionth of a pixel is no pixel. */
static double side(double points, double scale)
{
    return ceil(points * scale - 1e-6);
}

/*
 * The scale to paint at: the one asked for; when none was, the usual one or, for a large map, the largest
 * that a PNG can hold and that keeps text readable. 0, with an error added, when there is none.
 */
static double choose_scale(const pm_scene *scene, double asked, pm_diagnostics *diagnostics)
{
    double longest = fmax(scene->width, scene->height) * scene->zoom,
           fitting = floor(MOST_PIXELS / longest * 100) / 100;
    double scale = asked > 0 ? asked : fmin(USUAL_SCALE, fitting);
    bool is_readable = asked > 0 || scale >= least_readable_scale;
    if (is_readable && side(longest, scale) <= MOST_PIXELS) {
        if (asked <= 0 && scale < USUAL_SCALE)
            pm_note(diagnostics, NULL, nowhere, "the map is large: PNG painted at --scale %.2f, not %d",
                    scale, USUAL_SCALE);
        return scale;
    }
    double shown = asked > 0 ? asked : USUAL_SCALE;
    pm_error(diagnostics, NULL, nowhere, "the PNG would be %.0f × %.0f pixels; a side has at most %d",
             side(scene->width * scene->zoom, shown), side(scene->height * scene->zoom, shown), MOST_PIXELS);
    if (asked > 0 && fitting >= least_readable_scale)
        pm_hint(diagnostics, "try --scale %.2f, write SVG or PDF, or show less (--depth topic, --only GLOB)",
                fitting);
    else
        pm_hint(diagnostics, "write SVG or PDF instead, or show less (--depth topic, --only GLOB)");
    return 0;
}

bool pm_paint_png(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                  pm_diagnostics *diagnostics)
{
    double scale = choose_scale(scene, options->scale, diagnostics);
    if (scale <= 0) return false;
    scale *= scene->zoom;
    size_t width = (size_t)side(scene->width, scale), height = (size_t)side(scene->height, scale);
    pm_indexed *picture = pm_indexed_paint(scene, scale, width, height);
    if (!picture) return paint_true_colour(scene, scale, width, height, out, diagnostics);
    image img = { .rows = pm_indexed_rows(picture), .width = width, .height = height, .channels = 1 };
    img.palette = pm_indexed_palette(picture, &img.palette_count);
    encode(&img, scene, scale, out);
    pm_indexed_destroy(picture);
    return true;
}
