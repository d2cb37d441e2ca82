#include "cli/config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/repository.h"
#include "style/style.h"
#include "support/memory.h"
#include "support/text_map.h"

enum { WORDS_AT_MOST = 16 + PM_DRAW_OPTIONS_AT_MOST };

/* What the functions below fill in: the reader's target, except within `readme:`. */
typedef struct state {
    pm_config *config;
    const pm_yaml *top;     /* the document: its options hold for all outputs */
    const pm_yaml *outputs; /* the value of that key */
    pm_strbuf *keys;        /* of each drawing: what decides it */
    pm_text_map *targets;   /* canonical paths of outputs, to find doubles */
    const pm_yaml *own;     /* the mapping of the output that is being read, NULL when it is a name alone */
    const pm_yaml *files;   /* of the output that is being read: a text, or a list of texts */
    pm_config_data *data;   /* of that output */
    bool data_is_missed;    /* told already */
} state;

static state *state_of(pm_yaml_reader *r)
{
    return r->target;
}

static void wrong_value(pm_yaml_reader *r, const pm_yaml *value, const char *what, const char *expected)
{
    pm_error(r->diagnostics, r->source, value->at, "%s: \"%.80s\" is not %s", what, value->text, expected);
    pm_code(r->diagnostics, "wrong-value");
}

/* --- paths --- */

/* The path as it is opened: relative to papermap.yaml. Where that would leave the repository, NULL after an
 * error. */
static const char *resolve(pm_yaml_reader *r, const char *path, pm_mark at, const char **canonical)
{
    const state *s = state_of(r);
    const char *folder = *s->config->folder ? s->config->folder : strcmp(path, "-") == 0 ? "./" : "";
    const char *opened = path[0] == '/' ? path : pm_arena_printf(r->arena, "%s%s", folder, path);
    *canonical = pm_path_canonical(opened, r->arena);
    if (!s->config->root || (*canonical && pm_repository_holds(s->config->root, *canonical))) return opened;
    pm_error(r->diagnostics, r->source, at, "\"%.200s\" leads %s", path,
             *canonical ? "out of the repository"
                        : "nowhere: a folder in it is missing, or a link is broken");
    pm_code(r->diagnostics, "path-outside");
    if (!*canonical) return NULL;
    pm_hint(r->diagnostics,
            "name a file at or below the repository's top, or say --allow-outside on the command line");
    return NULL;
}

static const char *read_path(pm_yaml_reader *r, const char *what, const pm_yaml *value,
                             const char **canonical)
{
    const char *path = pm_yaml_read_text(r, what, value);
    return path ? resolve(r, path, value->at, canonical) : NULL;
}

/* A text, or a list of texts that is not empty: calls `take` for each. */
static void each_text(pm_yaml_reader *r, const char *what, const pm_yaml *value,
                      void (*take)(pm_yaml_reader *r, const pm_yaml *text, void *context), void *context)
{
    if (value->kind == PM_YAML_SCALAR) {
        take(r, value, context);
    } else if (value->kind == PM_YAML_SEQUENCE && value->count) {
        for (const pm_yaml_item *item = value->first; item; item = item->next)
            take(r, item->value, context);
    } else {
        pm_yaml_wrong_shape(r, value, what, "a text or a list of texts");
    }
}

static void take_data_file(pm_yaml_reader *r, const pm_yaml *value, void *context)
{
    pm_config_data *data = context;
    const char *canonical, *path = read_path(r, "data", value, &canonical);
    if (path) data->paths[data->count++] = path;
}

static void read_data(pm_yaml_reader *r, const pm_yaml *value, pm_config_data *data)
{
    size_t most = value->kind == PM_YAML_SEQUENCE ? value->count : 1;
    *data = (pm_config_data){ PM_NEW_ARRAY(r->arena, const char *, most), 0, value->at };
    each_text(r, "data", value, take_data_file, data);
}

