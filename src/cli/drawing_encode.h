/*
 * What a drawing tells by colours, sizes and marks: the style's choice and the options' above it. The date is
 * looked at only where papers are marked as new, so no other picture changes with it.
 */
#ifndef PM_CLI_DRAWING_ENCODE_H
#define PM_CLI_DRAWING_ENCODE_H

#include "cli/drawing.h"

/* Completes the drawing's style and makes its encoding; an exit code, with errors added. */
int pm_drawing_encode(pm_drawing *d);

/* Says when the composed scene has no way for the cross-links that were asked for. */
void pm_drawing_report_links(const pm_drawing *d);

#endif
