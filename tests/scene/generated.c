#include "generated.h"

#include <stdlib.h>

#include "support/strbuf.h"

uint32_t next_random(random_state *r) /* SplitMix64 */
{
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(z >> 32);
}

uint32_t below(random_state *r, uint32_t limit)
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
pm_taxonomy *make_tree(random_state *r, uint32_t papers, int depth)
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
