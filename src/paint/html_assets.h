/*
 * The files of src/paint/html/, compiled in (cmake/embed.cmake): NUL-terminated, without NUL inside.
 */
#ifndef PM_PAINT_HTML_ASSETS_H
#define PM_PAINT_HTML_ASSETS_H

extern const char pm_html_page[], pm_html_style[], pm_html_script[];

#endif
