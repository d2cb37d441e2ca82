/*
 * Drawing a picture for a test: from a taxonomy to a scene, by name of style, engine and direction.
 */
#ifndef PM_TESTS_SCENE_DRAWN_H
#define PM_TESTS_SCENE_DRAWN_H

#include "papermap.h"
#include "scene/fit.h"
#include "scene/page.h"

typedef struct picture {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_map *map;
    pm_layout *layout;
    pm_scene *scene;
} picture;

/* What pictures tell besides their trees (in columns, children then stand in random ones); NULL: nothing. */
extern const pm_encoding_style *told;

/* With a page and no direction the map is fitted to the page; with both it is scaled into it. discard() it.
 */
picture draw_on(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                const char *direction, const pm_page *page);
picture draw(const pm_taxonomy *taxonomy, const char *style_name, const char *engine, const char *direction);
/* Arranged for the page (NULL: for none) in this direction, as --fit with --direction does. */
picture draw_fitted(const pm_taxonomy *taxonomy, const char *style_name, const char *direction,
                    const pm_page *page);
/* The picture of a difference, in a style that grows to the right. */
picture draw_changes(const pm_difference_map *changes, const char *style_name);
void discard(picture *p);

/* JSON and SVG of both are the same (PNG and PDF: tests/cli/test_render.sh). */
void check_same_bytes(const picture *a, const picture *b);

/* For cmocka's groups: fonts that all pictures share. */
int open_fonts(void **state);
int close_fonts(void **state);

#endif
