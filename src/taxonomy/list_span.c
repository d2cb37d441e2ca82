#include "taxonomy/list_span.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

/* Lines of the first and the last of the nodes that have a place. */
static pm_list_span lines_of_nodes(const pm_taxonomy *taxonomy)
{
    pm_list_span lines = { UINT32_MAX, 0 };
    for (const pm_node *node = taxonomy->root->first_child; node;
         node = pm_node_after(node, taxonomy->root)) {
        if (!node->at.line) continue;
        if (node->at.line < lines.first) lines.first = node->at.line;
        if (node->at.line > lines.last) lines.last = node->at.line;
    }
    return lines;
}

/* Widens the lines to whole blocks of the document. */
static void widen_to_blocks(const pm_source *source, pm_list_span *lines)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, source->text, source->length);
    cmark_node *document = cmark_parser_finish(parser);
    pm_list_span found = *lines;
    for (cmark_node *block = cmark_node_first_child(document); block; block = cmark_node_next(block)) {
        uint32_t start = (uint32_t)cmark_node_get_start_line(block),
                 end = (uint32_t)cmark_node_get_end_line(block);
        if (start <= found.first && found.first <= end) lines->first = start;
        if (start <= found.last && found.last <= end) lines->last = end;
    }
    cmark_node_free(document);
    cmark_parser_free(parser);
}

static const char *line_after(const char *line)
{
    const char *newline = strchr(line, '\n');
    return newline ? newline + 1 : line + strlen(line);
}

static size_t count_in_line(const char *line, const char *word)
{
    size_t count = 0;
    const char *end = line_after(line), *at = line;
    while ((at = strcasestr(at, word)) && at < end) {
        count++;
        at++;
    }
    return count;
}

/* A fold that opens in the span ends in it, if it ends before the next heading does begin. */
static void widen_to_folds(const pm_source *source, pm_list_span *span)
{
    size_t open = 0;
    uint32_t number = 1;
    for (const char *line = source->text; *line; line = line_after(line), number++) {
        if (number < span->first) continue;
        if (number > span->last && (open == 0 || *line == '#')) return;
        open += count_in_line(line, "<details");
        size_t closed = count_in_line(line, "</details");
        open -= closed < open ? closed : open;
        if (number > span->last && closed) span->last = number;
    }
}

static bool is_blank_line(const char *line, size_t length)
{
    return strspn(line, " \t\r\n") >= length;
}

/* A list's last item may end with blank lines. */
static void trim(const pm_source *source, pm_list_span *span)
{
    uint32_t number = 1, last = span->first;
    for (const char *line = source->text; *line && number <= span->last; line = line_after(line), number++)
        if (number >= span->first && !is_blank_line(line, (size_t)(line_after(line) - line))) last = number;
    span->last = last;
}

pm_list_span pm_list_span_find(const pm_taxonomy *taxonomy)
{
    pm_list_span span = lines_of_nodes(taxonomy);
    widen_to_blocks(taxonomy->source, &span);
    trim(taxonomy->source, &span);
    widen_to_folds(taxonomy->source, &span);
    return span;
}

void pm_list_span_mark(const pm_source *source, pm_list_span span, const char *before, const char *after,
                       pm_strbuf *out)
{
    const char *newline = memchr(source->text, '\n', source->length);
    const char *end = newline && newline > source->text && newline[-1] == '\r' ? "\r\n" : "\n";
    uint32_t number = 1;
    for (const char *line = source->text, *next; *line; line = next, number++) {
        next = line_after(line);
        if (number == span.first) pm_strbuf_printf(out, "%s%s%s", before, end, end);
        pm_strbuf_append(out, line, (size_t)(next - line));
        if (number == span.last)
            pm_strbuf_printf(out, "%s%s%s%s", next[-1] == '\n' ? "" : end, end, after, end);
    }
}
