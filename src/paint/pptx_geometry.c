/*
 * Geometry in DrawingML (ECMA-376 part 1, section 20.1.9), in the slide's own units.
 */
#include <math.h>

#include "paint/pptx_slide.h"

long long pm_slide_left(const pm_slide_frame *frame, double x)
{
    return llround(x * frame->emu + frame->left);
}

long long pm_slide_top(const pm_slide_frame *frame, double y)
{
    return llround(y * frame->emu + frame->top);
}

void pm_slide_pair(pm_xml_writer *xml, const char *element, const char *x_name, long long x,
                   const char *y_name, long long y)
{
    pm_xml_open(xml, element);
    pm_xml_integer(xml, x_name, x);
    pm_xml_integer(xml, y_name, y);
    pm_xml_close(xml);
}

/* The corner's radius is told as a part of the shorter side, in 100,000ths. */
void pm_slide_rectangle(pm_xml_writer *xml, pm_box box, double radius)
{
    double part = radius / fmax(fmin(box.width, box.height), 1e-9);
    pm_xml_open(xml, "a:prstGeom");
    pm_xml_attribute(xml, "prst", radius > 0 ? "roundRect" : "rect");
    pm_xml_open(xml, "a:avLst");
    if (radius > 0) {
        char formula[PM_NUMBER_SIZE + 4] = "val ";
        pm_format_number(formula + 4, round(fmin(part, 0.5) * 100000), 0);
        pm_xml_open(xml, "a:gd");
        pm_xml_attribute(xml, "name", "adj");
        pm_xml_attribute(xml, "fmla", formula);
        pm_xml_close(xml);
    }
    pm_xml_close(xml);
    pm_xml_close(xml);
}

static void add_path_point(pm_xml_writer *xml, const pm_slide_frame *frame, pm_box box, pm_point p)
{
    pm_slide_pair(xml, "a:pt", "x", pm_slide_left(frame, p.x) - pm_slide_left(frame, box.x), "y",
                  pm_slide_top(frame, p.y) - pm_slide_top(frame, box.y));
}

static bool is_level(double a, double b, double c, double d)
{
    return fabs(a - b) < 0.005 && fabs(b - c) < 0.005 && fabs(c - d) < 0.005;
}

static bool is_straight(const pm_point *p)
{
    return is_level(p[0].y, p[1].y, p[2].y, p[3].y) || is_level(p[0].x, p[1].x, p[2].x, p[3].x);
}

static void add_curve(pm_xml_writer *xml, const pm_slide_frame *frame, pm_box box, const pm_curve *curve)
{
    pm_xml_open(xml, "a:moveTo");
    add_path_point(xml, frame, box, curve->points[0]);
    pm_xml_close(xml);
    for (size_t k = 0; k + 3 < curve->count; k += 3) {
        bool straight = is_straight(curve->points + k);
        pm_xml_open(xml, straight ? "a:lnTo" : "a:cubicBezTo");
        for (size_t i = straight ? 3 : 1; i <= 3; i++)
            add_path_point(xml, frame, box, curve->points[k + i]);
        pm_xml_close(xml);
    }
}

/* The part's own units are the slide's, so nothing is scaled. */
void pm_slide_curves(pm_xml_writer *xml, const pm_slide_frame *frame, const pm_shape *shape)
{
    pm_box box = shape->box;
    pm_xml_open(xml, "a:custGeom");
    pm_xml_empty(xml, "a:avLst", NULL, NULL);
    pm_xml_empty(xml, "a:gdLst", NULL, NULL);
    pm_xml_empty(xml, "a:ahLst", NULL, NULL);
    pm_xml_empty(xml, "a:cxnLst", NULL, NULL);
    pm_xml_open(xml, "a:rect");
    pm_xml_attribute(xml, "l", "0");
    pm_xml_attribute(xml, "t", "0");
    pm_xml_attribute(xml, "r", "r");
    pm_xml_attribute(xml, "b", "b");
    pm_xml_close(xml);
    pm_xml_open(xml, "a:pathLst");
    pm_xml_open(xml, "a:path");
    pm_xml_integer(xml, "w", pm_slide_left(frame, box.x + box.width) - pm_slide_left(frame, box.x));
    pm_xml_integer(xml, "h", pm_slide_top(frame, box.y + box.height) - pm_slide_top(frame, box.y));
    pm_xml_attribute(xml, "fill", "none");
    for (size_t i = 0; i < shape->item->path.count; i++)
        add_curve(xml, frame, box, &shape->item->path.curves[i]);
    pm_xml_close(xml);
    pm_xml_close(xml);
    pm_xml_close(xml);
}
