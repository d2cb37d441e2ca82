/*
 * The text becomes pieces: what stands between two break opportunities, with its width and that of the
 * space behind it. A line of pieces i..j is as wide as their sum less the last space. A short table
 * of the best ways to fill k lines (k ≤ 3) then decides; titles have few pieces, and those that have many
 * (CJK) are cut off at MOST_PIECES by widening the pieces, so the work per title is bounded.
 */
#include "text/wrap.h"

#include <float.h>
#include <math.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "support/utf8.h"

enum { MOST_PIECES = 512 };

static const char ellipsis[] = "\xE2\x80\xA6";

/* What the last line keeps of the others' width. */
#define HALF_A_LINE 0.5

/* How much worse a break after a hyphen is than one at a space, as a share of the block's width. */
static const double hyphen_cost = 0.25;

typedef struct piece {
    size_t start, end; /* bytes without the spaces behind */
    size_t next;       /* where the next piece starts */
    double width;      /* start to end */
    double advance;    /* start to next */
    double before;     /* what the pieces before it advance in all */
    bool after_hyphen; /* the break behind it is not at a space */
} piece;

typedef struct pieces {
    piece *items;
    size_t count, capacity;
} pieces;

/* The text being split. */
typedef struct splitter {
    pm_font *font;
    const char *text;
    size_t length;
} splitter;

static void add_piece(pieces *all, const splitter *s, size_t start, size_t next)
{
    size_t end = next;
    while (end > start && s->text[end - 1] == ' ')
        end--;
    PM_RESERVE(all->items, all->capacity, all->count + 1);
    piece *p = &all->items[all->count++];
    *p = (piece){ .start = start, .end = end, .next = next, .after_hyphen = end == next };
    p->width = p->advance = pm_font_span(s->font, s->text, s->length, start, end);
    if (next > end) p->advance += pm_font_span(s->font, s->text, s->length, end, next);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* In simple scripts: after spaces, and after a hyphen or slash between letters. */
static void split_simple(pieces *all, const splitter *s)
{
    const char *text = s->text;
    size_t length = s->length;
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        bool at_space = text[i] == ' ' && i + 1 < length && text[i + 1] != ' ';
        bool at_hyphen = (text[i] == '-' || text[i] == '/') && i > start + 1 && i + 2 < length &&
                         is_letter(text[i - 1]) && is_letter(text[i + 1]) && is_letter(text[i + 2]);
        if (!at_space && !at_hyphen) continue;
        add_piece(all, s, start, i + 1);
        start = i + 1;
    }
    if (start < length) add_piece(all, s, start, length);
}

/* In other scripts Pango knows; neighbours are joined when there are too many pieces. */
static void split_complex(pieces *all, const splitter *s)
{
    const char *text = s->text;
    size_t length = s->length;
    size_t characters = pm_utf8_count(text, length), stride = characters / MOST_PIECES + 1, seen = 0;
    PangoLogAttr *attributes = pm_calloc(characters + 1, sizeof *attributes);
    pango_get_log_attrs(text, (int)length, -1, pango_language_from_string("en"), attributes,
                        (int)characters + 1);
    size_t start = 0;
    const char *at = text;
    for (size_t i = 0; i < characters; i++) {
        size_t offset = (size_t)(at - text);
        if (attributes[i].is_line_break && offset > start && ++seen % stride == 0) {
            add_piece(all, s, start, offset);
            start = offset;
        }
        pm_utf8_next(&at, text + length);
    }
    if (start < length) add_piece(all, s, start, length);
    for (size_t i = 0; i < all->count; i++) { /* only Latin words break behind hyphens */
        piece *p = &all->items[i];
        p->after_hyphen = p->end > p->start && p->end == p->next && text[p->end - 1] == '-';
    }
    free(attributes);
}

