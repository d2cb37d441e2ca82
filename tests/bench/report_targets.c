/*
 * The targets, and what this run reached of each. Ratios are of processor time.
 */
#include "bench/bench.h"

enum { AT_SEED = 0, AT_10000 = 2, AT_100000 = 3 };

static void add(bench_table *table, const char *work, const char *target, const char *reached, bool met)
{
    bench_table_row(table);
    bench_table_cell(table, "%s", work);
    bench_table_cell(table, "%s", target);
    bench_table_cell(table, "%s", reached);
    bench_table_cell(table, met ? "reached" : "**missed**");
}

static void add_seed(const bench *b, bench_table *table)
{
    double time = b->png.cpu / b->dot_png.cpu, bytes = (double)b->png.bytes / (double)b->dot_png.bytes;
    double svg = b->svg[AT_SEED].cpu / b->dot_svg[AT_SEED].cpu;
    add(table, "seed's list → PNG at dot's pixel count", "at most 1/4 of dot's time",
        BENCH_TEXT(b, "1/%.1f (%.0f of %.0f ms)", 1 / time, b->png.cpu * 1e3, b->dot_png.cpu * 1e3),
        time <= 0.25);
    add(table, "", "at most 1/3 of dot's bytes, lossless",
        BENCH_TEXT(b, "1/%.2f (%.0f of %.0f KB)", 1 / bytes, (double)b->png.bytes / 1e3,
                   (double)b->dot_png.bytes / 1e3),
        bytes <= 1.0 / 3);
    add(table, "seed's list → SVG", "at most dot's time",
        BENCH_TEXT(b, "1/%.2f (%.1f of %.1f ms)", 1 / svg, b->svg[AT_SEED].cpu * 1e3,
                   b->dot_svg[AT_SEED].cpu * 1e3),
        svg <= 1);
}

static void add_large(const bench *b, bench_table *table)
{
    const bench_cost *svg = &b->svg[AT_10000], *dot = &b->dot_svg[AT_10000], *huge = &b->svg[AT_100000];
    double faster = dot->ok ? dot->cpu / svg->cpu : 0, loops = svg->cpu / b->events[AT_10000].cpu;
    double growth = huge->cpu / svg->cpu, megabytes = (double)huge->peak / 1e6;
    add(table, "10,000 papers → SVG", "at least 50 times as fast as dot",
        dot->ok ? BENCH_TEXT(b, "%.0f times (%.0f ms; %.2f s)", faster, svg->cpu * 1e3, dot->cpu)
                : "dot did not end",
        dot->late || faster >= 50);
    add(table, "", "at most 5 libyaml event loops",
        BENCH_TEXT(b, "%.2f (%.0f ms; %.0f ms)", loops, svg->cpu * 1e3, b->events[AT_10000].cpu * 1e3),
        loops <= 5);
    add(table, "100,000 papers → SVG", "at most 10.5 times the 10,000 case",
        BENCH_TEXT(b, "%.2f times (%.2f s)", growth, huge->cpu), huge->ok && growth <= 10.5);
    add(table, "", "at most 600 MB", BENCH_TEXT(b, "%.0f MB", megabytes), huge->ok && megabytes <= 600);
}

void bench_report_targets(const bench *b)
{
    const char *headings[] = { "Work, whole process", "Target", "Reached", "", NULL };
    bench_table *table = bench_table_create(b->arena, "Targets", headings);
    double worst = b->check.wall > b->version.wall ? b->check.wall : b->version.wall;
    table->left = 4;
    add_seed(b, table);
    add_large(b, table);
    add(table, "layout algorithm, 1,000,000 nodes", "at most 1 s", BENCH_TEXT(b, "%.2f s", b->tidy.cpu),
        b->tidy.ok && b->tidy.cpu <= 1);
    add(table, "", "exponent at most 1.05", BENCH_TEXT(b, "%.3f", b->tidy_growth), b->tidy_growth <= 1.05);
    add(table, "start-up: --version, check of 38 papers", "at most 10 ms",
        BENCH_TEXT(b, "%.1f ms, %.1f ms", b->version.wall * 1e3, b->check.wall * 1e3), worst <= 0.010);
    bench_table_print(table, b->markdown);
}
