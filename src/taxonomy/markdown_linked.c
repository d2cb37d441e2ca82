/*
 * Titles that are links: "[Title](u)", "[Name](u): Title", "[Name](u). Title, Doe et al. CVPR 2020", "Doe et
 * al. [Title](u)".
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_scan.h"
#include "taxonomy/markdown_words.h"

bool pm_md_leads_to_paper(const char *url)
{
    static const char *const places[] = { "arxiv.org/",
                                          "openreview.net/",
                                          "aclanthology.org/",
                                          "doi.org/",
                                          "dl.acm.org/",
                                          "ieeexplore.ieee.org/",
                                          "proceedings",
                                          ".pdf",
                                          "openaccess.thecvf.com/",
                                          "/publication",
                                          "papers.nips.cc/",
                                          "usenix.org/conference" };
    if (strstr(url, "github.com/")) return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strstr(url, places[i])) return true;
    return false;
}

/* Most Long Words Begin with a Capital. */
static bool is_title_case(const char *text, size_t length)
{
    const char *end = text + length;
    pm_md_word word;
    size_t capital = 0, small = 0;
    while (pm_md_next_word(&text, end, &word)) {
        if (strlen(word.text) < 4) continue;
        capital += isupper((unsigned char)*word.start) != 0;
        small += islower((unsigned char)*word.start) != 0;
    }
    return capital > small;
}

/* "[BERT](u): Pre-training of Deep Models | Lab", "[BERT:](u) Pre-training ...": the title of a linked paper
 * goes on behind the colon, up to a mark. Where it ends. */
static size_t title_behind_colon(const pm_md_text *text, const pm_md_link *link)
{
    size_t at = link->end, words = pm_md_count_words(text->bytes + link->start, link->end - link->start, 5);
    bool inside = at > link->start && text->bytes[at - 1] == ':';
    while (at < text->length && text->bytes[at] == ' ')
        at++;
    if (!inside && (at >= text->length || text->bytes[at] != ':')) return link->end;
    size_t rest = inside ? at : at + 1, end = pm_md_plain_end(text, rest);
    while (rest < end && pm_md_is_space(text->bytes[rest]))
        rest++;
    if (!pm_md_leads_to_paper(link->url) || rest >= end) return link->end;
    const char *bar = memchr(text->bytes + rest, '|', end - rest);
    const char *wide = memmem(text->bytes + rest, end - rest, "\xEF\xBD\x9C", 3);
    if (bar && (!wide || bar < wide))
        end = (size_t)(bar - text->bytes);
    else if (wide)
        end = (size_t)(wide - text->bytes);
    bool marked = bar || wide, capital = isupper((unsigned char)text->bytes[rest]) != 0;
    bool title = words <= 4 ? capital || marked : is_title_case(text->bytes + rest, end - rest);
    return title && pm_md_count_words(text->bytes + rest, end - rest, 3) >= 3 ? end : link->end;
}

/* "[Name](u). Title of Some Words, Doe et al. CVPR 2020": where the title begins behind the full stop, and
 * `end`; 0 when what stands there are authors only, or a sentence. */
static size_t title_behind_stop(const pm_md_scan *scan, const pm_md_link *link, size_t *end)
{
    const pm_md_text *text = scan->text;
    size_t at = link->end, size = link->end - link->start;
    bool inside = at > link->start && text->bytes[at - 1] == '.'; /* "[Doe et al.](u)." has two */
    bool outside = at < text->length && text->bytes[at] == '.';
    at += outside ? 1 : 0;
    if ((!inside && !outside) || at >= text->length || text->bytes[at] != ' ') return 0;
    while (at < text->length && text->bytes[at] == ' ')
        at++;
    *end = pm_md_plain_end(text, at);
    bool opens =
        at < *end && (isupper((unsigned char)text->bytes[at]) || isdigit((unsigned char)text->bytes[at]));
    if (!opens || pm_md_count_words(text->bytes + link->start, size, 5) > 4) return 0;
    pm_md_entry tail = { .form = PM_MD_TITLE_NONE };
    size_t length =
        pm_md_split_tail(&tail, text->bytes + at, *end - at, pm_md_mark_at(text, at), scan->arena);
    bool again = length > size && memcmp(text->bytes + link->start, text->bytes + at, size) == 0;
    bool cited = tail.authors || (again && tail.venue_known && tail.year);
    bool title = pm_md_count_words(text->bytes + at, length, 3) >= 3 &&
                 is_title_case(text->bytes + at, length) && !pm_md_is_names(text->bytes + at, length);
    return cited && title ? at : 0;
}

