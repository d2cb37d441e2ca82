/*
 * The rules of a good picture, whatever it shows: nothing overlaps, no leaf leaves its cluster, sibling
 * clusters are disjoint, every text lies in its box, order is data order, no connector crosses a box or
 * another connector. A rule that is broken fails the test and says where.
 */
#ifndef PM_TESTS_SCENE_SOUND_H
#define PM_TESTS_SCENE_SOUND_H

#include "papermap.h"

/* The direction decides what order means. */
void check_scene(const pm_scene *scene, const char *direction);

/* What holds for every engine: no two nodes overlap, every text lies in its box. */
void check_nodes(const pm_scene *scene);

/* The rule for connectors alone (crossings.c). */
void check_connectors(const pm_scene *scene);

/* What tests of more rules need: boxes that overlap, or lie in another; a point of a cubic Bézier. */
bool overlap(pm_box a, pm_box b);
bool contains(pm_box outer, pm_box inner);
pm_point bezier_at(const pm_point *p, double t);

/* Positions go through Graphviz's inches and Béziers: so many points do not matter. */
static const double tolerance = 0.06;

#endif
