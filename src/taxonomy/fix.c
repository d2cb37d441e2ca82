/*
 * Every text with a fault becomes an edit of the bytes it is written with. The edited file is read again, and
 * an edit is taken only if each text then reads as it should and all others as before: escapes, folded lines
 * and characters that mean something to YAML need no special care, they only go unmended.
 */
#include "taxonomy/fix.h"

#include <stdlib.h>
#include <string.h>

#include "support/memory.h"
#include "taxonomy/clean.h"
#include "taxonomy/yaml_texts.h"

enum { MOST_ROUNDS = 16 }; /* of mending one text */

typedef struct edit {
    const pm_yaml *text; /* what is written now */
    size_t start, end;   /* the bytes of the source to replace */
    const char *bytes;   /* by these */
    size_t length;
    const char *reads; /* what the text will be */
    bool is_rejected;
} edit;

typedef struct fixer {
    const pm_source *source;
    const pm_yaml_limits *limits;
    pm_arena *arena;
    pm_yaml_texts texts;
    edit *edits; /* in the order of texts */
    size_t count, capacity;
} fixer;

/* Cleans the text `*text` into the arena. */
static void clean(pm_arena *arena, const char **text, size_t *length, unsigned faults)
{
    pm_strbuf out = PM_STRBUF_INIT;
    pm_text_clean(*text, *length, faults, &out);
    *text = pm_arena_strndup(arena, pm_strbuf_text(&out), out.length);
    *length = out.length;
    pm_strbuf_finish(&out);
}

/* Quietly reads what may have become broken. */
static const pm_yaml *read_quietly(const char *text, size_t length, const pm_yaml_limits *limits,
                                   pm_arena *arena)
{
    pm_diagnostics *unheard = pm_diagnostics_create();
    pm_source *source = PM_NEW(arena, pm_source);
    *source = (pm_source){ "", text, length };
    const pm_yaml *root = pm_yaml_read(source, limits, arena, unheard);
    if (pm_diagnostics_count(unheard, PM_ERROR)) root = NULL; /* such as a key that now stands twice */
    pm_diagnostics_destroy(unheard);
    return root;
}

/* Whether an edited text of one line still reads as one text, the right one, when it stands alone. */
static bool reads_alone(const fixer *f, const edit *e)
{
    size_t before = e->start - e->text->start, after = e->text->end - e->end;
    const char *written = f->source->text + e->text->start;
    pm_arena *arena = pm_arena_create();
    pm_strbuf item = PM_STRBUF_INIT;
    pm_strbuf_string(&item, "- ");
    pm_strbuf_append(&item, written, before);
    pm_strbuf_append(&item, e->bytes, e->length);
    pm_strbuf_append(&item, f->source->text + e->end, after);
    pm_strbuf_char(&item, '\n');
    const pm_yaml *list = read_quietly(item.data, item.length, f->limits, arena);
    const pm_yaml *only =
        list && list->kind == PM_YAML_SEQUENCE && list->count == 1 ? list->first->value : NULL;
    bool is_right = only && only->kind == PM_YAML_SCALAR && strcmp(only->text, e->reads) == 0;
    pm_strbuf_finish(&item);
    pm_arena_destroy(arena);
    return is_right;
}

/* Mends what the text reads as and the bytes it is written with alike, until nothing is left: an opened
 * ligature may bring a wrong character set to light, and text may have been decoded wrongly twice. */
static bool mend(pm_arena *arena, edit *e)
{
    size_t length = e->text->length;
    e->reads = e->text->text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        unsigned faults = pm_text_faults(e->reads, length);
        if (!faults) return round > 0;
        if (faults & PM_TEXT_MOJIBAKE) faults |= PM_TEXT_LIGATURE | PM_TEXT_NOT_NFC;
        clean(arena, &e->reads, &length, faults);
        clean(arena, &e->bytes, &e->length, faults);
    }
    return false;
}

static void plan_edit(fixer *f, const pm_yaml *text)
{
    const char *written = f->source->text + text->start;
    size_t length = text->end - text->start;
    bool is_one_line = !memchr(written, '\n', length);
    size_t quotes = length >= 2 && (*written == '"' || *written == '\'') && written[length - 1] == *written;
    edit e = { .text = text, .start = text->start + quotes, .end = text->end - quotes };
    e.bytes = written + quotes;
    e.length = length - 2 * quotes;
    if (!mend(f->arena, &e) || (is_one_line && !reads_alone(f, &e))) return;
    PM_RESERVE(f->edits, f->capacity, f->count + 1);
    f->edits[f->count++] = e;
}

