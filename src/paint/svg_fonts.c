#include "paint/svg_fonts.h"

#include <glib.h>
#include <inttypes.h>
#include <pango/pangofc-font.h>
#include <stdio.h>
#include <stdlib.h>

#include "paint/woff.h"
#include "support/memory.h"
#include "text/font_pieces.h"
#include "text/font_subset.h"

/* A file's font, and what fontconfig has cairo do to its letters for want of a bold or slanted one. */
typedef struct face {
    hb_face_t *file;
    bool is_emboldened, is_slanted;
    PangoFont *font; /* one of those that use it; referenced */
    pm_embedding embedding;
    hb_set_t *letters;
    char family[24]; /* empty until there is a subset */
} face;

/* Sizes of one font are several PangoFonts; their face is found once. */
typedef struct known_font {
    PangoFont *font; /* referenced: its address stands for it */
    size_t face;
} known_font;

struct pm_svg_fonts {
    pm_diagnostics *diagnostics;
    face *faces;
    size_t count, capacity;
    known_font *known;
    size_t known_count, known_capacity;
    pm_svg_piece *pieces;
    size_t piece_capacity;
};

pm_svg_fonts *pm_svg_fonts_create(pm_diagnostics *diagnostics)
{
    pm_svg_fonts *fonts = pm_calloc(1, sizeof *fonts);
    fonts->diagnostics = diagnostics;
    return fonts;
}

void pm_svg_fonts_destroy(pm_svg_fonts *fonts)
{
    if (!fonts) return;
    for (size_t i = 0; i < fonts->count; i++) {
        hb_face_destroy(fonts->faces[i].file);
        hb_set_destroy(fonts->faces[i].letters);
        g_object_unref(fonts->faces[i].font);
    }
    for (size_t i = 0; i < fonts->known_count; i++)
        g_object_unref(fonts->known[i].font);
    free(fonts->faces);
    free(fonts->known);
    free(fonts->pieces);
    free(fonts);
}

size_t pm_svg_fonts_count(const pm_svg_fonts *fonts)
{
    return fonts->count;
}

/* --- faces --- */

static void tell_embedding(const pm_svg_fonts *fonts, const face *f)
{
    char name[128];
    if (f->embedding == PM_EMBEDDING_FINE) return;
    pm_font_full_name(f->file, name, sizeof name);
    if (f->embedding == PM_EMBEDDING_BITMAPS) {
        pm_note(fonts->diagnostics, NULL, (pm_mark){ 0, 0 },
                "the font \"%s\" draws in pixels and is not embedded: viewers show their own", name);
        return;
    }
    pm_warning(
        fonts->diagnostics, NULL, (pm_mark){ 0, 0 },
        "the licence bits of the font \"%s\" do not allow to embed it: viewers show it where it is installed",
        name);
    pm_hint(fonts->diagnostics, "name another font in the style, or use --svg-text outline");
}

/* The number of the face, from 1. Few are ever used. */
static size_t number_of(pm_svg_fonts *fonts, PangoFont *font)
{
    hb_face_t *file = hb_font_get_face(pango_font_get_hb_font(font));
    face found = { .file = file, .font = font };
    if (PANGO_IS_FC_FONT(font)) {
        FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
        FcBool emboldened = FcFalse;
        FcMatrix *matrix;
        FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &emboldened);
        found.is_emboldened = emboldened;
        found.is_slanted =
            FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix) == FcResultMatch && matrix->xy != 0;
    }
    for (size_t i = 0; i < fonts->count; i++) {
        const face *f = &fonts->faces[i];
        if (f->file == file && f->is_emboldened == found.is_emboldened && f->is_slanted == found.is_slanted)
            return i + 1;
    }
    hb_face_reference(file);
    g_object_ref(font);
    found.letters = hb_set_create();
    found.embedding = pm_font_embedding(file);
    tell_embedding(fonts, &found);
    PM_RESERVE(fonts->faces, fonts->capacity, fonts->count + 1);
    fonts->faces[fonts->count++] = found;
    return fonts->count;
}

