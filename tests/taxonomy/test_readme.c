/* The README's sections: the seed's tables byte for byte, escapes that GitHub's renderer undoes, all else
 * untouched. */
#include "test.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>

#include "findings.h"
#include "support/file.h"
#include "taxonomy/line_diff.h"
#include "taxonomy/reader.h"
#include "taxonomy/readme.h"
#include "taxonomy/readme_text.h"
#include "taxonomy/timestamp.h"

enum { OCTOBER_11 = 1728646702 }; /* 2024-10-11 11:38:22 UTC, 19:38:22 in Shanghai */

static const char small_list[] = "A: {category: C, list: [{title: t, year: 2020}]}\n";
static const char small_inside[] = "\n## C\n### A\n| Title | Abbreviation | Venue | Year | Materials |\n"
                                   "|----------|----|----|----|----|\n| t | N/A |  | 2020 | |\n\n"
                                   "1 papers are included\n\n";

typedef struct rewriting {
    pm_diagnostics *diagnostics;
    pm_source data, readme;
    pm_taxonomy *taxonomy;
    pm_readme result;
    bool done;
} rewriting;

static void rewrite_bytes(rewriting *r, const char *list, const char *readme, const pm_readme_config *config)
{
    *r = (rewriting){ .diagnostics = pm_diagnostics_create(), .data = source_of(list) };
    r->readme = (pm_source){ "README.md", readme, strlen(readme) };
    r->taxonomy = pm_taxonomy_read_yaml(&r->data, r->diagnostics);
    assert_non_null(r->taxonomy);
    r->done = pm_readme_rewrite(&r->readme, r->taxonomy, config, OCTOBER_11, &r->result, r->diagnostics);
}

static void finish(rewriting *r)
{
    pm_readme_finish(&r->result);
    pm_taxonomy_destroy(r->taxonomy);
    pm_diagnostics_destroy(r->diagnostics);
}

/* --- the whole --- */

static char *read_whole(const char *path)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_source *source = pm_file_read(path, PM_FILE_LIMIT, arena, diagnostics);
    assert_non_null(source);
    char *text = strdup(source->text);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return text;
}

/* tests/taxonomy/seed_readme.md is the seed's README with its two wrong characters right ("Efficient", the
 * face). */
static void the_seeds_readme_comes_out_byte_for_byte(void **state)
{
    (void)state;
    char *list = read_whole(PAPERMAP_SOURCE_DIR "/data/early-exiting.yaml");
    char *seed = read_whole(PAPERMAP_SOURCE_DIR "/tests/taxonomy/seed_readme.md");
    rewriting r;
    rewrite_bytes(&r, list, seed, &pm_default_readme_config);
    assert_true(r.done);
    assert_false(r.result.changed);
    assert_string_equal(r.result.text.data, seed);
    finish(&r);

    char *cut = strdup(seed), *from = strstr(cut, "## 0. Survey"), *to = strstr(cut, "<!-- main-end -->");
    memmove(from, to, strlen(to) + 1);
    pm_readme_config shanghai = pm_default_readme_config;
    shanghai.timezone = "Asia/Shanghai";
    rewrite_bytes(&r, list, cut, &shanghai);
    assert_true(r.done && r.result.changed);
    assert_string_equal(r.result.text.data, seed); /* its tables, and its time, too */
    finish(&r);
    free(cut);
    free(seed);
    free(list);
}

static void only_the_sections_change(void **state)
{
    (void)state;
    rewriting r;
    rewrite_bytes(
        &r, small_list,
        "top\n  <!-- main-start -->  \nold\n\t<!-- main-end -->\nmid\r\n<!-- update-time-start -->\r\n"
        "<!-- update-time-end -->end without line end",
        &pm_default_readme_config);
    assert_false(r.done); /* the last marker is not alone on its line */
    assert_finding(r.diagnostics, "update-time-end --> is missing", 6, 1);
    finish(&r);
    rewrite_bytes(&r, small_list,
                  "\xEF\xBB\xBF<!-- main-start -->  \nold\n\t<!-- main-end -->\nmid \xFF\r\n"
                  "<!-- update-time-start -->\r\n<!--update-time-end-->",
                  &pm_default_readme_config);
    assert_true(r.done && r.result.changed);
    pm_strbuf expected = PM_STRBUF_INIT;
    pm_strbuf_printf(&expected,
                     "\xEF\xBB\xBF<!-- main-start -->  \n%s\t<!-- main-end -->\nmid \xFF\r\n"
                     "<!-- update-time-start -->\r\n\r\n**Last Update: Oct 11, 2024 11:38:22**\r\n\r\n"
                     "<!--update-time-end-->",
                     small_inside);
    assert_string_equal(r.result.text.data, expected.data);
    char *once = strdup(expected.data);
    finish(&r);
    rewrite_bytes(&r, small_list, once, &pm_default_readme_config);
    assert_true(r.done);
    assert_false(r.result.changed);
    assert_string_equal(r.result.text.data, once);
    finish(&r);
    free(once);
    pm_strbuf_finish(&expected);
}

