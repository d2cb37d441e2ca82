/*
 * What can be asked of a picture, whichever command draws it: one table of options with their help, their
 * reader and their place in pm_draw_options. A new option is a new row.
 */
#ifndef PM_CLI_DRAW_OPTIONS_H
#define PM_CLI_DRAW_OPTIONS_H

#include <assert.h>
#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "graph/map.h"
#include "paint/paint.h"
#include "support/strbuf.h"

/* Patterns in the order in which they were given. */
typedef struct pm_patterns {
    const char **items;
    size_t count, capacity;
} pm_patterns;

/* What becomes a picture of its own. */
typedef enum pm_split { PM_SPLIT_NONE, PM_SPLIT_CATEGORY, PM_SPLIT_TOPIC } pm_split;

typedef struct pm_draw_options {
    const char *style;      /* a style's name or file */
    const char *dark_style; /* whose colours hold on dark pages; NULL: those of the style */
    const char *engine;     /* NULL or "mindmap": ours */
    const char *direction;  /* NULL: the style's */
    const char *title;      /* the root's text; NULL: the data's */
    const char *author;     /* of a PDF's metadata */
    const char *language;   /* of the list, as a BCP 47 tag */
    pm_patterns only, except;
    int depth;   /* a PM_DEPTH_… or a level */
    pm_page fit; /* its name is NULL: to no page */
    pm_split split;
    const char *color_by, *size_by, *badge; /* NULL: as the style says */
    int new_months;                         /* negative: as the style says */
    const char *cross_links;                /* "true", "false"; NULL: as the style says */
    double scale;                           /* 0: the painter's choice */
    pm_svg_text svg_text;
} pm_draw_options;

/* What holds when nothing is asked for. */
extern const pm_draw_options pm_default_draw_options;

typedef struct pm_draw_option {
    const char *name;  /* "style": without its dashes; ends the table when NULL */
    const char *value; /* what stands for the value in the help, and tells its kind: "NAME|FILE" is a style,
                        * "" true when not given */
    const char *expected; /* what a value that was not taken should have been */
    bool (*take)(pm_draw_options *o, const char *value); /* `value` must outlive the options */
    const char *help;
} pm_draw_option;

extern const pm_draw_option pm_draw_option_table[];

enum { PM_DRAW_OPTIONS_AT_MOST = 32, PM_DRAW_OPTION_FIRST = 2000 };

/* Adds a row of getopt's table for each option, from `rows` on (room for PM_DRAW_OPTIONS_AT_MOST); their
 * values count from PM_DRAW_OPTION_FIRST. Returns the row after the last. */
struct option *pm_draw_options_rows(struct option *rows);

/* Takes an option that getopt found. False when it is none of the table's; `*problem` is PM_EXIT_DONE, or
 * PM_EXIT_USAGE after printing that the value is no good. */
bool pm_draw_options_take(pm_draw_options *o, const char *command, int option, const char *value,
                          int *problem);

/* The row of a name, NULL when there is none; whether it takes a style, may repeat, or matters only after the
 * layout, so that pictures which differ in it share a drawing. */
const pm_draw_option *pm_draw_option_find(const char *name);
bool pm_draw_option_names_style(const pm_draw_option *option);
bool pm_draw_option_repeats(const pm_draw_option *option);
bool pm_draw_option_is_paint(const pm_draw_option *option);

/* Prints the options' lines of a command's help. */
void pm_draw_options_help(void);

void pm_draw_options_finish(pm_draw_options *o);

#endif
