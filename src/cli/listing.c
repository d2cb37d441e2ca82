#include "cli/listing.h"

#include <string.h>
#include <strings.h>

#include "taxonomy/checks.h"

static bool is_markdown(const pm_listing *l)
{
    const char *dot = strrchr(l->input, '.'), *name = l->from ? l->from : dot ? dot + 1 : "";
    return strcasecmp(name, "md") == 0 || strcasecmp(name, "markdown") == 0;
}

/* Checks the source that was read, not the file, which may be another one by now. */
static void check(pm_listing *l)
{
    pm_check_options options = { .limits = &l->limits->yaml, .this_year = l->this_year };
    const pm_source *source = l->drawing.taxonomy->source;
    pm_taxonomy_destroy(is_markdown(l) ? pm_check_markdown(source, &options, l->findings)
                                       : pm_check_yaml(source, &options, l->findings));
    pm_diagnostics_sort(l->findings);
}

/* Before the drawing leaves anything out: the whole lists are compared. */
static int compare(pm_listing *l)
{
    int exit_code;
    l->before =
        pm_cli_read_version(l->base, l->input, l->from, l->limits, l->arena, l->diagnostics, &exit_code);
    if (!l->before) return exit_code;
    l->difference = pm_difference_create(l->before, l->drawing.taxonomy);
    l->changes = pm_difference_map_create(l->difference);
    l->extras.changes = l->difference;
    return PM_EXIT_DONE;
}

int pm_listing_make(pm_listing *l)
{
    int exit_code;
    l->arena = pm_arena_create();
    l->diagnostics = pm_diagnostics_create();
    l->findings = pm_diagnostics_create();
    l->extras = (pm_html_extras){ .findings = l->findings };
    l->drawing = (pm_drawing){ .options = l->draw,
                               .input = l->input,
                               .html = &l->extras,
                               .arena = l->arena,
                               .diagnostics = l->diagnostics };
    l->drawing.taxonomy = pm_cli_read(l->input, l->from, l->limits, l->arena, l->diagnostics, &exit_code);
    if (!l->drawing.taxonomy) return exit_code;
    check(l);
    if (l->base && (exit_code = compare(l)) != PM_EXIT_DONE) return exit_code;
    return pm_drawing_make(&l->drawing);
}

void pm_listing_finish(pm_listing *l)
{
    pm_drawing_finish(&l->drawing);
    pm_difference_map_destroy(l->changes);
    pm_difference_destroy(l->difference);
    pm_taxonomy_destroy(l->before);
    pm_taxonomy_destroy(l->drawing.taxonomy);
    pm_diagnostics_destroy(l->findings);
    pm_diagnostics_destroy(l->diagnostics);
    pm_arena_destroy(l->arena);
}