static void assert_headings(const char *list, const char *expected)
{
    pm_source source = source_of(list);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(&source, diagnostics);
    pm_strbuf tables = PM_STRBUF_INIT, headings = PM_STRBUF_INIT;
    pm_readme_write_tables(taxonomy, &pm_default_readme_config, &tables);
    for (const char *at = tables.data; *at; at = strchr(at, '\n') + 1) {
        size_t length = strcspn(at, "\n");
        if (*at == '#') pm_strbuf_append(&headings, at, length + 1);
        if (strncmp(at, "| Title", 7) == 0) pm_strbuf_string(&headings, "|");
    }
    assert_string_equal(pm_strbuf_text(&headings), expected);
    pm_strbuf_finish(&tables);
    pm_strbuf_finish(&headings);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
}

static void headings_are_categories_and_topics(void **state)
{
    (void)state;
    assert_headings("A: {list: [{title: a}]}\n"
                    "B: {category: 1. X, group: G, list: [{title: b}]}\n"
                    "C: {category: 1. X, list: []}\n"
                    "D: {category: 2. Y, list: [{title: d}]}\n"
                    "E: {category: 1. X, list: [{title: e}]}\n"
                    "F: {list: [{title: f}]}\n",
                    "### A\n|## 1. X\n### B\n|### C\n|## 2. Y\n### D\n|## 1. X\n### E\n|## F\n|");
    assert_headings(
        "papers: [{title: a}]\n"
        "children: [{name: X, papers: [{title: b}], children: [{name: Y, children: [{name: Z}]}]}]\n",
        "|## X\n|### Z\n|");
}

static void line_ends_are_the_markers(void **state)
{
    (void)state;
    rewriting r;
    rewrite_bytes(&r, small_list,
                  "<!-- update-time-start -->\r\n<!-- update-time-end -->\r\n<!-- main-start -->\r\n<!-- "
                  "main-end -->\r\n",
                  &pm_default_readme_config);
    assert_true(r.done && r.result.changed);
    for (const char *at = pm_strbuf_text(&r.result.text); (at = strchr(at, '\n')); at++)
        assert_int_equal(at[-1], '\r');
    finish(&r);
}

/* --- markers --- */

static void assert_markers_wrong(const char *readme, const char *words, unsigned line)
{
    rewriting r;
    rewrite_bytes(&r, small_list, readme, &pm_default_readme_config);
    assert_false(r.done);
    const pm_diagnostic *found = find_words(r.diagnostics, words);
    if (!found) {
        print_findings(r.diagnostics);
        fail_msg("nothing about: %s", words);
        return;
    }
    assert_int_equal(found->at.line, line);
    finish(&r);
}

#define MAIN_SECTION "<!-- main-start -->\n<!-- main-end -->\n"
#define TIME_SECTION "<!-- update-time-start -->\n<!-- update-time-end -->\n"

static void markers_must_be_right(void **state)
{
    (void)state;
    assert_markers_wrong("x\n" MAIN_SECTION, "update-time-start --> is missing", 0);
    assert_markers_wrong(TIME_SECTION "<!-- main-end -->\n", "main-start --> is missing, though", 3);
    assert_markers_wrong(TIME_SECTION MAIN_SECTION "\n" MAIN_SECTION, "main-start --> stands twice", 6);
    assert_markers_wrong(TIME_SECTION MAIN_SECTION "\n" MAIN_SECTION, "the first one is in line 4", 7);
    assert_markers_wrong(TIME_SECTION "\n<!-- main-end -->\n<!-- main-start -->\n", "stands above its start",
                         4);
    assert_markers_wrong("<!-- main-start -->\n" TIME_SECTION "<!-- main-end -->\n",
                         "inside the other section", 2);
    assert_markers_wrong("<!-- update-time-start -->\n" MAIN_SECTION "<!-- update-time-end -->\n",
                         "inside the other section", 2);
    assert_markers_wrong(
        "<!-- main-start -->\n<!-- update-time-start -->\n<!-- main-end -->\n<!-- update-time-end -->\n",
        "inside the other section", 2);
    assert_markers_wrong("text <!-- main-start -->\n<!-- main-end -->\n" TIME_SECTION,
                         "main-start --> is missing", 2);
}