static size_t face_of(pm_svg_fonts *fonts, PangoFont *font)
{
    for (size_t i = fonts->known_count; i-- > 0;)
        if (fonts->known[i].font == font) return fonts->known[i].face;
    size_t number = number_of(fonts, font);
    PM_RESERVE(fonts->known, fonts->known_capacity, fonts->known_count + 1);
    fonts->known[fonts->known_count++] = (known_font){ g_object_ref(font), number };
    return number;
}

const pm_svg_piece *pm_svg_fonts_split(pm_svg_fonts *fonts, const pm_run *run, size_t *count)
{
    pm_font_piece *pieces = pm_font_split(run->font, run->text, run->length, run->rtl, count);
    PM_RESERVE(fonts->pieces, fonts->piece_capacity, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        size_t number = face_of(fonts, pieces[i].font);
        const face *f = &fonts->faces[number - 1];
        bool is_embedded = f->embedding == PM_EMBEDDING_FINE;
        if (is_embedded) pm_font_letters(f->letters, run->text + pieces[i].start, pieces[i].length);
        fonts->pieces[i] = (pm_svg_piece){ pieces[i].start, pieces[i].length, is_embedded ? number : 0 };
    }
    pm_font_pieces_free(pieces, *count);
    return fonts->pieces;
}

/* --- subsets --- */

static void name_family(face *f, const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    snprintf(f->family, sizeof f->family, "pm-%08" PRIx32, (uint32_t)(hash ^ hash >> 32));
}

/* "font-weight:1 1000" keeps browsers from making letters bolder that are bold already. Where there was no
 * bold or slanted font, that is left to them, as it was to cairo. */
static void append_rule(pm_strbuf *css, const face *f, const pm_strbuf *woff)
{
    PangoFontDescription *description = pango_font_describe(f->font);
    bool is_italic = pango_font_description_get_style(description) != PANGO_STYLE_NORMAL && !f->is_slanted;
    pango_font_description_free(description);
    pm_strbuf_printf(css, "@font-face{font-family:%s;", f->family);
    if (!f->is_emboldened) pm_strbuf_string(css, "font-weight:1 1000;");
    if (is_italic) pm_strbuf_string(css, "font-style:italic;");
    gchar *text = g_base64_encode((const guchar *)woff->data, woff->length);
    pm_strbuf_string(css, "src:url(data:font/woff;base64,");
    pm_strbuf_string(css, text);
    pm_strbuf_string(css, ") format('woff')}\n");
    g_free(text);
}

static void write_face(const pm_svg_fonts *fonts, face *f, pm_strbuf *css)
{
    hb_blob_t *subset = pm_font_subset(f->font, f->letters);
    unsigned length = 0;
    const char *bytes = subset ? hb_blob_get_data(subset, &length) : NULL;
    pm_strbuf woff = PM_STRBUF_INIT;
    if (bytes && pm_woff_append(&woff, (const unsigned char *)bytes, length)) {
        name_family(f, woff.data, woff.length);
        append_rule(css, f, &woff);
    } else {
        char name[128];
        pm_font_full_name(f->file, name, sizeof name);
        pm_warning(fonts->diagnostics, NULL, (pm_mark){ 0, 0 },
                   "no subset could be made of the font \"%s\": viewers show it where it is installed", name);
    }
    pm_strbuf_finish(&woff);
    hb_blob_destroy(subset);
}

void pm_svg_fonts_write(pm_svg_fonts *fonts, pm_strbuf *css)
{
    for (size_t i = 0; i < fonts->count; i++)
        if (!hb_set_is_empty(fonts->faces[i].letters)) write_face(fonts, &fonts->faces[i], css);
}

const char *pm_svg_fonts_family(const pm_svg_fonts *fonts, size_t number)
{
    if (!number || !*fonts->faces[number - 1].family) return NULL;
    return fonts->faces[number - 1].family;
}
