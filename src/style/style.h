/*
 * A style: every choice a designer makes about a map (faces, colours, shapes, distances), read from YAML.
 *
 * docs/STYLES.md explains each key. All lengths are points (at scale 1 a point is a pixel). A colour
 * is a literal or a role, which each category's palette entry fills in.
 */
#ifndef PM_STYLE_STYLE_H
#define PM_STYLE_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/arena.h"
#include "support/diagnostics.h"

typedef enum pm_colour_role {
    PM_COLOUR_LITERAL,
    PM_COLOUR_SOLID, /* "@solid": boxes of categories */
    PM_COLOUR_INK,   /* "@ink": text on the page or on the tint */
    PM_COLOUR_TINT,  /* "@tint": regions */
    PM_COLOUR_LINE,  /* "@line": connectors and borders */
    PM_COLOUR_ROLES
} pm_colour_role;

typedef struct pm_tone {
    uint8_t red, green, blue, alpha, role; /* as in pm_colour */
} pm_tone;

/* Straight alpha; alpha 0 with role literal is "none". A picture with two palettes has each colour twice. */
typedef struct pm_colour {
    uint8_t red, green, blue, alpha;
    uint8_t role;  /* a pm_colour_role */
    bool has_dark; /* false: the same on dark pages */
    pm_tone dark;  /* in the second palette */
} pm_colour;

/* One hue: what the roles mean in a category's branch; indexed by pm_colour_role. */
typedef struct pm_hue {
    pm_colour roles[PM_COLOUR_ROLES];
} pm_hue;

/* What a difference's picture shows of a node: each kind has a hue of its own. */
typedef enum pm_change_hue {
    PM_HUE_UNCHANGED,
    PM_HUE_ADDED,
    PM_HUE_REMOVED,
    PM_HUE_MOVED,
    PM_HUE_EDITED,
    PM_CHANGE_HUES
} pm_change_hue;

typedef struct pm_face {
    const char *family; /* families by preference, separated by commas */
    double size;        /* points */
    int weight;         /* 100 to 900 */
    bool italic;
    double leading; /* distance of baselines, as a multiple of size */
    pm_colour colour;
} pm_face;

typedef struct pm_padding {
    double vertical, horizontal;
} pm_padding;

typedef struct pm_box_style {
    pm_colour fill, border;
    double border_width;
    double radius;
    pm_padding padding;
} pm_box_style;

typedef enum pm_text_align { PM_ALIGN_LEFT, PM_ALIGN_CENTER } pm_text_align;

/* How the nodes of one level look and stand. */
typedef struct pm_node_style {
    pm_box_style box;
    pm_face text;
    pm_text_align align;
    double wrap;   /* text wraps at this width ... */
    double widest; /* ... unless it would take more than `lines` lines: then the box grows up to this one */
    int lines;     /* most lines of text */
    double line_fill; /* wrapped lines but the last fill this share of `wrap`; 0: lines as even as can be */
    bool equal_width; /* all boxes of the level are as wide as the widest */
    double min_width, min_height;
    double space;          /* free distance to the neighbour above and below */
    double gap;            /* distance to the children */
    const char *connector; /* to the children: bracket, curve, fan, line */
    pm_colour line;        /* colour of the connectors that leave this node */
    double line_width;     /* of the connectors that leave this node */
    bool count;            /* a second line "12 papers" */
    pm_face count_text;
} pm_node_style;

typedef struct pm_region_style {
    pm_colour fill, border;
    double border_width, radius;
    double padding; /* around what is inside */
    double space;   /* free distance to the next region */
} pm_region_style;

typedef enum pm_node_level {
    PM_LEVEL_ROOT,
    PM_LEVEL_CATEGORY, /* groups at level 1 */
    PM_LEVEL_GROUP,    /* groups between category and topic */
    PM_LEVEL_TOPIC,    /* groups below level 1 without groups of their own */
    PM_LEVEL_PAPER,
    PM_LEVELS
} pm_node_level;

typedef struct pm_paper_style {
    pm_face abbr, meta; /* abbreviation; venue and year */
    double meta_gap;    /* between the title and the second line */
    double word_gap;    /* between abbreviation, venue and the first button */
    pm_face button_text;
    pm_box_style button;
    double button_gap; /* between buttons */
} pm_paper_style;

/* What a style allows when a map is fitted to a page. */
typedef struct pm_fit_style {
    double narrowest, widest; /* where papers' titles may wrap */
    double min_size;          /* text below this, in the page's pixels, is worth a warning */
} pm_fit_style;

/* Hues by number. */
typedef struct pm_palette {
    pm_hue *hues;
    size_t count;
} pm_palette;

