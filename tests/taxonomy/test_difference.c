/* Differences: every kind of change, what is taken for the same, and edit scripts that must be found again.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "taxonomy/difference_map.h"
#include "taxonomy/difference_match.h"
#include "taxonomy/difference_write.h"
#include "taxonomy/reader.h"

/* Two lists and what lies between them. */
typedef struct pair {
    pm_source sources[2];
    pm_taxonomy *lists[2];
    pm_difference *difference;
    pm_diagnostics *diagnostics;
} pair;

static pair compare(const char *before, const char *after)
{
    pair p = { .diagnostics = pm_diagnostics_create() };
    const char *texts[] = { before, after };
    for (int i = 0; i < 2; i++) {
        p.sources[i] = (pm_source){ i ? "new.yaml" : "old.yaml", texts[i], strlen(texts[i]) };
        p.lists[i] = pm_taxonomy_read_yaml(&p.sources[i], p.diagnostics);
        assert_non_null(p.lists[i]);
    }
    p.difference = pm_difference_create(p.lists[0], p.lists[1]);
    return p;
}

static void finish(pair *p)
{
    pm_difference_destroy(p->difference);
    for (int i = 0; i < 2; i++)
        pm_taxonomy_destroy(p->lists[i]);
    pm_diagnostics_destroy(p->diagnostics);
}

static void describe_edits(const pm_change *c, pm_strbuf *out)
{
    for (size_t k = 0; k < c->edit_count; k++) {
        const pm_edit *edit = &c->edits[k];
        pm_strbuf_printf(out, " %s[%s>%s]", pm_edit_name(edit), edit->before ? edit->before : "",
                         edit->after ? edit->after : "");
    }
}

/* Every change as "kind name [field before→after]... " on a line of its own. */
static char *describe(const pm_difference *d)
{
    pm_strbuf out = PM_STRBUF_INIT;
    for (size_t i = 0; i < d->count; i++) {
        const pm_change *c = &d->changes[i];
        const pm_node *node = c->after ? c->after : c->before;
        pm_strbuf_printf(&out, "%s %s", pm_change_kind_name(c->kind), node->name ? node->name : "-");
        if (c->is_row) pm_strbuf_string(&out, " (row)");
        if (c->kind == PM_CHANGE_MOVED && c->before && c->after)
            pm_strbuf_printf(&out, " %s>%s", c->before->parent->name, c->after->parent->name);
        if (c->is_displaced) pm_strbuf_printf(&out, " behind %s", c->behind ? c->behind->name : "none");
        if (c->papers_displaced) pm_strbuf_printf(&out, " papers %zu", c->papers_displaced);
        describe_edits(c, &out);
        if (c->is_repeat) pm_strbuf_string(&out, " (repeat)");
        pm_strbuf_char(&out, '\n');
    }
    if (!out.data) pm_strbuf_string(&out, "");
    char *text = strdup(pm_strbuf_text(&out));
    pm_strbuf_finish(&out);
    return text;
}

static void expect(const char *before, const char *after, const char *changes)
{
    pair p = compare(before, after);
    char *found = describe(p.difference);
    assert_string_equal(found, changes);
    free(found);
    finish(&p);
}

#define LIST(papers_a, papers_b) \
    "title: L\nchildren:\n" \
    "  - name: A\n    papers:\n" papers_a "  - name: B\n    papers:\n" papers_b
#define P(title) "      - title: \"" title "\"\n"
#define ONE P("Alpha networks for images")
#define TWO P("Beta trees in the wild")
#define THREE P("Gamma rays and their scheduling")
#define FOUR P("Delta compression of everything")

static void same_is_nothing(void **state)
{
    (void)state;
    expect(LIST(ONE TWO, THREE), LIST(ONE TWO, THREE), "");
}

static void papers_come_and_go(void **state)
{
    (void)state;
    expect(LIST(ONE, THREE), LIST(ONE TWO, THREE), "added Beta trees in the wild\n");
    expect(LIST(ONE TWO, THREE), LIST(TWO, THREE), "removed Alpha networks for images\n");
    expect(LIST(ONE TWO, THREE), LIST(TWO, THREE FOUR),
           "removed Alpha networks for images\nadded Delta compression of everything\n");
}

