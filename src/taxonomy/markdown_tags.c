/*
 * What stands before a title, taken off piece by piece until nothing more can be: see docs/MARKDOWN.md, "The
 * title".
 */
#include "taxonomy/markdown_scan.h"

#include <ctype.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_words.h"

uint32_t pm_md_character_at(const pm_md_text *text, size_t at, size_t *next)
{
    const char *here = text->bytes + at;
    if (at >= text->length) return 0;
    uint32_t c = pm_utf8_next(&here, text->bytes + text->length);
    *next = (size_t)(here - text->bytes);
    return c;
}

/* The character that closes a group opened by `c`, 0 when it opens none. */
static uint32_t closer_of(uint32_t c)
{
    static const uint32_t pairs[][2] = { { '[', ']' },   { '(', ')' },       { 0x3010, 0x3011 },
                                         { '{', '}' },   { 0xFF08, 0xFF09 }, { 0x201C, 0x201D },
                                         { '"', '"' },   { 0x300A, 0x300B }, { 0x300C, 0x300D },
                                         { 0xAB, 0xBB }, { '<', '>' },       { 0x300E, 0x300F } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c) return pairs[i][1];
    return 0;
}

bool pm_md_read_group(const pm_md_text *text, size_t at, size_t *inner, size_t *inner_end, size_t *end)
{
    size_t next = at;
    uint32_t open = pm_md_character_at(text, at, &next), close = closer_of(open);
    if (!close) return false;
    *inner = next;
    int depth = 1;
    for (size_t here = next; here < text->length && here - at < 600; here = next) {
        uint32_t c = pm_md_character_at(text, here, &next);
        if (c == '\n') return false;
        if (c == close && --depth == 0) {
            *inner_end = here;
            *end = next;
            return true;
        }
        if (c == open) depth++;
    }
    return false;
}

const pm_md_link *pm_md_whole_link(const pm_md_text *text, size_t inner, size_t inner_end)
{
    while (inner < inner_end && pm_md_is_space(text->bytes[inner]))
        inner++;
    while (inner_end > inner && pm_md_is_space(text->bytes[inner_end - 1]))
        inner_end--;
    const pm_md_link *link = inner < inner_end ? pm_md_link_at(text, inner) : NULL;
    return link && link->start <= inner && link->end >= inner_end ? link : NULL;
}

static bool has_link(const pm_md_text *text, size_t start, size_t end)
{
    for (size_t i = 0; i < text->link_count; i++)
        if (text->links[i].start < end && text->links[i].end > start) return true;
    return false;
}

pm_mark pm_md_mark_at(const pm_md_text *text, size_t at)
{
    const pm_md_span *span = pm_md_span_at(text, at);
    pm_mark mark = span ? span->at : text->at;
    if (span && at > span->start && mark.line)
        mark.column += (uint32_t)pm_utf8_count(text->bytes + span->start, at - span->start);
    return mark;
}

bool pm_md_scan_venue(pm_md_scan *scan, size_t start, size_t end, pm_md_trust trust)
{
    pm_md_venue venue;
    if (!pm_md_venue_match_last(scan->text->bytes + start, end - start, trust, &venue)) return false;
    pm_md_entry_set_venue(scan->entry, &venue, pm_md_mark_at(scan->text, start), scan->arena);
    return true;
}

/* "CVPR21 FlowNet": how much of a link's label is a known venue with its year, where a name stands behind it;
 * 0 when none does. */
static size_t venue_before_name(const char *label, size_t length)
{
    const char *at = label, *end = label + length;
    size_t words = 0, size = 0;
    pm_md_word word;
    pm_md_venue venue;
    while (pm_md_next_word(&at, end, &word) && words < 6) {
        size_t here = (size_t)(word.end - label);
        words++;
        if (!size && pm_md_venue_match(label, here, PM_MD_TRUST_WORDS, &venue) && venue.known &&
            venue.name[0] && venue.year[0])
            size = here, words = 0;
        else if (size && (pm_md_is_venue_qualifier(word.text) || pm_md_is_venue_noun(word.text) ||
                          pm_md_is_award(word.text)))
            return 0;
    }
    return words > 0 && words <= 3 ? size : 0;
}

