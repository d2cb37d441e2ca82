#include "paint/pptx_slide.h"

#include <math.h>

typedef struct writer {
    pm_xml_writer xml;
    const pm_scene *scene;
    pm_slide_frame frame;
    pm_slide_links links;
    long long ids;   /* given to shapes so far */
    size_t left_out; /* links */
} writer;

/* Edges that agree before rounding agree afterwards. */
static void add_frame(writer *w, const char *element, pm_box box, bool is_group)
{
    pm_xml_writer *xml = &w->xml;
    long long left = pm_slide_left(&w->frame, box.x), top = pm_slide_top(&w->frame, box.y);
    long long width = pm_slide_left(&w->frame, box.x + box.width) - left,
              height = pm_slide_top(&w->frame, box.y + box.height) - top;
    pm_xml_open(xml, element);
    pm_slide_pair(xml, "a:off", "x", left, "y", top);
    pm_slide_pair(xml, "a:ext", "cx", width, "cy", height);
    if (is_group) { /* its children are placed on the slide as if there was none */
        pm_slide_pair(xml, "a:chOff", "x", left, "y", top);
        pm_slide_pair(xml, "a:chExt", "cx", width, "cy", height);
    }
    pm_xml_close(xml);
}

/* --- looks --- */

void pm_slide_fill(pm_xml_writer *xml, pm_colour colour)
{
    static const char digits[] = "0123456789ABCDEF";
    const uint8_t parts[] = { colour.red, colour.green, colour.blue };
    char value[6];
    if (!colour.alpha) {
        pm_xml_empty(xml, "a:noFill", NULL, NULL);
        return;
    }
    for (int i = 0; i < 6; i++)
        value[i] = digits[parts[i / 2] >> (i % 2 ? 0 : 4) & 15];
    pm_xml_open(xml, "a:solidFill");
    pm_xml_open(xml, "a:srgbClr");
    pm_xml_attribute_bytes(xml, "val", value, sizeof value);
    if (colour.alpha < 255) {
        pm_xml_open(xml, "a:alpha");
        pm_xml_integer(xml, "val", colour.alpha * 100000LL / 255);
        pm_xml_close(xml);
    }
    pm_xml_close(xml);
    pm_xml_close(xml);
}

/* Dashes as cairo_canvas.c sets them; `dash` in widths of the line, the gap is one width more for its round
 * ends. */
static void add_dash(pm_xml_writer *xml, double dash)
{
    pm_xml_open(xml, "a:custDash");
    pm_slide_pair(xml, "a:ds", "d", llround(dash * 100000), "sp", llround((dash + 1) * 100000));
    pm_xml_close(xml);
}

static void add_stroke(writer *w, pm_colour colour, double width, double dash)
{
    pm_xml_writer *xml = &w->xml;
    pm_xml_open(xml, "a:ln");
    if (colour.alpha) {
        pm_xml_integer(xml, "w", llround(width * w->frame.emu));
        pm_xml_attribute(xml, "cap", "rnd");
    }
    pm_slide_fill(xml, colour);
    if (colour.alpha && dash > 0) add_dash(xml, dash / width);
    if (colour.alpha) pm_xml_empty(xml, "a:round", NULL, NULL);
    pm_xml_close(xml);
}

/* --- names and links --- */

static const char *name_of(const writer *w, const pm_content *content)
{
    if (!content->parent) return w->scene->title;
    return content->level == PM_LEVEL_PAPER ? content->node->name : pm_node_display_name(content->node);
}

/* For readers of the screen: nothing is lost without it. */
static void mark_decorative(pm_xml_writer *xml)
{
    pm_xml_open(xml, "a:extLst");
    pm_xml_open(xml, "a:ext");
    pm_xml_attribute(xml, "uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}");
    pm_xml_open(xml, "adec:decorative");
    pm_xml_attribute(xml, "xmlns:adec", "http://schemas.microsoft.com/office/drawing/2017/decorative");
    pm_xml_attribute(xml, "val", "1");
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_xml_close(xml);
}

static void add_link(writer *w, const pm_item *link)
{
    char id[PM_NUMBER_SIZE + 3] = "rId";
    size_t number = pm_slide_links_add(&w->links, link);
    if (!number) {
        w->left_out++;
        return;
    }
    pm_format_number(id + 3, (double)number, 0);
    pm_xml_open(&w->xml, "a:hlinkClick");
    pm_xml_attribute(&w->xml, "r:id", id);
    if (!link->link.url) pm_xml_attribute(&w->xml, "action", "ppaction://hlinksldjump");
    pm_xml_close(&w->xml);
}

static void begin_properties(writer *w, const char *kind, const char *name)
{
    pm_xml_writer *xml = &w->xml;
    pm_strbuf text = PM_STRBUF_INIT;
    pm_strbuf_string(&text, kind);
    if (name) pm_strbuf_string(&text, ": ");
    if (name) pm_strbuf_string(&text, name);
    pm_xml_open(xml, "p:cNvPr");
    pm_xml_integer(xml, "id", ++w->ids);
    pm_xml_attribute(xml, "name", pm_strbuf_text(&text));
    pm_strbuf_finish(&text);
}

