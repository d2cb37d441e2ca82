#include "style/style_fields.h"

#include "style/style.h"

enum { FAR = 100000 }; /* points: no length of a style is longer */

static const char *const alignments[] = { "left", "center", NULL };
static const char *const connectors[] = { "bracket", "curve", "fan", "line", NULL };
static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial", NULL };
const char *const pm_colour_by_names[] = { "category", "year", "venue", NULL };
const char *const pm_size_by_names[] = { "none", "year", "links", "papers", NULL };
const char *const pm_badge_names[] = { "none", "year", "venue", NULL };
static const char *const layout_alignments[] = { "none", "rank", "leaf", NULL };

#define SECTION(key, type, member, fields) \
    { \
        key, PM_FIELD_SECTION, offsetof(type, member), 0, 0, NULL, fields \
    }
#define COLOUR(key, type, member) \
    { \
        key, PM_FIELD_COLOUR, offsetof(type, member), 0, 0, NULL, NULL \
    }
#define LENGTH(key, type, member) \
    { \
        key, PM_FIELD_NUMBER, offsetof(type, member), 0, FAR, NULL, NULL \
    }
#define NUMBER(key, type, member, low, high) \
    { \
        key, PM_FIELD_NUMBER, offsetof(type, member), low, high, NULL, NULL \
    }
#define INTEGER(key, type, member, low, high) \
    { \
        key, PM_FIELD_INTEGER, offsetof(type, member), low, high, NULL, NULL \
    }
#define BOOLEAN(key, type, member) \
    { \
        key, PM_FIELD_BOOLEAN, offsetof(type, member), 0, 0, NULL, NULL \
    }
#define TEXT(key, type, member) \
    { \
        key, PM_FIELD_TEXT, offsetof(type, member), 0, 0, NULL, NULL \
    }
#define CHOICE(key, type, member, names) \
    { \
        key, PM_FIELD_CHOICE, offsetof(type, member), 0, 0, names, NULL \
    }
#define PADDING(key, type, member) \
    { \
        key, PM_FIELD_PADDING, offsetof(type, member), 0, FAR, NULL, NULL \
    }
#define PALETTE(key, type, member) \
    { \
        key, PM_FIELD_PALETTE, offsetof(type, member), 0, 0, NULL, NULL \
    }
#define HUE(key, type, member) \
    { \
        key, PM_FIELD_HUE, offsetof(type, member), 0, 0, NULL, NULL \
    }
#define END \
    { \
        NULL, PM_FIELD_TEXT, 0, 0, 0, NULL, NULL \
    }

static const pm_field face_fields[] = {
    TEXT("family", pm_face, family),
    NUMBER("size", pm_face, size, 1, 400),
    INTEGER("weight", pm_face, weight, 100, 900),
    BOOLEAN("italic", pm_face, italic),
    NUMBER("leading", pm_face, leading, 0.8, 4),
    COLOUR("color", pm_face, colour),
    END,
};

static const pm_field box_fields[] = {
    COLOUR("fill", pm_box_style, fill),
    COLOUR("border", pm_box_style, border),
    LENGTH("border-width", pm_box_style, border_width),
    LENGTH("radius", pm_box_style, radius),
    PADDING("padding", pm_box_style, padding),
    END,
};

static const pm_field node_fields[] = {
    SECTION("box", pm_node_style, box, box_fields),
    SECTION("text", pm_node_style, text, face_fields),
    { "align", PM_FIELD_CHOICE_INDEX, offsetof(pm_node_style, align), 0, 0, alignments, NULL },
    NUMBER("wrap", pm_node_style, wrap, 20, FAR),
    NUMBER("widest", pm_node_style, widest, 20, FAR),
    INTEGER("lines", pm_node_style, lines, 1, 3),
    NUMBER("line-fill", pm_node_style, line_fill, 0, 1),
    BOOLEAN("equal-width", pm_node_style, equal_width),
    LENGTH("min-width", pm_node_style, min_width),
    LENGTH("min-height", pm_node_style, min_height),
    LENGTH("space", pm_node_style, space),
    NUMBER("gap", pm_node_style, gap, 8, FAR),
    CHOICE("connector", pm_node_style, connector, connectors),
    COLOUR("line", pm_node_style, line),
    LENGTH("line-width", pm_node_style, line_width),
    BOOLEAN("count", pm_node_style, count),
    SECTION("count-text", pm_node_style, count_text, face_fields),
    END,
};

static const pm_field region_fields[] = {
    COLOUR("fill", pm_region_style, fill),
    COLOUR("border", pm_region_style, border),
    LENGTH("border-width", pm_region_style, border_width),
    LENGTH("radius", pm_region_style, radius),
    LENGTH("padding", pm_region_style, padding),
    LENGTH("space", pm_region_style, space),
    END,
};

