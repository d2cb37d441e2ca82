/*
 * Fitting a map to a page: the arrangement whose text is largest when the map is scaled into it.
 *
 * What may vary: the direction (right, both, down, columns), which branches stand in which column, and
 * where titles wrap, within the style's bounds. What may not: reading order and the style's proportions. The
 * search is deterministic: plain directions are laid out by the engine, columns are planned on the measured
 * boxes alone (layout/columns_fit.h).
 */
#ifndef PM_SCENE_FIT_H
#define PM_SCENE_FIT_H

#include "graph/map.h"
#include "layout/layout.h"

/*
 * Arranges the map for its page (map->page); lay it out and compose it after. With `direction`, only that one
 * is tried. False, with errors added, when the engine fails.
 */
bool pm_fit_map(pm_map *map, pm_layout *layout, const char *direction, pm_diagnostics *diagnostics);

/* The size of the smallest text of the map, points. */
double pm_fit_smallest_text(const pm_map *map);

/* Says with notes what the fit came to, and warns when text is smaller than the style's min-size. `zoom` is
 * that of the composed scene. */
void pm_fit_report(const pm_map *map, double zoom, pm_diagnostics *diagnostics);

#endif
