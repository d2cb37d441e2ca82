#include "support/xml_writer.h"

#include <assert.h>

#include "support/xml.h"

pm_xml_writer pm_xml_document(pm_strbuf *out)
{
    pm_strbuf_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    return (pm_xml_writer){ .out = out };
}

static void end_tag(pm_xml_writer *w)
{
    if (w->in_tag) pm_strbuf_char(w->out, '>');
    w->in_tag = false;
}

void pm_xml_open(pm_xml_writer *w, const char *name)
{
    assert(w->depth < PM_XML_DEPTH); /* the nesting is the format's, never the input's */
    end_tag(w);
    pm_strbuf_char(w->out, '<');
    pm_strbuf_string(w->out, name);
    w->open[w->depth++] = name;
    w->in_tag = true;
}

void pm_xml_close(pm_xml_writer *w)
{
    assert(w->depth > 0);
    const char *name = w->open[--w->depth];
    if (w->in_tag) {
        pm_strbuf_append(w->out, "/>", 2);
    } else {
        pm_strbuf_append(w->out, "</", 2);
        pm_strbuf_string(w->out, name);
        pm_strbuf_char(w->out, '>');
    }
    w->in_tag = false;
}

void pm_xml_attribute_bytes(pm_xml_writer *w, const char *name, const char *value, size_t length)
{
    assert(w->in_tag);
    pm_strbuf_char(w->out, ' ');
    pm_strbuf_string(w->out, name);
    pm_strbuf_append(w->out, "=\"", 2);
    pm_xml_bytes(w->out, value, length);
    pm_strbuf_char(w->out, '"');
}

void pm_xml_attribute(pm_xml_writer *w, const char *name, const char *value)
{
    pm_xml_attribute_bytes(w, name, value, strlen(value));
}

void pm_xml_integer(pm_xml_writer *w, const char *name, long long value)
{
    char digits[PM_NUMBER_SIZE];
    pm_xml_attribute_bytes(w, name, digits, pm_format_number(digits, (double)value, 0));
}

void pm_xml_text(pm_xml_writer *w, const char *text, size_t length)
{
    assert(w->depth > 0);
    end_tag(w);
    pm_xml_bytes(w->out, text, length);
}

void pm_xml_empty(pm_xml_writer *w, const char *name, const char *attribute, const char *value)
{
    pm_xml_open(w, name);
    if (attribute) pm_xml_attribute(w, attribute, value);
    pm_xml_close(w);
}
