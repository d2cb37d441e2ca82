/*
 * What time it is, for whoever prints a date: reproducible builds may decide it.
 */
#ifndef PM_CLI_CLOCK_H
#define PM_CLI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Seconds since 1970: SOURCE_DATE_EPOCH when set, else the clock. False, after printing an error for
 * `command`, when that variable is no number. */
bool pm_cli_now(const char *command, int64_t *now);

/* The same without a word. */
bool pm_clock_now(int64_t *now);

#endif
