/*
 * String buffer: bytes that grow at the end, always NUL-terminated. With a drain it holds only the last of
 * them: whenever it is full it is emptied into there (a file, support/file.h).
 *
 * Numbers are written independently of the locale, in the shortest form that a picture needs, so that
 * the same map gives the same bytes everywhere.
 */
#ifndef PM_SUPPORT_STRBUF_H
#define PM_SUPPORT_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

typedef struct pm_strbuf_drain pm_strbuf_drain;
struct pm_strbuf_drain {
    void (*take)(pm_strbuf_drain *drain, const char *bytes, size_t length);
};

typedef struct pm_strbuf {
    char *data; /* NULL until the first byte; owned */
    size_t length;
    size_t capacity;
    pm_strbuf_drain *drain; /* NULL: it grows */
} pm_strbuf;

#define PM_STRBUF_INIT \
    { \
        NULL, 0, 0, NULL \
    }

/* What a buffer with a drain holds before it is emptied. */
enum { PM_STRBUF_DRAINED_AT = 256 * 1024 };

/* Frees the bytes and empties the buffer. */
void pm_strbuf_finish(pm_strbuf *buffer);

/* The text so far: never NULL, valid until the next append. */
const char *pm_strbuf_text(const pm_strbuf *buffer);

void pm_strbuf_clear(pm_strbuf *buffer);
void pm_strbuf_printf(pm_strbuf *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void pm_strbuf_vprintf(pm_strbuf *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Makes room for `extra` bytes and the NUL behind them. */
void pm_strbuf_reserve(pm_strbuf *buffer, size_t extra);

static inline void pm_strbuf_append(pm_strbuf *buffer, const char *bytes, size_t length)
{
    if (!buffer->data || length >= buffer->capacity - buffer->length) pm_strbuf_reserve(buffer, length);
    if (length) memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

static inline void pm_strbuf_char(pm_strbuf *buffer, char c)
{
    pm_strbuf_append(buffer, &c, 1);
}

/* A number with at most `decimals` (0 to 6) digits after the point, without trailing zeros; never "-0". */
void pm_strbuf_number(pm_strbuf *buffer, double value, int decimals);

/* The same into an array, NUL-terminated; returns the length. */
enum { PM_NUMBER_SIZE = 32 };
size_t pm_format_number(char out[PM_NUMBER_SIZE], double value, int decimals);

static inline void pm_strbuf_string(pm_strbuf *buffer, const char *string)
{
    pm_strbuf_append(buffer, string, strlen(string));
}

#endif
