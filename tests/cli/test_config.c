/*
 * papermap.yaml: what is shared, what overrides what, and every option of the table as a key.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"
#include "cli/repository.h"
#include "findings.h"
#include "test.h"

typedef struct fixture {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_source source;
    pm_config config;
} fixture;

static bool read(fixture *f, const char *text)
{
    *f = (fixture){ .arena = pm_arena_create() };
    f->diagnostics = pm_diagnostics_create();
    f->source = (pm_source){ "lists/papermap.yaml", text, strlen(text) };
    return pm_config_read(&f->source, true, f->arena, &f->config, f->diagnostics);
}

static void finish(fixture *f)
{
    pm_config_finish(&f->config);
    pm_diagnostics_destroy(f->diagnostics);
    pm_arena_destroy(f->arena);
}

static void test_outputs_that_differ_in_painting_share_a_drawing(void **state)
{
    (void)state;
    fixture f;
    assert_true(read(&f, "data: a.yaml\n"
                         "outputs:\n"
                         "  - a.png\n"
                         "  - {file: b.png, scale: 3}\n"
                         "  - {file: [c.svg, d.pdf], svg-text: outline, author: me}\n"
                         "  - {file: e.png, style: dark}\n"
                         "  - {file: f.png, data: b.yaml}\n"
                         "  - {file: g.png, only: [A, B]}\n"
                         "  - {file: h.png, only: [B, A]}\n"
                         "  - {file: i.png, style: dark, scale: 1}\n"
                         "  - {file: j.png, only: A, except: B}\n"));
    static const size_t drawings[] = { 0, 0, 0, 0, 1, 2, 3, 4, 1, 5 };
    assert_int_equal(f.config.output_count, 10);
    assert_int_equal(f.config.drawing_count, 6);
    for (size_t i = 0; i < f.config.output_count; i++)
        assert_int_equal(f.config.outputs[i].drawing, drawings[i]);
    finish(&f);
}

static void test_the_top_holds_for_all_outputs_and_is_overridden(void **state)
{
    (void)state;
    fixture f;
    assert_true(read(&f, "outputs:\n"
                         "  - a.png\n"
                         "  - {file: b.png, scale: 4, only: [C], style: light}\n"
                         "data: [x.yaml, y.yaml]\n"
                         "title: T\nscale: 3\nonly: [A, B]\nstyle: dark\n"));
    assert_int_equal(f.config.output_count, 2);
    const pm_config_output *a = f.config.outputs, *b = a + 1;
    assert_string_equal(a->path, "lists/a.png"); /* NOLINT(clang-analyzer-core.NullDereference) */
    assert_string_equal(a->options.title, "T");
    assert_string_equal(b->options.title, "T");
    assert_string_equal(a->options.style, "dark");
    assert_string_equal(b->options.style, "light");
    assert_true(a->options.scale == 3 && b->options.scale == 4);
    assert_int_equal(a->options.only.count, 2);
    assert_int_equal(b->options.only.count, 1);
    assert_string_equal(b->options.only.items[0], "C");
    assert_int_equal(a->data->count, 2);
    assert_string_equal(a->data->paths[1], "lists/y.yaml");
    assert_false(f.config.has_readme);
    finish(&f);
}

static void test_every_option_is_a_key_with_the_readers_own_judgement(void **state)
{
    (void)state;
    for (const pm_draw_option *row = pm_draw_option_table; row->name; row++) {
        fixture f;
        pm_arena *texts = pm_arena_create();
        const char *text =
            pm_arena_printf(texts, "data: a.yaml\noutputs: [{file: a.png, %s: [[x]]}]\n", row->name);
        assert_false(read(&f, text));
        assert_int_equal(count_code(f.diagnostics, "unknown-key"), 0);
        assert_int_equal(pm_diagnostics_count(f.diagnostics, PM_ERROR), 1);
        finish(&f);
        pm_arena_destroy(texts);
    }
}

static void test_all_mistakes_are_told_with_their_places(void **state)
{
    (void)state;
    fixture f;
    assert_false(read(&f, "titel: x\n"
                          "outputs:\n"
                          "  - {file: a.gif, data: a.yaml}\n"
                          "  - {file: b.png, data: a.yaml, depth: deep}\n"
                          "  - {file: b.png, data: a.yaml, styl: dark}\n"
                          "  - c.png\n"
                          "  - {data: a.yaml}\n"
                          "  - [d.png]\n"));
    assert_finding(f.diagnostics, "did you mean \"title\"?", 1, 1);
    assert_finding(f.diagnostics, "cannot tell the format", 3, 12);
    assert_finding(f.diagnostics, "depth: \"deep\" is not", 4, 40);
    assert_finding(f.diagnostics, "two outputs write \"b.png\"", 5, 12);
    assert_finding(f.diagnostics, "did you mean \"style\"?", 5, 33);
    assert_finding(f.diagnostics, "a picture without data", 6, 5);
    assert_finding(f.diagnostics, "an output without file", 7, 5);
    assert_finding(f.diagnostics, "an output is a list", 8, 5);
    assert_int_equal(pm_diagnostics_count(f.diagnostics, PM_ERROR), 8);
    finish(&f);
}

static void test_a_repository_holds_what_is_below_it(void **state)
{
    (void)state;
    assert_true(pm_repository_holds("/a/b", "/a/b/c"));
    assert_true(pm_repository_holds("/a/b", "/a/b/.github/c"));
    assert_true(pm_repository_holds("/a/b", "/a/b/c.git/d"));
    assert_true(pm_repository_holds("/", "/c"));
    assert_false(pm_repository_holds("/a/b", "/a/b"));
    assert_false(pm_repository_holds("/a/b", "/a/bc"));
    assert_false(pm_repository_holds("/a/b", "/a"));
    assert_false(pm_repository_holds("/a/b", "/a/b/.git/c"));
    assert_false(pm_repository_holds("/a/b", "/a/b/.GIT"));
    assert_false(pm_repository_holds("/a/b", "/a/b/c/.git/hooks/x"));
}

static void test_a_path_is_made_canonical_before_it_exists(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    assert_string_equal(pm_path_canonical("/nowhere/./a//b.png", arena), "/nowhere/a/b.png");
    assert_string_equal(pm_path_canonical("/tmp/../nowhere", arena), "/nowhere");
    assert_null(pm_path_canonical("/nowhere/../etc/passwd", arena));
    assert_string_equal(pm_path_canonical("/", arena), "/");
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outputs_that_differ_in_painting_share_a_drawing),
        cmocka_unit_test(test_the_top_holds_for_all_outputs_and_is_overridden),
        cmocka_unit_test(test_every_option_is_a_key_with_the_readers_own_judgement),
        cmocka_unit_test(test_all_mistakes_are_told_with_their_places),
        cmocka_unit_test(test_a_repository_holds_what_is_below_it),
        cmocka_unit_test(test_a_path_is_made_canonical_before_it_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
