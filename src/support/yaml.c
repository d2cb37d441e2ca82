/*
 * Reads libyaml's events into a tree.
 *
 * Open lists and mappings stand on a stack of our own, so nesting costs no C stack. Anchors and the keys of
 * all mappings share one hash map (an anchor has no owner, a key's is its mapping), which keeps a mapping of
 * a million keys linear. Every node records how many nodes it unfolds to and how deep it reaches, so that an
 * alias is weighed against the limits without being walked.
 *
 * Mistakes are collected; reading goes on after those that leave the events in step, and stops at a syntax
 * error, at a limit of the whole tree, and after MISTAKES_SHOWN. Places come from the character index of
 * libyaml's marks, because libyaml ends lines at more characters than an editor does (NEL, U+2028, lone CR).
 */
#include "support/yaml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "support/file.h"
#include "support/memory.h"
#include "support/text_map.h"
#include "support/utf8.h"
#include "support/yaml_syntax.h"

const pm_yaml_limits pm_yaml_default_limits = PM_YAML_DEFAULT_LIMITS;

enum { MISTAKES_SHOWN = 100 };

/* A node with what only its reading needs. The tree's pointers point at `shown`, the first member. */
typedef struct node {
    pm_yaml shown;
    size_t size;   /* nodes it unfolds to; 0 while it is open */
    size_t height; /* 0 for a scalar, 1 for a list of scalars, ... */
} node;

typedef struct frame {
    node *collection;
    pm_yaml_item *last;
    const node *key; /* a mapping's key that waits for its value */
    size_t nodes_before;
} frame;

typedef struct reader {
    const pm_source *source;
    const pm_yaml_limits *limits;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    size_t mistakes;
    bool unusable; /* a mistake that leaves no tree; a key that stands twice does */
    bool stopped;
    bool has_bom;
    uint32_t *line_starts; /* index of each line's first character */
    size_t line_count, line_capacity;
    size_t cursor_index, cursor_byte; /* the last character whose byte was asked for */
    frame *frames;
    size_t depth, frame_capacity;
    pm_text_map *names; /* anchors (no owner) and the keys of each mapping */
    size_t nodes;       /* so far, aliases unfolded */
    node *root;
} reader;

/* --- places --- */

static const char *const byte_order_mark = "\xEF\xBB\xBF";

static void find_lines(reader *r)
{
    uint32_t index = 0;
    PM_RESERVE(r->line_starts, r->line_capacity, 1);
    r->line_starts[r->line_count++] = 0;
    for (size_t i = 0; i < r->source->length; i++) {
        unsigned char byte = (unsigned char)r->source->text[i];
        if ((byte & 0xC0) != 0x80) index++;
        if (byte != '\n') continue;
        PM_RESERVE(r->line_starts, r->line_capacity, r->line_count + 1);
        r->line_starts[r->line_count++] = index;
    }
}

