/*
 * XML, element by element: a writer that cannot leave one open, close another or put an attribute in the
 * wrong place, with the strict escapes of support/xml.h. Names are the caller's literals and not checked.
 */
#ifndef PM_SUPPORT_XML_WRITER_H
#define PM_SUPPORT_XML_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "support/strbuf.h"

enum { PM_XML_DEPTH = 32 };

typedef struct pm_xml_writer {
    pm_strbuf *out;
    const char *open[PM_XML_DEPTH]; /* the elements that are open, outer ones first */
    size_t depth;
    bool in_tag; /* the innermost one's start tag takes attributes yet */
} pm_xml_writer;

/* Begins a document with its declaration. */
pm_xml_writer pm_xml_document(pm_strbuf *out);

/* Opens an element; `name` must outlive it. Closing one without content makes it an empty tag. */
void pm_xml_open(pm_xml_writer *w, const char *name);
void pm_xml_close(pm_xml_writer *w);

/* An attribute of the element just opened. */
void pm_xml_attribute(pm_xml_writer *w, const char *name, const char *value);
void pm_xml_attribute_bytes(pm_xml_writer *w, const char *name, const char *value, size_t length);
void pm_xml_integer(pm_xml_writer *w, const char *name, long long value);

/* Text in the innermost element. */
void pm_xml_text(pm_xml_writer *w, const char *text, size_t length);

/* <name attribute="value"/>, the attribute left out where it is NULL. */
void pm_xml_empty(pm_xml_writer *w, const char *name, const char *attribute, const char *value);

#endif
