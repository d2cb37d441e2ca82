/*
 * libmicrohttpd, loaded when a server is wanted and not before: it brings nine libraries along (for HTTPS,
 * which nobody needs here), and loading them would cost every other command a tenth of its time.
 */
#ifndef PM_CLI_HTTP_LIBRARY_H
#define PM_CLI_HTTP_LIBRARY_H

#include <microhttpd.h>

#include "support/diagnostics.h"

/* Each of the library's functions that the server uses: a member of pm_mhd, called like it without "MHD_". */
#define PM_MHD_FUNCTIONS(each) \
    each(start_daemon) each(stop_daemon) each(run) each(get_timeout) each(get_daemon_info) \
        each(create_response_from_buffer) each(add_response_header) each(queue_response) \
            each(destroy_response) each(lookup_connection_value) each(suspend_connection) \
                each(resume_connection)

#define PM_MHD_MEMBER(name) __typeof__(MHD_##name) *name; /* NOLINT(bugprone-macro-parentheses): a name */
typedef struct pm_mhd {
    void *handle; /* NULL: not loaded */
    PM_MHD_FUNCTIONS(PM_MHD_MEMBER)
} pm_mhd;
#undef PM_MHD_MEMBER

/* False, with an error added, when the library is not installed. */
bool pm_mhd_load(pm_mhd *mhd, pm_diagnostics *diagnostics);

#endif
