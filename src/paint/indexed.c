#include "paint/indexed.h"

#include <string.h>

#include "support/arena.h"

/* The tolerance where an edge lies on an edge, as a border on its box: a pixel wide, with as many mixtures as
 * both edges' steps multiplied. */
enum { MIXED_TWICE = 12 };

/* An ink over each ground: entry [step][index of the ground], 0 where it was not needed yet, else index + 1.
 */
typedef struct ink_table ink_table;
struct ink_table {
    uint32_t colour; /* ARGB */
    uint16_t (*over)[PM_PALETTE_SIZE];
    ink_table *next;
};

struct pm_indexed {
    pm_arena *arena; /* holds the picture too */
    size_t width, height, stride;
    uint8_t *rows;
    pm_smoothing smoothing;
    uint8_t step_of[256]; /* by coverage */
    uint32_t palette[PM_PALETTE_SIZE];
    size_t palette_count;
    bool is_mixture[PM_PALETTE_SIZE]; /* made by smoothing */
    ink_table *inks;                  /* the last that was used first */
    bool is_full;
};

static unsigned channel(uint32_t colour, int shift)
{
    return colour >> shift & 255;
}

static uint32_t as_argb(pm_colour colour)
{
    if (colour.alpha == 0) return 0;
    return (uint32_t)colour.alpha << 24 | (uint32_t)colour.red << 16 | (uint32_t)colour.green << 8 |
           colour.blue;
}

/* The largest difference in a channel. */
static unsigned difference(uint32_t a, uint32_t b)
{
    unsigned largest = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        unsigned one = channel(a, shift), other = channel(b, shift);
        unsigned apart = one > other ? one - other : other - one;
        if (apart > largest) largest = apart;
    }
    return largest;
}

/* The nearest entry if it is within the tolerance, else a new one. */
static uint8_t palette_index(pm_indexed *picture, uint32_t colour, unsigned tolerance)
{
    size_t nearest = 0;
    unsigned least = 256;
    for (size_t i = 0; i < picture->palette_count && least > 0; i++) {
        unsigned apart = difference(picture->palette[i], colour);
        if (apart >= least) continue;
        least = apart;
        nearest = i;
    }
    if (least <= tolerance) return (uint8_t)nearest;
    if (picture->palette_count == PM_PALETTE_SIZE) {
        picture->is_full = true;
        return 0;
    }
    picture->palette[picture->palette_count] = colour;
    return (uint8_t)picture->palette_count++;
}

/* `ink` at `step` of `steps` over `ground`: Porter and Duff's "over", alpha not multiplied in. */
static uint32_t mix(uint32_t ink, unsigned step, unsigned steps, uint32_t ground)
{
    uint32_t above = channel(ink, 24) * step * 255, unit = 255 * steps * 255; /* alpha, in unit */
    uint64_t below = (uint64_t)(unit - above) * channel(ground, 24) / 255, sum = above + below;
    if (sum == 0) return 0;
    uint32_t mixed = (uint32_t)((sum * 255 + unit / 2) / unit) << 24;
    for (int shift = 0; shift < 24; shift += 8)
        mixed |=
            (uint32_t)((above * (uint64_t)channel(ink, shift) + below * channel(ground, shift) + sum / 2) /
                       sum)
            << shift;
    return mixed;
}

/* Inks come in runs, so the one found moves to the front. */
static ink_table *find_ink(pm_indexed *picture, uint32_t colour)
{
    ink_table **place = &picture->inks, *found;
    while (*place && (*place)->colour != colour)
        place = &(*place)->next;
    if ((found = *place)) {
        *place = found->next;
    } else {
        found = PM_NEW(picture->arena, ink_table);
        found->colour = colour;
        found->over = pm_arena_alloc(picture->arena, (picture->smoothing.steps + 1) * sizeof *found->over);
    }
    found->next = picture->inks;
    picture->inks = found;
    return found;
}

