/*
 * Reads libyaml's events into a tree.
 *
 * Open lists and mappings stand on a stack of our own, so nesting costs no C stack. A key is compared with
 * the others of its mapping one by one while they are few; the keys of larger mappings share one hash map (a
 * key's owner is its mapping), which keeps a mapping of a million keys linear. What an anchor names is
 * recorded with the number of nodes it unfolds to and how deep it reaches, so that an alias is weighed
 * against the limits without being walked.
 *
 * Mistakes are collected; reading goes on after those that leave the events in step, and stops at a syntax
 * error, at a limit of the whole tree, and after MISTAKES_SHOWN.
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
#include "support/yaml_places.h"
#include "support/yaml_syntax.h"

const pm_yaml_limits pm_yaml_default_limits = PM_YAML_DEFAULT_LIMITS;

enum { MISTAKES_SHOWN = 100, FEW_KEYS = 16 };

/* What an anchor names. */
typedef struct anchor {
    pm_yaml *named;
    size_t size;   /* nodes it unfolds to; 0 while it is open */
    size_t height; /* 0 for a scalar, 1 for a list of scalars, ... */
} anchor;

typedef struct frame {
    pm_yaml *collection;
    pm_yaml_item *last;
    const pm_yaml *key; /* a mapping's key that waits for its value */
    anchor *anchor;     /* what names the collection, NULL for nothing */
    bool keys_entered;  /* a mapping of many keys: they are in the map */
    bool is_offered;    /* a sequence whose mappings the taker may have */
    size_t height;      /* so far, as an anchor's */
    size_t nodes_before, entered_before;
    pm_arena_mark memory_before;
} frame;

typedef struct reader {
    const pm_source *source;
    const pm_yaml_limits *limits;
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_yaml_taker *taker; /* NULL: none */
    bool has_anchors;
    size_t entered; /* how many times a key was, into the map of keys */
    size_t mistakes;
    bool unusable; /* a mistake that leaves no tree; a key that stands twice does */
    bool stopped;
    pm_yaml_places places;
    frame *frames;
    size_t depth, frame_capacity;
    pm_text_map *anchors, *keys;
    size_t nodes; /* so far, aliases unfolded */
    pm_yaml *root;
} reader;

/* --- places --- */

static pm_mark place_of(reader *r, yaml_mark_t mark)
{
    return pm_yaml_place_at(&r->places, mark.index, NULL);
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
        size_t offset = parser->problem_offset + r->places.skipped;
        at = pm_yaml_place_of_byte(&r->places, offset < r->source->length ? offset : r->source->length);
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s (U+%04X)", problem,
                 (unsigned)parser->problem_value);
    } else if (parser->context && place_of(r, parser->context_mark).line < at.line) {
        pm_mark from = place_of(r, parser->context_mark);
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s, %s that begins in line %u", problem,
                 parser->context, from.line);
    } else {
        pm_error(r->diagnostics, r->source, at, "not valid YAML: %s", problem);
    }
    uint32_t byte;
    pm_yaml_place_at(&r->places, parser->problem_mark.index, &byte);
    const char *hint = pm_yaml_syntax_hint(problem, parser->context, r->source->text[byte]);
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

/* An anchor's later node takes the name over, as YAML says. A collection's size is known when it ends. */
static anchor *remember_anchor(reader *r, const yaml_char_t *name, pm_yaml *named, size_t size)
{
    if (!name) return NULL;
    r->has_anchors = true;
    anchor *known = PM_NEW(r->arena, anchor);
    *known = (anchor){ .named = named, .size = size };
    *pm_text_map_at(r->anchors, NULL, pm_arena_strdup(r->arena, (const char *)name)) = known;
    return known;
}

/* Enters a key into the map of keys; what was there before stays, and is returned. */
static const pm_yaml *enter_key(reader *r, const pm_yaml *mapping, const pm_yaml *key)
{
    r->entered++;
    void **place = pm_text_map_at(r->keys, mapping, key->text);
    const pm_yaml *first = *place;
    if (!first) *place = (void *)key;
    return first;
}

/* The key of the same text that stands in the mapping already, NULL if none does. */
static const pm_yaml *find_key(reader *r, frame *top, const pm_yaml *key)
{
    const pm_yaml *mapping = top->collection;
    if (top->keys_entered) return enter_key(r, mapping, key);
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        if (item->key->text && item->key->length == key->length && strcmp(item->key->text, key->text) == 0)
            return item->key;
    if (mapping->count < FEW_KEYS) return NULL;
    for (const pm_yaml_item *item = mapping->first; item; item = item->next)
        if (item->key->text) enter_key(r, mapping, item->key);
    top->keys_entered = true;
    return enter_key(r, mapping, key);
}

