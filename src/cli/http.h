/*
 * The page over HTTP, on this machine only (libmicrohttpd).
 *
 * GET / gives the page, GET /changes?version=V answers as soon as the page is another one than V (or after
 * half a minute), with JSON: {"version": V, "problems": text or null}. All else is 404. Requests that name
 * another host than this machine are refused, so that a foreign site cannot read the page by giving its own
 * name this machine's address. Nothing here runs by itself: the caller's loop polls and calls pm_http_run, in
 * the one thread that also draws.
 */
#ifndef PM_CLI_HTTP_H
#define PM_CLI_HTTP_H

#include <stdbool.h>

#include "support/diagnostics.h"

typedef struct pm_http pm_http;

/* Listens on 127.0.0.1. Port 0: any that is free. NULL, with an error added, when that fails. */
pm_http *pm_http_create(unsigned port, pm_diagnostics *diagnostics);
void pm_http_destroy(pm_http *http); /* NULL is fine */

unsigned pm_http_port(const pm_http *http);

/* For poll(): readable when there is work for pm_http_run. */
int pm_http_descriptor(const pm_http *http);

/* How long the caller may wait at most before the next pm_http_run, in milliseconds. */
int pm_http_timeout(pm_http *http);

/* Answers what can be answered. */
void pm_http_run(pm_http *http);

/* What is shown from now on; all that wait are told. The texts are copied. `problems` is NULL when there are
 * none. */
void pm_http_show(pm_http *http, const char *version, const pm_strbuf *page, const char *problems);

#endif
