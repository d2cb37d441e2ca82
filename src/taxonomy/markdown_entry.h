/*
 * One entry of a paper list, read from the flat text of its list item, paragraph, heading or table cell.
 */
#ifndef PM_TAXONOMY_MARKDOWN_ENTRY_H
#define PM_TAXONOMY_MARKDOWN_ENTRY_H

#include "taxonomy/markdown_text.h"
#include "taxonomy/markdown_venue.h"

typedef struct pm_md_entry_link {
    const char *label, *url;
    pm_mark at;
    struct pm_md_entry_link *next;
} pm_md_entry_link;

typedef enum pm_md_title_form {
    PM_MD_TITLE_NONE,
    PM_MD_TITLE_LINK,
    PM_MD_TITLE_MARKED,
    PM_MD_TITLE_PLAIN
} pm_md_title_form;

/* Texts live in the arena; NULL when absent. */
typedef struct pm_md_entry {
    const char *title, *url, *abbr, *venue, *year, *authors;
    const char *yymm; /* see pm_md_venue */
    pm_mark title_at, abbr_at, venue_at, year_at;
    pm_md_title_form form;
    bool late;       /* other text stood before the title's link */
    bool local;      /* the title leads to a place in the same document or repository: a table of contents */
    bool whole_line; /* nothing but the title was there */
    bool venue_known;
    bool named;            /* names stand right behind the title */
    size_t material_count; /* links to the paper, its code, ... */
    size_t bracket_count;  /* those of them in brackets */
    size_t link_count;
    const pm_md_image *repository; /* a badge that counts stars and leads to them */
    pm_md_entry_link *links, *last_link;
} pm_md_entry;

/* Reads `text`. An entry without a title has title NULL; whether what was found is an entry at all is the
 * caller's to judge by form, links, venue and year. */
void pm_md_entry_read(pm_md_entry *entry, const pm_md_text *text, pm_arena *arena);

/* What stands beside the title, read from `at` on: links, venue, year, authors. */
void pm_md_entry_read_rest(pm_md_entry *entry, const pm_md_text *text, size_t at, pm_arena *arena);

/* The links only. `every`: all of them, as in a table's column of links. */
void pm_md_entry_read_links(pm_md_entry *entry, const pm_md_text *text, size_t at, bool every,
                            pm_arena *arena);

enum { PM_MD_TOPIC_LIMIT = 60 }; /* the bytes that a "词：" may have */

/* What a line that begins "Word:" is about; `value` is set to where the rest begins. */
typedef enum pm_md_topic {
    PM_MD_TOPIC_FREE,
    PM_MD_TOPIC_VENUE,
    PM_MD_TOPIC_AUTHORS,
    PM_MD_TOPIC_OTHER
} pm_md_topic;
pm_md_topic pm_md_topic_of(const char *text, size_t length, size_t *value);

/* Sets venue and year where the entry has none yet; a known venue replaces an unknown one. */
void pm_md_entry_set_venue(pm_md_entry *entry, const pm_md_venue *venue, pm_mark at, pm_arena *arena);

/* "Vaswani et al., 2017": authors and year. */
void pm_md_entry_set_citation(pm_md_entry *entry, const char *text, size_t length, pm_mark at,
                              pm_arena *arena);

/* How sure it is that a link with this label leads to the paper itself: 2 ("pdf"), 1 for a venue ("CVPR
 * 2020"), else 0. */
int pm_md_paper_rank(const char *label);

/* A link stands before the title. */
bool pm_md_entry_begins_with_link(const pm_md_entry *entry);

bool pm_md_entry_has_label(const pm_md_entry *entry, const char *label);
void pm_md_entry_add_link(pm_md_entry *entry, const char *label, const char *url, pm_mark at,
                          pm_arena *arena);

/* Badges that carry a venue or a link. */
void pm_md_entry_read_images(pm_md_entry *entry, const pm_md_text *text, pm_arena *arena);

/* The address is that of a paper (arXiv, proceedings, a PDF), not of its code or page. */
bool pm_md_leads_to_paper(const char *url);

/* Leads elsewhere: not "#section", not a Markdown file or folder beside this one. */
bool pm_md_url_is_foreign(const char *url);

/* An address without white space around it; "" when absurdly long. */
const char *pm_md_clean_address(const char *url, pm_arena *arena);

/* Text without surrounding white space, emoji, shortcodes and brackets; inner white space single. In the
 * arena. */
const char *pm_md_clean(const char *text, size_t length, pm_arena *arena);
const char *pm_md_clean_label(const char *text, size_t length, pm_arena *arena);

/* Without the bytes of `first` before and of `last` behind, and with single blanks. In the arena. */
const char *pm_md_clean_between(const char *text, size_t length, const char *first, const char *last,
                                pm_arena *arena);

/* The length without blanks and marks at the end. */
size_t pm_md_trim_end(const char *text, size_t length);

/* The full stop at `dot` stands behind a lone capital ("A. B. Author"): it ends no sentence. */
bool pm_md_is_initial(const char *text, size_t dot);

/* Sets venue and year when the whole text is one. False when it is none. */
bool pm_md_take_venue(pm_md_entry *entry, const char *text, size_t length, pm_md_trust trust, pm_mark at,
                      pm_arena *arena);

/* "Yann LeCun", "Turing": one to six words that begin with capitals, as names do, and titles, too. */
bool pm_md_is_one_name(const char *text, size_t length);

/* "Yann LeCun, Y. Bengio, and G. Hinton", "Vaswani et al." */
bool pm_md_is_names(const char *text, size_t length);

/* The same; `certain`: where names must stand, lists of single words ("Doe, Jane and Roe, Richard") are some.
 */
bool pm_md_is_name_list(const char *text, size_t length, bool certain);

/* A name that nobody knows before a date is the venue: "Front. Mol. Biosci., August 2022". `authored`: the
 * authors stand elsewhere. False when there is none from `at` on. */
bool pm_md_entry_read_dated(pm_md_entry *entry, const pm_md_text *text, size_t at, size_t end, bool authored,
                            pm_arena *arena);

/* "Doe, Roe (1986)": the length of the names, 0 when it is none; `date` is the year. */
size_t pm_md_author_year(const char *label, size_t length, pm_md_venue *date);

/* One of the lines from `at` on is a list of names. */
bool pm_md_has_name_line(const pm_md_text *text, size_t at);

/* "Doe J, Roe A B. Some Journal, 2017": the length of the names before the full stop that ends them, 0 when
 * there is none. */
size_t pm_md_names_end(const char *text, size_t length);

/* Splits a title from what follows it in the same run of plain text ("Title. Authors. CVPR 2020."): returns
 * the title's length and sets what was found. */
size_t pm_md_split_tail(pm_md_entry *entry, const char *text, size_t length, pm_mark at, pm_arena *arena);

#endif
