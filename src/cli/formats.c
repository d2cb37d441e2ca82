/*
 * The table of formats, and the command that lists it.
 */
#include "cli/formats.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const pm_format formats[] = {
    { "png", pm_paint_png, "a picture in pixels, for READMEs (--scale)", NULL, false },
    { "svg", pm_paint_svg, "a picture with live text and links, for pages and slides (--svg-text)", NULL,
      true },
    { "pdf", pm_paint_pdf, "a page with searchable text and links, or one for each part (--split)",
      pm_paint_pdf_pages, false },
    { "pptx", pm_paint_pptx,
      "slides to edit: native shapes, text and links; one, or one for each part (--split)",
      pm_paint_pptx_pages, false },
    { "html", pm_paint_html, "a page to explore: pan, zoom, fold, search, filter, a table; one file", NULL,
      false },
    { "gv", NULL, "the Graphviz graph with positions and all attributes", NULL, false },
    { "json", pm_paint_json, "the laid-out map as data", NULL, true },
};

static const size_t format_count = sizeof formats / sizeof *formats;

const pm_format *pm_format_find(const char *name)
{
    for (size_t i = 0; name && i < format_count; i++)
        if (strcmp(name, formats[i].name) == 0) return &formats[i];
    return NULL;
}

const pm_format *pm_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return pm_format_find(dot ? dot + 1 : NULL);
}

int pm_command_formats(int argc, char **argv)
{
    (void)argv;
    if (argc > 1) return pm_cli_usage("formats", "takes no options");
    for (size_t i = 0; i < format_count; i++)
        printf("%-5s %s\n", formats[i].name, formats[i].summary);
    return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}
