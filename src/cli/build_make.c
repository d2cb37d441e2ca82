#include "cli/build_make.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/deck.h"
#include "cli/progress.h"
#include "cli/repository.h"
#include "support/file.h"
#include "support/memory.h"
#include "support/text_map.h"
#include "taxonomy/readme.h"

static const pm_mark nowhere = { 0, 0 };

/* --- reading --- */

static bool read_config(pm_build *b)
{
    const pm_source *source = pm_file_read(b->config_path, PM_FILE_LIMIT, b->arena, b->diagnostics);
    if (!source && access(b->config_path, F_OK) != 0)
        pm_hint(b->diagnostics, "`papermap init` sets up the repository of a list");
    if (!source || !pm_config_read(source, b->may_leave, b->arena, &b->config, b->diagnostics)) return false;
    if (b->config.has_readme && !b->config.data.count)
        pm_error(b->diagnostics, source, nowhere, "readme without data: say which file holds the list");
    else if (!b->config.output_count && !b->config.has_readme)
        pm_error(b->diagnostics, source, nowhere, "there is nothing to make: no outputs and no readme");
    else
        return true;
    return false;
}

/* Every list, so that one run tells what is wrong in all of them. */
static bool read_lists(pm_build *b)
{
    bool is_fine = true;
    if (b->config.has_readme) is_fine = pm_lists_get(b->lists, &b->config.data) != NULL;
    for (size_t i = 0; i < b->config.output_count; i++)
        is_fine = pm_lists_get(b->lists, b->config.outputs[i].data) && is_fine;
    return is_fine;
}

/* --- comparing --- */

static bool file_has(const char *path, const pm_strbuf *bytes)
{
    struct stat info;
    FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) && (size_t)info.st_size == bytes->length
                     ? fopen(path, "rbe")
                     : NULL;
    if (!file) return false;
    char block[64 * 1024];
    size_t at = 0, got;
    while ((got = fread(block, 1, sizeof block, file)) > 0 && got <= bytes->length - at &&
           memcmp(block, bytes->data + at, got) == 0)
        at += got;
    bool is_same = at == bytes->length && !ferror(file);
    fclose(file);
    return is_same;
}

/* --- pictures --- */

static void note_style(pm_build *b, const pm_style *style)
{
    for (size_t i = 0; style && i < style->source_count; i++) {
        PM_RESERVE(b->style_files, b->style_file_capacity, b->style_file_count + 1);
        b->style_files[b->style_file_count++] = style->sources[i]->name;
    }
}

static bool has_selection(const pm_draw_options *options)
{
    return options->only.count || options->except.count;
}

static pm_made *add_made(pm_build *b, size_t output, size_t file, const char *path)
{
    PM_RESERVE(b->made, b->made_capacity, b->made_count + 1);
    pm_made *made = &b->made[b->made_count++];
    *made = (pm_made){ .output = output, .file = file, .path = path, .bytes = PM_STRBUF_INIT };
    return made;
}

/* The drawing's outputs are those from `first` on that have its number. */
static int paint(pm_build *b, pm_deck *deck, size_t first)
{
    const pm_config_output *outputs = b->config.outputs;
    for (size_t i = first; i < b->config.output_count; i++) {
        if (outputs[i].drawing != outputs[first].drawing) continue;
        const pm_format *format = outputs[i].format;
        pm_deck_use_options(deck, &outputs[i].options);
        for (size_t file = 0; file < pm_deck_files(deck, format); file++) {
            const char *path = pm_deck_path(deck, outputs[i].path, format, file);
            pm_made *made = add_made(b, i, file, path);
            if (!pm_deck_paint(deck, outputs[i].path, format, file, &made->bytes)) return PM_EXIT_OUTPUT;
            made->is_current = file_has(made->path, &made->bytes);
        }
    }
    return PM_EXIT_DONE;
}

/* Whether one of a drawing's outputs is painted so. */
static bool wants(const pm_config *config, size_t drawing, pm_painter *painter)
{
    for (size_t i = 0; i < config->output_count; i++)
        if (config->outputs[i].drawing == drawing && config->outputs[i].format->paint == painter) return true;
    return false;
}

/* What an output is split into has names of its own: they must be as harmless as those that the configuration
 * says. */
static bool check_parts(pm_build *b)
{
    size_t errors = pm_diagnostics_count(b->diagnostics, PM_ERROR);
    pm_text_map *targets = pm_text_map_create();
    for (size_t i = 0; i < b->made_count; i++) {
        const pm_made *made = &b->made[i];
        const char *canonical = pm_path_canonical(made->path, b->arena);
        pm_mark at = made->output < b->config.output_count ? b->config.outputs[made->output].at : nowhere;
        if (b->config.root && !(canonical && pm_repository_holds(b->config.root, canonical)))
            pm_error(b->diagnostics, b->config.source, at, "%s leads out of the repository", made->path);
        if (!canonical) continue;
        void **before = pm_text_map_at(targets, NULL, canonical);
        if (*before) pm_error(b->diagnostics, b->config.source, at, "two outputs write %s", made->path);
        *before = b;
    }
    pm_text_map_destroy(targets);
    return pm_diagnostics_count(b->diagnostics, PM_ERROR) == errors;
}

