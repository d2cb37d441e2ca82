/*
 * The benchmark: what it was asked to measure, and the figures that later tables and the targets need.
 */
#ifndef PM_BENCH_BENCH_H
#define PM_BENCH_BENCH_H

#include "bench/measure.h"
#include "bench/table.h"
#include "support/arena.h"

enum { BENCH_SIZES = 4, BENCH_DOT_SECONDS = 300 };

typedef struct bench {
    pm_arena *arena;
    const char *papermap, *phases, *generator; /* programs */
    const char *list, *style;                  /* the seed's list, a style's file */
    const char *work;                          /* folder for what is made on the way */
    bool markdown, small;
    size_t repeat;       /* best of so many */
    size_t dot_up_to;    /* most papers that dot is given */
    double growth_limit; /* 0: none */

    double sizes[BENCH_SIZES]; /* papers; the first is the seed's list, which no growth is fitted to */
    const char *inputs[BENCH_SIZES];

    bench_cost svg[BENCH_SIZES], dot_svg[BENCH_SIZES], events[BENCH_SIZES];
    bench_cost png, dot_png; /* of the seed's list, at dot's pixel count */
    bench_cost tidy;         /* the layout algorithm alone, at its largest size */
    double tidy_growth;
    bench_cost version, check;
    bool grew; /* something grew faster than the limit allows */
} bench;

/* A formatted path or word that lives as long as the bench. */
#define BENCH_TEXT(b, ...) pm_arena_printf((b)->arena, __VA_ARGS__)

/* Writes a generated list into the work folder; NULL when that fails. */
const char *bench_generate(const bench *b, double papers, const char *shape);

/* Reads a size's file with libyaml's bare event loop and keeps the best of all readings. It is asked before
 * and after what it is compared with: one series may fall into a time when the machine is slower. */
void bench_measure_events(bench *b, size_t size);

/* Each prints its tables and keeps the figures. */
void bench_report_phases(bench *b);    /* phases.c's lines: time, memory, growth */
void bench_report_processes(bench *b); /* papermap beside dot and libyaml */
void bench_report_shapes(bench *b);    /* other trees than `mixed` */
void bench_report_engine(bench *b);    /* the layout algorithm alone */
void bench_report_start_up(bench *b);
void bench_report_targets(const bench *b); /* from what the others kept */

/* Holds a growth exponent against the limit plus an allowance; one over it makes the bench fail. */
void bench_judge_growth(bench *b, const char *what, double exponent, double allowance);

#endif
