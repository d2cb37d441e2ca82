/*
 * Properties of every picture, over generated trees: nothing overlaps, no leaf leaves its cluster, every
 * text lies in its box, order is data order, no connector crosses a box, and the same tree gives the same
 * bytes. The seed of each case is printed when it fails; PAPERMAP_SEED=n runs that one alone,
 * PAPERMAP_CASES=n more of them.
 */
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "papermap.h"
#include "scene/fit.h"
#include "scene/page.h"
#include "support/memory.h"

static const double tolerance = 0.06; /* points: positions go through Graphviz's inches and Béziers */

typedef struct random_state {
    uint64_t state;
} random_state;

static uint32_t next_random(random_state *r) /* SplitMix64 */
{
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(z >> 32);
}

static uint32_t below(random_state *r, uint32_t limit)
{
    return next_random(r) % limit;
}

/* --- generated trees --- */

static const char *const words[] = { "Dynamic",
                                     "neural",
                                     "networks:",
                                     "a",
                                     "survey",
                                     "Early-Exit",
                                     "of",
                                     "inference",
                                     "with",
                                     "adaptive",
                                     "computation",
                                     "BERT",
                                     "multi-exit",
                                     "efficiency",
                                     "in",
                                     "the",
                                     "wild",
                                     "3D",
                                     "LLM",
                                     "\xE6\x97\xA9\xE6\x9C\x9F\xE9\x80\x80\xE5\x87\xBA",
                                     "\xE7\xA5\x9E\xE7\xBB\x8F\xE7\xBD\x91\xE7\xBB\x9C\xE3\x81\xAE",
                                     "\xD7\x9E\xD7\x91\xD7\x95\xD7\x90",
                                     "\xD8\xB4\xD8\xA8\xD9\x83\xD8\xA9",
                                     "\xF0\x9F\xA5\xB3",
                                     "e\xCC\x81tude",
                                     "\xE0\xA4\xA8\xE0\xA5\x87\xE0\xA4\x9F",
                                     "W",
                                     "iiiiiiiiiiiiiiiiiiiiiiiiiiiii" };

/* About `length` bytes of words, cut at a character. */
static char *make_title(random_state *r, size_t length)
{
    pm_strbuf text = PM_STRBUF_INIT;
    uint32_t known = below(r, 3) ? 19 : (uint32_t)(sizeof words / sizeof *words);
    while (text.length < length) {
        if (text.length) pm_strbuf_char(&text, ' ');
        pm_strbuf_string(&text, words[below(r, known)]);
    }
    return text.data;
}

static void add_paper(pm_taxonomy *t, pm_node *parent, random_state *r)
{
    const pm_mark nowhere = { 0, 0 };
    char *title = make_title(r, 1 + below(r, below(r, 8) ? 100 : 300));
    pm_node *paper = pm_taxonomy_add_paper(t, parent, title, nowhere);
    free(title);
    if (below(r, 2)) paper->abbr = "ABBR-Net";
    if (below(r, 3))
        paper->venue =
            below(r, 9) ? "CVPR" : "A Workshop With a Very Long Name at a Conference With Another Long Name";
    if (below(r, 3)) paper->year = "2024";
    for (uint32_t links = below(r, below(r, 10) ? 4 : 14); links > 0; links--)
        pm_taxonomy_add_link(t, paper, below(r, 2) ? "PDF" : "PROJECT PAGE", "https://example.org/a?b&c",
                             nowhere, nowhere);
}

/* A random tree of about `papers` papers and at most `depth` levels. */
static pm_taxonomy *make_tree(random_state *r, uint32_t papers, int depth)
{
    const pm_mark nowhere = { 0, 0 };
    pm_taxonomy *t = pm_taxonomy_create(NULL, "Generated Map");
    pm_node *at = t->root;
    uint32_t bias = 2 + below(r, 5);
    while (papers > 0) {
        if (at->level + 1 < depth && (at == t->root || below(r, bias) == 0)) {
            char *name = make_title(r, 1 + below(r, 40));
            at = pm_taxonomy_add_group(t, at, name, nowhere);
            free(name);
        } else if (at != t->root && below(r, 6) == 0) {
            at = at->parent;
        } else {
            add_paper(t, at, r);
            papers--;
        }
    }
    pm_taxonomy_finish(t);
    return t;
}

