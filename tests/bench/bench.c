/*
 * Measures papermap: each phase, whole processes beside dot and libyaml, the layout algorithm alone,
 * start-up; for the seed's list and for generated ones of 1,000 to 100,000 papers.
 *
 *     bench --papermap FILE --phases FILE --generator FILE --list FILE --style FILE --work FOLDER
 *           [--markdown] [--small] [--repeat K] [--dot-limit PAPERS] [--growth EXPONENT]
 *
 * Judge by ratios: the other programs run in the same minutes on the same machine. --growth makes it exit 1
 * when a fitted growth exponent is larger. --small stops at 16,000 papers and leaves the other programs out.
 */
#include "bench/bench.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *bench_generate(const bench *b, double papers, const char *shape)
{
    const char *path = BENCH_TEXT(b, "%s/%s-%.0f.yaml", b->work, shape, papers);
    const char *depth = strcmp(shape, "deep") == 0 ? "12" : "4";
    const char *argv[] = { b->generator, "-n", BENCH_TEXT(b, "%.0f", papers), "--shape", shape, "--depth",
                           depth,        NULL };
    return bench_run(argv, path, NULL, 60, 1).ok ? path : NULL;
}

void bench_judge_growth(bench *b, const char *what, double exponent, double allowance)
{
    double limit = b->growth_limit + allowance;
    if (b->growth_limit <= 0 || exponent <= limit) return; /* not a number: it could not be measured */
    fprintf(stderr, "bench: error: %s grows with N to the power of %.3f, over %.2f\n", what, exponent, limit);
    b->grew = true;
}

/* ---- where and with what ----------------------------------------------------------------------------- */

static void processor_name(char *name, size_t size)
{
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    snprintf(name, size, "unknown processor");
    while (file && fgets(line, sizeof line, file)) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) != 0 || !colon) continue;
        snprintf(name, size, "%.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
        break;
    }
    if (file) fclose(file);
}

static void print_heading(const bench *b)
{
    char processor[128], date[32] = "";
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc)) strftime(date, sizeof date, "%Y-%m-%d", &utc);
    processor_name(processor, sizeof processor);
    printf("%s: %s, %ld cores, %ld MB; %s, %s build; best of %zu (fewer where a run takes seconds).\n", date,
           processor, sysconf(_SC_NPROCESSORS_ONLN),
           sysconf(_SC_PHYS_PAGES) / 1024 * sysconf(_SC_PAGESIZE) / 1024, BENCH_COMPILER, BENCH_BUILD_TYPE,
           b->repeat);
    puts("Time is by the clock; processor time is user + system, and what ratios and exponents are made "
         "from.");
    fflush(stdout);
}

/* ---- options ----------------------------------------------------------------------------------------- */

static const struct option long_options[] = {
    { "papermap", required_argument, NULL, 'p' },  { "phases", required_argument, NULL, 'P' },
    { "generator", required_argument, NULL, 'g' }, { "list", required_argument, NULL, 'l' },
    { "style", required_argument, NULL, 's' },     { "work", required_argument, NULL, 'w' },
    { "markdown", no_argument, NULL, 'm' },        { "small", no_argument, NULL, 'S' },
    { "repeat", required_argument, NULL, 'r' },    { "dot-limit", required_argument, NULL, 'd' },
    { "growth", required_argument, NULL, 'G' },    { NULL, 0, NULL, 0 }
};

static bool take_option(bench *b, int letter, const char *value)
{
    const char **texts[] = { &b->papermap, &b->phases, &b->generator, &b->list, &b->style, &b->work };
    static const char letters[] = "pPglsw";
    const char *found = strchr(letters, letter);
    if (found)
        *texts[found - letters] = value;
    else if (letter == 'm')
        b->markdown = true;
    else if (letter == 'S')
        b->small = true;
    else if (letter == 'r')
        b->repeat = strtoul(value, NULL, 10);
    else if (letter == 'd')
        b->dot_up_to = strtoul(value, NULL, 10);
    else if (letter == 'G')
        b->growth_limit = strtod(value, NULL);
    else
        return false;
    return true;
}

static bool parse_options(bench *b, int argc, char **argv)
{
    for (int letter = 0; (letter = getopt_long(argc, argv, "", long_options, NULL)) != -1;)
        if (!take_option(b, letter, optarg)) return false;
    return optind == argc && b->papermap && b->phases && b->generator && b->list && b->style && b->work &&
           b->repeat > 0;
}

static bool prepare_inputs(bench *b)
{
    static const double full[BENCH_SIZES] = { 38, 1000, 10000, 100000 };
    static const double small[BENCH_SIZES] = { 38, 1000, 4000, 16000 };
    mkdir(b->work, 0777); /* it may be there */
    for (size_t i = 0; i < BENCH_SIZES; i++) {
        b->sizes[i] = b->small ? small[i] : full[i];
        b->inputs[i] = i ? bench_generate(b, b->sizes[i], "mixed") : b->list;
        if (!b->inputs[i]) return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    bench b = { .arena = pm_arena_create(), .repeat = 5, .dot_up_to = 10000 };
    int status = 0;
    if (!parse_options(&b, argc, argv)) {
        fputs("usage: see the head of tests/bench/bench.c\n", stderr);
        status = 2;
    } else if (!prepare_inputs(&b)) {
        fprintf(stderr, "bench: error: cannot make the lists in %s\n", b.work);
        status = 2;
    } else {
        print_heading(&b);
        bench_report_phases(&b);
        if (!b.small) bench_report_processes(&b);
        if (!b.small) bench_report_shapes(&b);
        bench_report_engine(&b);
        bench_report_start_up(&b);
        if (!b.small) bench_report_targets(&b);
        status = b.grew;
    }
    pm_arena_destroy(b.arena);
    return status;
}
