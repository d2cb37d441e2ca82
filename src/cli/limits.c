#include "cli/limits.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "support/file.h"

/* Groups nest to a quarter of the depth; the graph's library needs the C stack for each of them. */
enum { DEEPEST = 1024 };

const pm_cli_limits pm_cli_default_limits = { PM_FILE_LIMIT, PM_YAML_DEFAULT_LIMITS };

/* "64", "64K", "1G": a number from 1, in units of 1024 behind a letter. */
static bool parse_size(const char *text, size_t *size)
{
    static const char units[] = "KMG";
    char *end;
    if (*text < '0' || *text > '9') return false;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    const char *unit = *end ? strchr(units, *end) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    if (errno || end[unit ? 1 : 0] || number == 0 || number > (SIZE_MAX >> 1) >> shift) return false;
    *size = (size_t)number << shift;
    return true;
}

int pm_cli_take_limit(pm_cli_limits *limits, const char *command, int option, const char *value)
{
    size_t *const fields[] = { &limits->bytes, &limits->yaml.nodes, &limits->yaml.depth,
                               &limits->yaml.scalar };
    static const char *const names[] = { "bytes", "nodes", "depth", "text" };
    if (option < PM_CLI_MAX_BYTES || option > PM_CLI_MAX_TEXT) return PM_EXIT_DONE;
    int i = option - PM_CLI_MAX_BYTES;
    size_t size;
    if (!parse_size(value, &size))
        return pm_cli_usage(command, "--max-%s %s: expected a number, perhaps with K, M or G", names[i],
                            value);
    if (option == PM_CLI_MAX_DEPTH && size > DEEPEST)
        return pm_cli_usage(command, "--max-depth %s: at most %d", value, DEEPEST);
    *fields[i] = size;
    return PM_EXIT_DONE;
}
