/*
 * Folding keeps runs of blanks and line ends as one blank. A text that has none, as nearly all have, is told
 * eight bytes at a time.
 */
#include "taxonomy/yaml_list.h"

#include <stdint.h>
#include <string.h>

#include "support/text_map.h"

static const char *const paper_keys[] = {
    "title", "abbr", "venue", "year", "authors", "note", "links", NULL
};

/* Words that people write for a key, too far from it for a guess by letters. */
static const struct {
    const char *written, *meant;
} synonyms[] = {
    { "abbreviation", "abbr" }, { "acronym", "abbr" },    { "short", "abbr" },      { "conference", "venue" },
    { "journal", "venue" },     { "where", "venue" },     { "date", "year" },       { "name", "title" },
    { "title", "name" },        { "paper", "title" },     { "author", "authors" },  { "comment", "note" },
    { "papers", "list" },       { "list", "papers" },     { "items", "list" },      { "entries", "papers" },
    { "children", "list" },     { "groups", "children" }, { "topics", "children" },
};

/* Words that people write where an address belongs. */
static const char *const address_keys[] = { "url",    "link", "href", "pdf",  "code",    "page",
                                            "PDF",    "CODE", "PAGE", "site", "website", "arxiv",
                                            "github", "URL",  "doi",  NULL };

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0) return true;
    return false;
}

static const char *meant_key(const char *written, const char *const *known)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (strcmp(written, synonyms[i].written) == 0 && is_one_of(synonyms[i].meant, known))
            return synonyms[i].meant;
    return pm_nearest_word(written, known);
}

static void warn_unknown_key(const pm_list_reader *r, const pm_yaml *key, const char *const *known)
{
    pm_warning(r->diagnostics, r->source, key->at, "unknown key \"%.80s\"", key->text);
    pm_code(r->diagnostics, "unknown-key");
    const char *meant = meant_key(key->text, known);
    if (known == paper_keys && is_one_of(key->text, address_keys))
        pm_hint(r->diagnostics, "write links: {PAGE: …}");
    else if (meant)
        pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
}

void pm_list_unknown_keys(const pm_list_reader *r, const pm_yaml *mapping, const char *const *known)
{
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        if (!is_one_of(item->key->text, known)) warn_unknown_key(r, item->key, known);
}

/* --- texts and shapes --- */

void pm_list_report(const pm_list_reader *r, const char *code, pm_mark at, const char *message)
{
    pm_error(r->diagnostics, r->source, at, "%s", message);
    pm_code(r->diagnostics, code);
}

void pm_list_wrong_shape(const pm_list_reader *r, const char *what, const pm_yaml *found,
                         const char *expected, const char *hint)
{
    pm_error(r->diagnostics, r->source, found->at, "%s is %s: it must be %s", what, pm_yaml_kind_name(found),
             expected);
    pm_code(r->diagnostics, "wrong-shape");
    if (hint) pm_hint(r->diagnostics, "%s", hint);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether eight bytes hold one below a blank, or two blanks in a row. It may say so of others, too: then they
 * are looked at singly. */
static bool may_need_folding(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    uint64_t word, others;
    memcpy(&word, at, sizeof word);
    others = word ^ ones * ' '; /* zero where a blank is */
    uint64_t below = (word - ones * ' ') & ~word & high, blanks = (others - ones) & ~others & high;
    return below || (blanks & blanks << 8);
}

static bool is_folded(const char *text, size_t length)
{
    char before = ' ';
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        if (may_need_folding(text + i) || (before == ' ' && text[i] == ' ')) return false;
        before = text[i + 7];
    }
    for (; i < length; i++) {
        if (is_blank(text[i]) && (text[i] != ' ' || before == ' ')) return false;
        before = text[i];
    }
    return before != ' ';
}

char *pm_list_fold(pm_arena *arena, const char *text, size_t length)
{
    char *folded = pm_arena_strndup(arena, text, length);
    if (is_folded(text, length)) return folded;
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_blank(folded[i]))
            folded[n++] = folded[i];
        else if (n > 0 && folded[n - 1] != ' ')
            folded[n++] = ' ';
    }
    if (n > 0 && folded[n - 1] == ' ') n--;
    folded[n] = '\0';
    return n ? folded : NULL;
}

const char *pm_list_text(const pm_list_reader *r, const char *what, const pm_yaml *value)
{
    if (pm_list_is_absent(value)) return NULL;
    if (value->kind != PM_YAML_SCALAR) {
        pm_list_wrong_shape(r, what, value, "a text", NULL);
        return NULL;
    }
    return pm_list_fold(r->taxonomy->arena, value->text, value->length);
}

/* Authors may also be a list of names. */
static const char *read_authors(const pm_list_reader *r, const pm_yaml *value)
{
    if (pm_list_is_absent(value) || value->kind != PM_YAML_SEQUENCE) return pm_list_text(r, "authors", value);
    pm_strbuf joined = PM_STRBUF_INIT;
    for (const pm_yaml_item *item = value->first; item; item = item->next) {
        const char *author = pm_list_text(r, "an author", item->value);
        if (author && joined.length) pm_strbuf_string(&joined, ", ");
        if (author) pm_strbuf_string(&joined, author);
    }
    const char *authors =
        joined.length ? pm_arena_strndup(r->taxonomy->arena, joined.data, joined.length) : NULL;
    pm_strbuf_finish(&joined);
    return authors;
}

