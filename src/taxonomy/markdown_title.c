/*
 * Finding an entry's title. In order:
 *
 *  1. Tags before it are taken off (markdown_tags.c).
 *  2. The title is then what comes first of: a link that is no material; a bold run; a quoted text; an
 *     italic run of three words or more; a code span; else the plain text up to a link, break or mark.
 *  3. Off its tail come venue, year and authors (markdown_tail.c).
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_scan.h"
#include "taxonomy/markdown_words.h"

/* Sets the title from a slice, without brackets, numbers and final punctuation; the tail goes to the entry's
 * other fields. */
void pm_md_scan_set_title(pm_md_scan *scan, size_t start, size_t end, pm_md_title_form form)
{
    const char *bytes = scan->text->bytes;
    size_t length = pm_md_split_tail(scan->entry, bytes + start, end - start,
                                     pm_md_mark_at(scan->text, start), scan->arena);
    scan->entry->title = pm_md_clean(bytes + start, length, scan->arena);
    scan->entry->title_at = pm_md_mark_at(scan->text, start);
    scan->entry->form = form;
    bool address =
        strncmp(scan->entry->title, "http://", 7) == 0 || strncmp(scan->entry->title, "https://", 8) == 0;
    if (!*scan->entry->title || address) scan->entry->title = NULL;
}

/* The first link behind bold text that is a name for it: "**SAM** [Segment Anything](u)". */
static bool title_behind_name(pm_md_scan *scan, size_t bold_end)
{
    const pm_md_text *text = scan->text;
    size_t start = scan->at, next = pm_md_skip_decoration(text, bold_end);
    size_t words = pm_md_count_words(text->bytes + start, bold_end - start, 5);
    const pm_md_link *link = next < text->length ? pm_md_link_at(text, next) : NULL;
    if (words > 4 || !link || pm_md_is_material(text->bytes + link->start, link->end - link->start))
        return false;
    if (pm_md_count_words(text->bytes + link->start, link->end - link->start, 3) < 3) return false;
    scan->entry->abbr = pm_md_clean_label(text->bytes + start, bold_end - start, scan->arena);
    scan->entry->abbr_at = pm_md_mark_at(text, start);
    pm_md_scan_linked_title(scan, link);
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
static size_t cut_bold_group(pm_md_scan *scan, size_t start, size_t end)
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
    pm_md_scan_venue(scan, open, end - 1, PM_MD_TRUST_CELL);
    return open - 1;
}

/* Italics in plain text that are long, or end in "et al.", are authors, not emphasis. */
static bool is_author_run(const pm_md_text *text, size_t start, size_t end)
{
    return end - start > 20 || memmem(text->bytes + start, end - start, "et al", 5);
}

/* Where plain text that begins at `at` ends: a hard break, a link or its bracket, an author's italics. */
size_t pm_md_plain_end(const pm_md_text *text, size_t at)
{
    size_t end = at;
    if (at >= text->length) return at;
    unsigned first = pm_md_span_at(text, at)->style;
    while (end < text->length && text->bytes[end] != '\n') {
        const pm_md_span *span = pm_md_span_at(text, end);
        if (span->link) break;
        if (end > at && (span->style & PM_MD_ITALIC) && !(first & PM_MD_ITALIC) &&
            is_author_run(text, end, pm_md_style_end(text, end, PM_MD_ITALIC)))
            break;
        while (end < span->end && text->bytes[end] != '\n' &&
               !(text->bytes[end] == '\r' && names_follow(text, end, text->length)))
            end++;
        if (end < span->end) break;
    }
    while (end > at && (pm_md_is_space(text->bytes[end - 1]) || strchr("[(<{|,", text->bytes[end - 1])))
        end--;
    return end;
}

static void title_from_plain(pm_md_scan *scan)
{
    scan->title_end = pm_md_plain_end(scan->text, scan->at);
    size_t end = cut_bold_group(scan, scan->at, scan->title_end);
    if (end > scan->at) pm_md_scan_set_title(scan, scan->at, end, PM_MD_TITLE_PLAIN);
}

