/*
 * The keys of a style file as a table: a section is a mapping of keys, a field one key of a known type.
 *
 * The reader walks a file beside these tables, so a key is added here (and in docs/STYLES.md) and nowhere
 * else.
 */
#ifndef PM_STYLE_STYLE_FIELDS_H
#define PM_STYLE_STYLE_FIELDS_H

#include <stddef.h>

typedef enum pm_field_type {
    PM_FIELD_SECTION, /* a mapping; `section` tells its keys, `offset` where its struct begins */
    PM_FIELD_COLOUR,
    PM_FIELD_NUMBER,  /* low to high */
    PM_FIELD_INTEGER, /* low to high */
    PM_FIELD_BOOLEAN,
    PM_FIELD_TEXT,
    PM_FIELD_CHOICE,       /* one of `choices`, kept as text */
    PM_FIELD_CHOICE_INDEX, /* one of `choices`, kept as its index in an enum */
    PM_FIELD_PADDING,      /* one number or [vertical, horizontal] */
    PM_FIELD_PALETTE,      /* a list of hues: a pm_palette */
    PM_FIELD_HUE
} pm_field_type;

typedef struct pm_field pm_field;
struct pm_field {
    const char *key;
    pm_field_type type;
    size_t offset; /* in the struct that the section describes */
    double low, high;
    const char *const *choices; /* ended by NULL */
    const pm_field *section;    /* ended by a field without key */
};

/* The keys at the top of a style file; offsets are in pm_style. `extends` is not among them. */
extern const pm_field pm_style_fields[];

#endif
