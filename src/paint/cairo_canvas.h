/*
 * Painting a scene with cairo: what PDF and a PNG of many colours share.
 */
#ifndef PM_PAINT_CAIRO_CANVAS_H
#define PM_PAINT_CAIRO_CANVAS_H

#include <cairo.h>

#include "scene/scene.h"

/* Paints the background (when it is not transparent) and every item on a surface of pixels, `scale` of them a
 * point: letters are fitted to its rows (text/pixel_font.h). */
void pm_canvas_paint_pixels(cairo_t *cr, const pm_scene *scene, double scale);

/* Its parts on any surface, in points: the background, and one item (groups and links are nothing to paint).
 */
void pm_canvas_paint_background(cairo_t *cr, const pm_scene *scene);
void pm_canvas_paint_item(cairo_t *cr, const pm_item *item);

/* Adds a box's outline, or the curves of a path item, to the current path, in points. */
void pm_canvas_trace_box(cairo_t *cr, pm_box box, double radius);
void pm_canvas_trace_path(cairo_t *cr, const pm_item *item);

/* Strokes the current path as everything is stroked here: with round ends and joins. */
void pm_canvas_stroke(cairo_t *cr, double width);

/* The same with the width and the dashes of a path item. */
void pm_canvas_stroke_path(cairo_t *cr, const pm_item *item);

#endif