static void markers_in_code_are_examples(void **state)
{
    (void)state;
    rewriting r;
    rewrite_bytes(&r, small_list,
                  "```html\n" MAIN_SECTION "```\n~~~~\n```\n" TIME_SECTION "~~~~\n" MAIN_SECTION TIME_SECTION,
                  &pm_default_readme_config);
    if (!r.done) print_findings(r.diagnostics);
    assert_true(r.done && r.result.changed);
    assert_memory_equal(r.result.text.data, "```html\n" MAIN_SECTION "```\n", 8);
    finish(&r);
}

/* --- papermap.yaml --- */

/* Reads what stands under the key `readme` of the text. */
static bool read_config(const char *text, pm_readme_config *config, pm_arena *arena,
                        pm_diagnostics *diagnostics)
{
    pm_source *source = PM_NEW(arena, pm_source);
    *source = source_of(text);
    *config = pm_default_readme_config;
    const pm_yaml *document = pm_yaml_read(source, &pm_yaml_default_limits, arena, diagnostics);
    assert_non_null(document);
    pm_yaml_reader reader = { source, arena, diagnostics, config };
    pm_readme_config_read(&reader, pm_yaml_get(document, "readme"));
    return pm_diagnostics_count(diagnostics, PM_ERROR) == 0;
}

static void the_config_decides(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_readme_config config;
    assert_true(read_config("readme:\n  timezone: Asia/Shanghai\n  sort: oldest\n"
                            "  columns: [year, {title: Paper}, Authors, materials]\n"
                            "  markers: {main: list, time: ~}\n",
                            &config, arena, diagnostics));
    assert_null(pm_diagnostics_get(diagnostics, 0));
    rewriting r;
    rewrite_bytes(
        &r,
        "A: {list: [{title: b, year: 2021}, {title: a, year: 2020, authors: X}, {title: c, year: 2020,"
        " links: {P: 'http://p', Q: 'http://q'}}]}",
        "<!-- list-start -->\n<!-- list-end -->\n", &config);
    assert_true(r.done);
    assert_string_equal(r.result.text.data,
                        "<!-- list-start -->\n\n### A\n| Year | Paper | Authors | Materials |\n"
                        "|----------|----|----|----|\n"
                        "| 2020 | a | X | |\n"
                        "| 2020 | c |  | [[P](http://p)] [[Q](http://q)] |\n"
                        "| 2021 | b |  | |\n\n3 papers are included\n\n<!-- list-end -->\n");
    finish(&r);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

static void a_wrong_config_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
        unsigned line, column;
    } cases[] = {
        { "readme: {timezone: Asia/Shangai}", "unknown time zone", 1, 20 },
        { "readme: {timezone: ../../etc/passwd}", "unknown time zone", 1, 20 },
        { "readme: {sort: newst}", "did you mean \"newest\"?", 1, 16 },
        { "readme:\n  columns: [titel]", "did you mean \"title\"?", 2, 13 },
        { "readme: {columns: []}", "columns is empty", 1, 19 },
        { "readme: {columns: [[a]]}", "a column is a list", 1, 20 },
        { "readme: {markers: {main: 'a b'}}", "only letters", 1, 26 },
        { "readme: {markers: {main: a, time: a}}", "both markers", 1, 19 },
        { "readme: 3", "readme is a text", 1, 9 },
        { "readme: {timezon: UTC}", "did you mean \"timezone\"?", 1, 10 },
        { "readme: {file: [a]}", "file is a list", 1, 16 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pm_arena *arena = pm_arena_create();
        pm_diagnostics *diagnostics = pm_diagnostics_create();
        pm_readme_config config;
        assert_false(read_config(cases[i].text, &config, arena, diagnostics));
        assert_finding(diagnostics, cases[i].words, cases[i].line, cases[i].column);
        pm_diagnostics_destroy(diagnostics);
        pm_arena_destroy(arena);
    }
}

/* --- escapes, undone by GitHub's own renderer --- */

/* "a@b.c" becomes a link whatever is escaped; it shows the same. */
static bool is_mail(cmark_node *node)
{
    const char *url = cmark_node_get_type(node) == CMARK_NODE_LINK ? cmark_node_get_url(node) : "";
    return strncmp(url, "mailto:", 7) == 0;
}

/* What a table cell shows: the text of the HTML that cmark-gfm makes of it, tags dropped. `tags` counts them.
 */
