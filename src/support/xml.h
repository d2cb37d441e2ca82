/*
 * XML texts: escaping that is strict about what XML 1.0 (section 2.2) allows.
 */
#ifndef PM_SUPPORT_XML_H
#define PM_SUPPORT_XML_H

#include "support/strbuf.h"

/* Appends text for an element's content or a double-quoted attribute; characters that XML forbids become
 * U+FFFD. */
void pm_xml_bytes(pm_strbuf *out, const char *text, size_t length);
void pm_xml_string(pm_strbuf *out, const char *text);

#endif
