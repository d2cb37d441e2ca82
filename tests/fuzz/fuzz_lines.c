/*
 * Lists that need no luck with YAML's syntax: one line is one node or one of a paper's texts. "0 name" to
 * "9 name" is a group at that depth or less, "- title" a paper; "a", "v", "y", "w" and "n" give it an
 * abbreviation, venue, year, authors and a note, "+label url" a link. Any other line is passed over.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "support/utf8.h"
#include "taxonomy/reader.h"
#include "taxonomy/yaml_writer.h"

static const pm_mark nowhere = { 0, 0 };

typedef struct reader {
    pm_taxonomy *taxonomy;
    pm_node *group, *paper;
} reader;

static bool has_label(const pm_node *paper, const char *label)
{
    for (const pm_link *link = paper->links; link; link = link->next)
        if (strcmp(link->label, label) == 0) return true;
    return false;
}

/* Readers fold blanks, so two labels never differ in them alone. */
static void add_link(const reader *r, char *text)
{
    char *blank = strchr(text, ' ');
    if (!r->paper || !blank || blank == text || !blank[1] || strcspn(text, "\t\r") < (size_t)(blank - text))
        return;
    *blank = '\0';
    if (!has_label(r->paper, text))
        pm_taxonomy_add_link(r->taxonomy, r->paper, text, blank + 1, nowhere, nowhere);
}

static void add_group(reader *r, int level, const char *name)
{
    pm_node *parent = r->group;
    while (parent->level > level)
        parent = parent->parent;
    r->group = pm_taxonomy_add_group(r->taxonomy, parent, name, nowhere);
    r->paper = NULL;
}

static const char **text_of(pm_node *paper, char sign)
{
    switch (sign) {
    case 'a':
        return &paper->abbr;
    case 'v':
        return &paper->venue;
    case 'y':
        return &paper->year;
    case 'w':
        return &paper->authors;
    case 'n':
        return &paper->note;
    default:
        return NULL;
    }
}

static void read_line(reader *r, char sign, char *text)
{
    if (sign >= '0' && sign <= '9') {
        add_group(r, sign - '0', text);
    } else if (sign == '-') {
        r->paper = pm_taxonomy_add_paper(r->taxonomy, r->group, text, nowhere);
    } else if (sign == '+') {
        add_link(r, text);
    } else if (r->paper) {
        const char **field = text_of(r->paper, sign);
        if (field) *field = pm_arena_strdup(r->taxonomy->arena, text);
    }
}

/* Texts as a reader gives them: well-formed, with something to see. */
static bool is_text(const char *text, size_t length)
{
    return !memchr(text, '\0', length) && pm_utf8_valid_length(text, length) == length &&
           strspn(text, " \t\r") < length;
}

static pm_taxonomy *read_lines(const pm_source *source)
{
    reader r = { .taxonomy = pm_taxonomy_create(source, "Lines") };
    r.group = r.taxonomy->root;
    pm_arena *arena = pm_arena_create();
    for (const char *at = source->text, *end = at + source->length; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
        if (stop - at > 2) {
            char *text = pm_arena_strndup(arena, at + 1, (size_t)(stop - at - 1));
            if (is_text(text, (size_t)(stop - at - 1))) read_line(&r, *at, text);
        }
        at = newline ? newline + 1 : end;
    }
    pm_arena_destroy(arena);
    pm_taxonomy_finish(r.taxonomy);
    return r.taxonomy;
}

static bool has_lines(const pm_source *source)
{
    static const char sign[] = "%lines\n";
    return source->length >= sizeof sign - 1 && memcmp(source->text, sign, sizeof sign - 1) == 0;
}

pm_source fuzz_list_source(const char *name, const void *bytes, size_t length)
{
    pm_source source = fuzz_source(name, bytes, length);
    if (!has_lines(&source)) return source;
    pm_strbuf text = PM_STRBUF_INIT;
    pm_taxonomy *taxonomy = read_lines(&source);
    pm_taxonomy_write_yaml(taxonomy, &text);
    pm_source yaml = fuzz_source(name, text.data, text.length);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *read = pm_taxonomy_read_yaml(&yaml, diagnostics);
    fuzz_promise(read || !taxonomy->root->entry_count, "what was written from lines can be read");
    pm_taxonomy_destroy(read);
    fuzz_finish_diagnostics(diagnostics);
    pm_taxonomy_destroy(taxonomy);
    pm_strbuf_finish(&text);
    fuzz_source_finish(&source);
    return yaml;
}
