/*
 * Painting lines, and going through their glyphs: by runs of one font, of the same words that were measured.
 */
#include <pango/pangofc-font.h>

#include "support/utf8.h"
#include "text/font_pieces.h"
#include "text/font_words.h"

/* --- painting --- */

/* What painting does with a run of glyphs in one font; it begins at x (points, from the line's start).
 * `first` is the first font that the run is of, and the run's own font is then not set; NULL where Pango
 * chose. */
typedef void run_visitor(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                         void *context);

typedef struct piece_context {
    run_visitor *each;
    void *context;
} piece_context;

static void visit_layout(PangoLayout *layout, double x, const piece_context *piece)
{
    const char *text = pango_layout_get_text(layout);
    for (GSList *run = pango_layout_get_line_readonly(layout, 0)->runs; run; run = run->next) {
        PangoGlyphItem *item = run->data;
        piece->each(text, item, NULL, x, piece->context);
        x += pango_glyph_string_get_width(item->glyphs) / (double)PANGO_SCALE;
    }
}

static void visit_short_word(pm_word *w, double x, const piece_context *piece)
{
    if (!w->glyphs) {
        w->glyphs = pango_glyph_string_new();
        pm_font_shape_short(w->font, w->text, w->length, w->glyphs);
    }
    PangoItem item = { .length = (int)w->length, .num_chars = (int)pm_utf8_count(w->text, w->length) };
    if (!w->font->first) item.analysis = pm_font_short_analysis(w->font);
    PangoGlyphItem run = { .item = &item, .glyphs = w->glyphs };
    piece->each(w->text, &run, w->font->first, x, piece->context);
}

static void visit_word(pm_word *w, double x, void *context)
{
    if (pm_font_is_short(w->font, w->text, w->length)) {
        visit_short_word(w, x, context);
        return;
    }
    if (!w->layout) w->layout = pm_font_create_layout(w->font, w->text, w->length);
    visit_layout(w->layout, x, context);
}

/* Calls `each` for every run of glyphs: of simple text's words, which are shaped alone, or else of the whole.
 */
static void visit_runs(pm_font *font, const char *text, size_t length, bool rtl, run_visitor *each,
                       void *context)
{
    piece_context piece = { each, context };
    if (pm_text_is_simple(text, length)) {
        pm_font_walk_words(font, text, length, 0, length, visit_word, &piece);
        return;
    }
    visit_layout(pm_font_lay_out(font, text, length, rtl), 0, &piece);
}

typedef struct show_context {
    cairo_t *cr;
    double x, y;
} show_context;

static void show_run(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                     void *context)
{
    const show_context *show = context;
    if (first) {
        pm_first_font_show(first, show->cr, text, run, show->x + x, show->y);
        return;
    }
    cairo_move_to(show->cr, show->x + x, show->y);
    pango_cairo_show_glyph_item(show->cr, text, run);
}

void pm_font_show(pm_font *font, cairo_t *cr, const char *text, size_t length, bool rtl, double x, double y)
{
    show_context show = { cr, x, y };
    visit_runs(font, text, length, rtl, show_run, &show);
}

typedef struct visit_context {
    pm_glyph_visitor *each;
    void *context;
    bool left_out;
} visit_context;

static pm_glyph_font font_of(const PangoGlyphItem *run, const pm_first_font *first)
{
    if (first) return (pm_glyph_font){ pm_first_font_scaled(first), pm_first_font_match(first) };
    PangoFont *font = run->item->analysis.font;
    return (pm_glyph_font){ pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)),
                            pango_fc_font_get_pattern(PANGO_FC_FONT(font)) };
}

static void visit_run(const char *text, PangoGlyphItem *run, const pm_first_font *first, double x,
                      void *context)
{
    (void)text;
    visit_context *visit = context;
    double at = x * PANGO_SCALE;
    pm_glyph_font font = font_of(run, first);
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
        bool has_ink = glyph->glyph != PANGO_GLYPH_EMPTY;
        bool is_known = font.scaled && !(glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG);
        if (has_ink && is_known)
            visit->each(&font, glyph->glyph, (at + glyph->geometry.x_offset) / PANGO_SCALE,
                        glyph->geometry.y_offset / (double)PANGO_SCALE, visit->context);
        visit->left_out = visit->left_out || (has_ink && !is_known);
        at += glyph->geometry.width;
    }
}

bool pm_font_visit_glyphs(pm_font *font, const char *text, size_t length, bool rtl, pm_glyph_visitor *each,
                          void *context)
{
    visit_context visit = { .each = each, .context = context };
    visit_runs(font, text, length, rtl, visit_run, &visit);
    return !visit.left_out;
}
