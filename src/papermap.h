/*
 * libpapermap: from a paper list to its mind map.
 *
 * One step after the other, each with a header of its own:
 *
 *     pm_file_read                the bytes of a list                              support/file.h
 *     pm_taxonomy_read_yaml       the taxonomy (or pm_taxonomy_read_markdown)      taxonomy/reader.h
 *     pm_taxonomy_select          a part of it, by name                            taxonomy/select.h
 *     pm_style_read               how it shall look                                style/style.h
 *     pm_fonts_create             the fonts it is set in                           text/fonts.h
 *     pm_map_build                the graph, its texts measured                    graph/map.h
 *     pm_map_lay_out              places for the nodes, from an engine of Graphviz scene/places.h
 *     pm_scene_compose            a display list                                   scene/scene.h
 *     pm_paint_svg, pm_paint_...  bytes of a format                                paint/paint.h
 *     pm_output_set_commit        files, replaced whole or not at all              support/file.h
 *
 * What a function named ..._create, ..._read or ..._build returns is the caller's, who ends it with the
 * ..._destroy of the same noun; what lives in a pm_arena goes with the arena. A step reads what the one
 * before made, which must outlive it. Functions that can fail add to the caller's pm_diagnostics and return
 * false or NULL. Nothing prints. Graphviz is not thread-safe, and so neither is this.
 */
#ifndef PM_PAPERMAP_H
#define PM_PAPERMAP_H

#include "graph/map.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "scene/places.h"
#include "scene/scene.h"
#include "style/style.h"
#include "support/file.h"
#include "taxonomy/reader.h"
#include "taxonomy/select.h"
#include "text/fonts.h"

#endif
