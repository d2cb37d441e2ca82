/*
 * Reading styles: the file is walked beside the table of keys (style_fields.c), and each value is put
 * where the table says. `extends` reads the other style first, so that a file only says what differs;
 * a file without it starts from `light`, which says everything.
 */
#include "style/style.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "style/style_fields.h"
#include "support/file.h"
#include "support/memory.h"
#include "support/yaml.h"

enum { LONGEST_CHAIN = PM_STYLE_CHAIN, STYLE_FILE_LIMIT = 1024 * 1024, LARGEST_PALETTE = 256 };

static const pm_mark nowhere = { 0, 0 };
static const char base_style[] = "light";

typedef struct reader {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    const pm_source *source;
    pm_style *style;
} reader;

/* --- values --- */

static bool parse_hex(const char *digits, size_t count, pm_colour *colour)
{
    static const char hex[] = "0123456789abcdefABCDEF";
    if (strspn(digits, hex) != count || digits[count]) return false;
    unsigned long value = strtoul(digits, NULL, 16);
    if (count == 3) {
        value = (value & 0xF00) << 8 | (value & 0xF0) << 4 | (value & 0xF);
        value |= value << 4;
        count = 6;
    }
    if (count == 6) value = value << 8 | 0xFF;
    if (count != 6 && count != 8) return false;
    *colour = (pm_colour){ .red = (uint8_t)(value >> 24),
                           .green = (uint8_t)(value >> 16),
                           .blue = (uint8_t)(value >> 8),
                           .alpha = (uint8_t)value };
    return true;
}

static bool parse_colour(const char *text, pm_colour *colour)
{
    static const struct {
        const char *name;
        pm_colour colour;
    } names[] = { { "none", { .alpha = 0 } },
                  { "transparent", { .alpha = 0 } },
                  { "black", { .alpha = 255 } },
                  { "white", { .red = 255, .green = 255, .blue = 255, .alpha = 255 } },
                  { "@solid", { .alpha = 255, .role = PM_COLOUR_SOLID } },
                  { "@ink", { .alpha = 255, .role = PM_COLOUR_INK } },
                  { "@tint", { .alpha = 255, .role = PM_COLOUR_TINT } },
                  { "@line", { .alpha = 255, .role = PM_COLOUR_LINE } } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i].name) != 0) continue;
        *colour = names[i].colour;
        return true;
    }
    return text[0] == '#' && parse_hex(text + 1, strlen(text + 1), colour);
}

static void read_colour(reader *r, const pm_yaml *value, pm_colour *colour)
{
    if (value->kind == PM_YAML_SCALAR && parse_colour(value->text, colour)) return;
    pm_error(r->diagnostics, r->source, value->at, "not a colour: %s",
             value->text ? value->text : pm_yaml_kind_name(value));
    pm_hint(r->diagnostics, "write \"#rrggbb\", \"#rrggbbaa\", none, black, white, or a role of the palette: "
                            "\"@solid\", \"@ink\", \"@tint\", \"@line\"");
}

/* A number in plain decimal notation within the field's limits. strtod follows the locale, which papermap
 * never sets. */
static bool read_number(reader *r, const pm_yaml *value, const pm_field *field, double *number)
{
    char *end = NULL;
    bool is_plain = value->kind == PM_YAML_SCALAR && value->length &&
                    strspn(value->text, "+-.0123456789") == value->length;
    double parsed = is_plain ? strtod(value->text, &end) : 0;
    if (!is_plain || *end) {
        pm_error(r->diagnostics, r->source, value->at, "%s must be a number", field->key);
        return false;
    }
    if (parsed < field->low || parsed > field->high) {
        pm_error(r->diagnostics, r->source, value->at, "%s must lie between %g and %g", field->key,
                 field->low, field->high);
        return false;
    }
    *number = parsed;
    return true;
}

static void read_integer(reader *r, const pm_yaml *value, const pm_field *field, int *integer)
{
    double number;
    if (!read_number(r, value, field, &number)) return;
    if (number != floor(number))
        pm_error(r->diagnostics, r->source, value->at, "%s must be a whole number", field->key);
    else
        *integer = (int)number;
}

static void read_boolean(reader *r, const pm_yaml *value, const pm_field *field, bool *boolean)
{
    const char *text = value->kind == PM_YAML_SCALAR ? value->text : "";
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        *boolean = text[0] == 't';
    else
        pm_error(r->diagnostics, r->source, value->at, "%s must be true or false", field->key);
}