/* A mapping's next key. One that is no text is a mistake; it still takes the key's turn. */
static void take_key(reader *r, frame *top, const pm_yaml *key)
{
    top->key = key;
    if (key->kind != PM_YAML_SCALAR) {
        pm_error(r->diagnostics, r->source, key->at, "%s as a key: a key must be a text",
                 pm_yaml_kind_name(key));
        count_mistake(r, "yaml-key");
        return;
    }
    const pm_yaml *first = find_key(r, top, key);
    if (!first) return;
    pm_error(r->diagnostics, r->source, key->at, "the key \"%.80s\" stands twice: first in line %u",
             key->text, first->at.line);
    pm_hint(r->diagnostics, "rename or remove one of the two");
    count_mistake(r, duplicate_key);
}

static void append_item(reader *r, frame *top, const pm_yaml *value)
{
    pm_yaml_item *item = PM_NEW(r->arena, pm_yaml_item);
    item->key = top->key;
    item->value = value;
    if (top->last)
        top->last->next = item;
    else
        top->collection->first = item;
    top->last = item;
    top->collection->count++;
    top->key = NULL;
}

/* Puts a node where the events stand: as the root, a key, a value or an item. */
static void attach(reader *r, pm_yaml *n, size_t height)
{
    if (!r->depth || !r->frames) {
        r->root = n;
        return;
    }
    frame *top = &r->frames[r->depth - 1];
    if (top->height < height + 1) top->height = height + 1;
    if (top->collection->kind == PM_YAML_MAPPING && !top->key)
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

static pm_yaml *create_node(reader *r, pm_yaml_kind kind, pm_mark at)
{
    pm_yaml *created = PM_NEW(r->arena, pm_yaml);
    created->kind = kind;
    created->at = at;
    if (kind == PM_YAML_SCALAR) created->text = "";
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
    scalar->start = (uint32_t)(at - text);
}

static void take_text(reader *r, pm_yaml *scalar, const char *text, size_t length)
{
    if (length > r->limits->scalar) {
        pm_error(r->diagnostics, r->source, scalar->at, "a text of %zu bytes: the text limit is %zu", length,
                 r->limits->scalar);
        pm_hint(r->diagnostics, "for a list, --max-text N raises it");
        count_mistake(r, "yaml-limit");
    } else if (memchr(text, '\0', length)) {
        pm_error(r->diagnostics, r->source, scalar->at, "a text with a NUL character");
        pm_hint(r->diagnostics, "remove the \\0");
        count_mistake(r, "yaml-nul");
    } else {
        scalar->text = pm_arena_strndup(r->arena, text, length);
        scalar->length = (uint32_t)length;
    }
}

static void read_scalar(reader *r, const yaml_event_t *event)
{
    pm_yaml *n = create_node(r, PM_YAML_SCALAR, (pm_mark){ 0 });
    n->at = pm_yaml_place_at(&r->places, event->start_mark.index, &n->start);
    if (!within_limits(r, n->at, 1, 0)) return;
    pm_yaml_place_at(&r->places, event->end_mark.index, &n->end);
    if (event->data.scalar.anchor || event->data.scalar.tag) skip_properties(r, n);
    n->quoted = !event->data.scalar.plain_implicit || event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    take_text(r, n, (const char *)event->data.scalar.value, event->data.scalar.length);
    remember_anchor(r, event->data.scalar.anchor, n, 1);
    attach(r, n, 0);
}

/* Whether what is opened now is a sequence that is the value of one of the taker's keys. */
static bool is_offered(const reader *r, pm_yaml_kind kind)
{
    const pm_yaml *key = r->frames && r->depth ? r->frames[r->depth - 1].key : NULL;
    if (!r->taker || kind != PM_YAML_SEQUENCE || !key || !key->text) return false;
    for (const char *const *wanted = r->taker->keys; *wanted; wanted++)
        if (strcmp(*wanted, key->text) == 0) return true;
    return false;
}

/* Hands the mapping that was just read to the taker, if it may have it, and its memory to the next one. */
static void offer(reader *r, const frame *read)
{
    if (read->collection->kind != PM_YAML_MAPPING || !r->frames[r->depth - 1].is_offered) return;
    if (r->unusable || r->has_anchors || r->entered != read->entered_before) return;
    void *made = r->taker->take(r->taker, read->collection);
    if (!made) return;
    pm_arena_rewind(r->arena, read->memory_before);
    read->collection->taken = true;
    read->collection->made = made;
}

static void open_collection(reader *r, pm_yaml_kind kind, const yaml_char_t *anchor_name, yaml_mark_t start)
{
    pm_yaml *n = create_node(r, kind, place_of(r, start));
    size_t before = r->nodes;
    if (!within_limits(r, n->at, 1, 1)) return;
    anchor *named = remember_anchor(r, anchor_name, n, 0);
    bool offered = is_offered(r, kind);
    attach(r, n, 0);
    PM_RESERVE(r->frames, r->frame_capacity, r->depth + 1);
    r->frames[r->depth++] = (frame){ .collection = n,
                                     .anchor = named,
                                     .is_offered = offered,
                                     .height = 1,
                                     .nodes_before = before,
                                     .entered_before = r->entered,
                                     .memory_before = pm_arena_now(r->arena) };
}

static void close_collection(reader *r)
{
    if (!r->frames) return;
    const frame *top = &r->frames[--r->depth];
    if (top->anchor) {
        top->anchor->size = r->nodes - top->nodes_before;
        top->anchor->height = top->height;
    }
    if (!r->depth) return;
    frame *around = &r->frames[r->depth - 1];
    if (around->height < top->height + 1) around->height = top->height + 1;
    offer(r, top);
}

static void report_alias(reader *r, pm_mark at, const char *name, const anchor *known)
{
    if (known)
        pm_error(r->diagnostics, r->source, at,
                 "the alias *%.80s lies inside what it names (line %u): a loop", name, known->named->at.line);
    else
        pm_error(r->diagnostics, r->source, at, "the alias *%.80s names no anchor above it", name);
    pm_hint(r->diagnostics, known ? "write the content out" : "put a text that begins with * in quotes");
    count_mistake(r, "yaml-alias");
}

/* The node that an alias names: the very node as a value; a copy with the alias's place as a key. */
static void read_alias(reader *r, const yaml_event_t *event)
{
    pm_mark at = place_of(r, event->start_mark);
    const char *name = (const char *)event->data.alias.anchor;
    const anchor *known = pm_text_map_get(r->anchors, NULL, name);
    anchor found = { .size = 1 };
    if (known && known->size) {
        found = *known;
    } else {
        report_alias(r, at, name, known);
        found.named = create_node(r, PM_YAML_SCALAR, at);
    }
    if (!within_limits(r, at, found.size, found.height)) return;
    const frame *top = r->frames && r->depth ? &r->frames[r->depth - 1] : NULL;
    if (top && top->collection->kind == PM_YAML_MAPPING && !top->key) {
        found.named = pm_arena_copy(r->arena, found.named, sizeof *found.named);
        found.named->at = at;
    }
    attach(r, found.named, found.height);
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
    size_t skipped = r->places.skipped;
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

const pm_yaml *pm_yaml_read_taking(const pm_source *source, const pm_yaml_limits *limits,
                                   pm_yaml_taker *taker, pm_arena *arena, pm_diagnostics *diagnostics)
{
    if (source->length >= UINT32_MAX) {
        pm_error(diagnostics, source, (pm_mark){ 0, 0 }, "longer than 4 GB");
        return NULL;
    }
    if (!pm_source_check_utf8(source, diagnostics)) return NULL;
    reader r = {
        .source = source, .limits = limits, .taker = taker, .arena = arena, .diagnostics = diagnostics
    };
    r.places = pm_yaml_places_of(source);
    r.anchors = pm_text_map_create();
    r.keys = pm_text_map_create();
    read_events(&r);
    free(r.frames);
    pm_text_map_destroy(r.anchors);
    pm_text_map_destroy(r.keys);
    if (r.unusable) return NULL;
    return r.root ? r.root : create_node(&r, PM_YAML_SCALAR, (pm_mark){ 1, 1 });
}

const pm_yaml *pm_yaml_read(const pm_source *source, const pm_yaml_limits *limits, pm_arena *arena,
                            pm_diagnostics *diagnostics)
{
    return pm_yaml_read_taking(source, limits, NULL, arena, diagnostics);
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