/* "[[2014][Lab][GBDT+LR] Title](u)": behind a date, the last of further tags is the name. */
static size_t skip_inner_tags(pm_md_scan *scan, size_t at, size_t limit)
{
    const pm_md_text *text = scan->text;
    size_t name = 0, name_end = 0, inner, inner_end, end;
    for (size_t next = at;; next = at = end) {
        while (next < limit && text->bytes[next] == ' ')
            next++;
        if (next >= limit || text->bytes[next] != '[' ||
            !pm_md_read_group(text, next, &inner, &inner_end, &end) || end >= limit || inner_end - inner > 60)
            break;
        name = inner;
        name_end = inner_end;
    }
    if (name_end) {
        scan->entry->abbr = pm_md_clean_label(text->bytes + name, name_end - name, scan->arena);
        scan->entry->abbr_at = pm_md_mark_at(text, name);
    }
    return at;
}

void pm_md_scan_linked_title(pm_md_scan *scan, const pm_md_link *link)
{
    size_t title, title_end;
    scan->title_end = link->end;
    const char *url = pm_md_clean_address(link->url, scan->arena);
    scan->entry->url = *url ? url : NULL;
    scan->entry->local = *url && !pm_md_url_is_foreign(url);
    /* "[[CVPR 2020] Title](u)": tags may stand inside the link, too */
    size_t start = link->start, inner, inner_end, end;
    while (start < link->end && pm_md_is_space(scan->text->bytes[start]))
        start++;
    size_t behind = start;
    if (pm_md_read_group(scan->text, start, &inner, &inner_end, &end) && end < link->end &&
        scan->text->bytes[start] != '"' && pm_md_scan_venue(scan, inner, inner_end, PM_MD_TRUST_PLACE))
        behind = skip_inner_tags(scan, end, link->end);
    if (behind == start && (title = title_behind_stop(scan, link, &title_end)) != 0) {
        size_t size = link->end - start;
        bool name = pm_md_count_words(scan->text->bytes + start, size, 4) <= 3 &&
                    !memmem(scan->text->bytes + start, size, "et al", 5);
        if (name && !scan->entry->abbr) {
            scan->entry->abbr = pm_md_clean_label(scan->text->bytes + start, size, scan->arena);
            scan->entry->abbr_at = pm_md_mark_at(scan->text, start);
        }
        scan->title_end = title_end;
        behind = title;
    } else if (behind == start) {
        scan->title_end = title_behind_colon(scan->text, link);
    }
    pm_md_scan_set_title(scan, behind, scan->title_end, PM_MD_TITLE_LINK);
}

static size_t count_blanks(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 1; i + 1 < length; i++)
        count += pm_md_is_space(text[i]) && !pm_md_is_space(text[i - 1]);
    return count;
}

/* The text from `start` to `before` leads to a title in the link behind it: a mark ends it, or it is one tag,
 * or names. */
static bool names_title(const pm_md_text *text, size_t start, size_t before, const pm_md_link *link)
{
    const char *label = text->bytes + link->start;
    size_t length = link->end - link->start;
    bool bracket = before > start && strchr("[(", text->bytes[before - 1]);
    if (bracket || count_blanks(label, length) < 2) return false;
    pm_md_venue date;
    if (pm_md_is_names(text->bytes + start, before - start)) return true;
    if (pm_md_author_year(label, length, &date)) return false; /* "Title. [Doe, Roe (1986)](u)" */
    bool wide = before >= start + 3 && memcmp(text->bytes + before - 3, "\xEF\xBC\x9A", 3) == 0;
    bool separated = before > start && (wide || strchr(".,:|-\x93\x94", text->bytes[before - 1]));
    return separated ||
           (count_blanks(text->bytes + start, before - start) == 0 && count_blanks(label, length) >= 3);
}

/* "Vaswani et al. [Attention Is All You Need](u), 2017": the only long link behind a short text is the title.
 */
bool pm_md_scan_later_link(pm_md_scan *scan)
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
        while (before > scan->at && pm_md_is_space(text->bytes[before - 1]))
            before--;
        if (!names_title(text, scan->at, before, link)) return false;
        if (pm_md_is_names(text->bytes + scan->at, before - scan->at))
            scan->entry->authors = pm_md_clean(text->bytes + scan->at, before - scan->at, scan->arena);
        pm_md_scan_linked_title(scan, link);
        scan->entry->late = true;
        return true;
    }
    return false;
}