/* A link that stands before the title: "[[pdf](u)] Title". */
static bool take_early_link(pm_md_scan *scan, const pm_md_link *link)
{
    const char *label = scan->text->bytes + link->start;
    size_t length = link->end - link->start;
    pm_md_venue venue;
    bool is_venue = pm_md_venue_match(label, length, PM_MD_TRUST_WORDS, &venue);
    if (!is_venue && !pm_md_is_material(label, length)) return false;
    size_t size = is_venue && !venue.known ? venue_before_name(label, length) : 0;
    if (size && pm_md_venue_match(label, size, PM_MD_TRUST_WORDS, &venue) && !scan->entry->abbr) {
        scan->entry->abbr = pm_md_clean_label(label + size, length - size, scan->arena);
        scan->entry->abbr_at = link->at;
    }
    if (is_venue) pm_md_entry_set_venue(scan->entry, &venue, link->at, scan->arena);
    pm_md_entry_add_link(scan->entry, pm_md_clean_label(label, length, scan->arena), link->url, link->at,
                         scan->arena);
    scan->entry->material_count++;
    return true;
}

static bool is_number(const char *text, size_t length)
{
    bool digit = false;
    for (size_t i = 0; i < length; i++) {
        if (isdigit((unsigned char)text[i]))
            digit = true;
        else if (!strchr(" .xX#", text[i]))
            return false;
    }
    return digit ? length <= 5 : true;
}

/* What the text of a group in front of the title is: a number, a venue, authors, an abbreviation. False: none
 * of them. */
static bool take_group_text(pm_md_scan *scan, size_t start, size_t end, bool square)
{
    const char *bytes = scan->text->bytes + start;
    size_t length = end - start;
    if (is_number(bytes, length) || pm_md_scan_venue(scan, start, end, PM_MD_TRUST_PLACE)) return true;
    if (has_link(scan->text, start, end)) return false; /* but "[2019 [RA-L](u)]" is a venue */
    if (memmem(bytes, length, "et al", 5) && !scan->entry->authors) {
        pm_md_entry_set_citation(scan->entry, bytes, length, pm_md_mark_at(scan->text, start), scan->arena);
        return true;
    }
    if (length > 80 || !(square || pm_md_style_end(scan->text, start, PM_MD_BOLD) >= end)) return false;
    if (!scan->entry->abbr) {
        scan->entry->abbr = pm_md_clean_label(bytes, length, scan->arena);
        scan->entry->abbr_at = pm_md_mark_at(scan->text, start);
    }
    return true;
}

/* "[ Title of Some Words ] [ [PDF](u) ]": behind the brackets stand links only, and those are materials. */
static bool is_bracketed_title(const pm_md_text *text, size_t inner, size_t inner_end, size_t end)
{
    pm_md_venue venue;
    size_t materials = 0;
    if (inner_end - inner < 4 || is_number(text->bytes + inner, inner_end - inner) ||
        pm_md_venue_match(text->bytes + inner, inner_end - inner, PM_MD_TRUST_PLACE, &venue))
        return false;
    for (const pm_md_span *span = pm_md_span_at(text, end); span && span < text->spans + text->span_count;
         span++) {
        size_t from = span->start > end ? span->start : end;
        bool material = span->link && pm_md_is_material(text->bytes + from, span->end - from);
        if (pm_md_count_words(text->bytes + from, span->end - from, 1) && !material) return false;
        materials += material;
    }
    return materials > 0;
}