/* --- one picture --- */

typedef struct picture {
    pm_arena *arena;
    pm_diagnostics *diagnostics;
    pm_map *map;
    pm_layout *layout;
    pm_scene *scene;
} picture;

static pm_fonts *fonts;

/* With a page and no direction the map is fitted to the page; with both it is scaled into it. */
static picture draw_on(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                       const char *direction, const pm_page *page)
{
    picture p = { .arena = pm_arena_create(), .diagnostics = pm_diagnostics_create() };
    pm_strbuf path = PM_STRBUF_INIT;
    pm_strbuf_printf(&path, "%s/styles/%s.yaml", PAPERMAP_SOURCE_DIR, style_name);
    const pm_style *style = pm_style_read(pm_strbuf_text(&path), p.arena, p.diagnostics);
    pm_strbuf_finish(&path);
    assert_non_null(style);
    pm_map_options options = { .direction = direction, .depth = PM_DEPTH_PAPER };
    p.map = pm_map_build(taxonomy, style, fonts, &options, p.diagnostics);
    assert_non_null(p.map);
    p.layout = pm_layout_create(engine, p.diagnostics);
    assert_non_null(p.layout);
    p.map->page = page;
    if (page && !direction) assert_true(pm_fit_map(p.map, p.layout, NULL, p.diagnostics));
    assert_true(pm_layout_run(p.layout, p.map->graph, p.diagnostics));
    p.scene = pm_scene_compose(p.map, strcmp(engine, "mindmap") == 0);
    return p;
}

static picture draw(const pm_taxonomy *taxonomy, const char *style_name, const char *engine,
                    const char *direction)
{
    return draw_on(taxonomy, style_name, engine, direction, NULL);
}

static void discard(picture *p)
{
    pm_scene_destroy(p->scene);
    pm_layout_release(p->layout, p->map->graph);
    pm_layout_destroy(p->layout);
    pm_map_destroy(p->map);
    pm_diagnostics_destroy(p->diagnostics);
    pm_arena_destroy(p->arena);
}

/* --- boxes --- */

static bool overlap(pm_box a, pm_box b)
{
    return a.x + tolerance < b.x + b.width && b.x + tolerance < a.x + a.width &&
           a.y + tolerance < b.y + b.height && b.y + tolerance < a.y + a.height;
}

static bool contains(pm_box outer, pm_box inner)
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
        for (size_t k = 0; k < node->content->button_count; k++) {
            const pm_button *button = &node->content->buttons[k];
            pm_box area = { node->box.x + button->x, node->box.y + button->top, button->width,
                            button->height };
            pm_box label = { node->box.x + button->label.x, node->box.y + button->label.top,
                             button->label.width, button->label.height };
            if (!contains(node->box, area) || !contains(area, label))
                fail_msg("a button leaves %s", node->content->id);
        }
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

