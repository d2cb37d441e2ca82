#include "paint/pdf_tags.h"

#include "paint/cairo_canvas.h"
#include "support/strbuf.h"

enum {
    DEEPEST = 6
}; /* Sects in Sects, and the last of the tags H1 to H6; what is deeper stays at that level */

typedef struct writer {
    cairo_t *cr;
    const pm_scene *scene;
    double scale;
    int sects;           /* that are open */
    const pm_node *list; /* whose papers' L is open */
    const char *heading; /* the open H1 to H6 or P, NULL: none */
    bool has_item;       /* an LI and its LBody are open */
    bool in_link;
    int inner; /* groups within a group that has a tag */
} writer;

static void begin(writer *w, const char *tag)
{
    cairo_tag_begin(w->cr, tag, NULL);
}

static void end(writer *w, const char *tag)
{
    cairo_tag_end(w->cr, tag);
}

/* --- links --- */

/* A text in cairo's attribute syntax: quotes and backslashes escaped. */
static void append_quoted(pm_strbuf *out, const char *text)
{
    pm_strbuf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') pm_strbuf_char(out, '\\');
        pm_strbuf_char(out, *text);
    }
    pm_strbuf_char(out, '\'');
}

/* Links hold printable ASCII only (RFC 3986): everything else is percent-encoded. */
static void append_url(pm_strbuf *out, const char *url)
{
    pm_strbuf ascii = PM_STRBUF_INIT;
    for (; *url; url++) {
        unsigned char c = (unsigned char)*url;
        if (c <= 0x20 || c >= 0x7F || c == '\\' || c == '\'' || c == '(' || c == ')')
            pm_strbuf_printf(&ascii, "%%%02X", c);
        else
            pm_strbuf_char(&ascii, *url);
    }
    append_quoted(out, pm_strbuf_text(&ascii));
    pm_strbuf_finish(&ascii);
}

/* The area is given: what is painted within may be larger or smaller. */
static void begin_link(writer *w, const pm_item *item)
{
    pm_strbuf attributes = PM_STRBUF_INIT;
    pm_box area = item->link.area;
    const double numbers[] = { area.x, area.y, area.width, area.height };
    pm_strbuf_string(&attributes, "rect=[");
    for (int i = 0; i < 4; i++) {
        pm_strbuf_number(&attributes, numbers[i] * w->scale, 2);
        pm_strbuf_char(&attributes, i < 3 ? ' ' : ']');
    }
    if (item->link.url) {
        pm_strbuf_string(&attributes, " uri=");
        append_url(&attributes, item->link.url);
    } else { /* cairo 1.16: no page ahead by number */
        pm_strbuf_printf(&attributes, " dest='page-%zu'", item->link.page);
    }
    cairo_tag_begin(w->cr, CAIRO_TAG_LINK, pm_strbuf_text(&attributes));
    pm_strbuf_finish(&attributes);
}

/* --- nodes --- */

static void end_list(writer *w)
{
    if (w->list) end(w, "L");
    w->list = NULL;
}

static void end_sects(writer *w, int left)
{
    end_list(w);
    for (; w->sects > left; w->sects--)
        end(w, "Sect");
}

static void begin_heading(writer *w, int level)
{
    static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
    w->heading = tags[level < 0 ? 0 : level < DEEPEST ? level : DEEPEST - 1];
    begin(w, w->heading);
}

static void begin_node(writer *w, const pm_node *node)
{
    if (node->kind == PM_NODE_PAPER) {
        if (w->list != node->parent) {
            int parent = node->parent ? node->parent->level : 0;
            end_sects(w, parent < DEEPEST ? parent : DEEPEST);
            begin(w, "L");
            w->list = node->parent;
        }
        begin(w, "LI");
        begin(w, "LBody");
        w->has_item = true;
        return;
    }
    int around = node->level - 1 < DEEPEST ? node->level - 1 : DEEPEST;
    end_sects(w, around > 0 ? around : 0);
    if (node->level > 0 && w->sects < DEEPEST) {
        begin(w, "Sect");
        w->sects++;
    }
    begin_heading(w, node->level);
}

/* Cairo 1.16 keeps what is painted in innermost tags only: in an item a paragraph holds the text between
 * links. */
static void begin_text(writer *w)
{
    if (!w->has_item || w->heading || w->in_link) return;
    w->heading = "P";
    begin(w, w->heading);
}

static void end_text(writer *w)
{
    if (w->has_item && w->heading) {
        end(w, w->heading);
        w->heading = NULL;
    }
}

static bool is_tagged(const writer *w)
{
    return w->heading || w->has_item;
}

static void end_tagged(writer *w)
{
    if (w->heading) end(w, w->heading);
    if (w->has_item) {
        end(w, "LBody");
        end(w, "LI");
    }
    w->heading = NULL;
    w->has_item = false;
}

/* Whether a group holds text of its own, before any group within. */
static bool has_text(const pm_scene *scene, size_t group)
{
    for (size_t i = group + 1; i < scene->item_count; i++) {
        pm_item_kind kind = scene->items[i].kind;
        if (kind == PM_ITEM_TEXT) return true;
        if (kind == PM_ITEM_GROUP_BEGIN || kind == PM_ITEM_GROUP_END) return false;
    }
    return false;
}

static void begin_group(writer *w, size_t i)
{
    const pm_item *item = &w->scene->items[i];
    if (is_tagged(w)) {
        w->inner++;
    } else if (item->group.node) {
        begin_node(w, item->group.node->node);
    } else if (has_text(w->scene, i)) {
        end_sects(w, 0);
        w->heading = "P";
        begin(w, w->heading);
    }
}

static void end_group(writer *w)
{
    if (w->inner > 0)
        w->inner--;
    else if (is_tagged(w))
        end_tagged(w);
}

/* A line with the space that parts it from the next: it is not seen, but read, and found by a search over
 * both. Cairo leaves out a space that is painted alone. */
static void paint_text(writer *w, const pm_item *item)
{
    pm_item line = *item;
    pm_run run = *item->text.run;
    pm_strbuf text = PM_STRBUF_INIT;
    pm_strbuf_printf(&text, "%.*s ", (int)run.length, run.text);
    run.text = pm_strbuf_text(&text);
    run.length = text.length;
    line.text.run = &run;
    if (run.rtl) line.text.x -= pm_font_width(run.font, " ", 1);
    begin_text(w);
    pm_canvas_paint_item(w->cr, &line);
    pm_strbuf_finish(&text);
}

static void paint_item(writer *w, size_t i)
{
    const pm_item *item = &w->scene->items[i];
    switch (item->kind) {
    case PM_ITEM_GROUP_BEGIN:
        begin_group(w, i);
        break;
    case PM_ITEM_GROUP_END:
        end_group(w);
        break;
    case PM_ITEM_LINK_BEGIN:
        end_text(w);
        w->in_link = true;
        begin_link(w, item);
        break;
    case PM_ITEM_LINK_END:
        end(w, CAIRO_TAG_LINK);
        w->in_link = false;
        break;
    case PM_ITEM_TEXT:
        paint_text(w, item);
        break;
    default:
        pm_canvas_paint_item(w->cr, item);
    }
}

void pm_pdf_paint_tagged(cairo_t *cr, const pm_scene *scene, double scale)
{
    writer w = { .cr = cr, .scene = scene, .scale = scale };
    for (size_t i = 0; i < scene->item_count; i++)
        paint_item(&w, i);
    end_sects(&w, 0);
}
