/*
 * YAML documents as trees with positions, read with libyaml.
 *
 * Every scalar is text: no value is turned into a number, a date or a truth. Aliases share the node they
 * name, so a tree may be a DAG, but never has a loop; the size it would unfold to is limited. All shape
 * mistakes that can be seen without a schema (duplicate keys, loops, unknown aliases, limits) are
 * errors; the schema is its reader's business.
 */
#ifndef PM_SUPPORT_YAML_H
#define PM_SUPPORT_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "support/arena.h"
#include "support/diagnostics.h"

typedef enum pm_yaml_kind { PM_YAML_SCALAR, PM_YAML_SEQUENCE, PM_YAML_MAPPING } pm_yaml_kind;

typedef struct pm_yaml pm_yaml;
typedef struct pm_yaml_item pm_yaml_item;

/* Small, for a list of 100,000 papers has two million: what is counted in bytes is 32 bits, as are marks. */
struct pm_yaml {
    pm_yaml_kind kind : 8;
    bool quoted; /* a scalar that was quoted or a block: never null */
    bool taken;  /* a mapping whose items are no longer there; never unless a pm_yaml_taker was given */
    pm_mark at;
    union {
        uint32_t length; /* scalar: bytes of text */
        uint32_t count;  /* sequence or mapping: how many items */
    };
    uint32_t start, end; /* scalar: where it is written, quotes included, as bytes of the source */
    const char *text;    /* scalar: NUL-terminated UTF-8; else NULL */
    union {
        const pm_yaml_item *first; /* sequence or mapping: its items in order, NULL when empty */
        void *made;                /* a mapping that was taken: what was made of it */
    };
};

struct pm_yaml_item {
    const pm_yaml *key; /* mapping: always a scalar; sequence: NULL */
    const pm_yaml *value;
    const pm_yaml_item *next;
};

typedef struct pm_yaml_limits {
    size_t nodes;  /* nodes of the tree with every alias unfolded */
    size_t depth;  /* nesting of sequences and mappings */
    size_t scalar; /* bytes of one scalar */
} pm_yaml_limits;

/* What holds for a list unless --max-nodes, --max-depth or --max-text say otherwise. */
/* clang-format off */
#define PM_YAML_DEFAULT_LIMITS { .nodes = 8000000, .depth = 256, .scalar = (size_t)64 * 1024 }
/* clang-format on */
extern const pm_yaml_limits pm_yaml_default_limits;

/* Reads the first document of `source` (less than 4 GB) into `arena`. NULL, with errors added, when it cannot
 * be read; a key that stands twice is an error too, but the tree is there (with both), so that its reader can
 * tell all other mistakes. A source without a document gives an empty plain scalar. More than one document is
 * an error. */
const pm_yaml *pm_yaml_read(const pm_source *source, const pm_yaml_limits *limits, pm_arena *arena,
                            pm_diagnostics *diagnostics);

/*
 * Takes mappings out of the tree while it is read: of a list of 100,000 papers it would take 120 MB. It is
 * offered each mapping that is an item of a sequence under one of `keys`, once that is complete; but none as
 * soon as there was an anchor, for what an alias names is needed again.
 */
typedef struct pm_yaml_taker pm_yaml_taker;
struct pm_yaml_taker {
    const char *const *keys; /* ended by NULL */
    /* What was made of the mapping; it and all below it are gone afterwards. NULL leaves it in the tree. */
    void *(*take)(pm_yaml_taker *taker, const pm_yaml *mapping);
};

/* Reads as pm_yaml_read does, less what is taken. What was made is of no use if NULL is returned. */
const pm_yaml *pm_yaml_read_taking(const pm_source *source, const pm_yaml_limits *limits,
                                   pm_yaml_taker *taker, pm_arena *arena, pm_diagnostics *diagnostics);

/* A plain scalar that YAML calls null: empty, ~, null, Null or NULL. */
bool pm_yaml_is_null(const pm_yaml *value);

/* The value of `key` in a mapping, NULL when absent. Linear in the mapping's length: for small mappings. */
const pm_yaml *pm_yaml_get(const pm_yaml *mapping, const char *key);

/* "a mapping", "a list", "a text" or "nothing", for messages. */
const char *pm_yaml_kind_name(const pm_yaml *value);

#endif
