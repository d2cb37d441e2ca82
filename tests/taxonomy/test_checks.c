/* Checks: for every code one list that has the finding, and one that is close but must not have it. */
#include "test.h"

#include <time.h>

#include "findings.h"
#include "support/file.h"
#include "taxonomy/checks.h"

static const pm_check_options options = { .this_year = 2024 };

static void check_source(const pm_source *source, pm_diagnostics *diagnostics)
{
    pm_taxonomy_destroy(pm_check_yaml(source, &options, diagnostics));
}

/* The list has exactly this one kind of finding, so many times, the first at the place. */
static void assert_fires(const char *text, const char *code, size_t times, unsigned line, unsigned column)
{
    pm_source source = source_of(text);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    check_source(&source, diagnostics);
    pm_diagnostics_sort(diagnostics);
    size_t all = pm_diagnostics_count(diagnostics, PM_NOTE);
    if (count_code(diagnostics, code) != times || all != times) print_findings(diagnostics);
    assert_int_equal(count_code(diagnostics, code), times);
    assert_int_equal(all, times);
    const pm_diagnostic *first = pm_diagnostics_get(diagnostics, 0);
    assert_int_equal(first->at.line, line);
    assert_int_equal(first->at.column, column);
    assert_true(first->hint || strcmp(code, "unknown-key") == 0);
    bool is_known = false;
    for (size_t i = 0; pm_check_codes[i]; i++)
        is_known |= strcmp(pm_check_codes[i], code) == 0;
    assert_true(is_known);
    pm_diagnostics_destroy(diagnostics);
}

static void assert_clean(const char *text)
{
    pm_source source = source_of(text);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    check_source(&source, diagnostics);
    if (pm_diagnostics_get(diagnostics, 0)) {
        fprintf(stderr, "in:\n%s", text);
        print_findings(diagnostics);
    }
    assert_null(pm_diagnostics_get(diagnostics, 0));
    pm_diagnostics_destroy(diagnostics);
}

/* A topic with one paper: the rest of its mapping behind a title. */
#define ONE(title, rest) "A:\n  list:\n    - {title: " title rest "}\n"
/* A topic with two papers by their titles. */
#define TWO(first, second) \
    "A:\n  list:\n    - {title: " first ", venue: V, year: 2020}\n    - {title: " second \
    ", venue: V, year: 2020}\n"

static void papers_by_themselves(void **state)
{
    (void)state;
    assert_clean(
        ONE("t", ", venue: V, year: 2024, links: {P: 'https://x.org/a?b=c#d', Q: doi:10.1/x, R: 'mailto:a@b',"
                 " S: ftp://f, T: HTTP://x}"));
    assert_fires(ONE("' '", ", venue: V, year: 2024"), "missing-title", 1, 3, 15);
    assert_fires(ONE("t", ", venue: V"), "missing-year", 1, 3, 15);
    assert_fires(ONE("t", ", venue: V, year: ~"), "missing-year", 1, 3, 15);
    assert_fires(ONE("t", ", venue: V, year: 24"), "bad-year", 1, 3, 34);
    assert_fires(ONE("t", ", venue: V, year: 2024a"), "bad-year", 1, 3, 34);
    assert_fires(ONE("t", ", venue: V, year: 2025"), "future-year", 1, 3, 34);
    assert_fires(ONE("t", ", year: 2020"), "missing-venue", 1, 3, 15);
    assert_fires(ONE("t", ", venue: '', year: 2020"), "missing-venue", 1, 3, 15);
}

static void addresses(void **state)
{
    (void)state;
    static const char *const without[] = { "www.x.org/a", "x.org:8080/a", "//x.org", "10.1145/12.34",
                                           "here",        "https:x",      "/a:b" };
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        char text[200];
        snprintf(text, sizeof text, ONE("t", ", venue: V, year: 2020, links: {P: '%s'}"), without[i]);
        assert_fires(text, "url-without-scheme", 1, 3, 51);
    }
    assert_fires(ONE("t", ", venue: V, year: 2020, links: {P: 'javascript:x'}"), "url-scheme", 1, 3, 51);
    assert_fires(ONE("t", ", venue: V, year: 2020, links: {P: 'file:///x'}"), "url-scheme", 1, 3, 51);
    assert_fires(ONE("t", ", venue: V, year: 2020, links: {P: 'http://x/a b'}"), "url-space", 1, 3, 51);
    assert_clean(ONE("t", ", venue: V, year: 2020, links: {P: 'http://x/a%20b', Q: 'http://x:80/ü'}"));
}

