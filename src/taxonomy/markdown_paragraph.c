/*
 * Paragraphs. One that is a bold line only, before a list, a table or a heading, names a group. Else it is
 * cut at its line breaks where a new title begins, and each part is an entry when it has a marked title and
 * materials, venue or year; a title alone is read together with the next paragraph ("**Title.** ACL 2020." /
 * "*Authors* [[pdf](u)]").
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_reader.h"

enum { HEADING_WORDS = 14 };

static bool is_blank(const pm_md_text *text, size_t from, size_t to)
{
    for (; from < to; from++)
        if (!strchr(" \n\r:.", text->bytes[from])) return false;
    return true;
}

bool pm_md_is_bold_line(const pm_md_text *text, size_t limit)
{
    size_t start = pm_md_skip_decoration(text, 0);
    const pm_md_span *span = pm_md_span_at(text, start);
    if (!span || !(span->style & PM_MD_BOLD) || span->link || memchr(text->bytes, '\n', text->length))
        return false;
    size_t end = pm_md_style_end(text, start, PM_MD_BOLD), behind = pm_md_skip_decoration(text, end);
    size_t words = pm_md_count_words(text->bytes, text->length, limit + 1);
    return words > 0 && words <= limit && (behind >= text->length || is_blank(text, end, text->length));
}

/* A line of a paragraph that begins like an entry: bold, or a link that is a title. */
static bool begins_entry(const pm_md_text *text, size_t at)
{
    size_t start = pm_md_skip_decoration(text, at);
    const pm_md_span *span = pm_md_span_at(text, start);
    if (!span || start >= text->length || (span->style & PM_MD_ITALIC)) return false;
    const pm_md_link *link = pm_md_link_at(text, start);
    if (link) {
        const char *label = text->bytes + link->start;
        size_t length = link->end - link->start;
        return pm_md_url_is_foreign(link->url) && *label != '[' && !pm_md_is_material(label, length) &&
               pm_md_count_words(label, length, 3) >= 2;
    }
    return (span->style & PM_MD_BOLD) != 0;
}

static bool has_link_between(const pm_md_text *text, size_t from, size_t to)
{
    for (const pm_md_span *span = pm_md_span_at(text, from);
         span && span < text->spans + text->span_count && span->start < to; span++)
        if (span->link) return true;
    return false;
}

/* A line of a few words above a bold title ("--- Before 2020 ---") is a remark. Where it ends, or the end. */
static size_t remark_end(const pm_md_text *text, size_t from)
{
    size_t end = from;
    while (end < text->length && text->bytes[end] != '\n')
        end++;
    size_t next = pm_md_skip_decoration(text, end);
    if (from > 0 || next >= text->length || pm_md_count_words(text->bytes, end, 5) > 4 ||
        has_link_between(text, from, end) || !(pm_md_span_at(text, next)->style & PM_MD_BOLD))
        return text->length;
    size_t bold = pm_md_style_end(text, next, PM_MD_BOLD);
    pm_md_venue venue;
    bool title = pm_md_count_words(text->bytes + next, bold - next, 4) >= 4 &&
                 !pm_md_venue_match(text->bytes + next, bold - next, PM_MD_TRUST_PLACE, &venue);
    return title ? end : text->length;
}

/* The next line that begins another entry, or the end. */
static size_t part_end(const pm_md_text *text, size_t from)
{
    bool bold = false, started = begins_entry(text, from);
    const pm_md_span *first = pm_md_span_at(text, pm_md_skip_decoration(text, from));
    if (first) bold = (first->style & PM_MD_BOLD) != 0;
    if (!started) return remark_end(text, from);
    for (size_t at = from; at < text->length; at++) {
        if (text->bytes[at] != '\n' && text->bytes[at] != '\r') continue;
        if (pm_md_link_at(text, at)) continue; /* a title over two lines */
        const pm_md_span *next = pm_md_span_at(text, pm_md_skip_decoration(text, at + 1));
        if (!next || ((next->style & PM_MD_BOLD) != 0) != bold || !begins_entry(text, at + 1)) continue;
        if (has_link_between(text, from, at)) return at;
    }
    return text->length;
}