/* A group in front of the title. False when it is (part of) the title itself. */
static bool take_group(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t inner, inner_end, end, after;
    if (!pm_md_read_group(text, scan->at, &inner, &inner_end, &end)) return false;
    uint32_t open = pm_md_character_at(text, scan->at, &after);
    if (open != '[' && open != '(' && open != 0x3010 && open != 0xFF08 && open != '{') return false;
    const pm_md_link *link = pm_md_whole_link(text, inner, inner_end);
    size_t next = pm_md_skip_decoration(text, end);
    const pm_md_span *behind = next < text->length ? pm_md_span_at(text, next) : NULL;
    bool titled = behind && (behind->style & PM_MD_BOLD) && !(pm_md_span_at(text, inner)->style & PM_MD_BOLD);
    if (open == '(' && titled && inner < inner_end) {
        /* "(A. One, Some University) **Title**": who it is from */
        if (!link && !pm_md_scan_venue(scan, inner, inner_end, PM_MD_TRUST_PLACE) && !scan->entry->authors)
            scan->entry->authors = pm_md_clean(text->bytes + inner, inner_end - inner, scan->arena);
        if (link && !take_early_link(scan, link)) return false;
    } else if (link) {
        if (!take_early_link(scan, link)) return false;
    } else if (next >= text->length || (open == '[' && is_bracketed_title(text, inner, inner_end, end)) ||
               !take_group_text(scan, inner, inner_end, open == '[' || open == 0x3010)) {
        return false;
    }
    scan->at = end;
    return true;
}

/* A bold, italic or code run that is a venue or a date, with more behind it. */
static bool take_marked_venue(pm_md_scan *scan)
{
    const pm_md_span *span = pm_md_span_at(scan->text, scan->at);
    unsigned style = span ? span->style & (PM_MD_BOLD | PM_MD_ITALIC | PM_MD_CODE) : 0;
    if (!style || span->link) return false;
    size_t end = pm_md_style_end(scan->text, scan->at, style);
    if (pm_md_skip_decoration(scan->text, end) >= scan->text->length) return false;
    if (!pm_md_scan_venue(scan, scan->at, end, PM_MD_TRUST_WORDS)) return false;
    scan->at = end;
    return true;
}

/* "1. ", "2020.05 | ", "CVPR 2020: " in plain text before the title. */
static bool take_plain_prefix(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t limit = scan->at + 48 < text->length ? scan->at + 48 : text->length, end = scan->at;
    if (pm_md_link_at(text, scan->at)) return false;
    while (end < limit && !strchr("\n\r|:,[(\"", text->bytes[end]) && !pm_md_link_at(text, end) &&
           !(text->bytes[end] == '-' && end > scan->at && text->bytes[end - 1] == ' ') &&
           !(text->bytes[end] == '.' && text->bytes[end + 1] == ' ') &&
           strncmp(text->bytes + end, "\xE2\x80", 2) != 0)
        end++;
    size_t dot = scan->at;
    while (dot < end && isdigit((unsigned char)text->bytes[dot]))
        dot++;
    if (dot > scan->at && dot - scan->at <= 3 && dot + 1 < text->length && strchr(".)", text->bytes[dot]) &&
        text->bytes[dot + 1] == ' ') {
        scan->at = dot + 1;
        return true;
    }
    bool ended = end < text->length && end < limit;
    if (!ended || end == scan->at || pm_md_skip_decoration(text, end + 1) >= text->length) return false;
    pm_md_venue venue;
    if (text->bytes[end] == '(' ||
        !pm_md_venue_match_last(text->bytes + scan->at, end - scan->at, PM_MD_TRUST_WORDS, &venue))
        return false;
    if (!venue.known && venue.name[0]) return false;
    pm_md_entry_set_venue(scan->entry, &venue, pm_md_mark_at(text, scan->at), scan->arena);
    bool kept = text->bytes[end] == '[' || pm_md_link_at(text, end) || text->bytes[end] == '"';
    if (!kept) pm_md_character_at(text, end, &end);
    scan->at = end;
    return true;
}

/* "Cluster Growing 2019, [Title of Some Words](u)": a name that papermap need not know, in capitals, and its
 * year, before a linked title. */
