/*
 * The folder that a configuration may reach: the git repository it lies in, or without one its own folder.
 *
 * A papermap.yaml comes with a list, perhaps from a stranger's branch: the paths in it must lead to no file
 * elsewhere, not by "..", not by a link, and to nothing that is git's own (docs/TRUST.md).
 */
#ifndef PM_CLI_REPOSITORY_H
#define PM_CLI_REPOSITORY_H

#include <stdbool.h>

#include "support/arena.h"

/* The absolute path, free of links, of the nearest folder from `folder` upwards that has a .git; of `folder`
 * itself when none has. NULL when there is no such folder. */
const char *pm_repository_root(const char *folder, pm_arena *arena);

/* The absolute path of the file that `path` means, free of links and dots; it need not exist. NULL when that
 * cannot be said, as for a link to a file that does not exist. */
const char *pm_path_canonical(const char *path, pm_arena *arena);

/* Whether a canonical path lies in the repository, and not in its .git. */
bool pm_repository_holds(const char *root, const char *canonical);

#endif
