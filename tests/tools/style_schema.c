/*
 * Prints the JSON Schema of styles, made from the table that the reader walks (src/style/style_fields.c), so
 * that the two cannot part. styles/schema/style.schema.json is what it printed last.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "style/style_fields.h"
#include "support/memory.h"

enum { SECTIONS_AT_MOST = 32 };

/* Tables of keys that are told once, under $defs, by the name of the first key that has them. */
typedef struct sections {
    const pm_field *fields[SECTIONS_AT_MOST];
    const char *names[SECTIONS_AT_MOST];
    size_t count;
} sections;

static const char *name_of(sections *s, const pm_field *field)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->fields[i] == field->section) return s->names[i];
    if (s->count == SECTIONS_AT_MOST) return "";
    s->fields[s->count] = field->section;
    s->names[s->count] = field->key;
    return s->names[s->count++];
}

static void print_choices(const char *const *choices)
{
    printf("{\"enum\": [");
    for (size_t i = 0; choices[i]; i++)
        printf("%s\"%s\"", i ? ", " : "", choices[i]);
    printf("]}");
}

static void print_number(const char *type, const pm_field *field)
{
    printf("{\"type\": \"%s\", \"minimum\": %g, \"maximum\": %g}", type, field->low, field->high);
}

static void print_padding(const pm_field *field)
{
    printf("{\"if\": {\"type\": \"array\"}, \"then\": {\"minItems\": 2, \"maxItems\": 2, \"items\": ");
    print_number("number", field);
    printf("}, \"else\": ");
    print_number("number", field);
    printf("}");
}

static void print_value(sections *s, const pm_field *field)
{
    switch (field->type) {
    case PM_FIELD_SECTION:
        printf("{\"$ref\": \"#/$defs/%s\"}", name_of(s, field));
        break;
    case PM_FIELD_COLOUR:
        printf("{\"$ref\": \"#/$defs/colour\"}");
        break;
    case PM_FIELD_NUMBER:
        print_number("number", field);
        break;
    case PM_FIELD_INTEGER:
        print_number("integer", field);
        break;
    case PM_FIELD_BOOLEAN:
        printf("{\"type\": \"boolean\"}");
        break;
    case PM_FIELD_TEXT:
        printf("{\"type\": [\"string\", \"number\", \"boolean\"], \"minLength\": 1}");
        break;
    case PM_FIELD_CHOICE:
    case PM_FIELD_CHOICE_INDEX:
        print_choices(field->choices);
        break;
    case PM_FIELD_PADDING:
        print_padding(field);
        break;
    case PM_FIELD_PALETTE:
        printf("{\"$ref\": \"#/$defs/palette\"}");
        break;
    case PM_FIELD_HUE:
        printf("{\"$ref\": \"#/$defs/hue\"}");
        break;
    }
}

static void print_properties(sections *s, const pm_field *fields, const char *indent)
{
    for (const pm_field *field = fields; field->key; field++) {
        printf("%s\"%s\": ", indent, field->key);
        print_value(s, field);
        printf(field[1].key ? ",\n" : "\n");
    }
}

static const char colours[] =
    "    \"colour\": {\n"
    "      \"description\": \"A colour, or a role of the palette.\",\n"
    "      \"type\": \"string\",\n"
    "      \"pattern\": "
    "\"^(none|transparent|black|white|@solid|@ink|@tint|@line|#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|"
    "[0-9a-fA-F]{8}))$\"\n"
    "    },\n"
    "    \"ownColour\": {\"$ref\": \"#/$defs/colour\", \"pattern\": \"^[^@]\"},\n"
    "    \"hue\": {\n"
    "      \"type\": \"object\",\n"
    "      \"required\": [\"solid\", \"ink\", \"tint\", \"line\"],\n"
    "      \"properties\": {\n"
    "        \"solid\": {\"$ref\": \"#/$defs/ownColour\"},\n"
    "        \"ink\": {\"$ref\": \"#/$defs/ownColour\"},\n"
    "        \"tint\": {\"$ref\": \"#/$defs/ownColour\"},\n"
    "        \"line\": {\"$ref\": \"#/$defs/ownColour\"}\n"
    "      },\n"
    "      \"additionalProperties\": false\n"
    "    },\n"
    "    \"palette\": {\n"
    "      \"description\": \"Hues, taken in turn.\",\n"
    "      \"type\": \"array\",\n"
    "      \"minItems\": 1,\n"
    "      \"maxItems\": 256,\n"
    "      \"items\": {\"$ref\": \"#/$defs/hue\"}\n"
    "    }";

int main(void)
{
    sections s = { .count = 0 };
    printf("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"A style of "
           "papermap\",\n"
           "  \"description\": \"How maps look (docs/STYLES.md).\",\n  \"type\": \"object\",\n  "
           "\"properties\": {\n"
           "    \"extends\": {\"description\": \"The style that this one builds on: a name, or a path below "
           "its own "
           "folder.\", \"type\": [\"string\", \"number\", \"boolean\"], \"minLength\": 1, \"pattern\": "
           "\"^(?!/)(?!(.*/)?\\\\.\\\\.(/|$))\"},\n");
    print_properties(&s, pm_style_fields, "    ");
    printf("  },\n  \"additionalProperties\": false,\n  \"$defs\": {\n%s", colours);
    for (size_t i = 0; i < s.count; i++) { /* printing one may add others */
        printf(",\n    \"%s\": {\n      \"type\": \"object\",\n      \"properties\": {\n", s.names[i]);
        print_properties(&s, s.fields[i], "        ");
        printf("      },\n      \"additionalProperties\": false\n    }");
    }
    printf("\n  }\n}\n");
    return 0;
}