static pm_mark place_of_index(const reader *r, size_t index)
{
    size_t low = 0, high = r->line_count; /* the line is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (r->line_starts[middle] <= index)
            low = middle;
        else
            high = middle;
    }
    return (pm_mark){ (uint32_t)low + 1, (uint32_t)(index - r->line_starts[low]) + 1 };
}

static pm_mark place_of(const reader *r, yaml_mark_t mark)
{
    return place_of_index(r, mark.index + r->has_bom);
}

/* The byte of a mark's character, walked to from the last one asked for: marks lie close together. */
static size_t byte_of(reader *r, yaml_mark_t mark)
{
    const char *text = r->source->text;
    size_t index = mark.index + r->has_bom, at = r->cursor_byte;
    while (r->cursor_index < index && at < r->source->length) {
        at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
        r->cursor_index++;
    }
    while (r->cursor_index > index) {
        at--;
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        r->cursor_index--;
    }
    r->cursor_byte = at;
    return at;
}

/* --- mistakes --- */

static const char duplicate_key[] = "duplicate-key";

/* Counts a mistake that was just reported and gives up when there are too many. */
static void count_mistake(reader *r, const char *code)
{
    pm_code(r->diagnostics, code);
    r->unusable = r->unusable || strcmp(code, duplicate_key) != 0;
    if (++r->mistakes < MISTAKES_SHOWN || r->stopped) return;
    pm_note(r->diagnostics, r->source, (pm_mark){ 0 }, "stopped reading after %d mistakes", MISTAKES_SHOWN);
    r->stopped = r->unusable = true;
}

static void report_syntax(reader *r, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) pm_out_of_memory();
    r->stopped = true;
    const char *problem = parser->problem ? parser->problem : "unknown problem";
    pm_mark at = place_of(r, parser->problem_mark);
    if (parser->error == YAML_READER_ERROR) { /* has an offset in bytes, and no mark */
        size_t offset = parser->problem_offset + (r->has_bom ? 3 : 0);
        if (offset > r->source->length) offset = r->source->length;
        at = place_of_index(r, pm_utf8_count(r->source->text, offset));
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s (U+%04X)", problem,
                 (unsigned)parser->problem_value);
    } else if (parser->context && place_of(r, parser->context_mark).line < at.line) {
        pm_mark from = place_of(r, parser->context_mark);
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s, %s that begins in line %u", problem,
                 parser->context, from.line);
    } else {
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s", problem);
    }
    const char *hint =
        pm_yaml_syntax_hint(problem, parser->context, r->source->text[byte_of(r, parser->problem_mark)]);
    if (hint) pm_hint(r->diagnostics, "%s", hint);
    count_mistake(r, "yaml-syntax");
}

/* A limit of the whole tree: nothing good can follow. */
static bool stop_at_limit(reader *r, pm_mark at, const char *what, const char *name, size_t limit)
{
    pm_error(r->diagnostics, r->source, at, "%s: the %s limit is %zu", what, name, limit);
    pm_hint(r->diagnostics, "for a list, --max-%s N raises it", name);
    r->stopped = true;
    count_mistake(r, "yaml-limit");
    return false;
}

/* --- building --- */

/* An anchor's later node takes the name over, as YAML says. */
static void remember_anchor(reader *r, const yaml_char_t *anchor, node *named)
{
    if (anchor) *pm_text_map_at(r->names, NULL, pm_arena_strdup(r->arena, (const char *)anchor)) = named;
}

/* A mapping's next key. One that is no text is a mistake; it still takes the key's turn. */
static void take_key(reader *r, frame *top, node *key)
{
    top->key = key;
    if (key->shown.kind != PM_YAML_SCALAR) {
        pm_error(r->diagnostics, r->source, key->shown.at, "%s as a key: a key must be a text",
                 pm_yaml_kind_name(&key->shown));
        count_mistake(r, "yaml-key");
        return;
    }
    void **place = pm_text_map_at(r->names, top->collection, key->shown.text);
    const node *first = *place;
    if (!first) {
        *place = key;
        return;
    }
    pm_error(r->diagnostics, r->source, key->shown.at, "the key \"%.80s\" stands twice: first in line %u",
             key->shown.text, first->shown.at.line);
    pm_hint(r->diagnostics, "rename or remove one of the two");
    count_mistake(r, duplicate_key);
}

static void append_item(reader *r, frame *top, const node *value)
{
    pm_yaml_item *item = PM_NEW(r->arena, pm_yaml_item);
    item->key = top->key ? &top->key->shown : NULL;
    item->value = &value->shown;
    if (top->last)
        top->last->next = item;
    else
        top->collection->shown.first = item;
    top->last = item;
    top->collection->shown.count++;
    top->key = NULL;
}

/* Puts a node where the events stand: as the root, a key, a value or an item. */
static void attach(reader *r, node *n)
{
    if (!r->depth || !r->frames) {
        r->root = n;
        return;
    }
    frame *top = &r->frames[r->depth - 1];
    if (top->collection->height < n->height + 1) top->collection->height = n->height + 1;
    if (top->collection->shown.kind == PM_YAML_MAPPING && !top->key)
        take_key(r, top, n);
    else
        append_item(r, top, n);
}