/* Ends in "。" or "！". */
static bool is_wide_sentence(const char *title)
{
    size_t length = strlen(title);
    const char *end = title + (length > 3 ? length - 3 : 0);
    return strcmp(end, "\xE3\x80\x82") == 0 || strcmp(end, "\xEF\xBC\x81") == 0;
}

/* "[Twitter](u) • [Some Platform](u) • [Framework](u)": short links behind another one. */
static bool is_bar_of_links(const pm_md_entry *entry)
{
    return entry->form == PM_MD_TITLE_LINK && pm_md_entry_begins_with_link(entry) && !entry->bracket_count &&
           pm_md_count_words(entry->title, strlen(entry->title), 4) <= 3;
}

static bool is_paragraph_entry(const pm_md_entry *entry, bool *alone)
{
    bool dated = entry->venue || entry->year;
    if (!entry->title || entry->local || entry->late || !pm_md_is_entry(entry)) return false;
    size_t words = pm_md_count_words(entry->title, strlen(entry->title), 40);
    if (words >= 40 || is_bar_of_links(entry)) return false;
    if (entry->form == PM_MD_TITLE_LINK) {
        bool paper = *alone || (entry->url && pm_md_leads_to_paper(entry->url));
        *alone = entry->whole_line && words >= 4 && paper;
        return entry->material_count > 0 || dated || entry->authors || *alone;
    }
    if (entry->form == PM_MD_TITLE_MARKED)
        return entry->material_count > 0 || (words >= 3 && (dated || (entry->authors && entry->links)));
    return words >= 3 && !is_wide_sentence(entry->title) &&
           (entry->bracket_count > 0 || (entry->venue && entry->material_count > 0));
}

/* "[3] A Plain Title" above "[paper](u) | [code](u)": a line of text that is no sentence, and the first link
 * begins a line of materials. */
static bool has_title_line(const pm_md_text *part, const pm_md_entry *entry)
{
    if (entry->form != PM_MD_TITLE_PLAIN || !entry->title || !entry->material_count || !part->link_count)
        return false;
    const pm_md_link *link = &part->links[0];
    size_t line = link->start, first = 0;
    while (line > 0 && !strchr("\n\r", part->bytes[line - 1]))
        line--;
    while (first < part->length && !strchr("\n\r", part->bytes[first]))
        first++;
    size_t words = pm_md_count_words(part->bytes, first, 41), end = first;
    while (end && strchr(" ", part->bytes[end - 1]))
        end--;
    bool sentence = end && strchr(".!:", part->bytes[end - 1]);
    return line > 0 && words >= 3 && words <= 40 && !sentence &&
           pm_md_skip_decoration(part, line) == link->start &&
           pm_md_is_material(part->bytes + link->start, link->end - link->start);
}

/* A title with or without venue, to which the next paragraph belongs. */
static bool wants_next(const pm_md_reader *reader, size_t index, const pm_md_entry *entry)
{
    if (index + 1 >= reader->blocks.count || reader->blocks.items[index + 1].kind != PM_MD_PARAGRAPH)
        return false;
    const pm_md_text *next = reader->blocks.items[index + 1].text;
    bool marked = entry->form == PM_MD_TITLE_MARKED || entry->form == PM_MD_TITLE_LINK;
    if (!marked || entry->material_count > 0 || !entry->title || begins_entry(next, 0)) return false;
    if (!entry->whole_line && !entry->venue && !entry->year) return false;
    size_t start = pm_md_skip_decoration(next, 0);
    const pm_md_span *span = pm_md_span_at(next, start);
    if (!span || start >= next->length) return false;
    pm_md_entry other;
    pm_md_entry_read(&other, next, reader->scratch);
    bool authors = (span->style & PM_MD_ITALIC) != 0 ||
                   (other.title && pm_md_is_names(other.title, strlen(other.title)));
    return authors || !other.title || (other.bracket_count > 0 && next->length < 600);
}