/* What a shape is called in the list of shapes. */
static const char *kind_of(const pm_shape *shape)
{
    static const char *const levels[] = { "Root", "Category", "Group", "Topic", "Paper" };
    const pm_item *group = shape->group;
    if (shape->kind == PM_SHAPE_PATH) return shape->item->path.first ? "Connectors" : "Line";
    if (!group && shape->kind == PM_SHAPE_TEXT) return "Text";
    if (!group) return shape->link ? "Button" : shape->line_count ? "Label" : "Box";
    if (group->group.tooltip && shape->content) return levels[shape->content->level];
    return shape->content ? "Region" : shape->kind == PM_SHAPE_TEXT ? "Line" : "Box";
}

/* A node that is a single shape tells what its tooltip tells; a button tells what it opens. */
static void add_description(writer *w, const pm_shape *shape, const pm_content *node)
{
    if (shape->group && shape->group->group.tooltip) {
        pm_xml_attribute(&w->xml, "descr", shape->group->group.tooltip);
    } else if (shape->link && shape->line_count && node) {
        pm_strbuf text = PM_STRBUF_INIT;
        pm_strbuf_append(&text, shape->lines->text.run->text, shape->lines->text.run->length);
        pm_strbuf_string(&text, ": ");
        pm_strbuf_string(&text, name_of(w, node));
        pm_xml_attribute(&w->xml, "descr", pm_strbuf_text(&text));
        pm_strbuf_finish(&text);
    }
}

static void add_properties(writer *w, const pm_shape *shape, const pm_content *node)
{
    const pm_content *named = shape->content;
    const pm_item *item = shape->item;
    if (shape->kind == PM_SHAPE_PATH && item->path.first) named = item->path.first->parent;
    begin_properties(w, kind_of(shape), named ? name_of(w, named) : NULL);
    add_description(w, shape, node);
    if (shape->link) add_link(w, shape->link);
    if (!shape->line_count && !(shape->group && shape->group->group.tooltip)) mark_decorative(&w->xml);
    pm_xml_close(&w->xml);
}

/* --- shapes --- */

static void add_title_place(pm_xml_writer *xml)
{
    pm_xml_empty(xml, "p:ph", "type", "title");
}

static void add_looks(writer *w, const pm_shape *shape)
{
    pm_xml_writer *xml = &w->xml;
    pm_box box = shape->box;
    if (shape->kind == PM_SHAPE_TEXT) box.y -= pm_slide_text_rise(shape);
    pm_xml_open(xml, "p:spPr");
    add_frame(w, "a:xfrm", box, false);
    if (shape->kind == PM_SHAPE_PATH) {
        pm_slide_curves(xml, &w->frame, shape);
        pm_xml_empty(xml, "a:noFill", NULL, NULL);
        add_stroke(w, shape->item->path.stroke, shape->item->path.width, shape->item->path.dash);
    } else if (shape->kind == PM_SHAPE_BOX) {
        pm_slide_rectangle(xml, box, shape->item->box.radius);
        pm_slide_fill(xml, shape->item->box.fill);
        add_stroke(w, shape->item->box.stroke, shape->item->box.stroke_width, 0);
    } else {
        pm_slide_rectangle(xml, box, 0);
        pm_xml_empty(xml, "a:noFill", NULL, NULL);
    }
    pm_xml_close(xml);
}

static bool is_heading(const pm_shape *shape)
{
    return shape->group && shape->group->group.id && strcmp(shape->group->group.id, "heading") == 0;
}

static bool has_heading(const pm_shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (shapes[i].kind == PM_SHAPE_TEXT && is_heading(&shapes[i])) return true;
    return false;
}

static void add_shape(writer *w, const pm_shape *shape, const pm_content *node)
{
    pm_xml_writer *xml = &w->xml;
    pm_xml_open(xml, "p:sp");
    pm_xml_open(xml, "p:nvSpPr");
    add_properties(w, shape, node);
    bool is_text = shape->kind == PM_SHAPE_TEXT, is_title = is_text && is_heading(shape);
    pm_xml_empty(xml, "p:cNvSpPr", is_text && !is_title ? "txBox" : NULL, "1");
    pm_xml_open(xml, "p:nvPr");
    if (is_title) add_title_place(xml);
    pm_xml_close(xml);
    pm_xml_close(xml);
    add_looks(w, shape);
    if (shape->line_count) pm_slide_text(xml, shape, &w->frame, shape->kind == PM_SHAPE_BOX);
    pm_xml_close(xml);
}

static void begin_group(writer *w, const pm_shape *shape)
{
    pm_xml_writer *xml = &w->xml;
    pm_xml_open(xml, "p:grpSp");
    pm_xml_open(xml, "p:nvGrpSpPr");
    begin_properties(w, kind_of(shape), name_of(w, shape->content));
    if (shape->group->group.tooltip) pm_xml_attribute(xml, "descr", shape->group->group.tooltip);
    pm_xml_close(xml);
    pm_xml_empty(xml, "p:cNvGrpSpPr", NULL, NULL);
    pm_xml_empty(xml, "p:nvPr", NULL, NULL);
    pm_xml_close(xml);
    pm_xml_open(xml, "p:grpSpPr");
    add_frame(w, "a:xfrm", shape->box, true);
    pm_xml_close(xml);
}

