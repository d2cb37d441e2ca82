/*
 * Properties of pictures that tell more than their trees, over generated lists with papers that stand several
 * times: all rules of a picture hold, chips lie in their boxes, cross-links join every place of a paper and
 * cross no box, the legend lies below the map on the page. PAPERMAP_SEED and PAPERMAP_CASES as in
 * test_picture.c.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "generated.h"
#include "sound.h"
#include "support/memory.h"

static void check_point(const pm_scene *scene, pm_point p, const pm_scene_edge *link)
{
    const double inside = 0.3; /* a line may touch an edge */
    for (size_t i = 0; i < scene->node_count; i++) {
        pm_box box = scene->nodes[i].box;
        if (p.x > box.x + inside && p.x < box.x + box.width - inside && p.y > box.y + inside &&
            p.y < box.y + box.height - inside)
            fail_msg("%s → %s crosses %s", link->from->id, link->to->id, scene->nodes[i].content->id);
    }
}

/* Every place of a paper is joined to the one before, on the page and around all boxes. */
static void check_cross_links(const pm_scene *scene, size_t count)
{
    const double step = 3; /* points: less than any box */
    pm_box page = { 0, 0, scene->width, scene->height };
    const pm_content *first = scene->nodes[0].content;
    assert_int_equal(scene->cross_link_count, count);
    for (size_t i = 0; i < count; i++) {
        const pm_scene_edge *link = &scene->cross_links[i];
        assert_string_equal(link->from->node->name, link->to->node->name);
        for (size_t k = 0; k + 3 < link->curve.count; k += 3) {
            const pm_point *p = link->curve.points + k;
            int steps = 2 + (int)(hypot(p[3].x - p[0].x, p[3].y - p[0].y) / step);
            for (int at = 0; at <= steps; at++) {
                pm_point point = bezier_at(p, (double)at / steps);
                check_point(scene, point, link);
                assert_true(contains(page, (pm_box){ point.x, point.y, 0, 0 }));
            }
        }
        pm_point start = link->curve.points[0], end = link->curve.points[link->curve.count - 1];
        assert_true(contains(scene->nodes[link->from - first].box, (pm_box){ start.x, start.y, 0, 0 }));
        assert_true(contains(scene->nodes[link->to - first].box, (pm_box){ end.x, end.y, 0, 0 }));
    }
}

/* How far down anything of the map reaches, its legend and footer left out. */
static double bottom_of_map(const pm_scene *scene)
{
    double bottom = 0;
    for (size_t i = 0; i < scene->node_count; i++)
        bottom = fmax(bottom, scene->nodes[i].box.y + scene->nodes[i].box.height);
    for (size_t i = 0; i < scene->cluster_count; i++)
        bottom = fmax(bottom, scene->clusters[i].box.y + scene->clusters[i].box.height);
    for (size_t i = 0; i < scene->cross_link_count; i++)
        for (size_t k = 0; k < scene->cross_links[i].curve.count; k++)
            bottom = fmax(bottom, scene->cross_links[i].curve.points[k].y);
    return bottom;
}

static pm_box box_of_text(const pm_item *item)
{
    const pm_run *run = item->text.run;
    return (pm_box){ item->text.x, item->text.baseline - pm_font_baseline(run->font), run->width,
                     run->height };
}

/* The legend lies on the page, below the map and above the footer, and its texts lie on nothing. */
static void check_legend(const pm_scene *scene)
{
    pm_box texts[32], page = { 0, 0, scene->width, scene->height };
    size_t count = 0;
    double top = bottom_of_map(scene), footer = scene->height, bottom = 0;
    const char *inside = NULL;
    for (size_t i = 0; i < scene->item_count; i++) {
        const pm_item *item = &scene->items[i];
        if (item->kind == PM_ITEM_GROUP_BEGIN) inside = item->group.id;
        if (item->kind == PM_ITEM_GROUP_END) inside = NULL;
        if (inside && strcmp(inside, "footer") == 0 && item->kind == PM_ITEM_TEXT)
            footer = box_of_text(item).y;
        if (!inside || strcmp(inside, "legend") != 0) continue;
        if (item->kind != PM_ITEM_TEXT && item->kind != PM_ITEM_BOX) continue;
        pm_box box = item->kind == PM_ITEM_TEXT ? box_of_text(item) : item->box.box;
        assert_true(contains(page, box));
        assert_true(box.y >= top);
        bottom = fmax(bottom, box.y + box.height);
        if (item->kind == PM_ITEM_TEXT) texts[count++] = box;
        for (size_t k = 0; item->kind == PM_ITEM_TEXT && k + 1 < count; k++)
            assert_false(overlap(texts[k], box));
        assert_true(count < sizeof texts / sizeof *texts);
    }
    assert_true(count > 0);
    assert_true(bottom <= footer + tolerance);
}

