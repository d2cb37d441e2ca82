/* The YAML reader: both forms, runs of categories and groups, texts as written, every mistake in one run. */
#include "test.h"

#include "findings.h"
#include "support/file.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_reader.h"

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

static void add_text(pm_strbuf *out, const char *text, pm_mark at)
{
    pm_strbuf_printf(out, " %s@%u:%u", text ? text : "-", at.line, at.column);
}

/* All that is known of a list. */
static void describe(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    const pm_mark nowhere = { 0, 0 };
    for (const pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        pm_strbuf_printf(out, "%d %zu %zu", node->level, node->paper_count, node->entry_count);
        add_text(out, node->name, node->at);
        add_text(out, node->label, nowhere);
        add_text(out, node->abbr, node->abbr_at);
        add_text(out, node->venue, node->venue_at);
        add_text(out, node->year, node->year_at);
        add_text(out, node->authors, nowhere);
        add_text(out, node->note, nowhere);
        for (const pm_link *link = node->links; link; link = link->next) {
            add_text(out, link->label, link->at);
            add_text(out, link->url, link->url_at);
        }
        pm_strbuf_char(out, '\n');
    }
}

static void add_findings(pm_diagnostics *diagnostics, pm_strbuf *out)
{
    pm_diagnostics_sort(diagnostics);
    for (size_t i = 0; pm_diagnostics_get(diagnostics, i); i++)
        pm_diagnostic_format(pm_diagnostics_get(diagnostics, i), out);
}

/* More keys than are compared one by one, in a paper and in one's links. */
#define MANY_KEYS "a: , b: , c: , d: , e: , f: , g: , h: , i: , j: , k: , l: , m: , n: , o: , p: "
static const char many_keys[] = "A: {list: [{title: a}, {title: b, " MANY_KEYS ", p: }, {title: c}]}",
                  many_links[] = "A: {list: [{title: a, links: {" MANY_KEYS
                                 ", q: }}, {title: b, links: {" MANY_KEYS "}}]}";

/* Papers that are made while the list is read are those that its whole tree gives, and so is what is said. */
static void assert_same_from_tree(const char *text)
{
    reading r;
    read_text(&r, text);
    pm_strbuf streamed = PM_STRBUF_INIT, whole = PM_STRBUF_INIT;
    if (r.taxonomy) describe(r.taxonomy, &streamed);
    add_findings(r.diagnostics, &streamed);
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_yaml *root = pm_yaml_read(&r.source, &pm_yaml_default_limits, arena, diagnostics);
    pm_taxonomy *taxonomy =
        root ? pm_taxonomy_salvage_yaml(root, &r.source, &pm_yaml_default_limits, diagnostics) : NULL;
    if (taxonomy && !pm_diagnostics_count(diagnostics, PM_ERROR)) describe(taxonomy, &whole);
    add_findings(diagnostics, &whole);
    assert_string_equal(pm_strbuf_text(&streamed), pm_strbuf_text(&whole));
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    pm_strbuf_finish(&streamed);
    pm_strbuf_finish(&whole);
    finish(&r);
}

static void papers_are_the_same_from_a_whole_tree(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "A: {list: [{title: a, year: 1, links: {PDF: x, ' ': y}}, {title: ' b  c ', venue: V}]}",
        "papers: [{title: a}, {title: a}]\nchildren: [{name: A, papers: [{title: a, note: n}]}]",
        /* anchors and aliases: in a paper, across papers, of a paper, of a list, of a topic */
        "A: {list: [{title: &t a, abbr: *t}, {title: b, venue: *t}]}",
        "A: {list: [{title: a}, &p {title: b}, *p, {title: c}]}\nB: {list: [*p, {title: d}]}",
        "A: {list: &l [{title: a}, {title: b}]}\nB: {list: *l}",
        "A: &x {list: [{title: a}]}\nB: *x",
        "A: {list: [{title: a, links: &k {PDF: x}}, {title: b, links: *k}]}",
        "A: {list: [{title: a}, {<<: *nothing, title: b}]}",
        "A: {list: [&p {title: a}, {<<: *p, title: b}]}",
        /* mistakes among papers that have none */
        "A: {list: [{title: a}, {title: b, titel: c}, {title: d}]}",
        "A: {list: [{title: a}, {year: 1}, {title: d}, {title: [x]}, x, [y], {title: e, links: x}]}",
        "A: {list: [{title: a, year: 1, year: 2}, {title: b, foo: 1, foo: 2}]}",
        "A: {list: [{title: a}, {? [x] : y, title: b}, {title: c, foo: d}]}",
        "A: {list: [{title: a, foo: b}, {title: \"a\\0\"}]}",
        "A: {list: [{title: a, foo: b}, {title: c}\n",
        "A: {list: [{title: a, foo: b}]}\n---\nB: {list: []}",
        /* where a list of papers would be, but isn't one */
        "A: {list: [{title: a, list: [{title: b}], papers: [{title: c}]}]}",
        "list: [{title: a}]\nA: {papers: [{title: b}]}",
        "papers: {list: [{title: a}]}",
        "children: [{name: A, list: [{title: a}], papers: {title: b}}]",
        "[{title: a}]",
        "papers: [[{title: a}], {papers: [{title: b}]}]",
        many_keys,
        many_links,
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_same_from_tree(lists[i]);
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
        cmocka_unit_test(papers_are_the_same_from_a_whole_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
