/*
 * Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), greedy, with D bounded.
 *
 * The lines that both texts begin and end with are set aside. For each number of edits d the furthest
 * reaching point on every diagonal is kept, so that the way back can be walked; D is bounded, so that is a
 * bounded amount of memory.
 */
#include "taxonomy/line_diff.h"

#include <stdbool.h>
#include <stdlib.h>

#include "support/diagnostics.h"
#include "support/memory.h"

enum { EDITS_AT_MOST = 400, FIRST_LINES = 64 };

typedef struct line {
    const char *text;
    size_t length;
} line;

typedef struct lines {
    line *all;
    size_t count, capacity;
} lines;

static lines split(const char *text, size_t length)
{
    lines result = { pm_calloc(FIRST_LINES, sizeof(line)), 0, FIRST_LINES };
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *next = newline ? newline + 1 : end;
        PM_RESERVE(result.all, result.capacity, result.count + 1);
        result.all[result.count++] = (line){ text, (size_t)(next - text) };
        text = next;
    }
    return result;
}

static bool is_same(line a, line b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* --- the edits --- */

/* What differs: old lines [old_start, old_end), new lines likewise. Flags tell which of them are edits. */
typedef struct difference {
    const line *old_lines, *new_lines;
    long old_count, new_count;
    bool *removed, *added;
} difference;

/* Furthest old line reached on diagonal k (old - new) with d edits; row d has 2d + 1 places. */
static long *furthest(long *trace, long d, long k)
{
    return &trace[d * d + k + d];
}

static long reach(const long *trace, long d, long k)
{
    long *all = (long *)trace;
    if (d == 0) return 0;
    bool goes_down = k == -d || (k != d && *furthest(all, d - 1, k - 1) < *furthest(all, d - 1, k + 1));
    return goes_down ? *furthest(all, d - 1, k + 1) : *furthest(all, d - 1, k - 1) + 1;
}

/* Marks the edits on the way back from the end, where `d` edits led. */
static void walk_back(difference *diff, long *trace, long d)
{
    long x = diff->old_count, y = diff->new_count;
    for (; d > 0; d--) {
        long k = x - y;
        bool goes_down =
            k == -d || (k != d && *furthest(trace, d - 1, k - 1) < *furthest(trace, d - 1, k + 1));
        long from_k = goes_down ? k + 1 : k - 1;
        x = *furthest(trace, d - 1, from_k);
        y = x - from_k;
        if (goes_down)
            diff->added[y] = true;
        else
            diff->removed[x] = true;
    }
}

/* False when more than EDITS_AT_MOST edits would be needed. */
static bool find_edits(difference *diff)
{
    long *trace = pm_calloc((size_t)(EDITS_AT_MOST + 1) * (EDITS_AT_MOST + 1), sizeof *trace);
    bool found = false;
    for (long d = 0; d <= EDITS_AT_MOST && !found; d++) {
        for (long k = -d; k <= d && !found; k += 2) {
            long x = reach(trace, d, k), y = x - k;
            while (x < diff->old_count && y >= 0 && y < diff->new_count &&
                   is_same(diff->old_lines[x], diff->new_lines[y])) {
                x++;
                y++;
            }
            *furthest(trace, d, k) = x;
            found = x >= diff->old_count && y >= diff->new_count;
            if (found) walk_back(diff, trace, d);
        }
    }
    free(trace);
    return found;
}

/* --- showing --- */

typedef struct printer {
    pm_strbuf *out;
    size_t shown, hidden, shown_at_most;
} printer;

static void print_line(printer *p, char sign, line l)
{
    if (p->shown >= p->shown_at_most) {
        p->hidden++;
        return;
    }
    p->shown++;
    pm_strbuf_char(p->out, sign);
    while (l.length && (l.text[l.length - 1] == '\n' || l.text[l.length - 1] == '\r'))
        l.length--;
    pm_escape_controls(p->out, l.text, l.length);
    pm_strbuf_char(p->out, '\n');
}

static void print_edits(printer *p, const difference *diff, size_t first_line)
{
    long x = 0, y = 0;
    while (x < diff->old_count || y < diff->new_count) {
        bool is_edit = (x < diff->old_count && diff->removed[x]) || (y < diff->new_count && diff->added[y]);
        if (!is_edit) {
            x++;
            y++;
            continue;
        }
        if (p->shown < p->shown_at_most) pm_strbuf_printf(p->out, "@@ line %zu @@\n", first_line + (size_t)x);
        while (x < diff->old_count && diff->removed[x])
            print_line(p, '-', diff->old_lines[x++]);
        while (y < diff->new_count && diff->added[y])
            print_line(p, '+', diff->new_lines[y++]);
    }
}

void pm_line_diff(const char *before, size_t before_length, const char *after, size_t after_length,
                  uint32_t first_line, size_t lines_shown, pm_strbuf *out)
{
    lines old_lines = split(before, before_length), new_lines = split(after, after_length);
    size_t start = 0, old_end = old_lines.count, new_end = new_lines.count;
    while (start < old_end && start < new_end && is_same(old_lines.all[start], new_lines.all[start]))
        start++;
    while (old_end > start && new_end > start &&
           is_same(old_lines.all[old_end - 1], new_lines.all[new_end - 1])) {
        old_end--;
        new_end--;
    }
    difference diff = { .old_lines = old_lines.all + start,
                        .new_lines = new_lines.all + start,
                        .old_count = (long)(old_end - start),
                        .new_count = (long)(new_end - start) };
    diff.removed = pm_calloc(old_end - start + 1, sizeof *diff.removed);
    diff.added = pm_calloc(new_end - start + 1, sizeof *diff.added);
    if (!find_edits(&diff)) {
        memset(diff.removed, true, old_end - start);
        memset(diff.added, true, new_end - start);
    }
    printer p = { .out = out, .shown_at_most = lines_shown };
    print_edits(&p, &diff, first_line + start);
    if (p.hidden) pm_strbuf_printf(out, "… and %zu more lines\n", p.hidden);
    free(diff.removed);
    free(diff.added);
    free(old_lines.all);
    free(new_lines.all);
}
