/*
 * Fonts for pixels.
 *
 * Texts are measured with outlines that are not fitted to pixels, so that they are as wide in every format. A
 * picture of pixels takes letters whose heights are: the tops and feet of a line's letters fall on whole
 * rows, widths stay (FreeType's light hinting). They are crisper, and their rows repeat more often, which
 * packs better.
 */
#ifndef PM_TEXT_PIXEL_FONT_H
#define PM_TEXT_PIXEL_FONT_H

#include "text/fonts.h"

/* The font that is painted with at `scale` pixels a point; the caller's. */
cairo_scaled_font_t *pm_pixel_font_create(const pm_glyph_font *font, double scale);

#endif
