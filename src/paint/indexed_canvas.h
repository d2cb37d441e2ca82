/*
 * Painting a scene as a picture of at most 256 colours.
 */
#ifndef PM_PAINT_INDEXED_CANVAS_H
#define PM_PAINT_INDEXED_CANVAS_H

#include "paint/indexed.h"
#include "scene/scene.h"

/*
 * The scene at `scale` pixels per point, `width` × `height` pixels; the caller destroys it. NULL when the
 * scene has more colours than a palette holds however coarsely edges are smoothed, or glyphs with colours of
 * their own.
 */
pm_indexed *pm_indexed_paint(const pm_scene *scene, double scale, size_t width, size_t height);

#endif
