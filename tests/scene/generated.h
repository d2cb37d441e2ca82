/*
 * Generated trees: any number of papers, depth, titles of 1 to 300 characters in several scripts, from a
 * seed.
 */
#ifndef PM_TESTS_SCENE_GENERATED_H
#define PM_TESTS_SCENE_GENERATED_H

#include <stdint.h>

#include "papermap.h"

typedef struct random_state {
    uint64_t state;
} random_state;

uint32_t next_random(random_state *r);
uint32_t below(random_state *r, uint32_t limit);

/* A random tree of about `papers` papers and at most `depth` levels; pm_taxonomy_destroy() it. */
pm_taxonomy *make_tree(random_state *r, uint32_t papers, int depth);

#endif
