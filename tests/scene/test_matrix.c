/*
 * Every style × direction × page draws the lists of data/ and a generated one of 500 papers under the rules
 * of a good picture. Styles are those in styles/, so a new one is covered as soon as it is there.
 * PAPERMAP_STYLE=name takes that one alone. Fitting 500 papers takes a second for each page, so of those each
 * style and direction takes two in turn; PAPERMAP_ALL=1 takes all.
 */
#include "test.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "generated.h"
#include "sound.h"

static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial" };
static const char *const pages[] = { "none", "16:9", "4:3", "a4", "a4-landscape", "letter", "github" };

enum { DIRECTIONS = 6, PAGES = 7, GENERATED_PAPERS = 500 };

#define EVERY_PAGE SIZE_MAX

static int is_style_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

/* The picture fills the page: one of its sides, or all of its width where any height will do. */
static void check_page(const pm_scene *scene, const pm_page *page)
{
    double width = scene->width * scene->zoom, height = scene->height * scene->zoom;
    assert_true(width <= page->width + 0.01);
    if (page->height > 0) {
        assert_true(fabs(width - page->width) < 0.01 && fabs(height - page->height) < 0.01);
    } else {
        assert_true(scene->zoom <= 1);
    }
}

static void check_combination(const pm_taxonomy *taxonomy, const char *style, size_t direction, size_t page)
{
    pm_page parsed = { 0 };
    bool has_page = strcmp(pages[page], "none") != 0;
    if (has_page) assert_true(pm_page_parse(pages[page], &parsed));
    picture p = draw_fitted(taxonomy, style, directions[direction], has_page ? &parsed : NULL);
    assert_string_equal(p.map->direction, directions[direction]);
    check_scene(p.scene, directions[direction]);
    if (has_page) check_page(p.scene, &parsed);
    discard(&p);
}

/* Without a page always; of the six pages two, others for the next style and the next direction. */
static bool is_its_turn(size_t style, size_t direction, size_t page)
{
    return page == 0 || getenv("PAPERMAP_ALL") || (style + direction + page) % 3 == 0;
}

static void check_style(const char *list, const pm_taxonomy *taxonomy, const char *style, size_t number)
{
    for (size_t k = 0; k < (size_t)DIRECTIONS * PAGES; k++) {
        if (number != EVERY_PAGE && !is_its_turn(number, k / PAGES, k % PAGES)) continue;
        print_message("%s, %s, %s, %s\n", list, style, directions[k / PAGES], pages[k % PAGES]);
        check_combination(taxonomy, style, k / PAGES, k % PAGES);
    }
}

static void check_list(const char *name, const pm_taxonomy *taxonomy, bool every_page)
{
    const char *one = getenv("PAPERMAP_STYLE");
    struct dirent **entries = NULL;
    int count = scandir(PAPERMAP_SOURCE_DIR "/styles", &entries, is_style_file, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char *style = entries[i]->d_name;
        style[strlen(style) - 5] = '\0';
        if (!one || strcmp(one, style) == 0)
            check_style(name, taxonomy, style, every_page ? EVERY_PAGE : (size_t)i);
        free(entries[i]);
    }
    free(entries);
}

/* With every engine, in the default style. */
static void check_engines(const char *name, const pm_taxonomy *taxonomy)
{
    for (const char *const *engine = pm_layout_names(); *engine; engine++) {
        print_message("%s, %s\n", name, *engine);
        picture p = draw(taxonomy, "light", *engine, NULL);
        check_nodes(p.scene);
        discard(&p);
    }
}

static void check_file(const char *name, void (*check)(const char *, const pm_taxonomy *))
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const char *path = pm_arena_printf(arena, "%s/data/%s.yaml", PAPERMAP_SOURCE_DIR, name);
    const pm_source *source = pm_file_read(path, 1 << 20, arena, diagnostics);
    assert_non_null(source);
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(source, diagnostics);
    assert_non_null(taxonomy);
    check(name, taxonomy);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

static void check_all(const char *name, const pm_taxonomy *taxonomy)
{
    check_list(name, taxonomy, true);
}

static void every_engine_keeps_nodes_apart(void **state)
{
    (void)state;
    check_file("early-exiting", check_engines);
    check_file("many-scripts", check_engines);
}

static void the_list_is_drawn_in_every_way(void **state)
{
    (void)state;
    check_file("early-exiting", check_all);
}

static void deep_and_foreign_lists_are_drawn_in_every_way(void **state)
{
    (void)state;
    check_file("efficient-transformers", check_all);
    check_file("many-scripts", check_all);
}

static void a_long_list_is_drawn_in_every_way(void **state)
{
    (void)state;
    random_state r = { 500 };
    pm_taxonomy *taxonomy = make_tree(&r, GENERATED_PAPERS, 5);
    check_list("500 papers", taxonomy, false);
    pm_taxonomy_destroy(taxonomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_engine_keeps_nodes_apart),
                                        cmocka_unit_test(the_list_is_drawn_in_every_way),
                                        cmocka_unit_test(deep_and_foreign_lists_are_drawn_in_every_way),
                                        cmocka_unit_test(a_long_list_is_drawn_in_every_way) };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
