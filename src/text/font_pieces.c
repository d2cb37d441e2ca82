#include "text/font_pieces.h"

#include <stdlib.h>

#include "support/memory.h"

static int by_start(const void *a, const void *b)
{
    const pm_font_piece *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

/* Joins neighbours from one font; returns how many are left. */
static size_t join_neighbours(pm_font_piece *pieces, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && pieces[kept - 1].font == pieces[i].font) {
            pieces[kept - 1].length += pieces[i].length;
            g_object_unref(pieces[i].font);
        } else {
            pieces[kept++] = pieces[i];
        }
    }
    return kept;
}

/* Pango's runs stand in the order in which they are seen. */
static pm_font_piece *split_layout(PangoLayout *layout, size_t *count)
{
    pm_font_piece *pieces = NULL;
    size_t capacity = 0;
    *count = 0;
    for (GSList *run = pango_layout_get_line_readonly(layout, 0)->runs; run; run = run->next) {
        const PangoItem *item = ((const PangoGlyphItem *)run->data)->item;
        PM_RESERVE(pieces, capacity, *count + 1);
        pieces[(*count)++] =
            (pm_font_piece){ g_object_ref(item->analysis.font), (size_t)item->offset, (size_t)item->length };
    }
    if (!pieces) return NULL;
    qsort(pieces, *count, sizeof *pieces, by_start);
    *count = join_neighbours(pieces, *count);
    return pieces;
}

pm_font_piece *pm_font_split(pm_font *font, const char *text, size_t length, bool rtl, size_t *count)
{
    PangoFont *sole = rtl ? NULL : pm_font_of_ascii(font, text, length);
    if (!sole) return split_layout(pm_font_lay_out(font, text, length, rtl), count);
    pm_font_piece *piece = pm_calloc(1, sizeof *piece);
    *piece = (pm_font_piece){ g_object_ref(sole), 0, length };
    *count = 1;
    return piece;
}

void pm_font_pieces_free(pm_font_piece *pieces, size_t count)
{
    while (count > 0)
        g_object_unref(pieces[--count].font);
    free(pieces);
}
