/*
 * Where libyaml's marks lie in a source: line and column as an editor counts them, and the byte.
 *
 * A mark says which character; libyaml ends lines at more characters than an editor does (NEL, U+2028, lone
 * CR). Marks come nearly in order, so the line of the last one is kept and moved from there: no table of
 * lines.
 */
#ifndef PM_SUPPORT_YAML_PLACES_H
#define PM_SUPPORT_YAML_PLACES_H

#include <stddef.h>

#include "support/diagnostics.h"

/* A character of the source and its byte. */
typedef struct pm_yaml_place {
    size_t character, byte;
} pm_yaml_place;

typedef struct pm_yaml_places {
    const pm_source *source;
    size_t skipped;            /* bytes of a byte-order mark, which libyaml doesn't see */
    uint32_t line;             /* from 1: the line that was asked for last, */
    pm_yaml_place start, next; /* where it starts, and the one below it or the source's end */
    pm_yaml_place last;        /* the last character in it whose byte was walked to */
} pm_yaml_places;

pm_yaml_places pm_yaml_places_of(const pm_source *source);

/* The place of libyaml's character `index`, and its byte if `byte` is not NULL. */
pm_mark pm_yaml_place_at(pm_yaml_places *places, size_t index, uint32_t *byte);

/* The place of a byte of the source. */
pm_mark pm_yaml_place_of_byte(pm_yaml_places *places, size_t byte);

#endif
