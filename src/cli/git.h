/*
 * Files as git knows them: "main:data.yaml" is data.yaml as it is in the revision main.
 */
#ifndef PM_CLI_GIT_H
#define PM_CLI_GIT_H

#include "support/arena.h"
#include "support/diagnostics.h"

/* The file that a revision's name means: the part behind its colon; NULL when the name is none of a file in a
 * revision. Points into `name`. */
const char *pm_git_path_of(const char *name);

/*
 * Reads the file through git, within `limit` bytes, into `arena`; the source is called `name`. Its path
 * counts from the repository's top, as git has it, or else from the current folder. NULL, with an error
 * added, when git is not there, or the repository, the revision or the file.
 */
const pm_source *pm_git_read(const char *name, size_t limit, pm_arena *arena, pm_diagnostics *diagnostics);

/* The same for a file of the working folder: as it is in `revision`. */
const pm_source *pm_git_read_file(const char *revision, const char *path, size_t limit, pm_arena *arena,
                                  pm_diagnostics *diagnostics);

#endif
