/*
 * papermap layouts: what there is to choose from.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "layout/layout.h"

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

int pm_command_layouts(int argc, char **argv)
{
    int exit_code;
    if (!take_arguments(argc, argv, "Lists the layout engines for --layout.", &exit_code)) return exit_code;
    for (const char *const *name = pm_layout_names(); *name; name++)
        puts(*name);
    return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}
