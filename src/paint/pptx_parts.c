#include "paint/pptx_parts.h"

#include <time.h>

#include "paint/pptx_assets.h"
#include "paint/pptx_slide.h"
#include "support/xml.h"
#include "text/font_names.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define CONTENT_TYPE "application/vnd.openxmlformats-officedocument."
#define CORE_TYPE "application/vnd.openxmlformats-package.core-properties+xml"

/* The master is slide number 0 of its kind; slides' ids begin here (ECMA-376 part 1, 19.7.13). */
enum { FIRST_SLIDE_ID = 256, HUES = 6 };
static const char master_id[] = "2147483648";

typedef void part_writer(pm_xml_writer *w, const pm_deck_facts *facts);

static void add_part(pm_zip *zip, const char *name, part_writer *write, const pm_deck_facts *facts)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_xml_writer w = pm_xml_document(&text);
    write(&w, facts);
    pm_zip_add(zip, name, pm_strbuf_text(&text), text.length);
    pm_strbuf_finish(&text);
}

/* --- what the package consists of --- */

static void add_type(pm_xml_writer *w, const char *part, const char *type)
{
    pm_xml_open(w, "Override");
    pm_xml_attribute(w, "PartName", part);
    pm_xml_attribute(w, "ContentType", type);
    pm_xml_close(w);
}

static void add_default_type(pm_xml_writer *w, const char *extension, const char *type)
{
    pm_xml_open(w, "Default");
    pm_xml_attribute(w, "Extension", extension);
    pm_xml_attribute(w, "ContentType", type);
    pm_xml_close(w);
}

static void write_content_types(pm_xml_writer *w, const pm_deck_facts *facts)
{
    pm_xml_open(w, "Types");
    pm_xml_attribute(w, "xmlns", PACKAGE "content-types");
    add_default_type(w, "rels", "application/vnd.openxmlformats-package.relationships+xml");
    add_default_type(w, "xml", "application/xml");
    add_type(w, "/ppt/presentation.xml", CONTENT_TYPE "presentationml.presentation.main+xml");
    add_type(w, "/ppt/slideMasters/slideMaster1.xml", CONTENT_TYPE "presentationml.slideMaster+xml");
    add_type(w, "/ppt/slideLayouts/slideLayout1.xml", CONTENT_TYPE "presentationml.slideLayout+xml");
    add_type(w, "/ppt/theme/theme1.xml", CONTENT_TYPE "theme+xml");
    for (size_t i = 1; i <= facts->count; i++) {
        pm_strbuf name = PM_STRBUF_INIT;
        pm_strbuf_printf(&name, "/ppt/slides/slide%zu.xml", i);
        add_type(w, pm_strbuf_text(&name), CONTENT_TYPE "presentationml.slide+xml");
        pm_strbuf_finish(&name);
    }
    add_type(w, "/docProps/core.xml", CORE_TYPE);
    add_type(w, "/docProps/app.xml", CONTENT_TYPE "extended-properties+xml");
    pm_xml_close(w);
}

static void begin_relationships(pm_xml_writer *w)
{
    pm_xml_open(w, "Relationships");
    pm_xml_attribute(w, "xmlns", PACKAGE "relationships");
}

static void add_relationship(pm_xml_writer *w, const char *id, const char *type, const char *target)
{
    pm_xml_open(w, "Relationship");
    pm_xml_attribute(w, "Id", id);
    pm_xml_attribute(w, "Type", type);
    pm_xml_attribute(w, "Target", target);
    pm_xml_close(w);
}

static void write_package_relationships(pm_xml_writer *w, const pm_deck_facts *facts)
{
    (void)facts;
    begin_relationships(w);
    add_relationship(w, "rId1", OFFICE "relationships/officeDocument", "ppt/presentation.xml");
    add_relationship(w, "rId2", PACKAGE "relationships/metadata/core-properties", "docProps/core.xml");
    add_relationship(w, "rId3", OFFICE "relationships/extended-properties", "docProps/app.xml");
    pm_xml_close(w);
}

static void write_presentation_relationships(pm_xml_writer *w, const pm_deck_facts *facts)
{
    begin_relationships(w);
    add_relationship(w, "master", OFFICE "relationships/slideMaster", "slideMasters/slideMaster1.xml");
    add_relationship(w, "theme", OFFICE "relationships/theme", "theme/theme1.xml");
    for (size_t i = 1; i <= facts->count; i++) {
        pm_strbuf id = PM_STRBUF_INIT, name = PM_STRBUF_INIT;
        pm_strbuf_printf(&id, "slide%zu", i);
        pm_strbuf_printf(&name, "slides/slide%zu.xml", i);
        add_relationship(w, pm_strbuf_text(&id), OFFICE "relationships/slide", pm_strbuf_text(&name));
        pm_strbuf_finish(&id);
        pm_strbuf_finish(&name);
    }
    pm_xml_close(w);
}