/* Weighs `size` more nodes that reach `height` levels below here. */
static bool within_limits(reader *r, pm_mark at, size_t size, size_t height)
{
    if (r->depth + height > r->limits->depth)
        return stop_at_limit(r, at, "nested too deep", "depth", r->limits->depth);
    if (size > r->limits->nodes - r->nodes)
        return stop_at_limit(r, at, "too large, counting what aliases repeat", "nodes", r->limits->nodes);
    r->nodes += size;
    return true;
}

static node *create_node(reader *r, pm_yaml_kind kind, pm_mark at)
{
    node *created = PM_NEW(r->arena, node);
    created->shown.kind = kind;
    created->shown.at = at;
    if (kind == PM_YAML_SCALAR) {
        created->shown.text = "";
        created->size = 1;
    }
    return created;
}

/* Moves a scalar's place behind the "&anchor" and "!tag" in its line: they are not its text. */
static void skip_properties(const reader *r, pm_yaml *scalar)
{
    const char *text = r->source->text, *from = text + scalar->start, *at = from, *end = text + scalar->end;
    while (at < end && (*at == '&' || *at == '!')) {
        while (at < end && !strchr(" \t\r\n", *at))
            at++;
        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
    }
    scalar->at.column += (uint32_t)pm_utf8_count(from, (size_t)(at - from));
    scalar->start = (size_t)(at - text);
}

static void read_scalar(reader *r, const yaml_event_t *event)
{
    node *n = create_node(r, PM_YAML_SCALAR, place_of(r, event->start_mark));
    if (!within_limits(r, n->shown.at, 1, 0)) return;
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    n->shown.start = byte_of(r, event->start_mark);
    n->shown.end = byte_of(r, event->end_mark);
    if (event->data.scalar.anchor || event->data.scalar.tag) skip_properties(r, &n->shown);
    n->shown.quoted =
        !event->data.scalar.plain_implicit || event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (length > r->limits->scalar) {
        pm_error(r->diagnostics, r->source, n->shown.at, "a text of %zu bytes: the text limit is %zu", length,
                 r->limits->scalar);
        pm_hint(r->diagnostics, "for a list, --max-text N raises it");
        count_mistake(r, "yaml-limit");
    } else if (memchr(text, '\0', length)) {
        pm_error(r->diagnostics, r->source, n->shown.at, "a text with a NUL character");
        pm_hint(r->diagnostics, "remove the \\0");
        count_mistake(r, "yaml-nul");
    } else {
        n->shown.text = pm_arena_strndup(r->arena, text, length);
        n->shown.length = length;
    }
    remember_anchor(r, event->data.scalar.anchor, n);
    attach(r, n);
}

static void open_collection(reader *r, pm_yaml_kind kind, const yaml_char_t *anchor, yaml_mark_t start)
{
    node *n = create_node(r, kind, place_of(r, start));
    size_t before = r->nodes;
    if (!within_limits(r, n->shown.at, 1, 1)) return;
    remember_anchor(r, anchor, n);
    attach(r, n);
    PM_RESERVE(r->frames, r->frame_capacity, r->depth + 1);
    r->frames[r->depth++] = (frame){ .collection = n, .nodes_before = before };
}

static void close_collection(reader *r)
{
    if (!r->frames) return;
    const frame *top = &r->frames[--r->depth];
    node *closed = top->collection;
    closed->size = r->nodes - top->nodes_before;
    if (closed->height == 0) closed->height = 1;
    if (!r->depth) return;
    node *parent = r->frames[r->depth - 1].collection;
    if (parent->height < closed->height + 1) parent->height = closed->height + 1;
}

