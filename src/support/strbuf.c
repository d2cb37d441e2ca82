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

/* Writes the digits of a number, at least `least` of them, before text[end]; returns where they start. */
static size_t write_digits(char *text, size_t end, uint64_t number, int least)
{
    for (int i = 0; i < least || number; i++) {
        text[--end] = (char)('0' + number % 10);
        number /= 10;
    }
    return end;
}

/* Digits by integer arithmetic: quicker than printf and blind to the locale. Written to the end of `text`;
 * returns where they start. */
static size_t write_number(char text[PM_NUMBER_SIZE], double value, int decimals)
{
    static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
    static const uint64_t whole_powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    size_t at = PM_NUMBER_SIZE;
    double scaled = fabs(value) * powers[decimals] + 0.5;
    if (!(scaled < 1e18)) return write_digits(text, at, 0, 1); /* no number, or beyond any picture */
    uint64_t digits = (uint64_t)scaled, whole = digits / whole_powers[decimals];
    uint64_t fraction = digits - whole * whole_powers[decimals];
    while (fraction && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    if (fraction) {
        at = write_digits(text, at, fraction, decimals);
        text[--at] = '.';
    }
    at = write_digits(text, at, whole, 1);
    if (value < 0 && digits > 0) text[--at] = '-';
    return at;
}

size_t pm_format_number(char out[PM_NUMBER_SIZE], double value, int decimals)
{
    char text[PM_NUMBER_SIZE];
    size_t start = write_number(text, value, decimals), length = PM_NUMBER_SIZE - start;
    memcpy(out, text + start, length);
    out[length] = '\0';
    return length;
}

void pm_strbuf_number(pm_strbuf *buffer, double value, int decimals)
{
    char text[PM_NUMBER_SIZE];
    size_t start = write_number(text, value, decimals);
    pm_strbuf_append(buffer, text + start, PM_NUMBER_SIZE - start);
}
