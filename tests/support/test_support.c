/* The support library: numbers, UTF-8, diagnostics, files replaced whole. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/file.h"
#include "support/json.h"
#include "support/text_map.h"
#include "support/utf8.h"
#include "support/xml.h"

static const char *number(pm_strbuf *buffer, double value, int decimals)
{
    pm_strbuf_clear(buffer);
    pm_strbuf_number(buffer, value, decimals);
    return pm_strbuf_text(buffer);
}

static void numbers_are_short(void **state)
{
    (void)state;
    pm_strbuf b = PM_STRBUF_INIT;
    assert_string_equal(number(&b, 0, 2), "0");
    assert_string_equal(number(&b, 12, 0), "12");
    assert_string_equal(number(&b, 1.5, 2), "1.5");
    assert_string_equal(number(&b, 100, 2), "100");
    assert_string_equal(number(&b, 0.05, 2), "0.05");
    assert_string_equal(number(&b, -0.001, 2), "0");
    assert_string_equal(number(&b, -3.256, 2), "-3.26");
    assert_string_equal(number(&b, 1234567.891, 3), "1234567.891");
    assert_string_equal(number(&b, 0.0 / 0.0, 2), "0");
    pm_strbuf_finish(&b);
}

static void utf8_is_checked(void **state)
{
    (void)state;
    assert_int_equal(pm_utf8_valid_length("a\xC3\xA9\xF0\x9F\xA5\xB3", 7), 7);
    assert_int_equal(pm_utf8_valid_length("ab\xC0\x80", 4), 2);       /* overlong */
    assert_int_equal(pm_utf8_valid_length("\xED\xA0\x80", 3), 0);     /* surrogate */
    assert_int_equal(pm_utf8_valid_length("\xF4\x90\x80\x80", 4), 0); /* beyond U+10FFFF */
    assert_int_equal(pm_utf8_valid_length("x\xE2\x82", 3), 1);        /* cut off */
    const char *text = "\xE4\xB8\xAD!", *at = text;
    assert_int_equal(pm_utf8_next(&at, text + 4), 0x4E2D);
    assert_int_equal(pm_utf8_next(&at, text + 4), '!');
    char out[4];
    assert_int_equal(pm_utf8_encode(0x1F973, out), 4);
    assert_memory_equal(out, "\xF0\x9F\xA5\xB3", 4);
}

static void diagnostics_show_line_and_caret(void **state)
{
    (void)state;
    const char text[] = "one: 1\n  \xE4\xB8\xAD key: \x1B[31m\n";
    pm_source source = { "list.yaml", text, sizeof text - 1 };
    pm_diagnostics *d = pm_diagnostics_create();
    pm_warning(d, &source, (pm_mark){ 2, 5 }, "unknown key \"%s\"", "key");
    pm_hint(d, "did you mean \"keys\"?");
    pm_error(d, &source, (pm_mark){ 1, 1 }, "first");
    pm_diagnostics_sort(d);
    pm_strbuf out = PM_STRBUF_INIT;
    for (size_t i = 0; i < 2; i++)
        pm_diagnostic_format(pm_diagnostics_get(d, i), &out);
    assert_string_equal(pm_strbuf_text(&out), "list.yaml:1:1: error: first\n"
                                              "  one: 1\n"
                                              "  ^\n"
                                              "list.yaml:2:5: warning: unknown key \"key\"\n"
                                              "    \xE4\xB8\xAD key: \\x1B[31m\n"
                                              "       ^\n"
                                              "hint: did you mean \"keys\"?\n");
    assert_int_equal(pm_diagnostics_count(d, PM_WARNING), 2);
    assert_int_equal(pm_diagnostics_count(d, PM_ERROR), 1);
    pm_strbuf_finish(&out);
    pm_diagnostics_destroy(d);
}

static void long_lines_are_shown_around_the_column(void **state)
{
    (void)state;
    char text[2001];
    memset(text, 'x', 2000);
    text[2000] = '\0';
    text[1500] = '!';
    pm_source source = { "long", text, 2000 };
    pm_diagnostics *d = pm_diagnostics_create();
    pm_error(d, &source, (pm_mark){ 1, 1501 }, "here");
    pm_strbuf out = PM_STRBUF_INIT;
    pm_diagnostic_format(pm_diagnostics_get(d, 0), &out);
    assert_true(out.length < 700);
    const char *line = strchr(pm_strbuf_text(&out), '\n') + 1, *caret_line = strchr(line, '\n') + 1;
    size_t bang = pm_utf8_count(line, (size_t)(strchr(line, '!') - line));
    assert_int_equal(bang, strchr(caret_line, '^') - caret_line);
    pm_strbuf_finish(&out);
    pm_diagnostics_destroy(d);
}

