/*
 * What the picture of a difference has beside what every map has: marked boxes, arrows, a legend.
 */
#ifndef PM_SCENE_COMPOSE_CHANGES_H
#define PM_SCENE_COMPOSE_CHANGES_H

#include "scene/composer.h"

/* A line through a run of text, through the middle of its small letters. */
void pm_compose_strike(composer *c, const pm_run *run, double x, double baseline);

/* The line around a node that changed, and its ground: below its text. */
void pm_compose_mark(composer *c, const pm_content *content, pm_box box);

/* The region of a group that changed as a whole. */
void pm_compose_marked_region(composer *c, const pm_content *group, pm_box box);

/* The hue of a group's region: its own, but for a group of which only the name changed. */
const pm_hue *pm_region_hue(const composer *c, const pm_content *group);

/* How the way to a child is drawn: in its hue, and dashed when it leads to what is gone. */
pm_colour pm_marked_line(const pm_content *child);
double pm_mark_dash(const pm_content *content);

/* What the marks mean, above the map, and what that takes there: 0, 0 for other maps. */
void pm_compose_changes_legend(composer *c);
pm_point pm_changes_legend_size(const pm_map *map);

/* Arrows from the places that were left to the new ones, in lanes that make the page wider. */
void pm_compose_moves(composer *c);

#endif
