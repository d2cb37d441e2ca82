/*
 * Text from the data as Markdown that shows just that text, on one line, in a table cell or a heading.
 */
#ifndef PM_TAXONOMY_README_TEXT_H
#define PM_TAXONOMY_README_TEXT_H

#include "support/strbuf.h"

/* Appends `text` with whatever Markdown, tables, HTML or GitHub's formulas would read as markup escaped.
 * Plain titles stay as they are. */
void pm_readme_append_text(pm_strbuf *out, const char *text);

/* The same as the text of a heading "## …", where a last "#" would be taken for the heading's end. */
void pm_readme_append_heading(pm_strbuf *out, const char *text);

/* Appends `url` as the destination of a link, between its round brackets. */
void pm_readme_append_url(pm_strbuf *out, const char *url);

#endif
