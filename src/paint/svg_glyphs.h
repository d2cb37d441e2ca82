/*
 * Glyphs as SVG shapes, each written once and used by reference.
 */
#ifndef PM_PAINT_SVG_GLYPHS_H
#define PM_PAINT_SVG_GLYPHS_H

#include "graph/content.h"
#include "support/strbuf.h"

typedef struct pm_svg_glyphs pm_svg_glyphs;

pm_svg_glyphs *pm_svg_glyphs_create(void);
void pm_svg_glyphs_destroy(pm_svg_glyphs *glyphs); /* NULL is fine */

/* Makes every glyph of the run known; false when one of them has ink but no outline (a bitmap). */
bool pm_svg_glyphs_add_run(pm_svg_glyphs *glyphs, const pm_run *run);

/* Appends <use> elements for a run that was added, its baseline's left end at x, y. */
void pm_svg_glyphs_write_run(pm_svg_glyphs *glyphs, const pm_run *run, double x, double y, pm_strbuf *out);

/* Appends <defs> with all shapes so far. */
void pm_svg_glyphs_write_defs(const pm_svg_glyphs *glyphs, pm_strbuf *out);

#endif
