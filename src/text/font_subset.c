#include "text/font_subset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdio.h>

#include "support/utf8.h"

/* Licence bits, OpenType 1.9, table OS/2, fsType: of the lowest four one is set, none means "no limits". */
enum {
    EDITABLE_EMBEDDING = 0x0008,
    USAGE_BITS = 0x000E,
    NO_SUBSETTING = 0x0100,
    BITMAPS_ONLY = 0x0200,
    OS2_FS_TYPE = 8 /* where in the table it stands */
};

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool found = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return found;
}

static unsigned licence_bits(hb_face_t *face)
{
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned length, bits = 0;
    const char *data = hb_blob_get_data(table, &length);
    if (length >= OS2_FS_TYPE + 2)
        bits = (unsigned)(unsigned char)data[OS2_FS_TYPE] << 8 | (unsigned char)data[OS2_FS_TYPE + 1];
    hb_blob_destroy(table);
    return bits;
}

pm_embedding pm_font_embedding(hb_face_t *face)
{
    unsigned bits = licence_bits(face);
    if ((bits & USAGE_BITS && !(bits & EDITABLE_EMBEDDING)) || bits & (NO_SUBSETTING | BITMAPS_ONLY))
        return PM_EMBEDDING_FORBIDDEN;
    bool has_outlines = has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
                        has_table(face, HB_TAG('C', 'F', 'F', ' ')) ||
                        has_table(face, HB_TAG('C', 'F', 'F', '2'));
    return has_outlines ? PM_EMBEDDING_FINE : PM_EMBEDDING_BITMAPS;
}

void pm_font_full_name(hb_face_t *face, char *name, unsigned size)
{
    unsigned length = size;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FULL_NAME, HB_LANGUAGE_INVALID, &length, name);
    if (!length) snprintf(name, size, "a font without a name");
}

/* --- letters --- */

static void add_text(hb_set_t *letters, const char *text, size_t length)
{
    for (const char *at = text, *end = text + length; at < end;) {
        uint32_t c = pm_utf8_next(&at, end);
        gunichar mirrored;
        hb_set_add(letters, c);
        if (g_unichar_get_mirror_char(c, &mirrored)) hb_set_add(letters, mirrored);
    }
}

void pm_font_letters(hb_set_t *letters, const char *text, size_t length)
{
    static const GNormalizeMode modes[] = { G_NORMALIZE_NFC, G_NORMALIZE_NFD };
    add_text(letters, text, length);
    for (size_t i = 0; i < length; i++) {
        if (!((unsigned char)text[i] & 0x80)) continue;
        for (size_t mode = 0; mode < sizeof modes / sizeof *modes; mode++) {
            gchar *other = g_utf8_normalize(text, (gssize)length, modes[mode]);
            if (other) add_text(letters, other, strlen(other));
            g_free(other);
        }
        return;
    }
}

/* --- subsets --- */

/* HarfBuzz's choice of features is what programs apply by themselves, and a few of typesetters': fractions
 * and vertical lines are in no map. */
static void choose_features(hb_subset_input_t *input)
{
    static const char unused[][5] = {
        "frac", "numr", "dnom", "valt", "vert", "vkrn", "vpal", "vrt2", "rand"
    };
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
        hb_set_del(features, hb_tag_from_string(unused[i], 4));
}

/* A variable font stays at the place of its axes where Pango has it. */
static void pin_axes(hb_subset_input_t *input, hb_face_t *face, hb_font_t *font)
{
    enum { AXES_AT_MOST = 32 };
    hb_ot_var_axis_info_t axes[AXES_AT_MOST];
    unsigned count = AXES_AT_MOST, set = 0;
    hb_ot_var_get_axis_infos(face, 0, &count, axes);
    const float *places = hb_font_get_var_coords_design(font, &set);
    for (unsigned i = 0; i < count; i++)
        hb_subset_input_pin_axis_location(input, face, axes[i].tag,
                                          i < set ? places[i] : axes[i].default_value);
}

hb_blob_t *pm_font_subset(PangoFont *font, const hb_set_t *letters)
{
    hb_font_t *shaped = pango_font_get_hb_font(font);
    hb_face_t *face = hb_font_get_face(shaped);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *kept = hb_subset_input_unicode_set(input);
    hb_set_union(kept, letters);
    hb_set_add(kept, ' '); /* browsers measure it */
    choose_features(input);
    pin_axes(input, face, shaped);
    hb_face_t *subset = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    if (!subset) return NULL;
    hb_blob_t *file = hb_face_reference_blob(subset);
    hb_face_destroy(subset);
    return file;
}
