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
#include "support/utf8.h"
#include "taxonomy/markdown_reader.h"
#include "taxonomy/mojibake.h"
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
    if (entry->form == PM_MD_TITLE_LINK || entry->material_count > 0) return true;
    return (entry->venue || entry->year) && pm_md_count_words(entry->title, strlen(entry->title), 3) >= 3;
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
    for (const pm_md_entry_link *link = entry->links; link; link = link->next)
        if (pm_md_is_paper_material(link->label, strlen(link->label))) return link;
    return entry->links;
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

/* "[Title](u)": a heading that is a link to elsewhere. */
static bool is_linked_heading(const pm_md_text *text, pm_arena *arena)
{
    pm_md_entry entry;
    pm_md_entry_read(&entry, text, arena);
    return entry.form == PM_MD_TITLE_LINK && entry.title && !entry.local;
}

/* "[Title]": the same without an address. */
static bool is_bracketed_heading(const pm_md_text *text)
{
    size_t start = pm_md_skip_decoration(text, 0);
    return start + 2 < text->length && text->bytes[start] == '[' && text->bytes[text->length - 1] == ']' &&
           !pm_md_link_at(text, start + 1);
}

/* A heading is a year or a venue, no title. */
static bool is_dated_heading(const pm_md_text *text)
{
    pm_md_venue venue;
    size_t start = pm_md_skip_decoration(text, 0);
    return start < text->length &&
           pm_md_venue_match(text->bytes + start, text->length - start, PM_MD_TRUST_WORDS, &venue);
}

/* Most of what stands in lists and tables between this heading and the next are entries of their own. */
static bool holds_entries(const pm_md_reader *reader, size_t index)
{
    size_t items = 0, entries = 0;
    for (size_t i = index + 1; i < reader->blocks.count && reader->blocks.items[i].kind != PM_MD_HEADING;
         i++) {
        if (reader->blocks.items[i].kind == PM_MD_ROW) return true;
        if (reader->blocks.items[i].kind != PM_MD_ITEM) continue;
        const pm_md_item *item = &reader->items[i];
        items++;
        entries += item->role == PM_MD_ITEM_ENTRY || item->role == PM_MD_ITEM_ATTRIBUTE;
    }
    return entries * 2 > items;
}

/* A heading, or a bold line, which ends what belongs to the one before it. */
static bool is_title_line(const pm_md_block *block)
{
    return block->kind == PM_MD_HEADING || (block->kind == PM_MD_PARAGRAPH && pm_md_is_bold_line(block->text));
}

bool pm_md_has_only_materials(const pm_md_reader *reader, size_t index)
{
    size_t materials = 0;
    for (size_t i = index + 1; i < reader->blocks.count && !is_title_line(&reader->blocks.items[i]); i++) {
        const pm_md_block *block = &reader->blocks.items[i];
        pm_md_entry entry;
        if (block->kind == PM_MD_ROW || block->kind == PM_MD_DETAILS) return false;
        const pm_md_text *text =
            block->kind == PM_MD_ITEM && block->paragraphs ? block->paragraphs->text : block->text;
        if (!text) continue;
        pm_md_entry_read(&entry, text, reader->scratch);
        size_t value, start = pm_md_skip_decoration(text, 0);
        pm_md_topic topic = pm_md_topic_of(text->bytes + start, text->length - start, &value);
        bool labelled = topic == PM_MD_TOPIC_VENUE || topic == PM_MD_TOPIC_AUTHORS ||
                        (topic == PM_MD_TOPIC_OTHER &&
                         (!entry.bracket_count || pm_md_is_material(text->bytes + start, value)));
        bool titled =
            entry.title && !labelled && entry.form != PM_MD_TITLE_PLAIN && entry.form != PM_MD_TITLE_NONE;
        if (titled && pm_md_is_entry(&entry) && !pm_md_is_names(entry.title, strlen(entry.title)))
            return false;
        if (titled && entry.form == PM_MD_TITLE_LINK && !entry.local) return false;
        bool listed = block->kind == PM_MD_ITEM && entry.material_count &&
                      !pm_md_is_names(entry.title ? entry.title : "", entry.title ? strlen(entry.title) : 0);
        if (entry.title && !labelled && entry.form == PM_MD_TITLE_PLAIN && (entry.bracket_count || listed))
            return false;
        materials += entry.material_count > 0 || (labelled && text->link_count > 0);
    }
    return materials > 0;
}

