#include "support/strbuf.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/memory.h"

void pm_strbuf_finish(pm_strbuf *buffer)
{
    free(buffer->data);
    *buffer = (pm_strbuf)PM_STRBUF_INIT;
}

const char *pm_strbuf_text(const pm_strbuf *buffer)
{
    return buffer->data ? buffer->data : "";
}

void pm_strbuf_clear(pm_strbuf *buffer)
{
    buffer->length = 0;
    if (buffer->data) buffer->data[0] = '\0';
}

void pm_strbuf_reserve(pm_strbuf *buffer, size_t extra)
{
    if (!buffer->data) buffer->length = buffer->capacity = 0; /* as they are: said for analysers */
    if (extra > SIZE_MAX - buffer->length - 1) pm_out_of_memory();
    if (buffer->drain && buffer->length && buffer->length + extra >= PM_STRBUF_DRAINED_AT) {
        buffer->drain->take(buffer->drain, buffer->data, buffer->length);
        buffer->length = 0;
    }
    PM_RESERVE(buffer->data, buffer->capacity, buffer->length + extra + 1);
}

void pm_strbuf_vprintf(pm_strbuf *buffer, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): the caller started it */
    int length = vsnprintf(NULL, 0, format, args);
    if (length > 0) {
        pm_strbuf_reserve(buffer, (size_t)length);
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void pm_strbuf_printf(pm_strbuf *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pm_strbuf_vprintf(buffer, format, args);
    va_end(args);
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                            "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

static char *write_pair(char *at, uint32_t number)
{
    memcpy(at, pairs + (size_t)number * 2, 2);
    return at + 2;
}

/* A number below 10,000. */
static char *write_small(char *at, uint32_t number)
{
    uint32_t high = number / 100, low = number % 100;
    if (high >= 10)
        at = write_pair(at, high);
    else if (high)
        *at++ = (char)('0' + high);
    if (high || low >= 10) return write_pair(at, low);
    *at++ = (char)('0' + low);
    return at;
}

/* A number below a billion billions, in groups of four digits. */
static char *write_whole(char *at, uint64_t number)
{
    enum { GROUP = 10000, MOST_GROUPS = 5 };
    uint32_t groups[MOST_GROUPS];
    int count = 0;
    for (; number >= GROUP; number /= GROUP)
        groups[count++] = (uint32_t)(number % GROUP);
    at = write_small(at, (uint32_t)number);
    while (count-- > 0)
        at = write_pair(write_pair(at, groups[count] / 100), groups[count] % 100);
    return at;
}

/* What stands behind the point: `count` digits without the zeros at their end; not all of them are zeros. */
static char *write_fraction(char *at, uint32_t number, int count)
{
    char *end = at + count;
    int left = count;
    for (; left >= 2; number /= 100) {
        left -= 2;
        write_pair(at + left, number % 100);
    }
    if (left) *at = (char)('0' + number);
    while (end[-1] == '0')
        end--;
    return end;
}

/* Digits by integer arithmetic: quicker than printf and blind to the locale. */
size_t pm_format_number(char out[PM_NUMBER_SIZE], double value, int decimals)
{
    static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
    static const uint64_t whole_powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    double scaled = fabs(value) * powers[decimals] + 0.5;
    uint64_t digits = scaled < 1e18 ? (uint64_t)(int64_t)scaled : 0; /* no number, or beyond any picture */
    uint64_t whole = decimals == 2 ? digits / 100 : digits / whole_powers[decimals]; /* 2: without dividing */
    uint64_t fraction = digits - whole * whole_powers[decimals];
    char *at = out;
    if (value < 0 && digits > 0) *at++ = '-';
    at = write_whole(at, whole);
    if (fraction) {
        *at++ = '.';
        at = write_fraction(at, (uint32_t)fraction, decimals);
    }
    *at = '\0';
    return (size_t)(at - out);
}

void pm_strbuf_number(pm_strbuf *buffer, double value, int decimals)
{
    if (buffer->capacity - buffer->length < PM_NUMBER_SIZE) pm_strbuf_reserve(buffer, PM_NUMBER_SIZE);
    buffer->length += pm_format_number(buffer->data + buffer->length, value, decimals);
}
