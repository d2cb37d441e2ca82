/*
 * The connectors from each node to its children.
 *
 * Connectors of one parent share their beginning. Where their colours differ it is drawn once, in the
 * parent's colour, and each child's arm in the child's own: a trunk that took the last branch's hue would
 * lie about the others.
 */
#ifndef PM_SCENE_COMPOSE_EDGES_H
#define PM_SCENE_COMPOSE_EDGES_H

#include "scene/composer.h"

/* Moves the scene's edges to their places on the page and adds a group of their paths. */
void pm_compose_edges(composer *c);

#endif
