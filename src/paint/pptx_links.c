#include "paint/pptx_links.h"

#include <string.h>
#include <strings.h>

#include "support/url.h"

#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* Office opens no longer ones. */
enum { LONGEST_URI = 2079 };

/* --- addresses --- */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A name, perhaps a port; nobody needs a list's links to hold passwords or numbers of IPv6. */
static bool is_authority(const char *text, size_t length)
{
    size_t name = 0;
    while (name < length && (is_letter_or_digit(text[name]) || strchr(".-_", text[name])))
        name++;
    if (name == 0 || text[0] == '.' || text[0] == '-' || memchr(text, '.', name) == text + name - 1 ||
        memmem(text, name, "..", 2))
        return false;
    if (name == length) return true;
    size_t digits = 0;
    while (name + 1 + digits < length && text[name + 1 + digits] >= '0' && text[name + 1 + digits] <= '9')
        digits++;
    return text[name] == ':' && digits > 0 && digits <= 4 && name + 1 + digits == length;
}

/* Behind "http:", "https:" and "ftp:" an authority has to follow. */
static bool has_sound_beginning(const char *url)
{
    size_t scheme = strcspn(url, ":/?#");
    bool has_scheme = url[scheme] == ':';
    const char *rest = has_scheme ? url + scheme + 1 : url;
    bool of_web = has_scheme && (strncasecmp(url, "http", 4) == 0 || strncasecmp(url, "ftp", 3) == 0);
    if (strncmp(rest, "//", 2) != 0) return !of_web && *rest;
    return is_authority(rest + 2, strcspn(rest + 2, "/?#"));
}

bool pm_append_uri(pm_strbuf *out, const char *url)
{
    size_t before = out->length;
    bool in_fragment = false;
    if (!pm_url_is_safe(url) || !has_sound_beginning(url)) return false;
    for (const char *at = url; *at; at++) {
        bool allowed = is_letter_or_digit(*at) || strchr("-._~:/?@!$&'()*+,;=", *at) ||
                       (*at == '%' && is_hex(at[1]) && is_hex(at[2])) || (*at == '#' && !in_fragment);
        in_fragment = in_fragment || *at == '#';
        if (allowed)
            pm_strbuf_char(out, *at);
        else
            pm_strbuf_printf(out, "%%%02X", (unsigned char)*at);
    }
    if (out->length - before <= LONGEST_URI) return true;
    out->length = before;
    return false;
}

/* --- relationships --- */

static void open_relationship(pm_slide_links *links, const char *type)
{
    char id[PM_NUMBER_SIZE + 3] = "rId";
    pm_format_number(id + 3, (double)++links->count, 0);
    pm_xml_open(&links->xml, "Relationship");
    pm_xml_attribute(&links->xml, "Id", id);
    pm_xml_attribute(&links->xml, "Type", type);
}

pm_slide_links pm_slide_links_begin(pm_strbuf *out)
{
    pm_slide_links links = { .xml = pm_xml_document(out) };
    pm_xml_open(&links.xml, "Relationships");
    pm_xml_attribute(&links.xml, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    open_relationship(&links, RELATIONSHIPS "/slideLayout");
    pm_xml_attribute(&links.xml, "Target", "../slideLayouts/slideLayout1.xml");
    pm_xml_close(&links.xml);
    return links;
}

void pm_slide_links_end(pm_slide_links *links)
{
    pm_xml_close(&links->xml);
}

size_t pm_slide_links_add(pm_slide_links *links, const pm_item *link)
{
    pm_strbuf target = PM_STRBUF_INIT;
    bool found = true;
    if (link->link.url)
        found = pm_append_uri(&target, link->link.url);
    else
        pm_strbuf_printf(&target, "slide%zu.xml", link->link.page);
    if (found) {
        open_relationship(links, link->link.url ? RELATIONSHIPS "/hyperlink" : RELATIONSHIPS "/slide");
        pm_xml_attribute(&links->xml, "Target", pm_strbuf_text(&target));
        if (link->link.url) pm_xml_attribute(&links->xml, "TargetMode", "External");
        pm_xml_close(&links->xml);
    }
    pm_strbuf_finish(&target);
    return found ? links->count : 0;
}
