/*
 * papermap check: finds mistakes in lists, and mends the safe ones when asked.
 *
 * Findings go to standard error as text, or to standard output as JSON or as GitHub's workflow commands.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/check_format.h"
#include "cli/cli.h"
#include "cli/clock.h"
#include "cli/progress.h"
#include "support/file.h"
#include "support/memory.h"
#include "taxonomy/checks.h"
#include "taxonomy/fix.h"
#include "taxonomy/timestamp.h"

typedef struct options {
    const char *from;
    pm_finding_format format;
    bool strict, fix, quiet, help;
    pm_cli_limits limits;
    const char **disabled; /* codes, ended by NULL; owned */
    size_t disabled_count, disabled_capacity;
} options;

static void show_help(void)
{
    puts("Usage: papermap check INPUT...\n"
         "\n"
         "Finds what reviewers of a paper list look for. docs/CHECKS.md explains every code.\n"
         "\n"
         "  --format text|json|github   how findings are told (default: text, on standard error)\n"
         "  --strict                    warnings count as errors\n"
         "  --disable CODE              leave findings of this code out (may be repeated; commas work, too)\n"
         "  --fix                       mend wrong character sets, ligatures, stray spaces and form NFC in "
         "place\n"
         "  --from yaml|md              what the inputs are, when their names do not say\n" PM_CLI_LIMIT_HELP
         "  -q, --quiet                 say errors only, and no count\n"
         "  -h, --help                  show this\n"
         "\n"
         "Exit codes: 0 no errors, 1 errors (with --strict: or warnings), 2 wrong usage, 3 an input can't be "
         "read.");
}

static bool disable(options *o, char *codes)
{
    for (char *code = strtok(codes, ","); code; code = strtok(NULL, ",")) {
        const char *nearest = pm_nearest_word(code, pm_check_codes);
        if (!nearest || strcmp(nearest, code) != 0) {
            if (nearest)
                pm_cli_usage("check", "there is no code \"%s\": did you mean \"%s\"?", code, nearest);
            else
                pm_cli_usage("check", "there is no code \"%s\"", code);
            return false;
        }
        PM_RESERVE(o->disabled, o->disabled_capacity, o->disabled_count + 2);
        o->disabled[o->disabled_count++] = nearest;
        o->disabled[o->disabled_count] = NULL;
    }
    return true;
}

static bool choose_format(options *o, const char *name)
{
    static const char *const names[] = { "text", "json", "github" }; /* as in pm_finding_format */
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        o->format = (pm_finding_format)i;
        return true;
    }
    pm_cli_usage("check", "unknown format \"%s\": text, json or github", name);
    return false;
}

/* PM_EXIT_DONE, or the code of the error that it printed. */
static int read_options(int argc, char **argv, options *o)
{
    enum { FORMAT = 256, STRICT, DISABLE, FIX, FROM };
    static const struct option known[] = { { "format", required_argument, NULL, FORMAT },
                                           { "strict", no_argument, NULL, STRICT },
                                           { "disable", required_argument, NULL, DISABLE },
                                           { "fix", no_argument, NULL, FIX },
                                           { "from", required_argument, NULL, FROM },
                                           PM_CLI_LIMIT_OPTIONS,
                                           { "quiet", no_argument, NULL, 'q' },
                                           { "help", no_argument, NULL, 'h' },
                                           { NULL, 0, NULL, 0 } };
    opterr = 0;
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, ":qh", known, NULL)) != -1;) {
        if (c == FORMAT && !choose_format(o, optarg)) return PM_EXIT_USAGE;
        if (c == DISABLE && !disable(o, optarg)) return PM_EXIT_USAGE;
        if (c == ':') return pm_cli_usage("check", "%s needs a value", argv[optind - 1]);
        if (c == '?') return pm_cli_usage("check", "unknown option %s", argv[optind - 1]);
        if (pm_cli_take_limit(&o->limits, "check", c, optarg) != PM_EXIT_DONE) return PM_EXIT_USAGE;
        if (c == FROM) o->from = optarg;
        o->strict |= c == STRICT;
        o->fix |= c == FIX;
        o->quiet |= c == 'q';
        o->help |= c == 'h';
    }
    if (o->help) return PM_EXIT_DONE;
    if (optind == argc) return pm_cli_usage("check", "give at least one list");
    for (int i = optind; i < argc && o->fix; i++)
        if (strcmp(argv[i], "-") == 0) return pm_cli_usage("check", "--fix needs a file, not standard input");
    return PM_EXIT_DONE;
}

/* --- one list --- */

typedef struct job {
    const options *options;
    pm_check_options check;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    int code; /* the worst so far, findings aside */
} job;