/* "**Psi**, Psi paper about things": four words or more, the first with a capital. */
static bool is_title_behind_comma(const pm_md_text *text, size_t end)
{
    size_t next = end + 1, plain = pm_md_plain_end(text, end);
    while (next < plain && pm_md_is_space(text->bytes[next]))
        next++;
    bool comma = end < text->length && text->bytes[end] == ',' && next < plain &&
                 isupper((unsigned char)text->bytes[next]);
    return comma && pm_md_count_words(text->bytes + next, plain - next, 4) >= 4;
}

/* "**Name** - what it is": a dash and a small letter. */
static bool is_description(const pm_md_text *text, size_t end)
{
    size_t at = end;
    while (at < text->length && text->bytes[at] == ' ')
        at++;
    size_t dash = at;
    while (at < text->length && (text->bytes[at] == '-' || strchr("\xE2\x80\x93\x94", text->bytes[at])))
        at++;
    if (at == dash || text->bytes[at] != ' ') return false;
    while (at < text->length && text->bytes[at] == ' ')
        at++;
    return at < text->length && islower((unsigned char)text->bytes[at]);
}

/* "**The first words of a title**" above "**and its last.**": where a bold run ends that goes on in the next
 * source line with a small letter. */
static size_t bold_lines_end(const pm_md_text *text, size_t start)
{
    size_t end = pm_md_style_end(text, start, PM_MD_BOLD);
    while (end > start && end < text->length && !strchr(".,;:?!", text->bytes[end - 1])) {
        size_t next = end;
        while (next < text->length && strchr(" \r", text->bytes[next]))
            next++;
        const pm_md_span *span = next < text->length ? pm_md_span_at(text, next) : NULL;
        if (!span || !memchr(text->bytes + end, '\r', next - end) || !(span->style & PM_MD_BOLD) ||
            span->link || !islower((unsigned char)text->bytes[next]))
            break;
        end = pm_md_style_end(text, next, PM_MD_BOLD);
    }
    return end;
}

/* Where a bold run ends, or its title: "**Name 2018-6 | EN | [Paper](u)**" and "**Title (2009)
 * [[Paper](u)]**" are bold as a whole, and the title ends at the bar or the first material. */
static size_t bold_end(const pm_md_text *text, size_t start)
{
    size_t end = bold_lines_end(text, start), first = end;
    const char *bar = memmem(text->bytes + start, end - start, " | ", 3);
    for (size_t i = 0; i < text->link_count && first == end; i++) {
        const pm_md_link *link = &text->links[i];
        if (link->start <= start || link->start >= end) continue;
        bool bracketed = text->bytes[link->start] == '[' || text->bytes[link->start - 1] == '[' ||
                         (bar && bar < text->bytes + link->start);
        if (bracketed && pm_md_is_material(text->bytes + link->start, link->end - link->start))
            first = link->start;
    }
    if (first == end) return end;
    if (bar && bar < text->bytes + first) return (size_t)(bar - text->bytes);
    while (first > start && strchr(" [", text->bytes[first - 1]))
        first--;
    return first > start ? first : end;
}

/* Where the next bold run begins, or `end`. */
static size_t next_bold(const pm_md_text *text, size_t at, size_t end)
{
    for (const pm_md_span *span = pm_md_span_at(text, at);
         span && span < text->spans + text->span_count && span->start < end; span++)
        if (span->start > at && (span->style & PM_MD_BOLD)) return span->start;
    return end;
}

/* "**Robot**-Enabled Things", "**Multimodal** Things and **Others**": bold words of a longer title. */
static bool is_emphasis(const pm_md_text *text, size_t start, size_t end, size_t plain)
{
    char next = end < plain ? text->bytes[end] : 0;
    if (isalnum((unsigned char)next) || (next == '-' && isalpha((unsigned char)text->bytes[end + 1])))
        return true;
    if (next != ' ' || pm_md_count_words(text->bytes + start, end - start, 4) > 3) return false;
    size_t bold = next_bold(text, end, plain);
    if (bold >= plain) return false;
    size_t stop = pm_md_span_at(text, bold)->end;
    pm_md_venue venue;
    return !pm_md_venue_match(text->bytes + bold, (stop < plain ? stop : plain) - bold, PM_MD_TRUST_PLACE,
                              &venue) &&
           !strchr("[(", text->bytes[bold]) && !strchr("[(", text->bytes[bold - 1]);
}

