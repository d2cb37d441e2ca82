/* WOFF: tables come out as they went in; what is no font is refused. (tests/cli/test_svg_text.sh has real
 * fonts.) */
#include "test.h"

#include <libdeflate.h>
#include <string.h>

#include "paint/woff.h"

enum { TABLES = 2, LONG = 600, SHORT = 3, FIRST = 12 + 16 * TABLES, SIZE = FIRST + LONG + SHORT + 1 };

static void put32(unsigned char *at, unsigned value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static unsigned get32(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (unsigned)bytes[0] << 24 | (unsigned)bytes[1] << 16 | (unsigned)bytes[2] << 8 | bytes[3];
}

/* A font of a table that packs well and one that does not. */
static void make_font(unsigned char font[SIZE])
{
    memset(font, 0, SIZE);
    put32(font, 0x00010000);
    font[5] = TABLES;
    const struct {
        const char *tag;
        unsigned offset, size;
    } tables[TABLES] = { { "long", FIRST, LONG }, { "tiny", FIRST + LONG, SHORT } };
    for (size_t i = 0; i < TABLES; i++) {
        unsigned char *entry = font + 12 + 16 * i;
        memcpy(entry, tables[i].tag, 4);
        put32(entry + 4, 0xC0FFEE00 + (unsigned)i);
        put32(entry + 8, tables[i].offset);
        put32(entry + 12, tables[i].size);
    }
    memset(font + FIRST, 'a', LONG);
    memcpy(font + FIRST + LONG, "xyz", SHORT);
}

static void tables_come_out_again(void **state)
{
    (void)state;
    unsigned char font[SIZE], unpacked[LONG];
    make_font(font);
    pm_strbuf woff = PM_STRBUF_INIT;
    assert_true(pm_woff_append(&woff, font, SIZE));
    assert_memory_equal(woff.data, "wOFF\0\1\0\0", 8);
    assert_int_equal(get32(woff.data + 8), woff.length);
    assert_int_equal(get32(woff.data + 16), SIZE); /* both tables padded to whole words */
    const char *entries = woff.data + 44;
    assert_true(get32(entries + 8) < LONG / 4);
    assert_int_equal(get32(entries + 12), LONG);
    assert_int_equal(get32(entries + 16), 0xC0FFEE00);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, woff.data + get32(entries + 4), get32(entries + 8),
                                                unpacked, LONG, NULL),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(d);
    assert_memory_equal(unpacked, font + FIRST, LONG);
    assert_int_equal(get32(entries + 20 + 8), SHORT); /* as it is */
    assert_int_equal(get32(entries + 20 + 4) % 4, 0);
    assert_memory_equal(woff.data + get32(entries + 20 + 4), "xyz", SHORT);
    pm_strbuf_finish(&woff);
}

static void what_is_no_font_is_refused(void **state)
{
    (void)state;
    unsigned char font[SIZE];
    pm_strbuf woff = PM_STRBUF_INIT;
    for (size_t length = 0; length < SIZE - 1; length++) {
        make_font(font);
        assert_false(pm_woff_append(&woff, font, length));
    }
    make_font(font);
    put32(font + 12 + 8, 0xFFFFFFFF); /* an offset far behind the end */
    assert_false(pm_woff_append(&woff, font, SIZE));
    make_font(font);
    put32(font + 12 + 12, 0xFFFFFFF0); /* a size that wraps around */
    assert_false(pm_woff_append(&woff, font, SIZE));
    make_font(font);
    font[4] = font[5] = 255;
    assert_false(pm_woff_append(&woff, font, SIZE));
    assert_int_equal(woff.length, 0);
    pm_strbuf_finish(&woff);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(tables_come_out_again),
                                        cmocka_unit_test(what_is_no_font_is_refused) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
