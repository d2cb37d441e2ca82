/* The YAML reader: both forms, runs of categories and groups, texts as written, every mistake in one run. */
#include "test.h"

#include "findings.h"
#include "support/file.h"
#include "taxonomy/reader.h"

typedef struct reading {
    pm_diagnostics *diagnostics;
    pm_source source;
    pm_taxonomy *taxonomy;
} reading;

static void read_text(reading *r, const char *text)
{
    r->diagnostics = pm_diagnostics_create();
    r->source = source_of(text);
    r->taxonomy = pm_taxonomy_read_yaml(&r->source, r->diagnostics);
}

static void finish(reading *r)
{
    pm_taxonomy_destroy(r->taxonomy);
    pm_diagnostics_destroy(r->diagnostics);
}

/* The tree as "name(child child)". */
static void outline(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    int level = 0;
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        while (level < node->level) {
            pm_strbuf_char(out, '(');
            level++;
        }
        while (level > node->level) {
            pm_strbuf_char(out, ')');
            level--;
        }
        if (out->length && out->data[out->length - 1] != '(') pm_strbuf_char(out, ' ');
        pm_strbuf_string(out, node->name ? node->name : "-");
    }
    while (level-- > 0)
        pm_strbuf_char(out, ')');
}

static void assert_tree(const char *text, const char *expected)
{
    reading r;
    read_text(&r, text);
    if (!r.taxonomy) {
        print_findings(r.diagnostics);
        fail_msg("not read: %s", text);
        return;
    }
    pm_strbuf out = PM_STRBUF_INIT;
    outline(r.taxonomy, &out);
    assert_string_equal(out.data, expected);
    pm_strbuf_finish(&out);
    finish(&r);
}

static void assert_wrong(const char *text, const char *words, unsigned line, unsigned column)
{
    reading r;
    read_text(&r, text);
    assert_null(r.taxonomy);
    assert_finding(r.diagnostics, words, line, column);
    finish(&r);
}

static void flat_runs_share_nodes(void **state)
{
    (void)state;
    assert_tree("A: {category: 1. X, list: [{title: a}]}\n"
                "B: {category: 1. X, group: G, list: [{title: b}]}\n"
                "C: {category: 1. X, group: G, list: [{title: c}]}\n"
                "D: {category: 1. X, list: []}\n"
                "E: {category: 1. X, group: G, list: [{title: e}]}\n"
                "F: {category: 2. Y, group: G, list: [{title: f}]}\n"
                "H: {list: [{title: h}]}\n"
                "I: {group: K, list: [{title: i}]}\n"
                "J: {group: K, list: ~}\n"
                "L: {category: 1. X, list: [{title: l}]}\n",
                "-(1. X(A(a) G(B(b) C(c)) D G(E(e))) 2. Y(G(F(f))) H(h) K(I(i) J) 1. X(L(l)))");
    assert_tree("title: Map\nA: {list: [{title: a}]}", "Map(A(a))");
    assert_tree("title: {list: [{title: a}]}", "-(title(a))");
    assert_tree("papers: {list: [{title: a}]}", "-(papers(a))");
}

static void tree_keeps_the_order_of_keys(void **state)
{
    (void)state;
    assert_tree("title: T\n"
                "papers: [{title: p0}]\n"
                "children:\n"
                "  - name: A\n    papers: [{title: a}]\n    children: [{name: A1}, {name: A2, papers: "
                "[{title: x}]}]\n"
                "  - name: B\n    children: [{name: B1}]\n    papers: [{title: b}]\n",
                "T(p0 A(a A1 A2(x)) B(B1 b))");
    assert_tree("children: [{name: A, papers: [{title: a}]}]", "-(A(a))");
    assert_tree("papers: [{title: A}]", "-(A)");
}

static void texts_are_as_written(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "papers:\n"
                  "  - title: \"  two\n      lines\\tand  blanks \"\n"
                  "    year: 2024\n    venue: NO\n    abbr: 1e3\n    note: ~\n    authors: [A, 'B  C']\n"
                  "    links: {PDF: http://x, CODE: , PAGE: 'http://y'}\n");
    assert_non_null(r.taxonomy);
    const pm_node *paper = r.taxonomy->root->first_child;
    assert_string_equal(paper->name, "two lines and blanks");
    assert_string_equal(paper->year, "2024");
    assert_string_equal(paper->venue, "NO");
    assert_string_equal(paper->abbr, "1e3");
    assert_null(paper->note);
    assert_string_equal(paper->authors, "A, B C");
    assert_string_equal(paper->links->label, "PDF");
    assert_string_equal(paper->links->next->label, "PAGE");
    assert_null(paper->links->next->next);
    assert_int_equal(paper->at.line, 2);
    assert_int_equal(paper->at.column, 12);
    assert_int_equal(paper->year_at.line, 4);
    assert_int_equal(paper->links->at.column, 13);
    assert_int_equal(paper->links->url_at.column, 18);
    finish(&r);
}