static void render_cell(const char *markdown, bool as_url, pm_strbuf *shown, size_t *tags)
{
    static const char *const extensions[] = { "table", "strikethrough", "autolink", "tagfilter" };
    pm_strbuf page = PM_STRBUF_INIT;
    pm_strbuf_printf(&page, "| A | B |\n|---|---|\n| %s | end |\n", markdown);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, page.data, page.length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_iter *iter = cmark_iter_new(document);
    size_t cells = 0;
    *tags = 0;
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER) continue;
        const char *type = cmark_node_get_type_string(node);
        if (strcmp(type, "table_cell") == 0)
            cells++;
        else if (cells == 3 && strcmp(type, "text") == 0 && !as_url)
            pm_strbuf_string(shown, cmark_node_get_literal(node));
        else if (cells == 3 && strcmp(type, "link") == 0 && as_url)
            pm_strbuf_string(shown, cmark_node_get_url(node));
        else if (cells == 3 && strcmp(type, "text") != 0 && !is_mail(node))
            ++*tags;
    }
    assert_int_equal(cells, 4);
    cmark_iter_free(iter);
    cmark_node_free(document);
    cmark_parser_free(parser);
    pm_strbuf_finish(&page);
}

static void assert_shows(const char *text)
{
    pm_strbuf markdown = PM_STRBUF_INIT, shown = PM_STRBUF_INIT;
    size_t tags;
    pm_readme_append_text(&markdown, text);
    assert_null(strstr(markdown.data, "<!--"));
    render_cell(markdown.data, false, &shown, &tags);
    assert_string_equal(pm_strbuf_text(&shown), text);
    assert_int_equal(tags, 0);
    pm_strbuf_finish(&markdown);
    pm_strbuf_finish(&shown);
}

static void texts_show_as_they_are(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a | b \\| c \\\\| d \\",
        "`code` ``x`` `",
        "<b>bold</b> <!-- main-end --> <script>",
        "[PDF](http://x) ![i](y) [[z]] [^1] [ref]: x",
        "*a* **b** _c_ __d__ snake_case ~e~ ~~f~~",
        "AT&T &amp; &lt; &#65; &copy; & co",
        "$O(n)$ and $$x$$",
        "http://x.y/a_b www.example.com https://z",
        "|---|---|",
        "\\ \\* \\` \\[",
        "# not a heading",
        "中文 | 标题 ﬁ",
        "1. x - y + z > q",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_shows(texts[i]);
}

static void plain_titles_stay_plain(void **state)
{
    (void)state;
    static const char *const titles[] = {
        ("Predictive Exit: Prediction of Fine-Grained Early Exits for Computation- and Energy-Efficient "
         "Inference"),
        "EMDL@MobiSys",
        "snake_case (a, b) \"c\" 'd' 50% & more!",
        "Is it? Yes; 1/2 + 3 = C#",
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        pm_strbuf out = PM_STRBUF_INIT;
        pm_readme_append_text(&out, titles[i]);
        assert_string_equal(out.data, titles[i]);
        pm_strbuf_finish(&out);
    }
    pm_strbuf out = PM_STRBUF_INIT;
    pm_readme_append_heading(&out, "C#");
    pm_readme_append_heading(&out, " in F ##");
    assert_string_equal(out.data, "C# in F #\\#");
    pm_strbuf_finish(&out);
}

static void addresses_lead_where_they_should(void **state)
{
    (void)state;
    static const char *const urls[][2] = {
        { "http://x/a(b)c))", "http://x/a(b)c))" },
        { "http://x/a b", "http://x/a%20b" },
        { "http://x/<y>|`z`\\\"", "http://x/%3Cy%3E%7C%60z%60%5C%22" },
        { "http://x/?a=1&copy;=2&b=*_*", "http://x/?a=1&copy;=2&b=*_*" },
        { "http://x/[1]](", "http://x/%5B1%5D%5D(" },
        { "http://x/中", "http://x/中" },
        { "http://x/<!-- main-end -->", "http://x/%3C!--%20main-end%20--%3E" },
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        pm_strbuf markdown = PM_STRBUF_INIT, shown = PM_STRBUF_INIT;
        size_t tags;
        pm_strbuf_string(&markdown, "[[L](");
        pm_readme_append_url(&markdown, urls[i][0]);
        pm_strbuf_string(&markdown, ")]");
        render_cell(markdown.data, true, &shown, &tags);
        assert_string_equal(pm_strbuf_text(&shown), urls[i][1]);
        pm_strbuf_finish(&markdown);
        pm_strbuf_finish(&shown);
    }
}