static void titles_in_one_topic(void **state)
{
    (void)state;
    assert_fires(TWO("same", "same"), "duplicate-title", 1, 4, 15);
    assert_clean(TWO("same", "other"));
    assert_clean("A: {list: [{title: same, venue: V, year: 2020}]}\nB: {list: [{title: same, venue: V, year: "
                 "2020}]}\n");
}

static void one_paper_told_twice(void **state)
{
    (void)state;
#define TOLD(here) \
    "A: {list: [{title: t, venue: V, year: 2020, abbr: T, links: {P: http://p, Q: http://q}}]}\n" \
    "B: {list: [{title: t, " here "}]}\n"
    assert_clean(TOLD("venue: V, year: 2020, abbr: T, links: {Q: http://q, P: http://p}"));
    assert_fires(TOLD("venue: W, year: 2020, abbr: T, links: {P: http://p, Q: http://q}"),
                 "conflicting-paper", 1, 2, 30);
    assert_fires(TOLD("venue: V, year: 2021, abbr: T, links: {P: http://p, Q: http://q}"),
                 "conflicting-paper", 1, 2, 39);
    assert_fires(TOLD("venue: V, year: 2020, links: {P: http://p, Q: http://q}"), "conflicting-paper", 1, 2,
                 20);
    assert_fires(TOLD("venue: V, year: 2020, abbr: T, links: {P: http://p, Q: http://r}"),
                 "conflicting-paper", 1, 2, 62);
    assert_fires(TOLD("venue: W, year: 2021, abbr: U"), "conflicting-paper", 4, 2, 20);
}

static void one_address_of_two_papers(void **state)
{
    (void)state;
#define LINKED(first, second) \
    "A:\n  list:\n    - {title: one, venue: V, year: 2020, links: {P: '" first "'}}\n" \
    "    - {title: two, venue: V, year: 2020, links: {P: '" second "'}}\n"
    assert_fires(LINKED("http://x.org/a", "http://x.org/a"), "shared-url", 1, 4, 53);
    assert_fires(LINKED("http://x.org/a", "https://www.x.org/a/"), "shared-url", 1, 4, 53);
    assert_clean(LINKED("http://x.org/a", "http://x.org/A"));
    assert_clean("A: {list: [{title: t, venue: V, year: 2020, links: {P: 'http://x', Q: 'http://x'}}]}\n");
#define MADE_WITH(pdf, label) \
    "A:\n  list:\n    - {title: one, venue: V, year: 2020, links: {PDF: 'http://p/1', " label \
    ": 'http://x.org/a'}}\n" \
    "    - {title: two, venue: V, year: 2020, links: {PDF: '" pdf "', " label ": 'http://x.org/a'}}\n"
    assert_clean(MADE_WITH("http://p/2", "CODE"));
    assert_clean(MADE_WITH("http://p/2", "TriviaQA"));
    assert_fires(MADE_WITH("http://p/1", "CODE"), "shared-url", 1, 4, 55);
    assert_clean("A:\n  list:\n    - {title: one, venue: V, year: 2020, links: {CODE: 'http://x.org/a'}}\n"
                 "    - {title: two, venue: V, year: 2020, links: {CODE: 'http://x.org/a'}}\n");
}

static void titles_nearly_the_same(void **state)
{
    (void)state;
#define LONG "Adaptive Neural Networks"
    static const char *const near[] = { "'adaptive neural-networks.'", "Adaptive Neural Network",
                                        "Adaptive Neural Netwroks",    "Adoptive Neural Networks",
                                        "Adaptive Neeural Networks",   "Adaptive Neural Networkz" };
    char text[400];
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        snprintf(text, sizeof text, TWO(LONG, "%s"), near[i]);
        assert_fires(text, "similar-title", 1, 4, 15);
    }
    static const char *const different[] = { "Adoptive Neural Network", "Adaptive Neural Models",
                                             "Neural Networks" };
    for (size_t i = 0; i < sizeof different / sizeof *different; i++) {
        snprintf(text, sizeof text, TWO(LONG, "%s"), different[i]);
        assert_clean(text);
    }
    assert_clean(TWO("C++ Primer", "C# Primer"));
    assert_clean(TWO("Serving Model 1.5 at the Edge", "Serving Model 15 at the Edge"));
    assert_clean(TWO("SENet", "SKNet"));
    assert_clean(TWO("Learning to Exit Part 1", "Learning to Exit Part 2"));
    assert_clean(TWO("Learning to Exit Part I", "Learning to Exit Part II"));
    assert_clean(TWO("Learning to Exit Part V", "Learning to Exit Part IV"));
    assert_clean(TWO("Learning to Exit with Model A", "Learning to Exit with Model B"));
    assert_clean(TWO("Scaling Networks to 3D", "Scaling Networks to 2D"));
    assert_clean(TWO("深度神经网络的自适应推理研究一", "深度神经网络的自适应推理研究二"));
    /* The same pair in two topics is told once. */
    assert_fires("A: {list: [{title: " LONG ", venue: V, year: 2020}]}\n"
                 "B: {list: [{title: " LONG "s, venue: V, year: 2020}]}\n"
                 "C: {list: [{title: " LONG "s, venue: V, year: 2020}]}\n",
                 "similar-title", 1, 2, 20);
}

