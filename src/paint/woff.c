#include "paint/woff.h"

#include <libdeflate.h>
#include <stdint.h>
#include <stdlib.h>

#include "support/memory.h"

enum {
    SFNT_HEADER = 12,
    SFNT_ENTRY = 16,
    WOFF_HEADER = 44,
    WOFF_ENTRY = 20,
    TABLES_AT_MOST = 256,
    BEST = 12 /* libdeflate's slowest level */
};

static uint32_t get32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void put16(pm_strbuf *out, size_t value)
{
    pm_strbuf_char(out, (char)(value >> 8 & 255));
    pm_strbuf_char(out, (char)(value & 255));
}

static void put32(pm_strbuf *out, size_t value)
{
    put16(out, value >> 16 & 0xFFFF);
    put16(out, value & 0xFFFF);
}

static void pad(pm_strbuf *out)
{
    while (out->length % 4)
        pm_strbuf_char(out, 0);
}

static size_t padded(size_t length)
{
    return (length + 3) / 4 * 4;
}

/* Appends the table packed, or as it is where packing gains nothing. Returns how long it became. */
static size_t append_table(pm_strbuf *out, struct libdeflate_compressor *packer, const unsigned char *table,
                           size_t length)
{
    unsigned char *packed = pm_calloc(length + 1, 1);
    size_t packed_length = length ? libdeflate_zlib_compress(packer, table, length, packed, length) : 0;
    bool is_packed = packed_length > 0 && packed_length < length;
    if (!is_packed) packed_length = length;
    pm_strbuf_append(out, (const char *)(is_packed ? packed : table), packed_length);
    pad(out);
    free(packed);
    return packed_length;
}

static void append_header(pm_strbuf *out, const unsigned char *sfnt, size_t tables, size_t total,
                          size_t unpacked)
{
    pm_strbuf_append(out, "wOFF", 4);
    pm_strbuf_append(out, (const char *)sfnt, 4); /* the flavour */
    put32(out, total);
    put16(out, tables);
    put16(out, 0);
    put32(out, unpacked);
    put32(out, 0); /* no version of the file, */
    for (int i = 0; i < 5; i++)
        put32(out, 0); /* no metadata, no private data */
}

/* Whether every table of the directory lies in the file. */
static bool is_sound(const unsigned char *sfnt, size_t length, size_t *tables)
{
    if (length < SFNT_HEADER) return false;
    *tables = (size_t)sfnt[4] << 8 | sfnt[5];
    if (*tables == 0 || *tables > TABLES_AT_MOST || length < SFNT_HEADER + *tables * SFNT_ENTRY) return false;
    for (size_t i = 0; i < *tables; i++) {
        const unsigned char *entry = sfnt + SFNT_HEADER + i * SFNT_ENTRY;
        uint32_t offset = get32(entry + 8), size = get32(entry + 12);
        if (offset > length || size > length - offset) return false;
    }
    return true;
}

bool pm_woff_append(pm_strbuf *out, const unsigned char *sfnt, size_t length)
{
    size_t count;
    if (!is_sound(sfnt, length, &count)) return false;
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(BEST);
    if (!packer) pm_out_of_memory();
    size_t at = WOFF_HEADER + count * WOFF_ENTRY, unpacked = SFNT_HEADER + count * SFNT_ENTRY;
    pm_strbuf tables = PM_STRBUF_INIT, directory = PM_STRBUF_INIT;
    for (size_t i = 0; i < count; i++) {
        const unsigned char *entry = sfnt + SFNT_HEADER + i * SFNT_ENTRY;
        size_t size = get32(entry + 12), offset = at + tables.length;
        pm_strbuf_append(&directory, (const char *)entry, 4); /* the tag */
        put32(&directory, offset);
        put32(&directory, append_table(&tables, packer, sfnt + get32(entry + 8), size));
        put32(&directory, size);
        pm_strbuf_append(&directory, (const char *)entry + 4, 4); /* the checksum */
        unpacked += padded(size);
    }
    libdeflate_free_compressor(packer);
    append_header(out, sfnt, count, at + tables.length, unpacked);
    pm_strbuf_append(out, pm_strbuf_text(&directory), directory.length);
    pm_strbuf_append(out, pm_strbuf_text(&tables), tables.length);
    pm_strbuf_finish(&directory);
    pm_strbuf_finish(&tables);
    return true;
}
