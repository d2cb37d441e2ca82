/*
 * The tables of single steps: the phases of a render, the layout algorithm alone, start-up.
 */
#include <stdio.h>
#include <string.h>

#include "bench/bench.h"

/* In the order of the work. "measure" is a part of "build" and is not added to the sum. */
static const struct {
    const char *phase, *shown;
    bool counts;
} steps[] = {
    { "read", "read", true },       { "style", "read the style", true },
    { "build", "build", true },     { "measure", "… of which measure", false },
    { "layout", "lay out", true },  { "compose", "compose", true },
    { "paint", "paint SVG", true }, { "write", "write", true },
};

enum { STEPS = sizeof steps / sizeof *steps };

static double growth_of(const bench *b, const double *times)
{
    return bench_exponent(b->sizes + 1, times + 1, BENCH_SIZES - 1);
}

static bench_table *create_table(const bench *b, const char *title, const char *last)
{
    const char *headings[BENCH_SIZES + 3] = { "Papers" };
    for (size_t i = 0; i < BENCH_SIZES; i++)
        headings[i + 1] = BENCH_TEXT(b, "%.0f", b->sizes[i]);
    headings[BENCH_SIZES + 1] = last;
    return bench_table_create(b->arena, title, headings);
}

static void add_growth(bench_table *table, double exponent)
{
    bench_table_cell(table, exponent == exponent ? "%.3f" : "–", exponent);
}

/* What a single phase may seem to grow by beyond the limit: its working set outgrows one cache after another,
 * which costs time though it does no more steps. */
static const double cache_allowance = 0.25;

static void add_phase(bench *b, bench_table *table, size_t step, const bench_phases *runs, double all)
{
    double times[BENCH_SIZES], exponent;
    bench_table_row(table);
    bench_table_cell(table, "%s", steps[step].shown);
    for (size_t i = 0; i < BENCH_SIZES; i++) {
        times[i] = bench_phase_cost(&runs[i], steps[step].phase).cpu;
        bench_table_seconds(table, times[i]);
    }
    exponent = growth_of(b, times);
    if (times[BENCH_SIZES - 1] < all / 20) { /* too short to tell */
        bench_table_cell(table, "–");
        return;
    }
    add_growth(table, exponent);
    bench_judge_growth(b, steps[step].shown, exponent, cache_allowance);
}

/* The whole work. Its growth is that of what comes on top of the seed's list, which is nearly all start-up.
 */
static void add_sums(bench *b, bench_table *table, const double *sums)
{
    double growing[BENCH_SIZES];
    bench_table_row(table);
    bench_table_cell(table, "all");
    for (size_t i = 0; i < BENCH_SIZES; i++) {
        bench_table_seconds(table, sums[i]);
        growing[i] = sums[i] - sums[0];
    }
    add_growth(table, growth_of(b, growing));
    bench_judge_growth(b, "the whole work", growth_of(b, growing), 0);
    bench_table_row(table);
    bench_table_cell(table, "libyaml's bare event loop");
    for (size_t i = 0; i < BENCH_SIZES; i++)
        bench_table_seconds(table, b->events[i].cpu);
    bench_table_row(table);
    bench_table_cell(table, "all, in event loops");
    for (size_t i = 0; i < BENCH_SIZES; i++)
        bench_table_ratio(table, sums[i] / b->events[i].cpu);
}

static void report_times(bench *b, const bench_phases *runs)
{
    double sums[BENCH_SIZES] = { 0 };
    bench_table *table = create_table(b, "Phases of list → SVG: processor time", "Exponent");
    for (size_t step = 0; step < STEPS; step++)
        for (size_t i = 0; i < BENCH_SIZES && steps[step].counts; i++)
            sums[i] += bench_phase_cost(&runs[i], steps[step].phase).cpu;
    for (size_t step = 0; step < STEPS; step++)
        add_phase(b, table, step, runs, sums[BENCH_SIZES - 1]);
    add_sums(b, table, sums);
    bench_table_print(table, b->markdown);
}

static void report_memory(const bench *b, const bench_phases *runs)
{
    bench_table *table =
        create_table(b, "Peak memory of the process in each phase; bytes read and made", NULL);
    for (size_t step = 0; step < STEPS; step++) {
        if (!steps[step].counts) continue;
        bench_table_row(table);
        bench_table_cell(table, "%s", steps[step].shown);
        for (size_t i = 0; i < BENCH_SIZES; i++)
            bench_table_bytes(table, bench_phase_cost(&runs[i], steps[step].phase).peak);
    }
    static const char *const sizes[][2] = { { "read", "YAML file" }, { "write", "SVG file" } };
    for (size_t row = 0; row < 2; row++) {
        bench_table_row(table);
        bench_table_cell(table, "%s", sizes[row][1]);
        for (size_t i = 0; i < BENCH_SIZES; i++)
            bench_table_bytes(table, bench_phase_cost(&runs[i], sizes[row][0]).bytes);
    }
    bench_table_print(table, b->markdown);
}

static bool measure_format(const bench *b, size_t size, const char *format, bench_phases *phases)
{
    const char *argv[] = { b->phases, "render", b->inputs[size],
                           b->style,  format,   BENCH_TEXT(b, "%s/phase.%s", b->work, format),
                           NULL };
    return bench_run_phases(argv, BENCH_TEXT(b, "%s/phases.txt", b->work), b->repeat, phases);
}

