#include "sound.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"

bool overlap(pm_box a, pm_box b)
{
    return a.x + tolerance < b.x + b.width && b.x + tolerance < a.x + a.width &&
           a.y + tolerance < b.y + b.height && b.y + tolerance < a.y + a.height;
}

bool contains(pm_box outer, pm_box inner)
{
    return inner.x >= outer.x - tolerance && inner.y >= outer.y - tolerance &&
           inner.x + inner.width <= outer.x + outer.width + tolerance &&
           inner.y + inner.height <= outer.y + outer.height + tolerance;
}

static int by_left_edge(const void *a, const void *b)
{
    double left = (*(const pm_scene_node *const *)a)->box.x,
           right = (*(const pm_scene_node *const *)b)->box.x;
    return (left > right) - (left < right);
}

static int by_top_edge(const void *a, const void *b)
{
    double left = (*(const pm_scene_node *const *)a)->box.y,
           right = (*(const pm_scene_node *const *)b)->box.y;
    return (left > right) - (left < right);
}

/* No two nodes overlap: a sweep along the longer side of the picture. */
static void check_overlap(const pm_scene *scene)
{
    const pm_scene_node **sorted = pm_calloc(scene->node_count, sizeof *sorted);
    bool tall = scene->height > scene->width;
    for (size_t i = 0; i < scene->node_count; i++)
        sorted[i] = &scene->nodes[i];
    qsort(sorted, scene->node_count, sizeof *sorted, tall ? by_top_edge : by_left_edge);
    for (size_t i = 0; i < scene->node_count; i++) {
        pm_box a = sorted[i]->box;
        for (size_t j = i + 1; j < scene->node_count; j++) {
            pm_box b = sorted[j]->box;
            if (tall ? b.y >= a.y + a.height : b.x >= a.x + a.width) break;
            if (overlap(a, b)) fail_msg("%s overlaps %s", sorted[i]->content->id, sorted[j]->content->id);
        }
    }
    free(sorted);
}

static void check_buttons(const pm_scene_node *node, const pm_button *buttons, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        const pm_button *button = &buttons[k];
        pm_box area = { node->box.x + button->x, node->box.y + button->top, button->width, button->height };
        pm_box label = { node->box.x + button->label.x, node->box.y + button->label.top, button->label.width,
                         button->label.height };
        if (!contains(node->box, area) || !contains(area, label))
            fail_msg("a button or chip leaves %s", node->content->id);
    }
}

static void check_texts(const pm_scene *scene)
{
    pm_box page = { 0, 0, scene->width, scene->height };
    for (size_t i = 0; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        assert_true(contains(page, node->box));
        for (size_t k = 0; k < node->content->run_count; k++) {
            const pm_run *run = &node->content->runs[k];
            pm_box line = { node->box.x + run->x, node->box.y + run->top, run->width, run->height };
            if (!contains(node->box, line))
                fail_msg("text %.*s leaves %s", (int)run->length, run->text, node->content->id);
        }
        check_buttons(node, node->content->buttons, node->content->button_count);
        check_buttons(node, node->content->chips, node->content->chip_count);
    }
}

/* Leaves lie in all their clusters, and clusters that are not nested are disjoint: since each lies in its
 * parent's, it is enough to compare siblings, neighbour with neighbour. */
static void check_clusters(const pm_scene *scene)
{
    const pm_scene_node **cluster_of = pm_calloc(scene->node_count, sizeof *cluster_of);
    const pm_scene_node **last_in = pm_calloc(scene->node_count, sizeof *last_in);
    const pm_content *first = scene->nodes[0].content;
    for (size_t i = 0; i < scene->cluster_count; i++)
        cluster_of[scene->clusters[i].content - first] = &scene->clusters[i];
    for (size_t i = 1; i < scene->node_count; i++) {
        const pm_content *content = scene->nodes[i].content;
        const pm_scene_node *own = cluster_of[i], *outer = cluster_of[content->parent - first];
        if (outer && !contains(outer->box, scene->nodes[i].box))
            fail_msg("%s leaves its cluster", content->id);
        if (own && !contains(own->box, scene->nodes[i].box))
            fail_msg("%s leaves its own cluster", content->id);
        if (own && outer && !contains(outer->box, own->box))
            fail_msg("cluster of %s leaves the outer one", content->id);
        if (!own) continue;
        const pm_scene_node *before = last_in[content->parent - first];
        if (before && overlap(before->box, own->box))
            fail_msg("clusters %s and %s overlap", before->content->id, content->id);
        last_in[content->parent - first] = own;
    }
    free(cluster_of);
    free(last_in);
}

