#include "bench/measure.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const double enough_seconds = 10; /* after so long there is no further run */

static double wall_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

/* In the child: the limit is an alarm, which lives on through exec and ends the program. */
_Noreturn static void become(const char *const *argv, const char *output, unsigned limit)
{
    int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int out = open(output ? output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (in < 0 || out < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0) _exit(126);
    int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (quiet < 0 || dup2(quiet, STDERR_FILENO) < 0) _exit(126);
    alarm(limit);
    execvp(argv[0], (char *const *)(const void *)argv); /* exec does not write to them */
    _exit(127);
}

static bench_cost run_once(const char *const *argv, const char *output, unsigned limit)
{
    bench_cost cost = { 0 };
    int status = 0;
    struct rusage usage = { 0 };
    fflush(stdout);
    double begun = wall_seconds();
    pid_t child = fork();
    if (child == 0) become(argv, output, limit);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) return cost;
    cost.wall = wall_seconds() - begun;
    cost.cpu = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    cost.peak = (size_t)usage.ru_maxrss * 1024;
    cost.ok = WIFEXITED(status) && WEXITSTATUS(status) <= 1; /* 1: `check` found something */
    cost.late = WIFSIGNALED(status) && cost.wall >= limit;
    return cost;
}

static void keep_best(bench_cost *best, const bench_cost *cost)
{
    best->wall = fmin(best->wall, cost->wall);
    best->cpu = fmin(best->cpu, cost->cpu);
    if (cost->peak < best->peak) best->peak = cost->peak;
}

bench_cost bench_run(const char *const *argv, const char *output, const char *made, unsigned limit,
                     size_t repeat)
{
    double begun = wall_seconds();
    bench_cost best = run_once(argv, output, limit);
    for (size_t i = 1; best.ok && i < repeat && wall_seconds() - begun < enough_seconds; i++) {
        bench_cost cost = run_once(argv, output, limit);
        keep_best(&best, &cost);
    }
    struct stat status;
    if (made && best.ok && stat(made, &status) == 0) best.bytes = (size_t)status.st_size;
    return best;
}

static void add_phase(bench_phases *phases, const bench_phase *phase)
{
    for (size_t i = 0; i < phases->count; i++) {
        if (strcmp(phases->list[i].name, phase->name) != 0) continue;
        keep_best(&phases->list[i].cost, &phase->cost);
        return;
    }
    if (phases->count < BENCH_PHASES) phases->list[phases->count++] = *phase;
}

static bool read_phases(const char *path, bench_phases *phases)
{
    FILE *file = fopen(path, "r");
    if (!file) return false;
    bench_phase phase = { .cost.ok = true };
    bench_cost *cost = &phase.cost;
    /* Our own program wrote the numbers. NOLINTNEXTLINE(cert-err34-c) */
    while (fscanf(file, "%23s %lf %lf %zu %zu", phase.name, &cost->wall, &cost->cpu, &cost->peak,
                  &cost->bytes) == 5)
        add_phase(phases, &phase);
    fclose(file);
    return phases->count > 0;
}

bool bench_run_phases(const char *const *argv, const char *work, size_t repeat, bench_phases *phases)
{
    double begun = wall_seconds();
    *phases = (bench_phases){ 0 };
    for (size_t i = 0; i < repeat && (i == 0 || wall_seconds() - begun < enough_seconds); i++) {
        bench_cost cost = bench_run(argv, work, NULL, 600, 1);
        if (!cost.ok || !read_phases(work, phases)) return false;
    }
    return true;
}

bench_cost bench_phase_cost(const bench_phases *phases, const char *name)
{
    for (size_t i = 0; i < phases->count; i++)
        if (strcmp(phases->list[i].name, name) == 0) return phases->list[i].cost;
    return (bench_cost){ 0 };
}

double bench_exponent(const double *n, const double *t, size_t count)
{
    double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0, k = (double)count;
    for (size_t i = 0; i < count; i++) {
        double x = log(n[i]), y = log(t[i]);
        sum_x += x;
        sum_y += y;
        sum_xx += x * x;
        sum_xy += x * y;
    }
    return (k * sum_xy - sum_x * sum_y) / (k * sum_xx - sum_x * sum_x);
}
