/*
 * A paragraph, heading, list item or table cell as flat text that remembers its marks.
 *
 * The rules that find a title or a venue look at words, brackets and quotes, which Markdown scatters over
 * nested nodes
 * ("[**Name**]", "[[pdf]](u)"). So inline nodes and inline HTML become one string; spans say which bytes
 * are bold, italic, code or a link's text. A hard break (or <br>) is '\n', a soft one '\r'. Images are kept
 * aside.
 */
#ifndef PM_TAXONOMY_MARKDOWN_TEXT_H
#define PM_TAXONOMY_MARKDOWN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "support/arena.h"
#include "support/diagnostics.h"

typedef enum pm_md_style { PM_MD_BOLD = 1, PM_MD_ITALIC = 2, PM_MD_CODE = 4, PM_MD_STRIKE = 8 } pm_md_style;

typedef struct pm_md_span {
    size_t start, end;
    unsigned style; /* pm_md_style bits */
    size_t link;    /* 1 + index in links; 0: none */
    pm_mark at;
} pm_md_span;

typedef struct pm_md_link {
    const char *url;
    size_t start, end;
    pm_mark at;
} pm_md_link;

typedef struct pm_md_image {
    const char *alt, *source, *target; /* target: what a click opens, NULL when the image is no link */
    pm_mark at;
} pm_md_image;

typedef struct pm_md_text {
    const char *bytes; /* NUL-terminated UTF-8 */
    size_t length;
    pm_md_span *spans; /* cover every byte, in order */
    size_t span_count;
    pm_md_link *links;
    size_t link_count;
    pm_md_image *images;
    size_t image_count;
    pm_mark at;
} pm_md_text;

/* A blank or a break; tabs stand in texts of other readers only. */
static inline bool pm_md_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

typedef struct pm_md_builder pm_md_builder;

pm_md_builder *pm_md_builder_create(pm_arena *arena);
void pm_md_builder_destroy(pm_md_builder *builder); /* NULL is fine */

/* What is written next is at this place. */
void pm_md_builder_at(pm_md_builder *builder, pm_mark at);
void pm_md_builder_write(pm_md_builder *builder, const char *bytes, size_t length, unsigned extra_style);
void pm_md_builder_break(pm_md_builder *builder, bool hard);
void pm_md_builder_style(pm_md_builder *builder, pm_md_style style, bool on);
void pm_md_builder_open_link(pm_md_builder *builder, const char *url);
void pm_md_builder_close_link(pm_md_builder *builder);

/* Between these, text is the image's alternative text. */
void pm_md_builder_open_image(pm_md_builder *builder, const char *source);
void pm_md_builder_close_image(pm_md_builder *builder);

/* One tag or comment ("<br>", "<a href=…>", "<!-- … -->") of `length` bytes. */
void pm_md_builder_html(pm_md_builder *builder, const char *bytes, size_t length);

/* Appends a copy of `text` behind a hard break. */
void pm_md_builder_append(pm_md_builder *builder, const pm_md_text *text);

/* True when nothing but white space was written. */
bool pm_md_builder_is_empty(const pm_md_builder *builder);

/* The text so far, in the arena; the builder is empty again. */
const pm_md_text *pm_md_builder_finish(pm_md_builder *builder);

/* The span that holds byte `at`, NULL past the end. */
const pm_md_span *pm_md_span_at(const pm_md_text *text, size_t at);

/* The link whose text holds byte `at`, NULL when none. */
const pm_md_link *pm_md_link_at(const pm_md_text *text, size_t at);

/* Behind white space, list marks, separators, emoji and shortcodes that begin at `at`. */
size_t pm_md_skip_decoration(const pm_md_text *text, size_t at);

/* The part from `from` to `to` as a text of its own. */
const pm_md_text *pm_md_text_slice(const pm_md_text *text, size_t from, size_t to, pm_arena *arena);

/* The end of the run of bytes from `at` on that all carry `style` (blanks between two such spans included).
 */
size_t pm_md_style_end(const pm_md_text *text, size_t at, unsigned style);

#endif
