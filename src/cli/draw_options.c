#include "cli/draw_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "graph/map.h"
#include "layout/layout.h"
#include "scene/page.h"
#include "support/memory.h"
#include "text/language.h"

const pm_draw_options pm_default_draw_options = {
    .style = "light", .author = "papermap", .language = "en", .depth = PM_DEPTH_PAPER, .new_months = -1
};

/* The index of `value` in a list of words ended by NULL, -1 when it is none of them. */
static int index_of(const char *value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(value, words[i]) == 0) return i;
    return -1;
}

static bool take_style(pm_draw_options *o, const char *value)
{
    o->style = value;
    return true;
}

static bool take_dark_style(pm_draw_options *o, const char *value)
{
    o->dark_style = value;
    return true;
}

static bool take_layout(pm_draw_options *o, const char *value)
{
    o->engine = value;
    return pm_layout_is_known(value);
}

static bool take_direction(pm_draw_options *o, const char *value)
{
    static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial", NULL };
    o->direction = value;
    return index_of(value, directions) >= 0;
}

static bool take_depth(pm_draw_options *o, const char *value)
{
    static const char *const names[] = { "category", "group", "topic", "paper", NULL };
    static const int depths[] = { PM_DEPTH_CATEGORY, PM_DEPTH_GROUP, PM_DEPTH_TOPIC, PM_DEPTH_PAPER };
    int i = index_of(value, names);
    if (i >= 0) {
        o->depth = depths[i];
        return true;
    }
    char *end;
    long number = strtol(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || number > 1000) return false;
    o->depth = (int)number;
    return true;
}

static bool add_pattern(pm_patterns *patterns, const char *value)
{
    PM_RESERVE(patterns->items, patterns->capacity, patterns->count + 1);
    patterns->items[patterns->count++] = value;
    return true;
}

static bool take_only(pm_draw_options *o, const char *value)
{
    return add_pattern(&o->only, value);
}

static bool take_except(pm_draw_options *o, const char *value)
{
    return add_pattern(&o->except, value);
}

static bool take_title(pm_draw_options *o, const char *value)
{
    o->title = value;
    return true;
}

static bool take_author(pm_draw_options *o, const char *value)
{
    o->author = value;
    return true;
}

static bool take_color_by(pm_draw_options *o, const char *value)
{
    o->color_by = value;
    return index_of(value, pm_colour_by_names) >= 0;
}

static bool take_size_by(pm_draw_options *o, const char *value)
{
    o->size_by = value;
    return index_of(value, pm_size_by_names) >= 0;
}

static bool take_badge(pm_draw_options *o, const char *value)
{
    o->badge = value;
    return index_of(value, pm_badge_names) >= 0;
}

static bool take_new_months(pm_draw_options *o, const char *value)
{
    char *end;
    long number = strtol(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || number > PM_NEW_MONTHS_AT_MOST) return false;
    o->new_months = (int)number;
    return true;
}

static bool take_cross_links(pm_draw_options *o, const char *value)
{
    o->cross_links = value;
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
}

static bool take_language(pm_draw_options *o, const char *value)
{
    o->language = value;
    return pm_language_is_tag(value);
}

static bool take_scale(pm_draw_options *o, const char *value)
{
    char *end;
    o->scale = strtod(value, &end);
    return end != value && !*end && o->scale >= 0.05 && o->scale <= 64;
}

static bool take_fit(pm_draw_options *o, const char *value)
{
    o->fit = (pm_page){ 0 };
    return strcmp(value, "none") == 0 || pm_page_parse(value, &o->fit);
}

static bool take_split(pm_draw_options *o, const char *value)
{
    static const char *const splits[] = { "none", "category", "topic", NULL }; /* as in pm_split */
    int i = index_of(value, splits);
    o->split = (pm_split)i;
    return i >= 0;
}

static bool take_svg_text(pm_draw_options *o, const char *value)
{
    static const char *const texts[] = { "live", "embed", "outline", NULL }; /* as in pm_svg_text */
    int i = index_of(value, texts);
    o->svg_text = (pm_svg_text)i;
    return i >= 0;
}

