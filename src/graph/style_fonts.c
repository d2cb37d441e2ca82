/*
 * Opening the fonts of a style: those that its contents are measured with.
 */
#include <string.h>

#include "graph/content.h"

/* A level's text in its sizes: its own, and larger ones where sizes tell something. */
static bool open_sizes(pm_font **sizes, const pm_face *face, double largest, pm_fonts *fonts,
                       pm_diagnostics *diagnostics)
{
    for (int step = 0; step < PM_ENCODING_SIZES; step++) {
        pm_face larger = *face;
        larger.size *= 1 + (largest - 1) * step / (PM_ENCODING_SIZES - 1);
        sizes[step] = step && largest <= 1 ? sizes[0] : pm_fonts_open(fonts, &larger, diagnostics);
        if (!sizes[step]) return false;
    }
    return true;
}

static bool open_encoding(pm_style_fonts *set, const pm_encoding_style *look, pm_fonts *fonts,
                          pm_diagnostics *diagnostics)
{
    return (set->chip = pm_fonts_open(fonts, &look->chip_text, diagnostics)) &&
           (set->new_chip = pm_fonts_open(fonts, &look->new_text, diagnostics)) &&
           (set->legend = pm_fonts_open(fonts, &look->legend, diagnostics));
}

bool pm_style_fonts_open(pm_style_fonts *set, const pm_style *style, pm_fonts *fonts, bool has_encoding,
                         pm_diagnostics *diagnostics)
{
    bool all = true;
    double largest = strcmp(style->encoding.size_by, "none") == 0 ? 1 : style->encoding.largest;
    for (int level = 0; level < PM_LEVELS; level++) {
        const pm_node_style *node = &style->nodes[level];
        all = all && open_sizes(set->text[level], &node->text, largest, fonts, diagnostics);
        if (all && node->count)
            all = (set->count[level] = pm_fonts_open(fonts, &node->count_text, diagnostics));
    }
    all = all && (set->abbr = pm_fonts_open(fonts, &style->paper.abbr, diagnostics));
    all = all && (set->meta = pm_fonts_open(fonts, &style->paper.meta, diagnostics));
    all = all && (set->button = pm_fonts_open(fonts, &style->paper.button_text, diagnostics));
    if (all && style->heading_shown)
        all = (set->heading = pm_fonts_open(fonts, &style->heading, diagnostics));
    if (all && has_encoding) all = open_encoding(set, &style->encoding, fonts, diagnostics);
    if (all && style->footer_shown) all = (set->footer = pm_fonts_open(fonts, &style->footer, diagnostics));
    return all;
}