static void papers_move(void **state)
{
    (void)state;
    expect(LIST(ONE TWO, THREE), LIST(ONE, THREE TWO), "moved Beta trees in the wild A>B\n");
    expect(LIST(ONE TWO, THREE), LIST(ONE, THREE P("Beta trees in the wild") "        venue: ICML\n"),
           "moved Beta trees in the wild A>B venue[>ICML]\n");
}

static void rows_are_a_multiset(void **state)
{
    (void)state;
    expect(LIST(ONE, THREE), LIST(ONE, THREE ONE), "added Alpha networks for images (row)\n");
    expect(LIST(ONE, THREE ONE), LIST(ONE, THREE), "removed Alpha networks for images (row)\n");
    expect(LIST(ONE ONE, THREE), LIST(ONE ONE ONE, THREE), "added Alpha networks for images (row)\n");
    expect(LIST(ONE ONE TWO, THREE), LIST(ONE TWO, THREE ONE), "moved Alpha networks for images A>B\n");
}

static void fields_are_edited(void **state)
{
    (void)state;
    expect(
        LIST(P("Alpha networks for images") "        abbr: AN\n        venue: arXiv\n        year: \"2023\"\n"
                                            "        authors: X\n        links: {PDF: \"http://a/b\", CODE: "
                                            "\"http://c/d\"}\n",
             TWO),
        LIST(P("Alpha networks for images") "        abbr: ANI\n        venue: CVPR\n        note: oral\n"
                                            "        authors: X, Y\n        links: {PDF: \"http://a/c\", "
                                            "PAGE: \"http://p/q\"}\n",
             TWO),
        "edited Alpha networks for images abbr[AN>ANI] venue[arXiv>CVPR] year[2023>] authors[X>X, Y] "
        "note[>oral] PDF[http://a/b>http://a/c] PAGE[>http://p/q] CODE[http://c/d>]\n");
}

static void an_edit_of_every_row_is_told_once(void **state)
{
    (void)state;
    const char *venue = "        venue: ICML\n";
    char after[1024];
    snprintf(after, sizeof after, LIST(ONE "%s", THREE ONE "%s"), venue, venue);
    pair p = compare(LIST(ONE, THREE ONE), after);
    char *found = describe(p.difference);
    assert_string_equal(found, "edited Alpha networks for images venue[>ICML]\n"
                               "edited Alpha networks for images venue[>ICML] (repeat)\n");
    assert_int_equal(p.difference->counts.papers[PM_CHANGE_EDITED], 1);
    assert_string_equal(pm_difference_summary(p.difference), "1 paper edited");
    free(found);
    finish(&p);
}

static void titles_may_change(void **state)
{
    (void)state;
    expect(LIST(ONE, TWO), LIST(P("Alpha Networks for images!"), TWO),
           "edited Alpha Networks for images! title[Alpha networks for images>Alpha Networks for images!]\n");
    expect(LIST(ONE, TWO), LIST(P("Alhpa networks for images"), TWO),
           "edited Alhpa networks for images title[Alpha networks for images>Alhpa networks for images]\n");
    expect(LIST(ONE, TWO), LIST(P("Alpha networks for all images"), TWO),
           "edited Alpha networks for all images title[Alpha networks for images>Alpha networks for all "
           "images]\n");
    /* another title, the same address */
    expect(LIST(P("One name") "        links: {PDF: \"https://arxiv.org/abs/2301.00001v1\"}\n", TWO),
           LIST(P("Quite another") "        links: {PDF: \"https://arxiv.org/pdf/2301.00001\"}\n", TWO),
           "edited Quite another title[One name>Quite another] "
           "PDF[https://arxiv.org/abs/2301.00001v1>https://arxiv.org/pdf/2301.00001]\n");
}

static void other_papers_stay_others(void **state)
{
    (void)state;
    expect(LIST(P("Scaling language models: part 1"), TWO), LIST(P("Scaling language models: part 2"), TWO),
           "removed Scaling language models: part 1\nadded Scaling language models: part 2\n");
    expect(LIST(P("Scaling language models II"), TWO), LIST(P("Scaling language models III"), TWO),
           "removed Scaling language models II\nadded Scaling language models III\n");
    expect(LIST(P("One name") "        links: {PAGE: \"https://example.org/\"}\n", TWO),
           LIST(P("Quite another") "        links: {PAGE: \"https://example.org/\"}\n", TWO),
           "removed One name\nadded Quite another\n");
}

#define GROUP(name, papers) "  - name: " name "\n    papers:\n" papers
#define HEAD "title: L\nchildren:\n"

