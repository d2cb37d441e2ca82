/*
 * A scene as the shapes of a slide: what a person would draw there. Lines of one title become one text; the
 * text in a box, or in a button, becomes the box's own; what belongs to a node becomes a group that moves as
 * one.
 */
#ifndef PM_PAINT_PPTX_SHAPES_H
#define PM_PAINT_PPTX_SHAPES_H

#include "scene/scene.h"

typedef enum pm_shape_kind {
    PM_SHAPE_GROUP_BEGIN, /* its box is around all in it */
    PM_SHAPE_GROUP_END,
    PM_SHAPE_BOX,  /* with text, or without */
    PM_SHAPE_PATH, /* connectors */
    PM_SHAPE_TEXT  /* text alone */
} pm_shape_kind;

/* Which edges the lines of a text share. */
enum { PM_SHARE_LEFT = 1, PM_SHARE_CENTRE = 2, PM_SHARE_RIGHT = 4 };

typedef struct pm_shape {
    pm_shape_kind kind;
    pm_box box;
    const pm_item *item;       /* of a box or path */
    const pm_item *lines;      /* of text: the first item; the others follow it */
    size_t line_count;         /* 0: no text */
    pm_box text;               /* around the lines */
    int shared;                /* edges of the lines */
    const pm_item *link;       /* NULL: none */
    const pm_item *group;      /* the scene's group that it stands for: a group's begin, or its only shape */
    const pm_content *content; /* of that group: a node's or a region's; NULL: neither */
} pm_shape;

/* The shapes in painting order. They live in the arena, and point into the scene. */
const pm_shape *pm_shapes_of(const pm_scene *scene, pm_arena *arena, size_t *count);

/* Where the line's own box begins: its font's line height around the baseline. */
double pm_line_top(const pm_item *text);

#endif
