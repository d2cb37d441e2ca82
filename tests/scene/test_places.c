/*
 * "mindmap" asked in the short way (layout/plain.h) finds the places that it finds by attributes, in every
 * direction and style, also when one graph is laid out both ways in turn. libgvc takes a box's size from its
 * corners, which are sines and cosines, so places may differ by their last bit.
 */
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "papermap.h"
#include "scene/places.h"

static pm_fonts *fonts;
static const pm_mark nowhere = { 0, 0 };

static pm_taxonomy *make_taxonomy(unsigned width, unsigned depth)
{
    pm_taxonomy *t = pm_taxonomy_create(NULL, "Both Ways");
    for (unsigned i = 0; i < width; i++) {
        pm_node *at = t->root;
        for (unsigned level = 0; level < 1 + (i + depth) % depth; level++) {
            char name[32];
            snprintf(name, sizeof name, "Group %u of %u", i, level);
            at = pm_taxonomy_add_group(t, at, name, nowhere);
            for (unsigned k = 0; k < (i + level) % 4; k++)
                pm_taxonomy_add_paper(
                    t, at, "A title that is long enough to be wrapped into two lines, or three", nowhere);
        }
        pm_taxonomy_add_paper(t, at, "Short", nowhere);
    }
    pm_taxonomy_finish(t);
    return t;
}

static pm_scene *places_of(pm_map *map, pm_layout *layout, pm_diagnostics *diagnostics)
{
    assert_true(pm_map_lay_out(map, layout, diagnostics));
    pm_scene *scene = pm_scene_take_places(map, true);
    pm_layout_release(layout, map->laid_out);
    return scene;
}

static const double last_bits = 1e-9;

static void assert_same_box(pm_box a, pm_box b)
{
    assert_true(fabs(a.x - b.x) < last_bits && fabs(a.y - b.y) < last_bits);
    assert_true(fabs(a.width - b.width) < last_bits && fabs(a.height - b.height) < last_bits);
}

static void assert_same_boxes(const pm_scene_node *a, size_t a_count, const pm_scene_node *b, size_t b_count)
{
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++) {
        assert_ptr_equal(a[i].content, b[i].content);
        assert_same_box(a[i].box, b[i].box);
    }
}

static void assert_same_places(const pm_scene *a, const pm_scene *b)
{
    assert_true(fabs(a->width - b->width) < last_bits && fabs(a->height - b->height) < last_bits);
    assert_same_boxes(a->nodes, a->node_count, b->nodes, b->node_count);
    assert_same_boxes(a->clusters, a->cluster_count, b->clusters, b->cluster_count);
    assert_int_equal(a->edge_count, b->edge_count);
    for (size_t i = 0; i < a->edge_count; i++) {
        const pm_curve *one = &a->edges[i].curve, *other = &b->edges[i].curve;
        assert_int_equal(one->count, other->count);
        for (size_t k = 0; k < one->count; k++)
            assert_true(fabs(one->points[k].x - other->points[k].x) < last_bits &&
                        fabs(one->points[k].y - other->points[k].y) < last_bits);
    }
}

static void compare(const pm_taxonomy *taxonomy, const pm_style *style, const char *direction)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_map_options options = { .direction = direction, .depth = PM_DEPTH_PAPER };
    pm_map *map = pm_map_build(taxonomy, style, fonts, &options, diagnostics);
    pm_layout *layout = pm_layout_create("mindmap", diagnostics);
    uint32_t columns[512] = { 0 };
    for (size_t i = 0; i < map->count; i++)
        columns[i] = (uint32_t)(i * 3 / map->count);
    if (strcmp(direction, "columns") == 0) pm_map_set_columns(map, columns);

    pm_scene *first = places_of(map, layout, diagnostics), *again = places_of(map, layout, diagnostics);
    pm_map_complete(map);
    pm_scene *by_attributes = places_of(map, layout, diagnostics);
    map->is_complete = false; /* it is, but the short way is taken */
    pm_scene *last = places_of(map, layout, diagnostics);
    assert_true(first->node_count > 20 && first->edge_count == first->node_count - 1);
    assert_same_places(first, again);
    assert_same_places(first, by_attributes);
    assert_same_places(first, last);

    pm_scene *scenes[] = { first, again, by_attributes, last };
    for (size_t i = 0; i < 4; i++)
        pm_scene_destroy(scenes[i]);
    pm_layout_destroy(layout);
    pm_map_destroy(map);
    pm_diagnostics_destroy(diagnostics);
}

static void test_both_ways_agree(void **state)
{
    (void)state;
    static const char *const styles[] = { "light", "classic", "print" };
    static const char *const directions[] = { "right", "left", "both", "down", "columns", "radial" };
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = make_taxonomy(17, 4);
    fonts = pm_fonts_create();
    for (size_t s = 0; s < 3; s++) {
        char path[512];
        snprintf(path, sizeof path, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, styles[s]);
        const pm_style *style = pm_style_read(path, arena, diagnostics);
        assert_non_null(style);
        for (size_t d = 0; d < sizeof directions / sizeof *directions; d++)
            compare(taxonomy, style, directions[d]);
    }
    pm_fonts_destroy(fonts);
    pm_taxonomy_destroy(taxonomy);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_both_ways_agree) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
