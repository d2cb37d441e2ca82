/*
 * Where in a README its list stands: what is to lie between the markers of `papermap readme`.
 */
#ifndef PM_TAXONOMY_LIST_SPAN_H
#define PM_TAXONOMY_LIST_SPAN_H

#include "taxonomy/taxonomy.h"

/* Whole lines of the source, from 1, both inclusive. */
typedef struct pm_list_span {
    uint32_t first, last;
} pm_list_span;

/* The span of a list that was read from Markdown: from the block with the first group or paper to the end of
 * the block with the last paper, and on to where the <details> in it are closed. The list must have a paper.
 */
pm_list_span pm_list_span_find(const pm_taxonomy *taxonomy);

/* Appends the source with the line `before` above the span and `after` below it, with empty lines around them
 * and the line ends of the source. */
void pm_list_span_mark(const pm_source *source, pm_list_span span, const char *before, const char *after,
                       pm_strbuf *out);

#endif