static void groups_are_renamed(void **state)
{
    (void)state;
    expect(HEAD GROUP("A", ONE TWO) GROUP("B", THREE), HEAD GROUP("A2", ONE TWO FOUR) GROUP("B", THREE),
           "renamed A2 name[A>A2]\nadded Delta compression of everything\n");
    /* nothing in common: one goes, one comes */
    expect(HEAD GROUP("A", ONE) GROUP("B", THREE), HEAD GROUP("C", FOUR) GROUP("B", THREE),
           "removed A\nremoved Alpha networks for images\nadded C\nadded Delta compression of everything\n");
    expect(HEAD GROUP("\"1. A\"", ONE) GROUP("B", THREE), HEAD GROUP("\"2. A\"", ONE) GROUP("B", THREE),
           "edited 2. A number[1.>2.]\n");
    expect("title: L\nchildren:\n" GROUP("A", ONE), "title: M\nchildren:\n" GROUP("A", ONE),
           "renamed M name[L>M]\n");
}

/* A new level between: the topics moved below it, and it is none of them under another name. */
static void a_new_level_is_no_new_name(void **state)
{
    (void)state;
    expect(HEAD GROUP("A", ONE TWO) GROUP("B", THREE),
           HEAD "  - name: G\n    children:\n      - name: X\n        papers:\n    " ONE "    " TWO
                "      - name: B\n        papers:\n    " THREE,
           "added G\nmoved X L>G name[A>X]\nmoved B L>G\n");
}

static void groups_come_go_and_move(void **state)
{
    (void)state;
    expect(HEAD GROUP("A", ONE), HEAD GROUP("A", ONE) GROUP("B", TWO),
           "added B\nadded Beta trees in the wild\n");
    expect(HEAD GROUP("A", ONE) GROUP("B", TWO), HEAD GROUP("B", TWO),
           "removed A\nremoved Alpha networks for images\n");
    expect(HEAD "  - name: A\n    children:\n      - name: X\n        papers:\n    " ONE "    " TWO
                "  - name: B\n    papers:\n" THREE,
           HEAD "  - name: A\n    papers:\n" FOUR "  - name: B\n    papers:\n" THREE
                "    children:\n      - name: X\n        papers:\n    " ONE "    " TWO,
           "added Delta compression of everything\nmoved X A>B\n");
}

static void order_counts(void **state)
{
    (void)state;
    expect(HEAD GROUP("A", ONE) GROUP("B", TWO) GROUP("C", THREE),
           HEAD GROUP("C", THREE) GROUP("A", ONE) GROUP("B", TWO), "reordered C behind none\n");
    expect(HEAD GROUP("A", ONE) GROUP("B", TWO) GROUP("C", THREE),
           HEAD GROUP("B", TWO) GROUP("C", THREE) GROUP("A", ONE), "reordered A behind C\n");
    expect(HEAD GROUP("A", ONE TWO THREE), HEAD GROUP("A", TWO THREE ONE), "reordered A papers 1\n");
    expect(HEAD GROUP("A", ONE TWO THREE), HEAD GROUP("A", THREE TWO ONE), "reordered A papers 2\n");
    /* what comes or goes does not displace the others */
    expect(HEAD GROUP("A", ONE TWO), HEAD GROUP("A", FOUR ONE TWO),
           "added Delta compression of everything\n");
}

static void empty_sides(void **state)
{
    (void)state;
    pm_source none = { "none", "", 0 };
    pm_taxonomy *nothing = pm_taxonomy_create(&none, NULL), *something = pm_taxonomy_create(&none, NULL);
    pm_mark at = { 0, 0 };
    pm_taxonomy_add_paper(something, pm_taxonomy_add_group(something, something->root, "G", at), "T", at);
    pm_taxonomy_finish(nothing);
    pm_taxonomy_finish(something);
    const char *const summaries[] = { "nothing changed", "1 paper added; 1 category added",
                                      "1 paper removed; 1 category removed" };
    pm_taxonomy *pairs[][2] = { { nothing, nothing }, { nothing, something }, { something, nothing } };
    for (size_t i = 0; i < 3; i++) {
        pm_difference *d = pm_difference_create(pairs[i][0], pairs[i][1]);
        assert_string_equal(pm_difference_summary(d), summaries[i]);
        pm_difference_map *map = pm_difference_map_create(d);
        assert_int_equal(map->legend_count, 1);
        pm_difference_map_destroy(map);
        pm_difference_destroy(d);
    }
    pm_taxonomy_destroy(nothing);
    pm_taxonomy_destroy(something);
}

