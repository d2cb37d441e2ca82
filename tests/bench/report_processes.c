/*
 * The tables of whole processes, papermap beside stock dot on the same graph: the one that papermap writes.
 */
#include <math.h>
#include <stdio.h>

#include "bench/bench.h"

static const double most_papers_in_png = 1000;  /* what a PNG can hold */
static const double most_papers_in_pdf = 10000; /* beyond it no reader opens the page */

static bench_table *create_table(const bench *b)
{
    const char *headings[] = { "Papers",      "Work",  "Time",      "Processor time",
                               "Peak memory", "Bytes", "dot takes", "In libyaml loops",
                               NULL };
    return bench_table_create(b->arena, "Whole processes", headings);
}

/* `dot` and `events` may be NULL: nothing to compare with. */
static void add_row(bench_table *table, double papers, const char *work, const bench_cost *cost,
                    const bench_cost *dot, const bench_cost *events)
{
    bench_table_row(table);
    bench_table_cell(table, "%.0f", papers);
    bench_table_cell(table, "%s", work);
    if (cost->late)
        bench_table_cell(table, "over %d s", BENCH_DOT_SECONDS);
    else
        bench_table_seconds(table, cost->ok ? cost->wall : 0);
    bench_table_seconds(table, cost->ok ? cost->cpu : 0);
    bench_table_bytes(table, cost->ok ? cost->peak : 0);
    bench_table_bytes(table, cost->bytes);
    bench_table_ratio(table, dot && dot->ok && cost->ok ? dot->cpu / cost->cpu : 0);
    bench_table_ratio(table, events && events->ok && cost->ok ? cost->cpu / events->cpu : 0);
}

static bench_cost run_papermap(const bench *b, size_t size, const char *format, const char *scale)
{
    const char *made = BENCH_TEXT(b, "%s/map.%s", b->work, format);
    const char *argv[] = { b->papermap, "render", "-q", b->inputs[size], "-o", made, scale ? "--scale" : NULL,
                           scale,       NULL };
    return bench_run(argv, NULL, made, BENCH_DOT_SECONDS, b->repeat);
}

static bench_cost run_dot(const bench *b, const char *graph, const char *format)
{
    const char *made = BENCH_TEXT(b, "%s/dot.%s", b->work, format);
    const char *argv[] = { "dot", BENCH_TEXT(b, "-T%s", format), graph, "-o", made, NULL };
    return bench_run(argv, NULL, made, BENCH_DOT_SECONDS, b->repeat);
}

/* Width × height from a PNG's header; 0 when it is none. */
static double png_pixels(const char *path)
{
    unsigned char head[24] = { 0 };
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    size_t got = fread(head, 1, sizeof head, file);
    fclose(file);
    if (got < sizeof head) return 0;
    double width = head[16] * 16777216.0 + head[17] * 65536.0 + head[18] * 256.0 + head[19];
    double height = head[20] * 16777216.0 + head[21] * 65536.0 + head[22] * 256.0 + head[23];
    return width * height;
}

/* As PNG by dot, then by papermap with as many pixels. Larger maps do not fit a PNG. */
static void report_png(bench *b, bench_table *table, size_t size, const char *graph)
{
    bench_cost dot = run_dot(b, graph, "png"), ours = { 0 };
    double wanted = png_pixels(BENCH_TEXT(b, "%s/dot.png", b->work)), pixels = 0;
    bench_cost half = run_papermap(b, size, "png", "0.5");
    double at_half = half.ok ? png_pixels(BENCH_TEXT(b, "%s/map.png", b->work)) : 0;
    if (at_half > 0) {
        ours = run_papermap(b, size, "png", BENCH_TEXT(b, "%.4f", 0.5 * sqrt(wanted / at_half)));
        pixels = png_pixels(BENCH_TEXT(b, "%s/map.png", b->work));
    }
    const char *work = ours.ok ? BENCH_TEXT(b, "papermap, PNG of %.2f million pixels", pixels / 1e6)
                               : "papermap, PNG: as many pixels are too high for one";
    add_row(table, b->sizes[size], work, &ours, &dot, NULL);
    add_row(table, b->sizes[size], BENCH_TEXT(b, "dot -Tpng, %.2f million pixels", wanted / 1e6), &dot, NULL,
            NULL);
    if (size > 0) return;
    b->png = ours;
    b->dot_png = dot;
}

static void report_formats(const bench *b, bench_table *table, size_t size)
{
    double papers = b->sizes[size];
    bench_cost json = run_papermap(b, size, "json", NULL);
    add_row(table, papers, "papermap, JSON", &json, NULL, NULL);
    if (papers > most_papers_in_pdf) return;
    bench_cost pdf = run_papermap(b, size, "pdf", NULL);
    add_row(table, papers, "papermap, PDF", &pdf, NULL, NULL);
}

/* Dot comes last: a virtual machine may have to be given anew what dot takes for a large graph and gives
 * back, and touching that takes whoever runs next half as long again. */
static void report_size(bench *b, bench_table *table, size_t size)
{
    double papers = b->sizes[size];
    const char *graph = BENCH_TEXT(b, "%s/map.gv", b->work);
    bench_cost described = { 0 };
    b->svg[size] = run_papermap(b, size, "svg", NULL);
    bench_measure_events(b, size);
    if (papers <= (double)b->dot_up_to) described = run_papermap(b, size, "gv", NULL);
    if (described.ok) b->dot_svg[size] = run_dot(b, graph, "svg");
    add_row(table, papers, "papermap, SVG", &b->svg[size], &b->dot_svg[size], &b->events[size]);
    if (described.ok) {
        add_row(table, papers, "dot -Tsvg", &b->dot_svg[size], NULL, NULL);
        if (papers <= most_papers_in_png) report_png(b, table, size, graph);
        add_row(table, papers, "papermap, Graphviz graph", &described, NULL, NULL);
    }
    report_formats(b, table, size);
}

void bench_report_processes(bench *b)
{
    bench_table *table = create_table(b);
    table->left = 2;
    for (size_t i = 0; i < BENCH_SIZES; i++)
        report_size(b, table, i);
    bench_table_print(table, b->markdown);
}

void bench_report_shapes(bench *b)
{
    static const char *const shapes[] = { "mixed", "random", "wide", "deep", "balanced" };
    const char *headings[] = { "Shape", "1000", "10000", "100000", "Peak memory", "SVG", "Exponent", NULL };
    bench_table *table =
        bench_table_create(b->arena, "Shapes, list → SVG: processor time of the process", headings);
    for (size_t row = 0; row < sizeof shapes / sizeof *shapes; row++) {
        double times[BENCH_SIZES] = { 0 };
        bench_cost cost = { 0 };
        bench_table_row(table);
        bench_table_cell(table, "%s", shapes[row]);
        for (size_t i = 1; i < BENCH_SIZES; i++) {
            const char *input = bench_generate(b, b->sizes[i], shapes[row]);
            const char *made = BENCH_TEXT(b, "%s/shape.svg", b->work);
            const char *argv[] = { b->papermap, "render", "-q", input, "-o", made, NULL };
            cost = bench_run(argv, NULL, made, BENCH_DOT_SECONDS, 3);
            times[i] = cost.ok ? cost.cpu : 0;
            bench_table_seconds(table, times[i]);
        }
        double exponent = bench_exponent(b->sizes + 1, times + 1, BENCH_SIZES - 1);
        bench_table_bytes(table, cost.peak);
        bench_table_bytes(table, cost.bytes);
        bench_table_cell(table, "%.3f", exponent);
        bench_judge_growth(b, shapes[row], exponent, 0);
    }
    bench_table_print(table, b->markdown);
}
