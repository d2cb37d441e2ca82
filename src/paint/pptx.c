/*
 * PPTX: slides with native shapes, text and links that PowerPoint, Keynote and LibreOffice Impress can edit;
 * a slide for each scene.
 *
 * One size serves all slides: that of the page the maps are fitted to, or of the largest map. Office takes
 * slides of 1 to 56 inches a side and text of 1 point and more; larger maps are scaled down, and where a
 * page's text would be too small the whole page is made larger, since a slide is shown as large as the wall
 * anyway.
 */
#include <math.h>

#include "paint/paint.h"
#include "paint/pptx_parts.h"
#include "paint/pptx_slide.h"

#define LARGEST_SIDE (56.0 * PM_EMU_PER_INCH)
#define SMALLEST_SIDE (1.0 * PM_EMU_PER_INCH)

static const pm_mark nowhere = { 0, 0 };

typedef struct slides {
    const pm_scene *const *scenes;
    size_t count;
    double scale;         /* of all, against their true size */
    double width, height; /* of a slide, EMU */
} slides;

/* EMU in a point of the scene at its true size. */
static double emu_of(const pm_scene *scene)
{
    return scene->zoom * PM_EMU_PER_INCH / scene->per_inch;
}

/* The height of the smallest text in points, at true size. */
static double smallest_text(const pm_scene *scene)
{
    double smallest = INFINITY;
    for (size_t i = 0; i < scene->item_count; i++)
        if (scene->items[i].kind == PM_ITEM_TEXT)
            smallest = fmin(smallest, pm_font_face(scene->items[i].text.run->font)->size);
    return smallest * emu_of(scene) / PM_EMU_PER_POINT;
}

static bool measure(slides *s, pm_diagnostics *diagnostics)
{
    double text = INFINITY;
    for (size_t i = 0; i < s->count; i++) {
        const pm_scene *scene = s->scenes[i];
        s->width = fmax(s->width, scene->width * emu_of(scene));
        s->height = fmax(s->height, scene->height * emu_of(scene));
        text = fmin(text, smallest_text(scene));
    }
    double most = LARGEST_SIDE / fmax(s->width, s->height);
    s->scale = fmin(fmax(1, 1 / text), most);
    if (text * s->scale < 0.999) { /* 1, but for rounding */
        pm_error(diagnostics, NULL, nowhere,
                 "the smallest text would be %.2f points high on the largest slide there is (56 inches): a "
                 "slide's text has 1 "
                 "point at least",
                 text * s->scale);
        pm_hint(diagnostics, "add --fit 16:9, show less with --depth topic, or make a slide of each category "
                             "with --split category");
        return false;
    }
    if (s->scale < 1 || s->scale > 1)
        pm_note(diagnostics, NULL, nowhere, "slides are drawn at %.2f times their size, to be %s", s->scale,
                s->scale < 1 ? "56 inches at most" : "large enough for their smallest text");
    s->width = fmax(s->width * s->scale, SMALLEST_SIDE);
    s->height = fmax(s->height * s->scale, SMALLEST_SIDE);
    return true;
}

/* A map that is smaller than the slides stands in the middle of its own. */
static pm_slide_frame frame_of(const slides *s, const pm_scene *scene)
{
    double emu = emu_of(scene) * s->scale;
    return (pm_slide_frame){ .emu = emu,
                             .left = (s->width - scene->width * emu) / 2,
                             .top = (s->height - scene->height * emu) / 2,
                             .width = llround(s->width),
                             .height = llround(s->height) };
}

/* Adds the slide's two parts to the archive; returns how many links were left out. */
static size_t add_slide(pm_zip *zip, const slides *s, size_t number)
{
    pm_strbuf part = PM_STRBUF_INIT, rels = PM_STRBUF_INIT, name = PM_STRBUF_INIT;
    pm_slide_frame frame = frame_of(s, s->scenes[number]);
    size_t left_out = pm_slide_write(s->scenes[number], &frame, &part, &rels);
    pm_strbuf_printf(&name, "ppt/slides/slide%zu.xml", number + 1);
    pm_zip_add(zip, pm_strbuf_text(&name), pm_strbuf_text(&part), part.length);
    pm_strbuf_clear(&name);
    pm_strbuf_printf(&name, "ppt/slides/_rels/slide%zu.xml.rels", number + 1);
    pm_zip_add(zip, pm_strbuf_text(&name), pm_strbuf_text(&rels), rels.length);
    pm_strbuf_finish(&part);
    pm_strbuf_finish(&rels);
    pm_strbuf_finish(&name);
    return left_out;
}

bool pm_paint_pptx_pages(const pm_scene *const *scenes, size_t count, const pm_paint_options *options,
                         pm_strbuf *out, pm_diagnostics *diagnostics)
{
    slides s = { .scenes = scenes, .count = count };
    if (!measure(&s, diagnostics)) return false;
    pm_deck_facts facts = { scenes, count, llround(s.width), llround(s.height), options };
    pm_zip *zip = pm_zip_create(out);
    pm_pptx_add_parts(zip, &facts);
    size_t left_out = 0;
    for (size_t i = 0; i < count; i++)
        left_out += add_slide(zip, &s, i);
    bool done = pm_zip_finish(zip);
    if (!done) pm_error(diagnostics, NULL, nowhere, "cannot pack the slides");
    if (left_out)
        pm_warning(diagnostics, NULL, nowhere, "%zu button%s without a link on the slides: not a web address",
                   left_out, left_out == 1 ? " is" : "s are");
    return done;
}

bool pm_paint_pptx(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                   pm_diagnostics *diagnostics)
{
    return pm_paint_pptx_pages(&scene, 1, options, out, diagnostics);
}