/* What a map tells besides its tree (docs/ENCODINGS.md): by colour, by size, by small marks. */
typedef struct pm_encoding_style {
    const char *colour_by;       /* category, year, venue */
    const char *size_by;         /* none, year, links, papers */
    const char *badge;           /* none, year, venue */
    int new_months;              /* papers of the last months are marked; 0: none are */
    bool cross_links;            /* the places of one paper are joined */
    pm_palette ramp;             /* from old to new: stops, between which hues are mixed */
    pm_palette venues;           /* from the most frequent on */
    pm_hue other;                /* papers without a year or venue, or of a rare one; the tree beside them */
    bool patterns;               /* marks differ in their pattern, too */
    double mark_width, mark_gap; /* the bar beside a paper's text, and its distance */
    double largest;              /* text that size-by makes larger, as a multiple of its size */
    pm_box_style chip;           /* badges */
    pm_face chip_text;
    pm_box_style new_chip; /* "NEW" */
    pm_face new_text;
    pm_colour cross_line;
    double cross_width, cross_dash;
    double lane; /* distance of two cross-links that run beside each other */
    pm_face legend;
    double legend_gap; /* between the map and the legend */
} pm_encoding_style;

/* Strokes as if drawn by hand. */
typedef struct pm_sketch_style {
    double roughness; /* how far a stroke may stray, points; 0: exact */
    int strokes;      /* how often each line is drawn */
    int seed;         /* another number, other strokes */
} pm_sketch_style;

enum { PM_STYLE_CHAIN = 8, PM_STYLE_SOURCES = 2 * PM_STYLE_CHAIN };

typedef struct pm_style {
    const pm_source
        *sources[PM_STYLE_SOURCES]; /* its file, then those that it extends; then the dark style's */
    size_t source_count;
    const char *name;
    const char *description;
    pm_colour background;
    double margin;         /* around the map */
    const char *direction; /* right, left, both, down, columns, radial */
    const char *align;     /* none, rank, leaf: which nodes start at one line */
    double corner;         /* radius of brackets */
    bool region_align;     /* regions of categories share their left and right edges */
    pm_palette palette;
    pm_hue changes[PM_CHANGE_HUES]; /* of the picture of a difference, instead of the palette */
    pm_node_style nodes[PM_LEVELS];
    pm_region_style regions[2]; /* category; nested groups */
    pm_paper_style paper;
    pm_fit_style fit;
    pm_encoding_style encoding;
    pm_sketch_style sketch;
    bool heading_shown;
    pm_face heading;
    double heading_gap;
    bool footer_shown;
    bool page_number_shown; /* in the footer's line, where a map has several pages */
    pm_face footer;
    double footer_gap;
} pm_style;

/* What an encoding's choices are called; each list ends with NULL. */
extern const char *const pm_colour_by_names[], *const pm_size_by_names[], *const pm_badge_names[];

enum { PM_NEW_MONTHS_AT_MOST = 1200 };

/* Reads the style called `name` (found in the style folders) or in the file `name` (when it has a slash or
 * ends in .yaml or .yml). Sources and the style live in `arena`. NULL, with errors added, when anything is
 * wrong. */
const pm_style *pm_style_read(const char *name, pm_arena *arena, pm_diagnostics *diagnostics);

/* True when pm_style_read would take the name for a file's. */
bool pm_style_is_path(const char *name);

/* True when pm_style_read would find a file for the name. */
bool pm_style_exists(const char *name, pm_arena *arena);

/* Calls `each` for every style in the style folders, by name, in alphabetical order. Styles, and the sources
 * that errors quote, live in `arena`. */
void pm_style_list(void (*each)(const pm_style *style, void *context), void *context, pm_arena *arena,
                   pm_diagnostics *diagnostics);

/* A file that came along with the styles: the first of this name (a path) beside a folder of styles. NULL
 * when there is none. */
const char *pm_style_companion(const char *name, pm_arena *arena);

/* The colour with its role filled in from the hue (NULL: the palette's first). */
pm_colour pm_style_colour(const pm_style *style, pm_colour colour, const pm_hue *hue);

bool pm_colour_equal(pm_colour a, pm_colour b); /* in both palettes */

/* Whether it is painted, in one palette at least. */
bool pm_colour_is_visible(pm_colour colour);

/* What the colour is on dark pages. */
pm_colour pm_colour_on_dark(pm_colour colour);

/* The colour with another one on dark pages: a literal. */
pm_colour pm_colour_with_dark(pm_colour colour, pm_colour dark);

/* A copy of the style whose colours have those of `dark` beside their own. Everything else is the style's; a
 * warning tells when `dark` differs in more than colours. */
const pm_style *pm_style_with_dark(const pm_style *style, const pm_style *dark, pm_arena *arena,
                                   pm_diagnostics *diagnostics);

/* The hue of the i-th category. */
const pm_hue *pm_style_hue(const pm_style *style, size_t category);

#endif
