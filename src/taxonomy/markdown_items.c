/*
 * List items. An item is an entry, the name of a group, an attribute of the item that it is nested in
 * (authors, "Code: ..."), a line of a table of contents, or mere text.
 *
 * Roles are worked out from the last item to the first, so that a parent knows its children:
 *
 *  - nested below another, an item without a title link that begins "Word:", holds only materials, or holds
 * no link is an attribute;
 *  - an item with entries below it is a group when its own title is not linked, else an entry beside them;
 *  - an item with attributes only is read again together with them;
 *  - an unlinked item among linked entries is an entry as well.
 */
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/markdown_reader.h"

typedef struct list_count {
    size_t items, entries;
} list_count;

static const pm_md_text *join_paragraphs(pm_md_builder *builder, const pm_md_block *item)
{
    if (item->paragraphs && !item->paragraphs->next) return item->paragraphs->text;
    for (const pm_md_paragraphs *part = item->paragraphs; part; part = part->next)
        pm_md_builder_append(builder, part->text);
    return pm_md_builder_finish(builder);
}

/* All links of the text, one at least, lead to sections of this page. */
static bool has_only_anchors(const pm_md_text *text)
{
    for (size_t i = 0; i < text->link_count; i++)
        if (*text->links[i].url != '#') return false;
    return text->link_count > 0;
}

static bool is_contents_line(pm_md_reader *reader, const pm_md_item *item)
{
    const pm_md_entry *entry = &item->entry;
    if (has_only_anchors(item->text)) return true;
    if (entry->form != PM_MD_TITLE_LINK) return false;
    if (entry->local && entry->material_count == 0) return true;
    return entry->url && strchr(entry->url, '#') && pm_md_is_heading_name(reader, entry->title);
}

/* "[[Paper]](u) [[Python code]](v)": links in brackets and nothing else. */
static bool has_only_bracketed(const pm_md_text *text)
{
    size_t at = 0;
    for (size_t i = 0; i < text->link_count; i++) {
        const pm_md_link *link = &text->links[i];
        bool inside = link->start < link->end && text->bytes[link->start] == '[';
        bool outside = link->start > 0 && text->bytes[link->start - 1] == '[';
        if (!inside && !outside) return false;
        if (pm_md_count_words(text->bytes + at, link->start > at ? link->start - at : 0, 1)) return false;
        at = link->end;
    }
    return at > 0 && !pm_md_count_words(text->bytes + at, text->length - at, 1);
}

/* "[owner/name](https://github.com/owner/name)": a repository by its own name. */
static bool is_repository(const pm_md_item *item)
{
    const char *title = item->entry.title, *slash = title ? strchr(title, '/') : NULL;
    return slash && !strchr(title, ' ') && item->entry.url && strstr(item->entry.url, title);
}

/* The only link of "2018 survey: [Metric Learning and its Uses](u)" is a title, that of "Data: [set A](u)"
 * none. */
static bool leads_to_title(const pm_md_text *text)
{
    const pm_md_link *link = &text->links[0];
    return text->link_count == 1 && pm_md_url_is_foreign(link->url) &&
           pm_md_count_words(text->bytes + link->start, link->end - link->start, 4) >= 4;
}

/* A nested item that says something of its parent. */
static bool is_attribute(const pm_md_item *item)
{
    size_t value;
    const pm_md_entry *entry = &item->entry;
    size_t start = pm_md_skip_decoration(item->text, 0);
    if (start >= item->text->length || has_only_bracketed(item->text) || is_repository(item)) return true;
    pm_md_topic topic = pm_md_topic_of(item->text->bytes + start, item->text->length - start, &value);
    if (topic == PM_MD_TOPIC_VENUE || topic == PM_MD_TOPIC_AUTHORS) return true;
    if (entry->form == PM_MD_TITLE_LINK) return false;
    /* "Code: [[official](u)]" is one, "DETR: End-to-End ... [[pdf](u)]" is not */
    if (topic == PM_MD_TOPIC_OTHER && !pm_md_link_at(item->text, start) &&
        (pm_md_is_material(item->text->bytes + start, value) ||
         (!entry->bracket_count && !leads_to_title(item->text))))
        return true;
    return !entry->title || (entry->material_count == 0) ||
           pm_md_is_names(entry->title, strlen(entry->title));
}