/* A piece wider than `widest` (a URL, a formula) is split between characters. */
static void split_wide_pieces(pieces *all, const splitter *s, double widest)
{
    bool any = false;
    for (size_t i = 0; i < all->count; i++)
        any = any || all->items[i].width > widest;
    if (!any) return;
    pieces split = { NULL, 0, 0 };
    for (size_t i = 0; i < all->count; i++) {
        const piece *p = &all->items[i];
        size_t parts = p->width > widest ? (size_t)(p->width / widest * 2) + 1 : 1;
        size_t step = (p->next - p->start) / parts + 1, start = p->start;
        while (start < p->next) {
            size_t stop = start + step < p->next ? start + step : p->next;
            while (stop < p->next && ((unsigned char)s->text[stop] & 0xC0) == 0x80)
                stop++;
            add_piece(&split, s, start, stop);
            start = stop;
        }
    }
    free(all->items);
    *all = split;
}

static void add_up(pieces *all)
{
    double before = 0;
    for (size_t i = 0; i < all->count; i++) {
        all->items[i].before = before;
        before += all->items[i].advance;
    }
}

/* What pieces i..j-1 take on one line. */
static double line_width(const pieces *all, size_t i, size_t j)
{
    const piece *first = &all->items[i], *last = &all->items[j - 1];
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a text has a piece */
    return last->before - first->before + last->width;
}

/* Lines that greedy filling takes, at most `limit` + 1. */
static size_t greedy_lines(const pieces *all, double width, size_t limit)
{
    size_t lines = 1, first = 0;
    for (size_t j = 1; j <= all->count && lines <= limit; j++) {
        if (j - 1 > first && line_width(all, first, j) > width) {
            lines++;
            first = j - 1;
        }
    }
    return lines;
}

/* The least width up to `widest` that fills at most `most` lines, to a twentieth of a point; `widest` when
 * none does. */