/* Bold text: the title, a name before plain text ("**FPT** Feature Pyramid ..."), or the head of "**BERT**:
 * Pre-training". */
static void title_from_bold(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t end = bold_end(text, scan->at), plain = pm_md_plain_end(text, end);
    if (title_behind_name(scan, end)) return;
    size_t words = pm_md_count_words(text->bytes + scan->at, end - scan->at, 4);
    size_t more = plain > end ? pm_md_count_words(text->bytes + end, plain - end, 4) : 0;
    char last = end > scan->at ? text->bytes[end - 1] : 0, next = end < text->length ? text->bytes[end] : 0;
    pm_md_venue venue;
    size_t tail = next_bold(text, end, plain); /* the venue may be bold itself */
    bool tail_is_venue =
        tail > end && pm_md_venue_match_last(text->bytes + end, tail - end, PM_MD_TRUST_PLACE, &venue);
    if (words <= 3 && more >= 3 && !tail_is_venue && (last == ':' || next == ':')) {
        title_from_plain(scan);
        scan->entry->form = PM_MD_TITLE_MARKED;
        return;
    }
    if (is_emphasis(text, scan->at, end, plain)) {
        title_from_plain(scan);
        return;
    }
    bool spaced = next == ' ' && last != '.' && last != ',' && !is_description(text, end);
    if (words <= 2 && more >= 3 && !tail_is_venue && (spaced || is_title_behind_comma(text, end)) &&
        !pm_md_is_names(text->bytes + end, plain - end)) {
        scan->entry->abbr = pm_md_clean_label(text->bytes + scan->at, end - scan->at, scan->arena);
        scan->entry->abbr_at = pm_md_mark_at(text, scan->at);
        scan->at = pm_md_skip_decoration(text, end);
        title_from_plain(scan);
        return;
    }
    scan->title_end = end;
    pm_md_scan_set_title(scan, scan->at, end, PM_MD_TITLE_MARKED);
}

/* `DETR: "End-to-End Object Detection"`, `**DETR** "End-to-End ..."`: a short name before a quoted title is
 * its abbreviation; a bold one may have more words, and goes without the colon. */
static void take_quoted_name(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t bold = pm_md_style_end(text, scan->at, PM_MD_BOLD),
           reach = bold > scan->at ? bold + 1 : scan->at + 40;
    size_t limit = reach < text->length ? reach : text->length, end = scan->at, after;
    while (end < limit && !strchr(":\n\r\"", text->bytes[end]) && !pm_md_link_at(text, end))
        end++;
    bool colon = end < limit && text->bytes[end] == ':';
    if (!colon && bold > scan->at && end >= bold) end = bold;
    size_t quote = end + (colon ? 1 : 0),
           words = pm_md_count_words(text->bytes + scan->at, end - scan->at, 7);
    if ((!colon && end != bold) || words == 0 || words > (bold > scan->at ? 6 : 3)) return;
    while (quote < text->length && text->bytes[quote] == ' ')
        quote++;
    uint32_t open = pm_md_character_at(text, quote, &after);
    size_t inner, inner_end, close;
    if ((open != '"' && open != 0x201C) || !pm_md_read_group(text, quote, &inner, &inner_end, &close)) return;
    if (!scan->entry->abbr) {
        scan->entry->abbr = pm_md_clean_label(text->bytes + scan->at, end - scan->at, scan->arena);
        scan->entry->abbr_at = pm_md_mark_at(text, scan->at);
    }
    scan->at = quote;
}

/* A quoted title, unless the sentence goes on behind the quote (“"Why Should I Trust You?": Explaining ...”).
 */
