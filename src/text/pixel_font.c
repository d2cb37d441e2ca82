#include "text/pixel_font.h"

#include <cairo-ft.h>
#include <stdlib.h>

#include "support/memory.h"

/* On the face of a font, until it ends. */
typedef struct note {
    FcPattern *pattern;
    cairo_font_face_t *fitted; /* NULL until it is needed */
} note;

static const cairo_user_data_key_t note_key;

static void destroy_note(void *noted)
{
    note *n = noted;
    cairo_font_face_destroy(n->fitted);
    FcPatternDestroy(n->pattern);
    free(n);
}

void pm_pixel_font_note(cairo_scaled_font_t *font, FcPattern *pattern)
{
    cairo_font_face_t *face = cairo_scaled_font_get_font_face(font);
    if (cairo_font_face_get_user_data(face, &note_key)) return;
    note *n = pm_calloc(1, sizeof *n);
    FcPatternReference(pattern);
    n->pattern = pattern;
    if (cairo_font_face_set_user_data(face, &note_key, n, destroy_note) != CAIRO_STATUS_SUCCESS)
        pm_out_of_memory();
}

/* The same file with the hints that we ask for, whatever the system's configuration prefers: pictures are to
 * be the same everywhere. Few fonts have hints of their own. */
static cairo_font_face_t *create_fitted(FcPattern *noted)
{
    static const char *const hints[] = { FC_HINTING, FC_HINT_STYLE, FC_AUTOHINT };
    FcPattern *pattern = FcPatternDuplicate(noted);
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

/* The face with fitted letters, else the font's own. */
static cairo_font_face_t *fitted_face(cairo_scaled_font_t *font)
{
    cairo_font_face_t *face = cairo_scaled_font_get_font_face(font);
    note *n = cairo_font_face_get_user_data(face, &note_key);
    if (!n) return face;
    if (!n->fitted) n->fitted = create_fitted(n->pattern);
    return n->fitted;
}

cairo_scaled_font_t *pm_pixel_font_create(cairo_scaled_font_t *font, double scale)
{
    cairo_matrix_t size, to_pixels;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_face_t *face = fitted_face(font);
    cairo_scaled_font_get_font_matrix(font, &size);
    cairo_matrix_init_scale(&to_pixels, scale, scale);
    cairo_scaled_font_get_font_options(font, options);
    if (face != cairo_scaled_font_get_font_face(font))
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_scaled_font_t *fitted = cairo_scaled_font_create(face, &size, &to_pixels, options);
    cairo_font_options_destroy(options);
    return fitted;
}
