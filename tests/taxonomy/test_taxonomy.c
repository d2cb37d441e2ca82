/* The tree: counts of different papers, names for pictures, selecting by name. */
#include "test.h"

#include <string.h>

#include "taxonomy/select.h"

static const pm_mark nowhere = { 0, 0 };

/* root: "1. A" {A1: x y, A2: y z}, "2. B" {B1: x x w} */
static pm_taxonomy *small_tree(void)
{
    pm_taxonomy *t = pm_taxonomy_create(NULL, "T");
    pm_node *a = pm_taxonomy_add_group(t, t->root, "1. A", nowhere);
    pm_node *a1 = pm_taxonomy_add_group(t, a, "A1", nowhere),
            *a2 = pm_taxonomy_add_group(t, a, "A2", nowhere);
    pm_node *b = pm_taxonomy_add_group(t, t->root, "2. B", nowhere);
    pm_node *b1 = pm_taxonomy_add_group(t, b, "B1", nowhere);
    b1->label = "Bee";
    const struct {
        pm_node *parent;
        const char *title;
    } papers[] = {
        { a1, "x" }, { a1, "y" }, { a2, "y" }, { a2, "z" }, { b1, "x" }, { b1, "x" }, { b1, "w" }
    };
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        pm_taxonomy_add_paper(t, papers[i].parent, papers[i].title, nowhere);
    pm_taxonomy_finish(t);
    return t;
}

static void different_papers_are_counted_once(void **state)
{
    (void)state;
    pm_taxonomy *t = small_tree();
    const pm_node *a = t->root->first_child, *b = a->next;
    assert_int_equal(t->root->paper_count, 4);
    assert_int_equal(t->root->entry_count, 7);
    assert_int_equal(a->paper_count, 3);
    assert_int_equal(a->first_child->paper_count, 2);
    assert_int_equal(b->paper_count, 2);
    assert_int_equal(b->first_child->paper_count, 2);
    assert_int_equal(b->entry_count, 3);
    assert_int_equal(t->group_count, 5);
    assert_int_equal(t->topic_count, 3);
    assert_int_equal(t->depth, 3);
    pm_taxonomy_destroy(t);
}

static const char *display(const char *name)
{
    pm_node node = { .kind = PM_NODE_GROUP, .name = name };
    return pm_node_display_name(&node);
}

static void number_prefixes_are_left_out(void **state)
{
    (void)state;
    assert_string_equal(display("4. Inference"), "Inference");
    assert_string_equal(display("12) Tuning"), "Tuning");
    assert_string_equal(display("4.2 Exit Policy"), "Exit Policy");
    assert_string_equal(display("3D Vision"), "3D Vision");
    assert_string_equal(display("2024"), "2024");
    assert_string_equal(display("4. "), "4. ");
    assert_string_equal(display("3 Things"), "3 Things");
}

/* The names that are left, in order, joined by blanks. */
static void expect_names(const pm_taxonomy *t, const char *expected)
{
    pm_strbuf names = PM_STRBUF_INIT;
    for (const pm_node *n = pm_node_after(t->root, t->root); n; n = pm_node_after(n, t->root))
        pm_strbuf_printf(&names, "%s%s", names.length ? "|" : "", n->name);
    assert_string_equal(pm_strbuf_text(&names), expected);
    pm_strbuf_finish(&names);
}

static const char *selected(pm_taxonomy *t, const char *only, const char *except)
{
    pm_selection s = { &only, only != NULL, &except, except != NULL };
    return pm_taxonomy_select(t, &s);
}

static void selection_keeps_order_and_ancestors(void **state)
{
    (void)state;
    pm_taxonomy *t = small_tree();
    assert_null(selected(t, "bee", NULL));
    expect_names(t, "2. B|B1|x|x|w");
    pm_taxonomy_destroy(t);
    t = small_tree();
    assert_null(selected(t, NULL, "1. A"));
    expect_names(t, "2. B|B1|x|x|w");
    assert_int_equal(t->root->paper_count, 2);
    pm_taxonomy_destroy(t);
    t = small_tree();
    assert_null(selected(t, "A/A?", "y"));
    expect_names(t, "1. A|A1|x|A2|z");
    pm_taxonomy_destroy(t);
    t = small_tree();
    assert_null(selected(t, NULL, "[xyz]"));
    expect_names(t, "2. B|B1|w");
    pm_taxonomy_destroy(t);
    t = small_tree();
    assert_string_equal(selected(t, NULL, "nobody"), "nobody");
    pm_taxonomy_destroy(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_papers_are_counted_once),
        cmocka_unit_test(number_prefixes_are_left_out),
        cmocka_unit_test(selection_keeps_order_and_ancestors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
