/*
 * The Markdown reader: one golden case per form of list (tests/markdown/NAME/{input.md, expected.json};
 * accept with PAPERMAP_ACCEPT=1), each also through YAML and back; notes and their places; texts that are no
 * list at all.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/file.h"
#include "taxonomy/json_entries.h"
#include "taxonomy/markdown_venue.h"
#pragma GCC diagnostic ignored "-Wunused-variable"
#include "taxonomy/markdown_vocabulary.h"
#include "taxonomy/markdown_words.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_writer.h"

#define CASES PAPERMAP_SOURCE_DIR "/tests/markdown"

/* Shows the first line that differs, of both. */
static void show_difference(const char *name, const char *expected, const char *actual)
{
    int line = 1;
    const char *start[2] = { expected, actual };
    for (size_t i = 0; expected[i] && expected[i] == actual[i]; i++)
        if (expected[i] == '\n') {
            line++;
            start[0] = expected + i + 1;
            start[1] = actual + i + 1;
        }
    print_error("%s: line %d\n- %.*s\n+ %.*s\n", name, line, (int)strcspn(start[0], "\n"), start[0],
                (int)strcspn(start[1], "\n"), start[1]);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_links(const pm_link *a, const pm_link *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (!same_text(a->label, b->label) || !same_text(a->url, b->url)) return false;
    return !a && !b;
}

static bool same_tree(const pm_taxonomy *one, const pm_taxonomy *two)
{
    const pm_node *a = one->root, *b = two->root;
    while (a && b) {
        bool same = a->kind == b->kind && a->level == b->level && same_text(a->name, b->name) &&
                    same_text(a->abbr, b->abbr) && same_text(a->venue, b->venue) &&
                    same_text(a->year, b->year) && same_text(a->authors, b->authors) &&
                    same_links(a->links, b->links);
        if (!same) return false;
        a = pm_node_after(a, one->root);
        b = pm_node_after(b, two->root);
    }
    return !a && !b;
}

static bool survives_yaml(const pm_taxonomy *taxonomy, pm_diagnostics *diagnostics)
{
    pm_strbuf yaml = PM_STRBUF_INIT;
    pm_taxonomy_write_yaml(taxonomy, &yaml);
    pm_source source = { "round-trip.yaml", pm_strbuf_text(&yaml), yaml.length };
    pm_taxonomy *again = pm_taxonomy_read_yaml(&source, diagnostics);
    bool same = again && same_tree(taxonomy, again);
    pm_taxonomy_destroy(again);
    pm_strbuf_finish(&yaml);
    return same;
}

static bool accept(const char *path, const pm_strbuf *json)
{
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(json->data, 1, json->length, file) == json->length;
    return file && fclose(file) == 0 && written;
}

static bool check_case(const char *name)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const char *path = pm_arena_printf(arena, "%s/%s/expected.json", CASES, name);
    const pm_source *source = pm_file_read(pm_arena_printf(arena, "%s/%s/input.md", CASES, name),
                                           PM_FILE_LIMIT, arena, diagnostics);
    assert_non_null(source);
    pm_taxonomy *taxonomy = pm_taxonomy_read_markdown(source, diagnostics);
    assert_non_null(taxonomy);
    pm_strbuf json = PM_STRBUF_INIT;
    pm_taxonomy_write_json_entries(taxonomy, &json);
    bool accepting = getenv("PAPERMAP_ACCEPT") != NULL;
    const pm_source *expected = accepting ? NULL : pm_file_read(path, PM_FILE_LIMIT, arena, diagnostics);
    bool same = accepting ? accept(path, &json) : expected && strcmp(expected->text, json.data) == 0;
    if (!same && !accepting)
        show_difference(name, expected ? expected->text : "(no expected.json)", json.data);
    if (!survives_yaml(taxonomy, diagnostics)) {
        print_error("%s: its YAML does not read back to the same tree\n", name);
        same = false;
    }
    pm_strbuf_finish(&json);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
    return same;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void reads_every_form(void **state)
{
    (void)state;
    struct dirent **cases;
    int count = scandir(CASES, &cases, is_visible, alphasort), failed = 0;
    assert_true(count > 15);
    for (int i = 0; i < count; i++) {
        failed += !check_case(cases[i]->d_name);
        free(cases[i]);
    }
    free(cases);
    assert_int_equal(failed, 0);
}

static void notes_what_it_passes_over(void **state)
{
    (void)state;
    static const char text[] = "# L\n\n## Papers\n- [A Paper](https://x.org)\n- just words\n\nEfÔ¨Åcient\n";
    pm_source source = { "l.md", text, sizeof text - 1 };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_markdown(&source, diagnostics);
    assert_int_equal(taxonomy->root->entry_count, 1);
    assert_string_equal(taxonomy->root->name, "L");
    const pm_node *paper = taxonomy->root->first_child->first_child;
    assert_int_equal(paper->at.line, 4);
    assert_int_equal(paper->at.column, 4);
    pm_diagnostics_sort(diagnostics);
    const pm_diagnostic *first = pm_diagnostics_get(diagnostics, 0),
                        *second = pm_diagnostics_get(diagnostics, 1);
    assert_string_equal(first->code, "not-an-entry");
    assert_int_equal(first->at.line, 5);
    assert_string_equal(second->code, "mojibake");
    assert_int_equal(second->at.line, 7);
    assert_int_equal(second->at.column, 3);
    assert_null(pm_diagnostics_get(diagnostics, 2));
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
}

static void refuses_what_is_no_text(void **state)
{
    (void)state;
    pm_source source = { "l.md", "- [A](https://x.org) \xFF\xFE\n", 24 };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    assert_null(pm_taxonomy_read_markdown(&source, diagnostics));
    assert_int_equal(pm_diagnostics_count(diagnostics, PM_ERROR), 1);
    pm_diagnostics_destroy(diagnostics);
}

/* Nesting, repetition and marks without end must not hurt. */
static void survives_extremes(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "> ", "- ", "[", "**", "<table><tr><td>", "((", "a, ", "![", "<details><summary>"
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        pm_strbuf text = PM_STRBUF_INIT;
        for (int k = 0; k < 5000; k++)
            pm_strbuf_string(&text, patterns[i]);
        pm_strbuf_string(&text, "[A title](https://x.org)\n");
        pm_source source = { "x.md", pm_strbuf_text(&text), text.length };
        pm_diagnostics *diagnostics = pm_diagnostics_create();
        pm_taxonomy_destroy(pm_taxonomy_read_markdown(&source, diagnostics));
        pm_diagnostics_destroy(diagnostics);
        pm_strbuf_finish(&text);
    }
}