/* Draws what the output `first` and all that share its drawing show. */
static int draw(pm_build *b, size_t first)
{
    const pm_config_output *output = &b->config.outputs[first];
    pm_deck deck = { .whole = { .options = &output->options,
                                .input = output->data->paths[0],
                                .describe = wants(&b->config, output->drawing, NULL),
                                .has_page = wants(&b->config, output->drawing, pm_paint_html),
                                .arena = b->arena,
                                .diagnostics = b->diagnostics } };
    deck.whole.taxonomy = has_selection(&output->options) ? pm_lists_copy(b->lists, output->data)
                                                          : pm_lists_get(b->lists, output->data);
    int code = pm_deck_make(&deck);
    note_style(b, deck.whole.style);
    if (code == PM_EXIT_DONE) code = paint(b, &deck, first);
    if (code != PM_EXIT_DONE)
        pm_error(b->diagnostics, b->config.source, output->at, "cannot draw %s", output->path);
    pm_deck_finish(&deck);
    return code == PM_EXIT_USAGE ? PM_EXIT_INPUT : code; /* what was asked for stands in the configuration */
}

static int draw_all(pm_build *b)
{
    size_t drawn = 0, made = 0;
    int worst = PM_EXIT_DONE;
    for (size_t i = 0; i < b->config.output_count; i++) {
        if (b->config.outputs[i].drawing != drawn) continue; /* numbers are given in this order */
        pm_progress_part(made, b->config.output_count);
        int code = draw(b, i);
        for (size_t k = i; k < b->config.output_count; k++)
            made += b->config.outputs[k].drawing == drawn;
        if (code > worst) worst = code;
        drawn++;
    }
    return worst;
}

/* --- the README --- */

static int make_readme(pm_build *b, const pm_source *source)
{
    pm_readme readme;
    pm_made *made = add_made(b, b->config.output_count, 0, b->config.readme.file);
    bool is_fine = pm_readme_rewrite(source, pm_lists_get(b->lists, &b->config.data), &b->config.readme,
                                     b->now, &readme, b->diagnostics);
    if (is_fine) {
        pm_strbuf_append(&made->bytes, readme.text.data, readme.text.length);
        made->is_current = !readme.changed;
    }
    pm_readme_finish(&readme);
    return is_fine ? PM_EXIT_DONE : PM_EXIT_INPUT;
}

/* --- all of it --- */

/* In the order of papermap.yaml, whatever was drawn together; the README last. */
static int by_output(const void *a, const void *b)
{
    const pm_made *left = a, *right = b;
    if (left->output != right->output) return left->output < right->output ? -1 : 1;
    return (left->file > right->file) - (left->file < right->file);
}

int pm_build_start(pm_build *b)
{
    b->arena = pm_arena_create();
    b->diagnostics = pm_diagnostics_create();
    b->lists = pm_lists_create(&b->limits, b->arena, b->diagnostics);
    if (!read_config(b)) return PM_EXIT_INPUT;
    pm_progress_part(0, b->config.output_count);
    bool is_fine = read_lists(b);
    const pm_source *readme =
        b->config.has_readme ? pm_file_read(b->config.readme.file, b->limits.bytes, b->arena, b->diagnostics)
                             : NULL;
    if (!is_fine || (b->config.has_readme && !readme)) return PM_EXIT_INPUT;
    int code = readme ? make_readme(b, readme) : PM_EXIT_DONE;
    int drawn = draw_all(b);
    if (b->made_count) qsort(b->made, b->made_count, sizeof *b->made, by_output);
    if (drawn == PM_EXIT_DONE && !check_parts(b)) drawn = PM_EXIT_INPUT;
    return drawn > code ? drawn : code;
}

/* Creates the folders that the path names. Whatever fails will fail again, with its error, when the file is
 * written. */
static void create_folders(const char *path)
{
    char *folder = strcpy(pm_calloc(strlen(path) + 1, 1), path); /* NOLINT: as long as that */
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0777);
        *slash = '/';
    }
    free(folder);
}

int pm_build_write(pm_build *b)
{
    pm_output_set *set = pm_output_set_create();
    bool done = true;
    for (size_t i = 0; done && i < b->made_count; i++) {
        const pm_made *made = &b->made[i];
        if (made->is_current) continue;
        create_folders(made->path);
        done = pm_output_set_add(set, made->path, pm_strbuf_text(&made->bytes), made->bytes.length,
                                 b->diagnostics);
    }
    done = done && pm_output_set_commit(set, b->diagnostics);
    pm_output_set_destroy(set);
    return done ? PM_EXIT_DONE : PM_EXIT_OUTPUT;
}

const char *pm_build_input(const pm_build *b, size_t i)
{
    if (i == 0) return b->config_path;
    i--;
    if (b->config.has_readme && i-- == 0) return b->config.readme.file;
    if (i < b->style_file_count) return b->style_files[i];
    return pm_lists_file(b->lists, i - b->style_file_count);
}

void pm_build_finish(pm_build *b)
{
    for (size_t i = 0; i < b->made_count; i++)
        pm_strbuf_finish(&b->made[i].bytes);
    free(b->made);
    free(b->style_files);
    pm_config_finish(&b->config);
    pm_lists_destroy(b->lists);
    pm_diagnostics_destroy(b->diagnostics);
    pm_arena_destroy(b->arena);
}