static void read_again_with(pm_md_reader *reader, pm_md_builder *builder, size_t index, size_t end)
{
    pm_md_item *item = &reader->items[index];
    pm_md_builder_append(builder, item->text);
    for (size_t i = index + 1; i < end; i++)
        if (reader->blocks.items[i].parent == index + 1 && reader->blocks.items[i].kind == PM_MD_ITEM)
            pm_md_builder_append(builder, reader->items[i].text);
    item->text = pm_md_builder_finish(builder);
    pm_md_entry_read(&item->entry, item->text, reader->scratch);
}

/* "**MAE**: Jane Doe, John Roe" above "- Title. [[CVPR 2022](u)]": name and authors of what is nested. Where
 * the authors begin, 0 when it is none. */
static size_t authors_of_nested(const pm_md_text *text, size_t *start, size_t *name_end)
{
    *start = pm_md_skip_decoration(text, 0);
    size_t limit = *start + 40 < text->length ? *start + 40 : text->length, colon = *start;
    while (colon < limit && text->bytes[colon] != ':' && text->bytes[colon] != '\n')
        colon++;
    size_t words = pm_md_count_words(text->bytes + *start, colon - *start, 4);
    if (colon >= limit || text->bytes[colon] != ':' || words == 0 || words > 3) return 0;
    *name_end = colon;
    const char *names = text->bytes + colon + 1;
    size_t length = pm_md_trim_end(names, text->length - colon - 1);
    bool bold = (pm_md_span_at(text, *start)->style & PM_MD_BOLD) != 0;
    return pm_md_is_names(names, length) || (bold && pm_md_is_one_name(names, length)) ? colon + 1 : 0;
}

/* Gives the sole entry nested in `index` the name and the authors that stand above it. False when what stands
 * there is a group's name. */
static bool give_authors(pm_md_reader *reader, size_t index)
{
    pm_md_item *item = &reader->items[index];
    size_t start, name_end, authors = authors_of_nested(item->text, &start, &name_end), child = index + 1;
    if (!authors || item->entry_children != 1) return false;
    while (child < reader->blocks.count &&
           (reader->blocks.items[child].parent != index + 1 || reader->items[child].role != PM_MD_ITEM_ENTRY))
        child++;
    if (child >= reader->blocks.count) return false;
    pm_md_entry *entry = &reader->items[child].entry;
    const char *bytes = item->text->bytes;
    if (!entry->authors)
        entry->authors = pm_md_clean(bytes + authors, item->text->length - authors, reader->scratch);
    if (!entry->abbr) {
        entry->abbr = pm_md_clean_label(bytes + start, name_end - start, reader->scratch);
        entry->abbr_at = pm_md_span_at(item->text, start)->at;
    }
    return true;
}

/* The role of one item whose nested items, up to block `end`, are settled. */
static void settle_item(pm_md_reader *reader, pm_md_builder *builder, size_t index, size_t end)
{
    const pm_md_block *block = &reader->blocks.items[index];
    pm_md_item *item = &reader->items[index];
    item->text = join_paragraphs(builder, block);
    pm_md_entry_read(&item->entry, item->text, reader->scratch);
    bool linked = item->entry.form == PM_MD_TITLE_LINK && !item->entry.local;
    if (is_contents_line(reader, item)) {
        item->role = PM_MD_ITEM_CONTENTS;
        return;
    }
    if (item->entry_children > 0 && !linked && item->entry.bracket_count == 0) {
        item->role = give_authors(reader, index) ? PM_MD_ITEM_ATTRIBUTE : PM_MD_ITEM_GROUP;
        return;
    }
    bool nested = block->parent != 0;
    if (nested && item->entry_children == 0 && is_attribute(item)) {
        item->role = PM_MD_ITEM_ATTRIBUTE;
        if (item->text_children) read_again_with(reader, builder, index, end);
        return;
    }
    if (item->entry_children == 0 && item->text_children > 0) read_again_with(reader, builder, index, end);
    item->role = pm_md_is_entry(&item->entry) ? PM_MD_ITEM_ENTRY : PM_MD_ITEM_TEXT;
}

