/*
 * The legend: what colours, sizes and marks of a map mean, in a row below it that wraps.
 */
#ifndef PM_SCENE_LEGEND_H
#define PM_SCENE_LEGEND_H

#include "layout/flow.h"
#include "scene/composer.h"

/* The blocks of the map's legend; none where there is nothing to tell. In the map's arena. */
pm_flow pm_legend_flow(const pm_map *map);

/* Adds the legend in its room. */
void pm_legend_compose(composer *c);

#endif