static void write_master_relationships(pm_xml_writer *w, const pm_deck_facts *facts)
{
    (void)facts;
    begin_relationships(w);
    add_relationship(w, "rId1", OFFICE "relationships/slideLayout", "../slideLayouts/slideLayout1.xml");
    add_relationship(w, "rId2", OFFICE "relationships/theme", "../theme/theme1.xml");
    pm_xml_close(w);
}

static void write_layout_relationships(pm_xml_writer *w, const pm_deck_facts *facts)
{
    (void)facts;
    begin_relationships(w);
    add_relationship(w, "rId1", OFFICE "relationships/slideMaster", "../slideMasters/slideMaster1.xml");
    pm_xml_close(w);
}

/* --- the presentation --- */

static void add_size(pm_xml_writer *w, const char *element, long long width, long long height)
{
    pm_xml_open(w, element);
    pm_xml_integer(w, "cx", width);
    pm_xml_integer(w, "cy", height);
    pm_xml_close(w);
}

static void add_slides(pm_xml_writer *w, size_t count)
{
    pm_xml_open(w, "p:sldIdLst");
    for (size_t i = 1; i <= count; i++) {
        pm_strbuf id = PM_STRBUF_INIT;
        pm_strbuf_printf(&id, "slide%zu", i);
        pm_xml_open(w, "p:sldId");
        pm_xml_integer(w, "id", FIRST_SLIDE_ID + (long long)i - 1);
        pm_xml_attribute(w, "r:id", pm_strbuf_text(&id));
        pm_xml_close(w);
        pm_strbuf_finish(&id);
    }
    pm_xml_close(w);
}

/* What text boxes inherit: kerned at every size, and no language to check the spelling of. */
static void add_default_text(pm_xml_writer *w, const char *language)
{
    pm_xml_open(w, "p:defaultTextStyle");
    pm_xml_open(w, "a:lvl1pPr");
    pm_xml_attribute(w, "marL", "0");
    pm_xml_attribute(w, "algn", "l");
    pm_xml_open(w, "a:defRPr");
    pm_xml_attribute(w, "lang", language ? language : "en-US");
    pm_xml_attribute(w, "sz", "1200");
    pm_xml_attribute(w, "kern", "0");
    pm_xml_attribute(w, "noProof", "1");
    pm_xml_empty(w, "a:latin", "typeface", "+mn-lt");
    pm_xml_empty(w, "a:ea", "typeface", "+mn-ea");
    pm_xml_empty(w, "a:cs", "typeface", "+mn-cs");
    pm_xml_close(w);
    pm_xml_close(w);
    pm_xml_close(w);
}

