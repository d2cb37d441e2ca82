/*
 * Headings, and bold lines, that are entries themselves: linked titles, and titles above nothing but
 * materials. A level of headings gives entries when most of its headings are such; a bold line, when this one
 * is. What stands below is read with it.
 */
#include <string.h>

#include "taxonomy/markdown_reader.h"

/* "[Title](u)", "[2020 TPAMI] Title. [[PDF](u)]": a heading that is a link to elsewhere, or has its materials
 * in brackets. */
static bool is_linked_heading(const pm_md_text *text, pm_arena *arena)
{
    pm_md_entry entry;
    pm_md_entry_read(&entry, text, arena);
    if (!entry.title || entry.local) return false;
    return entry.form == PM_MD_TITLE_LINK ||
           (entry.bracket_count > 0 && pm_md_count_words(entry.title, strlen(entry.title), 3) >= 3);
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
    return block->kind == PM_MD_HEADING ||
           (block->kind == PM_MD_PARAGRAPH && pm_md_is_bold_line(block->text, PM_MD_TITLE_WORDS));
}

/* "[CVPR21 Name](u) A Title of Its Own": the link stands before the title. */
static bool is_title_behind_link(const pm_md_entry *entry)
{
    size_t length = strlen(entry->title);
    return pm_md_entry_begins_with_link(entry) && entry->venue &&
           pm_md_count_words(entry->title, length, 3) >= 3 && !pm_md_is_names(entry->title, length);
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
        if (entry.title && !labelled && entry.form == PM_MD_TITLE_PLAIN &&
            (entry.bracket_count || listed || is_title_behind_link(&entry)))
            return false;
        materials += entry.material_count > 0 || (labelled && text->link_count > 0);
    }
    return materials > 0;
}

void pm_md_find_entry_levels(pm_md_reader *reader)
{
    size_t total[7] = { 0 }, linked[7] = { 0 }, entries[7] = { 0 }, leaves[7] = { 0 }, described[7] = { 0 };
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
            linked[block->level]++, entries[block->level]++;
        entries[block->level] += is_bracketed_heading(block->text);
        if (!leaf || skipped) continue;
        leaves[block->level]++;
        described[block->level] += !is_dated_heading(block->text) && pm_md_has_only_materials(reader, i);
    }
    for (int level = 1; level <= 6; level++)
        reader->entry_levels[level] =
            (linked[level] >= 2 && entries[level] >= 3 && entries[level] * 2 > total[level]) ||
            (described[level] >= 3 && described[level] * 5 >= leaves[level] * 3);
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
    if (!titled ||
        (!is_linked_heading(text, reader->scratch) && !is_bracketed_heading(text) && !entry.material_count))
        return index;
    pm_md_add_entry(reader, &entry);
    return next;
}