static const pm_field paper_fields[] = {
    SECTION("abbr", pm_paper_style, abbr, face_fields),
    SECTION("meta", pm_paper_style, meta, face_fields),
    LENGTH("meta-gap", pm_paper_style, meta_gap),
    LENGTH("word-gap", pm_paper_style, word_gap),
    SECTION("button", pm_paper_style, button, box_fields),
    SECTION("button-text", pm_paper_style, button_text, face_fields),
    LENGTH("button-gap", pm_paper_style, button_gap),
    END,
};

static const pm_field fit_fields[] = {
    NUMBER("narrowest", pm_fit_style, narrowest, 20, FAR),
    NUMBER("widest", pm_fit_style, widest, 20, FAR),
    LENGTH("min-size", pm_fit_style, min_size),
    END,
};

static const pm_field encoding_fields[] = {
    CHOICE("color-by", pm_encoding_style, colour_by, pm_colour_by_names),
    CHOICE("size-by", pm_encoding_style, size_by, pm_size_by_names),
    CHOICE("badge", pm_encoding_style, badge, pm_badge_names),
    INTEGER("new-months", pm_encoding_style, new_months, 0, PM_NEW_MONTHS_AT_MOST),
    BOOLEAN("cross-links", pm_encoding_style, cross_links),
    PALETTE("ramp", pm_encoding_style, ramp),
    PALETTE("venues", pm_encoding_style, venues),
    HUE("other", pm_encoding_style, other),
    BOOLEAN("patterns", pm_encoding_style, patterns),
    LENGTH("mark-width", pm_encoding_style, mark_width),
    LENGTH("mark-gap", pm_encoding_style, mark_gap),
    NUMBER("largest", pm_encoding_style, largest, 1, 3),
    SECTION("chip", pm_encoding_style, chip, box_fields),
    SECTION("chip-text", pm_encoding_style, chip_text, face_fields),
    SECTION("new-chip", pm_encoding_style, new_chip, box_fields),
    SECTION("new-text", pm_encoding_style, new_text, face_fields),
    COLOUR("cross-line", pm_encoding_style, cross_line),
    LENGTH("cross-width", pm_encoding_style, cross_width),
    LENGTH("cross-dash", pm_encoding_style, cross_dash),
    NUMBER("lane", pm_encoding_style, lane, 1, 100),
    SECTION("legend", pm_encoding_style, legend, face_fields),
    LENGTH("legend-gap", pm_encoding_style, legend_gap),
    END,
};

#define CHANGE_HUE(key, which) \
    { \
        key, PM_FIELD_HUE, (which) * sizeof(pm_hue), 0, 0, NULL, NULL \
    }

static const pm_field change_fields[] = {
    CHANGE_HUE("unchanged", PM_HUE_UNCHANGED), CHANGE_HUE("added", PM_HUE_ADDED),
    CHANGE_HUE("removed", PM_HUE_REMOVED),     CHANGE_HUE("moved", PM_HUE_MOVED),
    CHANGE_HUE("edited", PM_HUE_EDITED),       END,
};

static const pm_field sketch_fields[] = {
    NUMBER("roughness", pm_sketch_style, roughness, 0, 10),
    INTEGER("strokes", pm_sketch_style, strokes, 1, 2),
    INTEGER("seed", pm_sketch_style, seed, 0, 1000000),
    END,
};

const pm_field pm_style_fields[] = {
    TEXT("description", pm_style, description),
    COLOUR("background", pm_style, background),
    LENGTH("margin", pm_style, margin),
    CHOICE("direction", pm_style, direction, directions),
    CHOICE("align", pm_style, align, layout_alignments),
    LENGTH("corner", pm_style, corner),
    BOOLEAN("align-regions", pm_style, region_align),
    PALETTE("palette", pm_style, palette),
    SECTION("changes", pm_style, changes, change_fields),
    SECTION("root", pm_style, nodes[PM_LEVEL_ROOT], node_fields),
    SECTION("category", pm_style, nodes[PM_LEVEL_CATEGORY], node_fields),
    SECTION("group", pm_style, nodes[PM_LEVEL_GROUP], node_fields),
    SECTION("topic", pm_style, nodes[PM_LEVEL_TOPIC], node_fields),
    SECTION("paper", pm_style, nodes[PM_LEVEL_PAPER], node_fields),
    SECTION("paper-details", pm_style, paper, paper_fields),
    SECTION("category-region", pm_style, regions[0], region_fields),
    SECTION("group-region", pm_style, regions[1], region_fields),
    SECTION("fit", pm_style, fit, fit_fields),
    SECTION("encoding", pm_style, encoding, encoding_fields),
    SECTION("sketch", pm_style, sketch, sketch_fields),
    BOOLEAN("show-heading", pm_style, heading_shown),
    SECTION("heading", pm_style, heading, face_fields),
    LENGTH("heading-gap", pm_style, heading_gap),
    BOOLEAN("show-footer", pm_style, footer_shown),
    SECTION("footer", pm_style, footer, face_fields),
    LENGTH("footer-gap", pm_style, footer_gap),
    BOOLEAN("show-page-number", pm_style, page_number_shown),
    END,
};
