/*
 * Checks of one paper by itself: year, venue, addresses.
 */
#include <string.h>
#include <strings.h>

#include "taxonomy/checks_rules.h"
#include "taxonomy/when.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void check_year(const pm_check *check, const pm_node *paper)
{
    const char *year = paper->year;
    if (!year && !check->asks_for_year) return;
    if (!year) {
        pm_check_report(check, PM_RULE_MISSING_YEAR, paper->at, "the paper has no year");
        pm_hint(check->diagnostics, "give the four digits of the year it appeared in");
        return;
    }
    pm_when when;
    if (!pm_when_parse(year, &when)) {
        pm_check_report(check, PM_RULE_BAD_YEAR, paper->year_at, "the year \"%.40s\" is not four digits",
                        year);
        pm_hint(check->diagnostics,
                "write the year alone, as in \"2024\", or with a month, as in \"2024-06\"");
        return;
    }
    if (when.year > check->options->this_year) {
        pm_check_report(check, PM_RULE_FUTURE_YEAR, paper->year_at, "the year %s is in the future", year);
        pm_hint(check->diagnostics, "it is %d now", check->options->this_year);
    }
}

static void check_venue(const pm_check *check, const pm_node *paper)
{
    if (paper->venue || !check->asks_for_venue) return;
    pm_check_report(check, PM_RULE_MISSING_VENUE, paper->at, "the paper has no venue");
    pm_hint(check->diagnostics, "name the conference or journal, or arXiv for a preprint");
}

/* Length of "https" in "https://…" and of "doi" in "doi:…"; 0 when there is no scheme (RFC 3986,
 * section 3.1). */
static size_t scheme_length(const char *url)
{
    size_t length = 0;
    while ((url[length] | 0x20) >= 'a' && (url[length] | 0x20) <= 'z')
        length++;
    if (length == 0) return 0;
    length += strspn(url + length, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    if (url[length] != ':') return 0;
    bool is_port = memchr(url, '.', length) && is_digit(url[length + 1]); /* "host.org:8080" */
    return is_port ? 0 : length;
}

static bool is_known_scheme(const char *url, size_t length)
{
    static const char *const known[] = { "http", "https", "doi", "mailto", "ftp" };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == length && strncasecmp(url, known[i], length) == 0) return true;
    return false;
}

/* "docs/a.pdf", "../x", "#part": right in Markdown. "x.org/a" and "www.x.org" are sites, as is "//x.org". */
static bool is_relative(const char *url)
{
    if (strncmp(url, "//", 2) == 0 || strncasecmp(url, "www.", 4) == 0 || strncmp(url, "10.", 3) == 0)
        return false;
    size_t name = strcspn(url, "/#?");
    return *url == '.' || !memchr(url, '.', name) || url[name] != '/';
}

static void check_scheme(const pm_check *check, const pm_link *link)
{
    size_t length = scheme_length(link->url);
    if (length == 0 && check->is_markdown && is_relative(link->url)) return;
    bool has_slashes = strncmp(link->url + length, "://", 3) == 0;
    if (length == 0) {
        pm_check_report(check, PM_RULE_URL_WITHOUT_SCHEME, link->url_at,
                        "the address \"%.200s\" has no scheme", link->url);
        if (strncmp(link->url, "10.", 3) == 0)
            pm_hint(check->diagnostics, "write https://doi.org/%.200s", link->url);
        else if (strchr(link->url, '.'))
            pm_hint(check->diagnostics, "write https://%.200s", link->url + strspn(link->url, ":/"));
        else
            pm_hint(check->diagnostics, "write the whole address, with https://");
    } else if (!is_known_scheme(link->url, length)) {
        pm_check_report(check, PM_RULE_URL_SCHEME, link->url_at, "the address has the scheme \"%.*s\"",
                        length > 40 ? 40 : (int)length, link->url);
        pm_hint(check->diagnostics, "use http, https, doi, mailto or ftp");
    } else if (!has_slashes && strncasecmp(link->url, "doi", 3) != 0 &&
               strncasecmp(link->url, "mailto", 6) != 0) {
        pm_check_report(check, PM_RULE_URL_WITHOUT_SCHEME, link->url_at,
                        "the address lacks \"//\" behind \"%.*s:\"", (int)length, link->url);
        pm_hint(check->diagnostics, "write %.*s://…", (int)length, link->url);
    }
}

static void check_link(const pm_check *check, const pm_link *link)
{
    if (strchr(link->url, ' ')) {
        pm_check_report(check, PM_RULE_URL_SPACE, link->url_at, "the address has a space in it");
        pm_hint(check->diagnostics, "remove the space, or write %%20 for it");
    }
    check_scheme(check, link);
}

void pm_check_papers(const pm_check *check)
{
    const pm_node *root = check->taxonomy->root;
    for (const pm_node *node = root; node; node = pm_node_after(node, root)) {
        if (node->kind != PM_NODE_PAPER) continue;
        check_year(check, node);
        check_venue(check, node);
        for (const pm_link *link = node->links; link; link = link->next)
            check_link(check, link);
    }
}
