/*
 * Watching files for changes, for commands that go on working while someone edits.
 *
 * Folders are watched, not files: an editor that saves by renaming, a file that is deleted and made anew, and
 * a link that is pointed elsewhere are all seen. What counts as a change is what stat() says of the watched
 * files when a burst of events is over, so that other files in those folders wake nobody.
 */
#ifndef PM_CLI_WATCH_H
#define PM_CLI_WATCH_H

#include <stdbool.h>

#include "support/diagnostics.h"

typedef struct pm_watch pm_watch;

/* NULL, with an error added, when the system gives no inotify. */
pm_watch *pm_watch_create(pm_diagnostics *diagnostics);
void pm_watch_destroy(pm_watch *watch); /* NULL is fine */

/* Watches one more file, as it is now. It need not exist, nor its folder. A path that is watched stays as it
 * was seen last; the path is copied. */
void pm_watch_add(pm_watch *watch, const char *path);

/* For poll(): readable when pm_watch_changed() is worth asking. */
int pm_watch_descriptor(const pm_watch *watch);

/* Takes the events that are there, waits for the burst to end (20 ms without one, half a second at most), and
 * says whether a watched file is another one than at the last call (or than when it was added). */
bool pm_watch_changed(pm_watch *watch);

/* Waits for a change, at most `timeout` milliseconds (-1: for ever). False when there was none. */
bool pm_watch_wait(pm_watch *watch, int timeout);

#endif
