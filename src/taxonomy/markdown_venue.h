/*
 * Venue and year: "CVPR 2023", "arXiv 2023.05", "[2023/03]", "ICLR'24", "NeurIPS-21", "Preprint Feb 2021".
 */
#ifndef PM_TAXONOMY_MARKDOWN_VENUE_H
#define PM_TAXONOMY_MARKDOWN_VENUE_H

#include <stdbool.h>
#include <stddef.h>

/* How much the place of a text speaks for a venue. */
typedef enum pm_md_trust {
    PM_MD_TRUST_WORDS, /* anywhere: only names that we know, or dates */
    PM_MD_TRUST_PLACE, /* behind a title, or in brackets before one: a name that we don't know must bring a
                          year */
    PM_MD_TRUST_CELL,  /* a column or badge of venues: anything goes */
} pm_md_trust;

typedef struct pm_md_venue {
    char name[160]; /* "" when only a date was found */
    char year[8];   /* four digits or "" */
    char yymm[8];   /* "arXiv 1712": a date only if the paper's link says so too; else "" */
    bool known;     /* the name is one of ours */
} pm_md_venue;

/* True when the whole text is a venue, a date or both. */
bool pm_md_venue_match(const char *text, size_t length, pm_md_trust trust, pm_md_venue *venue);

/* The same for the last of several separated by ';' ("arXiv 1712; ICCV Workshop 2017"). */
bool pm_md_venue_match_last(const char *text, size_t length, pm_md_trust trust, pm_md_venue *venue);

#endif
