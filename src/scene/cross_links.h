/*
 * Cross-links: a dashed line between the places of one paper, in lanes beside the papers, so that it crosses
 * no box.
 *
 * In a tree, papers stand in the last column: from each the way outwards is free, to lanes along the map's
 * outer side (and below it, from one side to the other). In columns a line leaves to the right into the free
 * strip beside its column, and where other columns are in its way, below them: each node keeps such strips
 * (content->lanes) right of each of its columns and below them.
 */
#ifndef PM_SCENE_CROSS_LINKS_H
#define PM_SCENE_CROSS_LINKS_H

#include "scene/composer.h"

/* Whether the map has any to draw: its style asks for them, and a paper stands twice. */
bool pm_cross_links_are_drawn(const pm_map *map);

/* What lanes take outside of the laid-out graph, points. */
typedef struct pm_insets {
    double left, right, bottom;
} pm_insets;

/* As the map is arranged now; nothing where it draws no cross-links. */
pm_insets pm_cross_insets(const pm_map *map);

/* Adds the lines; the scene's nodes and clusters have their places already. */
void pm_cross_links_compose(composer *c);

#endif
