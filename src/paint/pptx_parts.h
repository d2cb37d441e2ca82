/*
 * The parts of a presentation besides its slides: what it consists of, its master, layout and theme, and what
 * it says about itself (ECMA-376 parts 1 and 2).
 */
#ifndef PM_PAINT_PPTX_PARTS_H
#define PM_PAINT_PPTX_PARTS_H

#include "paint/paint.h"
#include "support/zip.h"

typedef struct pm_deck_facts {
    const pm_scene *const *scenes; /* one for each slide */
    size_t count;
    long long width, height; /* of a slide, EMU */
    const pm_paint_options *options;
} pm_deck_facts;

/* These begin the archive; the slides follow. */
void pm_pptx_add_parts(pm_zip *zip, const pm_deck_facts *facts);

#endif