static void missing_key(pm_yaml_reader *r, pm_mark at, const char *what, const char *key)
{
    pm_error(r->diagnostics, r->source, at, "%s without %s", what, key);
    pm_code(r->diagnostics, "missing-key");
}

static void missing_data(pm_yaml_reader *r, pm_mark at)
{
    missing_key(r, at, "a picture", "data");
    pm_hint(r->diagnostics, "say at the top which file holds the list: `data: data.yaml`");
    state_of(r)->data_is_missed = true;
}

/* --- options of pictures --- */

/* A style's file lies where papermap.yaml says; a name is looked for where all styles are. */
static const char *style_of(pm_yaml_reader *r, const pm_yaml *value)
{
    const char *canonical, *style = pm_yaml_read_text(r, "style", value);
    if (style && pm_style_is_path(style)) style = resolve(r, style, value->at, &canonical);
    if (!style || pm_style_exists(style, r->arena)) return style;
    pm_error(r->diagnostics, r->source, value->at, "there is no style called \"%.200s\"", value->text);
    pm_code(r->diagnostics, "wrong-value");
    pm_hint(r->diagnostics, "`papermap styles` lists them; a path such as my/style.yaml works too");
    return NULL;
}

typedef struct option_target {
    const pm_draw_option *option;
    pm_draw_options *options;
} option_target;

static void take_option_value(pm_yaml_reader *r, const pm_yaml *value, void *context)
{
    const option_target *t = context;
    const char *text = pm_draw_option_names_style(t->option) ? style_of(r, value)
                                                             : pm_yaml_read_text(r, t->option->name, value);
    if (text && !t->option->take(t->options, text))
        wrong_value(r, value, t->option->name, t->option->expected);
}

static void read_option(pm_yaml_reader *r, const pm_draw_option *option, const pm_yaml *value,
                        pm_draw_options *options)
{
    option_target target = { option, options };
    if (pm_draw_option_repeats(option))
        each_text(r, option->name, value, take_option_value, &target);
    else
        take_option_value(r, value, &target);
}

/* Reads a mapping of own keys and options of pictures. */
static void read_mapping(pm_yaml_reader *r, const pm_yaml *mapping, const pm_yaml_key *own,
                         pm_draw_options *options)
{
    const char *words[WORDS_AT_MOST + 1] = { NULL };
    size_t count = 0;
    for (const pm_yaml_key *key = own; key->key; key++)
        words[count++] = key->key;
    for (const pm_draw_option *row = pm_draw_option_table; row->name; row++)
        words[count++] = row->name;
    for (const pm_yaml_item *item = mapping->first; item; item = item->next) {
        const pm_yaml_key *key = pm_yaml_find_key(own, item->key->text);
        const pm_draw_option *option = pm_draw_option_find(item->key->text);
        if (key)
            key->read(r, item->value);
        else if (option)
            read_option(r, option, item->value, options);
        else
            pm_yaml_unknown_key(r, item->key, words);
    }
}

/* The value of an option for the output that is being read: its own, else the one at the top; NULL when
 * neither has it. */
static const pm_yaml *option_value(const state *s, const pm_draw_option *option)
{
    const pm_yaml *value = s->own ? pm_yaml_get(s->own, option->name) : NULL;
    return value ? value : pm_yaml_get(s->top, option->name);
}

/* All options of an output. What is wrong with them was told when their mapping was read. */
static void take_options(pm_yaml_reader *r, pm_draw_options *options)
{
    pm_yaml_reader silent = *r;
    silent.diagnostics = pm_diagnostics_create();
    *options = pm_default_draw_options;
    for (const pm_draw_option *row = pm_draw_option_table; row->name; row++) {
        const pm_yaml *value = option_value(state_of(r), row);
        if (value) read_option(&silent, row, value, options);
    }
    pm_diagnostics_destroy(silent.diagnostics);
}

/* --- outputs --- */

static void append_text(pm_strbuf *key, const char *name, const pm_yaml *value)
{
    if (value->kind == PM_YAML_SCALAR) pm_strbuf_printf(key, "%s %s%c", name, value->text, '\0');
}

