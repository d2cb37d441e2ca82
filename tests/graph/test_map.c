/*
 * The graph of a map: all nodes, edges and clusters from the beginning, and in each cluster the whole subtree
 * of its group once the graph is completed, which engines that read it and -f gv ask for.
 */
#include "test.h"

#include <string.h>

#include "papermap.h"
#include "scene/places.h"
#include "support/file.h"
#include "taxonomy/reader.h"

static const pm_mark nowhere = { 0, 0 };

/* Four papers: two in a group of the first category, one beside that group, one in the second category. */
static pm_taxonomy *make_taxonomy(void)
{
    pm_taxonomy *t = pm_taxonomy_create(NULL, "List");
    pm_node *first = pm_taxonomy_add_group(t, t->root, "First", nowhere);
    pm_node *inner = pm_taxonomy_add_group(t, first, "Inner", nowhere);
    pm_taxonomy_add_paper(t, inner, "A", nowhere);
    pm_taxonomy_add_paper(t, inner, "B", nowhere);
    pm_taxonomy_add_paper(t, first, "C", nowhere);
    pm_node *second = pm_taxonomy_add_group(t, t->root, "Second", nowhere);
    pm_taxonomy_add_paper(t, second, "D", nowhere);
    return t;
}

typedef struct fixture {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_taxonomy *taxonomy;
    pm_fonts *fonts;
    pm_map *map;
} fixture;

static fixture begin_with(pm_taxonomy *taxonomy)
{
    pm_taxonomy_finish(taxonomy);
    fixture f = { .arena = pm_arena_create(),
                  .diagnostics = pm_diagnostics_create(),
                  .taxonomy = taxonomy,
                  .fonts = pm_fonts_create() };
    const pm_style *style = pm_style_read(PAPERMAP_SOURCE_DIR "/styles/light.yaml", f.arena, f.diagnostics);
    const pm_map_options options = { .depth = PM_DEPTH_PAPER };
    assert_non_null(style);
    f.map = pm_map_build(f.taxonomy, style, f.fonts, &options, f.diagnostics);
    assert_non_null(f.map);
    return f;
}

static fixture begin(void)
{
    return begin_with(make_taxonomy());
}

static void end(fixture *f)
{
    pm_map_destroy(f->map);
    pm_fonts_destroy(f->fonts);
    pm_taxonomy_destroy(f->taxonomy);
    pm_diagnostics_destroy(f->diagnostics);
    pm_arena_destroy(f->arena);
}

static const pm_content *content_of(const fixture *f, const char *name)
{
    for (size_t i = 0; i < f->map->count; i++)
        if (strcmp(f->map->contents[i].node->name, name) == 0) return &f->map->contents[i];
    fail();
    return NULL;
}

static bool holds(const fixture *f, const char *group, const char *name)
{
    return agsubnode(content_of(f, group)->cluster, content_of(f, name)->graph_node, 0) != NULL;
}

static void assert_same_graph(const fixture *f)
{
    assert_int_equal(agnnodes(f->map->graph), 8);
    assert_int_equal(agnedges(f->map->graph), 7);
    assert_int_equal(agnsubg(f->map->graph), 2);
    assert_ptr_equal(agparent(content_of(f, "Inner")->cluster), content_of(f, "First")->cluster);
    for (size_t i = 0; i < f->map->count; i++) {
        const pm_content *content = &f->map->contents[i];
        assert_ptr_equal(agnode(f->map->graph, (char *)content->id, 0), content->graph_node);
        assert_string_equal(agnameof(content->graph_node), content->id);
        if (content->cluster) assert_string_equal(agnameof(content->cluster), content->cluster_id);
    }
}

/* Engines measure labels that they find, with fonts that are not ours. A context of libgvc gives every graph
 * one: also where it comes after the graph was begun. */
static void a_completed_graph_has_no_labels(void **state)
{
    (void)state;
    fixture f = begin();
    pm_layout *layout = pm_layout_create("mindmap", f.diagnostics);
    assert_non_null(layout);
    pm_map_complete(f.map);
    for (Agnode_t *n = agfstnode(f.map->graph); n; n = agnxtnode(f.map->graph, n))
        assert_string_equal(agget(n, (char *)"label"), "");
    pm_layout_destroy(layout);
    end(&f);
}

