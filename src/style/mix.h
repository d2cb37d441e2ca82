/*
 * Arithmetic of colours: mixing evenly to the eye, and the contrast of a text with what it stands on.
 */
#ifndef PM_STYLE_MIX_H
#define PM_STYLE_MIX_H

#include "style/style.h"

/* The colour a share of `t` (0 to 1) of the way from one to the other, in OKLab (B. Ottosson, "A perceptual
 * color space for image processing", 2020), where equal steps look equal. Both must be literal. */
pm_colour pm_colour_mix(pm_colour from, pm_colour to, double t);

/* A hue of the ramp at `t`, 0 being its first stop and 1 its last; each role is mixed. */
pm_hue pm_palette_mix(const pm_palette *ramp, double t);

/* Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio"). */
double pm_colour_contrast(pm_colour a, pm_colour b);

/* `wanted` where it reads on `ground` (4.5:1, WCAG AA), else black or white, whichever reads better. */
pm_colour pm_colour_readable(pm_colour wanted, pm_colour ground);

#endif
