/*
 * A taxonomy as a flat list of entries:
 * {"entries":[{"path":[...],"title":...,"url":...,"venue":...,"year":...,"links":{...}}]}.
 */
#ifndef PM_TAXONOMY_JSON_ENTRIES_H
#define PM_TAXONOMY_JSON_ENTRIES_H

#include "support/strbuf.h"
#include "taxonomy/taxonomy.h"

/*
 * Appends the JSON. `path` holds the names of the groups as written, from the first level down; `url` is the
 * link labelled PAGE, else the first that leads to the paper itself, else the first; what is absent is null.
 * `abbr` and `authors` stand there only when known.
 */
void pm_taxonomy_write_json_entries(const pm_taxonomy *taxonomy, pm_strbuf *out);

#endif
