/*
 * Back ends: each turns a scene into the bytes of one format, appended to `out`.
 *
 * They only read the scene, so one scene serves several. False, with an error added, when the format cannot
 * hold the picture; `out` is then left as it was or incomplete, and not to be used.
 */
#ifndef PM_PAINT_PAINT_H
#define PM_PAINT_PAINT_H

#include "scene/scene.h"
#include "support/strbuf.h"

typedef enum pm_svg_text {
    PM_SVG_TEXT_LIVE,   /* <text>: selectable, searchable; the viewer's fonts */
    PM_SVG_TEXT_EMBED,  /* the same, with the letters used as fonts in the file */
    PM_SVG_TEXT_OUTLINE /* glyphs as shapes */
} pm_svg_text;

typedef struct pm_paint_options {
    double scale; /* pixels per point, PNG only; 0: 2, or less where the map is large */
    pm_svg_text svg_text;
    bool has_dark;            /* SVG: the scene's colours for dark pages, too */
    const char *language;     /* of the list's texts, as a BCP 47 tag; NULL: English */
    const char *author;       /* PDF and PPTX metadata; NULL: none */
    long long date;           /* the same: seconds since 1970; negative: none */
    const char *const *files; /* SVG: the names of the files that hold the document's pages; NULL: none */
    const struct pm_html_extras *html; /* HTML only: what the page shows beside the map; NULL: nothing */
} pm_paint_options;

typedef bool pm_painter(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                        pm_diagnostics *diagnostics);

/* Several scenes as one document: a page for each. */
typedef bool pm_pages_painter(const pm_scene *const *scenes, size_t count, const pm_paint_options *options,
                              pm_strbuf *out, pm_diagnostics *diagnostics);

pm_pages_painter pm_paint_pdf_pages, pm_paint_pptx_pages;

pm_painter pm_paint_png, pm_paint_pdf, pm_paint_pptx, pm_paint_svg, pm_paint_html, pm_paint_json;

#endif
