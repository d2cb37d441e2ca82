#include "cli/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cli/http_library.h"
#include "support/json.h"
#include "support/memory.h"

enum { CONNECTIONS = 64, PATIENCE = 30 /* seconds */, LONGEST_WAIT = 1000 /* milliseconds */ };

/* A request that waits for a change. */
typedef struct waiting {
    struct MHD_Connection *connection;
    time_t since;
    struct waiting *next;
} waiting;

struct pm_http {
    pm_mhd mhd;
    struct MHD_Daemon *daemon;
    unsigned port;
    char *version;
    pm_strbuf page;
    char *problems; /* NULL: none */
    waiting *waiting;
};

static char *copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(pm_calloc(size, 1), text, size);
}

/* --- answers --- */

static enum MHD_Result answer(const pm_http *http, struct MHD_Connection *connection, unsigned status,
                              const char *type, const pm_strbuf *body)
{
    static const char *const headers[][2] = {
        { "Cache-Control", "no-store" },
        { "X-Content-Type-Options", "nosniff" },
        { "X-Frame-Options", "DENY" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
    };
    struct MHD_Response *response =
        http->mhd.create_response_from_buffer(body->length, body->data, MHD_RESPMEM_MUST_COPY);
    if (!response) return MHD_NO;
    http->mhd.add_response_header(response, "Content-Type", type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        http->mhd.add_response_header(response, headers[i][0], headers[i][1]);
    enum MHD_Result queued = http->mhd.queue_response(connection, status, response);
    http->mhd.destroy_response(response);
    return queued;
}

static enum MHD_Result refuse(const pm_http *http, struct MHD_Connection *connection, unsigned status,
                              const char *why)
{
    pm_strbuf body = PM_STRBUF_INIT;
    pm_strbuf_string(&body, why);
    enum MHD_Result queued = answer(http, connection, status, "text/plain; charset=utf-8", &body);
    pm_strbuf_finish(&body);
    return queued;
}

static enum MHD_Result answer_changes(const pm_http *http, struct MHD_Connection *connection)
{
    pm_strbuf body = PM_STRBUF_INIT;
    pm_strbuf_string(&body, "{\"version\": ");
    pm_json_string(&body, http->version);
    pm_strbuf_string(&body, ", \"problems\": ");
    if (http->problems)
        pm_json_string(&body, http->problems);
    else
        pm_strbuf_string(&body, "null");
    pm_strbuf_string(&body, "}\n");
    enum MHD_Result queued = answer(http, connection, MHD_HTTP_OK, "application/json", &body);
    pm_strbuf_finish(&body);
    return queued;
}

/* --- requests --- */

/* "localhost", "127.0.0.1", "[::1]", each with or without our port. */
static bool is_this_machine(const pm_http *http, const char *host)
{
    static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
    for (size_t i = 0; host && i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(host, names[i], length) != 0) continue;
        if (!host[length]) return true;
        char *end;
        if (host[length] == ':' && strtoul(host + length + 1, &end, 10) == http->port && !*end) return true;
    }
    return false;
}

/* Answers at once when the asker's version is old; otherwise lets the request wait. */
static enum MHD_Result take_changes(pm_http *http, struct MHD_Connection *connection, void **place)
{
    const char *version = http->mhd.lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "version");
    bool has_waited = *place != NULL;
    if (has_waited || !version || strcmp(version, http->version) != 0)
        return answer_changes(http, connection);
    waiting *w = pm_calloc(1, sizeof *w);
    *w = (waiting){ connection, time(NULL), http->waiting };
    http->waiting = w;
    *place = http; /* only that it is not NULL matters */
    http->mhd.suspend_connection(connection);
    return MHD_YES;
}

static enum MHD_Result take_request(void *context, struct MHD_Connection *connection, const char *path,
                                    const char *method, const char *protocol, const char *upload,
                                    size_t *upload_size, void **place)
{
    pm_http *http = context;
    (void)protocol;
    (void)upload;
    const char *host = http->mhd.lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    if (!is_this_machine(http, host))
        return refuse(http, connection, MHD_HTTP_FORBIDDEN, "This page is for this machine only.\n");
    bool is_read = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    if (is_read && !*upload_size && strcmp(path, "/") == 0)
        return answer(http, connection, MHD_HTTP_OK, "text/html; charset=utf-8", &http->page);
    if (is_read && !*upload_size && strcmp(path, "/changes") == 0)
        return take_changes(http, connection, place);
    *upload_size = 0;
    return refuse(http, connection, MHD_HTTP_NOT_FOUND, "There is nothing here.\n");
}

/* Lets those go on that began to wait before `until`. */
static void resume_waiting(pm_http *http, time_t until)
{
    for (waiting **at = &http->waiting; *at;) {
        waiting *w = *at;
        if (w->since > until) {
            at = &w->next;
            continue;
        }
        *at = w->next;
        http->mhd.resume_connection(w->connection);
        free(w);
    }
}

void pm_http_show(pm_http *http, const char *version, const pm_strbuf *page, const char *problems)
{
    free(http->version);
    free(http->problems);
    http->version = copy_text(version);
    http->problems = problems ? copy_text(problems) : NULL;
    if (page) {
        pm_strbuf_clear(&http->page);
        pm_strbuf_append(&http->page, pm_strbuf_text(page), page->length);
    }
    resume_waiting(http, time(NULL) + PATIENCE);
}

/* --- the server --- */

/* A socket that listens on 127.0.0.1; -1 with errno set. */
static int listen_locally(unsigned *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)*port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, SOMAXCONN) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
        int problem = errno;
        close(fd);
        errno = problem;
        return -1;
    }
    *port = ntohs(address.sin_port);
    return fd;
}

pm_http *pm_http_create(unsigned port, pm_diagnostics *diagnostics)
{
    pm_http *http = pm_calloc(1, sizeof *http);
    http->port = port;
    http->version = copy_text("");
    if (!pm_mhd_load(&http->mhd, diagnostics)) {
        pm_http_destroy(http);
        return NULL;
    }
    int fd = listen_locally(&http->port);
    if (fd >= 0)
        http->daemon =
            http->mhd.start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, take_request,
                                   http, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
                                   (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, 60U, MHD_OPTION_END);
    if (http->daemon) return http;
    pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot listen on port %u: %s", port, strerror(errno));
    if (fd < 0 && errno == EADDRINUSE) pm_hint(diagnostics, "choose another with --port");
    if (fd >= 0) close(fd);
    pm_http_destroy(http);
    return NULL;
}

void pm_http_destroy(pm_http *http)
{
    if (!http) return;
    resume_waiting(http, time(NULL) + PATIENCE);
    if (http->daemon) http->mhd.stop_daemon(http->daemon);
    free(http->version);
    free(http->problems);
    pm_strbuf_finish(&http->page);
    free(http);
}

unsigned pm_http_port(const pm_http *http)
{
    return http->port;
}

int pm_http_descriptor(const pm_http *http)
{
    return http->mhd.get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int pm_http_timeout(pm_http *http)
{
    MHD_UNSIGNED_LONG_LONG wanted;
    if (http->mhd.get_timeout(http->daemon, &wanted) != MHD_YES || wanted > LONGEST_WAIT) return LONGEST_WAIT;
    return (int)wanted;
}

void pm_http_run(pm_http *http)
{
    resume_waiting(http, time(NULL) - PATIENCE);
    http->mhd.run(http->daemon);
}
