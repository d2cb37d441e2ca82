/*
 * Scanning one flat text for its title: the state that the tags before a title and the title itself share.
 */
#ifndef PM_TAXONOMY_MARKDOWN_SCAN_H
#define PM_TAXONOMY_MARKDOWN_SCAN_H

#include <stdint.h>

#include "taxonomy/markdown_entry.h"

typedef struct pm_md_scan {
    pm_md_entry *entry;
    const pm_md_text *text;
    pm_arena *arena;
    size_t at, title_end;
} pm_md_scan;

/* Takes off what stands before the title: emoji, numbers, "[ABBR]", venues, dates, early links. */
void pm_md_scan_tags(pm_md_scan *scan);

/* Takes off authors before the title: "A. One, B. Two. **Title**", "One, A. (2017). Title". */
void pm_md_scan_authors(pm_md_scan *scan);

/* Sets venue and year when the bytes from `start` to `end` are one. */
bool pm_md_scan_venue(pm_md_scan *scan, size_t start, size_t end, pm_md_trust trust);

/* Sets the title from a slice, without brackets, numbers and final punctuation; the tail goes to the entry's
 * other fields. */
void pm_md_scan_set_title(pm_md_scan *scan, size_t start, size_t end, pm_md_title_form form);

/* Where plain text that begins at `at` ends: a hard break, a link or its bracket, an author's italics. */
size_t pm_md_plain_end(const pm_md_text *text, size_t at);

/* The title is this link, or the text behind a linked name. */
void pm_md_scan_linked_title(pm_md_scan *scan, const pm_md_link *link);

/* "Vaswani et al. [Attention Is All You Need](u), 2017": the only long link behind a short text is the title.
 */
bool pm_md_scan_later_link(pm_md_scan *scan);

/* The group in brackets or quotes that opens at `at`: `inner` to `inner_end` is inside, `end` behind. Groups
 * do not cross hard breaks. */
bool pm_md_read_group(const pm_md_text *text, size_t at, size_t *inner, size_t *inner_end, size_t *end);

/* The link that covers all from `inner` to `inner_end` but white space, NULL when none does. */
const pm_md_link *pm_md_whole_link(const pm_md_text *text, size_t inner, size_t inner_end);

/* The character at `at`, 0 at the end; `next` is set behind it. */
uint32_t pm_md_character_at(const pm_md_text *text, size_t at, size_t *next);

/* The place of byte `at` in the source. */
pm_mark pm_md_mark_at(const pm_md_text *text, size_t at);

#endif