typedef enum kind { UNKNOWN, YAML, MARKDOWN } kind;

static kind kind_of(const char *path, const char *from)
{
    const char *dot = strrchr(path, '.'), *name = from ? from : dot ? dot + 1 : "";
    if (strcasecmp(name, "yaml") == 0 || strcasecmp(name, "yml") == 0) return YAML;
    return strcasecmp(name, "md") == 0 || strcasecmp(name, "markdown") == 0 ? MARKDOWN : UNKNOWN;
}

/* Mends the file and gives the source to check: the mended text, or the one that was read. */
static const pm_source *mend(job *j, const char *path, const pm_source *source)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_source *fixed = PM_NEW(j->arena, pm_source);
    *fixed = *source;
    if (pm_fix_yaml_within(source, &j->options->limits.yaml, fixed, &text, j->diagnostics)) {
        fixed->text = pm_arena_strndup(j->arena, text.data, text.length);
        fixed->length = text.length;
        pm_output_set *set = pm_output_set_create();
        if (!pm_output_set_add(set, path, text.data, text.length, j->diagnostics) ||
            !pm_output_set_commit(set, j->diagnostics))
            j->code = PM_EXIT_OUTPUT;
        pm_output_set_destroy(set);
    }
    pm_strbuf_finish(&text);
    return fixed;
}

static void check_list(job *j, const char *path, pm_list_count *count)
{
    kind what = kind_of(path, j->options->from);
    if (what == UNKNOWN) {
        pm_error(j->diagnostics, NULL, (pm_mark){ 0, 0 }, "cannot tell what %s is",
                 strcmp(path, "-") == 0 ? "standard input" : path);
        pm_hint(j->diagnostics, "add --from yaml or --from md, or name the file .yaml, .yml or .md");
        j->code = PM_EXIT_USAGE;
        return;
    }
    const pm_source *source = pm_file_read(path, j->options->limits.bytes, j->arena, j->diagnostics);
    if (source && what == YAML && j->options->fix) source = mend(j, path, source);
    pm_taxonomy *taxonomy = NULL;
    if (source && what == YAML) taxonomy = pm_check_yaml(source, &j->check, j->diagnostics);
    if (source && what == MARKDOWN) taxonomy = pm_check_markdown(source, &j->check, j->diagnostics);
    if (taxonomy) {
        count->papers += taxonomy->root->paper_count;
        count->lists++;
    } else if (j->code == PM_EXIT_DONE) {
        j->code = PM_EXIT_INPUT;
    }
    pm_taxonomy_destroy(taxonomy);
}

static bool refuse_markdown_fix(int count, char **paths, const options *o)
{
    for (int i = 0; i < count && o->fix; i++) {
        if (kind_of(paths[i], o->from) != MARKDOWN) continue;
        pm_cli_usage("check", "--fix mends YAML only; `papermap import %s` writes mended YAML", paths[i]);
        return true;
    }
    return false;
}

static int check_lists(int count, char **paths, const options *o)
{
    int64_t now;
    if (refuse_markdown_fix(count, paths, o) || !pm_cli_now("check", &now)) return PM_EXIT_USAGE;
    job j = { .options = o,
              .check = {
                  .limits = &o->limits.yaml, .this_year = pm_timestamp_year(now), .was_fixed = o->fix } };
    j.arena = pm_arena_create();
    j.diagnostics = pm_diagnostics_create();
    pm_list_count counted = { 0, 0 };
    pm_progress_begin(!o->quiet);
    pm_progress_step("checking");
    for (int i = 0; i < count; i++)
        check_list(&j, paths[i], &counted);
    pm_progress_end();
    pm_finding_options shown = { .format = o->format, .disabled = o->disabled, .quiet = o->quiet };
    bool is_bad = pm_findings_print(j.diagnostics, &shown, counted, o->strict ? PM_WARNING : PM_ERROR);
    int code = j.code != PM_EXIT_DONE ? j.code : is_bad ? PM_EXIT_FINDINGS : PM_EXIT_DONE;
    pm_diagnostics_destroy(j.diagnostics);
    pm_arena_destroy(j.arena);
    return pm_cli_flush() ? code : PM_EXIT_OUTPUT;
}

int pm_command_check(int argc, char **argv)
{
    options o = { .format = PM_FINDINGS_TEXT, .limits = pm_cli_default_limits };
    int code = read_options(argc, argv, &o);
    if (code == PM_EXIT_DONE && o.help) {
        show_help();
        code = pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    } else if (code == PM_EXIT_DONE) {
        code = check_lists(argc - optind, argv + optind, &o);
    }
    free(o.disabled);
    return code;
}
