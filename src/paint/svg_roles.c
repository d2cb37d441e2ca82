#include "paint/svg_roles.h"

#include <string.h>

#include "paint/link_name.h"
#include "support/xml.h"
#include "text/language.h"

/* Not role="img": that would hide the links inside from those who cannot see the map. */
void pm_svg_append_root_roles(pm_strbuf *out, const char *language)
{
    pm_strbuf_string(out, " xml:lang=\"");
    pm_xml_string(out, language);
    pm_strbuf_string(out, "\" role=\"graphics-document document\" aria-labelledby=\"map-title\" "
                          "aria-describedby=\"map-desc\"");
}

void pm_svg_append_list_roles(pm_strbuf *out)
{
    pm_strbuf_string(out, " role=\"list\" aria-labelledby=\"map-title\"");
}

void pm_svg_append_node_roles(pm_strbuf *out, const pm_content *node)
{
    pm_strbuf_string(out, " role=\"listitem\" aria-level=\"");
    pm_strbuf_number(out, node->node->level + 1, 0);
    pm_strbuf_char(out, '"');
}

void pm_svg_append_link_name(pm_strbuf *out, pm_strbuf *name, const pm_item *link, const pm_content *node,
                             const char *language)
{
    pm_strbuf_clear(name);
    pm_link_append_name(name, link, node, language);
    if (!name->length) return;
    pm_strbuf_string(out, " aria-label=\"");
    pm_xml_bytes(out, name->data, name->length);
    pm_strbuf_char(out, '"');
}

void pm_svg_append_language(pm_strbuf *out, const char *text, size_t length, const char *language)
{
    char tag[PM_LANGUAGE_SIZE];
    if (pm_text_is_foreign(text, length, language, tag)) pm_strbuf_printf(out, " xml:lang=\"%s\"", tag);
}