/* Siblings stand below each other, or further to the right. */
static void check_order_in_columns(const pm_scene *scene)
{
    const pm_scene_node **last = pm_calloc(scene->node_count, sizeof *last);
    const pm_content *first = scene->nodes[0].content;
    for (size_t i = 1; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        const pm_scene_node **before = &last[node->content->parent - first];
        if (*before) {
            bool is_below = node->box.y > (*before)->box.y && node->box.x >= (*before)->box.x - tolerance;
            bool is_beside = node->box.x > (*before)->box.x + (*before)->box.width;
            if (!is_below && !is_beside)
                fail_msg("%s stands before %s", node->content->id, (*before)->content->id);
        }
        *before = node;
    }
    free(last);
}

/* --- order around a root --- */

typedef enum side { ABOVE, RIGHT, BELOW, LEFT } side;

static side side_of(pm_box root, pm_box box)
{
    if (box.x >= root.x + root.width) return RIGHT;
    if (box.x + box.width <= root.x) return LEFT;
    return box.y < root.y ? ABOVE : BELOW;
}

static bool is_upper(pm_box root, pm_box box)
{
    return box.y + box.height / 2 < root.y + root.height / 2;
}

/* How far a box is from the root's side. */
static double depth_of(pm_box root, pm_box box, side at)
{
    return at == RIGHT ? box.x - root.x - root.width : root.x - box.x - box.width;
}

/* Clockwise: the cap above, the right wing downwards, the cap below, the left wing upwards. In a wing of
 * several columns those of its first half follow each other outwards, those of its second half inwards. */
static bool is_clockwise(pm_box root, pm_box before, pm_box box)
{
    side from = side_of(root, before), to = side_of(root, box);
    if (from != to) return from < to;
    if (from == ABOVE || from == BELOW) return false; /* there is one of each */
    double out = depth_of(root, box, to) - depth_of(root, before, from), down = box.y - before.y;
    if (fabs(out) < tolerance) return from == RIGHT ? down > 0 : down < 0;
    bool was_first = is_upper(root, before) == (from == RIGHT),
         is_first = is_upper(root, box) == (to == RIGHT);
    if (was_first != is_first) return was_first;
    return is_first ? out > 0 : out < 0;
}

/* Around a cap's own box: downwards, then to the right; all above its lane before all below it. */
static bool is_read_after(pm_box parent, pm_box before, pm_box box)
{
    bool drops = is_upper(parent, before) && !is_upper(parent, box);
    if (side_of(parent, before) == side_of(parent, box))
        return box.y > before.y || (is_upper(parent, before) == is_upper(parent, box) && box.x > before.x);
    return drops || box.x > before.x;
}

/* Deeper siblings stand on one side, below each other. */
static void check_order_around(const pm_scene *scene)
{
    const pm_scene_node **last = pm_calloc(scene->node_count, sizeof *last);
    const pm_content *first = scene->nodes[0].content;
    for (size_t i = 1; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        const pm_content *parent = node->content->parent;
        pm_box around = scene->nodes[parent - first].box;
        const pm_scene_node **before = &last[parent - first];
        bool is_second = parent->parent == first;
        if (*before && !(parent == first ? is_clockwise(around, (*before)->box, node->box)
                         : is_second     ? is_read_after(around, (*before)->box, node->box)
                                         : node->box.y > (*before)->box.y))
            fail_msg("%s stands before %s", node->content->id, (*before)->content->id);
        *before = node;
    }
    free(last);
}

/* Siblings on one side follow each other in data order. */
static void check_order(const pm_scene *scene, const char *direction)
{
    if (strcmp(direction, "columns") == 0) {
        check_order_in_columns(scene);
        return;
    }
    if (strcmp(direction, "radial") == 0) {
        check_order_around(scene);
        return;
    }
    bool across = strcmp(direction, "down") == 0;
    const pm_scene_node **last = pm_calloc(scene->node_count * 2, sizeof *last);
    const pm_content *first = scene->nodes[0].content;
    for (size_t i = 1; i < scene->node_count; i++) {
        const pm_scene_node *node = &scene->nodes[i];
        const pm_scene_node *parent = &scene->nodes[node->content->parent - first];
        bool left = !across && node->box.x < parent->box.x;
        const pm_scene_node **before = &last[(parent - scene->nodes) * 2 + left];
        if (*before) {
            double here = across ? node->box.x : node->box.y,
                   there = across ? (*before)->box.x : (*before)->box.y;
            if (here <= there) fail_msg("%s stands before %s", node->content->id, (*before)->content->id);
        }
        *before = node;
    }
    free(last);
}

void check_nodes(const pm_scene *scene)
{
    check_overlap(scene);
    check_texts(scene);
}

void check_scene(const pm_scene *scene, const char *direction)
{
    check_nodes(scene);
    check_clusters(scene);
    check_order(scene, direction);
    check_connectors(scene);
}
