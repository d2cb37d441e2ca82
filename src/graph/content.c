#include "graph/content.h"

#include <math.h>
#include <string.h>

#include "text/wrap.h"

bool pm_style_fonts_open(pm_style_fonts *set, const pm_style *style, pm_fonts *fonts,
                         pm_diagnostics *diagnostics)
{
    bool all = true;
    for (int level = 0; level < PM_LEVELS; level++) {
        const pm_node_style *node = &style->nodes[level];
        all = all && (set->text[level] = pm_fonts_open(fonts, &node->text, diagnostics));
        if (all && node->count)
            all = (set->count[level] = pm_fonts_open(fonts, &node->count_text, diagnostics));
    }
    all = all && (set->abbr = pm_fonts_open(fonts, &style->paper.abbr, diagnostics));
    all = all && (set->meta = pm_fonts_open(fonts, &style->paper.meta, diagnostics));
    all = all && (set->button = pm_fonts_open(fonts, &style->paper.button_text, diagnostics));
    if (all && style->heading_shown)
        all = (set->heading = pm_fonts_open(fonts, &style->heading, diagnostics));
    if (all && style->footer_shown) all = (set->footer = pm_fonts_open(fonts, &style->footer, diagnostics));
    return all;
}

const char *pm_count_text(pm_arena *arena, size_t count, const char *noun, const char *nouns)
{
    return pm_arena_printf(arena, "%zu %s", count, count == 1 ? noun : nouns);
}

/* Where the next row goes, and the room that rows may take. */
typedef struct cursor {
    pm_content *content;
    const pm_style *style;
    pm_arena *arena;
    double top;
    size_t row_run, row_button; /* first run and button of the row being filled */
    double x, row_height;
} cursor;

static pm_run make_run(pm_font *font, const char *text, size_t length, pm_colour colour, double width)
{
    return (pm_run){ .font = font,
                     .text = text,
                     .length = length,
                     .colour = colour,
                     .width = width,
                     .height = pm_font_line_height(font) };
}

/* The wrapped name or title: a row for every line. */
static void add_lines(cursor *c, pm_font *font, const pm_lines *lines, pm_colour colour)
{
    for (size_t i = 0; i < lines->count; i++) {
        const pm_line *line = &lines->lines[i];
        pm_run run = make_run(font, line->text, line->length, colour, line->width);
        run.rtl = lines->rtl;
        run.top = c->top;
        run.row_width = line->width;
        if (lines->rtl && line->width < lines->width) { /* right edges align */
            run.x = lines->width - line->width;
            run.row_width = lines->width;
        }
        c->content->runs[c->content->run_count++] = run;
        c->top += run.height;
        c->content->inner_width = fmax(c->content->inner_width, run.row_width);
    }
}

/* Ends a row: what stands in it learns the row's width and is centred in its height. */
static void end_row(cursor *c)
{
    pm_content *content = c->content;
    for (size_t i = c->row_run; i < content->run_count; i++) {
        content->runs[i].row_width = c->x;
        content->runs[i].top = c->top + (c->row_height - content->runs[i].height) / 2;
    }
    for (size_t i = c->row_button; i < content->button_count; i++) {
        content->buttons[i].row_width = c->x;
        content->buttons[i].top = c->top + (c->row_height - content->buttons[i].height) / 2;
    }
    content->inner_width = fmax(content->inner_width, c->x);
    c->top += c->row_height;
    c->row_run = content->run_count;
    c->row_button = content->button_count;
    c->x = c->row_height = 0;
}

/* A place for something `width` wide, `gap` behind what stands before it; a full row is ended first. */
static double take_place(cursor *c, double width, double gap, double room, double row_gap)
{
    if (c->x > 0 && c->x + gap + width > room) {
        end_row(c);
        c->top += row_gap;
    }
    double x = c->x > 0 ? c->x + gap : 0;
    c->x = x + width;
    return x;
}

/* One line; what has no room is cut. */
static pm_lines wrap_word(pm_font *font, const char *text, double room, pm_arena *arena)
{
    const pm_wrap wrap = { .width = room, .widest = room, .most = 1 };
    return pm_text_wrap(font, text, &wrap, arena);
}

static void add_word(cursor *c, pm_font *font, const char *text, pm_colour colour, double room)
{
    const pm_paper_style *paper = &c->style->paper;
    pm_lines line = wrap_word(font, text, room, c->arena);
    pm_run run = make_run(font, line.lines[0].text, line.lines[0].length, colour, line.width);
    run.rtl = line.rtl;
    run.x = take_place(c, run.width, paper->word_gap, room, paper->button_gap);
    c->row_height = fmax(c->row_height, run.height);
    c->content->runs[c->content->run_count++] = run;
}

