/*
 * Lists in several files: groups of one name are one, order stays, counts are of the whole.
 */
#include "taxonomy/join.h"

#include "findings.h"
#include "taxonomy/reader.h"
#include "test.h"

/* The tree in one line: "Title{A{p q} B{}}". */
static void describe(const pm_taxonomy *taxonomy, pm_strbuf *out)
{
    const pm_node *root = taxonomy->root;
    int open = 0;
    for (const pm_node *node = root; node; node = pm_node_after(node, root)) {
        for (; node->level < open; open--)
            pm_strbuf_char(out, '}');
        if (node->parent) assert_int_equal(node->level, node->parent->level + 1);
        pm_strbuf_printf(out, " %s", node->name ? node->name : "?");
        if (node->kind == PM_NODE_PAPER) continue;
        pm_strbuf_char(out, '{');
        open++;
    }
    while (open-- > 0)
        pm_strbuf_char(out, '}');
}

static void assert_joined(const char *first, const char *second, const char *expected, size_t papers)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_source a = source_of(first), b = source_of(second);
    pm_taxonomy *into = pm_taxonomy_read_yaml(&a, diagnostics),
                *from = pm_taxonomy_read_yaml(&b, diagnostics);
    assert_true(into && from);
    pm_taxonomy_join(into, from);
    pm_strbuf text = PM_STRBUF_INIT;
    describe(into, &text);
    assert_string_equal(pm_strbuf_text(&text), expected);
    assert_int_equal(into->root->paper_count, papers);
    assert_null(from->root->first_child);
    pm_strbuf_finish(&text);
    pm_taxonomy_destroy(into);
    pm_taxonomy_destroy(from);
    pm_diagnostics_destroy(diagnostics);
}

static void test_other_groups_are_appended(void **state)
{
    (void)state;
    assert_joined("title: T\nA: {list: [{title: p}]}", "title: U\nB: {list: [{title: q}]}",
                  " T{ A{ p} B{ q}}", 2);
    assert_joined("A: {list: [{title: p}]}", "title: U\nB: {list: [{title: p}]}", " U{ A{ p} B{ p}}", 1);
}

static void test_groups_of_one_name_become_one_on_every_level(void **state)
{
    (void)state;
    assert_joined(
        "A: {category: C, group: G, list: [{title: p}]}\nX: {category: D, list: [{title: x}]}",
        "B: {category: C, group: G, list: [{title: q}]}\nA: {category: C, group: G, list: [{title: r}]}\n"
        "E: {category: F, list: [{title: s}]}",
        " ?{ C{ G{ A{ p r} B{ q}}} D{ X{ x}} F{ E{ s}}}", 5);
}

static void test_depth_does_not_recurse(void **state)
{
    (void)state;
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_source source = source_of("");
    pm_taxonomy *lists[2] = { pm_taxonomy_create(&source, "T"), pm_taxonomy_create(&source, "T") };
    for (int i = 0; i < 2; i++) {
        pm_node *node = lists[i]->root;
        for (int depth = 0; depth < 100000; depth++)
            node = pm_taxonomy_add_group(lists[i], node, "A", (pm_mark){ 1, 1 });
        pm_taxonomy_add_paper(lists[i], node, i ? "p" : "q", (pm_mark){ 1, 1 });
    }
    pm_taxonomy_join(lists[0], lists[1]);
    assert_int_equal(lists[0]->group_count, 100000);
    assert_int_equal(lists[0]->root->paper_count, 2);
    pm_taxonomy_destroy(lists[0]);
    pm_taxonomy_destroy(lists[1]);
    pm_diagnostics_destroy(diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_groups_are_appended),
        cmocka_unit_test(test_groups_of_one_name_become_one_on_every_level),
        cmocka_unit_test(test_depth_does_not_recurse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
