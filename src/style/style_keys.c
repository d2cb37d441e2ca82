/*
 * The file is walked beside the table of keys, whose types say how a value is read and checked.
 */
#include "style/style_keys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "style/style_fields.h"

enum { LARGEST_PALETTE = 256 };

typedef pm_style_reader reader;

const char pm_base_style[] = "light";

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
                    pm_base_style);
        } else if (field->type == PM_FIELD_SECTION) {
            require_all_keys(r, value, field->section);
        }
    }
}

void pm_style_read_keys(pm_style_reader *r, const pm_yaml *document)
{
    read_section(r, document, pm_style_fields, (char *)r->style);
}

void pm_style_require_all_keys(const pm_style_reader *r, const pm_yaml *document)
{
    require_all_keys(r, document, pm_style_fields);
}
