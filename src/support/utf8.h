/*
 * UTF-8: checking and stepping. Text inside papermap is valid UTF-8; readers check it at the door.
 */
#ifndef PM_SUPPORT_UTF8_H
#define PM_SUPPORT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at `*at` (before `end`) and steps over it. An ill-formed sequence gives U+FFFD and
 * steps over one byte (Unicode 15, table 3-7 decides what is well formed). */
uint32_t pm_utf8_next(const char **at, const char *end);

/* Length of the longest well-formed prefix; equals `length` when all of it is valid. */
size_t pm_utf8_valid_length(const char *text, size_t length);

/* How many bytes at the start are printable ASCII, space to tilde: nearly all text is nothing else. */
size_t pm_utf8_printable_length(const char *text, size_t length);

/* Characters (code points) in `length` bytes of valid text. */
size_t pm_utf8_count(const char *text, size_t length);

/* Writes a code point (at most 4 bytes) and returns how many bytes it took. */
size_t pm_utf8_encode(uint32_t code_point, char out[4]);

/* Terminal columns that a character takes: 0 for combining marks, 2 for wide East Asian and emoji, else 1. */
int pm_utf8_columns(uint32_t code_point);

#endif
