/*
 * Properties of every picture, over generated trees: nothing overlaps, no leaf leaves its cluster, every
 * text lies in its box, order is data order, no connector crosses a box or another connector, and the same
 * tree gives the same bytes. The seed of each case is printed when it fails; PAPERMAP_SEED=n runs that one
 * alone, PAPERMAP_CASES=n more of them.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "generated.h"
#include "sound.h"

static void run_case(uint64_t seed, uint32_t papers)
{
    static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial" };
    static const char *const styles[] = { "light", "light", "classic", "print" };
    random_state r = { seed };
    const char *direction = directions[seed % 6], *style = styles[seed / 4 % 4];
    pm_taxonomy *taxonomy = make_tree(&r, papers, 1 + (int)below(&r, 12));
    print_message("seed %llu: %u papers, %s, %s\n", (unsigned long long)seed, papers, direction, style);
    picture p = draw(taxonomy, style, "mindmap", direction);
    check_scene(p.scene, p.map->direction);
    if (seed % 7 == 0) {
        picture again = draw(taxonomy, style, "mindmap", direction);
        check_same_bytes(&p, &again);
        discard(&again);
    }
    discard(&p);
    pm_taxonomy_destroy(taxonomy);
}

static uint32_t papers_for(uint64_t seed)
{
    static const uint32_t sizes[] = { 1, 2, 5, 12, 38, 100, 300 };
    return seed % 40 == 39 ? 5000 : sizes[seed / 2 % 7];
}

static void every_picture_is_sound(void **state)
{
    (void)state;
    const char *one = getenv("PAPERMAP_SEED"), *many = getenv("PAPERMAP_CASES");
    uint64_t first = one ? strtoull(one, NULL, 10) : 0, count = one    ? 1
                                                                : many ? strtoull(many, NULL, 10)
                                                                       : 80;
    for (uint64_t seed = first; seed < first + count; seed++)
        run_case(seed, papers_for(seed));
}

/* A fitted map lies on its page, is as sound as any, and its text as large as in every plain direction. */
static void fit_case(uint64_t seed, uint32_t papers)
{
    static const char *const pages[] = { "16:9", "a4", "github", "letter", "300x2000", "3000x200", "4:3" };
    static const char *const plain[] = { "right", "left", "both", "down" };
    static const char *const styles[] = { "light", "classic", "print" };
    random_state r = { seed };
    const char *name = pages[seed % 7], *style = styles[seed % 3];
    pm_taxonomy *taxonomy = make_tree(&r, papers, 1 + (int)below(&r, 8));
    pm_page page;
    assert_true(pm_page_parse(name, &page));
    picture p = draw_on(taxonomy, style, "mindmap", NULL, &page);
    print_message("seed %llu: %u papers, %s, %s: %s\n", (unsigned long long)seed, papers, name, style,
                  p.map->direction);
    check_scene(p.scene, p.map->direction);
    double width = p.scene->width * p.scene->zoom, height = p.scene->height * p.scene->zoom;
    if (page.height > 0) {
        assert_true(fabs(width - page.width) < 0.01);
        assert_true(fabs(height - page.height) < 0.01);
    } else {
        assert_true(width <= page.width + 0.01 && p.scene->zoom <= 1);
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        picture other = draw_on(taxonomy, style, "mindmap", plain[i], &page);
        if (other.scene->zoom > p.scene->zoom * 1.0015)
            fail_msg("%s has text %f times as large", plain[i], other.scene->zoom / p.scene->zoom);
        discard(&other);
    }
    discard(&p);
    pm_taxonomy_destroy(taxonomy);
}

static void every_fit_is_sound(void **state)
{
    (void)state;
    const char *many = getenv("PAPERMAP_CASES");
    uint64_t count = many ? strtoull(many, NULL, 10) : 42;
    for (uint64_t seed = 0; seed < count; seed++)
        fit_case(seed, seed == 41 ? 5000 : papers_for(seed * 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_picture_is_sound),
                                        cmocka_unit_test(every_fit_is_sound) };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