static bool title_from_quotes(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    size_t inner, inner_end, end, after;
    take_quoted_name(scan);
    uint32_t open = pm_md_character_at(text, scan->at, &after);
    if (!pm_md_read_group(text, scan->at, &inner, &inner_end, &end)) return false;
    const pm_md_link *link = pm_md_whole_link(text, inner, inner_end);
    if (!link) {
        size_t start = inner;
        while (start < inner_end && pm_md_is_space(text->bytes[start]))
            start++;
        link = start < inner_end ? pm_md_link_at(text, start) : NULL; /* "[[Title](u), CVPR 2020]" */
        if (link && link->start != start) link = NULL;
    }
    if (link && pm_md_is_material(text->bytes + link->start, link->end - link->start)) return false;
    if (link) {
        pm_md_scan_linked_title(scan, link);
        return true;
    }
    if (open == '(' || open == '{' || open == '<' || open == 0xFF08) return false;
    size_t words = pm_md_count_words(text->bytes + inner, inner_end - inner, 3);
    bool goes_on =
        end < text->length && (text->bytes[end] == ':' || isalnum((unsigned char)text->bytes[end]));
    size_t least = scan->entry->authors || pm_md_style_end(text, inner, PM_MD_BOLD) >= inner_end ? 1 : 3;
    if (!words || goes_on || words < (open == '"' ? least : 2)) return false;
    scan->title_end = end;
    pm_md_scan_set_title(scan, inner, inner_end, PM_MD_TITLE_MARKED);
    return true;
}

static void find_title(pm_md_scan *scan)
{
    const pm_md_text *text = scan->text;
    pm_md_scan_tags(scan);
    if (scan->at < text->length) pm_md_scan_authors(scan);
    if (scan->at >= text->length) return;
    const pm_md_link *link = pm_md_link_at(text, scan->at);
    const pm_md_span *span = pm_md_span_at(text, scan->at);
    if (link) {
        bool material = pm_md_is_material(text->bytes + link->start, link->end - link->start);
        if (!material || scan->entry->links == NULL) pm_md_scan_linked_title(scan, link);
    } else if (title_from_quotes(scan) || pm_md_scan_later_link(scan)) {
        ;
    } else if (span->style & PM_MD_BOLD) {
        title_from_bold(scan);
    } else if (span->style & PM_MD_CODE) {
        scan->title_end = pm_md_style_end(text, scan->at, PM_MD_CODE);
        pm_md_scan_set_title(scan, scan->at, scan->title_end, PM_MD_TITLE_MARKED);
    } else if ((span->style & PM_MD_ITALIC) &&
               pm_md_count_words(text->bytes + scan->at,
                                 pm_md_style_end(text, scan->at, PM_MD_ITALIC) - scan->at, 3) >= 3) {
        scan->title_end = pm_md_style_end(text, scan->at, PM_MD_ITALIC);
        pm_md_scan_set_title(scan, scan->at, scan->title_end, PM_MD_TITLE_MARKED);
    } else {
        title_from_plain(scan);
    }
}

void pm_md_entry_read(pm_md_entry *entry, const pm_md_text *text, pm_arena *arena)
{
    pm_md_scan scan = { .entry = entry, .text = text, .arena = arena };
    *entry = (pm_md_entry){ .form = PM_MD_TITLE_NONE };
    find_title(&scan);
    if (!entry->title && !entry->links && entry->venue) {
        /* "ICML 2022 Tutorial [[link](u)]": what looked like a tag is all there is */
        *entry = (pm_md_entry){ .form = PM_MD_TITLE_NONE };
        scan.at = pm_md_skip_decoration(text, 0);
        scan.title_end = pm_md_plain_end(text, scan.at);
        entry->title = pm_md_clean(text->bytes + scan.at, scan.title_end - scan.at, arena);
        entry->title_at = pm_md_mark_at(text, scan.at);
        entry->form = PM_MD_TITLE_PLAIN;
        if (!*entry->title) entry->title = NULL;
    }
    size_t rest = scan.title_end > scan.at ? scan.title_end : scan.at;
    entry->whole_line = pm_md_skip_decoration(text, rest) >= text->length;
    pm_md_entry_read_images(entry, text, arena);
    pm_md_entry_read_rest(entry, text, rest, arena);
}
