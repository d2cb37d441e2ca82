/*
 * PNG: the scene on a cairo image, packed with libdeflate.
 *
 * A map has few colours for its size, so rows compress best unfiltered (Up would only help gradients);
 * with at most 256 colours the picture is written with a palette (PNG 1.2, section 4.1.2), which is
 * lossless and a third of the work. Opaque pictures carry no alpha. Resolution (pHYs) and title are
 * written as metadata; there is no date, so the same picture has the same bytes.
 */
#include <cairo.h>
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/cairo_canvas.h"
#include "paint/paint.h"
#include "support/memory.h"

enum { USUAL_SCALE = 2, MOST_PIXELS = 32767, COMPRESSION = 6, PALETTE_SIZE = 256, PALETTE_SLOTS = 1024 };

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

typedef struct palette {
    uint32_t colours[PALETTE_SIZE]; /* ARGB, straight alpha */
    size_t count;
    uint32_t keys[PALETTE_SLOTS]; /* hash table over the colours */
    int16_t indices[PALETTE_SLOTS];
} palette;

/* The index of a colour, added when new; -1 when the palette is full. */
static int palette_index(palette *p, uint32_t colour)
{
    size_t slot = (colour * 2654435761u >> 16) % PALETTE_SLOTS;
    for (; p->indices[slot]; slot = (slot + 1) % PALETTE_SLOTS)
        if (p->keys[slot] == colour) return p->indices[slot] - 1;
    if (p->count == PALETTE_SIZE) return -1;
    p->keys[slot] = colour;
    p->colours[p->count++] = colour;
    p->indices[slot] = (int16_t)p->count;
    return (int)p->count - 1;
}

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

typedef struct image {
    const uint32_t *pixels;
    size_t width, height, stride; /* stride in pixels */
    bool opaque;
} image;

static uint32_t pixel_at(const image *img, size_t x, size_t y)
{
    uint32_t pixel = img->pixels[y * img->stride + x];
    return img->opaque ? pixel | 0xFF000000u : unpremultiply(pixel);
}

/* Rows of palette indices, each behind its filter byte 0; NULL when there are more than 256 colours. */
static unsigned char *indexed_rows(const image *img, palette *colours)
{
    unsigned char *rows = pm_calloc(img->height, img->width + 1), *out = rows;
    uint32_t last = 0;
    int index = -1;
    for (size_t y = 0; y < img->height; y++) {
        *out++ = 0;
        for (size_t x = 0; x < img->width; x++) {
            uint32_t pixel = pixel_at(img, x, y);
            if (index < 0 || pixel != last) index = palette_index(colours, pixel);
            if (index < 0) {
                free(rows);
                return NULL;
            }
            last = pixel;
            *out++ = (unsigned char)index;
        }
    }
    return rows;
}

static unsigned char *true_colour_rows(const image *img, size_t channels)
{
    unsigned char *rows = pm_reallocarray(NULL, img->height, img->width * channels + 1), *out = rows;
    for (size_t y = 0; y < img->height; y++) {
        *out++ = 0;
        for (size_t x = 0; x < img->width; x++, out += channels) {
            uint32_t pixel = pixel_at(img, x, y);
            out[0] = (unsigned char)(pixel >> 16);
            out[1] = (unsigned char)(pixel >> 8);
            out[2] = (unsigned char)pixel;
            if (channels == 4) out[3] = (unsigned char)(pixel >> 24);
        }
    }
    return rows;
}

static void append_palette(pm_strbuf *out, const palette *colours, bool opaque)
{
    unsigned char rgb[PALETTE_SIZE * 3], alpha[PALETTE_SIZE];
    for (size_t i = 0; i < colours->count; i++) {
        rgb[i * 3] = (unsigned char)(colours->colours[i] >> 16);
        rgb[i * 3 + 1] = (unsigned char)(colours->colours[i] >> 8);
        rgb[i * 3 + 2] = (unsigned char)colours->colours[i];
        alpha[i] = (unsigned char)(colours->colours[i] >> 24);
    }
    append_chunk(out, "PLTE", rgb, colours->count * 3);
    if (!opaque) append_chunk(out, "tRNS", alpha, colours->count);
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
    palette *colours = pm_calloc(1, sizeof *colours);
    unsigned char *rows = indexed_rows(img, colours);
    bool indexed = rows != NULL;
    size_t channels = indexed ? 1 : img->opaque ? 3 : 4;
    if (!indexed) rows = true_colour_rows(img, channels);
    unsigned char header[13] = { 0 };
    put_u32(header, (uint32_t)img->width);
    put_u32(header + 4, (uint32_t)img->height);
    header[8] = 8;
    header[9] = indexed ? 3 : img->opaque ? 2 : 6;
    unsigned char resolution[9];
    uint32_t per_metre = (uint32_t)lround(scale * 72 / 0.0254);
    put_u32(resolution, per_metre);
    put_u32(resolution + 4, per_metre);
    resolution[8] = 1;
    pm_strbuf_append(out, "\x89PNG\r\n\x1A\n", 8);
    append_chunk(out, "IHDR", header, sizeof header);
    append_chunk(out, "pHYs", resolution, sizeof resolution);
    append_text(out, "Title", scene->title);
    append_text(out, "Description", scene->description);
    append_text(out, "Software", "papermap");
    if (indexed) append_palette(out, colours, img->opaque);
    append_pixels(out, rows, img->height * (img->width * channels + 1));
    append_chunk(out, "IEND", "", 0);
    free(rows);
    free(colours);
}

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
    double longest = fmax(scene->width, scene->height), fitting = floor(MOST_PIXELS / longest * 100) / 100;
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
             side(scene->width, shown), side(scene->height, shown), MOST_PIXELS);
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
    double width = side(scene->width, scale), height = side(scene->height, scale);
    bool opaque = scene->background.alpha == 255;
    cairo_format_t format = opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
    cairo_surface_t *surface = cairo_image_surface_create(format, (int)width, (int)height);
    cairo_t *cr = cairo_create(surface);
    if (opaque) { /* the last row and column may be covered only partly by the scene */
        cairo_set_source_rgb(cr, scene->background.red / 255.0, scene->background.green / 255.0,
                             scene->background.blue / 255.0);
        cairo_paint(cr);
    }
    cairo_scale(cr, scale, scale);
    pm_canvas_paint(cr, scene);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        image img = { .pixels = (const uint32_t *)(const void *)cairo_image_surface_get_data(surface),
                      .width = (size_t)width,
                      .height = (size_t)height,
                      .stride = (size_t)cairo_image_surface_get_stride(surface) / sizeof(uint32_t),
                      .opaque = opaque };
        encode(&img, scene, scale, out);
    } else {
        pm_error(diagnostics, NULL, nowhere, "cannot paint the PNG: %s", cairo_status_to_string(status));
    }
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS;
}
