#include "support/utf8.h"

#include <string.h>

static bool is_continuation(const char *at, const char *end, unsigned low, unsigned high)
{
    unsigned char byte = at < end ? (unsigned char)*at : 0;
    return byte >= low && byte <= high;
}

/* The sequence length at `at` when it is well formed, else 0 (Unicode 15, table 3-7). */
static size_t sequence_length(const char *at, const char *end)
{
    unsigned char first = (unsigned char)*at;
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (!is_continuation(at + 1, end, low, high)) return 0;
    for (size_t i = 2; i < length; i++)
        if (!is_continuation(at + i, end, 0x80, 0xBF)) return 0;
    return length;
}

uint32_t pm_utf8_next(const char **at, const char *end)
{
    if ((unsigned char)**at < 0x80) return (unsigned char)*(*at)++;
    static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    size_t length = sequence_length(*at, end);
    if (!length) {
        ++*at;
        return 0xFFFD;
    }
    uint32_t code_point = (unsigned char)**at & masks[length];
    for (size_t i = 1; i < length; i++)
        code_point = code_point << 6 | ((unsigned char)(*at)[i] & 0x3F);
    *at += length;
    return code_point;
}

/* Eight bytes from space to tilde: none has its highest bit, is less than a space, or has that bit when one
 * is added. What is borrowed from a byte, or carried into it, comes from one that is none. */
static bool is_printable_word(const char *at)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return !((word | (word - each * ' ') | (word + each)) & each * 0x80);
}

size_t pm_utf8_printable_length(const char *text, size_t length)
{
    size_t at = 0;
    while (length - at >= 8 && is_printable_word(text + at))
        at += 8;
    while (at < length && text[at] >= ' ' && text[at] <= '~')
        at++;
    return at;
}

size_t pm_utf8_valid_length(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        at += pm_utf8_printable_length(at, (size_t)(end - at));
        if (at == end) break;
        size_t step = sequence_length(at, end);
        if (!step) break;
        at += step;
    }
    return (size_t)(at - text);
}

/* How many of the eight bytes continue a character: those that begin with the bits 10. */
static size_t continuations(const char *at)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return (word >> 7 & ~(word >> 6) & ones) * ones >> 56;
}

size_t pm_utf8_count(const char *text, size_t length)
{
    size_t count = length, i = 0;
    for (; i + 8 <= length; i += 8)
        count -= continuations(text + i);
    for (; i < length; i++)
        count -= ((unsigned char)text[i] & 0xC0) == 0x80;
    return count;
}

size_t pm_utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(leads[length] | code_point);
    return length;
}

typedef struct range {
    uint32_t first, last;
} range;

static bool in_ranges(uint32_t c, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return true;
    return false;
}

int pm_utf8_columns(uint32_t c)
{
    static const range marks[] = { { 0x300, 0x36F },   { 0x483, 0x489 },   { 0x591, 0x5BD },
                                   { 0x610, 0x61A },   { 0x64B, 0x65F },   { 0x200B, 0x200F },
                                   { 0x202A, 0x202E }, { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F },
                                   { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF } };
    static const range wide[] = { { 0x1100, 0x115F },   { 0x2E80, 0x303E },  { 0x3041, 0xA4CF },
                                  { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },  { 0xFE30, 0xFE6F },
                                  { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },  { 0x1F300, 0x1F64F },
                                  { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD } };
    if (c < 0x300) return 1;
    if (in_ranges(c, marks, sizeof marks / sizeof *marks)) return 0;
    return in_ranges(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}