static void append_value(pm_strbuf *key, const char *name, const pm_yaml *value)
{
    if (value->kind != PM_YAML_SEQUENCE)
        append_text(key, name, value);
    else
        for (const pm_yaml_item *item = value->first; item; item = item->next)
            append_text(key, name, item->value);
}

static bool same_bytes(const pm_strbuf *a, const pm_strbuf *b)
{
    return a->length == b->length && memcmp(pm_strbuf_text(a), pm_strbuf_text(b), a->length) == 0;
}

/* The number of the drawing that is made of this data with these options, those of painting alone left out.
 */
static size_t drawing_of(pm_yaml_reader *r)
{
    state *s = state_of(r);
    const pm_config_data *data = s->data;
    pm_strbuf key = PM_STRBUF_INIT;
    for (size_t i = 0; i < data->count; i++)
        pm_strbuf_printf(&key, "data %s%c", data->paths[i], '\0');
    for (const pm_draw_option *row = pm_draw_option_table; row->name; row++) {
        const pm_yaml *value = option_value(s, row);
        if (value && !pm_draw_option_is_paint(row)) append_value(&key, row->name, value);
    }
    size_t found = 0;
    while (found < s->config->drawing_count && !same_bytes(&s->keys[found], &key))
        found++;
    if (found < s->config->drawing_count)
        pm_strbuf_finish(&key);
    else
        s->keys[s->config->drawing_count++] = key;
    return found;
}

static void check_target(pm_yaml_reader *r, const pm_yaml *value, const char *canonical)
{
    state *s = state_of(r);
    void **before = pm_text_map_at(s->targets, NULL, canonical);
    if (*before) {
        pm_error(r->diagnostics, r->source, value->at, "two outputs write \"%.200s\"", value->text);
        pm_code(r->diagnostics, "doubled-output");
    }
    *before = s;
}

static void add_output(pm_yaml_reader *r, const pm_yaml *file, void *context)
{
    state *s = state_of(r);
    const char *canonical, *path = read_path(r, "file", file, &canonical);
    (void)context;
    if (!path) return;
    const pm_format *format = pm_format_of_path(path);
    if (!format) {
        pm_error(r->diagnostics, r->source, file->at, "cannot tell the format of \"%.200s\"", file->text);
        pm_code(r->diagnostics, "wrong-value");
        pm_hint(r->diagnostics, "`papermap formats` lists the endings that name one");
    }
    if (canonical) check_target(r, file, canonical);
    if (s->config->output_count == PM_CONFIG_OUTPUTS_AT_MOST) {
        pm_error(r->diagnostics, r->source, file->at, "more than %d outputs", PM_CONFIG_OUTPUTS_AT_MOST);
        pm_code(r->diagnostics, "too-many");
        return;
    }
    pm_config_output *output = &s->config->outputs[s->config->output_count++];
    *output = (pm_config_output){ .path = path, .format = format, .data = s->data, .at = file->at };
    take_options(r, &output->options);
    output->drawing = drawing_of(r);
}

static void read_files(pm_yaml_reader *r, const pm_yaml *value)
{
    state_of(r)->files = value;
}

static void read_own_data(pm_yaml_reader *r, const pm_yaml *value)
{
    state_of(r)->data = PM_NEW(r->arena, pm_config_data);
    read_data(r, value, state_of(r)->data);
}

/* "map.png", or a mapping with `file` and what else the picture wants. */
static void read_output(pm_yaml_reader *r, const pm_yaml *value)
{
    static const pm_yaml_key keys[] = { { "file", read_files }, { "data", read_own_data }, { NULL, NULL } };
    state *s = state_of(r);
    s->data = &s->config->data;
    s->files = NULL;
    s->own = value->kind == PM_YAML_MAPPING ? value : NULL;
    if (value->kind == PM_YAML_SCALAR && !pm_yaml_is_null(value)) {
        add_output(r, value, NULL);
    } else if (!s->own) {
        pm_yaml_wrong_shape(r, value, "an output", "a file's name, or a mapping with file");
    } else {
        pm_draw_options told = pm_default_draw_options;
        read_mapping(r, value, keys, &told);
        pm_draw_options_finish(&told);
        if (s->files)
            each_text(r, "file", s->files, add_output, NULL);
        else
            missing_key(r, value->at, "an output", "file");
    }
    if (!s->data->at.line && !s->data_is_missed) missing_data(r, value->at);
}

