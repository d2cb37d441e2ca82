/*
 * papermap styles, papermap layouts: what there is to choose from.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "layout/layout.h"
#include "style/style.h"

/* True when the arguments are none, or a request for help that this answers. */
static bool take_arguments(int argc, char **argv, const char *summary, int *exit_code)
{
    *exit_code = PM_EXIT_DONE;
    if (argc == 1) return true;
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        printf("Usage: papermap %s\n\n%s\n", argv[0], summary);
    else
        *exit_code = pm_cli_usage(argv[0], "takes no arguments, but got %s", argv[1]);
    return false;
}

static void print_style(const pm_style *style, void *context)
{
    (void)context;
    printf("%-11s %s\n", style->name, style->description ? style->description : "");
}

int pm_command_styles(int argc, char **argv)
{
    int exit_code;
    if (!take_arguments(argc, argv, "Lists the styles for --style.", &exit_code)) return exit_code;
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_style_list(print_style, NULL, diagnostics);
    pm_cli_report(diagnostics, PM_NOTE);
    exit_code = pm_diagnostics_count(diagnostics, PM_ERROR) ? PM_EXIT_INPUT : PM_EXIT_DONE;
    pm_diagnostics_destroy(diagnostics);
    return pm_cli_flush() ? exit_code : PM_EXIT_OUTPUT;
}

int pm_command_layouts(int argc, char **argv)
{
    int exit_code;
    if (!take_arguments(argc, argv, "Lists the layout engines for --layout.", &exit_code)) return exit_code;
    for (const char *const *name = pm_layout_names(); *name; name++)
        puts(*name);
    return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}
