#include "text/pixel_font.h"

#include <cairo-ft.h>

#include "support/memory.h"

/* The same file with the hints that we ask for, whatever the system's configuration prefers: pictures are to
 * be the same everywhere. Few fonts have hints of their own. */
static cairo_font_face_t *create_fitted(FcPattern *found)
{
    static const char *const hints[] = { FC_HINTING, FC_HINT_STYLE, FC_AUTOHINT };
    FcPattern *pattern = FcPatternDuplicate(found);
    if (!pattern) pm_out_of_memory();
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        FcPatternDel(pattern, hints[i]);
    FcPatternAddBool(pattern, FC_HINTING, FcTrue);
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_SLIGHT);
    FcPatternAddBool(pattern, FC_AUTOHINT, FcTrue);
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);
    FcPatternDestroy(pattern);
    return face;
}

cairo_scaled_font_t *pm_pixel_font_create(const pm_glyph_font *font, double scale)
{
    cairo_matrix_t size, to_pixels;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_face_t *face = create_fitted(font->pattern);
    cairo_scaled_font_get_font_matrix(font->scaled, &size);
    cairo_matrix_init_scale(&to_pixels, scale, scale);
    cairo_scaled_font_get_font_options(font->scaled, options);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_scaled_font_t *fitted = cairo_scaled_font_create(face, &size, &to_pixels, options);
    cairo_font_face_destroy(face);
    cairo_font_options_destroy(options);
    return fitted;
}
