/*
 * HTML blocks as list blocks: <h1> to <h6>, <summary>, <table>, <li>; everything else is a paragraph.
 *
 * cmark ends an HTML block at a blank line, so one table may come in several pieces: what is open lives in
 * the state.
 */
#include <ctype.h>

#include "taxonomy/markdown_blocks.h"
#include "taxonomy/markdown_html.h"

enum { CELLS = sizeof((pm_md_html_state *)0)->cells / sizeof(pm_md_text *) };

/* Ends what is open and adds it as a block; in an item (`blocks` NULL) all stays one text. */
static void flush(pm_md_html_state *state, bool quoted)
{
    if (!state->blocks) {
        pm_md_builder_break(state->builder, true);
        return;
    }
    bool empty = pm_md_builder_is_empty(state->builder);
    const pm_md_text *text = pm_md_builder_finish(state->builder);
    pm_md_block_kind kind = state->open ? state->kind : PM_MD_PARAGRAPH;
    state->open = false;
    if (empty || state->ignoring) return;
    pm_md_block *block = pm_md_blocks_add(state->blocks, kind, text->at);
    block->quoted = quoted;
    block->level = kind == PM_MD_HEADING ? state->level : kind == PM_MD_ITEM ? 1 : 0;
    block->text = text;
    if (kind != PM_MD_ITEM) return;
    block->group = state->list;
    pm_md_block_add_paragraph(block, text, state->arena);
}

static void open_block(pm_md_html_state *state, pm_md_block_kind kind, int level, bool quoted)
{
    flush(state, quoted);
    state->kind = kind;
    state->level = level;
    state->open = true;
}

static void end_cell(pm_md_html_state *state)
{
    if (!state->in_cell) return;
    const pm_md_text *text = pm_md_builder_finish(state->builder);
    if (state->cell_count < CELLS) state->cells[state->cell_count++] = text;
    state->in_cell = false;
}

static void end_row(pm_md_html_state *state)
{
    end_cell(state);
    if (state->cell_count && !state->ignoring) {
        pm_md_block *row = pm_md_blocks_add(state->blocks, PM_MD_ROW, state->cells[0]->at);
        row->group = state->table;
        row->header = state->header;
        row->cells = pm_arena_copy(state->arena, state->cells, state->cell_count * sizeof *state->cells);
        row->cell_count = state->cell_count;
    }
    state->cell_count = 0;
    state->header = false;
}

/* Table tags. False when `tag` is none of them. */
static bool table_tag(pm_md_html_state *state, const pm_html_tag *tag, bool quoted)
{
    bool header = strcmp(tag->name, "th") == 0, cell = header || strcmp(tag->name, "td") == 0;
    if (strcmp(tag->name, "table") == 0) {
        if (!tag->closing) flush(state, quoted);
        end_row(state);
        state->table = ++*state->group_count;
    } else if (strcmp(tag->name, "tr") == 0) {
        if (!tag->closing && !state->in_cell && !state->cell_count) flush(state, quoted);
        end_row(state);
    } else if (cell) {
        end_cell(state);
        if (!tag->closing) {
            pm_md_builder_finish(state->builder);
            state->in_cell = true;
            state->header |= header;
        }
    } else {
        return false;
    }
    return true;
}

static void list_tag(pm_md_html_state *state, const pm_html_tag *tag, bool quoted)
{
    if (strcmp(tag->name, "li") != 0) {
        if (!tag->closing) state->list = ++*state->group_count;
        return;
    }
    if (tag->closing)
        flush(state, quoted);
    else
        open_block(state, PM_MD_ITEM, 1, quoted);
}

static bool is_list_tag(const char *name)
{
    return strcmp(name, "li") == 0 || strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0;
}

static void block_tag(pm_md_html_state *state, const pm_html_tag *tag, const char *bytes, bool quoted)
{
    const char *name = tag->name;
    bool heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
    if (table_tag(state, tag, quoted)) return;
    if (state->in_cell) {
        pm_md_builder_html(state->builder, bytes, (size_t)(tag->next - bytes));
        return;
    }
    if (heading || strcmp(name, "summary") == 0) {
        if (tag->closing)
            flush(state, quoted);
        else
            open_block(state, heading ? PM_MD_HEADING : PM_MD_DETAILS, heading ? name[1] - '0' : 0, quoted);
    } else if (strcmp(name, "details") == 0) {
        flush(state, quoted);
        if (tag->closing) pm_md_blocks_add(state->blocks, PM_MD_DETAILS_END, (pm_mark){ 0, 0 });
    } else if (is_list_tag(name)) {
        list_tag(state, tag, quoted);
    } else if ((strcmp(name, "p") == 0 || strcmp(name, "div") == 0) && !state->open) {
        flush(state, quoted);
    } else {
        pm_md_builder_html(state->builder, bytes, (size_t)(tag->next - bytes));
    }
}

/* Text between tags: line ends are blanks. */
static void write_text(pm_md_html_state *state, const char *text, size_t length)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_html_decode(&out, text, length);
    for (size_t i = 0; i < out.length; i++)
        if (out.data[i] == '\n' || out.data[i] == '\r') out.data[i] = ' ';
    bool blank = true;
    for (size_t i = 0; i < out.length && blank; i++)
        blank = out.data[i] == ' ' || out.data[i] == '\t';
    if (out.length) pm_md_builder_write(state->builder, blank ? " " : out.data, blank ? 1 : out.length, 0);
    pm_strbuf_finish(&out);
}

/* A tag or a comment; some lists bracket what a robot writes with comments. */
static void read_tag(pm_md_html_state *state, const pm_html_tag *tag, const char *bytes, bool quoted)
{
    size_t length = (size_t)(tag->next - bytes);
    if (!tag->name[0] && memmem(bytes, length, "ALL-CONTRIBUTORS-LIST:", 22))
        state->ignoring = memmem(bytes, length, ":START", 6) != NULL;
    if (!state->blocks)
        pm_md_builder_html(state->builder, bytes, length);
    else if (tag->name[0])
        block_tag(state, tag, bytes, quoted);
}

void pm_md_html_block(pm_md_html_state *state, const char *html, size_t length, uint32_t line, bool quoted)
{
    const char *at = html, *end = html + length, *line_start = html;
    while (at < end) {
        const char *counted = at;
        pm_html_tag tag = { .next = at };
        pm_md_builder_at(state->builder, (pm_mark){ line, (uint32_t)(at - line_start) + 1 });
        if (*at == '<' && pm_html_read_tag(at, end, &tag)) {
            read_tag(state, &tag, at, quoted);
            at = tag.next;
        } else {
            const char *next = at + 1 < end ? memchr(at + 1, '<', (size_t)(end - at - 1)) : NULL;
            if (!next) next = end;
            write_text(state, at, (size_t)(next - at));
            at = next;
        }
        for (; counted < at; counted++)
            if (*counted == '\n') {
                line++;
                line_start = counted + 1;
            }
    }
    if (state->blocks && !state->in_cell) flush(state, quoted);
}
