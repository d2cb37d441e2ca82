/*
 * The Markdown reader: blocks in, taxonomy out (docs/MARKDOWN.md explains the rules).
 *
 * Headings, bold lines, folded sections and unlinked list items open levels; the open ones are the path of
 * what follows. List items, table rows, paragraphs, and headings where a whole level of them is linked, give
 * entries.
 */
#include <stdlib.h>
#include <string.h>

#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/markdown_reader.h"
#include "taxonomy/reader.h"

enum { GROUP_LIMIT = 32, TITLE_LIMIT = 1000, TEXT_LIMIT = 8000 }; /* nested groups; bytes */

pm_md_section pm_md_current_section(const pm_md_reader *reader)
{
    return reader->level_count ? reader->levels[reader->level_count - 1].section : PM_MD_SECTION_ENTRIES;
}

void pm_md_close_levels(pm_md_reader *reader, int rank)
{
    while (reader->level_count && reader->levels[reader->level_count - 1].rank >= rank)
        reader->level_count--;
}

void pm_md_open_level(pm_md_reader *reader, int rank, const char *name, pm_mark at, pm_md_section section)
{
    pm_md_close_levels(reader, rank);
    if (strlen(name) > TEXT_LIMIT) {
        pm_md_note_unread(reader, at, "heading");
        name = "";
    }
    PM_RESERVE(reader->levels, reader->level_capacity, reader->level_count + 1);
    reader->levels[reader->level_count++] =
        (pm_md_level){ .rank = rank, .name = name, .at = at, .section = section };
}

/* The group of the open levels, made now where it is new. */
static pm_node *current_group(pm_md_reader *reader)
{
    pm_node *group = reader->taxonomy->root;
    for (size_t i = 0; i < reader->level_count; i++) {
        pm_md_level *level = &reader->levels[i];
        if (!*level->name || group->level >= GROUP_LIMIT) continue;
        if (!level->node)
            level->node = pm_taxonomy_add_group(reader->taxonomy, group, level->name, level->at);
        group = level->node;
    }
    return group;
}

bool pm_md_is_entry(const pm_md_entry *entry)
{
    if (!entry->title || strlen(entry->title) > TITLE_LIMIT || (entry->local && !entry->material_count))
        return false;
    if (entry->form == PM_MD_TITLE_PLAIN && pm_md_is_material(entry->title, strlen(entry->title)))
        return false; /* "Code: https://..." */
    if (entry->form == PM_MD_TITLE_LINK || entry->material_count > 0) return true;
    size_t words = pm_md_count_words(entry->title, strlen(entry->title), 4);
    bool cited = entry->form == PM_MD_TITLE_MARKED &&
                 ((entry->authors && entry->links) || (entry->named && words >= 4));
    return (entry->venue || entry->year || cited) && words >= 3;
}

/* "arXiv 1712" is a date when a link agrees: ".../abs/1712.09665". */
static const char *confirmed_year(const pm_md_entry *entry, pm_arena *arena)
{
    bool found = entry->url && strstr(entry->url, entry->yymm);
    for (const pm_md_entry_link *link = entry->links; link && !found; link = link->next)
        found = strstr(link->url, entry->yymm) != NULL;
    return found ? pm_arena_printf(arena, "20%.2s", entry->yymm) : NULL;
}

static const char *present(pm_arena *arena, const char *text)
{
    return text && *text && strlen(text) <= TEXT_LIMIT ? pm_arena_strdup(arena, text) : NULL;
}

/* The link that readers of the taxonomy take for the paper itself when none is labelled PAGE. */
static const pm_md_entry_link *primary_link(const pm_md_entry *entry)
{
    const pm_md_entry_link *best = NULL;
    for (const pm_md_entry_link *link = entry->links; link; link = link->next)
        if (!best || pm_md_paper_rank(link->label) > pm_md_paper_rank(best->label)) best = link;
    return best;
}

static void add_links(pm_md_reader *reader, pm_node *paper, const pm_md_entry *entry)
{
    const pm_md_entry_link *primary = primary_link(entry);
    bool page = entry->url && !entry->local && (!primary || strcmp(primary->url, entry->url) != 0);
    for (const pm_md_entry_link *link = entry->links; link && page; link = link->next)
        if (strcmp(link->label, "PAGE") == 0 && strcmp(link->url, entry->url) == 0) page = false;
    if (page)
        pm_taxonomy_add_link(reader->taxonomy, paper, "PAGE", entry->url, entry->title_at, entry->title_at);
    for (const pm_md_entry_link *link = entry->links; link; link = link->next) {
        const char *label = link->label;
        for (int i = 2;
             page && strcmp(link->label, "PAGE") == 0 && (i == 2 || pm_md_entry_has_label(entry, label)); i++)
            label = pm_arena_printf(reader->scratch, "PAGE %d", i);
        pm_taxonomy_add_link(reader->taxonomy, paper, label, link->url, link->at, link->at);
    }
    const pm_md_image *badge = entry->repository;
    bool known = !badge;
    for (const pm_link *link = paper->links; link && !known; link = link->next)
        known = strcmp(link->url, badge->target) == 0 || strcmp(link->label, "GitHub") == 0;
    if (!known) pm_taxonomy_add_link(reader->taxonomy, paper, "GitHub", badge->target, badge->at, badge->at);
}

