#include "cli/deck.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "scene/fit.h"
#include "scene/page.h"
#include "support/memory.h"
#include "taxonomy/part.h"

/* One part: a group, or what of it fits on a page. */
typedef struct part {
    pm_part cut;
    size_t category; /* its category's number */
} part;

/* --- parts --- */

static bool is_part(const pm_node *node, pm_split split, bool *own_only)
{
    *own_only = split == PM_SPLIT_TOPIC || node->kind == PM_NODE_ROOT;
    if (node->kind == PM_NODE_PAPER) return false;
    if (split == PM_SPLIT_CATEGORY && node->level > 1) return false;
    return pm_part_size(node, *own_only) > 0;
}

/* Lower-case letters and digits, hyphens between: safe in a file's name and in a link. */
static const char *slug_of(pm_arena *arena, const char *name)
{
    enum { LONGEST = 40 };
    char slug[LONGEST + 1] = "";
    size_t length = 0;
    for (; *name && length < LONGEST; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug[length++] = c;
        else if (length && slug[length - 1] != '-')
            slug[length++] = '-';
    }
    while (length && slug[length - 1] == '-')
        length--;
    return length ? pm_arena_strndup(arena, slug, length) : "part";
}

/* --- pages --- */

static pm_deck_page *add_page(pm_deck *deck, const char *name)
{
    PM_RESERVE(deck->pages, deck->capacity, deck->count + 1);
    pm_deck_page *page = &deck->pages[deck->count];
    const pm_drawing *whole = &deck->whole;
    *page = (pm_deck_page){ .drawing = *whole };
    page->drawing.depth = whole->options->depth;
    page->drawing.page_name = name;
    /* As wide as the number will be, since the page's room depends on it. */
    page->drawing.page_number = "00 / 00";
    deck->count++;
    return page;
}

/* Height of the smallest text on its page; INFINITY where there is none that it has to fit. */
static double size_of_text(const pm_drawing *d)
{
    return d->map->page ? pm_fit_smallest_text(d->map) * pm_page_zoom(d->map) : INFINITY;
}

static bool is_readable(const pm_drawing *d)
{
    return size_of_text(d) >= d->map->own_style->fit.min_size;
}

static void release(pm_drawing *d, const pm_drawing *whole)
{
    d->fonts = NULL; /* the whole's */
    pm_drawing_finish(d);
    if (d->taxonomy != whole->taxonomy) pm_taxonomy_destroy(d->taxonomy);
}

/* Draws a group in `count` pages. */
static int draw_pages(pm_deck *deck, const part *p, size_t papers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pm_part cut = p->cut;
        cut.first = papers * i / count;
        cut.count = papers * (i + 1) / count - cut.first;
        if (count > 1) cut.suffix = pm_arena_printf(deck->whole.arena, " (%zu/%zu)", i + 1, count);
        const char *name = pm_arena_printf(deck->whole.arena, "%s%s", pm_node_display_name(cut.group),
                                           cut.suffix ? cut.suffix : "");
        pm_deck_page *page = add_page(deck, name);
        page->group = cut.group;
        pm_drawing *d = &page->drawing;
        d->taxonomy = pm_taxonomy_part(deck->whole.taxonomy, &cut);
        d->first_category = p->category;
        int code = pm_drawing_draw(d);
        if (code != PM_EXIT_DONE) return code;
    }
    return PM_EXIT_DONE;
}

/* In as few pages as are readable, or a page for each paper. */
static int draw_part(pm_deck *deck, const part *p)
{
    size_t papers = pm_part_size(p->cut.group, p->cut.own_only), before = deck->count, count = 1;
    for (;;) {
        int code = draw_pages(deck, p, papers, count);
        if (code != PM_EXIT_DONE) return code;
        double smallest = INFINITY;
        bool all = true;
        for (size_t i = before; i < deck->count; i++) {
            const pm_drawing *d = &deck->pages[i].drawing;
            all = all && is_readable(d);
            smallest = fmin(smallest, size_of_text(d));
        }
        if (all || count >= papers) return PM_EXIT_DONE;
        double missing =
            deck->whole.style->fit.min_size / smallest; /* text grows at most with the root of it */
        count = (size_t)fmin((double)papers, fmax((double)count + 1, (double)count * missing));
        while (deck->count > before)
            release(&deck->pages[--deck->count].drawing, &deck->whole);
    }
}

static int draw_parts(pm_deck *deck)
{
    const pm_node *root = deck->whole.taxonomy->root;
    size_t category = 0;
    for (const pm_node *node = root; node; node = pm_node_after(node, root)) {
        bool own_only;
        if (node->kind == PM_NODE_GROUP && node->level == 1) category++;
        if (!is_part(node, deck->whole.options->split, &own_only)) continue;
        part p = { .cut = { .group = node, .own_only = own_only }, .category = category ? category - 1 : 0 };
        int code = draw_part(deck, &p);
        if (code != PM_EXIT_DONE) return code;
    }
    return PM_EXIT_DONE;
}