static double least_width(const pieces *all, double width, double widest, size_t most)
{
    double low = width, high = widest;
    if (greedy_lines(all, high, most) > most) return widest;
    while (high - low > 0.05) {
        double middle = (low + high) / 2;
        if (greedy_lines(all, middle, most) > most)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The least cost of setting the first j pieces in k lines, and where the last of those lines begins. */
typedef struct cell {
    double cost;
    size_t from;
} cell;

/* The cells of all k and j: rows follow each other, `columns` long. */
typedef struct table {
    cell *cells;
    size_t columns;
    double target;  /* the width that each line but the last should have */
    double rest;    /* what that leaves for the last */
    double penalty; /* for a break behind a hyphen */
} table;

/* Fills in the best way to end line `k` behind piece `j`; a line too wide counts only when it is a single
 * piece. */
static void find_best_start(table *t, const pieces *all, size_t k, size_t j, double width)
{
    cell *here = &t->cells[k * t->columns + j];
    double hyphen = j < all->count && all->items[j - 1].after_hyphen ? t->penalty : 0;
    for (size_t i = j; i-- > k - 1;) {
        double line = line_width(all, i, j), before = t->cells[(k - 1) * t->columns + i].cost;
        if (line > width + 0.01 && i + 1 < j) break; /* longer still for smaller i */
        double off = line - (j < all->count ? t->target : t->rest);
        double cost = before + off * off + hyphen;
        if (before >= DBL_MAX || cost >= here->cost) continue;
        *here = (cell){ cost, i };
    }
}

/*
 * The breaks of the best block of exactly `count` lines no wider than `width`, the first ones at least
 * `filled` wide: dynamic programming over (line, piece); the cost of a line is the square of what it lacks
 * from the width that it should have, the mean or more.
 */
static bool best_breaks(const pieces *all, size_t count, double width, double filled,
                        size_t breaks[PM_LINES_AT_MOST])
{
    size_t n = all->count, cells = (count + 1) * (n + 1);
    double total = line_width(all, 0, n), shares = (double)count;
    double target = fmax(total / shares, fmin(filled, total / (shares - HALF_A_LINE)));
    table t = { .cells = pm_calloc(cells, sizeof(cell)),
                .columns = n + 1,
                .target = target,
                .rest = total - (shares - 1) * target,
                .penalty = width * hyphen_cost * width * hyphen_cost };
    for (size_t i = 1; i < cells; i++)
        t.cells[i].cost = DBL_MAX;
    for (size_t k = 1; k <= count; k++)
        for (size_t j = k; j <= n; j++)
            find_best_start(&t, all, k, j, width);
    bool found = t.cells[count * t.columns + n].cost < DBL_MAX;
    for (size_t k = count, j = n; found && k > 0; k--) {
        breaks[k - 1] = j;
        j = t.cells[k * t.columns + j].from;
    }
    free(t.cells);
    return found;
}

/* Fills `most` lines greedily and ends the last with an ellipsis where the rest does not fit. */
static void cut_lines(pm_lines *block, pm_font *font, const pieces *all, const char *text, double widest,
                      size_t most, pm_arena *arena)
{
    double dots = pm_font_width(font, ellipsis, strlen(ellipsis));
    size_t first = 0;
    for (block->count = 0; block->count < most && first < all->count; block->count++) {
        bool last = block->count + 1 == most;
        double room = last ? widest - dots : widest;
        size_t stop = first + 1;
        while (stop < all->count && line_width(all, first, stop + 1) <= room)
            stop++;
        size_t start = all->items[first].start, length = all->items[stop - 1].end - start;
        const char *line = text + start;
        if (last) {
            line = pm_arena_printf(arena, "%.*s%s", (int)length, line, ellipsis);
            length += strlen(ellipsis);
        }
        block->lines[block->count] = (pm_line){ line, length, pm_font_width(font, line, length) };
        first = stop;
    }
    block->cut = true;
}

static void fill_lines(pm_lines *block, pm_font *font, const pieces *all, const char *text,
                       const size_t *breaks)
{
    size_t first = 0;
    for (size_t k = 0; k < block->count; k++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a text has a piece */
        size_t start = all->items[first].start, end = all->items[breaks[k] - 1].end;
        block->lines[k] =
            (pm_line){ text + start, end - start, pm_font_width(font, text + start, end - start) };
        first = breaks[k];
    }
}

static void measure_block(pm_lines *block)
{
    for (size_t k = 0; k < block->count; k++)
        block->width = fmax(block->width, block->lines[k].width);
}

/* The usual case without any table: the whole text fits on one line. */
static bool fits_one_line(pm_lines *block, pm_font *font, const char *text, size_t length, double width)
{
    double whole = pm_font_width(font, text, length);
    if (whole > width) return false;
    block->count = 1;
    block->lines[0] = (pm_line){ text, length, whole };
    block->width = whole;
    return true;
}

pm_lines pm_text_wrap(pm_font *font, const char *text, const pm_wrap *wrap, pm_arena *arena)
{
    size_t length = strlen(text), most = wrap->most < PM_LINES_AT_MOST ? wrap->most : PM_LINES_AT_MOST;
    double width = wrap->width, widest = fmax(wrap->widest, width);
    pm_lines block = { .rtl = pm_text_is_rtl(text, length) };
    if (fits_one_line(&block, font, text, length, width)) return block;
    pieces all = { NULL, 0, 0 };
    splitter s = { font, text, length };
    if (pm_text_is_simple(text, length))
        split_simple(&all, &s);
    else
        split_complex(&all, &s);
    split_wide_pieces(&all, &s, widest);
    if (!all.items) return block; /* every text that is too wide has pieces: said for analysers */
    add_up(&all);
    size_t breaks[PM_LINES_AT_MOST] = { 0 };
    if (greedy_lines(&all, width, most) > most) width = least_width(&all, width, widest, most);
    block.count = greedy_lines(&all, width, most);
    if (block.count <= most && best_breaks(&all, block.count, width, wrap->fill * width, breaks))
        fill_lines(&block, font, &all, text, breaks);
    else
        cut_lines(&block, font, &all, text, widest, most, arena);
    measure_block(&block);
    free(all.items);
    return block;
}