static uint8_t laid_over(pm_indexed *picture, ink_table *ink, unsigned step, uint8_t ground)
{
    uint16_t *known = &ink->over[step][ground];
    if (*known == 0) {
        unsigned steps = picture->smoothing.steps;
        uint32_t colour = mix(ink->colour, step, steps, picture->palette[ground]);
        unsigned tolerance = picture->is_mixture[ground] ? MIXED_TWICE : picture->smoothing.tolerance;
        size_t count = picture->palette_count;
        uint8_t index = palette_index(picture, colour, step == steps ? 0 : tolerance);
        if (index == count) picture->is_mixture[index] = step < steps;
        *known = (uint16_t)(index + 1);
    }
    return (uint8_t)(*known - 1);
}

/* One step of coverage on a rectangle that lies within the picture. */
static void blend_run(pm_indexed *picture, ink_table *ink, unsigned step, uint8_t *at, size_t count,
                      size_t rows)
{
    bool is_flat = step == picture->smoothing.steps && ink->colour >> 24 == 255;
    uint8_t flat = is_flat ? laid_over(picture, ink, step, 0) : 0;
    for (; rows > 0; rows--, at += picture->stride) {
        if (is_flat) {
            memset(at, flat, count);
            continue;
        }
        for (size_t i = 0; i < count; i++)
            at[i] = laid_over(picture, ink, step, at[i]);
    }
}

pm_indexed *pm_indexed_create(size_t width, size_t height, pm_colour ground, pm_smoothing smoothing)
{
    pm_arena *arena = pm_arena_create();
    pm_indexed *picture = PM_NEW(arena, pm_indexed);
    *picture = (pm_indexed){
        .arena = arena, .width = width, .height = height, .stride = width + 1, .smoothing = smoothing
    };
    picture->rows = PM_NEW_ARRAY(arena, uint8_t, height * picture->stride); /* all of the first colour */
    palette_index(picture, as_argb(ground), 0);
    for (unsigned coverage = 0; coverage < 256; coverage++)
        picture->step_of[coverage] = (uint8_t)((coverage * smoothing.steps + 127) / 255);
    return picture;
}

void pm_indexed_destroy(pm_indexed *picture)
{
    if (picture) pm_arena_destroy(picture->arena);
}

/* Shifts `start` to 0 where it is negative and cuts at `limit`; how many were left out in front. */
static size_t clip(ptrdiff_t *start, size_t *count, size_t limit)
{
    size_t before = *start < 0 ? (size_t) - *start : 0;
    if (before > *count) before = *count;
    *count -= before;
    if (before) *start = 0;
    size_t room = (size_t)*start < limit ? limit - (size_t)*start : 0;
    if (*count > room) *count = room;
    return before;
}

void pm_indexed_blend(pm_indexed *picture, pm_colour ink, ptrdiff_t x, ptrdiff_t y, const uint8_t *coverage,
                      size_t count, size_t rows)
{
    clip(&y, &rows, picture->height);
    coverage += clip(&x, &count, picture->width);
    if (rows == 0 || count == 0 || ink.alpha == 0) return;
    ink_table *table = find_ink(picture, as_argb(ink));
    uint8_t *row = picture->rows + (size_t)y * picture->stride + 1 + (size_t)x;
    for (size_t i = 0; i < count;) {
        unsigned step = picture->step_of[coverage[i]];
        size_t end = i + 1;
        while (end < count && picture->step_of[coverage[end]] == step)
            end++;
        if (step > 0) blend_run(picture, table, step, row + i, end - i, rows);
        i = end;
    }
}

bool pm_indexed_is_full(const pm_indexed *picture)
{
    return picture->is_full;
}

const uint32_t *pm_indexed_palette(const pm_indexed *picture, size_t *count)
{
    *count = picture->palette_count;
    return picture->palette;
}

const uint8_t *pm_indexed_rows(const pm_indexed *picture)
{
    return picture->rows;
}
