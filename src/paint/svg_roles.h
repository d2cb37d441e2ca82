/*
 * What a screen reader is told of an SVG: roles, levels, names and languages (docs/SVG.md says why these).
 */
#ifndef PM_PAINT_SVG_ROLES_H
#define PM_PAINT_SVG_ROLES_H

#include "scene/scene.h"
#include "support/strbuf.h"

/* Attributes of the root element, of the group around all nodes, and of a node's. */
void pm_svg_append_root_roles(pm_strbuf *out, const char *language);
void pm_svg_append_list_roles(pm_strbuf *out);
void pm_svg_append_node_roles(pm_strbuf *out, const pm_content *node);

/* The name of a link in a node: what it opens ("PDF of Shallow-Deep Networks"). `name` is room for it, which
 * the caller keeps from link to link. */
void pm_svg_append_link_name(pm_strbuf *out, pm_strbuf *name, const pm_item *link, const pm_content *node,
                             const char *language);

/* xml:lang, where a text cannot be in the document's language. */
void pm_svg_append_language(pm_strbuf *out, const char *text, size_t length, const char *language);

#endif