static void assert_venue(const char *text, pm_md_trust trust, const char *name, const char *year)
{
    pm_md_venue venue;
    bool found = pm_md_venue_match_last(text, strlen(text), trust, &venue);
    if (found != (name != NULL)) fail_msg("\"%s\": %s", text, found ? "found" : "not found");
    if (!found) return;
    assert_string_equal(venue.name, name);
    assert_string_equal(venue.year, year);
}

static void tells_venues_from_words(void **state)
{
    (void)state;
    assert_venue("CVPR 2023", PM_MD_TRUST_WORDS, "CVPR", "2023");
    assert_venue("arXiv 2023.05", PM_MD_TRUST_WORDS, "arXiv", "2023");
    assert_venue("arXiv:2103.12345", PM_MD_TRUST_WORDS, "arXiv", "2021");
    assert_venue("2023/03", PM_MD_TRUST_WORDS, "", "2023");
    assert_venue("ICLR'24", PM_MD_TRUST_WORDS, "ICLR", "2024");
    assert_venue("NeurIPS-21", PM_MD_TRUST_WORDS, "NeurIPS", "2021");
    assert_venue("CVPR20", PM_MD_TRUST_WORDS, "CVPR", "2020");
    assert_venue("Preprint Feb 2021", PM_MD_TRUST_WORDS, "Preprint", "2021");
    assert_venue("Accepted by AAAI 2022 (Oral)", PM_MD_TRUST_WORDS, "AAAI", "2022");
    assert_venue("Findings of ACL", PM_MD_TRUST_WORDS, "Findings of ACL", "");
    assert_venue("Pattern Recognition", PM_MD_TRUST_WORDS, "Pattern Recognition", "");
    assert_venue("KDD workshop on AdvML 2020", PM_MD_TRUST_PLACE, "KDD workshop on AdvML", "2020");
    assert_venue("arXiv 1712; ICCV Workshop 2017", PM_MD_TRUST_PLACE, "ICCV Workshop", "2017");
    assert_venue("EMDL 2021", PM_MD_TRUST_PLACE, "EMDL", "2021");
    assert_venue("June 2023", PM_MD_TRUST_PLACE, "", "2023");
    assert_venue("Fast", PM_MD_TRUST_WORDS, NULL, NULL);
    assert_venue("May", PM_MD_TRUST_PLACE, NULL, NULL);
    assert_venue("A Survey", PM_MD_TRUST_PLACE, NULL, NULL);
    assert_venue("Yifan Wu, George Tucker 2019", PM_MD_TRUST_PLACE, NULL, NULL);
    assert_venue("Dynamic Neural Networks", PM_MD_TRUST_PLACE, NULL, NULL);
}

static void knows_its_words(void **state)
{
    (void)state;
    static const char *const skipped[] = { "📢 News and Updates 🎉", "Citing this paper list",
                                           "How to contribute", "©️License", "更新" };
    static const char *const kept[] = { "News Recommendation", "License Plate Recognition", "Papers",
                                        "Contact-rich Manipulation", "2023" };
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(pm_md_section_of(skipped[i], strlen(skipped[i])), PM_MD_SECTION_SKIP);
        assert_int_equal(pm_md_section_of(kept[i], strlen(kept[i])), PM_MD_SECTION_ENTRIES);
    }
    for (size_t i = 1; i < sizeof venues / sizeof *venues; i++)
        if (strcmp(venues[i - 1], venues[i]) >= 0) fail_msg("\"%s\" is not in its place", venues[i]);
    assert_true(pm_md_is_material("[Project page]", 14) && !pm_md_is_material("Deep Learning", 13));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_form),        cmocka_unit_test(notes_what_it_passes_over),
        cmocka_unit_test(refuses_what_is_no_text), cmocka_unit_test(survives_extremes),
        cmocka_unit_test(tells_venues_from_words), cmocka_unit_test(knows_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