/* Some papers are others again; years and venues differ. Returns how many have a place before. */
static size_t vary_papers(pm_taxonomy *taxonomy, random_state *r, uint32_t papers)
{
    static const char *const years[] = { "2024", "2025-05", "2019", "1999", "2025", "soon", NULL };
    static const char *const venues[] = {
        "ICML",
        "ICML 2019",
        "CVPR Workshop",
        "NO",
        "1e3",
        "A Workshop With a Very Long Name at a Conference With Another Long Name",
        "\xD7\x9E\xD7\x91\xD7\x95\xD7\x90 <b>&\"",
        "\xE8\xAE\xA1\xE7\xAE\x97\xE6\x9C\xBA",
        NULL
    };
    const pm_node **all = pm_calloc(papers, sizeof *all);
    size_t count = 0, repeats = 0;
    for (pm_node *node = taxonomy->root; node; node = pm_node_after(node, taxonomy->root)) {
        if (node->kind != PM_NODE_PAPER) continue;
        node->year = years[below(r, 7)];
        node->venue = venues[below(r, 9)];
        node->name = count && below(r, 8) == 0 ? all[below(r, (uint32_t)count)]->name : node->name;
        all[count++] = node;
    }
    for (size_t i = 0; i < count; i++) { /* short titles may be the same by chance */
        bool is_repeat = false;
        for (size_t k = 0; k < i && !is_repeat; k++)
            is_repeat = strcmp(all[k]->name, all[i]->name) == 0;
        repeats += is_repeat;
    }
    free(all);
    pm_taxonomy_finish(taxonomy);
    return repeats;
}

static void telling_case(uint64_t seed, uint32_t papers)
{
    static const char *const directions[] = { "right", "left", "both", "down", "columns", NULL, "radial" };
    static const char *const pages[] = { "16:9", "a4", "github", "300x2000", "3000x200" };
    static const char *const shipped[] = { "light",  "dark",   "classic", "print",
                                           "slides", "github", "sketch",  "colorblind" };
    const pm_encoding_style choice = { .colour_by = pm_colour_by_names[1 + seed % 2],
                                       .size_by = pm_size_by_names[seed / 3 % 4],
                                       .badge = pm_badge_names[seed / 2 % 3],
                                       .new_months = seed % 4 ? 13 : 0,
                                       .cross_links = seed % 5 != 4 };
    random_state r = { seed };
    const char *direction = directions[seed % 7], *style = shipped[seed / 2 % 8];
    pm_taxonomy *taxonomy = make_tree(&r, papers, 1 + (int)below(&r, 7));
    size_t repeats = vary_papers(taxonomy, &r, papers);
    pm_page page;
    assert_true(pm_page_parse(pages[seed % 5], &page));
    print_message("seed %llu: %u papers, %zu again, %s, %s\n", (unsigned long long)seed, papers, repeats,
                  direction ? direction : page.name, style);
    told = &choice;
    picture p = draw_on(taxonomy, style, "mindmap", direction, seed % 3 ? &page : direction ? NULL : &page);
    check_scene(p.scene, p.map->direction);
    check_cross_links(p.scene,
                      choice.cross_links && (seed % 7 != 6 || p.scene->cross_link_count) ? repeats : 0);
    check_legend(p.scene);
    if (p.map->page && p.map->page->height > 0) {
        assert_true(fabs(p.scene->width * p.scene->zoom - page.width) < 0.01);
        assert_true(fabs(p.scene->height * p.scene->zoom - page.height) < 0.01);
    }
    picture again = draw_on(taxonomy, style, "mindmap", direction, p.map->page);
    check_same_bytes(&p, &again);
    told = NULL;
    discard(&again);
    discard(&p);
    pm_taxonomy_destroy(taxonomy);
}

static void what_is_told_is_sound(void **state)
{
    (void)state;
    static const uint32_t sizes[] = { 1, 2, 7, 40, 120 };
    const char *one = getenv("PAPERMAP_SEED"), *many = getenv("PAPERMAP_CASES");
    uint64_t first = one ? strtoull(one, NULL, 10) : 0;
    uint64_t count = one ? 1 : many ? strtoull(many, NULL, 10) : 60;
    for (uint64_t seed = first; seed < first + count; seed++)
        telling_case(seed, sizes[seed / 3 % 5]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_is_told_is_sound) };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