static void add_button(cursor *c, pm_font *font, const pm_link *link, double room)
{
    const pm_paper_style *paper = &c->style->paper;
    const pm_box_style *box = &paper->button;
    double text_room = fmax(room - 2 * box->padding.horizontal, 1);
    pm_lines line = wrap_word(font, link->label, text_room, c->arena);
    pm_colour colour = pm_style_colour(c->style, paper->button_text.colour, c->content->hue);
    pm_run label = make_run(font, line.lines[0].text, line.lines[0].length, colour, line.width);
    label.rtl = line.rtl;
    pm_button button = { .link = link, .label = label };
    button.width = label.width + 2 * box->padding.horizontal;
    button.height = label.height + 2 * box->padding.vertical;
    bool first = c->row_button == c->content->button_count;
    button.x =
        take_place(c, button.width, first ? paper->word_gap : paper->button_gap, room, paper->button_gap);
    c->row_height = fmax(c->row_height, button.height);
    c->content->buttons[c->content->button_count++] = button;
}

static bool is_given(const char *text)
{
    return text && *text && strcmp(text, "N/A") != 0;
}

/* "CVPR 2023"; the year alone, the venue alone, or a venue that says its year itself. NULL when neither is
 * known. */
static const char *venue_and_year(const pm_node *paper, pm_arena *arena)
{
    bool venue = is_given(paper->venue), year = is_given(paper->year);
    if (venue && year && !strstr(paper->venue, paper->year))
        return pm_arena_printf(arena, "%s %s", paper->venue, paper->year);
    return venue ? paper->venue : year ? paper->year : NULL;
}

static void add_details(cursor *c, const pm_style_fonts *fonts, double room)
{
    const pm_node *paper = c->content->node;
    const pm_paper_style *style = &c->style->paper;
    const char *venue = venue_and_year(paper, c->arena);
    if (!is_given(paper->abbr) && !venue && !paper->links) return;
    c->top += style->meta_gap;
    c->row_run = c->content->run_count;
    if (is_given(paper->abbr))
        add_word(c, fonts->abbr, paper->abbr, pm_style_colour(c->style, style->abbr.colour, c->content->hue),
                 room);
    if (venue)
        add_word(c, fonts->meta, venue, pm_style_colour(c->style, style->meta.colour, c->content->hue), room);
    for (const pm_link *link = paper->links; link; link = link->next)
        add_button(c, fonts->button, link, room);
    end_row(c);
}

static size_t count_links(const pm_node *node)
{
    size_t count = 0;
    for (const pm_link *link = node->links; link; link = link->next)
        count++;
    return count;
}

void pm_content_measure(pm_content *content, const char *name, const pm_style *style,
                        const pm_style_fonts *fonts, pm_arena *arena)
{
    const pm_node_style *look = &style->nodes[content->level];
    const pm_wrap wrap = { look->wrap, look->widest, (size_t)look->lines, look->line_fill };
    pm_lines lines = pm_text_wrap(fonts->text[content->level], name, &wrap, arena);
    size_t links = content->level == PM_LEVEL_PAPER ? count_links(content->node) : 0;
    content->run_count = content->button_count = 0;
    content->inner_width = 0;
    content->runs = PM_NEW_ARRAY(arena, pm_run, lines.count + 2);
    content->buttons = PM_NEW_ARRAY(arena, pm_button, links);
    cursor c = { .content = content, .style = style, .arena = arena };
    add_lines(&c, fonts->text[content->level], &lines,
              pm_style_colour(style, look->text.colour, content->hue));
    if (content->level == PM_LEVEL_PAPER) {
        add_details(&c, fonts, fmax(look->wrap, lines.width));
    } else if (look->count && content->node->entry_count) {
        c.row_run = content->run_count;
        add_word(&c, fonts->count[content->level],
                 pm_count_text(arena, content->node->paper_count, "paper", "papers"),
                 pm_style_colour(style, look->count_text.colour, content->hue), look->wrap);
        end_row(&c);
    }
    content->inner_height = c.top;
    content->width = fmax(content->inner_width + 2 * look->box.padding.horizontal, look->min_width);
    content->height = fmax(content->inner_height + 2 * look->box.padding.vertical, look->min_height);
}

void pm_content_place(pm_content *content, const pm_style *style, double width, double height, double lean)
{
    double padding = style->nodes[content->level].box.padding.horizontal;
    double top = (height - content->inner_height) / 2;
    double room = fmax(width - 2 * padding, content->inner_width);
    double left = (width - room) / 2;
    for (size_t i = 0; i < content->run_count; i++) {
        content->runs[i].x += left + (room - content->runs[i].row_width) * lean;
        content->runs[i].top += top;
    }
    for (size_t i = 0; i < content->button_count; i++) {
        pm_button *button = &content->buttons[i];
        button->x += left + (room - button->row_width) * lean;
        button->top += top;
        button->label.x = button->x + style->paper.button.padding.horizontal;
        button->label.top = button->top + style->paper.button.padding.vertical;
    }
}
