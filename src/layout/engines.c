/*
 * The engines by name, and how each draws a map best.
 *
 * The force-directed and radial engines let nodes overlap unless told otherwise, and their curved edges fail
 * where nodes touch, so they get straight ones. dot keeps the order of the data with ordering=out.
 */
#include "layout/layout.h"

#include <stdint.h>
#include <string.h>

const char *const *pm_layout_names(void)
{
    static const char *const names[] = { "mindmap", "dot",   "neato", "fdp",       "sfdp",
                                         "twopi",   "circo", "osage", "patchwork", NULL };
    return names;
}

bool pm_layout_is_known(const char *engine)
{
    for (const char *const *name = pm_layout_names(); *name; name++)
        if (strcmp(*name, engine) == 0) return true;
    return false;
}

typedef struct engine_default {
    const char *engine, *attribute, *value;
} engine_default;

static const engine_default defaults[] = {
    { "dot", "rankdir", "LR" },      { "dot", "ordering", "out" },   { "dot", "splines", "true" },
    { "neato", "overlap", "false" }, { "neato", "sep", "+6" },       { "neato", "splines", "line" },
    { "fdp", "overlap", "false" },   { "fdp", "sep", "+6" },         { "fdp", "splines", "line" },
    { "sfdp", "overlap", "false" },  { "sfdp", "sep", "+6" },        { "sfdp", "splines", "line" },
    { "twopi", "overlap", "false" }, { "twopi", "sep", "+6" },       { "twopi", "splines", "line" },
    { "circo", "overlap", "false" }, { "circo", "sep", "+6" },       { "circo", "splines", "line" },
    { "osage", "pack", "12" },       { "osage", "splines", "line" },
};

/* cgraph takes strings that it does not change as `char *`. */
static char *writable(const char *text)
{
    return (char *)text;
}

static void set_default(Agraph_t *graph, const char *attribute, const char *value)
{
    const char *present = agget(graph, writable(attribute));

    if (!present || !*present) agsafeset(graph, writable(attribute), writable(value), writable(""));
}

/* dot's name for the map's direction; it knows no two-sided one. */
static const char *rank_direction(Agraph_t *graph)
{
    const char *direction = agget(graph, writable("pm_direction"));

    if (direction && strcmp(direction, "left") == 0) return "RL";
    return direction && strcmp(direction, "down") == 0 ? "TB" : "LR";
}

void pm_layout_engine_defaults(Agraph_t *graph, const char *engine)
{
    if (strcmp(engine, "dot") == 0) set_default(graph, "rankdir", rank_direction(graph));
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        const engine_default *d = &defaults[i];
        if (strcmp(d->engine, engine) == 0) set_default(graph, d->attribute, d->value);
    }
}
