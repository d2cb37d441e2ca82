/*
 * Text in DrawingML. Spacing is always exact: natural spacing would follow whatever font another machine, or
 * another script in the line, brings. Office suites then put the baseline a fifth of the font's size above
 * the line's bottom, whatever the font (LibreOffice calls that font-independent line spacing); we centre
 * ascent and descent in the line.
 */
#include <math.h>

#include "paint/pptx_slide.h"
#include "text/font_names.h"

static double height_of(const pm_item *line)
{
    return pm_font_line_height(line->text.run->font);
}

/* How much nearer to the line's bottom than ours their baseline is. */
static double bottom_gap(const pm_item *line)
{
    const pm_font *font = line->text.run->font;
    return height_of(line) - pm_font_baseline(font) - pm_font_face(font)->size / 5;
}

double pm_slide_text_rise(const pm_shape *shape)
{
    return bottom_gap(shape->lines);
}

/* --- runs --- */

static void add_typeface(pm_xml_writer *w, const char *element, const char *name)
{
    if (name) pm_xml_empty(w, element, "typeface", name);
}

/* Hundredths of a point, within what the format allows. */
static long long font_size(const pm_run *run, double emu)
{
    double size = pm_font_face(run->font)->size * emu / PM_EMU_PER_POINT * 100;
    return llround(fmin(fmax(size, 100), 400000));
}

static void add_run(pm_xml_writer *w, const pm_run *run, double emu)
{
    pm_font_names names = pm_font_names_of(run->font, run->text, run->length, run->rtl);
    pm_xml_open(w, "a:r");
    pm_xml_open(w, "a:rPr");
    pm_xml_integer(w, "sz", font_size(run, emu));
    if (names.bold) pm_xml_attribute(w, "b", "1");
    if (names.italic) pm_xml_attribute(w, "i", "1");
    pm_slide_fill(w, run->colour);
    add_typeface(w, "a:latin", names.latin);
    add_typeface(w, "a:ea", names.east_asian);
    add_typeface(w, "a:cs", names.complex);
    pm_xml_close(w);
    pm_xml_open(w, "a:t");
    pm_xml_text(w, run->text, run->length);
    pm_xml_close(w);
    pm_xml_close(w);
}

/* --- paragraphs --- */

static const char *alignment_of(const pm_shape *shape, bool centred)
{
    if (centred) return "ctr";
    bool right = shape->lines->text.run->rtl || !(shape->shared & PM_SHARE_LEFT);
    return right ? "r" : NULL; /* left is what the text inherits */
}

static void begin_paragraph(pm_xml_writer *w, const pm_item *line, const char *align, double spacing)
{
    pm_xml_open(w, "a:p");
    pm_xml_open(w, "a:pPr");
    if (align) pm_xml_attribute(w, "algn", align);
    if (line->text.run->rtl) pm_xml_attribute(w, "rtl", "1");
    pm_xml_open(w, "a:lnSpc");
    pm_xml_open(w, "a:spcPts");
    pm_xml_integer(w, "val", llround(fmin(spacing * 100, 158400)));
    pm_xml_close(w);
    pm_xml_close(w);
    pm_xml_close(w);
}

static size_t lines_in_font(const pm_shape *shape, size_t first)
{
    size_t count = 1;
    while (first + count < shape->line_count &&
           shape->lines[first + count].text.run->font == shape->lines[first].text.run->font)
        count++;
    return count;
}

/* The spacing of lines in one font. Where the font changes, so does the gap below: a line alone makes up for
 * it. */
static double spacing_of(const pm_item *line, bool is_first, size_t count)
{
    double spacing = height_of(line);
    return is_first || count > 1 ? spacing : spacing + bottom_gap(line - 1) - bottom_gap(line);
}

static double height_of_text(const pm_shape *shape)
{
    double height = 0;
    for (size_t first = 0, count; first < shape->line_count; first += count) {
        count = lines_in_font(shape, first);
        height += (double)count * spacing_of(&shape->lines[first], first == 0, count);
    }
    return height;
}

/* A paragraph for the lines of each font. */
static void add_paragraphs(pm_xml_writer *w, const pm_shape *shape, const char *align, double emu)
{
    for (size_t first = 0, count; first < shape->line_count; first += count) {
        const pm_item *line = &shape->lines[first];
        count = lines_in_font(shape, first);
        begin_paragraph(w, line, align, spacing_of(line, first == 0, count) * emu / PM_EMU_PER_POINT);
        for (size_t i = 0; i < count; i++) {
            if (i > 0) pm_xml_empty(w, "a:br", NULL, NULL);
            add_run(w, line[i].text.run, emu);
        }
        pm_xml_close(w);
    }
}

/* --- bodies --- */

/* A rounded rectangle keeps text out of its corners by itself: by radius · (1 − √½) on each side. */
static pm_box room_for_text(const pm_shape *shape)
{
    pm_box box = shape->box;
    double corner = shape->kind == PM_SHAPE_BOX ? shape->item->box.radius * (1 - M_SQRT1_2) : 0;
    return (pm_box){ box.x + corner, box.y + corner, box.width - 2 * corner, box.height - 2 * corner };
}

static void add_inset(pm_xml_writer *w, const char *name, double points, double emu)
{
    pm_xml_integer(w, name, llround(fmax(points, 0) * emu));
}

void pm_slide_text(pm_xml_writer *w, const pm_shape *shape, const pm_slide_frame *frame, bool in_box)
{
    pm_box box = room_for_text(shape), text = shape->text;
    double off_middle = (text.x + text.width / 2) - (box.x + box.width / 2);
    bool centred = (shape->shared & PM_SHARE_CENTRE) && fabs(off_middle) < 0.3 && in_box;
    const char *align = alignment_of(shape, centred);
    double middle = text.y - pm_slide_text_rise(shape) + height_of_text(shape) / 2;
    double below = in_box ? middle - (box.y + box.height / 2) : 0;
    pm_xml_open(w, "p:txBody");
    pm_xml_open(w, "a:bodyPr");
    pm_xml_attribute(w, "wrap", "none");
    add_inset(w, "lIns", centred ? 0 : text.x - box.x, frame->emu);
    add_inset(w, "tIns", 2 * below, frame->emu);
    add_inset(w, "rIns", centred ? 0 : box.x + box.width - text.x - text.width, frame->emu);
    add_inset(w, "bIns", -2 * below, frame->emu);
    pm_xml_attribute(w, "anchor", in_box ? "ctr" : "t");
    pm_xml_empty(w, "a:noAutofit", NULL, NULL);
    pm_xml_close(w);
    add_paragraphs(w, shape, align, frame->emu);
    pm_xml_close(w);
}
