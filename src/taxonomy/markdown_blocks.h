/*
 * A Markdown document as the flat run of blocks that a paper list is made of.
 *
 * cmark-gfm reads the Markdown (tables, autolinks, strikethrough); HTML blocks are scanned by us. Both give
 * the same blocks: headings, paragraphs, list items with their depth, table rows, and folded sections
 * (<details>).
 */
#ifndef PM_TAXONOMY_MARKDOWN_BLOCKS_H
#define PM_TAXONOMY_MARKDOWN_BLOCKS_H

#include "taxonomy/markdown_text.h"

typedef enum pm_md_block_kind {
    PM_MD_HEADING,
    PM_MD_PARAGRAPH,
    PM_MD_ITEM,
    PM_MD_ROW,
    PM_MD_DETAILS,     /* a folded section begins; its text is the summary */
    PM_MD_DETAILS_END, /* the innermost folded section ends */
} pm_md_block_kind;

enum { PM_MD_NESTING_LIMIT = 64 }; /* deeper items count as items of this depth */

typedef struct pm_md_paragraphs {
    const pm_md_text *text;
    struct pm_md_paragraphs *next;
} pm_md_paragraphs;

typedef struct pm_md_block {
    pm_md_block_kind kind;
    int level;              /* heading: 1 to 6; item: depth from 1 */
    size_t group;           /* item: its list; row: its table */
    size_t parent;          /* item: 1 + index of the item that it is nested in; 0: none */
    bool header;            /* row: of the table's head */
    bool quoted;            /* inside a block quote */
    const pm_md_text *text; /* heading, paragraph, summary */
    pm_md_paragraphs *paragraphs, *last_paragraph; /* item: its own, without nested items */
    const pm_md_text **cells;                      /* row */
    size_t cell_count;
    pm_mark at;
} pm_md_block;

typedef struct pm_md_blocks {
    pm_md_block *items; /* malloc'd */
    size_t count, capacity;
} pm_md_blocks;

/* Reads the blocks of `source` (valid UTF-8) into `blocks`; texts live in `arena`. Free with
 * pm_md_blocks_finish. */
void pm_md_blocks_read(pm_md_blocks *blocks, const pm_source *source, pm_arena *arena);
void pm_md_blocks_finish(pm_md_blocks *blocks);

/* Appends one, zeroed but for kind and place. Valid until the next. */
pm_md_block *pm_md_blocks_add(pm_md_blocks *blocks, pm_md_block_kind kind, pm_mark at);
void pm_md_block_add_paragraph(pm_md_block *item, const pm_md_text *text, pm_arena *arena);

/* What the scanner of HTML blocks keeps between blocks of one document. */
typedef struct pm_md_html_state {
    pm_md_blocks *blocks;
    pm_md_builder *builder;
    pm_arena *arena;
    size_t *group_count; /* numbers lists and tables; shared with the Markdown side */
    pm_md_block_kind kind;
    bool open; /* inside something other than a paragraph */
    int level, list_depth;
    size_t list, table;
    const pm_md_text *cells[64];
    size_t cell_count;
    bool header, in_cell, ignoring;
} pm_md_html_state;

/* Scans one HTML block that begins at line `line`. */
void pm_md_html_block(pm_md_html_state *state, const char *html, size_t length, uint32_t line, bool quoted);

#endif