/* The index of the value among the field's choices, -1 with an error when it is none of them. */
static int read_choice(reader *r, const pm_yaml *value, const pm_field *field)
{
    const char *text = value->kind == PM_YAML_SCALAR ? value->text : "";
    pm_strbuf names = PM_STRBUF_INIT;
    for (int i = 0; field->choices[i]; i++) {
        if (strcmp(text, field->choices[i]) == 0) {
            pm_strbuf_finish(&names);
            return i;
        }
        pm_strbuf_printf(&names, "%s%s", i ? ", " : "", field->choices[i]);
    }
    pm_error(r->diagnostics, r->source, value->at, "%s must be one of: %s", field->key,
             pm_strbuf_text(&names));
    pm_strbuf_finish(&names);
    const char *nearest = pm_nearest_word(text, field->choices);
    if (nearest) pm_hint(r->diagnostics, "did you mean %s?", nearest);
    return -1;
}

static void read_padding(reader *r, const pm_yaml *value, const pm_field *field, pm_padding *padding)
{
    if (value->kind == PM_YAML_SEQUENCE && value->count == 2) {
        read_number(r, value->first->value, field, &padding->vertical);
        read_number(r, value->first->next->value, field, &padding->horizontal);
    } else if (value->kind == PM_YAML_SCALAR) {
        if (read_number(r, value, field, &padding->vertical)) padding->horizontal = padding->vertical;
    } else {
        pm_error(r->diagnostics, r->source, value->at, "%s must be a number or [vertical, horizontal]",
                 field->key);
    }
}

static const char *const role_names[] = { "solid", "ink", "tint", "line", NULL };

static void unknown_key(reader *r, const pm_yaml *key, const char *const *known)
{
    pm_error(r->diagnostics, r->source, key->at, "unknown key \"%s\"", key->text);
    const char *nearest = pm_nearest_word(key->text, known);
    if (nearest) pm_hint(r->diagnostics, "did you mean \"%s\"?", nearest);
}

static void read_hue(reader *r, const pm_yaml *entry, pm_hue *hue)
{
    if (entry->kind != PM_YAML_MAPPING) {
        pm_error(r->diagnostics, r->source, entry->at,
                 "a hue must be a mapping with solid, ink, tint and line");
        return;
    }
    for (int role = 0; role_names[role]; role++) {
        const pm_yaml *value = pm_yaml_get(entry, role_names[role]);
        pm_colour *colour = &hue->roles[role + PM_COLOUR_SOLID];
        if (!value) {
            pm_error(r->diagnostics, r->source, entry->at, "this hue has no %s", role_names[role]);
            continue;
        }
        read_colour(r, value, colour);
        if (colour->role != PM_COLOUR_LITERAL)
            pm_error(r->diagnostics, r->source, value->at, "a palette's colour cannot be a role");
    }
    for (const pm_yaml_item *item = entry->first; item; item = item->next) {
        bool known = false;
        for (int role = 0; role_names[role]; role++)
            known = known || strcmp(item->key->text, role_names[role]) == 0;
        if (!known) unknown_key(r, item->key, role_names);
    }
}

static void read_palette(reader *r, const pm_yaml *value, const pm_field *field, pm_palette *palette)
{
    if (value->kind != PM_YAML_SEQUENCE || !value->count || value->count > LARGEST_PALETTE) {
        pm_error(r->diagnostics, r->source, value->at, "%s must be a list of 1 to %d hues", field->key,
                 LARGEST_PALETTE);
        return;
    }
    *palette = (pm_palette){ PM_NEW_ARRAY(r->arena, pm_hue, value->count), 0 };
    for (const pm_yaml_item *item = value->first; item; item = item->next)
        read_hue(r, item->value, &palette->hues[palette->count++]);
}

/* --- sections --- */

static void read_section(reader *r, const pm_yaml *mapping, const pm_field *fields, char *object);