static void random_texts_show_as_they_are(void **state)
{
    (void)state;
    static const char *const pieces[] = { "a",   "1",       " b",   "|",  "`",  "<",     ">",   "[",
                                          "]",   "(",       ")",    "*",  "_",  "~",     "\\",  "!",
                                          "&",   ";",       "#",    "$",  "@",  ":",     "/",   ".",
                                          "-",   "'",       "\"",   "é",  "中", "&amp;", "<b>", "<!-- ",
                                          "-->", "http://", "www.", "**", "__", "![",    "](" };
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        pm_strbuf text = PM_STRBUF_INIT;
        pm_strbuf_char(&text, 'x');
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            pm_strbuf_string(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        pm_strbuf_char(&text, 'x');
        assert_shows(text.data);
        pm_strbuf_finish(&text);
    }
}

/* --- time and differences --- */

static void times_are_the_zones(void **state)
{
    (void)state;
    static const struct {
        int64_t when;
        const char *zone, *shown;
    } cases[] = {
        { OCTOBER_11, "UTC", "Oct 11, 2024 11:38:22" },
        { OCTOBER_11, "Asia/Shanghai", "Oct 11, 2024 19:38:22" },
        { OCTOBER_11, "America/New_York", "Oct 11, 2024 07:38:22" },
        { 0, "UTC", "Jan 01, 1970 00:00:00" },
        { 1719792000, "Europe/Berlin", "Jul 01, 2024 02:00:00" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pm_strbuf out = PM_STRBUF_INIT;
        assert_true(pm_timestamp_write(cases[i].when, cases[i].zone, &out));
        assert_string_equal(out.data, cases[i].shown);
        pm_strbuf_finish(&out);
    }
    static const char *const bad[] = { "",       "Mars/Olympus", "/etc/passwd",   "Asia/",
                                       "../UTC", "+08:00",       "Asia/Shanghai " };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(pm_timezone_exists(bad[i]));
    pm_strbuf out = PM_STRBUF_INIT;
    assert_false(pm_timestamp_write(INT64_MAX, "UTC", &out));
    assert_int_equal(out.length, 0);
}

static void assert_diff(const char *before, const char *after, size_t lines, const char *expected)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_line_diff(before, strlen(before), after, strlen(after), 10, lines, &out);
    assert_string_equal(pm_strbuf_text(&out), expected);
    pm_strbuf_finish(&out);
}

static void differences_are_short(void **state)
{
    (void)state;
    assert_diff("a\nb\nc\n", "a\nb\nc\n", 9, "");
    assert_diff("a\nb\nc\n", "a\nX\nc\n", 9, "@@ line 11 @@\n-b\n+X\n");
    assert_diff("a\nb\nc\nd\ne\n", "b\nc\nX\nd\n", 9,
                "@@ line 10 @@\n-a\n@@ line 13 @@\n+X\n@@ line 14 @@\n-e\n");
    assert_diff("", "a\nb\nc\n", 2, "@@ line 10 @@\n+a\n+b\n… and 1 more lines\n");
    assert_diff("a\r\n", "a\n", 9, "@@ line 10 @@\n-a\n+a\n");
    pm_strbuf before = PM_STRBUF_INIT, after = PM_STRBUF_INIT, out = PM_STRBUF_INIT;
    for (int i = 0; i < 20000; i++) {
        pm_strbuf_printf(&before, "old %d\n", i);
        pm_strbuf_printf(&after, "new %d\n", i);
    }
    pm_line_diff(before.data, before.length, after.data, after.length, 1, 3, &out);
    assert_string_equal(out.data, "@@ line 1 @@\n-old 0\n-old 1\n-old 2\n… and 39997 more lines\n");
    pm_strbuf_finish(&before);
    pm_strbuf_finish(&after);
    pm_strbuf_finish(&out);
}

int main(void)
{
    cmark_gfm_core_extensions_ensure_registered();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seeds_readme_comes_out_byte_for_byte),
        cmocka_unit_test(only_the_sections_change),
        cmocka_unit_test(headings_are_categories_and_topics),
        cmocka_unit_test(line_ends_are_the_markers),
        cmocka_unit_test(markers_must_be_right),
        cmocka_unit_test(markers_in_code_are_examples),
        cmocka_unit_test(the_config_decides),
        cmocka_unit_test(a_wrong_config_is_told),
        cmocka_unit_test(texts_show_as_they_are),
        cmocka_unit_test(plain_titles_stay_plain),
        cmocka_unit_test(addresses_lead_where_they_should),
        cmocka_unit_test(random_texts_show_as_they_are),
        cmocka_unit_test(times_are_the_zones),
        cmocka_unit_test(differences_are_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
