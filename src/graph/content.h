/*
 * The content of one node, measured: its rows of text and buttons, and the box that holds them.
 *
 * Coordinates are points from the box's top left corner, y down. Rows are placed in a box by
 * pm_content_place, since a box may become wider than its text needs (equal widths, a stock engine).
 */
#ifndef PM_GRAPH_CONTENT_H
#define PM_GRAPH_CONTENT_H

#include <graphviz/cgraph.h>

#include "graph/encoding.h"
#include "style/style.h"
#include "taxonomy/taxonomy.h"
#include "text/fonts.h"

/* One piece of text on a baseline. */
typedef struct pm_run {
    pm_font *font;
    const char *text;
    size_t length;
    bool rtl;
    bool struck;      /* a line goes through it */
    pm_colour colour; /* role filled in */
    double x, top, width, height;
    double
        row_width; /* of all that shares its row; x counts from the row's start until the content is placed */
} pm_run;

/* A text in a box of its own: a link's button, or a chip that tells something. */
typedef struct pm_button {
    const pm_link *link; /* NULL: a chip */
    const pm_box_style *look;
    pm_colour fill, border; /* roles filled in */
    pm_run label;
    double x, top, width, height;
    double row_width;
} pm_button;

typedef struct pm_content pm_content;
struct pm_content {
    const pm_node *node;
    pm_content *parent; /* NULL for the root */
    pm_node_level level;
    const pm_hue *hue; /* of its category, or of its paper's entry in the legend; NULL for the root */
    const char *id;    /* unique in the map; also the graph node's name */
    pm_run *runs;
    size_t run_count;
    pm_button *buttons;
    size_t button_count;
    pm_button *chips; /* before the words of its second line: badge, NEW */
    size_t chip_count;
    double inner_width, inner_height; /* what the rows take */
    double width, height;             /* the box, padding included */
    Agnode_t *graph_node;
    Agraph_t *cluster;           /* of a group with something inside, else NULL */
    const char *cluster_id;      /* its name */
    Agedge_t *edge;              /* from its parent, NULL for the root */
    size_t child_count;          /* children that are drawn */
    size_t page;                 /* the page that its box leads to, from 1; 0: none */
    const pm_encoding *encoding; /* NULL: nothing but the tree is told */
    size_t entry;                /* of a paper in the encoding's legend, where that has any */
    size_t size_step;            /* how much larger its text is */
    bool is_new;
    bool is_repeat; /* a paper of this title stands before it */
    double inset;   /* room for the mark beside its text */
    double lanes;   /* room for cross-links beside each of its columns, in a map that stands in columns */
};

/* The fonts that a style's contents need. */
typedef struct pm_style_fonts {
    pm_font *text[PM_LEVELS][PM_ENCODING_SIZES];
    pm_font *count[PM_LEVELS];
    pm_font *abbr, *meta, *button;
    pm_font *heading, *footer;
    pm_font *chip, *new_chip, *legend; /* where the style tells more than the tree */
} pm_style_fonts;

/* Opens them all; false, with errors added, when one is missing. */
bool pm_style_fonts_open(pm_style_fonts *set, const pm_style *style, pm_fonts *fonts, bool has_encoding,
                         pm_diagnostics *diagnostics);

/* Measures `content->node` with the style of `content->level`: fills runs, buttons and the sizes, anew.
 * `name` is the text of a group or root; a paper has its own. */
void pm_content_measure(pm_content *content, const char *name, const pm_style *style,
                        const pm_style_fonts *fonts, pm_arena *arena);

/* Moves the rows to their place in a box of this size: `lean` is 0 for left, 0.5 for centred, 1 for right;
 * vertically they are centred. Afterwards x and top count from the box's corner. Call once. */
void pm_content_place(pm_content *content, const pm_style *style, double width, double height, double lean);

/* "1 paper", "12 papers": a count with its noun in the right number. */
const char *pm_count_text(pm_arena *arena, size_t count, const char *noun, const char *nouns);

#endif