/* --- the top --- */

static void note_outputs(pm_yaml_reader *r, const pm_yaml *value)
{
    state_of(r)->outputs = value;
}

static void read_top_data(pm_yaml_reader *r, const pm_yaml *value)
{
    read_data(r, value, &state_of(r)->config->data);
}

static void read_readme(pm_yaml_reader *r, const pm_yaml *value)
{
    pm_config *config = state_of(r)->config;
    pm_yaml_reader inner = *r;
    const char *canonical;
    inner.target = &config->readme;
    pm_readme_config_read(&inner, value);
    const char *path = resolve(r, config->readme.file, config->readme.file_at, &canonical);
    if (path) config->readme.file = path;
    config->has_readme = !pm_yaml_is_null(value);
}

/* Outputs come last, wherever they stand: what is at the top holds for them. */
static void read_outputs(pm_yaml_reader *r)
{
    const pm_yaml *value = state_of(r)->outputs;
    if (!value || pm_yaml_is_null(value)) return;
    if (value->kind != PM_YAML_SEQUENCE) {
        pm_yaml_wrong_shape(r, value, "outputs", "a list");
        return;
    }
    for (const pm_yaml_item *item = value->first; item; item = item->next)
        read_output(r, item->value);
}

static void read_top(pm_yaml_reader *r)
{
    static const pm_yaml_key keys[] = {
        { "data", read_top_data }, { "readme", read_readme }, { "outputs", note_outputs }, { NULL, NULL }
    };
    const pm_yaml *top = state_of(r)->top;
    if (pm_yaml_is_null(top)) return;
    if (top->kind != PM_YAML_MAPPING) {
        pm_yaml_wrong_shape(r, top, "papermap.yaml", "a mapping");
        return;
    }
    pm_draw_options told = pm_default_draw_options;
    read_mapping(r, top, keys, &told);
    pm_draw_options_finish(&told);
    read_outputs(r);
}

bool pm_config_read(const pm_source *source, bool may_leave, pm_arena *arena, pm_config *config,
                    pm_diagnostics *diagnostics)
{
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    const char *slash = strrchr(source->name, '/');
    *config = (pm_config){ .source = source, .readme = pm_default_readme_config };
    config->folder = slash ? pm_arena_strndup(arena, source->name, (size_t)(slash - source->name) + 1) : "";
    config->outputs = PM_NEW_ARRAY(arena, pm_config_output, PM_CONFIG_OUTPUTS_AT_MOST);
    const pm_yaml *top = pm_yaml_read(source, &pm_yaml_default_limits, arena, diagnostics);
    if (!top) return false;
    state s = { .config = config, .top = top, .targets = pm_text_map_create() };
    config->root = may_leave ? NULL : pm_repository_root(*config->folder ? config->folder : ".", arena);
    s.keys = PM_NEW_ARRAY(arena, pm_strbuf, PM_CONFIG_OUTPUTS_AT_MOST);
    pm_yaml_reader r = { source, arena, diagnostics, &s };
    read_top(&r);
    for (size_t i = 0; i < config->drawing_count; i++)
        pm_strbuf_finish(&s.keys[i]);
    pm_text_map_destroy(s.targets);
    return pm_diagnostics_count(diagnostics, PM_ERROR) == errors;
}

void pm_config_finish(pm_config *config)
{
    for (size_t i = 0; i < config->output_count; i++)
        pm_draw_options_finish(&config->outputs[i].options);
    config->output_count = 0;
}
