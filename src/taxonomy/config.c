/*
 * Reads papermap.yaml. Each mapping has a table of its keys with the function that reads the value; a new
 * key is a new row.
 */
#include "taxonomy/config.h"

#include <string.h>
#include <strings.h>

#include "support/yaml.h"
#include "taxonomy/timestamp.h"

static const pm_column default_columns[] = {
    { PM_FIELD_TITLE, "Title" }, { PM_FIELD_ABBR, "Abbreviation" }, { PM_FIELD_VENUE, "Venue" },
    { PM_FIELD_YEAR, "Year" },   { PM_FIELD_LINKS, "Materials" },
};

const pm_config pm_default_config = {
    .readme = { .timezone = "UTC",
                .columns = default_columns,
                .column_count = sizeof default_columns / sizeof *default_columns,
                .order = PM_ORDER_NEWEST,
                .main_marker = "main",
                .time_marker = "update-time" },
};

typedef struct reader {
    const pm_source *source;
    pm_arena *arena;
    pm_config *config;
    pm_diagnostics *diagnostics;
} reader;

typedef struct key_reader {
    const char *key;
    void (*read)(reader *r, const pm_yaml *value);
} key_reader;

enum { KEYS_AT_MOST = 16 };

static void wrong(reader *r, const pm_yaml *found, const char *what, const char *expected)
{
    bool is_empty = found->kind == PM_YAML_SCALAR ? found->quoted && !found->length : !found->count;
    pm_error(r->diagnostics, r->source, found->at, "%s is %s: it must be %s", what,
             is_empty ? "empty" : pm_yaml_kind_name(found), expected);
    pm_code(r->diagnostics, "wrong-shape");
}

static void wrong_word(reader *r, const pm_yaml *found, const char *what, const char *const *words)
{
    pm_error(r->diagnostics, r->source, found->at, "unknown %s \"%.80s\"", what, found->text);
    pm_code(r->diagnostics, "wrong-value");
    const char *meant = pm_nearest_word(found->text, words);
    if (meant) {
        pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
        return;
    }
    pm_strbuf list = PM_STRBUF_INIT;
    for (size_t i = 0; words[i]; i++)
        pm_strbuf_printf(&list, "%s%s", i ? ", " : "", words[i]);
    pm_hint(r->diagnostics, "one of: %s", pm_strbuf_text(&list));
    pm_strbuf_finish(&list);
}

static void warn_unknown_key(reader *r, const pm_yaml *key, const key_reader *known)
{
    const char *words[KEYS_AT_MOST + 1] = { NULL };
    for (size_t i = 0; i < KEYS_AT_MOST && known[i].key; i++)
        words[i] = known[i].key;
    pm_warning(r->diagnostics, r->source, key->at, "unknown key \"%.80s\"", key->text);
    pm_code(r->diagnostics, "unknown-key");
    const char *meant = pm_nearest_word(key->text, words);
    if (meant) pm_hint(r->diagnostics, "did you mean \"%s\"?", meant);
}

static void read_keys(reader *r, const char *what, const pm_yaml *mapping, const key_reader *known)
{
    if (pm_yaml_is_null(mapping)) return;
    if (mapping->kind != PM_YAML_MAPPING) {
        wrong(r, mapping, what, "a mapping");
        return;
    }
    for (const pm_yaml_item *item = mapping->first; item; item = item->next) {
        const key_reader *found = known;
        while (found->key && strcmp(found->key, item->key->text) != 0)
            found++;
        if (found->key)
            found->read(r, item->value);
        else
            warn_unknown_key(r, item->key, known);
    }
}

static const char *read_text(reader *r, const char *what, const pm_yaml *value)
{
    if (value->kind == PM_YAML_SCALAR && value->length && !pm_yaml_is_null(value))
        return pm_arena_strdup(r->arena, value->text);
    wrong(r, value, what, "a text");
    return NULL;
}

/* --- readme --- */

static void read_timezone(reader *r, const pm_yaml *value)
{
    const char *zone = read_text(r, "timezone", value);
    if (!zone) return;
    r->config->readme.timezone = zone;
    if (pm_timezone_exists(zone)) return;
    pm_error(r->diagnostics, r->source, value->at, "unknown time zone \"%.80s\"", zone);
    pm_code(r->diagnostics, "unknown-timezone");
    pm_hint(r->diagnostics, "give an IANA name such as Asia/Shanghai, Europe/Berlin or UTC");
}

static void read_order(reader *r, const pm_yaml *value)
{
    static const char *const orders[] = { "newest", "oldest", "title", "file",
                                          NULL }; /* as in pm_paper_order */
    const char *word = read_text(r, "sort", value);
    if (!word) return;
    for (int i = 0; orders[i]; i++) {
        if (strcmp(word, orders[i]) != 0) continue;
        r->config->readme.order = (pm_paper_order)i;
        return;
    }
    wrong_word(r, value, "sort order", orders);
}

