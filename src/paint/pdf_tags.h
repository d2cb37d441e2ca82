/*
 * A PDF page with its structure (PDF 1.7, 14.8): what is a heading, a list, a link, in reading order.
 *
 * In a Document: the root as H1; each group a Sect with its name as H2 to H6; papers as a list (L, LI, LBody)
 * of their text (P) and links (Link); other lines of text as paragraphs (P). Regions, connectors and borders
 * are in no tag.
 */
#ifndef PM_PAINT_PDF_TAGS_H
#define PM_PAINT_PDF_TAGS_H

#include <cairo.h>

#include "scene/scene.h"

/* Paints the scene's items with tags and links, the context being scaled already; background and Document are
 * the caller's. */
void pm_pdf_paint_tagged(cairo_t *cr, const pm_scene *scene, double scale);

#endif
