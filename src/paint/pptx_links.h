/*
 * Where a slide leads: its relationships to the web and to other slides, by their ids.
 */
#ifndef PM_PAINT_PPTX_LINKS_H
#define PM_PAINT_PPTX_LINKS_H

#include "scene/scene.h"
#include "support/strbuf.h"
#include "support/xml_writer.h"

typedef struct pm_slide_links {
    pm_xml_writer xml; /* the slide's relationships so far */
    size_t count;
} pm_slide_links;

/* Begins a slide's relationships, with the one to its layout, in `out`. */
pm_slide_links pm_slide_links_begin(pm_strbuf *out);
void pm_slide_links_end(pm_slide_links *links);

/* A relationship for the link; its number, or 0 where a slide cannot lead there. */
size_t pm_slide_links_add(pm_slide_links *links, const pm_item *link);

/* Appends the address as a URI reference that every reader of the format takes (RFC 3986): what may not stand
 * in one is percent-encoded. False, with nothing appended, when it would be none even so. */
bool pm_append_uri(pm_strbuf *out, const char *url);

#endif
