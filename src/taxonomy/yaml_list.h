/*
 * The small parts of a list in YAML: its keys, texts and papers. The forms are yaml_reader.c's.
 */
#ifndef PM_TAXONOMY_YAML_LIST_H
#define PM_TAXONOMY_YAML_LIST_H

#include "support/yaml.h"
#include "taxonomy/taxonomy.h"

typedef struct pm_list_reader {
    pm_taxonomy *taxonomy;
    const pm_source *source;
    const pm_yaml_limits *limits;
    pm_diagnostics *diagnostics;
} pm_list_reader;

/* Add an error: any; that what was found is not what is expected (`hint` may be NULL). */
void pm_list_report(const pm_list_reader *r, const char *code, pm_mark at, const char *message);
void pm_list_wrong_shape(const pm_list_reader *r, const char *what, const pm_yaml *found,
                         const char *expected, const char *hint);

/* Warns of every key that is none of the known ones (ended by NULL). */
void pm_list_unknown_keys(const pm_list_reader *r, const pm_yaml *mapping, const char *const *known);

/* Not there, or null. */
static inline bool pm_list_is_absent(const pm_yaml *value)
{
    return !value || pm_yaml_is_null(value);
}

/* A copy in which runs of blanks are one blank, and none stands at either end; NULL when nothing is left. */
char *pm_list_fold(pm_arena *arena, const char *text, size_t length);

/* The folded text of `value`; NULL when absent, empty, or (an error) no text. */
const char *pm_list_text(const pm_list_reader *r, const char *what, const pm_yaml *value);

/* The paper that a mapping describes, with the title "" if it has none (an error); it stands nowhere yet. */
pm_node *pm_list_make_paper(const pm_list_reader *r, const pm_yaml *mapping);

/*
 * Makes the papers of a list while it is read, so that the tree of the YAML never holds them all; what was
 * made is the node. A paper of which anything is to be said stays in the tree, to be made, and that said, in
 * its turn. `quiet.diagnostics` are its own.
 */
typedef struct pm_paper_taker {
    pm_yaml_taker taker; /* first, so that it is known by it */
    pm_list_reader quiet;
} pm_paper_taker;

pm_paper_taker pm_paper_taker_create(const pm_list_reader *r);
void pm_paper_taker_finish(pm_paper_taker *taker);

#endif
