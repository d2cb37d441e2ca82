#include "support/url.h"

#include <string.h>
#include <strings.h>

#include "support/utf8.h"

static bool has_control(const char *url)
{
    for (const char *end = url + strlen(url);; url++) {
        url += pm_utf8_printable_length(url, (size_t)(end - url));
        if (url == end) return false;
        if ((unsigned char)*url < 0x80) return true;
    }
}

/* Without a scheme an address is relative to the page; "java&#115;cript&colon;" is not, for a reader that
 * decodes entities twice, as some do. */
bool pm_url_is_safe(const char *url)
{
    static const char *const schemes[] = { "http", "https", "doi", "mailto", "ftp" };
    size_t length = strcspn(url, ":/?#");
    if (has_control(url)) return false;
    size_t suspicious = strcspn(url, "&\\");
    if (url[length] != ':') return suspicious >= length && url[suspicious] != '\\';
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strlen(schemes[i]) == length && strncasecmp(url, schemes[i], length) == 0) return true;
    return false;
}
