/*
 * Parts of generated taxonomies: together they hold every paper once and in order, each with the groups above
 * it.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "taxonomy/part.h"

static const pm_mark nowhere = { 0, 0 };

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

static pm_taxonomy *make_tree(uint32_t seed, uint32_t papers)
{
    pm_taxonomy *t = pm_taxonomy_create(NULL, "Root");
    pm_node *at = t->root;
    char name[32];
    for (uint32_t i = 0; i < papers;) {
        uint32_t dice = next_random(&seed) % 10;
        snprintf(name, sizeof name, "%c %u", dice < 2 ? 'G' : 'P', i);
        if (dice < 2 && at->level < 6)
            at = pm_taxonomy_add_group(t, at, name, nowhere);
        else if (dice == 9 && at->parent)
            at = at->parent;
        else
            pm_taxonomy_add_paper(t, at, name, nowhere), i++;
    }
    pm_taxonomy_finish(t);
    return t;
}

/* The names from the root down to the node, as one text. */
static void write_path(const pm_node *node, char *path, size_t size)
{
    size_t at = size - 1;
    path[at] = '\0';
    for (; node->parent; node = node->parent) {
        size_t length = strlen(node->name) + 1;
        assert_true(at >= length);
        at -= length;
        path[at] = '/';
        memcpy(path + at + 1, node->name, length - 1);
    }
    memmove(path, path + at, size - at);
}

static const pm_node *next_paper(const pm_node *node, const pm_node *root)
{
    do
        node = pm_node_after(node, root);
    while (node && node->kind != PM_NODE_PAPER);
    return node;
}

/* Cuts each group's own papers into pieces; in data order they are the whole's papers of that group. */
static void parts_hold_every_paper_once(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 60; seed++) {
        pm_taxonomy *whole = make_tree(seed, 1 + seed * 3);
        size_t total = whole->root->entry_count, found = 0;
        for (const pm_node *group = whole->root; group; group = pm_node_after(group, whole->root)) {
            if (group->kind == PM_NODE_PAPER) continue;
            size_t papers = pm_part_size(group, true), pieces = 1 + seed % 3;
            const pm_node *original = group->first_child;
            for (size_t piece = 0; piece < pieces && papers >= pieces; piece++) {
                pm_part cut = { .group = group, .own_only = true, .first = papers * piece / pieces };
                cut.count = papers * (piece + 1) / pieces - cut.first;
                pm_taxonomy *part = pm_taxonomy_part(whole, &cut);
                assert_int_equal(part->root->entry_count, cut.count);
                for (const pm_node *paper = next_paper(part->root, part->root); paper;
                     paper = next_paper(paper, part->root)) {
                    char here[512], there[512];
                    while (original->kind != PM_NODE_PAPER)
                        original = original->next;
                    write_path(paper, here, sizeof here);
                    write_path(original, there, sizeof there);
                    assert_string_equal(here, there);
                    original = original->next;
                    found++;
                }
                pm_taxonomy_destroy(part);
            }
            if (papers < pieces) found += papers;
        }
        assert_int_equal(found, total);
        pm_taxonomy_destroy(whole);
    }
}

static void a_subtree_keeps_its_order_and_no_group_is_empty(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 60; seed++) {
        pm_taxonomy *whole = make_tree(seed, 60);
        size_t total = pm_part_size(whole->root, false);
        assert_int_equal(total, whole->root->entry_count);
        pm_part cut = { .group = whole->root, .first = seed % 20, .count = 1 + seed % 40 };
        pm_taxonomy *part = pm_taxonomy_part(whole, &cut);
        const pm_node *original = next_paper(whole->root, whole->root);
        for (size_t i = 0; i < cut.first; i++)
            original = next_paper(original, whole->root);
        size_t count = 0;
        for (const pm_node *node = part->root; node; node = pm_node_after(node, part->root)) {
            if (node->kind != PM_NODE_PAPER) {
                assert_non_null(node->first_child);
                continue;
            }
            assert_string_equal(node->name, original->name);
            original = next_paper(original, whole->root);
            count++;
        }
        assert_int_equal(count, cut.count < total - cut.first ? cut.count : total - cut.first);
        pm_taxonomy_destroy(part);
        pm_taxonomy_destroy(whole);
    }
}

static void a_suffix_stands_behind_the_name(void **state)
{
    (void)state;
    pm_taxonomy *whole = pm_taxonomy_create(NULL, "Root");
    pm_node *group = pm_taxonomy_add_group(whole, whole->root, "4. Inference", nowhere);
    pm_taxonomy_add_paper(whole, group, "One", nowhere);
    pm_taxonomy_finish(whole);
    pm_part cut = { .group = group, .count = 1, .suffix = " (1/2)" };
    pm_taxonomy *part = pm_taxonomy_part(whole, &cut);
    assert_string_equal(pm_node_display_name(part->root->first_child), "Inference (1/2)");
    assert_string_equal(part->root->first_child->name, "4. Inference");
    assert_null(group->label);
    pm_taxonomy_destroy(part);
    pm_taxonomy_destroy(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(parts_hold_every_paper_once),
                                        cmocka_unit_test(a_subtree_keeps_its_order_and_no_group_is_empty),
                                        cmocka_unit_test(a_suffix_stands_behind_the_name) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
