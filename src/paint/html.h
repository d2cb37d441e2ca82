/*
 * The page: one HTML file with the map, everything to explore it, and nothing that comes from elsewhere.
 */
#ifndef PM_PAINT_HTML_H
#define PM_PAINT_HTML_H

#include "paint/paint.h"
#include "taxonomy/difference.h"

/* What a page can show beside the map. All of it is the caller's. */
typedef struct pm_html_extras {
    const pm_diagnostics *findings; /* sorted; NULL: nothing was checked */
    const pm_difference *changes;   /* from an older list, to this one; NULL: there is none */
    const char *version;            /* of a page that asks its server for newer ones; NULL: it stands alone */
} pm_html_extras;

/* A page without a map, for a list that could not be drawn yet. */
void pm_html_write_empty(const char *title, const pm_html_extras *extras, pm_strbuf *out);

/* Appends the scene as the JSON that the page's script reads (src/paint/html/model.js); "<" is escaped, so
 * that it can stand in a script element. `scene` may be NULL. */
void pm_html_write_data(const pm_scene *scene, const pm_html_extras *extras, pm_strbuf *out);

#endif
