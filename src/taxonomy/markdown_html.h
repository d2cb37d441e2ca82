/*
 * Just enough HTML for what people write into Markdown: tags, a few attributes, character references.
 */
#ifndef PM_TAXONOMY_MARKDOWN_HTML_H
#define PM_TAXONOMY_MARKDOWN_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"
#include "support/strbuf.h"

typedef struct pm_html_tag {
    char name[12]; /* lower case; "" for comments, declarations and longer names */
    bool closing;
    const char *attributes; /* what follows the name, up to `end` */
    const char *end;        /* the closing '>' or the end of the text */
    const char *next;       /* behind the tag */
} pm_html_tag;

/* The tag, comment or declaration at `at` ('<'), which ends before `end`. False when '<' is just text. */
bool pm_html_read_tag(const char *at, const char *end, pm_html_tag *tag);

/* An attribute's value with its character references decoded, in the arena; NULL when absent. */
const char *pm_html_attribute(const pm_html_tag *tag, const char *name, pm_arena *arena);

/* Appends text with its character references decoded. */
void pm_html_decode(pm_strbuf *out, const char *text, size_t length);

#endif
