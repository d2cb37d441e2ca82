#include "cli/drawing_encode.h"

#include <string.h>

#include "cli/cli.h"
#include "cli/clock.h"

static const pm_mark nowhere = { 0, 0 };

/* The style with what the options say of them. */
static const pm_style *told_style(pm_drawing *d, const pm_style *style)
{
    const pm_draw_options *o = d->options;
    pm_style *told = pm_arena_copy(d->arena, style, sizeof *style);
    pm_encoding_style *encoding = &told->encoding;
    if (o->color_by) encoding->colour_by = o->color_by;
    if (o->size_by) encoding->size_by = o->size_by;
    if (o->badge) encoding->badge = o->badge;
    if (o->new_months >= 0) encoding->new_months = o->new_months;
    if (o->cross_links) encoding->cross_links = strcmp(o->cross_links, "true") == 0;
    return told;
}

static int read_date(pm_drawing *d, pm_when *now)
{
    int64_t seconds = 0;
    if (!pm_clock_now(&seconds)) {
        pm_error(d->diagnostics, NULL, nowhere, "SOURCE_DATE_EPOCH is no number of seconds");
        return PM_EXIT_USAGE;
    }
    *now = pm_when_of_time(seconds);
    return PM_EXIT_DONE;
}

/* Says when the last months mark nothing, and what would. */
static void report_new(const pm_drawing *d, pm_when now)
{
    const pm_node *root = d->taxonomy->root;
    int months = d->style->encoding.new_months;
    for (const pm_node *node = root; node; node = pm_node_after(node, root))
        if (node->kind == PM_NODE_PAPER && pm_encoding_is_new(d->encoding, node)) return;
    pm_warning(d->diagnostics, NULL, nowhere, "no paper is certainly of the last %d months: none is marked",
               months);
    pm_hint(d->diagnostics,
            "a paper with a year alone is new when all of its year is: --new-months %d marks those of %d; a "
            "year may have a month, as in \"%d-%02d\"",
            now.month > months ? now.month : now.month + 12, now.month > months ? now.year : now.year - 1,
            now.year, now.month);
}

int pm_drawing_encode(pm_drawing *d)
{
    d->style = told_style(d, d->style);
    pm_when now = { 0, 0 };
    const pm_encoding_style *look = &d->style->encoding;
    int code = look->new_months > 0 ? read_date(d, &now) : PM_EXIT_DONE;
    if (code != PM_EXIT_DONE) return code;
    if (look->cross_links && !pm_drawing_is_own_engine(d->options)) {
        pm_error(d->diagnostics, NULL, nowhere, "cross-links need the layout mindmap, not %s",
                 d->options->engine);
        return PM_EXIT_USAGE;
    }
    d->encoding = pm_encoding_make(d->taxonomy, d->style, now, d->arena);
    if (look->new_months > 0) report_new(d, now);
    return PM_EXIT_DONE;
}

void pm_drawing_report_links(const pm_drawing *d)
{
    bool is_asked = d->map->encoding && d->map->style->encoding.cross_links && d->map->repeat_count > 0;
    if (!is_asked || d->scene->cross_link_count > 0) return;
    pm_warning(d->diagnostics, NULL, nowhere,
               "no cross-links: there is no way out between this map's branches");
    pm_hint(d->diagnostics, "take --direction right, left, both, down or columns");
}
