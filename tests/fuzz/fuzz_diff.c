/*
 * The difference of two lists: none to itself, the mirror of its reverse, and fit for every writer.
 *
 * The input is two lists, parted by a line "%%%%".
 */
#include "fuzz.h"
#include "taxonomy/difference_map.h"
#include "taxonomy/difference_write.h"
#include "taxonomy/reader.h"

static pm_taxonomy *read_list(const pm_source *source)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(source, diagnostics);
    fuzz_finish_diagnostics(diagnostics);
    return taxonomy;
}

static void promise_same(const pm_taxonomy *list)
{
    pm_difference *none = pm_difference_create(list, list);
    fuzz_promise(none->count == 0, "a list does not differ from itself");
    pm_difference_destroy(none);
}

static void promise_mirrored(const size_t *one, const size_t *other, pm_change_kind but)
{
    for (int kind = PM_CHANGE_ADDED; kind < PM_CHANGE_KINDS; kind++) {
        if (kind == (int)but) continue;
        int mirrored = kind == PM_CHANGE_ADDED     ? PM_CHANGE_REMOVED
                       : kind == PM_CHANGE_REMOVED ? PM_CHANGE_ADDED
                                                   : kind;
        fuzz_promise(one[kind] == other[mirrored], "turned round, the difference is the mirror of itself");
    }
}

/* What changed places. Of two groups that did, either may be said to have moved, and what is said of a
 * group's own place and of its papers' is one change: so these are counted, not the changes. */
typedef struct displaced {
    size_t groups, papers;
} displaced;

static displaced count_displaced(const pm_difference *d)
{
    displaced all = { 0, 0 };
    for (size_t i = 0; i < d->count; i++) {
        all.groups += d->changes[i].is_displaced;
        all.papers += d->changes[i].papers_displaced;
    }
    return all;
}

static void promise_reversible(const pm_difference *d)
{
    pm_difference *reversed = pm_difference_create(d->after, d->before);
    promise_mirrored(d->counts.papers, reversed->counts.papers, PM_CHANGE_NONE);
    size_t groups[2][PM_CHANGE_KINDS];
    for (int kind = 0; kind < PM_CHANGE_KINDS; kind++) {
        groups[0][kind] = d->counts.topics[kind] + d->counts.categories[kind];
        groups[1][kind] = reversed->counts.topics[kind] + reversed->counts.categories[kind];
    }
    promise_mirrored(groups[0], groups[1], PM_CHANGE_REORDERED);
    displaced one = count_displaced(d), other = count_displaced(reversed);
    fuzz_promise(one.groups == other.groups && one.papers == other.papers, "as much changed places");
    fuzz_promise(d->counts.rows_added == reversed->counts.rows_removed, "rows, too");
    pm_difference_destroy(reversed);
}

static void write_all(const pm_difference *d)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_difference_write_text(d, true, &out);
    pm_difference_write_markdown(d, 20, &out);
    pm_difference_write_json(d, &out);
    pm_strbuf_finish(&out);
}

/* Every row of either list is marked or counted in the picture's taxonomy. */
static void promise_whole(const pm_difference *d)
{
    pm_difference_map *map = pm_difference_map_create(d);
    size_t marked = 0, changed = 0;
    for (const pm_node *node = map->taxonomy->root; node; node = pm_node_after(node, map->taxonomy->root)) {
        fuzz_promise(node->mark != NULL, "every node of the picture has a mark");
        if (!node->mark) continue;
        pm_mark_kind kind = node->mark->kind;
        marked += kind != PM_MARK_SAME && kind != PM_MARK_FOLDED;
        fuzz_promise((kind == PM_MARK_MOVED_HERE) == (node->mark->came_from != NULL), "a move has two ends");
    }
    for (const pm_union_node *node = d->root; node; node = pm_union_after(node))
        changed += node->change || node->reordered || node->elsewhere;
    fuzz_promise(marked == changed, "every change has its mark");
    pm_difference_map_destroy(map);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data;
    size_t left = size;
    pm_source sources[2];
    pm_taxonomy *lists[2];
    for (int i = 0; i < 2; i++) {
        sources[i] = fuzz_next_part(i ? "new.yaml" : "old.yaml", &at, &left, fuzz_list_source);
        lists[i] = read_list(&sources[i]);
        if (lists[i]) promise_same(lists[i]);
    }
    if (lists[0] && lists[1]) {
        pm_difference *difference = pm_difference_create(lists[0], lists[1]);
        promise_reversible(difference);
        write_all(difference);
        promise_whole(difference);
        pm_difference_destroy(difference);
    }
    for (int i = 0; i < 2; i++) {
        pm_taxonomy_destroy(lists[i]);
        fuzz_source_finish(&sources[i]);
    }
    return 0;
}
