#include "cli/init_files.h"

#include <string.h>

#include "taxonomy/yaml_writer.h"

/* The project's "owner/name" on GitHub, as the build says; "" when it does not. */
static const char project[] = PAPERMAP_REPOSITORY;

/* A map with more papers than this is for a page of its own: a README shows topics. */
enum { PAPERS_IN_A_README = 150 };

void pm_init_write_schema_line(const char *kind, pm_strbuf *out)
{
    if (*project)
        pm_strbuf_printf(
            out,
            "# yaml-language-server: $schema=https://raw.githubusercontent.com/%s/main/styles/schema/"
            "%s.schema.json\n",
            project, kind);
}

static void write_key(pm_strbuf *out, const char *key, const char *value)
{
    pm_strbuf_string(out, key);
    pm_yaml_write_text(out, value);
    pm_strbuf_char(out, '\n');
}

static void write_readme_part(const pm_init_plan *plan, pm_strbuf *out)
{
    if (!plan->has_main_markers) {
        pm_strbuf_printf(
            out,
            "# readme: {}   # put <!-- main-start --> and <!-- main-end --> around the tables of %s, "
            "and `papermap build` writes them\n",
            plan->readme);
        return;
    }
    write_key(out, "readme:\n  file: ", plan->readme);
    if (!plan->has_time_markers)
        pm_strbuf_string(out, "  markers: {time: ~}   # no time of the last change\n");
}

void pm_init_write_config(const pm_init_plan *plan, pm_strbuf *out)
{
    pm_init_write_schema_line("papermap", out);
    pm_strbuf_string(
        out, "# What `papermap build` makes of this list; `papermap render --help` has the options.\n");
    if (plan->title) write_key(out, "title: ", plan->title);
    write_key(out, "data: ", plan->data);
    write_readme_part(plan, out);
    write_key(out, "outputs:\n  - file: ", plan->picture);
    pm_strbuf_printf(out, "    depth: %s\n", plan->entries > PAPERS_IN_A_README ? "topic" : "paper");
}

static const char where_papermap_is[] = "# PAPERMAP_REPOSITORY is a variable of this repository on GitHub "
                                        "(Settings, Secrets and variables, Actions,\n"
                                        "# Variables): the owner/name of papermap's own repository there.\n";

static const char workflow[] =
    "name: papermap\n"
    "on:\n"
    "  push:\n"
    "  pull_request:\n"
    "permissions:\n"
    "  contents: read\n"
    "jobs:\n"
    "  papermap:\n"
    "    runs-on: ubuntu-latest\n"
    "    container: debian:12\n"
    "    steps:\n"
    "      - name: Install git\n"
    "        run: apt-get update -q && apt-get install -qy --no-install-recommends git ca-certificates\n"
    "      - uses: actions/checkout@v4\n"
    "        with: {fetch-depth: 0}\n"
    "      - uses: actions/checkout@v4\n"
    "        with:\n"
    "          repository: ";

static const char workflow_end[] = "          path: .papermap\n"
                                   "      - uses: ./.papermap\n"
                                   "        with:\n";

void pm_init_write_workflow(const pm_init_plan *plan, pm_strbuf *out)
{
    pm_strbuf_string(
        out, "# Checks the list on every change, and that pictures and tables are those of the data.\n");
    if (!*project) pm_strbuf_string(out, where_papermap_is);
    pm_strbuf_printf(out, "%s%s\n%s", workflow, *project ? project : "${{ vars.PAPERMAP_REPOSITORY }}",
                     workflow_end);
    write_key(out, "          data: ", plan->data);
}
