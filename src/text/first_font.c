#include "text/first_font.h"

#include <cairo-ft.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "support/memory.h"

struct pm_first_font {
    FcPattern *match;            /* owned */
    const FcCharSet *characters; /* the match's */
    cairo_scaled_font_t *scaled;
    hb_font_t *shaper;
    hb_buffer_t *buffer;
    pm_first_font *next;
};

cairo_font_options_t *pm_font_options(void)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    return options;
}

/* --- finding --- */

static void add_families(FcPattern *pattern, const char *families)
{
    for (const char *at = families; *at;) {
        size_t length = strcspn(at, ",");
        char *family = g_strndup(at, length);
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
        g_free(family);
        at += length + (at[length] == ',');
    }
}

/* Pango's pattern of a description: sizes are cut to its units, and in points at 96 dots an inch. */
static FcPattern *ask(const pm_face *face, const char *families, const char *language)
{
    const double dpi = 96, points_per_inch = 72;
    double size = (int)(face->size * PANGO_SCALE);
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddInteger(pattern, "pangoversion", pango_version());
    FcPatternAddDouble(pattern, FC_WEIGHT, FcWeightFromOpenTypeDouble(face->weight));
    FcPatternAddInteger(pattern, FC_SLANT, face->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(pattern, FC_VARIABLE, FcDontCare);
    FcPatternAddDouble(pattern, FC_DPI, dpi);
    FcPatternAddDouble(pattern, FC_SIZE, size * (points_per_inch / PANGO_SCALE / dpi));
    FcPatternAddDouble(pattern, FC_PIXEL_SIZE, size / PANGO_SCALE);
    add_families(pattern, families);
    FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)language);
    return pattern;
}

/* The system's fonts of a family; empty when it is not installed. The caller's. */
static FcFontSet *fonts_of(const FcChar8 *family)
{
    FcFontSet *found = FcFontSetCreate();
    const FcFontSet *all = FcConfigGetFonts(NULL, FcSetSystem);
    for (int i = 0; all && i < all->nfont; i++) {
        FcChar8 *name;
        for (int n = 0; FcPatternGetString(all->fonts[i], FC_FAMILY, n, &name) == FcResultMatch; n++) {
            if (FcStrCmpIgnoreCase(name, family) != 0) continue;
            FcPatternReference(all->fonts[i]);
            FcFontSetAdd(found, all->fonts[i]);
            break;
        }
    }
    return found;
}

/* FcFontMatch(), which scores every font of the system. A first family that was asked for by name decides
 * before all else, so its own fonts are enough where there are any. */
static FcPattern *match_font(FcPattern *pattern)
{
    FcValue first;
    FcValueBinding binding;
    FcResult result;
    if (FcPatternGetWithBinding(pattern, FC_FAMILY, 0, &first, &binding) != FcResultMatch ||
        binding != FcValueBindingStrong)
        return FcFontMatch(NULL, pattern, &result);
    FcFontSet *own = fonts_of(first.u.s);
    FcPattern *match =
        own->nfont ? FcFontSetMatch(NULL, &own, 1, pattern, &result) : FcFontMatch(NULL, pattern, &result);
    FcFontSetDestroy(own);
    return match;
}

FcPattern *pm_font_match(const pm_face *face, const char *families, const char *language,
                         const cairo_font_options_t *options)
{
    FcPattern *pattern = ask(face, families, language);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    cairo_ft_font_options_substitute(options, pattern);
    FcDefaultSubstitute(pattern);
    FcPattern *match = match_font(pattern);
    FcPatternDestroy(pattern);
    return match;
}

bool pm_font_match_is(FcPattern *match, const char *family)
{
    FcChar8 *name;
    return FcPatternGetString(match, FC_FAMILY, 0, &name) == FcResultMatch &&
           strcasecmp((const char *)name, family) == 0;
}

/* --- opening --- */

/* A file whose letters are taken as they are. */
static bool is_plain(FcPattern *match)
{
    FcMatrix *matrix;
    FcChar8 *variations;
    FcBool variable, embolden;
    int index;
    return FcPatternGetMatrix(match, FC_MATRIX, 0, &matrix) != FcResultMatch &&
           FcPatternGetString(match, FC_FONT_VARIATIONS, 0, &variations) != FcResultMatch &&
           (FcPatternGetBool(match, FC_VARIABLE, 0, &variable) != FcResultMatch || !variable) &&
           (FcPatternGetBool(match, FC_EMBOLDEN, 0, &embolden) != FcResultMatch || !embolden) &&
           FcPatternGetInteger(match, FC_INDEX, 0, &index) == FcResultMatch && index >> 16 == 0;
}

static cairo_scaled_font_t *scale(FcPattern *match, double size, const cairo_font_options_t *options)
{
    cairo_matrix_t sized, identity;
    cairo_matrix_init_scale(&sized, size, size);
    cairo_matrix_init_identity(&identity);
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(match);
    cairo_scaled_font_t *scaled = cairo_scaled_font_create(face, &sized, &identity, options);
    cairo_font_face_destroy(face);
    if (cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS) return scaled;
    cairo_scaled_font_destroy(scaled);
    return NULL;
}

static bool is_file(FcPattern *match, const char *file, int index)
{
    FcChar8 *name;
    int number;
    return FcPatternGetString(match, FC_FILE, 0, &name) == FcResultMatch &&
           FcPatternGetInteger(match, FC_INDEX, 0, &number) == FcResultMatch && number == index &&
           strcmp((const char *)name, file) == 0;
}

