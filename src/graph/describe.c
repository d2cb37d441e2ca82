/*
 * What a graph that is written out needs beyond its structure: labels, colours, links and meaning, so
 * that stock Graphviz draws it well and other tools can read it.
 *
 * A paper's label is HTML-like, since its second line has another face; sizes are those of our boxes, so
 * the text is the only thing Graphviz measures for itself.
 */
#include <stdio.h>
#include <string.h>

#include "graph/map.h"
#include "support/url.h"
#include "support/xml.h"

static const char *const kinds[] = { "root", "category", "group", "topic", "paper" };

/* Sets an attribute by name, declaring it on its first use. Empty values are not set. */
static void set_text(Agraph_t *graph, int kind, void *object, const char *name, const char *value)
{
    if (!value || !*value) return;
    Agsym_t *symbol = agattr(graph, kind, (char *)name, NULL);
    if (!symbol) symbol = agattr(graph, kind, (char *)name, "");
    agxset(object, symbol, (char *)value);
}

/* The same for a text from outside. Graphviz takes a backslash for the beginning of an escape ("\\N": the
 * node's name), and cgraph writes what it cannot read when one stands before a quote or at the end: each is
 * doubled. */
static void set_data(Agraph_t *graph, int kind, void *object, const char *name, const char *value)
{
    if (!value || !strchr(value, '\\')) {
        set_text(graph, kind, object, name, value);
        return;
    }
    pm_strbuf doubled = PM_STRBUF_INIT;
    for (; *value; value++) {
        if (*value == '\\') pm_strbuf_char(&doubled, '\\');
        pm_strbuf_char(&doubled, *value);
    }
    set_text(graph, kind, object, name, doubled.data);
    pm_strbuf_finish(&doubled);
}

static void set_number(Agraph_t *graph, int kind, void *object, const char *name, double value)
{
    char text[PM_NUMBER_SIZE];
    pm_format_number(text, value, 3);
    set_text(graph, kind, object, name, text);
}

static void set_colour(Agraph_t *graph, int kind, void *object, const char *name, pm_colour colour)
{
    char text[16] = "transparent";
    if (colour.alpha)
        snprintf(text, sizeof text, colour.alpha == 255 ? "#%02x%02x%02x" : "#%02x%02x%02x%02x", colour.red,
                 colour.green, colour.blue, colour.alpha);
    set_text(graph, kind, object, name, text);
}

/* The first family of a list. */
static void set_font(Agraph_t *graph, void *object, const pm_face *face)
{
    pm_strbuf family = PM_STRBUF_INIT;
    pm_strbuf_append(&family, face->family, strcspn(face->family, ","));
    set_data(graph, AGNODE, object, "fontname", pm_strbuf_text(&family));
    set_number(graph, AGNODE, object, "fontsize", face->size);
    pm_strbuf_finish(&family);
}

/* Graphviz hands its labels to expat piece by piece, and expat keeps a "]" at a piece's end back, for it may
 * begin "]]>": as a reference it comes through. */
static void append_html(pm_strbuf *html, const char *text, size_t length)
{
    const char *bracket;
    while ((bracket = memchr(text, ']', length))) {
        size_t before = (size_t)(bracket - text);
        pm_xml_bytes(html, text, before);
        pm_strbuf_string(html, "&#93;");
        text = bracket + 1;
        length -= before + 1;
    }
    pm_xml_bytes(html, text, length);
}

static void append_font(pm_strbuf *html, const pm_run *run)
{
    const pm_face *face = pm_font_face(run->font);
    pm_strbuf_string(html, "<FONT POINT-SIZE=\"");
    pm_strbuf_number(html, face->size, 2);
    pm_strbuf_printf(html, "\" COLOR=\"#%02x%02x%02x\">%s", run->colour.red, run->colour.green,
                     run->colour.blue, face->weight >= 600 ? "<B>" : "");
    append_html(html, run->text, run->length);
    pm_strbuf_string(html, face->weight >= 600 ? "</B></FONT>" : "</FONT>");
}

/* Rows of runs: what stands at one height shares a line. Buttons are left out: an HTML label cannot link them
 * singly. */
