/*
 * Addresses that may become links.
 */
#ifndef PM_SUPPORT_URL_H
#define PM_SUPPORT_URL_H

#include <stdbool.h>

/* Whether a link may lead there: http, https, doi, mailto or ftp, or no scheme at all; without control
 * characters, and without anything before its path that could be decoded to another scheme. */
bool pm_url_is_safe(const char *url);

#endif