/* As deep as the table of keys, whatever the file holds. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static void read_field(reader *r, const pm_yaml *value, const pm_field *field, char *object)
{
    void *target = object + field->offset;
    switch (field->type) {
    case PM_FIELD_SECTION:
        read_section(r, value, field->section, target);
        break;
    case PM_FIELD_COLOUR:
        read_colour(r, value, target);
        break;
    case PM_FIELD_NUMBER:
        read_number(r, value, field, target);
        break;
    case PM_FIELD_INTEGER:
        read_integer(r, value, field, target);
        break;
    case PM_FIELD_BOOLEAN:
        read_boolean(r, value, field, target);
        break;
    case PM_FIELD_TEXT:
        if (value->kind == PM_YAML_SCALAR && value->length)
            *(const char **)target = value->text;
        else
            pm_error(r->diagnostics, r->source, value->at, "%s must be a text", field->key);
        break;
    case PM_FIELD_CHOICE: {
        int choice = read_choice(r, value, field);
        if (choice >= 0) *(const char **)target = field->choices[choice];
        break;
    }
    case PM_FIELD_CHOICE_INDEX: {
        int choice = read_choice(r, value, field);
        if (choice >= 0) *(pm_text_align *)target = (pm_text_align)choice;
        break;
    }
    case PM_FIELD_PADDING:
        read_padding(r, value, field, target);
        break;
    case PM_FIELD_PALETTE:
        read_palette(r, value, field, target);
        break;
    case PM_FIELD_HUE:
        read_hue(r, value, target);
        break;
    }
}

static void unknown_field(reader *r, const pm_yaml *key, const pm_field *fields)
{
    const char *known[40];
    size_t count = 0;
    for (; fields[count].key; count++)
        known[count] = fields[count].key;
    known[count] = NULL;
    unknown_key(r, key, known);
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void read_section(reader *r, const pm_yaml *mapping, const pm_field *fields, char *object)
{
    if (mapping->kind != PM_YAML_MAPPING) {
        pm_error(r->diagnostics, r->source, mapping->at, "here must be keys with values, not %s",
                 pm_yaml_kind_name(mapping));
        return;
    }
    for (const pm_yaml_item *item = mapping->first; item; item = item->next) {
        const pm_field *field = fields;
        while (field->key && strcmp(field->key, item->key->text) != 0)
            field++;
        if (field->key)
            read_field(r, item->value, field, object);
        else if (fields != pm_style_fields || strcmp(item->key->text, "extends") != 0)
            unknown_field(r, item->key, fields);
    }
}

/* The style that all others build on has every key: nothing stands in for one that it leaves out. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static void require_all_keys(const reader *r, const pm_yaml *mapping, const pm_field *fields)
{
    if (mapping->kind != PM_YAML_MAPPING) return;
    for (const pm_field *field = fields; field->key; field++) {
        const pm_yaml *value = pm_yaml_get(mapping, field->key);
        if (!value) {
            pm_error(r->diagnostics, r->source, mapping->at, "\"%s\" is missing here", field->key);
            pm_hint(r->diagnostics,
                    "all styles build on \"%s\", which has every key; give this one another name",
                    base_style);
        } else if (field->type == PM_FIELD_SECTION) {
            require_all_keys(r, value, field->section);
        }
    }
}

/* --- files --- */

bool pm_style_is_path(const char *name)
{
    const char *dot = strrchr(name, '.');
    return strchr(name, '/') || (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0));
}

/* The i-th folder that styles are looked for in, NULL past the last: $PAPERMAP_STYLES, then beside the
 * program (a build tree, an installed one). */
static const char *style_folder(int i, pm_arena *arena)
{
    static const char *const beside[] = { "../styles", "../share/papermap/styles", "../../styles" };
    const char *named = getenv("PAPERMAP_STYLES");
    if (named && *named && i-- == 0) return named;
    if (i >= (int)(sizeof beside / sizeof *beside)) return NULL;
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return NULL;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    *(slash ? slash : program) = '\0';
    return pm_arena_printf(arena, "%s/%s", program, beside[i]);
}

/* The path of the file that holds the style: a path as it is (relative to the file that extends it), a name
 * beside the file that extends it, else in the style folders. NULL when there is none. */
static const char *find_style(const char *name, const char *extending, pm_arena *arena)
{
    const char *slash = extending ? strrchr(extending, '/') : NULL;
    const char *beside = slash ? pm_arena_strndup(arena, extending, (size_t)(slash - extending)) : ".";
    if (pm_style_is_path(name))
        return !extending || name[0] == '/' ? name : pm_arena_printf(arena, "%s/%s", beside, name);
    const char *folder = extending ? beside : style_folder(0, arena);
    for (int i = extending ? 0 : 1; folder; folder = style_folder(i++, arena)) {
        const char *path = pm_arena_printf(arena, "%s/%s.yaml", folder, name);
        if (access(path, R_OK) == 0) return path;
    }
    return NULL;
}

/* Whether a path leads out of the folder it starts from. Only the command line may name such a style: a file
 * that came with a list may not make papermap read (and quote, in its errors) whatever there is. */
static bool leads_out(const char *path)
{
    if (path[0] == '/') return true;
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) return true;
    }
    return false;
}