static void what_is_unchanged_is_folded(void **state)
{
    (void)state;
    pair p =
        compare(HEAD GROUP("A", ONE TWO) GROUP("B", THREE), HEAD GROUP("A", ONE TWO FOUR) GROUP("B", THREE));
    pm_difference_map *map = pm_difference_map_create(p.difference);
    const pm_node *root = map->taxonomy->root, *a = root->first_child;
    assert_string_equal(a->name, "A");
    assert_string_equal(a->mark->count, "2 \xE2\x86\x92 3 papers");
    assert_string_equal(a->first_child->name, "Delta compression of everything");
    assert_int_equal(a->first_child->mark->kind, PM_MARK_ADDED);
    assert_string_equal(a->last_child->name, "2 unchanged papers");
    assert_string_equal(root->last_child->name, "1 unchanged category \xC2\xB7 1 paper");
    pm_difference_map_destroy(map);
    finish(&p);
}

static void a_move_knows_both_places(void **state)
{
    (void)state;
    pair p = compare(LIST(ONE TWO, THREE), LIST(ONE, THREE TWO));
    pm_difference_map *map = pm_difference_map_create(p.difference);
    const pm_node *a = map->taxonomy->root->first_child, *b = a->next;
    assert_int_equal(a->first_child->mark->kind, PM_MARK_MOVED_AWAY);
    assert_int_equal(b->first_child->mark->kind, PM_MARK_MOVED_HERE);
    assert_ptr_equal(b->first_child->mark->came_from, a->first_child);
    assert_string_equal(b->first_child->mark->rows[0].after, "from A");
    pm_difference_map_destroy(map);
    finish(&p);
}

/* --- properties --- */

static uint32_t seed;

static uint32_t pick(uint32_t count)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % count;
}

/* A title that is like no other: words of random letters. */
static const char *random_title(pm_arena *arena)
{
    char text[64];
    size_t length = 0;
    for (int word = 0; word < 5; word++) {
        for (int i = 0; i < 8; i++)
            text[length++] = (char)('a' + pick(26));
        text[length++] = ' ';
    }
    return pm_arena_strndup(arena, text, length - 1);
}

enum { GROUPS = 12, PAPERS = 120 };

/* A list as rows: which group a paper stands in, its title and venue. */
typedef struct model {
    const char *titles[2 * PAPERS], *venues[2 * PAPERS];
    size_t groups[2 * PAPERS], count;
} model;

static pm_taxonomy *build(const model *m, const pm_source *source)
{
    pm_taxonomy *t = pm_taxonomy_create(source, "List");
    pm_node *groups[GROUPS];
    pm_mark at = { 0, 0 };
    char name[32];
    for (size_t g = 0; g < GROUPS; g++) {
        snprintf(name, sizeof name, "Group %zu", g);
        groups[g] = pm_taxonomy_add_group(t, g < 4 ? t->root : groups[g % 4], name, at);
    }
    for (size_t i = 0; i < m->count; i++) {
        pm_node *paper = pm_taxonomy_add_paper(t, groups[m->groups[i]], m->titles[i], at);
        paper->venue = m->venues[i];
    }
    pm_taxonomy_finish(t);
    return t;
}

static void reversed_is_the_mirror(const pm_difference *d, const pm_taxonomy *before,
                                   const pm_taxonomy *after)
{
    pm_difference *r = pm_difference_create(after, before);
    const pm_change_counts *one = &d->counts, *two = &r->counts;
    for (int kind = PM_CHANGE_ADDED; kind < PM_CHANGE_KINDS; kind++) {
        int mirrored = kind == PM_CHANGE_ADDED     ? PM_CHANGE_REMOVED
                       : kind == PM_CHANGE_REMOVED ? PM_CHANGE_ADDED
                                                   : kind;
        assert_int_equal(one->papers[kind], two->papers[mirrored]);
        assert_int_equal(one->topics[kind] + one->categories[kind],
                         two->topics[mirrored] + two->categories[mirrored]);
    }
    assert_int_equal(one->rows_added, two->rows_removed);
    pm_difference_destroy(r);
}

static void drop_row(model *m, size_t row)
{
    for (size_t k = row; k + 1 < m->count; k++) {
        m->titles[k] = m->titles[k + 1];
        m->venues[k] = m->venues[k + 1];
        m->groups[k] = m->groups[k + 1];
    }
    m->count--;
}