static void groups(void **state)
{
    (void)state;
#define PAPER(name) "{title: " name ", venue: V, year: 2020}"
    assert_clean("A: {category: 0. X, list: [" PAPER("a") "]}\nB: {category: 0. X, list: [" PAPER(
        "b") "]}\n"
             "C: {category: 1. Y, list: [" PAPER("c") "]}\nD: {category: 2) Z, list: [" PAPER(
                 "d") "]}\n"
                      "E: {category: 3D Vision, list: [" PAPER("e") "]}\n");
    assert_clean("A: {category: 4. X, list: [" PAPER("a") "]}\n");
    assert_fires("A: {category: X, list: [" PAPER("a") "]}\nB: {category: Y, list: [" PAPER(
                     "b") "]}\n"
                          "C: {category: X, list: [" PAPER("c") "]}\n",
                 "split-category", 1, 3, 15);
    assert_fires("A: {category: 1. X, list: [" PAPER("a") "]}\nB: {category: 2. Y, list: [" PAPER(
                     "b") "]}\n"
                          "C: {category: 1. X, list: [" PAPER("c") "]}\n",
                 "split-category", 1, 3, 15);
    assert_fires("A: {category: 1. X, list: [" PAPER("a") "]}\nB: {category: 3. Y, list: [" PAPER("b") "]}\n",
                 "category-number", 1, 2, 15);
    assert_fires("A: {category: 1. X, list: [" PAPER("a") "]}\nB: {category: 1. Y, list: [" PAPER("b") "]}\n",
                 "category-number", 1, 2, 15);
    assert_clean(
        "A: {category: 2. X, list: [" PAPER("a") "]}\nB: {category: 1. Y, list: [" PAPER("b") "]}\n");
    assert_fires("A: {list: [" PAPER("a") "]}\nB: {list: []}\n", "empty-topic", 1, 2, 1);
    assert_fires("children: [{name: A, papers: [" PAPER("a") "]}, {name: B}]", "empty-topic", 1, 1, 74);
}

static void characters(void **state)
{
    (void)state;
    assert_fires(ONE("EfÔ¨Åcient", ", venue: V, year: 2020"), "mojibake", 1, 3, 15);
    assert_fires(ONE("itâ€™s", ", venue: V, year: 2020"), "mojibake", 1, 3, 15);
    assert_fires(ONE("Eﬃcient", ", venue: V, year: 2020"), "ligature", 1, 3, 16);
    assert_fires(ONE("\"Eﬃcient\"", ", venue: V, year: 2020"), "ligature", 1, 3, 17);
    assert_fires(ONE("Cafe\xCC\x81", ", venue: V, year: 2020"), "not-nfc", 1, 3, 18);
    assert_fires(ONE("a\xE2\x80\x8B"
                     "b",
                     ", venue: V, year: 2020"),
                 "invisible-character", 1, 3, 16);
    assert_fires(ONE("a\xC2\xAD"
                     "b",
                     ", venue: V, year: 2020"),
                 "invisible-character", 1, 3, 16);
    assert_fires(ONE("\"a\\x07\"", ", venue: V, year: 2020"), "control-character", 1, 3, 15);
    assert_fires(ONE("'a  b'", ", venue: V, year: 2020"), "stray-space", 1, 3, 18);
    assert_fires(ONE("' ab'", ", venue: V, year: 2020"), "stray-space", 1, 3, 16);
    assert_fires(ONE("'ab '", ", venue: V, year: 2020"), "stray-space", 1, 3, 18);
    assert_fires(ONE("\"a\\tb\"", ", venue: V, year: 2020"), "stray-space", 1, 3, 15);
    assert_fires("A : {list: [{title: t, venue: 'V ', year: 2020}]}\n", "stray-space", 1, 1, 33);
    assert_fires("'A  B': {list: [{title: t, venue: V, year: 2020}]}\n", "stray-space", 1, 1, 4);
    assert_fires("A: {list: [{title: t, venue: V, year: 2020, links: {P: 'http://x '}}]}\n", "stray-space", 1,
                 1, 65);
    static const char *const fine[] = { "Café",
                                        "Schrödinger",
                                        "面向边缘 的网络",
                                        "می\xE2\x80\x8Cخواهم",
                                        "👩\xE2\x80\x8D💻",
                                        "it’s “so”",
                                        "a – b — c …",
                                        "Ångström x²",
                                        "\"folded\n      text\"",
                                        "no\xC2\xA0gap",
                                        "'Âme, Ãngelo, São'" };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        char text[200];
        snprintf(text, sizeof text, ONE("%s", ", venue: V, year: 2020"), fine[i]);
        assert_clean(text);
    }
    assert_clean("papers:\n  - title: >-\n      folded\n      text\n    note: |\n      one\n        two\n"
                 "    venue: V\n    year: 2020\n");
    assert_clean(
        "# EfÔ¨Åcient  comment\nA: {list: [{title: t, venue: V, year: 2020, links: {P: 'http://x/ﬁ'}}]}\n");
}