static void unknown_keys_are_warnings_with_a_guess(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "A:\n  categry: X\n  list:\n    - title: t\n      url: http://x\n      abbreviation: T\n   "
                  "   zzz: 1\n");
    assert_non_null(r.taxonomy);
    assert_int_equal(count_code(r.diagnostics, "unknown-key"), 4);
    assert_finding(r.diagnostics, "did you mean \"category\"?", 2, 3);
    assert_finding(r.diagnostics, "write links: {PAGE: …}", 5, 7);
    assert_finding(r.diagnostics, "did you mean \"abbr\"?", 6, 7);
    assert_null(find_words(r.diagnostics, "zzz")->hint);
    finish(&r);
}

static void every_mistake_is_told_in_one_run(void **state)
{
    (void)state;
    const char *text = "A:\n"
                       "  list:\n"
                       "    - plain\n"
                       "    - venue: V\n"
                       "    - title: \" \"\n"
                       "    - title: [a]\n"
                       "    - {title: x, links: http://x}\n"
                       "    - {title: x, venue: {a: b}, links: {'': http://x}}\n"
                       "B: 3\n"
                       "C: {category: c}\n"
                       "E: {list: {a: b}}\n";
    reading r;
    read_text(&r, text);
    assert_null(r.taxonomy);
    assert_int_equal(pm_diagnostics_count(r.diagnostics, PM_ERROR), 10);
    assert_finding(r.diagnostics, "the paper is a text", 3, 7);
    assert_finding(r.diagnostics, "a paper without a title", 4, 7);
    assert_int_equal(count_code(r.diagnostics, "missing-title"), 2);
    assert_finding(r.diagnostics, "the title is a list", 6, 14);
    assert_finding(r.diagnostics, "links is a text", 7, 25);
    assert_finding(r.diagnostics, "the venue is a mapping", 8, 25);
    assert_finding(r.diagnostics, "a link without a label", 8, 41);
    assert_finding(r.diagnostics, "the topic \"B\" is a text", 9, 1);
    assert_finding(r.diagnostics, "the topic \"C\" has no list", 10, 1);
    assert_finding(r.diagnostics, "list is a mapping", 11, 11);
    finish(&r);
    assert_wrong("children: [{label: x}]", "a node without a name", 1, 12);
    assert_wrong("children: [x]", "the node is a text", 1, 12);
    assert_wrong("children: {name: x}", "children is a mapping", 1, 11);
    assert_wrong("childen: [{name: x}]", "did you mean \"children\"?", 1, 1);
    assert_wrong("[a, b]", "the list is a list: it must be a mapping", 1, 1);
}

static void an_empty_list_is_an_error(void **state)
{
    (void)state;
    assert_wrong("", "the list is empty", 1, 1);
    assert_wrong("title: T\n", "the list is empty", 1, 1);
    assert_wrong("children: []\n", "the list is empty", 1, 1);
    assert_wrong("papers:\n", "the list is empty", 1, 1);
    assert_wrong("Topic:\n  list: []\n", "the list is empty", 1, 1);
    assert_wrong("children: [{name: A}]\n", "the list is empty", 1, 1);
}

static void deep_trees_have_a_limit(void **state)
{
    (void)state;
    for (int levels = 64; levels <= 65; levels++) {
        pm_strbuf text = PM_STRBUF_INIT;
        pm_strbuf_string(&text, "papers: [{title: p}]\n");
        for (int i = 0; i < levels; i++)
            pm_strbuf_printf(&text, "%schildren: [{name: n%d", i ? ", " : "", i);
        for (int i = 0; i < levels; i++)
            pm_strbuf_string(&text, "}]");
        reading r;
        read_text(&r, text.data);
        if (levels == 64) {
            assert_non_null(r.taxonomy);
            assert_int_equal(r.taxonomy->depth, 64);
        } else {
            assert_null(r.taxonomy);
            assert_non_null(find_words(r.diagnostics, "levels limit is 64"));
        }
        finish(&r);
        pm_strbuf_finish(&text);
    }
}

static void the_seed_list_is_complete(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_source *source =
        pm_file_read(PAPERMAP_SOURCE_DIR "/data/early-exiting.yaml", PM_FILE_LIMIT, arena, diagnostics);
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(source, diagnostics);
    assert_non_null(taxonomy);
    assert_null(pm_diagnostics_get(diagnostics, 0));
    assert_int_equal(taxonomy->root->paper_count, 38);
    assert_int_equal(taxonomy->root->entry_count, 42);
    assert_int_equal(taxonomy->topic_count, 14);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flat_runs_share_nodes),
        cmocka_unit_test(tree_keeps_the_order_of_keys),
        cmocka_unit_test(texts_are_as_written),
        cmocka_unit_test(unknown_keys_are_warnings_with_a_guess),
        cmocka_unit_test(every_mistake_is_told_in_one_run),
        cmocka_unit_test(an_empty_list_is_an_error),
        cmocka_unit_test(deep_trees_have_a_limit),
        cmocka_unit_test(the_seed_list_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