/* Levels of which most headings are entries. */
static void find_entry_levels(pm_md_reader *reader)
{
    size_t total[7] = { 0 }, linked[7] = { 0 }, bracketed[7] = { 0 }, leaves[7] = { 0 }, described[7] = { 0 };
    for (size_t i = 0; i < reader->blocks.count; i++) {
        const pm_md_block *block = &reader->blocks.items[i];
        if (block->kind != PM_MD_HEADING) continue;
        size_t next = i + 1;
        while (next < reader->blocks.count && reader->blocks.items[next].kind != PM_MD_HEADING)
            next++;
        bool leaf = next >= reader->blocks.count || reader->blocks.items[next].level <= block->level;
        bool skipped = pm_md_section_of(block->text->bytes, block->text->length) != PM_MD_SECTION_ENTRIES;
        total[block->level] += !skipped;
        if (leaf && is_linked_heading(block->text, reader->scratch) && !holds_entries(reader, i))
            linked[block->level]++;
        bracketed[block->level] += is_bracketed_heading(block->text);
        if (!leaf || skipped) continue;
        leaves[block->level]++;
        described[block->level] += !is_dated_heading(block->text) && pm_md_has_only_materials(reader, i);
    }
    for (int level = 1; level <= 6; level++)
        reader->entry_levels[level] =
            (linked[level] >= 3 && (linked[level] + bracketed[level]) * 2 > total[level]) ||
            (described[level] >= 3 && described[level] * 5 >= leaves[level] * 3);
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

static bool is_labelled(const pm_md_text *text)
{
    size_t value, start = pm_md_skip_decoration(text, 0);
    pm_md_topic topic = pm_md_topic_of(text->bytes + start, text->length - start, &value);
    return topic == PM_MD_TOPIC_VENUE || topic == PM_MD_TOPIC_AUTHORS;
}

/* A heading that is an entry is read together with the lines below it: venue, authors, links. */
size_t pm_md_add_titled(pm_md_reader *reader, size_t index)
{
    const pm_md_text *text = reader->blocks.items[index].text;
    pm_md_builder *builder = pm_md_builder_create(reader->scratch);
    pm_md_entry entry;
    size_t next = index + 1;
    pm_md_entry_read(&entry, text, reader->scratch);
    for (; next < reader->blocks.count; next++) {
        const pm_md_block *block = &reader->blocks.items[next];
        const pm_md_item *item = &reader->items[next];
        if ((block->kind != PM_MD_PARAGRAPH && block->kind != PM_MD_ITEM) || is_title_line(block)) break;
        if (block->kind == PM_MD_PARAGRAPH)
            pm_md_builder_append(builder, block->text);
        else if (item->entry.material_count || is_labelled(item->text))
            pm_md_builder_append(builder, item->text);
    }
    const pm_md_text *body = pm_md_builder_finish(builder);
    pm_md_builder_destroy(builder);
    pm_md_entry_read_images(&entry, body, reader->scratch);
    pm_md_entry_read_rest(&entry, body, 0, reader->scratch);
    bool titled = entry.title && !(entry.form == PM_MD_TITLE_LINK && entry.local);
    if (!titled || (!is_linked_heading(text, reader->scratch) && !is_bracketed_heading(text) && !entry.material_count))
        return index;
    pm_md_add_entry(reader, &entry);
    return next;
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

/* Characters of `line` before it and `mended` differ. */
static uint32_t common_characters(const char *line, size_t length, const char *mended)
{
    size_t i = 0;
    while (i < length && line[i] == mended[i])
        i++;
    while (i > 0 && ((unsigned char)line[i] & 0xC0) == 0x80)
        i--;
    return (uint32_t)pm_utf8_count(line, i);
}

/* Text that was decoded wrongly is read as it was meant; each line of it is noted. */
static const pm_source *mend_characters(const pm_source *source, pm_arena *arena, pm_diagnostics *diagnostics)
{
    pm_strbuf whole = PM_STRBUF_INIT;
    if (!pm_mojibake_repair(source->text, source->length, &whole)) return source;
    pm_source *mended = PM_NEW(arena, pm_source);
    mended->name = source->name;
    mended->text = pm_arena_strndup(arena, pm_strbuf_text(&whole), whole.length);
    mended->length = whole.length;
    pm_strbuf_finish(&whole);
    uint32_t line = 1;
    for (const char *at = source->text, *end = at + source->length; at < end; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
        pm_strbuf repaired = PM_STRBUF_INIT;
        if (pm_mojibake_repair(at, (size_t)(stop - at), &repaired)) {
            uint32_t column = common_characters(at, (size_t)(stop - at), pm_strbuf_text(&repaired)) + 1;
            pm_note(diagnostics, source, (pm_mark){ line, column },
                    "this text was decoded with the wrong character set and is read as it was meant");
            pm_code(diagnostics, "mojibake");
        }
        pm_strbuf_finish(&repaired);
        at = stop + 1;
    }
    return mended;
}

/* A line of 1 to 6 "#" with a word right behind them, between blank lines: where the blank belongs, else 0. */
static size_t heading_marks(const char *line, const char *at, const char *start, const char *end)
{
    size_t marks = 0;
    while (at + marks < end && at[marks] == '#')
        marks++;
    if (!marks || marks > 6 || at != line || at + marks >= end || strchr(" \t\r\n", at[marks])) return 0;
    bool blank_before = line == start || (line - start >= 2 && (line[-2] == '\n' || line[-2] == '\r'));
    const char *next = memchr(at, '\n', (size_t)(end - at));
    bool blank_behind = !next || next + 1 >= end || next[1] == '\n' || next[1] == '\r';
    return blank_before && blank_behind ? marks : 0;
}

/* "-[Title](u)" and "-**Title**" are meant as list items, "##Title" as a heading: they get the blank that Markdown
 * wants. */
static const pm_source *mend_items(const pm_source *source, pm_arena *arena)
{
    pm_strbuf out = PM_STRBUF_INIT;
    const char *copied = source->text, *end = source->text + source->length;
    for (const char *line = source->text; line && line < end;) {
        const char *at = line;
        while (at < end && *at == ' ')
            at++;
        size_t marks = heading_marks(line, at, source->text, end);
        if (end - at > 3 && *at == '-' && (at[1] == '[' || (at[1] == '*' && at[2] == '*' && at[3] != '*')))
            marks = 1;
        if (marks) {
            pm_strbuf_append(&out, copied, (size_t)(at + marks - copied));
            pm_strbuf_char(&out, ' ');
            copied = at + marks;
        }
        line = memchr(at, '\n', (size_t)(end - at));
        if (line) line++;
    }
    if (!out.length) return source;
    pm_strbuf_append(&out, copied, (size_t)(end - copied));
    pm_source *mended = PM_NEW(arena, pm_source);
    *mended = (pm_source){ source->name, pm_arena_strndup(arena, out.data, out.length), out.length };
    pm_strbuf_finish(&out);
    return mended;
}

pm_taxonomy *pm_taxonomy_read_markdown(const pm_source *source, pm_diagnostics *diagnostics)
{
    if (!pm_source_check_utf8(source, diagnostics)) return NULL;
    pm_md_reader reader = { .source = source, .diagnostics = diagnostics, .scratch = pm_arena_create() };
    reader.taxonomy = pm_taxonomy_create(source, NULL);
    const pm_source *mended =
        mend_items(mend_characters(source, reader.scratch, diagnostics), reader.scratch);
    pm_md_blocks_read(&reader.blocks, mended, reader.scratch);
    find_headings(&reader);
    pm_md_read_items(&reader);
    find_entry_levels(&reader);
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
