/*
 * What the parts of the Markdown reader share: the list so far, and where in it the next entry goes.
 */
#ifndef PM_TAXONOMY_MARKDOWN_READER_H
#define PM_TAXONOMY_MARKDOWN_READER_H

#include "taxonomy/markdown_blocks.h"
#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"
#include "taxonomy/taxonomy.h"

/* An open heading. Its group is made when its first entry comes, so that sections without papers leave no
 * trace. */
typedef struct pm_md_level {
    int rank; /* deeper is higher */
    const char *name;
    pm_mark at;
    pm_md_section section;
    pm_node *node;
} pm_md_level;

/* What became of a list item. */
typedef enum pm_md_item_role {
    PM_MD_ITEM_TEXT,
    PM_MD_ITEM_ENTRY,
    PM_MD_ITEM_GROUP,
    PM_MD_ITEM_ATTRIBUTE,
    PM_MD_ITEM_CONTENTS
} pm_md_item_role;

typedef struct pm_md_item {
    pm_md_item_role role;
    pm_md_entry entry;
    const pm_md_text *text; /* of the item and its attributes */
    size_t entry_children, text_children;
} pm_md_item;

enum { PM_MD_FOLD_LIMIT = 16, PM_MD_RANK_BOLD = 15, PM_MD_RANK_FOLD = 20, PM_MD_RANK_ITEM = 1000 };

typedef struct pm_md_reader {
    const pm_source *source;
    pm_diagnostics *diagnostics;
    pm_taxonomy *taxonomy;
    pm_arena *scratch; /* texts and entries while reading */
    pm_md_blocks blocks;
    pm_md_item *items; /* one per block; used for PM_MD_ITEM */
    pm_md_level *levels;
    size_t level_count, level_capacity;
    const char **heading_names; /* normalised, sorted */
    size_t heading_count;
    bool entry_levels[7];              /* headings of this level are entries */
    int fold_depth;                    /* open <details> */
    int fold_levels[PM_MD_FOLD_LIMIT]; /* the level of the heading that each stands below */
    int heading_level;
    size_t title_block; /* 1 + the block of the document's title; 0: none */
    size_t alone_block; /* 1 + the last paragraph that was a linked title alone */
} pm_md_reader;

/* Adds the entry to the group of the open headings. */
void pm_md_add_entry(pm_md_reader *reader, const pm_md_entry *entry);

/* The section that an entry here would stand in. */
pm_md_section pm_md_current_section(const pm_md_reader *reader);

/* Opens a level of rank `rank` and closes those of the same or a higher one. */
void pm_md_open_level(pm_md_reader *reader, int rank, const char *name, pm_mark at, pm_md_section section);
void pm_md_close_levels(pm_md_reader *reader, int rank);

/* Whether an entry has what makes it one here: a link, materials, a venue or a year. */
bool pm_md_is_entry(const pm_md_entry *entry);

/* Notes that a piece of the document, at `at`, gave no entry. */
void pm_md_note_unread(pm_md_reader *reader, pm_mark at, const char *what);

/* Works out the role of every item. */
void pm_md_read_items(pm_md_reader *reader);

/* Adds the entries of the item at block `index`, if it is one. */
void pm_md_add_item(pm_md_reader *reader, size_t index);

/* Adds the entries of the table whose first row is block `index`; returns the block behind it. */
size_t pm_md_add_table(pm_md_reader *reader, size_t index);

/* Adds the entries of the paragraph at block `index`, or opens a level; returns the block behind what it
 * used. */
size_t pm_md_add_paragraph(pm_md_reader *reader, size_t index);

/* The document as it was meant: the source itself, or a copy in the arena. Notes what was decoded wrongly. */
const pm_source *pm_md_mend(const pm_source *source, pm_arena *arena, pm_diagnostics *diagnostics);

/* Finds the levels of which most headings are entries. */
void pm_md_find_entry_levels(pm_md_reader *reader);

enum { PM_MD_TITLE_WORDS = 40 };

/* A paragraph is one bold run without foreign links, of `limit` words at most. */
bool pm_md_is_bold_line(const pm_md_text *text, size_t limit);

/* What stands between this heading or bold line and the next names materials and no titles: it is their
 * title. */
bool pm_md_has_only_materials(const pm_md_reader *reader, size_t index);

/* Adds the heading or bold line at block `index` as an entry, read together with the lines below it; returns
 * the block behind them, or `index` when it is no entry. */
size_t pm_md_add_titled(pm_md_reader *reader, size_t index);

/* Lower-case words of `text`, for comparing; in the scratch arena. */
const char *pm_md_normalise(pm_md_reader *reader, const char *text, size_t length);

/* The title is a heading of this document. */
bool pm_md_is_heading_name(pm_md_reader *reader, const char *title);

/* The name of a group as its heading says it, without links back to the top. */
const char *pm_md_group_name(const pm_md_text *text, pm_arena *arena);

#endif