/* A face of the file, shared with a font that has it open. */
static hb_face_t *open_file(const char *file, int index, pm_first_font *others)
{
    for (; others; others = others->next)
        if (is_file(others->match, file, index)) return hb_face_reference(hb_font_get_face(others->shaper));
    hb_blob_t *blob = hb_blob_create_from_file(file);
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    return face;
}

static hb_font_t *create_shaper(const char *file, int index, double size, pm_first_font *others)
{
    hb_face_t *face = open_file(file, index, others);
    hb_font_t *shaper = hb_font_create(face);
    hb_face_destroy(face);
    hb_font_set_scale(shaper, (int)(size * PANGO_SCALE), (int)(size * PANGO_SCALE));
    hb_font_set_ptem(shaper, (float)size);
    return shaper;
}

pm_first_font *pm_first_font_open(FcPattern *match, const cairo_font_options_t *options,
                                  pm_first_font *others)
{
    FcChar8 *file;
    FcCharSet *characters;
    double size;
    int index;
    if (!is_plain(match) || FcPatternGetString(match, FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(match, FC_INDEX, 0, &index) != FcResultMatch ||
        FcPatternGetDouble(match, FC_PIXEL_SIZE, 0, &size) != FcResultMatch ||
        FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) != FcResultMatch)
        return NULL;
    cairo_scaled_font_t *scaled = scale(match, size, options);
    if (!scaled) return NULL;
    pm_first_font *font = pm_calloc(1, sizeof *font);
    FcPatternReference(match);
    *font = (pm_first_font){ .match = match,
                             .characters = characters,
                             .scaled = scaled,
                             .shaper = create_shaper((const char *)file, index, size, others),
                             .buffer = hb_buffer_create(),
                             .next = others };
    return font;
}

void pm_first_fonts_close(pm_first_font *font)
{
    while (font) {
        pm_first_font *next = font->next;
        hb_buffer_destroy(font->buffer);
        hb_font_destroy(font->shaper);
        cairo_scaled_font_destroy(font->scaled);
        FcPatternDestroy(font->match);
        free(font);
        font = next;
    }
}

cairo_scaled_font_t *pm_first_font_scaled(const pm_first_font *font)
{
    return font->scaled;
}

FcPattern *pm_first_font_match(const pm_first_font *font)
{
    return font->match;
}

bool pm_first_font_has(const pm_first_font *font, uint32_t character)
{
    return FcCharSetHasChar(font->characters, character);
}

/* --- shaping --- */

void pm_first_font_shape(const pm_first_font *font, const char *text, size_t length, PangoGlyphString *glyphs)
{
    unsigned count;
    hb_buffer_t *buffer = font->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_buffer_add_utf8(buffer, text, (int)length, 0, (int)length);
    hb_shape(font->shaper, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    pango_glyph_string_set_size(glyphs, (int)count);
    for (unsigned i = 0; i < count; i++) {
        PangoGlyphInfo *glyph = &glyphs->glyphs[i];
        glyph->glyph = infos[i].codepoint;
        glyph->geometry =
            (PangoGlyphGeometry){ positions[i].x_advance, positions[i].x_offset, -positions[i].y_offset };
        glyph->attr =
            (PangoGlyphVisAttr){ .is_cluster_start = i == 0 || infos[i].cluster != infos[i - 1].cluster };
        glyphs->log_clusters[i] = (int)infos[i].cluster;
    }
}

/* --- painting --- */

/* Which glyphs stand for which bytes; the array is the caller's. */
static cairo_text_cluster_t *find_clusters(const char *text, PangoGlyphItem *run, int *count)
{
    cairo_text_cluster_t *clusters = pm_calloc((size_t)run->glyphs->num_glyphs, sizeof *clusters);
    PangoGlyphItemIter at;
    *count = 0;
    for (gboolean more = pango_glyph_item_iter_init_start(&at, run, text); more;
         more = pango_glyph_item_iter_next_cluster(&at))
        clusters[(*count)++] =
            (cairo_text_cluster_t){ at.end_index - at.start_index, at.end_glyph - at.start_glyph };
    return clusters;
}

void pm_first_font_show(const pm_first_font *font, cairo_t *cr, const char *text, PangoGlyphItem *run,
                        double x, double y)
{
    int cluster_count, glyph_count = run->glyphs->num_glyphs, across = 0;
    cairo_text_cluster_t *clusters = find_clusters(text, run, &cluster_count);
    cairo_glyph_t *glyphs = pm_calloc((size_t)glyph_count, sizeof *glyphs);
    cairo_move_to(cr, x, y);
    cairo_get_current_point(cr, &x, &y); /* rounded as Pango's would be */
    for (int i = 0; i < glyph_count; i++) {
        const PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
        glyphs[i] =
            (cairo_glyph_t){ glyph->glyph, x + (double)(across + glyph->geometry.x_offset) / PANGO_SCALE,
                             y + (double)glyph->geometry.y_offset / PANGO_SCALE };
        across += glyph->geometry.width;
    }
    cairo_save(cr);
    cairo_set_scaled_font(cr, font->scaled);
    cairo_show_text_glyphs(cr, text, run->item->length, glyphs, glyph_count, clusters, cluster_count, 0);
    cairo_restore(cr);
    free(glyphs);
    free(clusters);
}
