/*
 * Follows https://reproducible-builds.org/specs/source-date-epoch/: a malformed value is an error.
 */
#include "cli/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"

bool pm_clock_now(int64_t *now)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (!fixed || !*fixed) {
        *now = (int64_t)time(NULL);
        return true;
    }
    char *end;
    errno = 0;
    long long seconds = strtoll(fixed, &end, 10);
    *now = seconds;
    return !*end && !errno && seconds >= 0;
}

bool pm_cli_now(const char *command, int64_t *now)
{
    if (pm_clock_now(now)) return true;
    pm_cli_usage(command, "SOURCE_DATE_EPOCH is \"%s\": it must be a number of seconds",
                 getenv("SOURCE_DATE_EPOCH"));
    return false;
}
