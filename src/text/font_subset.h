/*
 * Subsets of fonts: the letters that a text needs, with all that shaping can make of them.
 */
#ifndef PM_TEXT_FONT_SUBSET_H
#define PM_TEXT_FONT_SUBSET_H

#include <hb.h>
#include <pango/pango.h>
#include <stdbool.h>

/* Whether a font may and can stand in a file, and if not, why. */
typedef enum pm_embedding {
    PM_EMBEDDING_FINE,
    PM_EMBEDDING_FORBIDDEN, /* its licence bits (OS/2, fsType) do not allow an editable file, or no subset */
    PM_EMBEDDING_BITMAPS    /* it draws pixels (colour emoji), which not every browser takes from a file */
} pm_embedding;

pm_embedding pm_font_embedding(hb_face_t *face);

/* The font's own full name ("Inter Medium"), for messages; written to `name`. */
void pm_font_full_name(hb_face_t *face, char *name, unsigned size);

/* Adds to `letters` all that shaping this UTF-8 text may ask the font for: its letters, composed and taken
 * apart, and mirrored ones. */
void pm_font_letters(hb_set_t *letters, const char *text, size_t length);

/* The font cut down to these letters, as an sfnt file; NULL when HarfBuzz cannot. A variable font becomes the
 * instance that `font` is. The caller ends it with hb_blob_destroy(). */
hb_blob_t *pm_font_subset(PangoFont *font, const hb_set_t *letters);

#endif
