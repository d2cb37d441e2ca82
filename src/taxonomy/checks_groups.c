/*
 * Checks of groups: one that appears in two separated runs, numbers with gaps or doubles, topics without
 * papers.
 */
#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/checks_rules.h"

static void check_run(const pm_check *check, pm_text_map *names, pm_node *group)
{
    void **place = pm_text_map_at(names, group->parent, group->name);
    const pm_node *first = *place;
    if (!first) {
        *place = group;
        return;
    }
    pm_check_report(check, PM_RULE_SPLIT_GROUP, group->at,
                    "\"%.80s\" began in line %u, and begins here again", group->name, first->at.line);
    pm_hint(check->diagnostics, "move the parts together");
}

static void check_content(const pm_check *check, const pm_node *group)
{
    if (group->first_child) return;
    pm_check_report(check, PM_RULE_EMPTY_TOPIC, group->at, "\"%.80s\" has no papers", group->name);
    pm_hint(check->diagnostics, "add one, or remove the topic");
}

/* --- numbers of categories --- */

typedef struct numbered {
    long number;
    size_t place;
    const pm_node *category;
} numbered;

static int compare_numbered(const void *left, const void *right)
{
    const numbered *a = left, *b = right;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* The number of "4. Inference" and "4) Inference"; -1 when there is none. */
static long category_number(const char *name)
{
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 4 || !strchr(".)", name[digits]) || name[digits] == '\0') return -1;
    return name[digits + 1] == ' ' ? strtol(name, NULL, 10) : -1;
}

static void report_number(const pm_check *check, const numbered *before, const numbered *now)
{
    if (now->number == before->number) {
        if (strcmp(now->category->name, before->category->name) == 0) return; /* a split run: told already */
        pm_check_report(check, PM_RULE_GROUP_NUMBER, now->category->at,
                        "the number %ld is taken by \"%.80s\" in line %u", now->number,
                        before->category->name, before->category->at.line);
        pm_hint(check->diagnostics, "number the categories anew");
    } else if (now->number > before->number + 1) {
        pm_check_report(check, PM_RULE_GROUP_NUMBER, now->category->at,
                        "number %ld follows number %ld: a gap", now->number, before->number);
        pm_hint(check->diagnostics, "number the categories anew");
    }
}

static void check_numbers(const pm_check *check)
{
    numbered *all = NULL;
    size_t count = 0, capacity = 0;
    for (const pm_node *child = check->taxonomy->root->first_child; child; child = child->next) {
        long number = child->kind == PM_NODE_GROUP ? category_number(child->name) : -1;
        if (number < 0) continue;
        PM_RESERVE(all, capacity, count + 1);
        all[count] = (numbered){ number, count, child };
        count++;
    }
    if (count) qsort(all, count, sizeof *all, compare_numbered);
    for (size_t i = 1; i < count; i++)
        report_number(check, &all[i - 1], &all[i]);
    free(all);
}

void pm_check_groups(const pm_check *check)
{
    pm_text_map *names = pm_text_map_create();
    pm_node *root = check->taxonomy->root;
    for (pm_node *node = pm_node_after(root, root); node; node = pm_node_after(node, root)) {
        if (node->kind != PM_NODE_GROUP) continue;
        if (*node->name) check_run(check, names, node);
        check_content(check, node);
    }
    pm_text_map_destroy(names);
    check_numbers(check);
}
