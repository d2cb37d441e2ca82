/*
 * Joining lists: a list may be kept in several files.
 */
#ifndef PM_TAXONOMY_JOIN_H
#define PM_TAXONOMY_JOIN_H

#include "taxonomy/taxonomy.h"

/* Moves all that `from` holds behind what `into` holds; what stands at the top of both under one name becomes
 * one group. `into` takes the title of `from` when it has none. `from` is left empty, but owns the memory: it
 * must live as long as `into`. */
void pm_taxonomy_join(pm_taxonomy *into, pm_taxonomy *from);

#endif
