/* Mending in place: the right bytes change, all others stay, and what is not safe stays as well. */
#include "test.h"

#include "findings.h"
#include "support/yaml.h"
#include "taxonomy/clean.h"
#include "taxonomy/fix.h"

static void assert_fixed(const char *before, const char *after)
{
    pm_source source = source_of(before);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_strbuf out = PM_STRBUF_INIT;
    bool is_mended = pm_fix_yaml(&source, &source, &out, diagnostics);
    if (!is_mended) fail_msg("nothing mended in: %s", before);
    assert_string_equal(out.data, after);
    assert_true(count_code(diagnostics, "mended") > 0);
    pm_source again = { "list.yaml", out.data, out.length };
    pm_strbuf twice = PM_STRBUF_INIT;
    assert_false(pm_fix_yaml(&again, &again, &twice, diagnostics));
    pm_strbuf_finish(&twice);
    pm_strbuf_finish(&out);
    pm_diagnostics_destroy(diagnostics);
}

static void assert_left_alone(const char *text)
{
    pm_source source = source_of(text);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_strbuf out = PM_STRBUF_INIT;
    assert_false(pm_fix_yaml(&source, &source, &out, diagnostics));
    assert_int_equal(out.length, 0);
    assert_null(pm_diagnostics_get(diagnostics, 0));
    pm_diagnostics_destroy(diagnostics);
}

static void only_the_wrong_bytes_change(void **state)
{
    (void)state;
    assert_fixed("# EfÔ¨Åcient  comment\r\n"
                 "A  B:   # c\r\n"
                 "    list:   [ {title:   \"EfÔ¨Åcient  Video \",venue: 'It''s  e\xCC\x81 '} ,\r\n"
                 "              {title: Eﬃcient , note: 'fine'} ]   # EfÔ¨Åcient  end\r\n",
                 "# EfÔ¨Åcient  comment\r\n"
                 "A B:   # c\r\n"
                 "    list:   [ {title:   \"Efficient Video\",venue: 'It''s é'} ,\r\n"
                 "              {title: Efficient , note: 'fine'} ]   # EfÔ¨Åcient  end\r\n");
    assert_fixed("\xEF\xBB\xBF"
                 "a: ' x'\n",
                 "\xEF\xBB\xBF"
                 "a: 'x'\n");
    assert_fixed("a: cafÃ©\n", "a: café\n");
    assert_fixed("a: 'x\xC2\xA0'", "a: 'x'");
}

static void folded_texts_keep_their_lines(void **state)
{
    (void)state;
    assert_fixed("a: >-\n    foldeﬁd  text\n    and  more\nb: \"one  ﬂ\n     two \"\n",
                 "a: >-\n    foldefid text\n    and more\nb: \"one fl\n     two\"\n");
    assert_fixed("a: |\n  x ﬁ\n    deeper\n", "a: |\n  x fi\n    deeper\n");
    assert_fixed("a: plain\n  ﬁve\n", "a: plain\n  five\n");
}

static void what_is_not_safe_stays(void **state)
{
    (void)state;
    assert_left_alone("a: fine\n");
    assert_left_alone("a: \"x\\u00a0 y\\tz\"\n");                 /* escapes */
    assert_left_alone("a: ['http://x/ﬁ', http://x/e\xCC\x81]\n"); /* other bytes are other addresses */
    assert_left_alone("b: \xE1\xBF\xAFx\n"); /* U+1FEF becomes a backtick, which cannot begin a text */
    assert_left_alone("a: [\n");
    assert_left_alone("");
    assert_left_alone("aﬁ: 1\nafi: 2\n"); /* the two keys would be one */
}

static void what_is_safe_is_mended_beside_it(void **state)
{
    (void)state;
    assert_fixed("a: \xE1\xBF\xAFx\nb: ' y'\n", "a: \xE1\xBF\xAFx\nb: 'y'\n");
    assert_fixed("a: \"x\\ty\"\nb: ' y'\n", "a: \"x\\ty\"\nb: 'y'\n");
}

static void aliases_are_mended_once(void **state)
{
    (void)state;
    assert_fixed("a: &x ' t'\nb: *x\nc: [*x, *x]\n", "a: &x 't'\nb: *x\nc: [*x, *x]\n");
}

static void assert_cleaned(const char *before, unsigned faults, const char *after)
{
    pm_strbuf out = PM_STRBUF_INIT;
    assert_int_equal(pm_text_faults(before, strlen(before)), faults);
    pm_text_clean(before, strlen(before), faults, &out);
    assert_string_equal(pm_strbuf_text(&out), after);
    pm_strbuf_finish(&out);
}

static void texts_are_cleaned(void **state)
{
    (void)state;
    assert_cleaned("a b", 0, "a b");
    assert_cleaned("  a \t b\xC2\xA0", PM_TEXT_SPACE, "a b");
    assert_cleaned("a\xC2\xA0"
                   "b",
                   0,
                   "a\xC2\xA0"
                   "b");
    assert_cleaned("a\xC2\xA0 b", PM_TEXT_SPACE, "a b");
    assert_cleaned("a\n  b \n", 0, "a\n  b \n");
    assert_cleaned("   ", 0, "   ");
    assert_cleaned("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ", PM_TEXT_LIGATURE, "ff fi fl ffi ffl st st");
    assert_cleaned("A\xCC\x8A  x", PM_TEXT_NOT_NFC | PM_TEXT_SPACE, "Å x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_wrong_bytes_change), cmocka_unit_test(folded_texts_keep_their_lines),
        cmocka_unit_test(what_is_not_safe_stays),      cmocka_unit_test(what_is_safe_is_mended_beside_it),
        cmocka_unit_test(aliases_are_mended_once),     cmocka_unit_test(texts_are_cleaned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
