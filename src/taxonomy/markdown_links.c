/*
 * The links of an entry: which of them count, what each is labelled, and which leads to the paper itself.
 *
 * A link counts when its label names a material ("pdf", "project page"), a venue, or stands in brackets;
 * links in italics and in lines of names are authors' pages.
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"

enum { LABEL_LIMIT = 60, LINK_LIMIT = 100 }; /* bytes; links */

int pm_md_paper_rank(const char *label)
{
    pm_md_venue venue;
    if (pm_md_is_paper_material(label, strlen(label))) return 2;
    return pm_md_venue_match(label, strlen(label), PM_MD_TRUST_WORDS, &venue) ? 1 : 0;
}

bool pm_md_entry_begins_with_link(const pm_md_entry *entry)
{
    if (!entry->links) return false;
    pm_mark link = entry->links->at, title = entry->title_at;
    return link.line < title.line || (link.line == title.line && link.column < title.column);
}

bool pm_md_entry_has_label(const pm_md_entry *entry, const char *label)
{
    for (const pm_md_entry_link *link = entry->links; link; link = link->next)
        if (strcmp(link->label, label) == 0) return true;
    return false;
}

/* Labels are keys later: the second "code" becomes "code 2". */
void pm_md_entry_add_link(pm_md_entry *entry, const char *label, const char *url, pm_mark at, pm_arena *arena)
{
    if (!*url || ++entry->link_count > LINK_LIMIT) return;
    url = pm_md_clean_address(url, arena);
    if (!*url) return;
    if (!*label) label = "LINK";
    for (const pm_md_entry_link *link = entry->links; link; link = link->next)
        if (strcmp(link->url, url) == 0 && strncmp(link->label, label, strlen(label)) == 0) return;
    const char *unique = label;
    for (int i = 2; pm_md_entry_has_label(entry, unique); i++)
        unique = pm_arena_printf(arena, "%s %d", label, i);
    pm_md_entry_link *link = PM_NEW(arena, pm_md_entry_link);
    *link = (pm_md_entry_link){ .label = unique, .url = url, .at = at };
    if (entry->last_link)
        entry->last_link->next = link;
    else
        entry->links = link;
    entry->last_link = link;
}

bool pm_md_url_is_foreign(const char *url)
{
    if (!*url || *url == '#') return false;
    const char *end = url + strcspn(url, "?#"), *dot = end;
    if (strstr(url, "://") || strncmp(url, "mailto:", 7) == 0 || strncmp(url, "//", 2) == 0) return true;
    while (dot > url && *dot != '.' && *dot != '/')
        dot--;
    size_t length = (size_t)(end - dot);
    bool file = *dot == '.' && length >= 3 && length <= 6;
    return file && strncmp(dot, ".md", 3) != 0 && strncmp(dot, ".MD", 3) != 0 && strncmp(dot, ".rst", 4) != 0;
}

static char character_before(const pm_md_text *text, size_t at)
{
    while (at > 0 && pm_md_is_space(text->bytes[at - 1]))
        at--;
    return at ? text->bytes[at - 1] : 0;
}

static char character_behind(const pm_md_text *text, size_t at)
{
    while (at < text->length && pm_md_is_space(text->bytes[at]))
        at++;
    return at < text->length ? text->bytes[at] : 0;
}

/* A link in a line of names leads to an author. */
static bool is_name_link(const pm_md_text *text, const pm_md_link *link)
{
    size_t start = link->start, end = link->end;
    while (start > 0 && !strchr("\n\r", text->bytes[start - 1]) && link->start - start < 400)
        start--;
    while (end < text->length && !strchr("\n\r", text->bytes[end]) && end - link->end < 400)
        end++;
    return pm_md_is_names(text->bytes + start, pm_md_trim_end(text->bytes + start, end - start));
}

static bool is_vague(const char *label)
{
    static const char *const vague[] = { "link", "Link", "here", "url", "URL", "LINK", "click", "Here" };
    for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
        if (strcmp(label, vague[i]) == 0) return true;
    return false;
}

/* "Code: [link](u)": the line says better than the link what it is. */
static const char *line_label(const pm_md_text *text, const pm_md_link *link, const char *label,
                              pm_arena *arena)
{
    size_t start = link->start, value;
    while (start > 0 && !strchr("\n\r|", text->bytes[start - 1]) && link->start - start < PM_MD_TOPIC_LIMIT)
        start--;
    while (start < link->start && pm_md_is_space(text->bytes[start]))
        start++;
    while ((text->bytes[start] & 0xC0) == 0x80)
        start++;
    pm_md_topic topic = pm_md_topic_of(text->bytes + start, link->start - start, &value);
    if (topic == PM_MD_TOPIC_FREE || !pm_md_count_words(text->bytes + start, value, 1)) return label;
    if (value > 3 && memcmp(text->bytes + start + value - 3, "\xEF\xBC\x9A", 3) == 0) value -= 3;
    return pm_md_clean_label(text->bytes + start, value, arena);
}