/* What an alias repeats is written once, and told once. */
static void aliases_are_told_once(void **state)
{
    (void)state;
    assert_fires("A: {list: [&p {title: Eﬃcient, venue: V, year: 2020}]}\nB: {list: [*p]}\nC: {list: [*p]}\n",
                 "ligature", 1, 1, 24);
}

static void mistakes_of_form_are_findings(void **state)
{
    (void)state;
    assert_fires(ONE("t", ", venue: V, year: 2020, vanue: x"), "unknown-key", 1, 3, 40);
    assert_fires("A: {list: [t, " PAPER("a") "]}\n", "wrong-shape", 1, 1, 12);
    assert_fires("", "empty-list", 1, 1, 1);
    assert_fires("a: [", "yaml-syntax", 1, 1, 5);
    assert_fires("A: {list: [{title: a, title: a, venue: V, year: 2020}]}\n", "duplicate-key", 1, 1, 23);
}

static void the_seed_has_one_finding(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_source *source =
        pm_file_read(PAPERMAP_SOURCE_DIR "/data/early-exiting.yaml", PM_FILE_LIMIT, arena, diagnostics);
    pm_taxonomy_destroy(pm_check_yaml(source, &options, diagnostics));
    if (pm_diagnostics_count(diagnostics, PM_NOTE) != 1) print_findings(diagnostics);
    assert_int_equal(pm_diagnostics_count(diagnostics, PM_NOTE), 1);
    const pm_diagnostic *only = pm_diagnostics_get(diagnostics, 0);
    assert_string_equal(only->code, "missing-venue");
    const char *line = source->text;
    for (unsigned i = 1; i < only->at.line; i++)
        line = strchr(line, '\n') + 1;
    assert_non_null(strstr(line, "Temporal Decisions"));
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

static double seconds_to_check(int papers)
{
    static const char *const words[] = { "network", "exit",      "early", "adaptive",
                                         "dynamic", "inference", "edge",  "learning" };
    pm_strbuf text = PM_STRBUF_INIT;
    uint32_t seed = 7;
    pm_strbuf_string(&text, "papers:\n");
    for (int i = 0; i < papers; i++) {
        pm_strbuf_printf(&text, "- {venue: V, year: 2020, links: {P: http://x/%d}, title: %d", i, i);
        for (int w = 0; w < 9; w++) {
            seed = seed * 1664525u + 1013904223u;
            pm_strbuf_printf(&text, " %s", words[seed >> 29]);
        }
        pm_strbuf_string(&text, "}\n");
    }
    clock_t start = clock();
    pm_source source = source_of(text.data);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    check_source(&source, diagnostics);
    pm_diagnostics_destroy(diagnostics);
    pm_strbuf_finish(&text);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Ten times the papers must not take a hundred times the time. */
static void time_is_linear(void **state)
{
    (void)state;
    seconds_to_check(1000);
    double small = seconds_to_check(2000), large = seconds_to_check(20000);
    if (large > 0.5) assert_true(large < small * 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_by_themselves),
        cmocka_unit_test(addresses),
        cmocka_unit_test(titles_in_one_topic),
        cmocka_unit_test(one_paper_told_twice),
        cmocka_unit_test(one_address_of_two_papers),
        cmocka_unit_test(titles_nearly_the_same),
        cmocka_unit_test(groups),
        cmocka_unit_test(characters),
        cmocka_unit_test(aliases_are_told_once),
        cmocka_unit_test(mistakes_of_form_are_findings),
        cmocka_unit_test(the_seed_has_one_finding),
        cmocka_unit_test(time_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
