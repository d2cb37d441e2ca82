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

/* Makes room for `extra` bytes and the NUL behind them. */
static void reserve(pm_strbuf *buffer, size_t extra)
{
    if (extra > SIZE_MAX - buffer->length - 1) pm_out_of_memory();
    PM_RESERVE(buffer->data, buffer->capacity, buffer->length + extra + 1);
}

void pm_strbuf_append(pm_strbuf *buffer, const char *bytes, size_t length)
{
    reserve(buffer, length);
    if (length) memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void pm_strbuf_char(pm_strbuf *buffer, char c)
{
    reserve(buffer, 1);
    buffer->data[buffer->length++] = c;
    buffer->data[buffer->length] = '\0';
}

void pm_strbuf_vprintf(pm_strbuf *buffer, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): the caller started it */
    int length = vsnprintf(NULL, 0, format, args);
    if (length > 0) {
        reserve(buffer, (size_t)length);
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

/* Digits by integer arithmetic: quicker than printf and blind to the locale. */
size_t pm_format_number(char out[PM_NUMBER_SIZE], double value, int decimals)
{
    static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
    double scaled = fabs(value) * powers[decimals] + 0.5;
    if (!(scaled < 1e18)) { /* not a number, infinite, or beyond any picture */
        memcpy(out, "0", 2);
        return 1;
    }
    uint64_t digits = (uint64_t)scaled;
    bool is_negative = value < 0 && digits > 0;
    while (decimals > 0 && digits % 10 == 0) {
        digits /= 10;
        decimals--;
    }
    char text[PM_NUMBER_SIZE];
    size_t at = sizeof text;
    text[--at] = '\0';
    for (int i = 0; i <= decimals || digits; i++) {
        if (i == decimals && i > 0) text[--at] = '.';
        text[--at] = (char)('0' + digits % 10);
        digits /= 10;
    }
    if (is_negative) text[--at] = '-';
    memcpy(out, text + at, sizeof text - at);
    return sizeof text - at - 1;
}

void pm_strbuf_number(pm_strbuf *buffer, double value, int decimals)
{
    char text[PM_NUMBER_SIZE];
    size_t length = pm_format_number(text, value, decimals);
    pm_strbuf_append(buffer, text, length);
}
