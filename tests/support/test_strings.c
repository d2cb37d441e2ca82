/* Numbers at their edges; escapes and kinds of bytes at every place of a text, which is read in words of
 * eight. */
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/json.h"
#include "support/utf8.h"
#include "support/xml.h"

enum { LENGTH = 19 }; /* two words and a rest */

/* What stands around the byte in question: the first and the last of what is printable, and one between. */
static const char around[] = " ~x";

#define REPLACED "\xEF\xBF\xBD"

static void check_number(double value, int decimals, const char *expected)
{
    pm_strbuf buffer = PM_STRBUF_INIT;
    char text[PM_NUMBER_SIZE];
    size_t length = pm_format_number(text, value, decimals);
    pm_strbuf_number(&buffer, value, decimals);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(pm_strbuf_text(&buffer), expected);
    pm_strbuf_finish(&buffer);
}

static void numbers_have_edges(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        { -0.0, 2, "0" },
        { -0.004, 2, "0" },
        { -0.0051, 2, "-0.01" },
        { 9.99, 1, "10" },
        { 99.996, 2, "100" },
        { -99.996, 2, "-100" },
        { 9999.994, 2, "9999.99" },
        { 9999.996, 2, "10000" },
        { 10004.07, 2, "10004.07" },
        { 100000001, 2, "100000001" },
        { 1000020000300004, 2, "1000020000300004" },
        { 1.1, 3, "1.1" },
        { 1.05, 3, "1.05" },
        { 0.000001, 6, "0.000001" },
        { 0.100001, 6, "0.100001" },
        { 99999999999999987.0, 0, "99999999999999984" }, /* the nearest double */
        { 1e18, 0, "0" },                                /* beyond any picture */
        { 1e16, 2, "0" },
        { INFINITY, 2, "0" },
        { -INFINITY, 2, "0" },
        { NAN, 2, "0" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_number(cases[i].value, cases[i].decimals, cases[i].text);
}

/* Sixty-fourths have six decimals, so that nothing is rounded. */
static void numbers_are_those_of_printf(void **state)
{
    (void)state;
    for (long step = 1; step < 1000000000; step = step * 3 / 2 + 1) {
        for (int sign = -1; sign <= 1; sign += 2) {
            char expected[64];
            double value = (double)(sign * step) / 64;
            int length = snprintf(expected, sizeof expected, "%.6f", value);
            while (expected[length - 1] == '0')
                expected[--length] = '\0';
            if (expected[length - 1] == '.') expected[--length] = '\0';
            check_number(value, 6, expected);
        }
    }
}

/* The byte at each place of a text. */
typedef void byte_check(char byte, char fill, size_t place, const char *text);

static void at_every_place(byte_check *check)
{
    for (int byte = 0; byte < 256; byte++) {
        for (const char *fill = around; *fill; fill++) {
            for (size_t place = 0; place < LENGTH; place++) {
                char text[LENGTH];
                memset(text, *fill, LENGTH);
                text[place] = (char)byte;
                check((char)byte, *fill, place, text);
            }
        }
    }
}

static void check_printable(char byte, char fill, size_t place, const char *text)
{
    (void)fill;
    bool printable = (unsigned char)byte >= 0x20 && (unsigned char)byte < 0x7F;
    assert_int_equal(pm_utf8_printable_length(text, LENGTH), printable ? LENGTH : place);
    assert_int_equal(pm_utf8_valid_length(text, LENGTH), (unsigned char)byte < 0x80 ? LENGTH : place);
}

static void printable_bytes_are_found_everywhere(void **state)
{
    (void)state;
    at_every_place(check_printable);
    assert_int_equal(pm_utf8_printable_length("", 0), 0);
}

/* The text with something else in the byte's place. */
static void append_expected(pm_strbuf *out, char fill, size_t place, const char *instead)
{
    for (size_t i = 0; i < LENGTH; i++) {
        if (i == place)
            pm_strbuf_string(out, instead);
        else
            pm_strbuf_char(out, fill);
    }
}

static void check_xml(char byte, char fill, size_t place, const char *text)
{
    const char itself[] = { byte, '\0' }, *instead = itself;
    if ((unsigned char)byte < 0x20 || (unsigned char)byte >= 0x80) instead = REPLACED;
    if (byte == '\t') instead = "&#9;";
    if (byte == '\n') instead = "&#10;";
    if (byte == '"') instead = "&quot;";
    if (byte == '&') instead = "&amp;";
    if (byte == '<') instead = "&lt;";
    if (byte == '>') instead = "&gt;";
    pm_strbuf out = PM_STRBUF_INIT, expected = PM_STRBUF_INIT;
    append_expected(&expected, fill, place, instead);
    pm_xml_bytes(&out, text, LENGTH);
    assert_string_equal(pm_strbuf_text(&out), pm_strbuf_text(&expected));
    pm_strbuf_finish(&out);
    pm_strbuf_finish(&expected);
}

static void check_json(char byte, char fill, size_t place, const char *text)
{
    char coded[8];
    const char itself[] = { byte, '\0' }, *instead = itself;
    snprintf(coded, sizeof coded, "\\u%04x", (unsigned char)byte);
    if ((unsigned char)byte < 0x20 || byte == 0x7F) instead = coded;
    if ((unsigned char)byte >= 0x80) instead = "\\ufffd";
    if (byte == '\n') instead = "\\n";
    if (byte == '"') instead = "\\\"";
    if (byte == '\\') instead = "\\\\";
    pm_strbuf out = PM_STRBUF_INIT, expected = PM_STRBUF_INIT;
    pm_strbuf_char(&expected, '"');
    append_expected(&expected, fill, place, instead);
    pm_strbuf_char(&expected, '"');
    pm_json_bytes(&out, text, LENGTH);
    assert_string_equal(pm_strbuf_text(&out), pm_strbuf_text(&expected));
    pm_strbuf_finish(&out);
    pm_strbuf_finish(&expected);
}

static void bytes_are_escaped_everywhere(void **state)
{
    (void)state;
    at_every_place(check_xml);
    at_every_place(check_json);
}

/* Characters of several bytes stay whole across the words' borders; what XML forbids does not. */
static void characters_stay_whole_everywhere(void **state)
{
    (void)state;
    static const char *const cases[][3] = { { "\xC3\xA9", "\xC3\xA9", "\xC3\xA9" },
                                            { "\xE4\xB8\xAD", "\xE4\xB8\xAD", "\xE4\xB8\xAD" },
                                            { "\xF0\x9F\xA5\xB3", "\xF0\x9F\xA5\xB3", "\xF0\x9F\xA5\xB3" },
                                            { "\xEF\xBF\xBF", REPLACED, "\xEF\xBF\xBF" },
                                            { "\xE2\x80\xA8", "\xE2\x80\xA8", "\\u2028" },
                                            { "&\xC3\xA9<", "&amp;\xC3\xA9&lt;", "&\xC3\xA9<" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t place = 0; place < LENGTH; place++) {
            pm_strbuf text = PM_STRBUF_INIT, xml = PM_STRBUF_INIT, json = PM_STRBUF_INIT,
                      expected = PM_STRBUF_INIT;
            append_expected(&text, 'x', place, cases[i][0]);
            append_expected(&expected, 'x', place, cases[i][1]);
            pm_xml_bytes(&xml, text.data, text.length);
            assert_string_equal(xml.data, expected.data);
            pm_strbuf_clear(&expected);
            pm_strbuf_char(&expected, '"');
            append_expected(&expected, 'x', place, cases[i][2]);
            pm_strbuf_char(&expected, '"');
            pm_json_bytes(&json, text.data, text.length);
            assert_string_equal(json.data, expected.data);
            pm_strbuf_finish(&text);
            pm_strbuf_finish(&xml);
            pm_strbuf_finish(&json);
            pm_strbuf_finish(&expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_edges),
        cmocka_unit_test(numbers_are_those_of_printf),
        cmocka_unit_test(printable_bytes_are_found_everywhere),
        cmocka_unit_test(bytes_are_escaped_everywhere),
        cmocka_unit_test(characters_stay_whole_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