static void add_shapes(writer *w, const pm_shape *shapes, size_t count)
{
    const pm_content *node = NULL; /* whose group is open */
    for (size_t i = 0; i < count; i++) {
        const pm_shape *shape = &shapes[i];
        if (shape->kind == PM_SHAPE_GROUP_BEGIN) {
            begin_group(w, shape);
            node = shape->content;
        } else if (shape->kind == PM_SHAPE_GROUP_END) {
            pm_xml_close(&w->xml);
            node = NULL;
        } else {
            add_shape(w, shape, node);
        }
    }
}

/* --- the slide --- */

/* A map says its title in its root; outlines and readers of the screen look for it in a title's place. So
 * there is one, above the slide. */
static void add_hidden_title(writer *w)
{
    pm_xml_writer *xml = &w->xml;
    const char *title = w->scene->name;
    long long height = PM_EMU_PER_INCH / 2;
    pm_xml_open(xml, "p:sp");
    pm_xml_open(xml, "p:nvSpPr");
    begin_properties(w, "Title", NULL);
    pm_xml_close(xml);
    pm_xml_empty(xml, "p:cNvSpPr", NULL, NULL);
    pm_xml_open(xml, "p:nvPr");
    add_title_place(xml);
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_xml_open(xml, "p:spPr");
    pm_xml_open(xml, "a:xfrm");
    pm_slide_pair(xml, "a:off", "x", 0, "y", -2 * height);
    pm_slide_pair(xml, "a:ext", "cx", w->frame.width, "cy", height);
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_xml_open(xml, "p:txBody");
    pm_xml_open(xml, "a:bodyPr");
    pm_xml_empty(xml, "a:normAutofit", NULL, NULL);
    pm_xml_close(xml);
    pm_xml_open(xml, "a:p");
    pm_xml_open(xml, "a:r");
    pm_xml_open(xml, "a:t");
    pm_xml_text(xml, title, strlen(title));
    for (int i = 0; i < 5; i++)
        pm_xml_close(xml);
}

static void add_background(writer *w)
{
    pm_xml_writer *xml = &w->xml;
    if (!w->scene->background.alpha) return;
    pm_xml_open(xml, "p:bg");
    pm_xml_open(xml, "p:bgPr");
    pm_slide_fill(xml, w->scene->background);
    pm_xml_empty(xml, "a:effectLst", NULL, NULL);
    pm_xml_close(xml);
    pm_xml_close(xml);
}

static void begin_tree(writer *w)
{
    pm_xml_writer *xml = &w->xml;
    pm_xml_open(xml, "p:spTree");
    pm_xml_open(xml, "p:nvGrpSpPr");
    pm_xml_open(xml, "p:cNvPr");
    pm_xml_integer(xml, "id", ++w->ids);
    pm_xml_attribute(xml, "name", "");
    pm_xml_close(xml);
    pm_xml_empty(xml, "p:cNvGrpSpPr", NULL, NULL);
    pm_xml_empty(xml, "p:nvPr", NULL, NULL);
    pm_xml_close(xml);
    pm_xml_open(xml, "p:grpSpPr");
    pm_xml_open(xml, "a:xfrm");
    pm_slide_pair(xml, "a:off", "x", 0, "y", 0);
    pm_slide_pair(xml, "a:ext", "cx", 0, "cy", 0);
    pm_slide_pair(xml, "a:chOff", "x", 0, "y", 0);
    pm_slide_pair(xml, "a:chExt", "cx", 0, "cy", 0);
    pm_xml_close(xml);
    pm_xml_close(xml);
}

size_t pm_slide_write(const pm_scene *scene, const pm_slide_frame *frame, pm_strbuf *out, pm_strbuf *rels)
{
    pm_arena *arena = pm_arena_create();
    size_t count;
    const pm_shape *shapes = pm_shapes_of(scene, arena, &count);
    writer w = {
        .scene = scene, .frame = *frame, .links = pm_slide_links_begin(rels), .xml = pm_xml_document(out)
    };
    pm_xml_writer *xml = &w.xml;
    pm_xml_open(xml, "p:sld");
    pm_xml_attribute(xml, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    pm_xml_attribute(xml, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    pm_xml_attribute(xml, "xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main");
    pm_xml_open(xml, "p:cSld");
    add_background(&w);
    begin_tree(&w);
    if (!has_heading(shapes, count)) add_hidden_title(&w);
    add_shapes(&w, shapes, count);
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_xml_open(xml, "p:clrMapOvr");
    pm_xml_empty(xml, "a:masterClrMapping", NULL, NULL);
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_slide_links_end(&w.links);
    pm_arena_destroy(arena);
    return w.left_out;
}
