/*
 * A difference as text, as Markdown and as JSON.
 */
#ifndef PM_TAXONOMY_DIFFERENCE_WRITE_H
#define PM_TAXONOMY_DIFFERENCE_WRITE_H

#include "support/strbuf.h"
#include "taxonomy/difference.h"

/* For a terminal: the summary, then the changes by place, one a line with its mark. With `colours`, in ANSI
 * colours. Control characters are shown escaped. */
void pm_difference_write_text(const pm_difference *difference, bool colours, pm_strbuf *out);

/* For a comment or a job's summary (GitHub Flavored Markdown): the summary in bold, then the changes by
 * place, at most `most` of them and how many more there are; texts of the lists show as they are. */
void pm_difference_write_markdown(const pm_difference *difference, size_t most, pm_strbuf *out);

/* As data (docs/DIFF.md). */
void pm_difference_write_json(const pm_difference *difference, pm_strbuf *out);

/* The members of one change, without the braces around them and without a last comma. */
void pm_change_write_json(const pm_change *change, pm_strbuf *out);

/* "+", "−", "→", "~", "↕": the sign that stands for a kind of change everywhere. */
const char *pm_change_mark(pm_change_kind kind);

/* "list", "category", "topic" or "paper". */
const char *pm_change_noun(const pm_node *node);

/* What an edited field is called: "venue", or the link's label. */
const char *pm_edit_name(const pm_edit *edit);

/* "Training / Efficiency": the names above a node from the first level down; "the top" when there are none.
 * Appended to `out`. */
void pm_append_path_above(pm_strbuf *out, const pm_node *node);

/* The place under whose heading a writer is. */
typedef struct pm_place {
    pm_strbuf path; /* pm_strbuf_finish() it at the end */
    bool is_begun;
} pm_place;

/* Goes to the place of a node; true when that is another one than before, so that it needs a heading. */
bool pm_place_begin(pm_place *place, const pm_node *node);

/* Appends text of the lists, escaped as a format needs it. */
typedef void pm_text_appender(pm_strbuf *out, const char *text);

/* What is to be said behind a change's name: where it came from, where else it holds. */
void pm_append_reason(pm_strbuf *out, const pm_change *change, pm_text_appender *append);

/* What a reordered group's change says: "now behind Exit Policy", "now first", "3 papers changed places".
 */
void pm_append_order(pm_strbuf *out, const pm_change *change);

#endif
