/*
 * One walk over the group. A group is copied when the first of its papers comes, so that none stays empty;
 * the copies on the way to the last paper are kept by level.
 */
#include "taxonomy/part.h"

/* A group on the way to the last paper, with its copy. */
typedef struct step {
    const pm_node *original;
    pm_node *copy;
} step;

typedef struct cutter {
    const pm_part *part;
    pm_taxonomy *made;
    step *steps; /* by level */
} cutter;

static const pm_node *next_of(const pm_part *part, const pm_node *node)
{
    if (part->own_only && node != part->group) return pm_node_after_subtree(node, part->group);
    return pm_node_after(node, part->group);
}

static bool is_counted(const pm_part *part, const pm_node *node)
{
    return node->kind == PM_NODE_PAPER && (!part->own_only || node->parent == part->group);
}

size_t pm_part_size(const pm_node *group, bool own_only)
{
    pm_part part = { .group = group, .own_only = own_only };
    size_t count = 0;
    for (const pm_node *node = group; node; node = next_of(&part, node))
        count += is_counted(&part, node);
    return count;
}

static pm_node *append_copy(cutter *c, pm_node *parent, const pm_node *original)
{
    pm_node *copy = pm_arena_copy(c->made->arena, original, sizeof *original);
    copy->parent = parent;
    copy->first_child = copy->last_child = copy->next = NULL;
    if (original == c->part->group && c->part->suffix)
        copy->label =
            pm_arena_printf(c->made->arena, "%s%s", pm_node_display_name(original), c->part->suffix);
    if (parent->last_child)
        parent->last_child->next = copy;
    else
        parent->first_child = copy;
    parent->last_child = copy;
    return copy;
}

/* The copy of a group, made with those above it that are not there yet. */
static pm_node *copy_of(cutter *c, const pm_node *group)
{
    int level = group->level;
    for (const pm_node *at = group; c->steps[level].original != at; at = at->parent)
        c->steps[level--].original = at;
    for (level++; level <= group->level; level++)
        c->steps[level].copy = append_copy(c, c->steps[level - 1].copy, c->steps[level].original);
    return c->steps[group->level].copy;
}

pm_taxonomy *pm_taxonomy_part(const pm_taxonomy *whole, const pm_part *part)
{
    cutter c = { .part = part, .made = pm_taxonomy_create(whole->source, whole->root->name) };
    c.steps = PM_NEW_ARRAY(c.made->arena, step, (size_t)whole->depth + 1);
    c.made->root->label = whole->root->label;
    c.steps[0] = (step){ whole->root, c.made->root };
    size_t passed = 0;
    for (const pm_node *node = part->group; node; node = next_of(part, node)) {
        if (!is_counted(part, node) || passed++ < part->first) continue;
        if (passed > part->first + part->count) break;
        append_copy(&c, copy_of(&c, node->parent), node);
    }
    pm_taxonomy_finish(c.made);
    return c.made;
}
