/*
 * Colours of a style: roles filled in from a category's hue, and a second palette beside the first.
 *
 * Two styles become one with two palettes by walking the table of keys: what is a colour is paired, all else
 * stays the first style's and is only compared.
 */
#include <string.h>

#include "style/mix.h"
#include "style/style.h"
#include "style/style_fields.h"

/* --- one colour --- */

const pm_hue *pm_style_hue(const pm_style *style, size_t category)
{
    const pm_palette *palette = &style->palette;
    return palette->count ? &palette->hues[category % palette->count] : NULL;
}

static pm_tone tone_of(pm_colour colour)
{
    return (pm_tone){ colour.red, colour.green, colour.blue, colour.alpha, colour.role };
}

pm_colour pm_colour_on_dark(pm_colour colour)
{
    pm_tone tone = colour.has_dark ? colour.dark : tone_of(colour);
    return (pm_colour){
        .red = tone.red, .green = tone.green, .blue = tone.blue, .alpha = tone.alpha, .role = tone.role
    };
}

pm_colour pm_colour_with_dark(pm_colour colour, pm_colour dark)
{
    colour.dark = tone_of(dark);
    colour.has_dark = true;
    return colour;
}

/* The literal or the hue's colour. */
static pm_colour fill_in(pm_colour colour, const pm_hue *hue)
{
    if (colour.role == PM_COLOUR_LITERAL) return colour;
    return hue ? hue->roles[colour.role] : (pm_colour){ .alpha = 255 };
}

pm_colour pm_style_colour(const pm_style *style, pm_colour colour, const pm_hue *hue)
{
    if (colour.role == PM_COLOUR_LITERAL && !colour.has_dark) return colour;
    if (!hue) hue = pm_style_hue(style, 0);
    pm_colour filled = fill_in(colour, hue);
    if (!colour.has_dark) return filled;
    return pm_colour_with_dark(filled, pm_colour_on_dark(fill_in(pm_colour_on_dark(colour), hue)));
}

static bool is_same_tone(pm_tone a, pm_tone b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha && a.role == b.role;
}

bool pm_colour_equal(pm_colour a, pm_colour b)
{
    if (!a.has_dark && !b.has_dark) return is_same_tone(tone_of(a), tone_of(b));
    return is_same_tone(tone_of(a), tone_of(b)) &&
           is_same_tone(tone_of(pm_colour_on_dark(a)), tone_of(pm_colour_on_dark(b)));
}

bool pm_colour_is_visible(pm_colour colour)
{
    return colour.alpha > 0 || (colour.has_dark && colour.dark.alpha > 0);
}

/* --- two styles --- */

typedef struct pairing {
    pm_arena *arena;
    const char *differing; /* the first key in which more than a colour differs; NULL: none so far */
} pairing;

static void pair_colour(pm_colour *colour, const pm_colour *dark)
{
    *colour = pm_colour_with_dark(*colour, *dark);
}

static size_t greatest_divisor(size_t a, size_t b)
{
    while (b) {
        size_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void pair_hue(pm_hue *hue, const pm_hue *dark)
{
    for (int role = PM_COLOUR_SOLID; role < PM_COLOUR_ROLES; role++)
        pair_colour(&hue->roles[role], &dark->roles[role]);
}

/* As many hues as it takes until both palettes begin anew together. */
static void pair_palettes(const pairing *p, pm_palette *palette, const pm_palette *dark)
{
    size_t own = palette->count, other = dark->count;
    if (!own || !other) return;
    size_t count = own / greatest_divisor(own, other) * other;
    pm_hue *hues = PM_NEW_ARRAY(p->arena, pm_hue, count);
    for (size_t i = 0; i < count; i++) {
        hues[i] = palette->hues[i % own];
        pair_hue(&hues[i], &dark->hues[i % other]);
    }
    *palette = (pm_palette){ hues, count };
}

/* The dark ramp has a colour where this one has a stop, however many it has itself. */
static void pair_ramps(const pairing *p, pm_palette *ramp, const pm_palette *dark)
{
    if (!ramp->count || !dark->count) return;
    ramp->hues = pm_arena_copy(p->arena, ramp->hues, ramp->count * sizeof *ramp->hues);
    for (size_t i = 0; i < ramp->count; i++) {
        pm_hue hue = pm_palette_mix(dark, ramp->count > 1 ? (double)i / (double)(ramp->count - 1) : 1);
        pair_hue(&ramp->hues[i], &hue);
    }
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same_value(const pm_field *field, const char *a, const char *b)
{
    switch (field->type) {
    case PM_FIELD_NUMBER:
        return memcmp(a, b, sizeof(double)) == 0;
    case PM_FIELD_INTEGER:
        return memcmp(a, b, sizeof(int)) == 0;
    case PM_FIELD_BOOLEAN:
        return memcmp(a, b, sizeof(bool)) == 0;
    case PM_FIELD_TEXT:
    case PM_FIELD_CHOICE:
        return is_same_text(*(const char *const *)(const void *)a, *(const char *const *)(const void *)b);
    case PM_FIELD_CHOICE_INDEX:
        return memcmp(a, b, sizeof(pm_text_align)) == 0;
    case PM_FIELD_PADDING:
        return memcmp(a, b, sizeof(pm_padding)) == 0;
    default:
        return true;
    }
}

/* As deep as the table of keys. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static void pair_section(pairing *p, const pm_field *fields, char *style, const char *dark)
{
    for (const pm_field *field = fields; field->key; field++) {
        char *own = style + field->offset;
        const char *other = dark + field->offset;
        const char *before = p->differing;
        if (field->type == PM_FIELD_SECTION) {
            pair_section(p, field->section, own, other);
            if (!before && p->differing)
                p->differing = pm_arena_printf(p->arena, "%s: %s", field->key, p->differing);
        } else if (field->type == PM_FIELD_COLOUR) {
            pair_colour((pm_colour *)(void *)own, (const pm_colour *)(const void *)other);
        } else if (field->type == PM_FIELD_HUE) {
            pair_hue((pm_hue *)(void *)own, (const pm_hue *)(const void *)other);
        } else if (field->type == PM_FIELD_PALETTE) {
            bool is_ramp = strcmp(field->key, "ramp") == 0;
            (is_ramp ? pair_ramps : pair_palettes)(p, (pm_palette *)(void *)own,
                                                   (const pm_palette *)(const void *)other);
        } else if (!before && !is_same_value(field, own, other) && strcmp(field->key, "description") != 0) {
            p->differing = field->key;
        }
    }
}

const pm_style *pm_style_with_dark(const pm_style *style, const pm_style *dark, pm_arena *arena,
                                   pm_diagnostics *diagnostics)
{
    pairing p = { arena, NULL };
    pm_style *both = PM_NEW(arena, pm_style);
    *both = *style;
    pair_section(&p, pm_style_fields, (char *)both, (const char *)dark);
    for (size_t i = 0; i < dark->source_count && both->source_count < PM_STYLE_SOURCES; i++)
        both->sources[both->source_count++] = dark->sources[i];
    if (p.differing)
        pm_warning(
            diagnostics, NULL, (pm_mark){ 0, 0 },
            "the style \"%s\" differs from \"%s\" in more than colours (%s): its colours are taken, its "
            "shapes are not",
            dark->name, style->name, p.differing);
    return both;
}
