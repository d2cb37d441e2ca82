/*
 * Times as a README shows them, in a time zone of the IANA database (package tzdata).
 */
#ifndef PM_TAXONOMY_TIMESTAMP_H
#define PM_TAXONOMY_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "support/strbuf.h"

/* Whether the database has the zone, by a name such as "Asia/Shanghai". "UTC" is there without the database.
 */
bool pm_timezone_exists(const char *zone_name);

/* Appends "Oct 11, 2024 19:38:22": `when` (seconds since 1970, UTC) as clocks of the zone show it. False,
 * with nothing appended, when there is no such zone or the time is beyond any calendar. */
bool pm_timestamp_write(int64_t when, const char *zone_name, pm_strbuf *out);

/* The year of `when` in UTC; 0 when beyond any calendar. */
int pm_timestamp_year(int64_t when);

#endif
