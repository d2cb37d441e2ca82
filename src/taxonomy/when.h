/*
 * When and where a paper appeared, read from the texts of its year and venue.
 */
#ifndef PM_TAXONOMY_WHEN_H
#define PM_TAXONOMY_WHEN_H

#include "support/arena.h"
#include "taxonomy/taxonomy.h"

/* A year, and a month from 1, 0 where it is not known. */
typedef struct pm_when {
    int year, month;
} pm_when;

/* Reads "2024" or "2024-06"; false for anything else (NULL, "in press", a month that is none). */
bool pm_when_parse(const char *text, pm_when *when);

/*
 * Whether all that the paper's date may be lies within the last `months` months (1: this month alone), so
 * that nothing older is called new: a year without month is new when its January is, which needs as many
 * months as this year has had. What lies ahead is new. `now` has a month.
 */
bool pm_when_is_new(pm_when when, pm_when now, int months);

/* The date of a time in seconds since 1970, UTC. */
pm_when pm_when_of_time(long long seconds);

/*
 * The series that a venue belongs to: "ICML 2019", "ICML'19", "ICML Workshop", "Proceedings of ICML" and
 * "Workshop@ICML" are "ICML"; "NIPS" is "NeurIPS", "arXiv:2401.1" "arXiv". What is nothing but such additions
 * stays as it is. NULL for no venue (NULL, "N/A"). In the arena.
 */
const char *pm_venue_series(const char *venue, pm_arena *arena);

#endif
