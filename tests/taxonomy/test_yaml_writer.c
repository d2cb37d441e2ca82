/* The YAML writer: which form, which quotes, and that what it writes reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "taxonomy/reader.h"
#include "taxonomy/yaml_writer.h"

static const pm_mark nowhere = { 0, 0 };
static const pm_source no_source = { "test", "", 0 };

static void assert_yaml(const pm_taxonomy *taxonomy, const char *expected)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_taxonomy_write_yaml(taxonomy, &out);
    assert_string_equal(pm_strbuf_text(&out), expected);
    pm_strbuf_finish(&out);
}

static void writes_the_flat_form(void **state)
{
    (void)state;
    pm_taxonomy *t = pm_taxonomy_create(&no_source, "My list");
    pm_node *category = pm_taxonomy_add_group(t, t->root, "4. Inference", nowhere);
    pm_node *topic = pm_taxonomy_add_group(t, category, "Exit Policy", nowhere);
    pm_node *paper = pm_taxonomy_add_paper(t, topic, "Shallow-Deep Networks: Understanding", nowhere);
    paper->abbr = "SDN";
    paper->venue = "ICML";
    paper->year = "2019";
    pm_taxonomy_add_link(t, paper, "PAGE", "https://x.org/a.html", nowhere, nowhere);
    pm_taxonomy_add_group(t, t->root, "Alone", nowhere);
    assert_yaml(t, "title: My list\n\n"
                   "Exit Policy:\n"
                   "  category: 4. Inference\n"
                   "  list:\n"
                   "    - title: \"Shallow-Deep Networks: Understanding\"\n"
                   "      abbr: SDN\n"
                   "      venue: ICML\n"
                   "      year: \"2019\"\n"
                   "      links:\n"
                   "        PAGE: https://x.org/a.html\n\n"
                   "Alone:\n"
                   "  list: []\n");
    pm_taxonomy_destroy(t);
}

static void writes_the_tree_form(void **state)
{
    (void)state;
    pm_taxonomy *t = pm_taxonomy_create(&no_source, NULL);
    pm_node *a = pm_taxonomy_add_group(t, t->root, "A", nowhere),
            *b = pm_taxonomy_add_group(t, a, "B", nowhere);
    pm_taxonomy_add_paper(t, pm_taxonomy_add_group(t, b, "C", nowhere), "One", nowhere);
    pm_taxonomy_add_paper(t, a, "Last", nowhere);
    pm_taxonomy_add_group(t, t->root, "D", nowhere);
    assert_yaml(t, "children:\n"
                   "  - name: A\n"
                   "    children:\n"
                   "      - name: B\n"
                   "        children:\n"
                   "          - name: C\n"
                   "            papers:\n"
                   "              - title: One\n"
                   "    papers:\n"
                   "      - title: Last\n"
                   "  - name: D\n");
    pm_taxonomy_destroy(t);
}

static void needs_the_tree_for_equal_topics(void **state)
{
    (void)state;
    pm_taxonomy *t = pm_taxonomy_create(&no_source, NULL);
    pm_taxonomy_add_paper(t, pm_taxonomy_add_group(t, t->root, "Same", nowhere), "One", nowhere);
    pm_taxonomy_add_paper(t, pm_taxonomy_add_group(t, t->root, "Same", nowhere), "Two", nowhere);
    pm_strbuf out = PM_STRBUF_INIT;
    pm_taxonomy_write_yaml(t, &out);
    assert_ptr_equal(strstr(out.data, "children:\n  - name: Same"), out.data);
    pm_strbuf_finish(&out);
    pm_taxonomy_destroy(t);
}

static const char *const hard[] = {
    "plain words",
    "2019",
    "2019-01-01",
    "3.14",
    "0x1F",
    "1e5",
    "true",
    "No",
    "null",
    "~",
    "a: b",
    "a:b",
    "a #b",
    "a#b",
    "# a",
    "- a",
    "-a",
    "? a",
    "[a]",
    "{a}",
    "a, b",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "'a'",
    "\"a\"",
    "%a",
    "@a",
    "`a`",
    "a:",
    ": a",
    "---",
    "...",
    "back\\slash",
    "Efﬁcient 中文",
    "emoji 🥳",
    "nbsp\u00A0x",
    "https://x.org/a?b=c#d",
    "line\u2028sep",
    "tab",
    "=",
    "<<",
    "12:30:45",
    "+1",
    ".5",
    "a\"b",
    "it's",
    "\uFEFFbom",
};

static void reads_back_what_it_writes(void **state)
{
    (void)state;
    pm_taxonomy *t = pm_taxonomy_create(&no_source, "T: 1");
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        pm_node *paper =
            pm_taxonomy_add_paper(t, pm_taxonomy_add_group(t, t->root, hard[i], nowhere), hard[i], nowhere);
        paper->venue = paper->note = paper->authors = hard[i];
        pm_taxonomy_add_link(t, paper, hard[i], hard[i], nowhere, nowhere);
    }
    pm_strbuf out = PM_STRBUF_INIT;
    pm_taxonomy_write_yaml(t, &out);
    pm_source source = { "out.yaml", out.data, out.length };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *again = pm_taxonomy_read_yaml(&source, diagnostics);
    assert_non_null(again);
    const pm_node *group = again->root->first_child;
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++, group = group->next) {
        assert_string_equal(group->name, hard[i]);
        assert_string_equal(group->first_child->name, hard[i]);
        assert_string_equal(group->first_child->venue, hard[i]);
        assert_string_equal(group->first_child->links->label, hard[i]);
        assert_string_equal(group->first_child->links->url, hard[i]);
    }
    assert_string_equal(again->root->name, "T: 1");
    pm_taxonomy_destroy(again);
    pm_diagnostics_destroy(diagnostics);
    pm_strbuf_finish(&out);
    pm_taxonomy_destroy(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_the_flat_form),
        cmocka_unit_test(writes_the_tree_form),
        cmocka_unit_test(needs_the_tree_for_equal_topics),
        cmocka_unit_test(reads_back_what_it_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
