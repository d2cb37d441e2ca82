#include "graph/content.h"

#include <math.h>
#include <string.h>

#include "style/mix.h"
#include "taxonomy/difference_map.h"
#include "text/wrap.h"

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
    size_t row_run, row_button, row_chip; /* first run, button and chip of the row being filled */
    double x, row_height;
    bool is_struck; /* what is added now has a line through it */
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
        run.struck = c->is_struck;
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

static void end_buttons(const cursor *c, pm_button *buttons, size_t first, size_t count)
{
    for (size_t i = first; i < count; i++) {
        buttons[i].row_width = c->x;
        buttons[i].top = c->top + (c->row_height - buttons[i].height) / 2;
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
    end_buttons(c, content->buttons, c->row_button, content->button_count);
    end_buttons(c, content->chips, c->row_chip, content->chip_count);
    content->inner_width = fmax(content->inner_width, c->x);
    c->top += c->row_height;
    c->row_run = content->run_count;
    c->row_button = content->button_count;
    c->row_chip = content->chip_count;
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
    run.struck = c->is_struck;
    run.x = take_place(c, run.width, paper->word_gap, room, paper->button_gap);
    c->row_height = fmax(c->row_height, run.height);
    c->content->runs[c->content->run_count++] = run;
}

/* A button whose place is not known yet; `text` is cut where it is wider than the room. */
static pm_button make_button(cursor *c, pm_font *font, const char *text, const pm_box_style *look,
                             pm_colour text_colour, double room)
{
    const pm_hue *hue = c->content->hue;
    double text_room = fmax(room - 2 * look->padding.horizontal, 1);
    pm_lines line = wrap_word(font, text, text_room, c->arena);
    pm_button button = { .look = look,
                         .fill = pm_style_colour(c->style, look->fill, hue),
                         .border = pm_style_colour(c->style, look->border, hue) };
    button.label = make_run(font, line.lines[0].text, line.lines[0].length,
                            pm_style_colour(c->style, text_colour, hue), line.width);
    button.label.rtl = line.rtl;
    button.width = button.label.width + 2 * look->padding.horizontal;
    button.height = button.label.height + 2 * look->padding.vertical;
    return button;
}

static void place_button(cursor *c, pm_button *button, bool first, double room)
{
    const pm_paper_style *paper = &c->style->paper;
    button->x =
        take_place(c, button->width, first ? paper->word_gap : paper->button_gap, room, paper->button_gap);
    c->row_height = fmax(c->row_height, button->height);
}

static void add_button(cursor *c, pm_font *font, const pm_link *link, double room)
{
    const pm_paper_style *paper = &c->style->paper;
    pm_button button = make_button(c, font, link->label, &paper->button, paper->button_text.colour, room);
    button.link = link;
    place_button(c, &button, c->row_button == c->content->button_count, room);
    c->content->buttons[c->content->button_count++] = button;
}

static void add_chip(cursor *c, pm_font *font, const char *text, const pm_box_style *look, pm_colour colour,
                     double room)
{
    pm_button chip = make_button(c, font, text, look, colour, room);
    chip.label.colour = pm_colour_readable(chip.label.colour, chip.fill);
    place_button(c, &chip, c->row_chip == c->content->chip_count, room);
    c->content->chips[c->content->chip_count++] = chip;
}

static bool is_given(const char *text)
{
    return text && *text && strcmp(text, "N/A") != 0;
}

/* As pm_arena_printf would with "%s %s", which takes ten times as long: a large list has many. */
static const char *join_words(pm_arena *arena, const char *first, const char *second)
{
    char *both = PM_NEW_ARRAY(arena, char, strlen(first) + 1 + strlen(second) + 1);
    stpcpy(stpcpy(stpcpy(both, first), " "), second);
    return both;
}

/* What the second line says of a paper. NULL: nothing. */
typedef struct details {
    const char *badge, *abbr, *meta;
} details;

/* The venue without the year at its end. */
static const char *without_year(const char *venue, const char *year, pm_arena *arena)
{
    size_t length = strlen(venue), tail = strlen(year);
    if (length <= tail || strcmp(venue + length - tail, year) != 0) return venue;
    for (length -= tail; length && strchr(" ,'", venue[length - 1]);)
        length--;
    return length ? pm_arena_strndup(arena, venue, length) : NULL;
}

/* "CVPR 2023" behind the abbreviation; the year alone, the venue alone, or a venue that says its year itself.
 * What the badge says is not repeated. */
static details details_of(const pm_node *paper, const char *badge, pm_arena *arena)
{
    const char *venue = is_given(paper->venue) ? paper->venue : NULL;
    const char *year = is_given(paper->year) ? paper->year : NULL;
    details d = { .abbr = is_given(paper->abbr) ? paper->abbr : NULL };
    bool says_year = venue && year && strstr(venue, year);
    if (strcmp(badge, "year") == 0 && year) {
        d.badge = year;
        d.meta = says_year ? without_year(venue, year, arena) : venue;
    } else if (strcmp(badge, "venue") == 0 && venue) {
        d.badge = venue;
        d.meta = says_year ? NULL : year;
    } else if (venue && year && !says_year) {
        d.meta = join_words(arena, venue, year);
    } else {
        d.meta = venue ? venue : year;
    }
    return d;
}

static void add_details(cursor *c, const pm_style_fonts *fonts, double room)
{
    const pm_content *content = c->content;
    const pm_paper_style *style = &c->style->paper;
    const pm_encoding_style *encoding = &c->style->encoding;
    details d = details_of(content->node, content->encoding ? encoding->badge : "none", c->arena);
    if (!d.badge && !content->is_new && !d.abbr && !d.meta && !content->node->links) return;
    c->top += style->meta_gap;
    c->row_run = content->run_count;
    if (d.badge) add_chip(c, fonts->chip, d.badge, &encoding->chip, encoding->chip_text.colour, room);
    if (content->is_new)
        add_chip(c, fonts->new_chip, "NEW", &encoding->new_chip, encoding->new_text.colour, room);
    if (d.abbr)
        add_word(c, fonts->abbr, d.abbr, pm_style_colour(c->style, style->abbr.colour, content->hue), room);
    if (d.meta)
        add_word(c, fonts->meta, d.meta, pm_style_colour(c->style, style->meta.colour, content->hue), room);
    for (const pm_link *link = content->node->links; link; link = link->next)
        add_button(c, fonts->button, link, room);
    end_row(c);
}

/* Runs of what stands below the name, and of the sign: no fewer than there will be, and for a paper or group
 * of which nothing is missing no more. */
static size_t most_runs_below(const pm_content *content, const pm_style *style)
{
    const pm_node *node = content->node;
    size_t marked = node->mark ? 1 + 4 * node->mark->row_count : 0;
    if (content->level != PM_LEVEL_PAPER) return marked + style->nodes[content->level].count;
    return marked + is_given(node->abbr) + (is_given(node->venue) || is_given(node->year));
}

static size_t count_links(const pm_node *node)
{
    size_t count = 0;
    for (const pm_link *link = node->links; link; link = link->next)
        count++;
    return count;
}

/* The mark's room, in which no text stands. */
static double inset_of(const pm_content *content, const pm_style *style)
{
    if (content->level != PM_LEVEL_PAPER || !content->encoding || !pm_encoding_count(content->encoding))
        return 0;
    return style->encoding.mark_width + style->encoding.mark_gap;
}

/* --- what a difference says of the node --- */

enum { NARROWEST_ROW = 230, MARKED_PADDING = 4 }; /* points */

static const pm_node_mark *mark_of(const pm_content *content)
{
    return content->node->mark;
}

/* The ink of a node's text: its own, or, where a mark tells its story, the mark's. A box that is filled by
 * the style keeps its text readable. */
static pm_colour ink_of(const pm_content *content, const pm_style *style, pm_colour own)
{
    const pm_colour ink = { .role = PM_COLOUR_INK };
    bool is_filled = content->level <= PM_LEVEL_CATEGORY;
    return pm_style_colour(style, mark_of(content) && !is_filled ? ink : own, content->hue);
}

/* What a name or title was: all of it, with a line through it. */
static void add_former_name(cursor *c, pm_font *font, const char *name, pm_colour ink, double room)
{
    const pm_wrap wrap = { .width = room, .widest = 2 * room, .most = 3 };
    pm_lines lines = pm_text_wrap(font, name, &wrap, c->arena);
    c->is_struck = true;
    add_lines(c, font, &lines, ink);
    c->is_struck = false;
    c->row_run = c->content->run_count;
}

/* "venue  arXiv → ICML": a row of its own for each. */
static void add_mark_row(cursor *c, const pm_style_fonts *fonts, const pm_mark_row *row, pm_colour ink,
                         double room)
{
    static const char arrow[] = "\xE2\x86\x92";
    if (row->label) add_word(c, fonts->abbr, row->label, ink, room);
    c->is_struck = true;
    if (row->before && *row->before) add_word(c, fonts->meta, row->before, ink, room);
    c->is_struck = false;
    if (row->before && row->after) add_word(c, fonts->meta, arrow, ink, room);
    if (row->after && *row->after) add_word(c, fonts->meta, row->after, ink, room);
    end_row(c);
}

static void add_mark_rows(cursor *c, const pm_style_fonts *fonts, double room)
{
    const pm_node_mark *mark = mark_of(c->content);
    const pm_style *style = c->style;
    bool is_filled = c->content->level <= PM_LEVEL_CATEGORY;
    pm_colour own = is_filled ? style->nodes[c->content->level].text.colour : style->paper.meta.colour;
    pm_colour ink = ink_of(c->content, style, own);
    for (size_t i = 0; i < mark->row_count; i++) {
        const pm_mark_row *row = &mark->rows[i];
        c->top += style->paper.meta_gap;
        if (row->label || row->after)
            add_mark_row(c, fonts, row, ink, room);
        else
            add_former_name(c, fonts->meta, row->before, ink, room);
    }
}

/* The sign stands beside the first line, in a gutter that everything else leaves free. */
static void add_sign(cursor *c, pm_font *font)
{
    const pm_node_mark *mark = mark_of(c->content);
    pm_content *content = c->content;
    if (!mark || !*mark->sign || !content->run_count) return;
    size_t length = strlen(mark->sign);
    pm_colour own = c->style->nodes[content->level].text.colour;
    pm_run sign = make_run(font, mark->sign, length, ink_of(content, c->style, own),
                           pm_font_width(font, mark->sign, length));
    double gutter = ceil(sign.width + pm_font_face(font)->size * 0.4);
    sign.top = content->runs[0].top;
    content->inner_width += gutter;
    for (size_t i = 0; i < content->run_count; i++) {
        content->runs[i].x += gutter;
        content->runs[i].row_width += gutter;
    }
    for (size_t i = 0; i < content->button_count; i++) {
        content->buttons[i].x += gutter;
        content->buttons[i].row_width += gutter;
    }
    sign.row_width = content->runs[0].row_width;
    content->runs[content->run_count++] = sign;
}

/* A group's count, or what a difference says instead. */
static void add_count(cursor *c, pm_font *font)
{
    const pm_content *content = c->content;
    const pm_node_style *look = &c->style->nodes[content->level];
    const pm_node_mark *mark = mark_of(content);
    size_t papers = content->node->paper_count;
    if (mark ? !mark->count : !papers) return;
    const char *count = mark ? mark->count : pm_count_text(c->arena, papers, "paper", "papers");
    c->row_run = content->run_count;
    add_word(c, font, count, pm_style_colour(c->style, look->count_text.colour, content->hue), look->wrap);
    end_row(c);
}

/* What stands below the name: a paper's details, a group's count, what a difference says. */
static void add_second_lines(cursor *c, const pm_style_fonts *fonts, double width)
{
    pm_content *content = c->content;
    const pm_node_style *look = &c->style->nodes[content->level];
    const pm_node_mark *mark = mark_of(content);
    if (content->level == PM_LEVEL_PAPER)
        add_details(c, fonts, fmax(look->wrap, width));
    else if (look->count)
        add_count(c, fonts->count[content->level]);
    c->row_run = content->run_count;
    c->row_button = content->button_count;
    if (mark) add_mark_rows(c, fonts, fmax(fmax(look->wrap, width), NARROWEST_ROW));
}

/* The font of a node's name; what is folded is said in a smaller one. */
static pm_font *font_of(const pm_content *content, const pm_style_fonts *fonts)
{
    const pm_node_mark *mark = mark_of(content);
    if (mark && mark->kind == PM_MARK_FOLDED) return fonts->meta;
    return fonts->text[content->level][content->size_step];
}

void pm_content_measure(pm_content *content, const char *name, const pm_style *style,
                        const pm_style_fonts *fonts, pm_arena *arena)
{
    const pm_node_style *look = &style->nodes[content->level];
    const pm_wrap wrap = { look->wrap, look->widest, (size_t)look->lines, look->line_fill };
    const pm_node_mark *mark = mark_of(content);
    pm_font *font = font_of(content, fonts);
    pm_lines lines = pm_text_wrap(font, name, &wrap, arena);
    size_t links = content->level == PM_LEVEL_PAPER ? count_links(content->node) : 0;
    content->run_count = content->button_count = content->chip_count = 0;
    content->inner_width = 0;
    content->inset = inset_of(content, style);
    content->runs = PM_NEW_ARRAY(arena, pm_run, lines.count + most_runs_below(content, style));
    content->buttons = PM_NEW_ARRAY(arena, pm_button, links);
    content->chips = content->encoding ? PM_NEW_ARRAY(arena, pm_button, 2) : NULL;
    cursor c = { .content = content, .style = style, .arena = arena };
    c.is_struck = mark && mark->kind == PM_MARK_REMOVED;
    add_lines(&c, font, &lines, ink_of(content, style, look->text.colour));
    c.is_struck = false;
    add_second_lines(&c, fonts, lines.width);
    add_sign(&c, font);
    content->inner_height = c.top;
    double around = mark && *mark->sign ? MARKED_PADDING : 0;
    content->width =
        fmax(content->inner_width + content->inset + 2 * look->box.padding.horizontal, look->min_width);
    content->height = fmax(content->inner_height + 2 * look->box.padding.vertical + around, look->min_height);
}

static void place_buttons(pm_button *buttons, size_t count, double left, double room, double top, double lean)
{
    for (size_t i = 0; i < count; i++) {
        pm_button *button = &buttons[i];
        button->x += left + (room - button->row_width) * lean;
        button->top += top;
        button->label.x = button->x + button->look->padding.horizontal;
        button->label.top = button->top + button->look->padding.vertical;
    }
}

void pm_content_place(pm_content *content, const pm_style *style, double width, double height, double lean)
{
    double padding = style->nodes[content->level].box.padding.horizontal;
    double top = (height - content->inner_height) / 2;
    double room = fmax(width - 2 * padding - content->inset, content->inner_width);
    double left = (width - room - content->inset) / 2 + (lean < 1 ? content->inset : 0);
    for (size_t i = 0; i < content->run_count; i++) {
        content->runs[i].x += left + (room - content->runs[i].row_width) * lean;
        content->runs[i].top += top;
    }
    place_buttons(content->buttons, content->button_count, left, room, top, lean);
    place_buttons(content->chips, content->chip_count, left, room, top, lean);
}
