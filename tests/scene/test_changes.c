/*
 * Properties of the picture of a difference, over generated lists and random edits: it is as sound as every
 * picture, arrows pass no box, everything lies on the page, and what was removed has a line through it.
 */
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "generated.h"
#include "sound.h"

static const pm_mark nowhere = { 0, 0 };

typedef struct editing {
    random_state r;
    pm_taxonomy *made;
    pm_node **groups; /* of the copy, as far as there are any */
    size_t count;
} editing;

static void copy_paper(editing *e, pm_node *parent, const pm_node *paper)
{
    uint32_t fate = below(&e->r, 8);
    if (fate == 0) return; /* removed */
    if (fate == 1) parent = e->groups[below(&e->r, (uint32_t)e->count)];
    pm_node *copy = pm_taxonomy_add_paper(e->made, parent, paper->name, nowhere);
    copy->venue = fate == 2 ? "Another venue" : paper->venue;
    copy->year = paper->year;
    if (fate == 3) pm_taxonomy_add_paper(e->made, parent, "A paper that nobody knew before", nowhere);
}

/* A copy of the list with random edits. */
static pm_taxonomy *edited(const pm_taxonomy *list, uint64_t seed)
{
    editing e = { .r = { seed }, .made = pm_taxonomy_create(list->source, list->root->name) };
    e.groups = calloc(list->group_count + 1, sizeof *e.groups);
    e.groups[e.count++] = e.made->root;
    pm_node *parent = e.made->root;
    int level = 0; /* of the original that `parent` is the copy of */
    for (const pm_node *node = pm_node_after(list->root, list->root); node;
         node = pm_node_after(node, list->root)) {
        for (; level >= node->level; level--)
            parent = parent->parent;
        if (node->kind == PM_NODE_PAPER) {
            copy_paper(&e, parent, node);
            continue;
        }
        const char *name = below(&e.r, 12) ? node->name : "Quite another name";
        parent = pm_taxonomy_add_group(e.made, parent, name, nowhere);
        e.groups[e.count++] = parent;
        level = node->level;
    }
    free(e.groups);
    pm_taxonomy_finish(e.made);
    return e.made;
}

/* Whether a piece of a curve, as its control points say at most, comes into the box. */
static bool touches(const pm_point *p, pm_box box)
{
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (int i = 0; i < 4; i++) {
        left = fmin(left, p[i].x);
        right = fmax(right, p[i].x);
        top = fmin(top, p[i].y);
        bottom = fmax(bottom, p[i].y);
    }
    return left < box.x + box.width - tolerance && right > box.x + tolerance &&
           top < box.y + box.height - tolerance && bottom > box.y + tolerance;
}

static void check_arrow(const pm_scene *scene, const pm_item *item)
{
    for (size_t i = 0; i < item->path.count; i++)
        for (size_t k = 0; k + 3 < item->path.curves[i].count; k += 3) {
            const pm_point *points = item->path.curves[i].points + k;
            for (size_t n = 0; n < scene->node_count; n++)
                if (touches(points, scene->nodes[n].box))
                    fail_msg("an arrow passes the box of %s", scene->nodes[n].content->node->name);
            if (points[0].x > scene->width || points[3].x > scene->width)
                fail_msg("an arrow leaves the page");
        }
}

static size_t check_arrows(const pm_scene *scene)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < scene->item_count; i++) {
        const pm_item *item = &scene->items[i];
        if (item->kind == PM_ITEM_GROUP_BEGIN) inside = strcmp(item->group.class_name, "moves") == 0;
        if (item->kind == PM_ITEM_GROUP_END) inside = false;
        if (!inside || item->kind != PM_ITEM_PATH) continue;
        check_arrow(scene, item);
        count++;
    }
    return count / 2; /* a line and its head */
}

static void check_strokes(const pm_scene *scene)
{
    for (size_t i = 0; i < scene->node_count; i++) {
        const pm_content *content = scene->nodes[i].content;
        if (content->node->mark->kind != PM_MARK_REMOVED) continue;
        assert_true(content->runs[0].struck);
    }
}

static void run_case(uint64_t seed, uint32_t papers)
{
    static const char *const styles[] = { "light", "dark", "print" };
    random_state r = { seed };
    pm_taxonomy *old = make_tree(&r, papers, 2 + (int)below(&r, 4)), *new = edited(old, seed + 1);
    print_message("seed %llu: %u papers\n", (unsigned long long)seed, papers);
    pm_difference *difference = pm_difference_create(old, new);
    pm_difference_map *map = pm_difference_map_create(difference);
    picture p = draw_changes(map, styles[seed % 3]);
    check_scene(p.scene, "right");
    check_strokes(p.scene);
    size_t moves = difference->counts.papers[PM_CHANGE_MOVED] + difference->counts.topics[PM_CHANGE_MOVED] +
                   difference->counts.categories[PM_CHANGE_MOVED];
    assert_true(check_arrows(p.scene) >= moves);
    discard(&p);
    pm_difference_map_destroy(map);
    pm_difference_destroy(difference);
    pm_taxonomy_destroy(old);
    pm_taxonomy_destroy(new);
}

static void every_difference_is_sound(void **state)
{
    (void)state;
    static const uint32_t sizes[] = { 1, 3, 12, 38, 120 };
    for (uint64_t seed = 1; seed <= 25; seed++)
        run_case(seed, sizes[seed % 5]);
}

static void nothing_is_a_picture_too(void **state)
{
    (void)state;
    random_state r = { 7 };
    pm_taxonomy *list = make_tree(&r, 20, 3);
    pm_difference *difference = pm_difference_create(list, list);
    pm_difference_map *map = pm_difference_map_create(difference);
    picture p = draw_changes(map, "light");
    check_scene(p.scene, "right");
    assert_string_equal(p.scene->description, "nothing changed");
    assert_int_equal(check_arrows(p.scene), 0);
    discard(&p);
    pm_difference_map_destroy(map);
    pm_difference_destroy(difference);
    pm_taxonomy_destroy(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_difference_is_sound),
        cmocka_unit_test(nothing_is_a_picture_too),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
