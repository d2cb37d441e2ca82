#include "paint/link_name.h"

#include <string.h>

void pm_link_append_name(pm_strbuf *out, const pm_item *link, const pm_content *node, const char *language)
{
    if (!link->link.link) {
        if (link->link.page == 1) pm_strbuf_string(out, "Overview");
        return;
    }
    pm_strbuf_string(out, link->link.link->label);
    if (!node || !node->node->name) return;
    const char *title = node->node->name, *colon = strstr(title, ": ");
    bool is_english = strncmp(language, "en", 2) == 0 && (language[2] == '\0' || language[2] == '-');
    pm_strbuf_string(out, is_english ? " of " : ": ");
    pm_strbuf_append(out, title, colon && colon != title ? (size_t)(colon - title) : strlen(title));
}