/* --- papers --- */

/* Keys that differ in blanks alone are one label. */
static void report_repeated_labels(const pm_list_reader *r, const pm_node *paper)
{
    pm_text_map *labels = pm_text_map_create();
    for (pm_link *link = paper->links; link; link = link->next) {
        void **place = pm_text_map_at(labels, NULL, link->label);
        const pm_link *first = *place;
        *place = link;
        if (!first) continue;
        pm_error(r->diagnostics, r->source, link->at, "the label \"%.80s\" stands twice: first in line %u",
                 link->label, first->at.line);
        pm_code(r->diagnostics, "duplicate-key");
        pm_hint(r->diagnostics, "rename or remove one of the two");
    }
    pm_text_map_destroy(labels);
}

static void read_links(const pm_list_reader *r, pm_node *paper, const pm_yaml *value)
{
    bool is_any_folded = false;
    if (pm_list_is_absent(value)) return;
    if (value->kind != PM_YAML_MAPPING) {
        pm_list_wrong_shape(r, "links", value, "a mapping from label to address", "write links: {PAGE: …}");
        return;
    }
    for (const pm_yaml_item *item = value->first; item; item = item->next) {
        const char *label = pm_list_fold(r->taxonomy->arena, item->key->text, item->key->length);
        const char *url = pm_list_text(r, "a link's address", item->value);
        if (!label) {
            pm_list_report(r, "missing-label", item->key->at, "a link without a label");
            pm_hint(r->diagnostics, "write what the button says, as in PDF: …");
        } else if (url) {
            pm_link *link = PM_NEW(r->taxonomy->arena, pm_link);
            *link = (pm_link){ .label = label, .url = url, .at = item->key->at, .url_at = item->value->at };
            pm_node_append_link(paper, link);
            is_any_folded = is_any_folded || strcmp(label, item->key->text) != 0;
        }
    }
    if (is_any_folded) report_repeated_labels(r, paper);
}

/* Of a few keys that are nearly always right, the lengths tell most of them apart. */
static bool is_key(const pm_yaml *key, const char *word, size_t length)
{
    return key->length == length && memcmp(key->text, word, length) == 0;
}

#define IS_KEY(key, word) is_key((key), (word), sizeof(word) - 1)

static void read_paper_key(const pm_list_reader *r, pm_node *paper, const pm_yaml_item *item)
{
    const pm_yaml *key = item->key, *value = item->value;
    if (IS_KEY(key, "abbr")) {
        paper->abbr = pm_list_text(r, "the abbreviation", value);
        paper->abbr_at = value->at;
    } else if (IS_KEY(key, "venue")) {
        paper->venue = pm_list_text(r, "the venue", value);
        paper->venue_at = value->at;
    } else if (IS_KEY(key, "year")) {
        paper->year = pm_list_text(r, "the year", value);
        paper->year_at = value->at;
    } else if (IS_KEY(key, "authors")) {
        paper->authors = read_authors(r, value);
    } else if (IS_KEY(key, "note")) {
        paper->note = pm_list_text(r, "the note", value);
    } else if (IS_KEY(key, "links")) {
        read_links(r, paper, value);
    } else if (!IS_KEY(key, "title")) {
        warn_unknown_key(r, key, paper_keys);
    }
}

pm_node *pm_list_make_paper(const pm_list_reader *r, const pm_yaml *mapping)
{
    const pm_yaml *title = pm_yaml_get(mapping, "title");
    const char *name = pm_list_text(r, "the title", title);
    if (!name && (pm_list_is_absent(title) || title->kind == PM_YAML_SCALAR)) {
        pm_list_report(r, "missing-title", title ? title->at : mapping->at, "a paper without a title");
        pm_hint(r->diagnostics, "write title: \"…\" as the paper's first key");
    }
    pm_node *paper = pm_taxonomy_make_paper(r->taxonomy, name ? name : "", title ? title->at : mapping->at);
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        read_paper_key(r, paper, item);
    return paper;
}

/* The lists of papers in both forms. What else has such a name is a mistake, and isn't looked into. */
static const char *const list_keys[] = { "papers", "list", NULL };

static void *take_paper(pm_yaml_taker *taker, const pm_yaml *mapping)
{
    pm_list_reader *r = &((pm_paper_taker *)taker)->quiet;
    pm_arena_mark before = pm_arena_now(r->taxonomy->arena);
    pm_node *paper = pm_list_make_paper(r, mapping);
    if (!pm_diagnostics_count(r->diagnostics, PM_NOTE)) return paper;
    pm_arena_rewind(r->taxonomy->arena, before);
    pm_diagnostics_destroy(r->diagnostics);
    r->diagnostics = pm_diagnostics_create();
    return NULL;
}

pm_paper_taker pm_paper_taker_create(const pm_list_reader *r)
{
    pm_paper_taker papers = { { list_keys, take_paper }, *r };
    papers.quiet.diagnostics = pm_diagnostics_create();
    return papers;
}

void pm_paper_taker_finish(pm_paper_taker *taker)
{
    pm_diagnostics_destroy(taker->quiet.diagnostics);
}
