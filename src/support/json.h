/*
 * JSON texts: the one part of writing JSON that can go wrong.
 */
#ifndef PM_SUPPORT_JSON_H
#define PM_SUPPORT_JSON_H

#include "support/strbuf.h"

/* Appends the text in double quotes, escaped (RFC 8259, section 7); bytes that are not UTF-8 become U+FFFD.
 */
void pm_json_bytes(pm_strbuf *out, const char *text, size_t length);
void pm_json_string(pm_strbuf *out, const char *text);

#endif
