/*
 * Walks cmark's tree with its iterator, which does not recurse, and keeps the open items on a stack of
 * limited depth.
 */
#include "taxonomy/markdown_blocks.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>

#include "support/memory.h"
#include "support/utf8.h"

enum { CELL_LIMIT = 64 };

typedef struct tree_walk {
    const pm_source *source;
    pm_arena *arena;
    pm_md_blocks *blocks;
    pm_md_builder *builder;
    pm_md_html_state html;
    size_t group_count;
    const char **lines; /* the start of each line */
    size_t line_count;
    size_t counted_line, counted_bytes, counted_characters;        /* where the last column was worked out */
    size_t items[PM_MD_NESTING_LIMIT], lists[PM_MD_NESTING_LIMIT]; /* 1 + block index; list numbers */
    int depth, list_depth, quotes;
    size_t table;
    bool in_row, header;
    const pm_md_text *cells[CELL_LIMIT];
    size_t cell_count;
} tree_walk;

pm_md_block *pm_md_blocks_add(pm_md_blocks *blocks, pm_md_block_kind kind, pm_mark at)
{
    PM_RESERVE(blocks->items, blocks->capacity, blocks->count + 1);
    pm_md_block *block = &blocks->items[blocks->count++];
    *block = (pm_md_block){ .kind = kind, .at = at };
    return block;
}

void pm_md_blocks_finish(pm_md_blocks *blocks)
{
    free(blocks->items);
    *blocks = (pm_md_blocks){ NULL, 0, 0 };
}

void pm_md_block_add_paragraph(pm_md_block *item, const pm_md_text *text, pm_arena *arena)
{
    pm_md_paragraphs *more = PM_NEW(arena, pm_md_paragraphs);
    more->text = text;
    if (item->last_paragraph)
        item->last_paragraph->next = more;
    else
        item->paragraphs = more;
    item->last_paragraph = more;
}

static void find_lines(tree_walk *walk)
{
    size_t capacity = 0;
    const char *at = walk->source->text, *end = at + walk->source->length;
    do {
        PM_RESERVE(walk->lines, capacity, walk->line_count + 1);
        walk->lines[walk->line_count++] = at;
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    } while (at < end);
}

/* cmark counts columns in bytes; ours are characters. Counting goes on from the last place on the same line.
 */
static pm_mark mark_of(tree_walk *walk, cmark_node *node)
{
    int line = cmark_node_get_start_line(node), column = cmark_node_get_start_column(node);
    if (line < 1 || (size_t)line > walk->line_count) return (pm_mark){ 0, 0 };
    size_t index = (size_t)line - 1, bytes = column > 1 ? (size_t)column - 1 : 0;
    const char *start = walk->lines[index];
    const char *end =
        index + 1 < walk->line_count ? walk->lines[index + 1] : walk->source->text + walk->source->length;
    if (bytes > (size_t)(end - start)) bytes = (size_t)(end - start);
    if (walk->counted_line != index || walk->counted_bytes > bytes) {
        walk->counted_line = index;
        walk->counted_bytes = walk->counted_characters = 0;
    }
    walk->counted_characters += pm_utf8_count(start + walk->counted_bytes, bytes - walk->counted_bytes);
    walk->counted_bytes = bytes;
    return (pm_mark){ (uint32_t)line, (uint32_t)walk->counted_characters + 1 };
}

static void write_literal(tree_walk *walk, cmark_node *node, unsigned style)
{
    const char *literal = cmark_node_get_literal(node);
    pm_md_builder_at(walk->builder, mark_of(walk, node));
    if (literal) pm_md_builder_write(walk->builder, literal, strlen(literal), style);
}

