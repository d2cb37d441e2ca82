/*
 * Each mapping has a table of its keys with the function that reads the value; a new key is a new row.
 */
#include "taxonomy/readme_config.h"

#include <string.h>
#include <strings.h>

#include "taxonomy/timestamp.h"

static const pm_column default_columns[] = {
    { PM_FIELD_TITLE, "Title" }, { PM_FIELD_ABBR, "Abbreviation" }, { PM_FIELD_VENUE, "Venue" },
    { PM_FIELD_YEAR, "Year" },   { PM_FIELD_LINKS, "Materials" },
};

const pm_readme_config pm_default_readme_config = {
    .file = "README.md",
    .timezone = "UTC",
    .columns = default_columns,
    .column_count = sizeof default_columns / sizeof *default_columns,
    .order = PM_ORDER_NEWEST,
    .main_marker = "main",
    .time_marker = "update-time",
};

/* What is being read. */
static pm_readme_config *target(pm_yaml_reader *r)
{
    return r->target;
}

static void read_timezone(pm_yaml_reader *r, const pm_yaml *value)
{
    const char *zone = pm_yaml_read_text(r, "timezone", value);
    if (!zone) return;
    target(r)->timezone = zone;
    if (pm_timezone_exists(zone)) return;
    pm_error(r->diagnostics, r->source, value->at, "unknown time zone \"%.80s\"", zone);
    pm_code(r->diagnostics, "unknown-timezone");
    pm_hint(r->diagnostics, "give an IANA name such as Asia/Shanghai, Europe/Berlin or UTC");
}

static void read_order(pm_yaml_reader *r, const pm_yaml *value)
{
    static const char *const orders[] = { "newest", "oldest", "title", "file",
                                          NULL }; /* as in pm_paper_order */
    const char *word = pm_yaml_read_text(r, "sort", value);
    if (!word) return;
    for (int i = 0; orders[i]; i++) {
        if (strcmp(word, orders[i]) != 0) continue;
        target(r)->order = (pm_paper_order)i;
        return;
    }
    pm_yaml_wrong_word(r, value, "sort order", orders);
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

static bool read_field(pm_yaml_reader *r, const pm_yaml *word, pm_column *column)
{
    const char *words[FIELD_WORDS + 1] = { NULL };
    for (size_t i = 0; i < FIELD_WORDS; i++) {
        words[i] = fields[i].word;
        if (strcasecmp(word->text, fields[i].word) != 0) continue;
        *column = (pm_column){ fields[i].field, fields[i].heading };
        return true;
    }
    pm_yaml_wrong_word(r, word, "column", words);
    return false;
}

/* "venue", or {venue: Where published} to give the heading. */
static bool read_column(pm_yaml_reader *r, const pm_yaml *value, pm_column *column)
{
    if (value->kind == PM_YAML_SCALAR && !pm_yaml_is_null(value)) return read_field(r, value, column);
    if (value->kind != PM_YAML_MAPPING || value->count != 1) {
        pm_yaml_wrong_shape(r, value, "a column", "a field's name, or {field: heading}");
        return false;
    }
    if (!read_field(r, value->first->key, column)) return false;
    const char *heading = pm_yaml_read_text(r, "a column's heading", value->first->value);
    if (heading) column->heading = heading;
    return heading != NULL;
}

static void read_columns(pm_yaml_reader *r, const pm_yaml *value)
{
    if (value->kind != PM_YAML_SEQUENCE || !value->count) {
        pm_yaml_wrong_shape(r, value, "columns", "a list of fields");
        return;
    }
    pm_column *columns = PM_NEW_ARRAY(r->arena, pm_column, value->count);
    size_t count = 0;
    for (const pm_yaml_item *item = value->first; item; item = item->next)
        count += read_column(r, item->value, &columns[count]);
    target(r)->columns = columns;
    target(r)->column_count = count;
}

/* A marker's name stands in an HTML comment: only letters, digits, dot, dash and underline. */
static const char *read_marker(pm_yaml_reader *r, const char *what, const pm_yaml *value)
{
    const char *name = pm_yaml_read_text(r, what, value);
    if (!name) return NULL;
    size_t allowed = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    if (!name[allowed]) return name;
    pm_error(r->diagnostics, r->source, value->at,
             "%s \"%.80s\": a marker's name has only letters, digits, . - and _", what, name);
    pm_code(r->diagnostics, "wrong-value");
    return NULL;
}

static void read_main_marker(pm_yaml_reader *r, const pm_yaml *value)
{
    const char *name = read_marker(r, "the marker main", value);
    if (name) target(r)->main_marker = name;
}

static void read_time_marker(pm_yaml_reader *r, const pm_yaml *value)
{
    const char *name = pm_yaml_is_null(value) ? NULL : read_marker(r, "the marker time", value);
    if (name || pm_yaml_is_null(value)) target(r)->time_marker = name;
}

static void read_markers(pm_yaml_reader *r, const pm_yaml *value)
{
    static const pm_yaml_key keys[] = { { "main", read_main_marker },
                                        { "time", read_time_marker },
                                        { NULL, NULL } };
    pm_yaml_read_keys(r, "markers", value, keys);
    const pm_readme_config *readme = target(r);
    if (!readme->time_marker || strcmp(readme->main_marker, readme->time_marker) != 0) return;
    pm_error(r->diagnostics, r->source, value->at, "both markers are called \"%s\"", readme->main_marker);
    pm_code(r->diagnostics, "wrong-value");
}

static void read_file(pm_yaml_reader *r, const pm_yaml *value)
{
    const char *path = pm_yaml_read_text(r, "file", value);
    if (!path) return;
    target(r)->file = path;
    target(r)->file_at = value->at;
}

void pm_readme_config_read(pm_yaml_reader *r, const pm_yaml *value)
{
    static const pm_yaml_key keys[] = { { "file", read_file },       { "timezone", read_timezone },
                                        { "columns", read_columns }, { "sort", read_order },
                                        { "markers", read_markers }, { NULL, NULL } };
    pm_yaml_read_keys(r, "readme", value, keys);
}
