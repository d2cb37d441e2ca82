/*
 * Running a program and measuring what it costs: best of several, so that what else the machine does counts
 * as little as can be.
 */
#ifndef PM_BENCH_MEASURE_H
#define PM_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* Seconds by the clock, seconds of processor time (user + system), bytes. Each is the best of the runs. */
typedef struct bench_cost {
    double wall, cpu;
    size_t peak;  /* most memory resident at once */
    size_t bytes; /* what came out */
    bool ok;      /* false: not run, failed or over its time */
    bool late;    /* over its time */
} bench_cost;

typedef struct bench_phase {
    char name[24];
    bench_cost cost;
} bench_phase;

enum { BENCH_PHASES = 12 };

typedef struct bench_phases {
    bench_phase list[BENCH_PHASES];
    size_t count;
} bench_phases;

/* Runs argv (ended by NULL) `repeat` times, fewer when that takes over 10 s, each run at most `limit`
 * seconds. Standard output goes to `output`, or nowhere when it is NULL; `made` names the file whose size
 * counts, NULL for none. */
bench_cost bench_run(const char *const *argv, const char *output, const char *made, unsigned limit,
                     size_t repeat);

/* Runs bench_phases, whose lines say what each phase took; keeps the best of each. `work`: a file to use. */
bool bench_run_phases(const char *const *argv, const char *work, size_t repeat, bench_phases *phases);

/* The phase of this name; a cost that is not ok when there is none. */
bench_cost bench_phase_cost(const bench_phases *phases, const char *name);

/* The power of N with which the time grows: the slope of the least-squares line through (log n, log t). */
double bench_exponent(const double *n, const double *t, size_t count);

#endif