/* "Spring 2016" is when a course was held. */
static bool is_season(const char *label, size_t length)
{
    static const char *const seasons[] = { "spring", "summer", "fall", "autumn", "winter" };
    const char *at = label;
    pm_md_word word;
    if (pm_md_count_words(label, length, 3) != 2 || !pm_md_next_word(&at, label + length, &word))
        return false;
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++)
        if (strcmp(word.text, seasons[i]) == 0) return true;
    return false;
}

/* A label that is where the paper stands, whoever knows it: "EuroVis 2017", "Nat Commun 13, 7151 (2022)",
 * "Some Reviews: Chemistry 7.5 (2017): e1318". */
static bool match_citation(const char *label, size_t length, pm_md_venue *venue)
{
    for (size_t i = 4; i + 5 < length; i++) {
        bool volume = label[i] == '(' && label[i - 1] == ' ' && isdigit((unsigned char)label[i - 2]);
        if (volume && label[i + 5] == ')' && pm_md_venue_match(label + i + 1, 4, PM_MD_TRUST_WORDS, venue))
            return pm_md_venue_match(label, i + 6, PM_MD_TRUST_CELL, venue) && venue->name[0];
    }
    return pm_md_venue_match(label, length, PM_MD_TRUST_PLACE, venue) && venue->name[0] &&
           !is_season(label, length);
}

size_t pm_md_author_year(const char *label, size_t length, pm_md_venue *date)
{
    const char *open = length > 7 && label[length - 1] == ')' ? memrchr(label, '(', length) : NULL;
    if (!open || !pm_md_venue_match(open, (size_t)(label + length - open), PM_MD_TRUST_WORDS, date) ||
        date->name[0] || !date->year[0])
        return 0;
    size_t size = pm_md_trim_end(label, (size_t)(open - label));
    return pm_md_is_one_name(label, size) || pm_md_is_name_list(label, size, true) ? size : 0;
}

/* "Title. [Doe, Roe (1986)](u)": the paper by its authors. */
static bool read_author_year(pm_md_entry *entry, const pm_md_link *link, const char *label, size_t length,
                             pm_arena *arena)
{
    pm_md_venue date;
    size_t size =
        entry->authors || entry->form == PM_MD_TITLE_LINK ? 0 : pm_md_author_year(label, length, &date);
    if (!size) return false;
    pm_md_entry_set_venue(entry, &date, link->at, arena);
    entry->authors = pm_md_clean(label, size, arena);
    return true;
}

/* Links beside the title. */
static void read_link(pm_md_entry *entry, const pm_md_text *text, const pm_md_link *link, bool cell,
                      pm_arena *arena)
{
    const char *label = text->bytes + link->start;
    size_t length = link->end - link->start;
    char before = character_before(text, link->start), behind = character_behind(text, link->end);
    const pm_md_span *span = pm_md_span_at(text, link->start);
    pm_md_venue venue;
    if (strncmp(link->url, "mailto:", 7) == 0 || *link->url == '#') return;
    bool bracketed =
        *label == '[' || before == '[' || (before == '(' && behind == ')') || (unsigned char)before == 0x90;
    bool material = pm_md_is_material(label, length);
    bool cited = !material && !cell && read_author_year(entry, link, label, length, arena);
    bool dated = !cited && (pm_md_venue_match(label, length, PM_MD_TRUST_WORDS, &venue) ||
                            (!material && !cell && match_citation(label, length, &venue)));
    bool bare = length >= 8 && (memcmp(label, "http://", 7) == 0 || memcmp(label, "https:/", 7) == 0);
    if (span && (span->style & PM_MD_ITALIC) && !material && !cell) return;
    bool evident = material || bracketed || cited || dated || bare || cell;
    if (!evident && (!pm_md_url_is_foreign(link->url) || is_name_link(text, link))) return;
    if (dated && (!material || venue.year[0])) pm_md_entry_set_venue(entry, &venue, link->at, arena);
    const char *name =
        bare ? "LINK" : pm_md_clean_label(label, length < LABEL_LIMIT ? length : LABEL_LIMIT, arena);
    if (length > LABEL_LIMIT) name = "LINK";
    if (is_vague(name)) name = line_label(text, link, name, arena);
    pm_md_entry_add_link(entry, name, link->url, link->at, arena);
    entry->material_count += evident;
    entry->bracket_count += bracketed || cited;
}

void pm_md_entry_read_links(pm_md_entry *entry, const pm_md_text *text, size_t at, bool every,
                            pm_arena *arena)
{
    for (size_t i = 0; i < text->link_count; i++)
        if (text->links[i].start >= at && text->links[i].end > text->links[i].start)
            read_link(entry, text, &text->links[i], every, arena);
}
