#include "paint/svg_looks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

/* Colours whose bytes differ may still be the same: where one says of dark pages what is so anyway. */
static bool is_same_colour(const pm_colour *a, const pm_colour *b)
{
    return memcmp(a, b, sizeof *a) == 0 || pm_colour_equal(*a, *b);
}

static bool is_same_look(const pm_svg_look *a, const pm_svg_look *b)
{
    return a->font == b->font && a->face == b->face && is_same_colour(&a->fill, &b->fill) &&
           is_same_colour(&a->stroke, &b->stroke) && a->width >= b->width && a->width <= b->width &&
           a->dash >= b->dash && a->dash <= b->dash;
}

static uint64_t number_of(const pm_colour *colour)
{
    return (uint64_t)colour->red << 24 | (uint64_t)colour->green << 16 | (uint64_t)colour->blue << 8 |
           colour->alpha;
}

static size_t hash_look(const pm_svg_look *look)
{
    uint64_t hash =
        (uint64_t)(uintptr_t)look->font ^ (number_of(&look->fill) << 32 | number_of(&look->stroke));
    hash *= 0x9E3779B97F4A7C15u; /* Knuth's multiplicative hash: the golden ratio; its highest bits are mixed
                                    best */
    return (size_t)(hash >> (64 - PM_SVG_LOOKS_BITS));
}

static size_t find_look(pm_svg_looks *looks, const pm_svg_look *wanted)
{
    for (size_t i = looks->count; i-- > 0;)
        if (is_same_look(&looks->items[i], wanted)) return i;
    PM_RESERVE(looks->items, looks->capacity, looks->count + 1);
    looks->items[looks->count] = *wanted;
    return looks->count++;
}

/* Looks are few (hues times kinds), and asked for again and again. */
size_t pm_svg_looks_class(pm_svg_looks *looks, const pm_svg_look *wanted)
{
    size_t *seen = &looks->seen[hash_look(wanted)];
    if (!*seen || !is_same_look(&looks->items[*seen - 1], wanted)) *seen = find_look(looks, wanted) + 1;
    return *seen - 1;
}

void pm_svg_looks_finish(pm_svg_looks *looks)
{
    free(looks->items);
}

/* --- rules --- */

static void append_colour(pm_strbuf *css, const char *property, pm_colour colour)
{
    if (colour.alpha == 0) {
        pm_strbuf_printf(css, "%s:none", property);
        return;
    }
    pm_strbuf_printf(css, "%s:#%02x%02x%02x", property, colour.red, colour.green, colour.blue);
    if (colour.alpha == 255) return;
    pm_strbuf_printf(css, ";%s-opacity:", property);
    pm_strbuf_number(css, colour.alpha / 255.0, 3);
}

/* "Inter,'Noto Sans',sans-serif": names with other than letters are quoted. */
static void append_families(pm_strbuf *css, const char *list)
{
    while (*list) {
        list += strspn(list, ", ");
        size_t length = strcspn(list, ",");
        bool plain = strspn(list, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") >= length;
        if (!plain) pm_strbuf_char(css, '\'');
        for (size_t i = 0; i < length; i++)
            if (!strchr("'\"\\<>&;{}", list[i])) pm_strbuf_char(css, list[i]);
        if (!plain) pm_strbuf_char(css, '\'');
        list += length;
        if (*list) pm_strbuf_char(css, ',');
    }
}

/* The embedded family first, and the installed ones for a viewer that ignores it. */
static void append_font(pm_strbuf *css, const pm_face *face, const char *embedded)
{
    pm_strbuf_string(css, "font:");
    if (face->italic) pm_strbuf_string(css, "italic ");
    pm_strbuf_printf(css, "%d ", face->weight);
    pm_strbuf_number(css, face->size, 2);
    pm_strbuf_string(css, "px ");
    if (embedded) pm_strbuf_printf(css, "%s,", embedded);
    append_families(css, face->family);
    pm_strbuf_char(css, ';');
}

static void append_stroke(pm_strbuf *css, pm_colour stroke, double width)
{
    append_colour(css, "stroke", stroke);
    pm_strbuf_string(css, ";stroke-width:");
    pm_strbuf_number(css, width, 3);
}

/* As cairo_canvas.c dashes: the gap is as long as a dash, its round ends not counted. */
static void append_dash(pm_strbuf *css, const pm_svg_look *l)
{
    if (l->dash <= 0) return;
    pm_strbuf_string(css, ";stroke-dasharray:");
    pm_strbuf_number(css, l->dash, 3);
    pm_strbuf_char(css, ' ');
    pm_strbuf_number(css, l->dash + l->width, 3);
}

static void append_look(pm_strbuf *css, size_t number, const pm_svg_look *l, const pm_svg_fonts *fonts)
{
    pm_strbuf_printf(css, ".c%zu{", number);
    if (l->font) append_font(css, pm_font_face(l->font), fonts ? pm_svg_fonts_family(fonts, l->face) : NULL);
    append_colour(css, "fill", l->fill);
    if (l->stroke.alpha) {
        pm_strbuf_char(css, ';');
        append_stroke(css, l->stroke, l->width);
        append_dash(css, l);
    }
    pm_strbuf_string(css, "}\n");
}

static bool is_same_on_dark(pm_colour colour)
{
    return pm_colour_equal(colour, pm_colour_on_dark(colour));
}

/* Opacity is not told where it is full: where the other palette has less, it must be. */
static void append_opacity(pm_strbuf *css, const char *property, pm_colour light, pm_colour dark)
{
    if (dark.alpha == 255 && light.alpha != 255 && light.alpha)
        pm_strbuf_printf(css, ";%s-opacity:1", property);
}

/* What a class changes on dark pages. */
static void append_dark_look(pm_strbuf *css, size_t number, const pm_svg_look *l)
{
    bool same_fill = is_same_on_dark(l->fill), same_stroke = is_same_on_dark(l->stroke);
    pm_colour fill = pm_colour_on_dark(l->fill), stroke = pm_colour_on_dark(l->stroke);
    if (same_fill && same_stroke) return;
    pm_strbuf_printf(css, ".c%zu{", number);
    if (!same_fill) {
        append_colour(css, "fill", fill);
        append_opacity(css, "fill", l->fill, fill);
    }
    if (!same_fill && !same_stroke) pm_strbuf_char(css, ';');
    if (!same_stroke) {
        append_stroke(css, stroke, l->width);
        append_opacity(css, "stroke", l->stroke, stroke);
    }
    pm_strbuf_string(css, "}\n");
}

static void append_dark_looks(const pm_svg_looks *looks, pm_strbuf *css)
{
    pm_strbuf rules = PM_STRBUF_INIT;
    for (size_t i = 0; i < looks->count; i++)
        append_dark_look(&rules, i, &looks->items[i]);
    if (rules.length) { /* paper is light */
        pm_strbuf_string(css, "@media screen and (prefers-color-scheme:dark){\n");
        pm_strbuf_append(css, pm_strbuf_text(&rules), rules.length);
        pm_strbuf_string(css, "}\n");
    }
    pm_strbuf_finish(&rules);
}

void pm_svg_looks_write(const pm_svg_looks *looks, const pm_svg_fonts *fonts, pm_strbuf *css)
{
    for (size_t i = 0; i < looks->count; i++)
        append_look(css, i, &looks->items[i], fonts);
    for (size_t face = 1; fonts && face <= pm_svg_fonts_count(fonts); face++) {
        const char *family = pm_svg_fonts_family(fonts, face);
        if (family) pm_strbuf_printf(css, ".f%zu{font-family:%s,sans-serif}\n", face, family);
    }
    append_dark_looks(looks, css);
}
