/*
 * What a link is called for those who hear it without its surroundings.
 */
#ifndef PM_PAINT_LINK_NAME_H
#define PM_PAINT_LINK_NAME_H

#include "scene/scene.h"
#include "support/strbuf.h"

/* Appends "PDF of Shallow-Deep Networks": the button and the title up to its colon, for a link in a paper's
 * node; in another language than English "PDF: ...". "Overview" for a part's way back. Nothing where the
 * link's own text says it. */
void pm_link_append_name(pm_strbuf *out, const pm_item *link, const pm_content *node, const char *language);

#endif
