/*
 * The words that paper lists are made of: all vocabulary of the Markdown reader is in this one place.
 *
 * Texts are compared as words: lower case, without emoji, shortcodes (":star:") and punctuation.
 */
#ifndef PM_TAXONOMY_MARKDOWN_WORDS_H
#define PM_TAXONOMY_MARKDOWN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pm_md_word {
    char text[32]; /* lower case, cut when longer */
    const char *start, *end;
} pm_md_word;

/* The next word at or after `*at`, which moves behind it. False at the end. */
bool pm_md_next_word(const char **at, const char *end, pm_md_word *word);

/* How many words, counted up to `limit`. */
size_t pm_md_count_words(const char *text, size_t length, size_t limit);

typedef enum pm_md_section {
    PM_MD_SECTION_ENTRIES,
    PM_MD_SECTION_SELF, /* tables of contents: what stands directly below is no entry, deeper sections may
                           hold some */
    PM_MD_SECTION_SKIP, /* news, citation, contributing, ...: nothing below is an entry */
} pm_md_section;

/* What a heading's words say of its section. */
pm_md_section pm_md_section_of(const char *heading, size_t length);

/* All words say nothing of their own: "Click to expand". */
bool pm_md_is_filler(const char *text, size_t length);

/* "paper", "[PDF]", "Project page", "arXiv:2101.00001", ...: what a link leads to, not a title. */
bool pm_md_is_material(const char *label, size_t length);

/* The material is the paper itself (paper, pdf, arxiv, link, ...). */
bool pm_md_is_paper_material(const char *label, size_t length);

typedef enum pm_md_column {
    PM_MD_COLUMN_OTHER,
    PM_MD_COLUMN_TITLE, /* certainly: title, paper title, ... */
    PM_MD_COLUMN_PAPER, /* "paper": a title or a link to it, the cells tell */
    PM_MD_COLUMN_NAME,  /* name, model, method: a title when there is no better one, else the abbreviation */
    PM_MD_COLUMN_ABBR,
    PM_MD_COLUMN_VENUE, /* venue and year are told apart in the cells */
    PM_MD_COLUMN_YEAR,
    PM_MD_COLUMN_AUTHORS,
    PM_MD_COLUMN_LINKS,
} pm_md_column;

pm_md_column pm_md_column_of(const char *header, size_t length);

/* A venue's name or abbreviation ("cvpr", "neurips", "arxiv"), as one lower-case word. */
bool pm_md_is_venue_word(const char *word);

/* The first word of a venue's full name: "proceedings", "journal", ... */
bool pm_md_is_venue_opening(const char *word);

/* A venue's word that is an ordinary word as well ("fast", "date"). */
bool pm_md_is_ordinary(const char *word);

/* Journals whose names sound like topics, as lower-case words with single blanks ("pattern recognition"). */
bool pm_md_is_venue_phrase(const char *phrase);

/* Words that stand beside a venue and belong to it ("workshop", "findings"), or do not ("oral", "spotlight").
 */
bool pm_md_is_venue_qualifier(const char *word);
bool pm_md_is_award(const char *word);

/* "journal", "transactions", "conference", ...: a capitalised phrase with one of them is a venue. */
bool pm_md_is_venue_noun(const char *word);

/* 1 to 12 for a month's name, else 0. */
int pm_md_month(const char *word);

#endif
