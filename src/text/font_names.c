#include "text/font_names.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <string.h>
#include <strings.h>

#include "text/font_pieces.h"

/* The last English name of several: fontconfig lists the family of all weights (OpenType name 16) before the
 * family of four (name 1). NULL when there is none. */
static const char *last_name(FcPattern *pattern, const char *what, const char *language)
{
    const char *found = NULL;
    FcChar8 *name, *spoken;
    for (int i = 0; FcPatternGetString(pattern, what, i, &name) == FcResultMatch; i++) {
        bool english = FcPatternGetString(pattern, language, i, &spoken) != FcResultMatch ||
                       strncasecmp((const char *)spoken, "en", 2) == 0;
        if (!found || english) found = (const char *)name;
    }
    return found;
}

static const char *family_of(PangoFont *font)
{
    /* the font may be gone before the name is written */
    return g_intern_string(
        last_name(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_FAMILY, FC_FAMILYLANG));
}

static bool has_style(PangoFont *font, const char *word)
{
    const char *style = last_name(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_STYLE, FC_STYLELANG);
    return style && strstr(style, word);
}

static bool is_east_asian(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_YI:
        return true;
    default:
        return false;
    }
}

/* Scripts from Hebrew to Khmer and Mongolian, and the Arabic presentation forms. */
static bool is_complex(gunichar c)
{
    return g_unichar_isalpha(c) &&
           ((c >= 0x0590 && c < 0x10A0) || (c >= 0x1200 && c < 0x13A0) || (c >= 0x1700 && c < 0x1AB0) ||
            (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00));
}

static void learn_piece(PangoFont *font, const char *text, size_t length, pm_font_names *names)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!names->east_asian && is_east_asian(c)) names->east_asian = family_of(font);
        if (!names->complex && is_complex(c)) names->complex = family_of(font);
    }
}

/* The font that sets Latin letters: of the families the first that is installed. */
static PangoFont *latin_font(pm_font *font)
{
    PangoFont *found = pm_font_of_ascii(font, "x", 1);
    if (found) return found;
    GSList *runs = pango_layout_get_line_readonly(pm_font_lay_out(font, "x", 1, false), 0)->runs;
    return ((PangoGlyphItem *)runs->data)->item->analysis.font;
}

pm_font_names pm_font_names_of(pm_font *font, const char *text, size_t length, bool rtl)
{
    PangoFont *latin = latin_font(font);
    pm_font_names names = { .latin = family_of(latin),
                            .bold = has_style(latin, "Bold"),
                            .italic = has_style(latin, "Italic") || has_style(latin, "Oblique") ||
                                      pm_font_face(font)->italic };
    if (pm_text_is_simple(text, length)) return names;
    size_t count;
    pm_font_piece *pieces = pm_font_split(font, text, length, rtl, &count);
    for (size_t i = 0; i < count; i++)
        learn_piece(pieces[i].font, text + pieces[i].start, pieces[i].length, &names);
    pm_font_pieces_free(pieces, count);
    return names;
}
