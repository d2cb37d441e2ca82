/*
 * What the parts of composing share: the scene being made, and adding an item to it.
 */
#ifndef PM_SCENE_COMPOSER_H
#define PM_SCENE_COMPOSER_H

#include "scene/scene.h"

typedef struct composer {
    pm_scene *scene;
    pm_map *map;
    bool is_mindmap;  /* connectors and sides are as our engine draws them */
    pm_point shift;   /* from the graph's corner to the page's */
    pm_point stretch; /* 1, or more where the engine made boxes too small for their text */
    pm_box legend;    /* its room on the page */
    size_t item_capacity;
    const char *id;   /* of the group being composed: whose strokes */
    uint32_t strokes; /* how many it has */
} composer;

/* Room for as many items, in the scene's arena; those that there are move. */
void composer_reserve_items(composer *c, size_t capacity);

/* A zeroed one of this kind, valid until the next. */
pm_item *composer_add_item(composer *c, pm_item_kind kind);
void composer_begin_group(composer *c, const char *id, const char *class_name, const char *tooltip);
void composer_end_group(composer *c);

/* Whether strokes are drawn by hand. */
bool composer_is_sketched(const composer *c);

/* Nothing when neither fill nor stroke can be seen. By hand: the outline is a path, in the fill's colour
 * where the box has no border; what is too small for that stays exact. */
void composer_add_box(composer *c, pm_box box, double radius, pm_colour fill, pm_colour stroke,
                      double stroke_width);

/* `run` counts from the box's corner. */
void composer_add_text(composer *c, const pm_run *run, pm_box box);

/* A run of its own, in the scene's arena, at 0, 0. */
pm_run *composer_make_run(composer *c, pm_font *font, const char *text, pm_colour colour);

/* The mark of an entry of the legend: a bar in its hue, and in its pattern where the style has those. */
void composer_add_mark(composer *c, const pm_encoding_entry *entry, pm_box bar);

#endif