/* Painting in the other formats, with the share of a PNG that is not packing. */
static void report_formats(const bench *b)
{
    static const struct {
        const char *name, *shown;
        double most_papers;
    } formats[] = { { "svg", "SVG", 1e5 },
                    { "json", "JSON", 1e5 },
                    { "pdf", "PDF", 1e4 },
                    { "png", "PNG, as large as it is by default", 38 },
                    { "pixels", "… of which not packing", 38 } };
    bench_table *table = create_table(b, "Painting, by format: processor time", NULL);
    for (size_t row = 0; row < sizeof formats / sizeof *formats; row++) {
        bench_table_row(table);
        bench_table_cell(table, "%s", formats[row].shown);
        for (size_t i = 0; i < BENCH_SIZES; i++) {
            bench_phases phases;
            bool done =
                b->sizes[i] <= formats[row].most_papers && measure_format(b, i, formats[row].name, &phases);
            bench_table_seconds(table, done ? bench_phase_cost(&phases, "paint").cpu : 0);
        }
    }
    bench_table_print(table, b->markdown);
}

void bench_measure_events(bench *b, size_t size)
{
    const char *argv[] = { b->phases, "events", b->inputs[size], NULL };
    bench_phases phases;
    bench_run_phases(argv, BENCH_TEXT(b, "%s/phases.txt", b->work), b->repeat, &phases);
    bench_cost events = bench_phase_cost(&phases, "events");
    if (!b->events[size].ok || events.cpu < b->events[size].cpu) b->events[size] = events;
}

void bench_report_phases(bench *b)
{
    bench_phases runs[BENCH_SIZES];
    for (size_t i = 0; i < BENCH_SIZES; i++) {
        bench_measure_events(b, i);
        if (!measure_format(b, i, "svg", &runs[i])) fprintf(stderr, "bench: cannot draw %s\n", b->inputs[i]);
        bench_measure_events(b, i);
    }
    report_times(b, runs);
    report_memory(b, runs);
    if (!b->small) report_formats(b);
}

static bench_cost measure_engine(const bench *b, double nodes, bool scattered)
{
    const char *argv[] = { b->phases, "tidy", BENCH_TEXT(b, "%.0f", nodes), scattered ? "scattered" : NULL,
                           NULL };
    bench_phases phases;
    bench_run_phases(argv, BENCH_TEXT(b, "%s/phases.txt", b->work), b->repeat, &phases);
    return bench_phase_cost(&phases, "tidy");
}

/* Contour steps tell whether the algorithm is linear; what time grows beyond them is the memory's. Scattered
 * trees show how much that can be: parents and children are anywhere in an array of 144 MB. */
void bench_report_engine(bench *b)
{
    static const double sizes[] = { 1000, 10000, 100000, 1000000 };
    const char *headings[] = { "Nodes",         "Processor time",
                               "For each node", "Contour steps for each node",
                               "Scattered",     NULL };
    double times[4], scattered[4];
    bench_table *table =
        bench_table_create(b->arena, "The layout algorithm alone (src/layout/tidy_tree.h)", headings);
    for (size_t i = 0; i < 4; i++) {
        b->tidy = measure_engine(b, sizes[i], false);
        times[i] = b->tidy.cpu;
        scattered[i] = measure_engine(b, sizes[i], true).cpu;
        bench_table_row(table);
        bench_table_cell(table, "%.0f", sizes[i]);
        bench_table_seconds(table, times[i]);
        bench_table_cell(table, "%.0f ns", times[i] / sizes[i] * 1e9);
        bench_table_cell(table, "%.2f", (double)b->tidy.bytes / sizes[i]);
        bench_table_seconds(table, scattered[i]);
    }
    b->tidy_growth = bench_exponent(sizes, times, 4);
    bench_table_row(table);
    bench_table_cell(table, "exponent");
    add_growth(table, b->tidy_growth);
    bench_table_cell(table, " ");
    bench_table_cell(table, " ");
    add_growth(table, bench_exponent(sizes, scattered, 4));
    bench_judge_growth(b, "the layout algorithm", b->tidy_growth, cache_allowance);
    bench_table_print(table, b->markdown);
}

void bench_report_start_up(bench *b)
{
    const char *headings[] = { "Command", "Time", "Processor time", "Peak memory", NULL };
    const char *version[] = { b->papermap, "--version", NULL };
    const char *check[] = { b->papermap, "check", b->list, NULL };
    b->version = bench_run(version, NULL, NULL, 10, b->repeat * 5);
    b->check = bench_run(check, NULL, NULL, 10, b->repeat * 5);
    const bench_cost *costs[] = { &b->version, &b->check };
    const char *names[] = { "papermap --version", "papermap check, 38 papers" };
    bench_table *table = bench_table_create(b->arena, "Start-up, whole processes", headings);
    for (size_t i = 0; i < 2; i++) {
        bench_table_row(table);
        bench_table_cell(table, "%s", names[i]);
        bench_table_seconds(table, costs[i]->wall);
        bench_table_seconds(table, costs[i]->cpu);
        bench_table_bytes(table, costs[i]->peak);
    }
    bench_table_print(table, b->markdown);
}
