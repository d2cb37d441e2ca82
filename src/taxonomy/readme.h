/*
 * The README's side of a list: the tables that stand between its markers, and the time of their last change.
 *
 * Only what stands between the two pairs of markers is written; every other byte of the file stays.
 * docs/README_SECTIONS.md says what it looks like.
 */
#ifndef PM_TAXONOMY_README_H
#define PM_TAXONOMY_README_H

#include <stdint.h>

#include "taxonomy/readme_config.h"
#include "taxonomy/taxonomy.h"

/* Appends the tables and the count of papers, lines ended by "\n". */
void pm_readme_write_tables(const pm_taxonomy *taxonomy, const pm_readme_config *config, pm_strbuf *out);

/* A README with its sections rewritten. */
typedef struct pm_readme {
    bool changed;   /* whether the main section differs; if not, `text` equals what was read */
    pm_strbuf text; /* the whole new file; owned */
    /* The main section between its markers, before (in the source) and after (in `text`), and the line it
     * begins in. */
    const char *before, *after;
    size_t before_length, after_length;
    uint32_t first_line;
} pm_readme;

/* Rewrites the sections of `source`: the time is `when` in the configured zone, if the main section changes.
 * False, with errors added, when a marker is missing, doubled or misplaced or the zone is unknown. The caller
 * finishes `readme` in either case. */
bool pm_readme_rewrite(const pm_source *source, const pm_taxonomy *taxonomy, const pm_readme_config *config,
                       int64_t when, pm_readme *readme, pm_diagnostics *diagnostics);
void pm_readme_finish(pm_readme *readme);

#endif
