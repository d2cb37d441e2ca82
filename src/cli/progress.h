/*
 * What a long run is at: one line on standard error, from the first second on, erased at the end.
 *
 * Only where standard error is a terminal that can erase a line. The line is written by a timer's signal, so
 * that a step that takes long is seen while it does, and a short run pays nothing but the timer. There is one
 * line in a process, as there is one terminal.
 */
#ifndef PM_CLI_PROGRESS_H
#define PM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Starts the clock; does nothing when progress is not wanted (-q) or has nowhere to show. */
void pm_progress_begin(bool is_wanted);

/* Says what is done from now on, in a few words: "laying out". The text must last until the next call.
 * Without pm_progress_begin() before, it does nothing. */
void pm_progress_step(const char *doing);

/* Says how many of the things that are being made are done, which shows as a bar. `of` 0: there is no such
 * number. */
void pm_progress_part(size_t done, size_t of);

/* Erases the line: before anything else is printed, and at the end. Safe in a signal handler, and when there
 * is none. */
void pm_progress_end(void);

#endif
