/*
 * A hash map from a text, within the realm of an owner, to a pointer.
 */
#ifndef PM_SUPPORT_TEXT_MAP_H
#define PM_SUPPORT_TEXT_MAP_H

typedef struct pm_text_map pm_text_map;

pm_text_map *pm_text_map_create(void);
void pm_text_map_destroy(pm_text_map *map); /* NULL is fine; texts and values are the caller's */

/* What was stored for the text, NULL when nothing. `owner` may be NULL; only its address counts. */
void *pm_text_map_get(const pm_text_map *map, const void *owner, const char *text);

/* Where the text's value stands, NULL at first: there as long as the map is. `text` must outlive it. */
void **pm_text_map_at(pm_text_map *map, const void *owner, const char *text);

#endif