/* A column by its key in the data or by its usual heading; the first row of a field gives its heading. */
static const struct {
    const char *word;
    pm_paper_field field;
    const char *heading;
} fields[] = {
    { "title", PM_FIELD_TITLE, "Title" },         { "abbr", PM_FIELD_ABBR, "Abbreviation" },
    { "venue", PM_FIELD_VENUE, "Venue" },         { "year", PM_FIELD_YEAR, "Year" },
    { "authors", PM_FIELD_AUTHORS, "Authors" },   { "note", PM_FIELD_NOTE, "Note" },
    { "links", PM_FIELD_LINKS, "Materials" },     { "abbreviation", PM_FIELD_ABBR, "Abbreviation" },
    { "materials", PM_FIELD_LINKS, "Materials" },
};

enum { FIELD_WORDS = sizeof fields / sizeof *fields };

static bool read_field(reader *r, const pm_yaml *word, pm_column *column)
{
    const char *words[FIELD_WORDS + 1] = { NULL };
    for (size_t i = 0; i < FIELD_WORDS; i++) {
        words[i] = fields[i].word;
        if (strcasecmp(word->text, fields[i].word) != 0) continue;
        *column = (pm_column){ fields[i].field, fields[i].heading };
        return true;
    }
    wrong_word(r, word, "column", words);
    return false;
}

/* "venue", or {venue: Where published} to give the heading. */
static bool read_column(reader *r, const pm_yaml *value, pm_column *column)
{
    if (value->kind == PM_YAML_SCALAR && !pm_yaml_is_null(value)) return read_field(r, value, column);
    if (value->kind != PM_YAML_MAPPING || value->count != 1) {
        wrong(r, value, "a column", "a field's name, or {field: heading}");
        return false;
    }
    if (!read_field(r, value->first->key, column)) return false;
    const char *heading = read_text(r, "a column's heading", value->first->value);
    if (heading) column->heading = heading;
    return heading != NULL;
}

static void read_columns(reader *r, const pm_yaml *value)
{
    if (value->kind != PM_YAML_SEQUENCE || !value->count) {
        wrong(r, value, "columns", "a list of fields");
        return;
    }
    pm_column *columns = PM_NEW_ARRAY(r->arena, pm_column, value->count);
    size_t count = 0;
    for (const pm_yaml_item *item = value->first; item; item = item->next)
        count += read_column(r, item->value, &columns[count]);
    r->config->readme.columns = columns;
    r->config->readme.column_count = count;
}

/* A marker's name stands in an HTML comment: only letters, digits, dot, dash and underline. */
static const char *read_marker(reader *r, const char *what, const pm_yaml *value)
{
    const char *name = read_text(r, what, value);
    if (!name) return NULL;
    size_t allowed = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    if (!name[allowed]) return name;
    pm_error(r->diagnostics, r->source, value->at,
             "%s \"%.80s\": a marker's name has only letters, digits, . - and _", what, name);
    pm_code(r->diagnostics, "wrong-value");
    return NULL;
}

static void read_main_marker(reader *r, const pm_yaml *value)
{
    const char *name = read_marker(r, "the marker main", value);
    if (name) r->config->readme.main_marker = name;
}

static void read_time_marker(reader *r, const pm_yaml *value)
{
    const char *name = pm_yaml_is_null(value) ? NULL : read_marker(r, "the marker time", value);
    if (name || pm_yaml_is_null(value)) r->config->readme.time_marker = name;
}

static void read_markers(reader *r, const pm_yaml *value)
{
    static const key_reader keys[] = { { "main", read_main_marker },
                                       { "time", read_time_marker },
                                       { NULL, NULL } };
    read_keys(r, "markers", value, keys);
    const pm_readme_config *readme = &r->config->readme;
    if (!readme->time_marker || strcmp(readme->main_marker, readme->time_marker) != 0) return;
    pm_error(r->diagnostics, r->source, value->at, "both markers are called \"%s\"", readme->main_marker);
    pm_code(r->diagnostics, "wrong-value");
}

static void read_readme(reader *r, const pm_yaml *value)
{
    static const key_reader keys[] = { { "timezone", read_timezone },
                                       { "columns", read_columns },
                                       { "sort", read_order },
                                       { "markers", read_markers },
                                       { NULL, NULL } };
    read_keys(r, "readme", value, keys);
}

bool pm_config_read(const pm_source *source, pm_arena *arena, pm_config *config, pm_diagnostics *diagnostics)
{
    static const key_reader keys[] = { { "readme", read_readme }, { NULL, NULL } };
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    const pm_yaml *root = pm_yaml_read(source, &pm_yaml_default_limits, arena, diagnostics);
    if (!root) return false;
    reader r = { source, arena, config, diagnostics };
    read_keys(&r, "papermap.yaml", root, keys);
    return pm_diagnostics_count(diagnostics, PM_ERROR) == errors;
}
