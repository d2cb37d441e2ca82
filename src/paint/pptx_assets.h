/*
 * The files of src/paint/pptx/, compiled in (cmake/embed.cmake): the parts that every presentation has, with
 * "{name}" where a value goes.
 */
#ifndef PM_PAINT_PPTX_ASSETS_H
#define PM_PAINT_PPTX_ASSETS_H

extern const char pm_pptx_master[], pm_pptx_layout[], pm_pptx_theme[];

#endif