static void set_label(Agraph_t *graph, const pm_content *content, bool centered)
{
    pm_strbuf html = PM_STRBUF_INIT;
    const char *end = centered ? "<BR/>" : "<BR ALIGN=\"LEFT\"/>";
    for (size_t i = 0; i < content->run_count; i++) {
        const pm_run *run = &content->runs[i];
        bool same_row = i && run->top < content->runs[i - 1].top + content->runs[i - 1].height / 2;
        if (i) pm_strbuf_string(&html, same_row ? " " : end);
        append_font(&html, run);
    }
    if (!centered) pm_strbuf_string(&html, end);
    char *label = agstrdup_html(graph, (char *)pm_strbuf_text(&html));
    agset(content->graph_node, (char *)"label", label);
    agstrfree(graph, label);
    pm_strbuf_finish(&html);
}

static const char *first_link(const pm_node *node)
{
    for (const pm_link *link = node->links; link; link = link->next)
        if (pm_url_is_safe(link->url)) return link->url;
    return NULL;
}

static void describe_meaning(Agraph_t *graph, const pm_content *content)
{
    const pm_node *node = content->node;
    const struct {
        const char *name, *value;
    } texts[] = { { "pm_kind", kinds[content->level] },
                  { "pm_name", node->name },
                  { "pm_abbr", node->abbr },
                  { "pm_venue", node->venue },
                  { "pm_year", node->year },
                  { "pm_authors", node->authors },
                  { "pm_note", node->note },
                  { "class", kinds[content->level] },
                  { "tooltip", node->name },
                  { "URL", first_link(node) } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        set_data(graph, AGNODE, content->graph_node, texts[i].name, texts[i].value);
}

static void describe_node(const pm_map *map, const pm_content *content)
{
    Agraph_t *graph = map->graph;
    const pm_style *style = map->style;
    const pm_node_style *look = &style->nodes[content->level];
    set_font(graph, content->graph_node, &look->text);
    set_label(graph, content, look->align == PM_ALIGN_CENTER);
    pm_colour border = look->box.border_width > 0 ? look->box.border : (pm_colour){ 0 };
    set_text(graph, AGNODE, content->graph_node, "style", look->box.radius > 0 ? "rounded,filled" : "filled");
    set_colour(graph, AGNODE, content->graph_node, "fillcolor",
               pm_style_colour(style, look->box.fill, content->hue));
    set_colour(graph, AGNODE, content->graph_node, "color", pm_style_colour(style, border, content->hue));
    describe_meaning(graph, content);
}

static void describe_edge(const pm_map *map, const pm_content *content)
{
    const pm_node_style *look = &map->style->nodes[content->parent->level];
    set_colour(map->graph, AGEDGE, content->edge, "color",
               pm_style_colour(map->style, look->line, content->hue));
    set_number(map->graph, AGEDGE, content->edge, "penwidth", look->line_width);
}

static void describe_cluster(const pm_map *map, const pm_content *content)
{
    const pm_region_style *look = pm_map_region(map, content);
    pm_colour border = look->border_width > 0 ? look->border : (pm_colour){ 0 };
    set_text(map->graph, AGRAPH, content->cluster, "style", look->radius > 0 ? "rounded,filled" : "filled");
    set_colour(map->graph, AGRAPH, content->cluster, "fillcolor",
               pm_style_colour(map->style, look->fill, content->hue));
    set_colour(map->graph, AGRAPH, content->cluster, "color",
               pm_style_colour(map->style, border, content->hue));
    set_text(map->graph, AGRAPH, content->cluster, "pm_kind", kinds[content->level]);
    set_data(map->graph, AGRAPH, content->cluster, "pm_name", content->node->name);
    set_text(map->graph, AGRAPH, content->cluster, "class", kinds[content->level]);
}

/* dot's word for a direction; it knows no two-sided map. */
static const char *rank_direction(const char *direction)
{
    if (strcmp(direction, "down") == 0) return "TB";
    return strcmp(direction, "left") == 0 ? "RL" : "LR";
}

void pm_map_describe(pm_map *map)
{
    if (!map->is_complete) pm_map_complete(map);
    set_colour(map->graph, AGRAPH, map->graph, "bgcolor",
               pm_style_colour(map->style, map->style->background, NULL));
    set_data(map->graph, AGRAPH, map->graph, "pm_title", map->title);
    set_text(map->graph, AGRAPH, map->graph, "rankdir", rank_direction(map->direction));
    agattr(map->graph, AGNODE, "margin", "0");
    for (size_t i = 0; i < map->count; i++) {
        const pm_content *content = &map->contents[i];
        describe_node(map, content);
        if (content->edge) describe_edge(map, content);
        if (content->cluster) describe_cluster(map, content);
    }
}
