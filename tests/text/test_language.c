/* Languages: what letters tell with certainty, and no more; what has the form of a tag. */
#include "test.h"

#include <string.h>

#include "text/language.h"

static void scripts_tell_what_they_can(void **state)
{
    (void)state;
    static const struct {
        const char *text, *document, *tag; /* NULL: may be in the document's language */
    } cases[] = {
        { "Attention Is All You Need, 2017", "en", NULL },
        { "\xC3\x9C"
          "ber formal unentscheidbare S\xC3\xA4tze",
          "en", NULL }, /* German is not told from English */
        { "\xE7\xA5\x9E\xE7\xBB\x8F", "en", "und-Hani" },
        { "\xE7\xA5\x9E\xE7\xBB\x8F", "zh", NULL },
        { "\xE7\xA5\x9E\xE7\xBB\x8F", "zh-Hans", NULL },
        { "\xE7\xA5\x9E\xE7\xBB\x8F", "zh-Hant-HK", NULL },
        { "\xE7\xA5\x9E\xE7\xBB\x8F", "ja", NULL },
        { "CRF\xE3\x82\x92\xE7\x94\xA8\xE3\x81\x84\xE3\x81\x9F", "en", "ja" },
        { "\xE6\x97\xA5\xE6\x9C\xAC\xE3\x81\xAE", "zh",
          "ja" }, /* kana after characters that Chinese has, too */
        { "\xE6\x97\xA5\xE6\x9C\xAC\xE3\x81\xAE", "ja", NULL },
        { "\xEB\x94\xA5 \xEB\x9F\xAC\xEB\x8B\x9D", "en", "ko" },
        { "\xD8\xA7\xD9\x84\xD8\xAC\xD8\xA8\xD8\xB1", "en", "und-Arab" }, /* Arabic or Persian */
        { "\xD8\xA7\xD9\x84\xD8\xAC\xD8\xA8\xD8\xB1", "fa", NULL },
        { "\xD0\x94\xD0\xB2\xD0\xBE\xD0\xB8\xD1\x87\xD0\xBD\xD1\x8B\xD0\xB5", "en", "und-Cyrl" },
        { "English in a Russian list", "ru", NULL },
        { "12 \xE2\x80\x94 34 \xF0\x9F\xA6\x9C", "en", NULL },
        { "", "en", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char tag[PM_LANGUAGE_SIZE] = "";
        bool foreign = pm_text_is_foreign(cases[i].text, strlen(cases[i].text), cases[i].document, tag);
        if (foreign != (cases[i].tag != NULL) || (foreign && strcmp(tag, cases[i].tag) != 0))
            fail_msg("\"%s\" in a document in %s: \"%s\"", cases[i].text, cases[i].document, tag);
    }
}

/* ASCII is passed over in words: what stands among it is found everywhere. */
static void one_letter_tells_wherever_it_stands(void **state)
{
    (void)state;
    enum { LENGTH = 19 };
    const char kana[] = { '\xE3', '\x81', '\xAE' };
    char text[LENGTH + sizeof kana], tag[PM_LANGUAGE_SIZE];
    for (size_t place = 0; place <= LENGTH; place++) {
        memset(text, 'x', sizeof text);
        memcpy(text + place, kana, sizeof kana);
        assert_true(pm_text_is_foreign(text, sizeof text, "en", tag));
        assert_string_equal(tag, "ja");
        assert_false(pm_text_is_foreign(text, place, "en", tag));
        if (place < LENGTH) text[sizeof text - 1] = '\n'; /* authors stand behind a line's end */
        assert_true(pm_text_is_foreign(text, sizeof text, "en", tag));
    }
}

static void tags_have_a_form(void **state)
{
    (void)state;
    static const char *const good[] = { "en",         "de",      "zh-Hans", "zh-Hant-HK",
                                        "sr-Latn-RS", "de-1996", "und-Arab" };
    static const char *const bad[] = { "",       "e",     "en_GB",       "en-",  "-en",
                                       "en--GB", "12-en", "languages-x", "en\"", "zh-abcdefghi" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!pm_language_is_tag(good[i])) fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (pm_language_is_tag(bad[i])) fail_msg("taken: %s", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(scripts_tell_what_they_can),
                                        cmocka_unit_test(one_letter_tells_wherever_it_stands),
                                        cmocka_unit_test(tags_have_a_form) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
