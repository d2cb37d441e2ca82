/* Mojibake: what must be mended, and what must be left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "taxonomy/mojibake.h"

static void assert_mends(const char *wrong, const char *right)
{
    pm_strbuf out = PM_STRBUF_INIT;
    bool found = pm_mojibake_repair(wrong, strlen(wrong), &out);
    if (!found) fail_msg("not found in \"%s\"", wrong);
    assert_string_equal(pm_strbuf_text(&out), right);
    pm_strbuf_finish(&out);
}

static void mends_mac_roman(void **state)
{
    (void)state;
    assert_mends("Early Exiting for EfÔ¨Åcient Video", "Early Exiting for Efﬁcient Video");
    assert_mends("an email. \xEF\xA3\xBFü•≥", "an email. 🥳");
    assert_mends("an email. ü•≥", "an email. 🥳");
    assert_mends("üöÄ Fast", "🚀 Fast");
    assert_mends("caf√© na√Øve", "café naïve");
    assert_mends("it‚Äôs ‚Äúquoted‚Äù", "it’s “quoted”");
    assert_mends("range 1‚Äì2", "range 1–2");
    assert_mends("–ü—Ä–∏–≤–µ—Ç", "Привет");
    assert_mends("‰Ω†Â•Ω", "你好");
}

static void mends_windows_1252(void **state)
{
    (void)state;
    assert_mends("cafÃ© naÃ¯ve", "café naïve");
    assert_mends("itâ€™s â€œquotedâ€\xC2\x9D", "it’s “quoted”");
    assert_mends("SchrÃ¶dinger", "Schrödinger");
    assert_mends("deep â€” learning", "deep — learning");
    assert_mends("ðŸš€ fast", "🚀 fast");
    assert_mends("ä½\u00A0å¥½", "你好");
    assert_mends("Efï¬\xC2\x81\x63ient", "Efﬁcient");
    assert_mends("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет");
    assert_mends("Î±-divergence", "α-divergence");
    assert_mends("GÃ¶del, Ã…ngstrÃ¶m", "Gödel, Ångström");
}

static void leaves_honest_text_alone(void **state)
{
    (void)state;
    static const char *const honest[] = {
        "",
        "plain",
        "café",
        "naïve",
        "Ångström",
        "a — b",
        "🥳 🚀 👨‍👩‍👧",
        "3W字长文带你轻松入门视觉transformer",
        "한국어 논문",
        "日本語「カッコ」",
        "Привет, мир",
        "Ελληνικά",
        "CAFÉ…",
        "« voilà\u00A0»",
        "l’été\u00A0»",
        "„ÖBB“ und „Ärger“",
        "„Äöü“",
        "(–∞, 0)",
        "2√π + ¬π ≈ ±3",
        "≈£100",
        "10 Å²",
        "ñandú",
        "IRMÃ…",
        "ESPAÑOL",
        "São Paulo — João",
        "“Übermut”",
        "(ä, ö, ü)",
        "äöüß",
        "ÄÖÜ",
        "àéîõü",
        "ÁÉÍÓÖŐÚÜŰ",
        "AÁBCČDĎEÉĚ",
        "Łódź",
        "İstanbul",
        "Žižek",
        "ﬁne ligature",
        "x² ± 3° ≤ ∞",
        "© 2024 ® ™",
        "naïve—à propos",
        "Dvořák’s",
        "ÞÆÖ",
        "œuvre",
        "Œdipe",
        "«Ébène»",
        "ü",
        "Müller™",
        "Über•all",
        "tiếng Việt",
        "ÀÉ»",
        "été…»",
        "ƒ(x)",
        "5µm",
        "É”—",
        "🔥🔥[**Short**]",
        "⚠️",
        "©️back👆🏻",
    };
    for (size_t i = 0; i < sizeof honest / sizeof *honest; i++) {
        pm_strbuf out = PM_STRBUF_INIT;
        if (pm_mojibake_repair(honest[i], strlen(honest[i]), &out))
            fail_msg("\"%s\" became \"%s\"", honest[i], pm_strbuf_text(&out));
        assert_null(out.data);
    }
}

static void judges_lines_apart(void **state)
{
    (void)state;
    assert_mends("CAFÉ…\ncafÃ©\nCAFÉ…", "CAFÉ…\ncafé\nCAFÉ…");
    assert_true(pm_mojibake_repair("cafÃ©", strlen("cafÃ©"), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends_mac_roman),
        cmocka_unit_test(mends_windows_1252),
        cmocka_unit_test(leaves_honest_text_alone),
        cmocka_unit_test(judges_lines_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