static void clusters_are_filled_when_the_graph_is_completed(void **state)
{
    (void)state;
    fixture f = begin();
    assert_same_graph(&f);
    assert_false(holds(&f, "Inner", "A"));
    for (int again = 0; again < 2; again++) {
        pm_map_complete(f.map);
        assert_same_graph(&f);
        assert_int_equal(agnnodes(content_of(&f, "First")->cluster), 5);
        assert_int_equal(agnnodes(content_of(&f, "Inner")->cluster), 3);
        assert_int_equal(agnnodes(content_of(&f, "Second")->cluster), 2);
        assert_true(holds(&f, "First", "First") && holds(&f, "First", "Inner") && holds(&f, "First", "A"));
        assert_true(holds(&f, "Inner", "B") && !holds(&f, "Inner", "C") && holds(&f, "Second", "D"));
    }
    end(&f);
}

static void lay_out(fixture *f, pm_layout *layout)
{
    assert_true(pm_map_lay_out(f->map, layout, f->diagnostics));
    pm_scene *scene = pm_scene_take_places(f->map, true);
    assert_int_equal(scene->node_count, 8);
    assert_int_equal(scene->cluster_count, 3);
    assert_int_equal(scene->edge_count, 7);
    assert_true(scene->width > 100 && scene->height > 100);
    pm_layout_release(layout, f->map->laid_out);
    pm_scene_destroy(scene);
}

/* What a layout leaves behind does not disturb the next, whichever way it is asked for. */
static void layouts_take_turns(void **state)
{
    (void)state;
    fixture f = begin();
    pm_layout *layout = pm_layout_create("mindmap", f.diagnostics);
    lay_out(&f, layout);
    assert_ptr_not_equal(f.map->laid_out, f.map->graph);
    lay_out(&f, layout);
    assert_false(f.map->is_complete);
    assert_null(agattr(f.map->graph, AGRAPH, (char *)"pm_direction", NULL));
    pm_map_describe(f.map);
    for (int again = 0; again < 2; again++) {
        pm_map_arrange(f.map, &(pm_arrangement){ again ? "left" : "down", 0 });
        lay_out(&f, layout);
        assert_ptr_equal(f.map->laid_out, f.map->graph);
        assert_string_equal(agget(f.map->graph, (char *)"pm_direction"), f.map->direction);
        assert_same_graph(&f);
    }
    pm_layout_destroy(layout);
    end(&f);
}

/* Papers of one name in one topic, and one whose name has no letters. */
static void ids_tell_apart_what_has_one_name(void **state)
{
    (void)state;
    pm_taxonomy *t = pm_taxonomy_create(NULL, "List");
    pm_node *group = pm_taxonomy_add_group(t, t->root, "Group", nowhere);
    for (int i = 0; i < 3; i++)
        pm_taxonomy_add_paper(t, group, "Same: Name!", nowhere);
    pm_taxonomy_add_paper(t, group, "\xE8\xAB\x96\xE6\x96\x87", nowhere);
    fixture f = begin_with(t);
    const char *first = f.map->contents[2].id;
    assert_int_equal(strlen(first), strlen("same-name-123456"));
    assert_memory_equal(first, "same-name-", strlen("same-name-"));
    for (size_t i = 3; i < 5; i++) {
        assert_memory_equal(f.map->contents[i].id, first, strlen(first));
        assert_string_equal(f.map->contents[i].id + strlen(first), i == 3 ? "-2" : "-3");
    }
    assert_memory_equal(f.map->contents[5].id, "paper-", strlen("paper-"));
    end(&f);
}

/* cgraph looks into the bytes before a name for a mark that it is HTML, whatever stands there. */
static void no_name_is_taken_for_html(void **state)
{
    (void)state;
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const char *path = PAPERMAP_SOURCE_DIR "/data/early-exiting.yaml";
    pm_taxonomy *t =
        pm_taxonomy_read_yaml(pm_file_read(path, PM_FILE_LIMIT, arena, diagnostics), diagnostics);
    assert_non_null(t);
    fixture f = begin_with(t);
    for (size_t i = 0; i < f.map->count; i++) {
        assert_false(aghtmlstr(agnameof(f.map->contents[i].graph_node)));
        if (f.map->contents[i].cluster) assert_false(aghtmlstr(agnameof(f.map->contents[i].cluster)));
    }
    end(&f);
    pm_diagnostics_destroy(diagnostics);
    pm_arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_completed_graph_has_no_labels),
        cmocka_unit_test(clusters_are_filled_when_the_graph_is_completed),
        cmocka_unit_test(layouts_take_turns),
        cmocka_unit_test(ids_tell_apart_what_has_one_name),
        cmocka_unit_test(no_name_is_taken_for_html),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
