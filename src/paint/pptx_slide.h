/*
 * One slide: a scene's shapes in DrawingML (ECMA-376 part 1, sections 19.3 and 20.1), and its relationships.
 */
#ifndef PM_PAINT_PPTX_SLIDE_H
#define PM_PAINT_PPTX_SLIDE_H

#include "paint/pptx_links.h"
#include "paint/pptx_shapes.h"

/* English Metric Units, in which DrawingML measures. */
enum { PM_EMU_PER_INCH = 914400, PM_EMU_PER_POINT = 12700 };

/* Where a scene stands on its slide. */
typedef struct pm_slide_frame {
    double emu;              /* in a point of the scene */
    double left, top;        /* EMU to the scene's corner: a slide may be larger */
    long long width, height; /* of the slide, EMU */
} pm_slide_frame;

/* Writes the slide's part to `out` and its relationships to `rels`. Returns how many links lead nowhere,
 * since their addresses are none that a slide can hold. */
size_t pm_slide_write(const pm_scene *scene, const pm_slide_frame *frame, pm_strbuf *out, pm_strbuf *rels);

/* --- geometry (pptx_geometry.c) --- */

/* A place on the slide, EMU. */
long long pm_slide_left(const pm_slide_frame *frame, double x);
long long pm_slide_top(const pm_slide_frame *frame, double y);

/* An element with two numbers. */
void pm_slide_pair(pm_xml_writer *xml, const char *element, const char *x_name, long long x,
                   const char *y_name, long long y);

/* A rectangle with round corners (radius in points), and a shape's connectors. */
void pm_slide_rectangle(pm_xml_writer *xml, pm_box box, double radius);
void pm_slide_curves(pm_xml_writer *xml, const pm_slide_frame *frame, const pm_shape *shape);

/* --- text (pptx_text.c) --- */

/* The body of a shape's text: lines where the scene has them, none of which wraps or shrinks. `box` is the
 * shape's own; `in_box`: the text is centred in it vertically, else it begins at its top. */
void pm_slide_text(pm_xml_writer *w, const pm_shape *shape, const pm_slide_frame *frame, bool in_box);

/* How far below the top of its line box an office suite's first baseline stands from where ours does, points
 * of the scene: such a text has to begin so much higher. */
double pm_slide_text_rise(const pm_shape *shape);

/* A colour as <a:solidFill>, or <a:noFill> where it is transparent. */
void pm_slide_fill(pm_xml_writer *xml, pm_colour colour);

#endif
