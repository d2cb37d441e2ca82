/*
 * Finding an entry's title. In order:
 *
 *  1. Tags before it are taken off: emoji, numbers, check boxes, "[ABBR]", "(ICLR 2020)", `CVPR'21`, "2023.05
 * -", [[pdf](u)].
 *  2. The title is then what comes first of: a link that is no material; a bold run; a quoted text; an italic
 * run of three words or more; a code span; else the plain text up to the first link, break or mark.
 *  3. Off its tail come venue, year and authors ("Title. Authors. CVPR 2020", "Title (ICLR 2021)").
 */
#include <ctype.h>
#include <string.h>

#include "support/utf8.h"
#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"

typedef struct title_scan {
    pm_md_entry *entry;
    const pm_md_text *text;
    pm_arena *arena;
    size_t at, title_end;
} title_scan;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r';
}

/* The character at `at`: 0 at the end. `next` steps over it. */
static uint32_t character_at(const pm_md_text *text, size_t at, size_t *next)
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

/* The group that opens at `at`: `inner` to `inner_end` is inside, `end` behind. Groups do not cross hard
 * breaks. */
static bool read_group(const pm_md_text *text, size_t at, size_t *inner, size_t *inner_end, size_t *end)
{
    size_t next = at;
    uint32_t open = character_at(text, at, &next), close = closer_of(open);
    if (!close) return false;
    *inner = next;
    int depth = 1;
    for (size_t here = next; here < text->length && here - at < 600; here = next) {
        uint32_t c = character_at(text, here, &next);
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

static const pm_md_link *whole_link(const pm_md_text *text, size_t inner, size_t inner_end)
{
    while (inner < inner_end && is_space(text->bytes[inner]))
        inner++;
    while (inner_end > inner && is_space(text->bytes[inner_end - 1]))
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

static pm_mark mark_at(const pm_md_text *text, size_t at)
{
    const pm_md_span *span = pm_md_span_at(text, at);
    pm_mark mark = span ? span->at : text->at;
    if (span && at > span->start && mark.line)
        mark.column += (uint32_t)pm_utf8_count(text->bytes + span->start, at - span->start);
    return mark;
}

static bool take_venue(title_scan *scan, size_t start, size_t end, pm_md_trust trust)
{
    pm_md_venue venue;
    if (!pm_md_venue_match_last(scan->text->bytes + start, end - start, trust, &venue)) return false;
    pm_md_entry_set_venue(scan->entry, &venue, mark_at(scan->text, start), scan->arena);
    return true;
}

/* A link that stands before the title: "[[pdf](u)] Title". */
static bool take_early_link(title_scan *scan, const pm_md_link *link)
{
    const char *label = scan->text->bytes + link->start;
    size_t length = link->end - link->start;
    pm_md_venue venue;
    bool is_venue = pm_md_venue_match(label, length, PM_MD_TRUST_WORDS, &venue);
    if (!is_venue && !pm_md_is_material(label, length)) return false;
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

/* A group in front of the title. False when it is (part of) the title itself. */
static bool take_group(title_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t inner, inner_end, end, after;
    if (!read_group(text, scan->at, &inner, &inner_end, &end)) return false;
    uint32_t open = character_at(text, scan->at, &after);
    if (open != '[' && open != '(' && open != 0x3010 && open != 0xFF08 && open != '{') return false;
    const pm_md_link *link = whole_link(text, inner, inner_end);
    if (link) {
        if (!take_early_link(scan, link)) return false;
    } else if (has_link(text, inner, inner_end) || pm_md_skip_decoration(text, end) >= text->length) {
        return false;
    } else if (is_number(text->bytes + inner, inner_end - inner) ||
               take_venue(scan, inner, inner_end, PM_MD_TRUST_PLACE)) {
        ;
    } else if (memmem(text->bytes + inner, inner_end - inner, "et al", 5) && !scan->entry->authors) {
        pm_md_entry_set_citation(scan->entry, text->bytes + inner, inner_end - inner, mark_at(text, inner),
                                 scan->arena);
    } else if ((open == '[' || open == 0x3010 || pm_md_style_end(text, inner, PM_MD_BOLD) >= inner_end) &&
               inner_end - inner <= 80) {
        if (!scan->entry->abbr) {
            scan->entry->abbr = pm_md_clean_label(text->bytes + inner, inner_end - inner, scan->arena);
            scan->entry->abbr_at = mark_at(text, inner);
        }
    } else {
        return false;
    }
    scan->at = end;
    return true;
}

/* A bold, italic or code run that is a venue or a date, with more behind it. */
static bool take_marked_venue(title_scan *scan)
{
    const pm_md_span *span = pm_md_span_at(scan->text, scan->at);
    unsigned style = span ? span->style & (PM_MD_BOLD | PM_MD_ITALIC | PM_MD_CODE) : 0;
    if (!style || span->link) return false;
    size_t end = pm_md_style_end(scan->text, scan->at, style);
    if (pm_md_skip_decoration(scan->text, end) >= scan->text->length) return false;
    if (!take_venue(scan, scan->at, end, PM_MD_TRUST_WORDS)) return false;
    scan->at = end;
    return true;
}

/* "1. ", "2020.05 | ", "CVPR 2020: " in plain text before the title. */
static bool take_plain_prefix(title_scan *scan)
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
    pm_md_entry_set_venue(scan->entry, &venue, mark_at(text, scan->at), scan->arena);
    bool kept = text->bytes[end] == '[' || pm_md_link_at(text, end) || text->bytes[end] == '"';
    if (!kept) character_at(text, end, &end);
    scan->at = end;
    return true;
}

static bool take_early_material(title_scan *scan)
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

static void take_tags(title_scan *scan)
{
    for (int i = 0; i < 12; i++) {
        scan->at = pm_md_skip_decoration(scan->text, scan->at);
        if (scan->at >= scan->text->length) return;
        if (!take_early_material(scan) && !take_group(scan) && !take_marked_venue(scan) &&
            !take_plain_prefix(scan))
            return;
    }
}

/* Sets the title from a slice, without brackets, numbers and final punctuation; the tail goes to the entry's
 * other fields. */
static void set_title(title_scan *scan, size_t start, size_t end, pm_md_title_form form)
{
    const char *bytes = scan->text->bytes;
    size_t length =
        pm_md_split_tail(scan->entry, bytes + start, end - start, mark_at(scan->text, start), scan->arena);
    scan->entry->title = pm_md_clean(bytes + start, length, scan->arena);
    scan->entry->title_at = mark_at(scan->text, start);
    scan->entry->form = form;
    bool address =
        strncmp(scan->entry->title, "http://", 7) == 0 || strncmp(scan->entry->title, "https://", 8) == 0;
    if (!*scan->entry->title || address) scan->entry->title = NULL;
}

static void title_from_link(title_scan *scan, const pm_md_link *link)
{
    scan->title_end = link->end;
    const char *url = pm_md_clean_address(link->url, scan->arena);
    scan->entry->url = *url ? url : NULL;
    scan->entry->local = *url && !pm_md_url_is_foreign(url);
    /* "[[CVPR 2020] Title](u)": tags may stand inside the link, too */
    size_t start = link->start, inner, inner_end, end;
    while (start < link->end && is_space(scan->text->bytes[start]))
        start++;
    size_t behind = start;
    if (read_group(scan->text, start, &inner, &inner_end, &end) && end < link->end &&
        scan->text->bytes[start] != '"' && take_venue(scan, inner, inner_end, PM_MD_TRUST_PLACE))
        behind = end;
    set_title(scan, behind, link->end, PM_MD_TITLE_LINK);
}

/* The first link behind bold text that is a name for it: "**SAM** [Segment Anything](u)". */
static bool title_behind_name(title_scan *scan, size_t bold_end)
{
    const pm_md_text *text = scan->text;
    size_t start = scan->at, next = pm_md_skip_decoration(text, bold_end);
    size_t words = pm_md_count_words(text->bytes + start, bold_end - start, 5);
    const pm_md_link *link = next < text->length ? pm_md_link_at(text, next) : NULL;
    if (words > 4 || !link || pm_md_is_material(text->bytes + link->start, link->end - link->start))
        return false;
    if (pm_md_count_words(text->bytes + link->start, link->end - link->start, 3) < 3) return false;
    scan->entry->abbr = pm_md_clean_label(text->bytes + start, bold_end - start, scan->arena);
    scan->entry->abbr_at = mark_at(text, start);
    title_from_link(scan, link);
    return true;
}

/* The next source line is a list of names. */
static bool names_follow(const pm_md_text *text, size_t newline, size_t end)
{
    size_t stop = newline + 1;
    while (stop < end && text->bytes[stop] != '\r' && text->bytes[stop] != '\n')
        stop++;
    return pm_md_is_names(text->bytes + newline + 1, stop - newline - 1);
}

/* "Title (**ICCV**) [[pdf](u)]": what is bold in the last brackets of a plain title is its venue, or an
 * award. */
static size_t cut_bold_group(title_scan *scan, size_t start, size_t end)
{
    const pm_md_text *text = scan->text;
    size_t open = end;
    if (end < start + 4 || text->bytes[end - 1] != ')' || (pm_md_span_at(text, start)->style & PM_MD_BOLD))
        return end;
    while (open > start && text->bytes[open - 1] != '(')
        open--;
    if (open == start || pm_md_style_end(text, open, PM_MD_BOLD) < end - 1) return end;
    bool capital = false;
    for (size_t i = open; i < end; i++)
        capital |= isupper((unsigned char)text->bytes[i]) != 0;
    if (!capital) return end;
    take_venue(scan, open, end - 1, PM_MD_TRUST_CELL);
    return open - 1;
}

/* Where plain text that begins at `at` ends: a hard break, a link or its bracket, an author's italics. */
static size_t plain_end(const pm_md_text *text, size_t at)
{
    size_t end = at;
    if (at >= text->length) return at;
    unsigned first = pm_md_span_at(text, at)->style;
    while (end < text->length && text->bytes[end] != '\n') {
        const pm_md_span *span = pm_md_span_at(text, end);
        if (span->link) break;
        if (end > at && (span->style & PM_MD_ITALIC) && !(first & PM_MD_ITALIC) &&
            pm_md_style_end(text, end, PM_MD_ITALIC) - end > 20)
            break;
        while (end < span->end && text->bytes[end] != '\n' &&
               !(text->bytes[end] == '\r' && names_follow(text, end, text->length)))
            end++;
        if (end < span->end) break;
    }
    while (end > at && (is_space(text->bytes[end - 1]) || strchr("[(<{|,", text->bytes[end - 1])))
        end--;
    return end;
}

static void title_from_plain(title_scan *scan)
{
    scan->title_end = plain_end(scan->text, scan->at);
    size_t end = cut_bold_group(scan, scan->at, scan->title_end);
    if (end > scan->at) set_title(scan, scan->at, end, PM_MD_TITLE_PLAIN);
}

/* "**Psi**, Psi paper about things": four words or more, the first with a capital. */
static bool is_title_behind_comma(const pm_md_text *text, size_t end)
{
    size_t next = end + 1, plain = plain_end(text, end);
    while (next < plain && is_space(text->bytes[next]))
        next++;
    bool comma = end < text->length && text->bytes[end] == ',' && next < plain &&
                 isupper((unsigned char)text->bytes[next]);
    return comma && pm_md_count_words(text->bytes + next, plain - next, 4) >= 4;
}

/* Bold text: the title, a name before plain text ("**FPT** Feature Pyramid ..."), or the head of "**BERT**:
 * Pre-training". */
static void title_from_bold(title_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t end = pm_md_style_end(text, scan->at, PM_MD_BOLD), plain = plain_end(text, end);
    if (title_behind_name(scan, end)) return;
    size_t words = pm_md_count_words(text->bytes + scan->at, end - scan->at, 4);
    size_t more = plain > end ? pm_md_count_words(text->bytes + end, plain - end, 4) : 0;
    char last = end > scan->at ? text->bytes[end - 1] : 0, next = end < text->length ? text->bytes[end] : 0;
    pm_md_venue venue;
    bool tail_is_venue =
        plain > end && pm_md_venue_match_last(text->bytes + end, plain - end, PM_MD_TRUST_PLACE, &venue);
    if (words <= 3 && more >= 3 && !tail_is_venue && (last == ':' || next == ':')) {
        title_from_plain(scan);
        scan->entry->form = PM_MD_TITLE_MARKED;
        return;
    }
    bool spaced = next == ' ' && last != '.' && last != ',';
    if (words <= 2 && more >= 3 && !tail_is_venue && (spaced || is_title_behind_comma(text, end)) &&
        !pm_md_is_names(text->bytes + end, plain - end)) {
        scan->entry->abbr = pm_md_clean_label(text->bytes + scan->at, end - scan->at, scan->arena);
        scan->entry->abbr_at = mark_at(text, scan->at);
        scan->at = pm_md_skip_decoration(text, end);
        title_from_plain(scan);
        return;
    }
    scan->title_end = end;
    set_title(scan, scan->at, end, PM_MD_TITLE_MARKED);
}

/* A quoted title, unless the sentence goes on behind the quote (“"Why Should I Trust You?": Explaining ...”).
 */
static bool title_from_quotes(title_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t inner, inner_end, end, after;
    uint32_t open = character_at(text, scan->at, &after);
    if (!read_group(text, scan->at, &inner, &inner_end, &end)) return false;
    const pm_md_link *link = whole_link(text, inner, inner_end);
    if (!link) {
        size_t start = inner;
        while (start < inner_end && is_space(text->bytes[start]))
            start++;
        link = start < inner_end ? pm_md_link_at(text, start) : NULL; /* "[[Title](u), CVPR 2020]" */
        if (link && link->start != start) link = NULL;
    }
    if (link && pm_md_is_material(text->bytes + link->start, link->end - link->start)) return false;
    if (link) {
        title_from_link(scan, link);
        return true;
    }
    if (open == '(' || open == '{' || open == '<' || open == 0xFF08) return false;
    size_t words = pm_md_count_words(text->bytes + inner, inner_end - inner, 3);
    bool goes_on =
        end < text->length && (text->bytes[end] == ':' || isalnum((unsigned char)text->bytes[end]));
    if (words < 2 || goes_on || (open == '"' && words < 3)) return false;
    scan->title_end = end;
    set_title(scan, inner, inner_end, PM_MD_TITLE_MARKED);
    return true;
}

static size_t count_blanks(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 1; i + 1 < length; i++)
        count += is_space(text[i]) && !is_space(text[i - 1]);
    return count;
}

/* "Vaswani et al. [Attention Is All You Need](u), 2017": the only long link behind a short text is the title.
 */
static bool title_from_later_link(title_scan *scan)
{
    const pm_md_text *text = scan->text;
    for (size_t i = 0; i < text->link_count; i++) {
        const pm_md_link *link = &text->links[i];
        const char *label = text->bytes + link->start;
        size_t length = link->end - link->start;
        if (link->start < scan->at || !length || *label == '[') continue;
        if (strncmp(label, "http", 4) == 0) continue;
        if (memchr(text->bytes + scan->at, '\n', link->start - scan->at)) return false;
        if (pm_md_span_at(text, link->start)->style & PM_MD_ITALIC) return false;
        if (link->start - scan->at > 60 || pm_md_is_material(label, length)) return false;
        size_t before = link->start;
        while (before > scan->at && is_space(text->bytes[before - 1]))
            before--;
        bool bracket = before > scan->at && strchr("[(", text->bytes[before - 1]);
        if (bracket || count_blanks(label, length) < 2) return false;
        bool separated = before > scan->at && strchr(".,:|-\x93\x94", text->bytes[before - 1]);
        if (!separated && !pm_md_is_names(text->bytes + scan->at, before - scan->at)) return false;
        if (pm_md_is_names(text->bytes + scan->at, before - scan->at))
            scan->entry->authors = pm_md_clean(text->bytes + scan->at, before - scan->at, scan->arena);
        title_from_link(scan, link);
        scan->entry->late = true;
        return true;
    }
    return false;
}

/* Authors before the title: "A. One, B. Two. **Title**", "One, A. (2017). Title". */
static void take_authors(title_scan *scan)
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
    if (end >= limit || !pm_md_is_names(text->bytes + scan->at, size)) return;
    size_t next = end, inner, inner_end;
    if (text->bytes[end] == '(' && (!read_group(text, end, &inner, &inner_end, &next) ||
                                    !take_venue(scan, inner, inner_end, PM_MD_TRUST_WORDS)))
        return;
    next = pm_md_skip_decoration(text, next);
    const pm_md_link *link = next < text->length ? pm_md_link_at(text, next) : NULL;
    bool titled = next < text->length && text->bytes[next] != '[' &&
                  !(link && pm_md_is_material(text->bytes + link->start, link->end - link->start));
    if (!titled || text->bytes[end] == '\n') return;
    scan->entry->authors = pm_md_clean(text->bytes + scan->at, size, scan->arena);
    scan->at = next;
}

static void find_title(title_scan *scan)
{
    const pm_md_text *text = scan->text;
    take_tags(scan);
    if (scan->at < text->length) take_authors(scan);
    if (scan->at >= text->length) return;
    const pm_md_link *link = pm_md_link_at(text, scan->at);
    const pm_md_span *span = pm_md_span_at(text, scan->at);
    if (link) {
        bool material = pm_md_is_material(text->bytes + link->start, link->end - link->start);
        if (!material || scan->entry->links == NULL) title_from_link(scan, link);
    } else if (title_from_quotes(scan) || title_from_later_link(scan)) {
        ;
    } else if (span->style & PM_MD_BOLD) {
        title_from_bold(scan);
    } else if (span->style & PM_MD_CODE) {
        scan->title_end = pm_md_style_end(text, scan->at, PM_MD_CODE);
        set_title(scan, scan->at, scan->title_end, PM_MD_TITLE_MARKED);
    } else if ((span->style & PM_MD_ITALIC) &&
               pm_md_count_words(text->bytes + scan->at,
                                 pm_md_style_end(text, scan->at, PM_MD_ITALIC) - scan->at, 3) >= 3) {
        scan->title_end = pm_md_style_end(text, scan->at, PM_MD_ITALIC);
        set_title(scan, scan->at, scan->title_end, PM_MD_TITLE_MARKED);
    } else {
        title_from_plain(scan);
    }
}

void pm_md_entry_read(pm_md_entry *entry, const pm_md_text *text, pm_arena *arena)
{
    title_scan scan = { .entry = entry, .text = text, .arena = arena };
    *entry = (pm_md_entry){ .form = PM_MD_TITLE_NONE };
    find_title(&scan);
    if (!entry->title && !entry->links && entry->venue) {
        /* "ICML 2022 Tutorial [[link](u)]": what looked like a tag is all there is */
        *entry = (pm_md_entry){ .form = PM_MD_TITLE_NONE };
        scan.at = pm_md_skip_decoration(text, 0);
        scan.title_end = plain_end(text, scan.at);
        entry->title = pm_md_clean(text->bytes + scan.at, scan.title_end - scan.at, arena);
        entry->title_at = mark_at(text, scan.at);
        entry->form = PM_MD_TITLE_PLAIN;
        if (!*entry->title) entry->title = NULL;
    }
    size_t rest = scan.title_end > scan.at ? scan.title_end : scan.at;
    entry->whole_line = pm_md_skip_decoration(text, rest) >= text->length;
    pm_md_entry_read_images(entry, text, arena);
    pm_md_entry_read_rest(entry, text, rest, arena);
}
