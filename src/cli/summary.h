/*
 * A list in a few lines of Markdown, for a job summary or a comment on a pull request.
 */
#ifndef PM_CLI_SUMMARY_H
#define PM_CLI_SUMMARY_H

#include "scene/scene.h"
#include "taxonomy/difference.h"

/* Appends title, counts, the changes (NULL: there is nothing to compare with) and the findings, which must be
 * sorted. Texts are escaped. */
void pm_summary_write(const pm_scene *scene, const pm_difference *changes, const pm_diagnostics *findings,
                      pm_strbuf *out);

#endif