static void write_presentation(pm_xml_writer *w, const pm_deck_facts *facts)
{
    pm_xml_open(w, "p:presentation");
    pm_xml_attribute(w, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    pm_xml_attribute(w, "xmlns:r", OFFICE "relationships");
    pm_xml_attribute(w, "xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main");
    pm_xml_open(w, "p:sldMasterIdLst");
    pm_xml_open(w, "p:sldMasterId");
    pm_xml_attribute(w, "id", master_id);
    pm_xml_attribute(w, "r:id", "master");
    pm_xml_close(w);
    pm_xml_close(w);
    add_slides(w, facts->count);
    add_size(w, "p:sldSz", facts->width, facts->height);
    add_size(w, "p:notesSz", 6858000, 9144000);
    add_default_text(w, facts->options->language);
    pm_xml_close(w);
}

/* --- what it says about itself --- */

static void add_text_element(pm_xml_writer *w, const char *name, const char *text)
{
    pm_xml_open(w, name);
    pm_xml_text(w, text, strlen(text));
    pm_xml_close(w);
}

static void add_date(pm_xml_writer *w, const char *name, const char *date)
{
    pm_xml_open(w, name);
    pm_xml_attribute(w, "xsi:type", "dcterms:W3CDTF");
    pm_xml_text(w, date, strlen(date));
    pm_xml_close(w);
}

static void write_core_properties(pm_xml_writer *w, const pm_deck_facts *facts)
{
    const pm_paint_options *options = facts->options;
    char date[32];
    time_t seconds = (time_t)options->date;
    struct tm utc;
    pm_xml_open(w, "cp:coreProperties");
    pm_xml_attribute(w, "xmlns:cp", PACKAGE "metadata/core-properties");
    pm_xml_attribute(w, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    pm_xml_attribute(w, "xmlns:dcterms", "http://purl.org/dc/terms/");
    pm_xml_attribute(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    add_text_element(w, "dc:title", facts->scenes[0]->title);
    add_text_element(w, "dc:subject", facts->scenes[0]->description);
    if (options->author) add_text_element(w, "dc:creator", options->author);
    if (options->language) add_text_element(w, "dc:language", options->language);
    if (options->date >= 0 && gmtime_r(&seconds, &utc) &&
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc)) {
        add_date(w, "dcterms:created", date);
        add_date(w, "dcterms:modified", date);
    }
    pm_xml_close(w);
}

static void write_application(pm_xml_writer *w, const pm_deck_facts *facts)
{
    char slides[PM_NUMBER_SIZE];
    pm_format_number(slides, (double)facts->count, 0);
    pm_xml_open(w, "Properties");
    pm_xml_attribute(w, "xmlns", OFFICE "extended-properties");
    add_text_element(w, "Application", "papermap");
    add_text_element(w, "Slides", slides);
    pm_xml_close(w);
}

/* --- master, layout, theme --- */

enum { VALUES_AT_MOST = HUES + 3 };

typedef struct values {
    const char *names[VALUES_AT_MOST];
    pm_strbuf texts[VALUES_AT_MOST];
    size_t count;
} values;

static void set_number(values *v, const char *name, long long number)
{
    v->names[v->count] = name;
    pm_strbuf_number(&v->texts[v->count++], (double)number, 0);
}

static void set_text(values *v, const char *name, const char *text)
{
    v->names[v->count] = name;
    pm_xml_string(&v->texts[v->count++], text);
}

static void set_colour(values *v, const char *name, pm_colour c)
{
    v->names[v->count] = name;
    pm_strbuf_printf(&v->texts[v->count++], "%02X%02X%02X", c.red, c.green, c.blue);
}

static const char *value_of(const values *v, const char *name, size_t length)
{
    for (size_t i = 0; i < v->count; i++)
        if (strlen(v->names[i]) == length && memcmp(v->names[i], name, length) == 0)
            return pm_strbuf_text(&v->texts[i]);
    return "";
}

static void add_filled(pm_zip *zip, const char *part, const char *text, values *v)
{
    pm_strbuf out = PM_STRBUF_INIT;
    while (*text) {
        size_t plain = strcspn(text, "{");
        pm_strbuf_append(&out, text, plain);
        text += plain;
        if (!*text) break;
        size_t length = strcspn(++text, "}");
        pm_strbuf_string(&out, value_of(v, text, length));
        text += length + 1;
    }
    pm_zip_add(zip, part, pm_strbuf_text(&out), out.length);
    pm_strbuf_finish(&out);
    for (size_t i = 0; i < v->count; i++)
        pm_strbuf_finish(&v->texts[i]);
}

static void add_master(pm_zip *zip, const pm_deck_facts *facts)
{
    long long width = facts->width, height = facts->height, margin = (width < height ? width : height) / 20;
    values v = { .count = 0 };
    set_number(&v, "left", margin);
    set_number(&v, "width", width - 2 * margin);
    set_number(&v, "title-top", margin);
    set_number(&v, "title-height", height / 8);
    set_number(&v, "body-top", 2 * margin + height / 8);
    set_number(&v, "body-height", height - height / 8 - 3 * margin);
    add_filled(zip, "ppt/slideMasters/slideMaster1.xml", pm_pptx_master, &v);
}

/* The theme has the map's own colours and face, for what is added to it: the hues of the first categories. */
static void add_theme(pm_zip *zip, const pm_scene *scene)
{
    static const char *const names[HUES] = { "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6" };
    const pm_colour white = { .red = 255, .green = 255, .blue = 255, .alpha = 255 }, black = { .alpha = 255 };
    const pm_content *root = scene->nodes[0].content;
    pm_colour page = scene->background.alpha ? scene->background : white;
    bool dark = page.red + page.green + page.blue < 3 * 128;
    values v = { .count = 0 };
    set_colour(&v, "page", page);
    set_colour(&v, "text", dark ? white : black);
    pm_colour hues[HUES] = { { .alpha = 0 } };
    size_t found = 0;
    for (size_t i = 1; i < scene->node_count && found < HUES; i++) {
        const pm_content *content = scene->nodes[i].content;
        if (content->level == PM_LEVEL_CATEGORY && content->hue)
            hues[found++] = content->hue->roles[PM_COLOUR_SOLID];
    }
    for (size_t i = 0; i < HUES; i++)
        set_colour(&v, names[i], found ? hues[i % found] : dark ? white : black);
    set_text(&v, "face", root->run_count ? pm_font_names_of(root->runs[0].font, "", 0, false).latin : "");
    add_filled(zip, "ppt/theme/theme1.xml", pm_pptx_theme, &v);
}

void pm_pptx_add_parts(pm_zip *zip, const pm_deck_facts *facts)
{
    values none = { .count = 0 };
    add_part(zip, "[Content_Types].xml", write_content_types, facts);
    add_part(zip, "_rels/.rels", write_package_relationships, facts);
    add_part(zip, "docProps/core.xml", write_core_properties, facts);
    add_part(zip, "docProps/app.xml", write_application, facts);
    add_part(zip, "ppt/presentation.xml", write_presentation, facts);
    add_part(zip, "ppt/_rels/presentation.xml.rels", write_presentation_relationships, facts);
    add_master(zip, facts);
    add_part(zip, "ppt/slideMasters/_rels/slideMaster1.xml.rels", write_master_relationships, facts);
    add_filled(zip, "ppt/slideLayouts/slideLayout1.xml", pm_pptx_layout, &none);
    add_part(zip, "ppt/slideLayouts/_rels/slideLayout1.xml.rels", write_layout_relationships, facts);
    add_theme(zip, facts->scenes[0]);
}