static bool take_venue_of_link(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t start = scan->at, next = start, limit = start + 64;
    while (next < text->length && next < limit && !strchr("\n\r[(\"|", text->bytes[next]) &&
           !pm_md_link_at(text, next))
        next++;
    const pm_md_link *link = next < text->length ? pm_md_link_at(text, next) : NULL;
    if (!link || !pm_md_url_is_foreign(link->url) || link->start != next) return false;
    size_t end = next;
    while (end > start && pm_md_is_space(text->bytes[end - 1]))
        end--;
    const char *label = text->bytes + link->start;
    size_t length = link->end - link->start;
    if (end < start + 6 || text->bytes[end - 1] != ',' || !isdigit((unsigned char)text->bytes[end - 2]) ||
        pm_md_is_material(label, length) || pm_md_count_words(label, length, 3) < 3)
        return false;
    pm_md_venue venue;
    const char *name = text->bytes + start;
    size_t size = end - 1 - start, capitals = 0;
    for (size_t i = 0; i < size; i++)
        capitals += isupper((unsigned char)name[i]) != 0;
    if (capitals < 2 || !pm_md_venue_match(name, size, PM_MD_TRUST_PLACE, &venue) || !venue.year[0] ||
        !venue.name[0])
        return false;
    pm_md_entry_set_venue(scan->entry, &venue, pm_md_mark_at(text, start), scan->arena);
    scan->at = next;
    return true;
}

/* "20-OSDI-Title", "2020-OSDI-Title": a year, the known short name of a venue, and the title. */
static bool take_dashed_prefix(pm_md_scan *scan)
{
    const char *text = scan->text->bytes + scan->at;
    size_t length = scan->text->length - scan->at, digits = 0, end;
    while (digits < length && digits < 5 && isdigit((unsigned char)text[digits]))
        digits++;
    if ((digits != 2 && digits != 4) || digits >= length || text[digits] != '-') return false;
    for (end = digits + 1; end < length && end < 24 && isalpha((unsigned char)text[end]);)
        end++;
    if (end + 1 >= length || text[end] != '-' || !isalnum((unsigned char)text[end + 1]) ||
        !isupper((unsigned char)text[digits + 1]))
        return false;
    const char *century = digits == 4 ? "" : *text >= '5' ? "19" : "20";
    const char *venue = pm_arena_printf(scan->arena, "%.*s %s%.*s", (int)(end - digits - 1),
                                        text + digits + 1, century, (int)digits, text);
    pm_md_venue match;
    if (!pm_md_venue_match(venue, strlen(venue), PM_MD_TRUST_WORDS, &match) || !match.known || !match.year[0])
        return false;
    pm_md_entry_set_venue(scan->entry, &match, pm_md_mark_at(scan->text, scan->at), scan->arena);
    scan->at += end + 1;
    return true;
}

static bool take_early_material(pm_md_scan *scan)
{
    const pm_md_link *link = pm_md_link_at(scan->text, scan->at);
    if (!link || !pm_md_url_is_foreign(link->url)) return false;
    /* "[pytorch](u) - Tensors ...": a name with its description */
    size_t next = link->end;
    while (next < scan->text->length && scan->text->bytes[next] == ' ')
        next++;
    bool described = next + 1 < scan->text->length && strchr("-:", scan->text->bytes[next]) &&
                     scan->text->bytes[next + 1] == ' ';
    described |= strncmp(scan->text->bytes + next, "\xE2\x80", 2) == 0;
    if (described || pm_md_skip_decoration(scan->text, link->end) >= scan->text->length ||
        !take_early_link(scan, link))
        return false;
    scan->at = link->end;
    return true;
}

void pm_md_scan_tags(pm_md_scan *scan)
{
    for (int i = 0; i < 12; i++) {
        scan->at = pm_md_skip_decoration(scan->text, scan->at);
        if (scan->at >= scan->text->length) return;
        if (!take_early_material(scan) && !take_group(scan) && !take_marked_venue(scan) &&
            !take_plain_prefix(scan) && !take_dashed_prefix(scan) && !take_venue_of_link(scan))
            return;
    }
}

/* "Jane Doe, John Smith and Ann Lee, Title of Some Words, CVPR 2020": where the first part begins that is no
 * name, when two names of two words or more stand before it and it has four words or more; 0 when there is
 * none. */
