/*
 * Laying a map out: what an engine needs to know goes to the graph; the places come back as the first half of
 * a scene (pm_scene_take_places() in scene/scene.h).
 */
#ifndef PM_SCENE_PLACES_H
#define PM_SCENE_PLACES_H

#include "graph/map.h"
#include "layout/layout.h"

/* Lays the map out; "mindmap" is asked in the short way unless the graph is complete, every other engine with
 * a complete graph and its defaults. False with an error added; else pm_layout_release() of `map->laid_out`
 * before the next. */
bool pm_map_lay_out(pm_map *map, pm_layout *layout, pm_diagnostics *diagnostics);

#endif