static void add_new_row(model *m, pm_arena *arena)
{
    m->titles[m->count] = random_title(arena);
    m->venues[m->count] = NULL;
    m->groups[m->count++] = pick(GROUPS);
}

/* Changes a row in one way and counts it. */
static void edit_row(model *m, size_t row, pm_arena *arena, size_t wanted[PM_CHANGE_KINDS])
{
    switch (pick(4)) {
    case 0:
        drop_row(m, row);
        wanted[PM_CHANGE_REMOVED]++;
        break;
    case 1:
        m->groups[row] = (m->groups[row] + 1 + pick(GROUPS - 1)) % GROUPS;
        wanted[PM_CHANGE_MOVED]++;
        break;
    case 2:
        m->venues[row] = "ICML";
        wanted[PM_CHANGE_EDITED]++;
        break;
    default: { /* one letter of the title */
        char *title = pm_arena_strdup(arena, m->titles[row]);
        size_t at = pick(8);
        title[at] = title[at] == 'q' ? 'w' : 'q';
        m->titles[row] = title;
        wanted[PM_CHANGE_EDITED]++;
    }
    }
}

static void check_script(pm_arena *arena, uint32_t run)
{
    const pm_source source = { "list", "", 0 };
    size_t wanted[PM_CHANGE_KINDS] = { 0 };
    model before = { .count = 0 };
    while (before.count < PAPERS)
        add_new_row(&before, arena);
    model after = before;
    for (size_t i = after.count; i-- > 0;)
        if (pick(4) == 0) edit_row(&after, i, arena, wanted);
    wanted[PM_CHANGE_ADDED] = pick(10);
    for (size_t i = 0; i < wanted[PM_CHANGE_ADDED]; i++)
        add_new_row(&after, arena);
    pm_taxonomy *old = build(&before, &source), *new = build(&after, &source);
    pm_difference *d = pm_difference_create(old, new), *none = pm_difference_create(new, new);
    assert_int_equal(none->count, 0);
    for (int kind = PM_CHANGE_ADDED; kind <= PM_CHANGE_EDITED; kind++)
        if (d->counts.papers[kind] != wanted[kind])
            fail_msg("run %u: %zu %s, not %zu", run, d->counts.papers[kind],
                     pm_change_kind_name((pm_change_kind)kind), wanted[kind]);
    assert_int_equal(d->counts.topics[PM_CHANGE_ADDED] + d->counts.topics[PM_CHANGE_REMOVED], 0);
    reversed_is_the_mirror(d, old, new);
    pm_difference_destroy(d);
    pm_difference_destroy(none);
    pm_taxonomy_destroy(old);
    pm_taxonomy_destroy(new);
}

static void edit_scripts_are_found_again(void **state)
{
    (void)state;
    for (uint32_t run = 1; run <= 60; run++) {
        pm_arena *arena = pm_arena_create();
        seed = run;
        check_script(arena, run);
        pm_arena_destroy(arena);
    }
}

static void few_numbers_move(void **state)
{
    (void)state;
    const size_t numbers[] = { 5, 1, 2, 3, 9, 4 };
    bool stays[6];
    pm_arena *arena = pm_arena_create();
    pm_longest_rising(numbers, 6, stays, arena);
    const bool wanted[] = { false, true, true, true, false, true };
    assert_memory_equal(stays, wanted, sizeof wanted);
    pm_longest_rising(numbers, 0, stays, arena);
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_is_nothing),
        cmocka_unit_test(papers_come_and_go),
        cmocka_unit_test(papers_move),
        cmocka_unit_test(rows_are_a_multiset),
        cmocka_unit_test(fields_are_edited),
        cmocka_unit_test(an_edit_of_every_row_is_told_once),
        cmocka_unit_test(titles_may_change),
        cmocka_unit_test(other_papers_stay_others),
        cmocka_unit_test(groups_are_renamed),
        cmocka_unit_test(a_new_level_is_no_new_name),
        cmocka_unit_test(groups_come_go_and_move),
        cmocka_unit_test(order_counts),
        cmocka_unit_test(empty_sides),
        cmocka_unit_test(what_is_unchanged_is_folded),
        cmocka_unit_test(a_move_knows_both_places),
        cmocka_unit_test(edit_scripts_are_found_again),
        cmocka_unit_test(few_numbers_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