static void nearest_word_is_near(void **state)
{
    (void)state;
    static const char *const keys[] = { "title", "venue", "year", "links", NULL };
    assert_string_equal(pm_nearest_word("tilte", keys), "title");
    assert_string_equal(pm_nearest_word("link", keys), "links");
    assert_string_equal(pm_nearest_word("yaer", keys), "year");
    assert_null(pm_nearest_word("banana", keys));
}

static void texts_are_escaped(void **state)
{
    (void)state;
    pm_strbuf b = PM_STRBUF_INIT;
    pm_xml_string(&b, "a<b>&\"\x01\xC3\xA9");
    assert_string_equal(pm_strbuf_text(&b), "a&lt;b&gt;&amp;&quot;\xEF\xBF\xBD\xC3\xA9");
    pm_strbuf_clear(&b);
    pm_json_string(&b, "\"\\\n\x02\xC3\xA9");
    assert_string_equal(pm_strbuf_text(&b), "\"\\\"\\\\\\n\\u0002\xC3\xA9\"");
    pm_strbuf_finish(&b);
}

/* A folder of its own for each test, removed afterwards. */
static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/papermap-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    unlink("file");
    unlink("link");
    int left = chdir("/") == 0 ? rmdir(*state) : -1; /* fails when a temporary file was left behind */
    free(*state);
    return left;
}

static void expect_contents(const char *path, const char *expected)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *d = pm_diagnostics_create();
    const pm_source *source = pm_file_read(path, 1000, arena, d);
    assert_non_null(source);
    assert_string_equal(source->text, expected);
    pm_diagnostics_destroy(d);
    pm_arena_destroy(arena);
}

static void outputs_appear_together_or_not_at_all(void **state)
{
    (void)state;
    pm_diagnostics *d = pm_diagnostics_create();
    pm_output_set *set = pm_output_set_create();
    assert_true(pm_output_set_add(set, "file", "old", 3, d));
    assert_int_equal(access("file", F_OK), -1);
    assert_true(pm_output_set_commit(set, d));
    pm_output_set_destroy(set);
    expect_contents("file", "old");
    set = pm_output_set_create();
    assert_true(pm_output_set_add(set, "file", "new", 3, d));
    assert_false(pm_output_set_add(set, "no/such/folder", "x", 1, d));
    pm_output_set_destroy(set);
    expect_contents("file", "old");
    assert_int_equal(pm_diagnostics_count(d, PM_ERROR), 1);
    pm_diagnostics_destroy(d);
}

/* More than a buffer holds, in pieces; then a painter that gives up. */
static void outputs_may_come_in_pieces(void **state)
{
    (void)state;
    enum { LINES = 100000 };
    pm_diagnostics *d = pm_diagnostics_create();
    pm_output_set *set = pm_output_set_create();
    pm_strbuf out = PM_STRBUF_INIT;
    assert_true(pm_output_set_begin(set, "file", &out, d));
    for (int i = 0; i < LINES; i++)
        pm_strbuf_printf(&out, "%09d\n", i);
    assert_true(out.capacity <= (size_t)2 * PM_STRBUF_DRAINED_AT);
    assert_true(pm_output_set_end(set, &out, d));
    assert_int_equal(access("file", F_OK), -1);
    assert_true(pm_output_set_commit(set, d));
    pm_output_set_destroy(set);
    set = pm_output_set_create();
    assert_true(pm_output_set_begin(set, "left", &out, d));
    pm_strbuf_string(&out, "given up");
    pm_strbuf_finish(&out);
    pm_output_set_destroy(set);
    assert_int_equal(access("left", F_OK), -1);

    FILE *file = fopen("file", "r");
    char line[16], expected[16];
    int count = 0;
    for (; fgets(line, sizeof line, file); count++) {
        (void)snprintf(expected, sizeof expected, "%09d\n", count);
        assert_string_equal(line, expected);
    }
    assert_int_equal(count, LINES);
    fclose(file);
    pm_diagnostics_destroy(d);
}