/* The block behind the items nested in `index`. */
static size_t subtree_end(const pm_md_reader *reader, size_t index)
{
    size_t end = index + 1;
    while (end < reader->blocks.count && reader->blocks.items[end].kind == PM_MD_ITEM &&
           reader->blocks.items[end].level > reader->blocks.items[index].level)
        end++;
    return end;
}

static void count_in_parent(pm_md_reader *reader, size_t index)
{
    size_t parent = reader->blocks.items[index].parent;
    pm_md_item_role role = reader->items[index].role;
    if (!parent) return;
    if (role == PM_MD_ITEM_ENTRY || role == PM_MD_ITEM_GROUP)
        reader->items[parent - 1].entry_children++;
    else
        reader->items[parent - 1].text_children++;
}

/* Unlinked titles among entries. */
static void promote_texts(pm_md_reader *reader)
{
    size_t lists = 0;
    for (size_t i = 0; i < reader->blocks.count; i++)
        if (reader->blocks.items[i].group > lists) lists = reader->blocks.items[i].group;
    list_count *counts = pm_calloc(lists + 1, sizeof *counts);
    for (size_t i = 0; i < reader->blocks.count; i++) {
        if (reader->blocks.items[i].kind != PM_MD_ITEM) continue;
        counts[reader->blocks.items[i].group].items++;
        counts[reader->blocks.items[i].group].entries += reader->items[i].role == PM_MD_ITEM_ENTRY;
    }
    for (size_t i = 0; i < reader->blocks.count; i++) {
        pm_md_item *item = &reader->items[i];
        const list_count *count = &counts[reader->blocks.items[i].group];
        if (reader->blocks.items[i].kind != PM_MD_ITEM || item->role != PM_MD_ITEM_TEXT || !item->entry.title)
            continue;
        size_t words = pm_md_count_words(item->entry.title, strlen(item->entry.title), 30);
        bool dated = item->entry.venue || item->entry.year;
        bool title = words + dated >= 3 && words < 30 && !item->entry.local && item->entry_children == 0;
        if (title && count->entries * 2 >= count->items && count->entries >= 2) item->role = PM_MD_ITEM_ENTRY;
    }
    free(counts);
}

void pm_md_read_items(pm_md_reader *reader)
{
    pm_md_builder *builder = pm_md_builder_create(reader->scratch);
    reader->items = pm_calloc(reader->blocks.count + 1, sizeof *reader->items);
    for (size_t i = reader->blocks.count; i > 0; i--) {
        if (reader->blocks.items[i - 1].kind != PM_MD_ITEM) continue;
        pm_md_item *item = &reader->items[i - 1];
        settle_item(reader, builder, i - 1, item->text_children ? subtree_end(reader, i - 1) : i);
        count_in_parent(reader, i - 1);
    }
    pm_md_builder_destroy(builder);
    promote_texts(reader);
}

static bool belongs_to_entry(const pm_md_reader *reader, const pm_md_block *block)
{
    return block->parent && reader->items[block->parent - 1].role == PM_MD_ITEM_ENTRY;
}

void pm_md_add_item(pm_md_reader *reader, size_t index)
{
    const pm_md_block *block = &reader->blocks.items[index];
    pm_md_item *item = &reader->items[index];
    pm_md_close_levels(reader, PM_MD_RANK_ITEM + block->level);
    pm_md_section section = pm_md_current_section(reader);
    if (section == PM_MD_SECTION_SKIP) return;
    bool weak = item->role == PM_MD_ITEM_ENTRY && section == PM_MD_SECTION_SELF &&
                !item->entry.material_count && !item->entry.venue && !item->entry.year;
    if (item->role == PM_MD_ITEM_ENTRY && !weak) {
        pm_md_add_entry(reader, &item->entry);
    } else if (item->role == PM_MD_ITEM_GROUP && item->entry.title) {
        pm_md_section inner = pm_md_section_of(item->entry.title, strlen(item->entry.title));
        pm_md_open_level(reader, PM_MD_RANK_ITEM + block->level, item->entry.title, item->entry.title_at,
                         inner == PM_MD_SECTION_SKIP ? inner : section);
    } else if ((item->role == PM_MD_ITEM_TEXT && !belongs_to_entry(reader, block)) || weak) {
        pm_md_note_unread(reader, block->at, "list item");
    }
}
