/*
 * A part of a taxonomy as a taxonomy of its own: one group with what leads to it from the root.
 */
#ifndef PM_TAXONOMY_PART_H
#define PM_TAXONOMY_PART_H

#include "taxonomy/taxonomy.h"

/* Which papers: those of a group, `count` of them from the `first` on, in data order. */
typedef struct pm_part {
    const pm_node *group;
    bool own_only; /* papers right in the group, not those of groups below it */
    size_t first, count;
    const char *suffix; /* behind the group's display name: " (1/2)"; NULL: none */
} pm_part;

/* The papers that a part without limits has. */
size_t pm_part_size(const pm_node *group, bool own_only);

/* The part's papers with the groups above them. Texts and links stay the whole's, which must outlive it;
 * pm_taxonomy_destroy() it. */
pm_taxonomy *pm_taxonomy_part(const pm_taxonomy *whole, const pm_part *part);

#endif