static void apply(const fixer *f, pm_strbuf *out)
{
    size_t copied = 0;
    pm_strbuf_clear(out);
    for (size_t i = 0; i < f->count; i++) {
        const edit *e = &f->edits[i];
        if (e->is_rejected) continue;
        pm_strbuf_append(out, f->source->text + copied, e->start - copied);
        pm_strbuf_append(out, e->bytes, e->length);
        copied = e->end;
    }
    pm_strbuf_append(out, f->source->text + copied, f->source->length - copied);
}

static bool reads_as(const pm_yaml *now, const char *text)
{
    return strcmp(now->text, text) == 0;
}

/* Rejects the edits whose texts did not come out right; false when something else went wrong. */
static bool judge(fixer *f, const pm_yaml_texts *now, bool *all_right)
{
    *all_right = now->count == f->texts.count;
    if (!*all_right) return false;
    size_t next = 0;
    for (size_t i = 0; i < now->count; i++) {
        edit *e = next < f->count && f->edits[next].text == f->texts.all[i] ? &f->edits[next++] : NULL;
        bool is_edit = e && !e->is_rejected;
        if (reads_as(now->all[i], is_edit ? e->reads : f->texts.all[i]->text)) continue;
        *all_right = false;
        if (!is_edit) return false;
        e->is_rejected = true;
    }
    return true;
}

static void reject_all(fixer *f)
{
    for (size_t i = 0; i < f->count; i++)
        f->edits[i].is_rejected = true;
}

/* Applies the edits, reads the result, and once more without those that turned out badly. */
static void apply_what_is_safe(fixer *f, pm_strbuf *out)
{
    bool all_right = false;
    for (int round = 0; round < 2 && !all_right; round++) {
        pm_arena *arena = pm_arena_create();
        apply(f, out);
        const pm_yaml *root = read_quietly(pm_strbuf_text(out), out->length, f->limits, arena);
        pm_yaml_texts now = { NULL, 0, 0 };
        if (root) now = pm_yaml_texts_in_order(root);
        if (!root || !judge(f, &now, &all_right)) reject_all(f);
        free(now.all);
        pm_arena_destroy(arena);
    }
    if (!all_right) reject_all(f);
}

static size_t note_mended(const fixer *f, const pm_source *fixed, pm_diagnostics *diagnostics)
{
    size_t mended = 0;
    for (size_t i = 0; i < f->count; i++) {
        const edit *e = &f->edits[i];
        if (e->is_rejected) continue;
        mended++;
        pm_note(diagnostics, fixed, e->text->at, "mended: was \"%.200s\"", e->text->text);
        pm_code(diagnostics, "mended");
    }
    return mended;
}

bool pm_fix_yaml_within(const pm_source *source, const pm_yaml_limits *limits, const pm_source *fixed,
                        pm_strbuf *out, pm_diagnostics *diagnostics)
{
    fixer f = { .source = source, .limits = limits, .arena = pm_arena_create() };
    const pm_yaml *root = read_quietly(source->text, source->length, limits, f.arena);
    size_t mended = 0;
    if (root) {
        f.texts = pm_yaml_texts_in_order(root);
        for (size_t i = 0; i < f.texts.count; i++)
            plan_edit(&f, f.texts.all[i]);
        pm_strbuf text = PM_STRBUF_INIT;
        if (f.count) apply_what_is_safe(&f, &text);
        mended = note_mended(&f, fixed, diagnostics);
        if (mended) pm_strbuf_append(out, pm_strbuf_text(&text), text.length);
        pm_strbuf_finish(&text);
    }
    free(f.texts.all);
    free(f.edits);
    pm_arena_destroy(f.arena);
    return mended > 0;
}

bool pm_fix_yaml(const pm_source *source, const pm_source *fixed, pm_strbuf *out, pm_diagnostics *diagnostics)
{
    return pm_fix_yaml_within(source, &pm_yaml_default_limits, fixed, out, diagnostics);
}
