/*
 * Strokes as a hand draws them: an exact outline or connector becomes one that strays from it a little.
 *
 * How far is the style's choice (points); which way follows from the style's seed and the id of what is
 * drawn, so that the same map has the same strokes on every run, and a node keeps its own when others come or
 * go.
 */
#ifndef PM_SCENE_SKETCH_H
#define PM_SCENE_SKETCH_H

#include "scene/scene.h"
#include "support/arena.h"

/* Whose stroke: an id and a number among those of the same id. */
typedef struct pm_stroke {
    const pm_sketch_style *style;
    const char *id;
    uint32_t number;
} pm_stroke;

/* The curve drawn by hand: `strokes` times, there and back in one go. It strays by `roughness` points, and by
 * a quarter more and half a point where it swings through a bend; its ends stay nearly in place. Lives in
 * `arena`. */
pm_curve pm_sketch_curve(const pm_stroke *stroke, const pm_curve *exact, pm_arena *arena);

/* The outline of a box with rounded corners, drawn round and round; small boxes are drawn with more care. */
pm_curve pm_sketch_box(const pm_stroke *stroke, pm_box box, double radius, pm_arena *arena);

#endif