/* The level of a bold line: above the headings that follow it, else below all that are open. */
static int rank_of_bold(const pm_md_reader *reader, size_t index)
{
    const pm_md_block *next = index + 1 < reader->blocks.count ? &reader->blocks.items[index + 1] : NULL;
    int fold = reader->fold_depth * PM_MD_RANK_FOLD;
    return next && next->kind == PM_MD_HEADING ? fold + next->level * 2 - 1 : fold + PM_MD_RANK_BOLD;
}

/* "**Papers to read first.**", "**This is how:**": a sentence is no name. */
static bool ends_sentence(const pm_md_text *text)
{
    size_t end = text->length;
    while (end && strchr(" \n\r", text->bytes[end - 1]))
        end--;
    return end && (strchr(".!:", text->bytes[end - 1]) ||
                   (end >= 3 && memcmp(text->bytes + end - 3, "\xEF\xBC\x9A", 3) == 0));
}

static bool names_group(const pm_md_reader *reader, size_t index)
{
    const pm_md_block *next = index + 1 < reader->blocks.count ? &reader->blocks.items[index + 1] : NULL;
    if (!next || !pm_md_is_bold_line(reader->blocks.items[index].text, HEADING_WORDS)) return false;
    if (next->kind == PM_MD_HEADING && ends_sentence(reader->blocks.items[index].text)) return false;
    return next->kind != PM_MD_PARAGRAPH || begins_entry(next->text, 0);
}

/* "[Jane Doe](u), John Roe": people. Capitals above a link to a paper are a title. */
static bool names_people(const pm_md_text *text)
{
    if (!pm_md_is_names(text->bytes, text->length)) return false;
    for (size_t i = 0; i < text->link_count; i++)
        if (pm_md_leads_to_paper(text->links[i].url)) return false;
    return true;
}

size_t pm_md_add_paragraph(pm_md_reader *reader, size_t index)
{
    const pm_md_text *text = reader->blocks.items[index].text;
    pm_mark at = reader->blocks.items[index].at;
    if (reader->blocks.items[index].quoted) return index + 1;
    pm_md_close_levels(reader, PM_MD_RANK_ITEM);
    if (pm_md_is_bold_line(text, PM_MD_TITLE_WORDS) &&
        pm_md_current_section(reader) == PM_MD_SECTION_ENTRIES && pm_md_has_only_materials(reader, index)) {
        size_t next = pm_md_add_titled(reader, index);
        if (next > index) return next;
    }
    if (names_group(reader, index)) {
        const char *name = pm_md_group_name(text, reader->scratch);
        pm_md_section section = pm_md_section_of(name, strlen(name));
        int rank = rank_of_bold(reader, index);
        pm_md_close_levels(reader, rank);
        pm_md_section outer = pm_md_current_section(reader);
        pm_md_open_level(reader, rank, name, at, section > outer ? section : outer);
        return index + 1;
    }
    pm_md_section section = pm_md_current_section(reader);
    if (section == PM_MD_SECTION_SKIP || names_people(text)) return index + 1;
    for (size_t from = 0, end; from < text->length; from = end + 1) {
        pm_md_entry entry;
        end = part_end(text, from);
        const pm_md_text *part =
            from == 0 && end == text->length ? text : pm_md_text_slice(text, from, end, reader->scratch);
        pm_md_entry_read(&entry, part, reader->scratch);
        if (end == text->length && wants_next(reader, index, &entry)) {
            pm_md_builder *builder = pm_md_builder_create(reader->scratch);
            pm_md_builder_append(builder, part);
            pm_md_builder_append(builder, reader->blocks.items[++index].text);
            pm_md_entry_read(&entry, pm_md_builder_finish(builder), reader->scratch);
            pm_md_builder_destroy(builder);
        }
        bool alone = reader->alone_block && reader->alone_block == index;
        if (is_paragraph_entry(&entry, &alone) || (reader->level_count && has_title_line(part, &entry)))
            pm_md_add_entry(reader, &entry);
        else if (entry.bracket_count > 0)
            pm_md_note_unread(reader, at, "paragraph");
        if (alone && entry.form == PM_MD_TITLE_LINK) reader->alone_block = index + 1;
    }
    return index + 1;
}