/* Siblings on one side follow each other in data order. */
static void check_order(const pm_scene *scene, const char *direction)
{
    if (strcmp(direction, "columns") == 0) {
        check_order_in_columns(scene);
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

/* --- connectors --- */

/* The boxes sorted for looking up which ones a point may touch. */
typedef struct box_index {
    const pm_scene_node **sorted;
    size_t count;
    bool tall;
    double longest; /* of any box along the sorted side */
} box_index;

static bool point_in(pm_point p, pm_box box)
{
    const double inside = 0.3; /* a connector may touch the edge */
    return p.x > box.x + inside && p.x < box.x + box.width - inside && p.y > box.y + inside &&
           p.y < box.y + box.height - inside;
}

static void check_point(const box_index *index, pm_point p, const pm_scene_edge *edge)
{
    double at = index->tall ? p.y : p.x;
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        pm_box box = index->sorted[middle]->box;
        if ((index->tall ? box.y : box.x) < at - index->longest)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < index->count; low++) {
        pm_box box = index->sorted[low]->box;
        if ((index->tall ? box.y : box.x) > at) break;
        if (point_in(p, box))
            fail_msg("%s → %s crosses %s", edge->from->id, edge->to->id, index->sorted[low]->content->id);
    }
}

static pm_point bezier_at(const pm_point *p, double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (pm_point){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

static void check_connectors(const pm_scene *scene)
{
    box_index index = { pm_calloc(scene->node_count, sizeof *index.sorted), scene->node_count,
                        scene->height > scene->width, 0 };
    for (size_t i = 0; i < scene->node_count; i++) {
        index.sorted[i] = &scene->nodes[i];
        index.longest =
            fmax(index.longest, index.tall ? scene->nodes[i].box.height : scene->nodes[i].box.width);
    }
    qsort(index.sorted, index.count, sizeof *index.sorted, index.tall ? by_top_edge : by_left_edge);
    assert_int_equal(scene->edge_count, scene->node_count - 1);
    const pm_content *first = scene->nodes[0].content;
    for (size_t i = 0; i < scene->edge_count; i++) {
        const pm_scene_edge *edge = &scene->edges[i];
        assert_int_equal(edge->curve.count % 3, 1);
        for (size_t k = 0; k + 3 < edge->curve.count; k += 3)
            for (int step = 0; step <= 16; step++)
                check_point(&index, bezier_at(edge->curve.points + k, step / 16.0), edge);
        pm_box from = scene->nodes[edge->from - first].box, to = scene->nodes[edge->to - first].box;
        pm_point start = edge->curve.points[0], end = edge->curve.points[edge->curve.count - 1];
        assert_true(contains(from, (pm_box){ start.x, start.y, 0, 0 }));
        assert_true(contains(to, (pm_box){ end.x, end.y, 0, 0 }));
    }
    free(index.sorted);
}

/* --- tests --- */

static void check_same_bytes(const picture *a, const picture *b)
{
    pm_painter *const painters[] = { pm_paint_json,
                                     pm_paint_svg }; /* PNG and PDF: tests/cli/test_render.sh */
    pm_paint_options options = { .scale = 1, .date = -1 };
    for (size_t i = 0; i < sizeof painters / sizeof *painters; i++) {
        pm_strbuf one = PM_STRBUF_INIT, two = PM_STRBUF_INIT;
        assert_true(painters[i](a->scene, &options, &one, a->diagnostics));
        assert_true(painters[i](b->scene, &options, &two, b->diagnostics));
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.data, two.data, one.length);
        pm_strbuf_finish(&one);
        pm_strbuf_finish(&two);
    }
}

static void check_picture(const picture *p)
{
    check_overlap(p->scene);
    check_texts(p->scene);
    check_clusters(p->scene);
    check_order(p->scene, p->map->direction);
    check_connectors(p->scene);
}

static void run_case(uint64_t seed, uint32_t papers)
{
    static const char *const directions[] = { "right", "left", "both", "down", "columns" };
    static const char *const styles[] = { "light", "light", "classic", "print" };
    random_state r = { seed };
    const char *direction = directions[seed % 5], *style = styles[seed / 4 % 4];
    pm_taxonomy *taxonomy = make_tree(&r, papers, 1 + (int)below(&r, 12));
    print_message("seed %llu: %u papers, %s, %s\n", (unsigned long long)seed, papers, direction, style);
    picture p = draw(taxonomy, style, "mindmap", direction);
    check_picture(&p);
    if (seed % 6 == 0) {
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
    check_picture(&p);
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

static int open_fonts(void **state)
{
    (void)state;
    fonts = pm_fonts_create();
    return 0;
}

static int close_fonts(void **state)
{
    (void)state;
    pm_fonts_destroy(fonts);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_picture_is_sound),
                                        cmocka_unit_test(every_fit_is_sound) };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