static void links_and_modes_survive(void **state)
{
    (void)state;
    pm_diagnostics *d = pm_diagnostics_create();
    for (int i = 0; i < 2; i++) {
        pm_output_set *set = pm_output_set_create();
        assert_true(pm_output_set_add(set, i ? "link" : "file", i ? "new" : "old", 3, d));
        assert_true(pm_output_set_commit(set, d));
        pm_output_set_destroy(set);
        if (i == 0) assert_int_equal(chmod("file", 0640) | symlink("file", "link"), 0);
    }
    struct stat info;
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat("file", &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    expect_contents("file", "new");
    pm_diagnostics_destroy(d);
}

static void reading_has_a_limit(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *d = pm_diagnostics_create();
    assert_null(pm_file_read("/dev/zero", 1000, arena, d));
    assert_null(pm_file_read("/", 1000, arena, d));
    assert_null(pm_file_read("/no/such/file", 1000, arena, d));
    assert_int_equal(pm_diagnostics_count(d, PM_ERROR), 3);
    pm_diagnostics_destroy(d);
    pm_arena_destroy(arena);
}

static void a_file_is_read_whatever_its_size_is_said_to_be(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *d = pm_diagnostics_create();
    FILE *file = fopen("empty", "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    expect_contents("empty", "");
    const pm_source *source = pm_file_read("/proc/self/stat", 100000, arena, d); /* of 0 bytes, says stat() */
    assert_non_null(source);
    assert_true(source->length > 10 && strlen(source->text) == source->length);
    file = fopen("full", "w");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        fputc('x', file);
    assert_int_equal(fclose(file), 0);
    assert_null(pm_file_read("full", 999, arena, d));
    source = pm_file_read("full", 1000, arena, d);
    assert_non_null(source);
    assert_int_equal(strlen(source->text), 1000);
    assert_int_equal(pm_diagnostics_count(d, PM_ERROR), 1);
    unlink("empty");
    unlink("full");
    pm_diagnostics_destroy(d);
    pm_arena_destroy(arena);
}

static void characters_are_counted(void **state)
{
    (void)state;
    const char *text =
        "plain, then \xC3\xA9, \xE4\xB8\xAD\xE6\x96\x87, \xF0\x9F\x98\x80 and \xC2\x80\xDF\xBF.";
    size_t length = strlen(text);
    for (size_t from = 0; from < length; from++) {
        size_t count = 0;
        for (size_t to = from; to <= length; to++) {
            assert_int_equal(pm_utf8_count(text + from, to - from), count);
            count += ((unsigned char)text[to] & 0xC0) != 0x80;
        }
    }
}

static void an_arena_goes_back(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_arena_mark empty = pm_arena_now(arena);
    char *kept = pm_arena_strdup(arena, "kept");
    pm_arena_mark mark = pm_arena_now(arena);
    for (int round = 0; round < 3; round++) {
        char *text = pm_arena_strdup(arena, "gone");
        assert_ptr_equal(text, kept + 5); /* the same place each time, */
        pm_arena_rewind(arena, mark);
        const char *zeros = pm_arena_alloc_array(arena, 100, 1, 1);
        for (int i = 0; i < 100; i++)
            assert_int_equal(zeros[i], 0); /* and clean again */
        pm_arena_rewind(arena, mark);
    }
    char *large = pm_arena_alloc(arena, 3000000); /* past the end of the chunk */
    memset(large, 'x', 3000000);
    pm_arena_rewind(arena, mark);
    char *again = pm_arena_alloc(arena, 3000000);
    assert_ptr_equal(again, large);
    assert_true(again[0] == 0 && again[2999999] == 0);
    assert_string_equal(kept, "kept");
    pm_arena_rewind(arena, empty);
    assert_int_equal(pm_arena_used(arena), 0);
    pm_arena_destroy(arena);
}

static void a_map_finds_every_text(void **state)
{
    (void)state;
    enum { TEXTS = 5000 };
    static char texts[TEXTS][48];
    static int owners[2];
    pm_text_map *map = pm_text_map_create();
    void **first = pm_text_map_at(map, NULL, "");
    assert_null(*first);
    *first = owners;
    for (int i = 0; i < TEXTS; i++) { /* of every length up to 23 */
        snprintf(texts[i], sizeof texts[i], "%d%.*s", i, i % 20, "abcdefghijklmnopqrst");
        for (int o = 0; o < 2; o++) {
            assert_null(pm_text_map_get(map, &owners[o], texts[i]));
            *pm_text_map_at(map, &owners[o], texts[i]) = texts[i] + o;
        }
    }
    for (int i = 0; i < TEXTS; i++) {
        char copy[sizeof texts[i]];
        memcpy(copy, texts[i], sizeof copy);
        for (int o = 0; o < 2; o++)
            assert_ptr_equal(pm_text_map_get(map, &owners[o], copy), texts[i] + o);
        assert_null(pm_text_map_get(map, NULL, copy));
    }
    assert_ptr_equal(pm_text_map_at(map, NULL, ""), first); /* what is there stays where it is */
    assert_ptr_equal(*first, owners);
    pm_text_map_destroy(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(diagnostics_show_line_and_caret),
        cmocka_unit_test(long_lines_are_shown_around_the_column),
        cmocka_unit_test(nearest_word_is_near),
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test_setup_teardown(outputs_appear_together_or_not_at_all, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(outputs_may_come_in_pieces, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(links_and_modes_survive, enter_folder, leave_folder),
        cmocka_unit_test(reading_has_a_limit),
        cmocka_unit_test_setup_teardown(a_file_is_read_whatever_its_size_is_said_to_be, enter_folder,
                                        leave_folder),
        cmocka_unit_test(characters_are_counted),
        cmocka_unit_test(an_arena_goes_back),
        cmocka_unit_test(a_map_finds_every_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