static size_t behind_plain_names(const char *text, size_t length)
{
    size_t names = 0, at = 0;
    while (at < length) {
        size_t end = at;
        while (end < length && !strchr(",\n\r", text[end]))
            end++;
        size_t words = pm_md_count_words(text + at, end - at, 12);
        bool name = words >= 2 && words <= 7 && pm_md_is_one_name(text + at, end - at);
        if (!name) return names >= 2 && words >= 4 && end < length && text[end] == ',' ? at : 0;
        names += memmem(text + at, end - at, " and ", 5) ? 2 : 1;
        at = end + 1;
        while (at < length && pm_md_is_space(text[at]))
            at++;
    }
    return 0;
}

/* "Doe. **A Title of Some Words**", "Doe, Jane. **...**": one name before a full stop and a bold title. */
static bool is_author_of_bold(const pm_md_text *text, size_t at, size_t size, size_t end)
{
    const char *bytes = text->bytes + at;
    if (end >= text->length || !(pm_md_span_at(text, end)->style & PM_MD_BOLD) || size > 60 || !size ||
        bytes[size] != '.' || pm_md_count_words(bytes, size, 5) > 4)
        return false;
    size_t bold = pm_md_style_end(text, end, PM_MD_BOLD);
    return (pm_md_is_one_name(bytes, size) || pm_md_is_name_list(bytes, size, true)) &&
           pm_md_count_words(text->bytes + end, bold - end, 3) >= 3;
}

/* Authors before the title: "A. One, B. Two. **Title**", "One, A. (2017). Title". */
void pm_md_scan_authors(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    const pm_md_span *first = pm_md_span_at(text, scan->at);
    if (!first || first->link || (first->style & PM_MD_BOLD)) return;
    size_t limit = scan->at + 600 < text->length ? scan->at + 600 : text->length, end = scan->at;
    while (end < limit && !strchr("\n(\"", text->bytes[end])) {
        const pm_md_span *span = pm_md_span_at(text, end);
        if (span->link || (span->style & PM_MD_BOLD) || strncmp(text->bytes + end, "\xE2\x80\x9C", 3) == 0)
            break;
        end++;
    }
    size_t size = end - scan->at;
    while (size && strchr(" .,:;", text->bytes[scan->at + size - 1]))
        size--;
    size_t plain = behind_plain_names(text->bytes + scan->at, end - scan->at);
    if (plain) {
        scan->entry->authors = pm_md_clean(text->bytes + scan->at, plain, scan->arena);
        scan->at += plain;
        return;
    }
    bool quoted = end < limit && strchr("\"\xE2", text->bytes[end]);
    /* "A. One, b. two, "Title"": what is listed before a quoted title are names, small letters or not */
    bool listed = quoted && size < 200 && memchr(text->bytes + scan->at, ',', size) &&
                  text->bytes[scan->at + size] == ',';
    bool names = listed || pm_md_is_name_list(text->bytes + scan->at, size, quoted) ||
                 is_author_of_bold(text, scan->at, size, end);
    if (end >= limit || !names) return;
    size_t next = end, inner, inner_end;
    if (text->bytes[end] == '(' && (!pm_md_read_group(text, end, &inner, &inner_end, &next) ||
                                    !pm_md_scan_venue(scan, inner, inner_end, PM_MD_TRUST_WORDS)))
        return;
    next = pm_md_skip_decoration(text, next);
    const pm_md_link *link = next < text->length ? pm_md_link_at(text, next) : NULL;
    pm_md_venue
        date; /* "Computing Machinery and Intelligence. [Turing (1950)](u)" is a title and its author */
    bool titled = next < text->length && text->bytes[next] != '[' &&
                  !(link && pm_md_author_year(text->bytes + link->start, link->end - link->start, &date)) &&
                  !(link && pm_md_is_material(text->bytes + link->start, link->end - link->start));
    if (!titled || text->bytes[end] == '\n') return;
    scan->entry->authors = pm_md_clean(text->bytes + scan->at, size, scan->arena);
    scan->at = next;
}