static int draw_overview(pm_deck *deck)
{
    pm_drawing *d = &add_page(deck, "Overview")->drawing;
    d->depth = deck->whole.options->split == PM_SPLIT_CATEGORY && deck->whole.taxonomy->depth > 3
                   ? PM_DEPTH_GROUP
                   : PM_DEPTH_TOPIC;
    return pm_drawing_draw(d);
}

/* --- links and numbers --- */

/* A group's box on the overview leads to its first page. Both run in data order. */
static void link_overview(pm_deck *deck)
{
    const pm_map *overview = deck->pages[0].drawing.map;
    size_t at = 1;
    for (size_t i = 1; i < deck->count; i++) {
        const pm_node *group = deck->pages[i].group;
        if (group->kind == PM_NODE_ROOT || group == deck->pages[i - 1].group) continue;
        while (at < overview->count && overview->contents[at].node != group)
            at++;
        if (at < overview->count) overview->contents[at].page = i + 1;
    }
}

static void number_pages(pm_deck *deck)
{
    int digits = 2;
    for (size_t most = 100; most < deck->count; most *= 10)
        digits++;
    for (size_t i = 0; i < deck->count; i++) {
        pm_drawing *d = &deck->pages[i].drawing;
        d->page_number = d->map->page_number =
            pm_arena_printf(deck->whole.arena, "%zu / %zu", i + 1, deck->count);
        deck->pages[i].slug = pm_arena_printf(deck->whole.arena, "%0*zu-%s", digits, i,
                                              slug_of(deck->whole.arena, d->page_name));
        if (i > 0) d->map->contents[0].page = 1;
    }
    link_overview(deck);
}

int pm_deck_make(pm_deck *deck)
{
    if (deck->whole.options->split == PM_SPLIT_NONE) return pm_drawing_make(&deck->whole);
    int code = pm_drawing_prepare(&deck->whole);
    if (code == PM_EXIT_DONE) code = draw_overview(deck);
    if (code == PM_EXIT_DONE) code = draw_parts(deck);
    if (code != PM_EXIT_DONE) return code;
    number_pages(deck);
    for (size_t i = 0; i < deck->count; i++)
        pm_drawing_compose(&deck->pages[i].drawing);
    return PM_EXIT_DONE;
}

/* --- files --- */

void pm_deck_use_options(pm_deck *deck, const pm_draw_options *options)
{
    deck->whole.options = options;
    for (size_t i = 0; i < deck->count; i++)
        deck->pages[i].drawing.options = options;
}

static bool is_one_file(const pm_deck *deck, const pm_format *format)
{
    return !deck->count || format->paint_pages;
}

size_t pm_deck_files(const pm_deck *deck, const pm_format *format)
{
    return is_one_file(deck, format) ? 1 : deck->count;
}

const char *pm_deck_path(const pm_deck *deck, const char *path, const pm_format *format, size_t file)
{
    if (is_one_file(deck, format)) return path;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    if (!dot || dot == name) dot = path + strlen(path);
    return pm_arena_printf(deck->whole.arena, "%.*s-%s%s", (int)(dot - path), path, deck->pages[file].slug,
                           dot);
}

/* The names of all files, for links from one to another. */
static const char *const *names_of(const pm_deck *deck, const char *path, const pm_format *format)
{
    const char **names = PM_NEW_ARRAY(deck->whole.arena, const char *, deck->count);
    for (size_t i = 0; i < deck->count; i++) {
        const char *file = pm_deck_path(deck, path, format, i), *slash = strrchr(file, '/');
        names[i] = slash ? slash + 1 : file;
    }
    return names;
}

static bool paint_document(pm_deck *deck, const pm_format *format, pm_strbuf *out)
{
    const pm_scene **scenes = PM_NEW_ARRAY(deck->whole.arena, const pm_scene *, deck->count);
    for (size_t i = 0; i < deck->count; i++)
        scenes[i] = deck->pages[i].drawing.scene;
    pm_paint_options options = pm_drawing_paint_options(&deck->whole);
    return format->paint_pages(scenes, deck->count, &options, out, deck->whole.diagnostics);
}

bool pm_deck_paint(pm_deck *deck, const char *path, const pm_format *format, size_t file, pm_strbuf *out)
{
    if (!deck->count) return pm_drawing_paint(&deck->whole, format, out);
    if (format->paint_pages) return paint_document(deck, format, out);
    pm_drawing *d = &deck->pages[file].drawing;
    pm_paint_options options = pm_drawing_paint_options(d);
    options.files = names_of(deck, path, format);
    return pm_drawing_paint_with(d, format, &options, out);
}

void pm_deck_finish(pm_deck *deck)
{
    while (deck->count > 0)
        release(&deck->pages[--deck->count].drawing, &deck->whole);
    free(deck->pages);
    pm_drawing_finish(&deck->whole);
}
