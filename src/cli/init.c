/*
 * papermap init: sets up the repository of a list that is a README so far. Tells what it understood, then
 * gives the list as YAML, papermap.yaml, a workflow and the first picture, and puts markers around the
 * README's tables.
 *
 * It adds files and overwrites none; the README is the one file that it changes, by two lines, after asking.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/build_make.h"
#include "cli/clock.h"
#include "cli/init_files.h"
#include "cli/progress.h"
#include "cli/repository.h"
#include "support/file.h"
#include "support/utf8.h"
#include "taxonomy/list_span.h"
#include "taxonomy/reader.h"
#include "taxonomy/readme.h"
#include "taxonomy/yaml_writer.h"

enum { GROUPS_SHOWN = 20 };

typedef struct options {
    const char *place; /* a folder or a README */
    bool yes, quiet, verbose, help;
    pm_cli_limits limits;
} options;

typedef struct setup {
    const options *options;
    const char *folder; /* "" or with a slash at its end */
    const pm_source *readme;
    pm_taxonomy *taxonomy; /* what the README says */
    pm_list_span span;
    size_t unread; /* places that gave no entry */
    pm_init_plan plan;
    pm_output_set *files;
    pm_strbuf news; /* what becomes of each file, told when it is done */
    pm_arena *arena;
    pm_diagnostics *diagnostics;
} setup;

static void show_help(void)
{
    puts("Usage: papermap init [FOLDER | README.md]\n"
         "\n"
         "Sets up the repository of a paper list that is a README so far: reads it, tells what it "
         "understood, and writes\n"
         "data.yaml, papermap.yaml, .github/workflows/papermap.yml and a first picture. Files that exist are "
         "kept. Before\n"
         "it puts its two markers around the README's tables, it asks.\n"
         "\n"
         "  -y, --yes                do not ask\n" PM_CLI_LIMIT_HELP
         "  -q, --quiet              print errors only\n"
         "  -v, --verbose            show every place of the README that gave no entry\n"
         "  -h, --help               show this");
}

/* PM_EXIT_DONE, or the code of the error that it printed. */
static int read_options(int argc, char **argv, options *o)
{
    static const struct option known[] = {
        { "yes", no_argument, NULL, 'y' },   PM_CLI_LIMIT_OPTIONS,
        { "quiet", no_argument, NULL, 'q' }, { "verbose", no_argument, NULL, 'v' },
        { "help", no_argument, NULL, 'h' },  { NULL, 0, NULL, 0 }
    };
    opterr = 0;
    optind = 0;
    for (int c; (c = getopt_long(argc, argv, ":yqvh", known, NULL)) != -1;) {
        if (c == ':') return pm_cli_usage("init", "%s needs a value", argv[optind - 1]);
        if (c == '?') return pm_cli_usage("init", "unknown option %s", argv[optind - 1]);
        if (pm_cli_take_limit(&o->limits, "init", c, optarg) != PM_EXIT_DONE) return PM_EXIT_USAGE;
        o->yes |= c == 'y';
        o->quiet |= c == 'q';
        o->verbose |= c == 'v';
        o->help |= c == 'h';
    }
    if (argc - optind > 1) return pm_cli_usage("init", "one folder at a time, not also %s", argv[optind + 1]);
    if (optind < argc) o->place = argv[optind];
    return PM_EXIT_DONE;
}