/* Nodes of extensions have no public type constants. */
static bool is_type(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

/* An inline node, entered or left. False when the node is a block. */
static bool walk_inline(tree_walk *walk, cmark_node *node, bool entering)
{
    cmark_node_type type = cmark_node_get_type(node);
    pm_md_builder *builder = walk->builder;
    if (type == CMARK_NODE_TEXT) {
        write_literal(walk, node, 0);
    } else if (type == CMARK_NODE_CODE) {
        write_literal(walk, node, PM_MD_CODE);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        pm_md_builder_break(builder, type == CMARK_NODE_LINEBREAK);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        const char *html = cmark_node_get_literal(node);
        pm_md_builder_at(builder, mark_of(walk, node));
        if (html) pm_md_builder_html(builder, html, strlen(html));
    } else if (type == CMARK_NODE_EMPH) {
        pm_md_builder_style(builder, PM_MD_ITALIC, entering);
    } else if (type == CMARK_NODE_STRONG) {
        pm_md_builder_style(builder, PM_MD_BOLD, entering);
    } else if (is_type(node, "strikethrough")) {
        pm_md_builder_style(builder, PM_MD_STRIKE, entering);
    } else if (type == CMARK_NODE_LINK && entering) {
        pm_md_builder_at(builder, mark_of(walk, node));
        pm_md_builder_open_link(builder, cmark_node_get_url(node));
    } else if (type == CMARK_NODE_LINK) {
        pm_md_builder_close_link(builder);
    } else if (type == CMARK_NODE_IMAGE && entering) {
        pm_md_builder_at(builder, mark_of(walk, node));
        pm_md_builder_open_image(builder, cmark_node_get_url(node));
    } else if (type == CMARK_NODE_IMAGE) {
        pm_md_builder_close_image(builder);
    } else {
        return false;
    }
    return true;
}

static void add_text_block(tree_walk *walk, pm_md_block_kind kind, int level, pm_mark at)
{
    if (pm_md_builder_is_empty(walk->builder) || walk->html.ignoring) {
        pm_md_builder_finish(walk->builder);
        return;
    }
    const pm_md_text *text = pm_md_builder_finish(walk->builder);
    if (walk->depth > 0) {
        pm_md_block_add_paragraph(&walk->blocks->items[walk->items[walk->depth - 1] - 1], text, walk->arena);
        return;
    }
    pm_md_block *block = pm_md_blocks_add(walk->blocks, kind, at);
    block->level = level;
    block->text = text;
    block->quoted = walk->quotes > 0;
}

static void enter_item(tree_walk *walk, cmark_node *node)
{
    pm_md_block *item = pm_md_blocks_add(walk->blocks, PM_MD_ITEM, mark_of(walk, node));
    item->quoted = walk->quotes > 0;
    item->level = walk->depth + 1;
    item->group = walk->list_depth > 0 && walk->list_depth <= PM_MD_NESTING_LIMIT
                      ? walk->lists[walk->list_depth - 1]
                      : 0;
    item->parent = walk->depth > 0 ? walk->items[walk->depth - 1] : 0;
    if (walk->depth < PM_MD_NESTING_LIMIT) walk->items[walk->depth] = walk->blocks->count;
    walk->depth++;
    if (walk->depth > PM_MD_NESTING_LIMIT) walk->depth = PM_MD_NESTING_LIMIT;
}

static void add_row(tree_walk *walk, cmark_node *node)
{
    pm_md_block *row = pm_md_blocks_add(walk->blocks, PM_MD_ROW, mark_of(walk, node));
    row->group = walk->table;
    row->header = walk->header;
    row->cells = pm_arena_copy(walk->arena, walk->cells, walk->cell_count * sizeof *walk->cells);
    row->cell_count = walk->cell_count;
}

static void walk_table(tree_walk *walk, cmark_node *node, bool entering)
{
    bool header = is_type(node, "table_header"), row = header || is_type(node, "table_row");
    if (is_type(node, "table") && entering) {
        walk->table = ++walk->group_count;
    } else if (row && entering) {
        walk->header = header;
        walk->cell_count = 0;
    } else if (row) {
        if (walk->cell_count && !walk->html.ignoring) add_row(walk, node);
    } else if (is_type(node, "table_cell") && !entering) {
        const pm_md_text *text = pm_md_builder_finish(walk->builder);
        if (walk->cell_count < CELL_LIMIT) walk->cells[walk->cell_count++] = text;
    }
}

/* An HTML block inside an item belongs to the item's text. */
static void walk_html(tree_walk *walk, cmark_node *node)
{
    const char *html = cmark_node_get_literal(node);
    size_t length = html ? strlen(html) : 0;
    if (walk->depth == 0) {
        pm_md_html_block(&walk->html, html, length, (uint32_t)cmark_node_get_start_line(node),
                         walk->quotes > 0);
        return;
    }
    pm_md_html_state inner = { .builder = walk->builder, .arena = walk->arena };
    pm_md_html_block(&inner, html, length, (uint32_t)cmark_node_get_start_line(node), false);
    add_text_block(walk, PM_MD_PARAGRAPH, 0, (pm_mark){ 0, 0 });
}

static void walk_block(tree_walk *walk, cmark_node *node, bool entering)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST) {
        if (entering && walk->list_depth < PM_MD_NESTING_LIMIT)
            walk->lists[walk->list_depth] = ++walk->group_count;
        walk->list_depth += entering ? 1 : -1;
    } else if (type == CMARK_NODE_ITEM) {
        if (entering)
            enter_item(walk, node);
        else
            walk->depth = walk->list_depth > PM_MD_NESTING_LIMIT ? PM_MD_NESTING_LIMIT : walk->list_depth - 1;
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        walk->quotes += entering ? 1 : -1;
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        walk_html(walk, node);
    } else if (type == CMARK_NODE_PARAGRAPH && !entering) {
        add_text_block(walk, PM_MD_PARAGRAPH, 0, mark_of(walk, node));
    } else if (type == CMARK_NODE_HEADING && !entering) {
        add_text_block(walk, PM_MD_HEADING, cmark_node_get_heading_level(node), mark_of(walk, node));
    } else {
        walk_table(walk, node, entering);
    }
}

static cmark_node *parse(const pm_source *source)
{
    static const char *const extensions[] = { "table", "autolink", "strikethrough" };
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
        if (extension) cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, source->text, source->length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

void pm_md_blocks_read(pm_md_blocks *blocks, const pm_source *source, pm_arena *arena)
{
    tree_walk walk = {
        .source = source, .arena = arena, .blocks = blocks, .builder = pm_md_builder_create(arena)
    };
    walk.html = (pm_md_html_state){
        .blocks = blocks, .builder = walk.builder, .arena = arena, .group_count = &walk.group_count
    };
    find_lines(&walk);
    cmark_node *document = parse(source);
    cmark_iter *iterator = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        bool entering = event == CMARK_EVENT_ENTER;
        if (!walk_inline(&walk, node, entering)) walk_block(&walk, node, entering);
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
    pm_md_builder_destroy(walk.builder);
    free(walk.lines);
}
