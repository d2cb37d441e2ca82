/*
 * Painting a scene with cairo: what PNG and PDF share.
 */
#ifndef PM_PAINT_CAIRO_CANVAS_H
#define PM_PAINT_CAIRO_CANVAS_H

#include <cairo.h>

#include "scene/scene.h"

/* Paints the background (when it is not transparent) and every item, in points. */
void pm_canvas_paint(cairo_t *cr, const pm_scene *scene);

#endif