void pm_md_add_entry(pm_md_reader *reader, const pm_md_entry *entry)
{
    pm_arena *arena = reader->taxonomy->arena;
    if (!entry->title) return;
    pm_node *paper =
        pm_taxonomy_add_paper(reader->taxonomy, current_group(reader), entry->title, entry->title_at);
    paper->abbr = present(arena, entry->abbr);
    paper->venue = present(arena, entry->venue);
    paper->year = present(arena, entry->year);
    paper->authors = present(arena, entry->authors);
    if (!paper->year && entry->yymm) paper->year = confirmed_year(entry, arena);
    paper->abbr_at = entry->abbr_at;
    paper->venue_at = entry->venue_at;
    paper->year_at = entry->year_at;
    add_links(reader, paper, entry);
}

/* YAML holds a group's papers together: where papers and groups come in turns, papers go first. */
static void gather_papers(pm_node *group)
{
    pm_node *papers = NULL, **paper_end = &papers, *groups = NULL, **group_end = &groups;
    int turns = 0;
    for (pm_node *child = group->first_child; child; child = child->next)
        turns += child->next && child->kind != child->next->kind;
    if (turns < 2) return;
    for (pm_node *child = group->first_child, *next; child; child = next) {
        bool paper = child->kind == PM_NODE_PAPER;
        next = child->next;
        child->next = NULL;
        *(paper ? paper_end : group_end) = child;
        if (paper)
            paper_end = &child->next;
        else
            group_end = &child->next;
        group->last_child = paper ? group->last_child : child;
    }
    *paper_end = groups;
    group->first_child = papers;
}

void pm_md_note_unread(pm_md_reader *reader, pm_mark at, const char *what)
{
    pm_note(reader->diagnostics, reader->source, at, "this %s gives no entry", what);
    pm_code(reader->diagnostics, "not-an-entry");
}

