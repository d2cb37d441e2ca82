/*
 * papermap import: a Markdown list as YAML (or as a flat JSON list of entries).
 *
 * What could not be understood is never dropped in silence: its number is told, and with -v every place.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/init_files.h"
#include "cli/progress.h"
#include "support/file.h"
#include "taxonomy/json_entries.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_writer.h"

typedef struct options {
    const char *input, *output;
    bool json, quiet, verbose, help;
    pm_cli_limits limits;
} options;

static void show_help(void)
{
    puts("Usage: papermap import README.md [-o FILE]\n"
         "\n"
         "Reads a paper list in Markdown (\"-\": from standard input) and writes it as YAML, ready to be "
         "edited.\n"
         "Headings become categories and topics; list items and table rows become papers.\n"
         "\n"
         "  -o, --output FILE       where to write (default: standard output)\n"
         "      --format yaml|json  json: a flat list of entries (default: by the output's name, else yaml)\n"
         "      --max-bytes N       the largest input (default: 64M; N may end in K, M or G)\n"
         "  -v, --verbose           show every place that gave no entry\n"
         "  -q, --quiet             say errors only\n"
         "  -h, --help              show this");
}

/* PM_EXIT_DONE, or the code of the error that it printed. */
static int read_options(int argc, char **argv, options *o)
{
    enum { FORMAT = 256 };
    static const struct option known[] = { { "output", required_argument, NULL, 'o' },
                                           { "format", required_argument, NULL, FORMAT },
                                           { "verbose", no_argument, NULL, 'v' },
                                           { "quiet", no_argument, NULL, 'q' },
                                           { "help", no_argument, NULL, 'h' },
                                           PM_CLI_LIMIT_OPTIONS,
                                           { NULL, 0, NULL, 0 } };
    const char *format = NULL;
    opterr = 0;
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, ":o:vqh", known, NULL)) != -1;) {
        if (c == 'o')
            o->output = optarg;
        else if (c == FORMAT)
            format = optarg;
        else if (c == 'v')
            o->verbose = true;
        else if (c == 'q')
            o->quiet = true;
        else if (c == 'h')
            o->help = true;
        else if (c == ':')
            return pm_cli_usage("import", "%s needs a value", argv[optind - 1]);
        else if (c == '?')
            return pm_cli_usage("import", "unknown option %s", argv[optind - 1]);
        else if (pm_cli_take_limit(&o->limits, "import", c, optarg) != PM_EXIT_DONE)
            return PM_EXIT_USAGE;
    }
    if (o->help) return PM_EXIT_DONE;
    if (argc - optind != 1) return pm_cli_usage("import", "give one Markdown file");
    o->input = argv[optind];
    if (format && strcmp(format, "json") != 0 && strcmp(format, "yaml") != 0)
        return pm_cli_usage("import", "unknown format \"%s\": yaml or json", format);
    const char *dot = o->output ? strrchr(o->output, '.') : NULL;
    o->json = format ? strcmp(format, "json") == 0 : dot && strcmp(dot, ".json") == 0;
    return PM_EXIT_DONE;
}

/* Prints warnings and errors, and notes when asked for; else how many notes there are. */
static void report(pm_diagnostics *diagnostics, const options *o)
{
    pm_diagnostics_sort(diagnostics);
    pm_strbuf text = PM_STRBUF_INIT;
    const pm_diagnostic *diagnostic;
    size_t unread = 0, mended = 0;
    for (size_t i = 0; (diagnostic = pm_diagnostics_get(diagnostics, i)); i++) {
        bool note = diagnostic->severity == PM_NOTE;
        bool shown = o->quiet ? diagnostic->severity == PM_ERROR : o->verbose || !note;
        unread += note && diagnostic->code && strcmp(diagnostic->code, "not-an-entry") == 0;
        mended += note && diagnostic->code && strcmp(diagnostic->code, "mojibake") == 0;
        if (shown) pm_diagnostic_format(diagnostic, &text);
    }
    if (!o->quiet && !o->verbose && unread + mended > 0) {
        pm_escape_controls(&text, o->input, strlen(o->input));
        if (unread) pm_strbuf_printf(&text, ": %zu place%s gave no entry", unread, unread == 1 ? "" : "s");
        if (mended)
            pm_strbuf_printf(&text, "%s %zu line%s decoded anew", unread ? "," : ":", mended,
                             mended == 1 ? "" : "s");
        pm_strbuf_string(&text, "; -v shows where\n");
    }
    pm_progress_end();
    fputs(pm_strbuf_text(&text), stderr);
    pm_strbuf_finish(&text);
}

static int write_output(const pm_taxonomy *taxonomy, const options *o, pm_diagnostics *diagnostics)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_output_set *outputs = pm_output_set_create();
    if (o->json) {
        pm_taxonomy_write_json_entries(taxonomy, &text);
    } else {
        pm_init_write_schema_line("taxonomy", &text);
        pm_taxonomy_write_yaml(taxonomy, &text);
    }
    pm_progress_end(); /* standard output may be the same terminal */
    bool written = pm_output_set_add(outputs, o->output ? o->output : "-", pm_strbuf_text(&text), text.length,
                                     diagnostics) &&
                   pm_output_set_commit(outputs, diagnostics);
    pm_output_set_destroy(outputs);
    pm_strbuf_finish(&text);
    return written ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

static int run(const options *o, pm_arena *arena, pm_diagnostics *diagnostics)
{
    pm_progress_begin(!o->quiet);
    pm_progress_step("reading");
    const pm_source *source = pm_file_read(o->input, o->limits.bytes, arena, diagnostics);
    pm_taxonomy *taxonomy = source ? pm_taxonomy_read_markdown(source, diagnostics) : NULL;
    int code = PM_EXIT_INPUT;
    if (taxonomy && taxonomy->root->entry_count == 0) {
        pm_error(diagnostics, source, (pm_mark){ 0, 0 }, "no papers found in %s", source->name);
        pm_hint(diagnostics, "docs/MARKDOWN.md says what a list looks like; -v shows what was passed over");
    } else if (taxonomy) {
        code = write_output(taxonomy, o, diagnostics);
    }
    report(diagnostics, o);
    pm_taxonomy_destroy(taxonomy);
    return code;
}

int pm_command_import(int argc, char **argv)
{
    options o = { .input = "-", .limits = pm_cli_default_limits };
    int code = read_options(argc, argv, &o);
    if (code != PM_EXIT_DONE) return code;
    if (o.help) {
        show_help();
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    code = run(&o, arena, diagnostics);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return code;
}
