#include "support/strbuf.h"

#include <math.h>
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
void pm_strbuf_number(pm_strbuf *buffer, double value, int decimals)
{
    static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5, 1e6 };
    double scaled = round(fabs(value) * powers[decimals]);
    if (!(scaled < 1e18)) { /* not a number, infinite, or beyond any picture */
        pm_strbuf_char(buffer, '0');
        return;
    }
    uint64_t digits = (uint64_t)scaled;
    while (decimals > 0 && digits % 10 == 0) {
        digits /= 10;
        decimals--;
    }
    char text[32];
    size_t at = sizeof text;
    for (int i = 0; i <= decimals || digits; i++) {
        if (i == decimals && i > 0) text[--at] = '.';
        text[--at] = (char)('0' + digits % 10);
        digits /= 10;
    }
    if (value < 0 && scaled > 0) text[--at] = '-';
    pm_strbuf_append(buffer, text + at, sizeof text - at);
}
