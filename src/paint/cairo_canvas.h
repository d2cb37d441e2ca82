/*
 * Painting a scene with cairo: what PNG and PDF share.
 */
#ifndef PM_PAINT_CAIRO_CANVAS_H
#define PM_PAINT_CAIRO_CANVAS_H

#include <cairo.h>

#include "scene/scene.h"

/* Called around links and groups while painting; both may be NULL. */
typedef struct pm_canvas_hooks {
    void (*link_begin)(cairo_t *cr, const char *url, pm_box area, void *context);
    void (*link_end)(cairo_t *cr, void *context);
    void *context;
} pm_canvas_hooks;

/* Paints the background (when it is not transparent) and every item, in points. */
void pm_canvas_paint(cairo_t *cr, const pm_scene *scene, const pm_canvas_hooks *hooks);

#endif
