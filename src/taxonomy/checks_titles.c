/*
 * Checks across papers: a title that stands twice in a topic, a paper that is told differently in two topics,
 * an address that two papers share.
 *
 * Each paper is compared with the first of its title, each address with its first place.
 */
#include <string.h>
#include <strings.h>

#include "taxonomy/checks_rules.h"
#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"

/* --- the same title --- */

static void report_conflict(const pm_check *check, pm_mark at, const char *field, const char *here,
                            const char *there, const pm_node *first)
{
    if (here && there)
        pm_check_report(check, PM_RULE_CONFLICTING_PAPER, at,
                        "the %s is \"%.80s\" here, but \"%.80s\" in line %u", field, here, there,
                        first->at.line);
    else
        pm_check_report(check, PM_RULE_CONFLICTING_PAPER, at, "the %s is %s here, but %s in line %u", field,
                        here ? "given" : "missing", there ? "given" : "missing", first->at.line);
    pm_hint(check->diagnostics, "the same title is the same paper: let both places say the same");
}

static void compare_field(const pm_check *check, pm_mark at, const char *field, const char *here,
                          const char *there, const pm_node *first)
{
    if (strcmp(here ? here : "", there ? there : "") != 0)
        report_conflict(check, at, field, here, there, first);
}

static uint64_t hash_more(uint64_t hash, const char *text)
{
    do
        hash = (hash ^ (unsigned char)*text) * 1099511628211u; /* FNV-1a, the NUL included */
    while (*text++);
    return hash;
}

/* A number that two sets of links share when they hold the same labels and addresses, in whatever order. */
static uint64_t links_digest(const pm_node *paper)
{
    uint64_t sum = 0;
    for (const pm_link *link = paper->links; link; link = link->next)
        sum += hash_more(hash_more(14695981039346656037u, link->label), link->url);
    return sum;
}

static void compare_papers(const pm_check *check, const pm_node *paper, const pm_node *first)
{
    pm_mark at = paper->at;
    compare_field(check, paper->venue ? paper->venue_at : at, "venue", paper->venue, first->venue, first);
    compare_field(check, paper->year ? paper->year_at : at, "year", paper->year, first->year, first);
    compare_field(check, paper->abbr ? paper->abbr_at : at, "abbreviation", paper->abbr, first->abbr, first);
    if (links_digest(paper) == links_digest(first)) return;
    pm_check_report(check, PM_RULE_CONFLICTING_PAPER, paper->links ? paper->links->at : at,
                    "the links differ from those in line %u", first->at.line);
    pm_hint(check->diagnostics, "the same title is the same paper: let both places say the same");
}

static void check_title(const pm_check *check, pm_text_map *in_topic, pm_text_map *anywhere, pm_node *paper)
{
    void **first_here = pm_text_map_at(in_topic, paper->parent, paper->name);
    if (*first_here) {
        const pm_node *first = *first_here;
        pm_check_report(check, PM_RULE_DUPLICATE_TITLE, paper->at,
                        "the topic has this title already, in line %u", first->at.line);
        pm_hint(check->diagnostics, "remove one of the two");
        return;
    }
    *first_here = paper;
    void **first_place = pm_text_map_at(anywhere, NULL, paper->name);
    if (*first_place)
        compare_papers(check, paper, *first_place);
    else
        *first_place = paper;
}

/* --- the same address --- */

/* What is left of an address when spellings that lead to the same place are left out. */
static const char *plain_address(pm_arena *arena, const char *url)
{
    if (strncasecmp(url, "https://", 8) == 0)
        url += 8;
    else if (strncasecmp(url, "http://", 7) == 0)
        url += 7;
    if (strncasecmp(url, "www.", 4) == 0) url += 4;
    size_t length = strlen(url);
    while (length > 0 && url[length - 1] == '/')
        length--;
    return pm_arena_strndup(arena, url, length);
}

static bool is_page(const pm_link *link)
{
    return strcmp(link->label, "PAGE") == 0 || pm_md_paper_rank(link->label) > 0;
}

static void check_address(const pm_check *check, pm_text_map *places, pm_arena *arena, const pm_link *link,
                          pm_node *paper)
{
    const char *address = plain_address(arena, link->url);
    if (!*address) return;
    void **place = pm_text_map_at(places, NULL, address);
    const pm_node *first = *place;
    if (!first) {
        *place = paper;
    } else if (strcmp(first->name, paper->name) != 0) {
        pm_check_report(check, PM_RULE_SHARED_URL, link->url_at,
                        "another paper has this address: \"%.80s\" in line %u", first->name, first->at.line);
        pm_hint(check->diagnostics, "check which of the two it belongs to");
    }
}

/* The addresses of the paper itself: those that say so, else the first, unless it is code or data. What
 * papers are made with, several may share. */
static void check_addresses(const pm_check *check, pm_text_map *places, pm_arena *arena, pm_node *paper)
{
    bool paged = false;
    for (const pm_link *link = paper->links; link; link = link->next) {
        if (!is_page(link)) continue;
        paged = true;
        check_address(check, places, arena, link, paper);
    }
    const pm_link *first = paper->links;
    if (first && !paged && !pm_md_is_material(first->label, strlen(first->label)))
        check_address(check, places, arena, first, paper);
}

void pm_check_titles(const pm_check *check)
{
    pm_arena *arena = pm_arena_create();
    pm_text_map *in_topic = pm_text_map_create(), *anywhere = pm_text_map_create(),
                *places = pm_text_map_create();
    pm_node *root = check->taxonomy->root;
    for (pm_node *node = root; node; node = pm_node_after(node, root)) {
        if (node->kind != PM_NODE_PAPER || !*node->name) continue;
        check_title(check, in_topic, anywhere, node);
        check_addresses(check, places, arena, node);
    }
    pm_text_map_destroy(in_topic);
    pm_text_map_destroy(anywhere);
    pm_text_map_destroy(places);
    pm_arena_destroy(arena);
}