static void say(const setup *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(const setup *s, const char *format, ...)
{
    pm_strbuf text = PM_STRBUF_INIT, shown = PM_STRBUF_INIT;
    va_list args;
    va_start(args, format);
    pm_strbuf_vprintf(&text, format, args);
    va_end(args);
    pm_escape_controls(&shown, pm_strbuf_text(&text), text.length);
    if (!s->options->quiet) printf("%s\n", pm_strbuf_text(&shown));
    pm_strbuf_finish(&text);
    pm_strbuf_finish(&shown);
}

static void note(setup *s, const char *what, const char *path)
{
    pm_strbuf_printf(&s->news, "%-8s ", what);
    pm_escape_controls(&s->news, path, strlen(path));
    pm_strbuf_char(&s->news, '\n');
}

/* --- what there is --- */

static bool exists(const setup *s, const char *name)
{
    struct stat info;
    return lstat(pm_arena_printf(s->arena, "%s%s", s->folder, name), &info) == 0;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Sets the folder and the README's name in it. */
static bool find_readme(setup *s)
{
    static const char *const names[] = { "README.md", "readme.md", "Readme.md", "README.markdown", NULL };
    const char *place = s->options->place, *slash = strrchr(place, '/');
    if (!is_folder(place)) {
        s->folder = slash ? pm_arena_strndup(s->arena, place, (size_t)(slash - place) + 1) : "";
        s->plan.readme = slash ? slash + 1 : place;
        return true;
    }
    if (strcmp(place, ".") == 0)
        s->folder = "";
    else
        s->folder = pm_arena_printf(s->arena, "%s%s", place, slash && !slash[1] ? "" : "/");
    for (int i = 0; names[i]; i++) {
        s->plan.readme = names[i];
        if (exists(s, names[i])) return true;
    }
    pm_error(s->diagnostics, NULL, (pm_mark){ 0, 0 }, "there is no README.md in %s", place);
    pm_hint(s->diagnostics, "name the file: `papermap init docs/list.md`");
    return false;
}

static bool read_readme(setup *s)
{
    const char *path = pm_arena_printf(s->arena, "%s%s", s->folder, s->plan.readme);
    s->readme = pm_file_read(path, s->options->limits.bytes, s->arena, s->diagnostics);
    s->taxonomy = s->readme ? pm_taxonomy_read_markdown(s->readme, s->diagnostics) : NULL;
    if (!s->taxonomy) return false;
    s->plan.entries = s->taxonomy->root->entry_count;
    const pm_diagnostic *finding;
    for (size_t i = 0; (finding = pm_diagnostics_get(s->diagnostics, i)); i++)
        s->unread += finding->code && strcmp(finding->code, "not-an-entry") == 0;
    if (s->plan.entries) return true;
    pm_error(s->diagnostics, s->readme, (pm_mark){ 0, 0 }, "no papers found in %s", s->readme->name);
    pm_hint(s->diagnostics, "docs/MARKDOWN.md says what a list looks like; -v shows what was passed over");
    return false;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* The root, or below it the first group that is not alone. */
static const pm_node *first_fork(const pm_node *node)
{
    while (node->first_child && !node->first_child->next && node->first_child->first_child &&
           node->first_child->first_child->kind == PM_NODE_GROUP)
        node = node->first_child;
    return node;
}

static void tell_understood(const setup *s)
{
    const pm_taxonomy *t = s->taxonomy;
    size_t papers = t->root->paper_count, groups = 0;
    say(s, "%s: %zu paper%s in %zu topic%s", s->readme->name, papers, plural(papers), t->topic_count,
        plural(t->topic_count));
    for (const pm_node *node = first_fork(t->root)->first_child; node; node = node->next)
        if (node->kind == PM_NODE_GROUP && groups++ < GROUPS_SHOWN)
            say(s, "  %6zu  %s", node->paper_count, pm_node_plain_name(node));
    if (groups > GROUPS_SHOWN) say(s, "          and %zu more", groups - GROUPS_SHOWN);
    if (s->unread) say(s, "  %6zu  place%s that gave no entry", s->unread, plural(s->unread));
}

/* --- the README's markers --- */

/* Whether the README has the sections that a configuration with these markers wants. */
static bool has_sections(const setup *s, const pm_source *readme, bool with_time)
{
    pm_readme_config config = pm_default_readme_config;
    pm_diagnostics *told = pm_diagnostics_create();
    pm_readme result;
    if (!with_time) config.time_marker = NULL;
    bool is_fine = pm_readme_rewrite(readme, s->taxonomy, &config, 0, &result, told);
    pm_readme_finish(&result);
    pm_diagnostics_destroy(told);
    return is_fine;
}

static bool is_agreed(const setup *s)
{
    char answer[16] = "";
    if (s->options->yes) return true;
    printf("Put <!-- main-start --> above line %u of %s and <!-- main-end --> below line %u?\n"
           "`papermap build` will then replace what stands between them by tables of %s. [y/N] ",
           (unsigned)s->span.first, s->plan.readme, (unsigned)s->span.last, s->plan.data);
    if (!pm_cli_flush() || !fgets(answer, sizeof answer, stdin)) puts("");
    return answer[0] == 'y' || answer[0] == 'Y';
}

/* Adds the README with its markers to the files, when that is wanted and works. */
static bool add_markers(setup *s)
{
    s->plan.has_main_markers = has_sections(s, s->readme, false);
    s->plan.has_time_markers = s->plan.has_main_markers && has_sections(s, s->readme, true);
    if (s->plan.has_main_markers) {
        note(s, "kept", s->readme->name);
        return true;
    }
    s->span = pm_list_span_find(s->taxonomy);
    pm_strbuf marked = PM_STRBUF_INIT;
    pm_list_span_mark(s->readme, s->span, "<!-- main-start -->", "<!-- main-end -->", &marked);
    pm_source source = { s->readme->name, pm_strbuf_text(&marked), marked.length };
    bool is_done = true;
    if (!has_sections(s, &source, false)) {
        pm_warning(s->diagnostics, s->readme, (pm_mark){ 0, 0 },
                   "some markers are there already, but not as they must be");
        pm_hint(s->diagnostics,
                "docs/README_SECTIONS.md says what they look like; `papermap readme` says what is wrong");
    } else if (is_agreed(s)) {
        is_done = pm_output_set_add(s->files, s->readme->name, source.text, source.length, s->diagnostics);
        s->plan.has_main_markers = is_done;
        note(s, "marked", s->readme->name);
    } else {
        note(s, "kept", s->readme->name);
    }
    pm_strbuf_finish(&marked);
    return is_done;
}

/* --- new files --- */

static bool add_file(setup *s, const char *name, const pm_strbuf *text)
{
    const char *path = pm_arena_printf(s->arena, "%s%s", s->folder, name);
    if (exists(s, name)) {
        note(s, "kept", path);
        return true;
    }
    note(s, "made", path);
    return pm_output_set_add(s->files, path, pm_strbuf_text(text), text->length, s->diagnostics);
}

static bool add_data(setup *s)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_init_write_schema_line("taxonomy", &text);
    pm_taxonomy_write_yaml(s->taxonomy, &text);
    bool is_done = add_file(s, s->plan.data, &text);
    pm_strbuf_finish(&text);
    return is_done;
}

static bool add_config(setup *s)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_init_write_config(&s->plan, &text);
    bool is_done = add_file(s, "papermap.yaml", &text);
    pm_strbuf_finish(&text);
    return is_done;
}

static bool add_workflow(setup *s)
{
    pm_strbuf text = PM_STRBUF_INIT;
    pm_init_write_workflow(&s->plan, &text);
    mkdir(pm_arena_printf(s->arena, "%s.github", s->folder), 0777); /* what fails will fail again below */
    mkdir(pm_arena_printf(s->arena, "%s.github/workflows", s->folder), 0777);
    bool is_done = add_file(s, ".github/workflows/papermap.yml", &text);
    pm_strbuf_finish(&text);
    return is_done;
}

/* A name for the picture that nothing has yet, in the folder where the repository keeps its pictures. */
static void choose_picture(setup *s)
{
    static const char *const folders[] = { "img",     "imgs", "images", "image", "assets",
                                           "figures", "figs", "pics",   NULL };
    const char *folder = folders[0];
    for (int i = 0; folders[i]; i++) {
        if (!is_folder(pm_arena_printf(s->arena, "%s%s", s->folder, folders[i]))) continue;
        folder = folders[i];
        break;
    }
    for (int i = 1; i == 1 || exists(s, s->plan.picture); i++)
        s->plan.picture = i == 1 ? pm_arena_printf(s->arena, "%s/map.png", folder)
                                 : pm_arena_printf(s->arena, "%s/map-%d.png", folder, i);
}

/* A list without a title is called like its folder: "my-paper_list" is "my paper list". */
static void choose_title(setup *s)
{
    const char *path = pm_path_canonical(*s->folder ? s->folder : ".", s->arena);
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (s->taxonomy->root->name || !slash || !slash[1]) return;
    char *title = pm_arena_strdup(s->arena, slash + 1);
    for (char *c = title; *c; c++)
        if (*c == '-' || *c == '_') *c = ' ';
    if (pm_utf8_valid_length(title, strlen(title)) == strlen(title)) s->plan.title = title;
}

/* Draws what papermap.yaml lists, but leaves the README for the maintainer's own `papermap build`. */
static int draw(setup *s)
{
    pm_build build = { .config_path = pm_arena_printf(s->arena, "%spapermap.yaml", s->folder),
                       .limits = s->options->limits };
    if (!pm_cli_now("init", &build.now)) return PM_EXIT_USAGE;
    int code = pm_build_start(&build);
    if (code == PM_EXIT_DONE && build.config.has_readme) build.made[build.made_count - 1].is_current = true;
    if (code == PM_EXIT_DONE) code = pm_build_write(&build);
    pm_progress_end();
    for (size_t i = 0; code == PM_EXIT_DONE && i < build.config.output_count; i++)
        if (!build.made[i].is_current) say(s, "made     %s", build.made[i].path);
    pm_cli_report(build.diagnostics, s->options->verbose ? PM_WARNING : PM_ERROR);
    pm_build_finish(&build);
    return code;
}

static void tell_next(const setup *s)
{
    if (s->plan.has_main_markers)
        say(s,
            "Next: look at %s, then run `papermap build` and look at what `git diff` says of %s: its "
            "tables are now "
            "made of the data.",
            s->plan.data, s->plan.readme);
    else
        say(s, "Next: look at %s; `papermap build` draws it again after every change.", s->plan.data);
    say(s, "To show the picture: ![The map of this list](%s)", s->plan.picture);
}

static int set_up(setup *s)
{
    if (!find_readme(s) || !read_readme(s)) return PM_EXIT_INPUT;
    bool is_new = !exists(s, "papermap.yaml");
    s->plan.data = "data.yaml";
    choose_picture(s);
    choose_title(s);
    tell_understood(s);
    bool is_done = (!is_new || add_markers(s)) && add_data(s) && add_config(s) && add_workflow(s) &&
                   pm_output_set_commit(s->files, s->diagnostics);
    if (!is_done) return PM_EXIT_OUTPUT;
    if (!s->options->quiet) fputs(pm_strbuf_text(&s->news), stdout);
    if (!is_new) {
        say(s, "papermap.yaml is there: `papermap build` makes what it lists");
        return PM_EXIT_DONE;
    }
    int code = draw(s);
    if (code == PM_EXIT_DONE) tell_next(s);
    return code;
}

int pm_command_init(int argc, char **argv)
{
    options o = { .place = ".", .limits = pm_cli_default_limits };
    int code = read_options(argc, argv, &o);
    if (code != PM_EXIT_DONE) return code;
    if (o.help) {
        show_help();
        return pm_cli_flush() ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
    }
    setup s = { .options = &o,
                .files = pm_output_set_create(),
                .arena = pm_arena_create(),
                .diagnostics = pm_diagnostics_create() };
    pm_progress_begin(!o.quiet && o.yes);
    code = set_up(&s);
    pm_progress_end();
    if (!pm_cli_flush()) code = PM_EXIT_OUTPUT;
    pm_cli_report(s.diagnostics, o.quiet ? PM_ERROR : o.verbose ? PM_NOTE : PM_WARNING);
    pm_output_set_destroy(s.files);
    pm_strbuf_finish(&s.news);
    pm_taxonomy_destroy(s.taxonomy);
    pm_diagnostics_destroy(s.diagnostics);
    pm_arena_destroy(s.arena);
    return code;
}