const pm_draw_option pm_draw_option_table[] = {
    { "style", "NAME|FILE", "a style", take_style,
      "how it looks (default: light; `papermap styles` lists them)" },
    { "dark-style", "NAME|FILE", "a style", take_dark_style,
      "its colours on dark pages, in the same file (SVG and HTML)" },
    { "layout", "ENGINE", "an engine that `papermap layouts` lists", take_layout,
      "who places the nodes (default: mindmap; `papermap layouts` lists them)" },
    { "direction", "DIR", "right, left, both, down, columns or radial", take_direction,
      "right, left, both, down, columns or radial (default: as the style says)" },
    { "depth", "LEVEL", "category, group, topic, paper or a number", take_depth,
      "category, group, topic, paper (default) or a number of levels" },
    { "only", "GLOB", "a pattern", take_only,
      "show only what matches, with all above and below it; may repeat" },
    { "except", "GLOB", "a pattern", take_except, "leave out what matches; may repeat" },
    { "title", "TEXT", "a text", take_title,
      "the root's text (default: from the data, else the file's name)" },
    { "author", "TEXT", "a text", take_author, "the author in a PDF's metadata" },
    { "lang", "TAG", "a language tag such as en, ja or zh-Hans", take_language,
      "the language of the list (default: en): for screen readers, and the\n"
      "                           forms of Chinese characters" },
    { "fit", "PAGE", "WxH, 16:9, 4:3, a4, a4-landscape, letter, github or none", take_fit,
      "arrange for the largest text on a page: WxH (pixels), 16:9, 4:3, a4,\n"
      "                           a4-landscape, letter or github (1012 wide, any height)" },
    { "split", "LEVEL", "none, category or topic", take_split,
      "a picture for each category or topic and an overview: NAME-01-part.svg, …;\n"
      "                           a PDF has a page for each" },
    { "color-by", "WHAT", "category, year or venue", take_color_by,
      "what papers' colours tell: category, year or venue, with a legend" },
    { "size-by", "WHAT", "none, year, links or papers", take_size_by,
      "what larger text tells: year (newer), links (more), papers (larger groups)" },
    { "badge", "WHAT", "none, year or venue", take_badge, "a small badge for each paper: year or venue" },
    { "new-months", "N", "a number of months up to 1200, 0 for none", take_new_months,
      "mark papers of the last N months, counted from SOURCE_DATE_EPOCH or today" },
    { "cross-links", "", "true or false", take_cross_links,
      "join the places of a paper that stands in several topics" },
    { "scale", "X", "a number between 0.05 and 64", take_scale,
      "pixels per point of a PNG (default: 2, less for a huge map)" },
    { "svg-text", "KIND", "live, embed or outline", take_svg_text,
      "live (default); embed: its letters as fonts in the file; or outline:\n"
      "                           glyphs as shapes" },
    { NULL, NULL, NULL, NULL, NULL },
};

static_assert(sizeof pm_draw_option_table / sizeof *pm_draw_option_table <= PM_DRAW_OPTIONS_AT_MOST,
              "commands have room for all options");

struct option *pm_draw_options_rows(struct option *rows)
{
    for (int i = 0; pm_draw_option_table[i].name; i++) {
        const pm_draw_option *row = &pm_draw_option_table[i];
        *rows++ = (struct option){ row->name, *row->value ? required_argument : optional_argument, NULL,
                                   PM_DRAW_OPTION_FIRST + i };
    }
    return rows;
}

bool pm_draw_options_take(pm_draw_options *o, const char *command, int option, const char *value,
                          int *problem)
{
    enum { OPTIONS = sizeof pm_draw_option_table / sizeof *pm_draw_option_table - 1 };
    if (option < PM_DRAW_OPTION_FIRST || option >= PM_DRAW_OPTION_FIRST + OPTIONS) return false;
    const pm_draw_option *row = &pm_draw_option_table[option - PM_DRAW_OPTION_FIRST];
    if (!value) value = "true";
    *problem = row->take(o, value)
                   ? PM_EXIT_DONE
                   : pm_cli_usage(command, "--%s %s: expected %s", row->name, value, row->expected);
    return true;
}

const pm_draw_option *pm_draw_option_find(const char *name)
{
    const pm_draw_option *row = pm_draw_option_table;
    while (row->name && strcmp(row->name, name) != 0)
        row++;
    return row->name ? row : NULL;
}

bool pm_draw_option_names_style(const pm_draw_option *option)
{
    return strcmp(option->value, "NAME|FILE") == 0;
}

bool pm_draw_option_repeats(const pm_draw_option *option)
{
    return strcmp(option->value, "GLOB") == 0;
}

bool pm_draw_option_is_paint(const pm_draw_option *option)
{
    static const char *const painting[] = { "scale", "svg-text", "author", NULL };
    return index_of(option->name, painting) >= 0;
}

void pm_draw_options_help(void)
{
    enum { COLUMN = 24 };
    for (const pm_draw_option *row = pm_draw_option_table; row->name; row++) {
        int length = printf("      --%s %s", row->name, row->value);
        printf("%*s%s\n", length < COLUMN + 3 ? COLUMN + 3 - length : 1, "", row->help);
    }
}

void pm_draw_options_finish(pm_draw_options *o)
{
    free(o->only.items);
    free(o->except.items);
}
