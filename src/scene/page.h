/*
 * Pages: the names of sizes that a map can be fitted to, and what a page keeps for itself around the map.
 */
#ifndef PM_SCENE_PAGE_H
#define PM_SCENE_PAGE_H

#include "graph/map.h"
#include "layout/columns_fit.h"
#include "support/geometry.h"

enum { PM_POINTS_PER_INCH = 72 };

/* Reads "1600x900", "16:9", "4:3", "a4", "a4-landscape", "letter" or "github"; `text` becomes the page's name
 * and must outlive it. False for anything else, or a side that is no number from 16 to 100,000. */
bool pm_page_parse(const char *text, pm_page *page);

/* "38 papers · 14 topics · 5 categories" */
const char *pm_map_summary(const pm_map *map, pm_arena *arena);

/* The room that the map's page leaves for the map: INFINITY where there is no page. */
pm_room pm_page_room(const pm_map *map);

/* Pixels of the page for a point of a map that has been laid out; 1 where it has no page. */
double pm_page_zoom(const pm_map *map);

/* The whole page around a map of this size, in points. */
pm_point pm_page_size(const pm_map *map, const pm_room *room, pm_point size);

#endif