static bool may_extend(const reader *r, const char *path, pm_mark at)
{
    if (!leads_out(path)) return true;
    pm_error(r->diagnostics, r->source, at, "extends leads out of the style's folder: \"%.200s\"", path);
    pm_hint(r->diagnostics, "put that style into the same folder or one below it");
    return false;
}

bool pm_style_exists(const char *name, pm_arena *arena)
{
    const char *path = find_style(name, NULL, arena);
    return path && access(path, F_OK) == 0;
}

static void no_such_style(reader *r, const char *name, pm_mark at)
{
    pm_error(r->diagnostics, r->source, at, "there is no style called \"%s\"", name);
    pm_hint(r->diagnostics, "`papermap styles` lists them; a path such as my/style.yaml works too");
}

/* The last part of a path without its ending. */
static const char *base_name(const char *path, pm_arena *arena)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): a source has a name */
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return pm_arena_strndup(arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

typedef struct style_file {
    const pm_source *source;
    const pm_yaml *document;
} style_file;

/* What a style builds on: the text after `extends`, or the base style; NULL for the base style itself. */
static const char *extended_style(reader *r, const style_file *file, pm_mark *at)
{
    const pm_yaml *extends =
        file->document->kind == PM_YAML_MAPPING ? pm_yaml_get(file->document, "extends") : NULL;
    *at = nowhere;
    if (!extends) return strcmp(base_name(file->source->name, r->arena), base_style) == 0 ? NULL : base_style;
    *at = extends->at;
    if (extends->kind == PM_YAML_SCALAR && extends->length) return extends->text;
    pm_error(r->diagnostics, file->source, extends->at, "extends must be the name of a style");
    return NULL;
}

const pm_style *pm_style_read(const char *name, pm_arena *arena, pm_diagnostics *diagnostics)
{
    reader r = { arena, diagnostics, NULL, PM_NEW(arena, pm_style) };
    style_file chain[LONGEST_CHAIN] = { { NULL, NULL } };
    size_t count = 0, errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    pm_mark at = nowhere;
    for (const char *next = name; next;) {
        if (r.source && !may_extend(&r, next, at)) return NULL;
        const char *path = find_style(next, r.source ? r.source->name : NULL, arena);
        if (!path) {
            no_such_style(&r, next, at);
            return NULL;
        }
        if (count == LONGEST_CHAIN) {
            pm_error(diagnostics, r.source, at, "styles extend each other more than %d deep, or in a circle",
                     LONGEST_CHAIN);
            return NULL;
        }
        style_file *file = &chain[count++];
        file->source = pm_file_read(path, STYLE_FILE_LIMIT, arena, diagnostics);
        if (!file->source) return NULL;
        file->document = pm_yaml_read(file->source, &pm_yaml_default_limits, arena, diagnostics);
        if (!file->document) return NULL;
        r.source = file->source;
        r.style->sources[r.style->source_count++] = file->source;
        next = extended_style(&r, file, &at);
    }
    r.style->name = base_name(name, arena);
    if (pm_diagnostics_count(diagnostics, PM_ERROR) == errors) /* the chain ends at the base style */
        require_all_keys(&r, chain[count - 1].document, pm_style_fields);
    while (count-- > 0) {
        r.source = chain[count].source;
        read_section(&r, chain[count].document, pm_style_fields, (char *)r.style);
    }
    return pm_diagnostics_count(diagnostics, PM_ERROR) > errors ? NULL : r.style;
}

const char *pm_style_companion(const char *name, pm_arena *arena)
{
    const char *folder;
    for (int i = 0; (folder = style_folder(i, arena)); i++) {
        const char *path = pm_arena_printf(arena, "%s/../%s", folder, name);
        if (access(path, R_OK) == 0) return path;
    }
    return NULL;
}

static int is_style_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && dot != entry->d_name && strcmp(dot, ".yaml") == 0;
}

void pm_style_list(void (*each)(const pm_style *style, void *context), void *context, pm_arena *arena,
                   pm_diagnostics *diagnostics)
{
    const char *folder = NULL;
    for (int i = 0; (folder = style_folder(i, arena)) && access(folder, R_OK) != 0; i++)
        continue;
    struct dirent **entries = NULL;
    int count = folder ? scandir(folder, &entries, is_style_file, alphasort) : -1;
    if (count < 0) pm_error(diagnostics, NULL, nowhere, "found no folder of styles");
    for (int i = 0; i < count; i++) {
        const pm_style *style =
            pm_style_read(pm_arena_printf(arena, "%s/%s", folder, entries[i]->d_name), arena, diagnostics);
        if (style) each(style, context);
        free(entries[i]);
    }
    free(entries);
}