/* The node that an alias names: the very node as a value; a copy with the alias's place as a key. */
static void read_alias(reader *r, const yaml_event_t *event)
{
    pm_mark at = place_of(r, event->start_mark);
    const char *name = (const char *)event->data.alias.anchor;
    node *named = pm_text_map_get(r->names, NULL, name);
    if (!named || !named->size) {
        if (!named)
            pm_error(r->diagnostics, r->source, at, "the alias *%.80s names no anchor above it", name);
        else
            pm_error(r->diagnostics, r->source, at,
                     "the alias *%.80s lies inside what it names (line %u): a loop", name,
                     named->shown.at.line);
        pm_hint(r->diagnostics, named ? "write the content out" : "put a text that begins with * in quotes");
        count_mistake(r, "yaml-alias");
        named = create_node(r, PM_YAML_SCALAR, at);
    }
    if (!within_limits(r, at, named->size, named->height)) return;
    const frame *top = r->frames && r->depth ? &r->frames[r->depth - 1] : NULL;
    if (top && top->collection->shown.kind == PM_YAML_MAPPING && !top->key) {
        node *copy = pm_arena_copy(r->arena, named, sizeof *named);
        copy->shown.at = at;
        named = copy;
    }
    attach(r, named);
}

static void start_document(reader *r, const yaml_event_t *event)
{
    if (!r->root) return;
    pm_error(r->diagnostics, r->source, place_of(r, event->start_mark),
             "a second document: a file holds one");
    pm_hint(r->diagnostics, "remove the --- line, or put what follows into a file of its own");
    r->stopped = true;
    count_mistake(r, "yaml-document");
}

static void read_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(r, event);
        break;
    case YAML_SCALAR_EVENT:
        read_scalar(r, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(r, PM_YAML_SEQUENCE, event->data.sequence_start.anchor, event->start_mark);
        break;
    case YAML_MAPPING_START_EVENT:
        open_collection(r, PM_YAML_MAPPING, event->data.mapping_start.anchor, event->start_mark);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(r);
        break;
    case YAML_ALIAS_EVENT:
        read_alias(r, event);
        break;
    case YAML_STREAM_END_EVENT:
        r->stopped = true;
        break;
    default:
        break;
    }
}

static void read_events(reader *r)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) pm_out_of_memory();
    size_t skipped = r->has_bom ? 3 : 0;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)r->source->text + skipped,
                                 r->source->length - skipped);
    while (!r->stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            report_syntax(r, &parser);
            break;
        }
        read_event(r, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

const pm_yaml *pm_yaml_read(const pm_source *source, const pm_yaml_limits *limits, pm_arena *arena,
                            pm_diagnostics *diagnostics)
{
    if (!pm_source_check_utf8(source, diagnostics)) return NULL;
    reader r = { .source = source, .limits = limits, .arena = arena, .diagnostics = diagnostics };
    r.has_bom = source->length >= 3 && memcmp(source->text, byte_order_mark, 3) == 0;
    r.names = pm_text_map_create();
    find_lines(&r);
    read_events(&r);
    free(r.line_starts);
    free(r.frames);
    pm_text_map_destroy(r.names);
    if (r.unusable) return NULL;
    if (!r.root) r.root = create_node(&r, PM_YAML_SCALAR, (pm_mark){ 1, 1 });
    return &r.root->shown;
}

bool pm_yaml_is_null(const pm_yaml *value)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };
    if (value->kind != PM_YAML_SCALAR || value->quoted) return false;
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        if (strcmp(value->text, nulls[i]) == 0) return true;
    return false;
}

const pm_yaml *pm_yaml_get(const pm_yaml *mapping, const char *key)
{
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        if (item->key && strcmp(item->key->text, key) == 0) return item->value;
    return NULL;
}

const char *pm_yaml_kind_name(const pm_yaml *value)
{
    if (value->kind == PM_YAML_MAPPING) return "a mapping";
    if (value->kind == PM_YAML_SEQUENCE) return "a list";
    return pm_yaml_is_null(value) ? "nothing" : "a text";
}