const char *pm_md_normalise(pm_md_reader *reader, const char *text, size_t length)
{
    const char *end = text + length;
    pm_md_word word;
    pm_strbuf out = PM_STRBUF_INIT;
    while (pm_md_next_word(&text, end, &word))
        pm_strbuf_string(&out, word.text);
    const char *copy = pm_arena_strdup(reader->scratch, pm_strbuf_text(&out));
    pm_strbuf_finish(&out);
    return copy;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool pm_md_is_heading_name(pm_md_reader *reader, const char *title)
{
    if (!title || !reader->heading_count) return false;
    const char *name = pm_md_normalise(reader, title, strlen(title));
    return bsearch(&name, reader->heading_names, reader->heading_count, sizeof *reader->heading_names,
                   compare_names) != NULL;
}

/* A heading's own link to elsewhere in the page, alone in brackets or at the end: "[back](#top)". */
static bool is_back_link(const pm_md_text *text, const pm_md_link *link)
{
    size_t start = pm_md_skip_decoration(text, 0);
    char before = link->start ? text->bytes[link->start - 1] : 0, behind = text->bytes[link->end];
    if (link->start <= start || pm_md_url_is_foreign(link->url)) return false;
    bool alone = (before == '(' && behind == ')') || (before == '[' && behind == ']');
    return alone || pm_md_count_words(text->bytes + link->start, link->end - link->start, 1) == 0;
}

const char *pm_md_group_name(const pm_md_text *text, pm_arena *arena)
{
    pm_strbuf out = PM_STRBUF_INIT;
    size_t at = 0;
    for (size_t i = 0; i < text->link_count; i++) {
        const pm_md_link *link = &text->links[i];
        if (link->start < at || link->start == link->end || !is_back_link(text, link)) continue;
        bool bracket = link->start > at && strchr("([", text->bytes[link->start - 1]);
        pm_strbuf_append(&out, text->bytes + at, link->start - at - (bracket ? 1 : 0));
        at = link->end + (bracket ? 1 : 0);
    }
    if (at < text->length) pm_strbuf_append(&out, text->bytes + at, text->length - at);
    const char *name = pm_md_clean(pm_strbuf_text(&out), out.length, arena);
    pm_strbuf_finish(&out);
    return name;
}

static void find_headings(pm_md_reader *reader)
{
    size_t capacity = 0, first_levels = 0, first = reader->blocks.count;
    for (size_t i = 0; i < reader->blocks.count; i++) {
        const pm_md_block *block = &reader->blocks.items[i];
        if (block->kind != PM_MD_HEADING) continue;
        if (first == reader->blocks.count) first = i;
        first_levels += block->level == 1;
        const char *name = pm_md_group_name(block->text, reader->scratch);
        PM_RESERVE(reader->heading_names, capacity, reader->heading_count + 1);
        reader->heading_names[reader->heading_count++] = pm_md_normalise(reader, name, strlen(name));
    }
    if (reader->heading_count)
        qsort(reader->heading_names, reader->heading_count, sizeof *reader->heading_names, compare_names);
    if (first == reader->blocks.count || reader->blocks.items[first].level != 1) return;
    /* The first heading of all names the document; a sole one is no part of any path. */
    reader->taxonomy->root->name =
        present(reader->taxonomy->arena, pm_md_group_name(reader->blocks.items[first].text, reader->scratch));
    reader->taxonomy->root->at = reader->blocks.items[first].at;
    if (first_levels == 1) reader->title_block = first + 1;
}

static size_t add_heading(pm_md_reader *reader, size_t index)
{
    const pm_md_block *block = &reader->blocks.items[index];
    const char *name = pm_md_group_name(block->text, reader->scratch);
    if (index + 1 == reader->title_block) return index + 1;
    /* A heading of the level that an open fold stands in, or above, ends the fold: people forget </details>.
     */
    while (reader->fold_depth > 0 && block->level <= reader->fold_levels[reader->fold_depth - 1])
        reader->fold_depth--;
    int rank = reader->fold_depth * PM_MD_RANK_FOLD + block->level * 2;
    if (reader->fold_depth == 0) reader->heading_level = block->level;
    pm_md_close_levels(reader, rank);
    pm_md_section outer = pm_md_current_section(reader), section = pm_md_section_of(name, strlen(name));
    if (outer == PM_MD_SECTION_SKIP) section = outer;
    if (reader->entry_levels[block->level] && section == PM_MD_SECTION_ENTRIES) {
        size_t next = pm_md_add_titled(reader, index);
        if (next > index) return next;
    }
    pm_md_open_level(reader, rank, name, block->at, section);
    return index + 1;
}

static void open_fold(pm_md_reader *reader, const pm_md_block *block)
{
    const char *name = pm_md_group_name(block->text, reader->scratch);
    if (reader->fold_depth >= PM_MD_FOLD_LIMIT) return;
    reader->fold_levels[reader->fold_depth++] = reader->heading_level;
    int rank = reader->fold_depth * PM_MD_RANK_FOLD;
    pm_md_close_levels(reader, rank);
    pm_md_section outer = pm_md_current_section(reader), section = pm_md_section_of(name, strlen(name));
    pm_md_open_level(reader, rank, pm_md_is_filler(name, strlen(name)) ? "" : name, block->at,
                     section > outer ? section : outer);
}

static void close_fold(pm_md_reader *reader)
{
    if (!reader->fold_depth) return;
    pm_md_close_levels(reader, reader->fold_depth * PM_MD_RANK_FOLD);
    reader->fold_depth--;
}

static void walk_blocks(pm_md_reader *reader)
{
    for (size_t i = 0; i < reader->blocks.count;) {
        const pm_md_block *block = &reader->blocks.items[i];
        if (block->kind == PM_MD_HEADING) {
            i = add_heading(reader, i);
        } else if (block->kind == PM_MD_PARAGRAPH) {
            i = pm_md_add_paragraph(reader, i);
        } else if (block->kind == PM_MD_ROW) {
            i = pm_md_add_table(reader, i);
        } else {
            if (block->kind == PM_MD_ITEM) pm_md_add_item(reader, i);
            if (block->kind == PM_MD_DETAILS) open_fold(reader, block);
            if (block->kind == PM_MD_DETAILS_END) close_fold(reader);
            i++;
        }
    }
}

pm_taxonomy *pm_taxonomy_read_markdown(const pm_source *source, pm_diagnostics *diagnostics)
{
    if (!pm_source_check_utf8(source, diagnostics)) return NULL;
    pm_md_reader reader = { .source = source, .diagnostics = diagnostics, .scratch = pm_arena_create() };
    reader.taxonomy = pm_taxonomy_create(source, NULL);
    const pm_source *mended = pm_md_mend(source, reader.scratch, diagnostics);
    pm_md_blocks_read(&reader.blocks, mended, reader.scratch);
    find_headings(&reader);
    pm_md_read_items(&reader);
    pm_md_find_entry_levels(&reader);
    walk_blocks(&reader);
    for (pm_node *node = reader.taxonomy->root; node; node = pm_node_after(node, reader.taxonomy->root))
        gather_papers(node);
    pm_taxonomy_finish(reader.taxonomy);
    pm_md_blocks_finish(&reader.blocks);
    free(reader.items);
    free(reader.levels);
    free(reader.heading_names);
    pm_arena_destroy(reader.scratch);
    return reader.taxonomy;
}
