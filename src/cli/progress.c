#include "cli/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static const char erase[] = "\r\x1B[K";

/* What the signal's handler reads; each is set in one store. */
static const char *volatile step;
static volatile sig_atomic_t seconds, is_shown, parts_done, parts;

enum { BAR = 16 };

/* Nothing but write(), and errno as it was: a fault's handler asks for it. */
static void put(const char *text, size_t length)
{
    int before = errno;
    if (write(STDERR_FILENO, text, length) < 0) is_shown = 0;
    errno = before;
}

/* Adds what fits. */
static size_t append(char *line, size_t length, size_t capacity, const char *text)
{
    while (*text && length < capacity)
        line[length++] = *text++;
    return length;
}

static size_t append_number(char *line, size_t length, size_t capacity, int number)
{
    char digits[12];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return append(line, length, capacity, digits + at);
}

/* "[####------------] 2 of 8, ". */
static size_t append_bar(char *line, size_t length, size_t capacity)
{
    int of = parts, done = parts_done;
    if (of <= 0) return length;
    length = append(line, length, capacity, "[");
    for (int i = 0; i < BAR; i++)
        length = append(line, length, capacity, i * of < done * BAR ? "#" : "-");
    length = append(line, length, capacity, "] ");
    length = append_number(line, length, capacity, done);
    length = append(line, length, capacity, " of ");
    length = append_number(line, length, capacity, of);
    return append(line, length, capacity, ", ");
}

/* "papermap: laying out, 3 s"; no more than the narrowest terminal has room for. */
static void show(int number)
{
    (void)number;
    const char *doing = step;
    if (!doing) return;
    seconds = seconds + 1;
    char line[72];
    size_t length = append(line, 0, sizeof line, erase);
    length = append(line, length, sizeof line, "papermap: ");
    length = append_bar(line, length, sizeof line);
    length = append(line, length, sizeof line, doing);
    length = append(line, length, sizeof line, ", ");
    length = append_number(line, length, sizeof line, seconds);
    length = append(line, length, sizeof line, " s");
    is_shown = 1;
    put(line, length);
}

static void set_timer(int interval)
{
    struct itimerval every = { .it_interval = { .tv_sec = interval }, .it_value = { .tv_sec = interval } };
    setitimer(ITIMER_REAL, &every, NULL);
}

void pm_progress_begin(bool is_wanted)
{
    const char *terminal = getenv("TERM");
    if (!is_wanted || !terminal || strcmp(terminal, "dumb") == 0 || !isatty(STDERR_FILENO)) return;
    struct sigaction action = { .sa_handler = show, .sa_flags = SA_RESTART };
    if (sigaction(SIGALRM, &action, NULL) != 0) return;
    seconds = 0;
    pm_progress_part(0, 0);
    step = "starting";
    set_timer(1);
}

void pm_progress_step(const char *doing)
{
    if (step) step = doing;
}

void pm_progress_part(size_t done, size_t of)
{
    bool is_small = of < 10000; /* as the line has room for */
    parts = 0;
    parts_done = is_small ? (sig_atomic_t)done : 0;
    parts = is_small ? (sig_atomic_t)of : 0;
}

void pm_progress_end(void)
{
    if (!step) return;
    step = NULL;
    set_timer(0);
    if (is_shown) put(erase, sizeof erase - 1);
    is_shown = 0;
}
