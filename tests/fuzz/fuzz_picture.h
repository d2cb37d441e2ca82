/*
 * Drawing small trees over and over: what fuzz_render.c and fuzz_style.c share.
 */
#ifndef PM_TESTS_FUZZ_PICTURE_H
#define PM_TESTS_FUZZ_PICTURE_H

#include "graph/map.h"

/* Fonts that stay open from one input to the next, and are opened anew every `lifetime` inputs so that what
 * they keep does not grow without end. */
pm_fonts *fuzz_fonts(int lifetime);

/* Draws the map with the engine "mindmap" as SVG and JSON. Promises finite places inside the picture and
 * well-formed XML; with `has_graph` also that the graph with all its attributes suits Graphviz and reads
 * back. Nothing is drawn when a font is missing. */
void fuzz_draw(const pm_taxonomy *taxonomy, const pm_style *style, pm_fonts *fonts,
               const pm_map_options *options, bool has_graph);

#endif
