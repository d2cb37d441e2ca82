/*
 * Builds flat texts. Text inside <details> is muted: in an item or a cell it is an abstract or a BibTeX
 * record, not part of the entry's own line; its <summary> may name authors and venue, and is a line.
 */
#include "taxonomy/markdown_text.h"

#include <ctype.h>
#include <stdlib.h>

#include "support/memory.h"
#include "support/strbuf.h"
#include "support/utf8.h"
#include "taxonomy/markdown_html.h"

struct pm_md_builder {
    pm_arena *arena;
    pm_strbuf bytes, alt;
    pm_md_span *spans;
    size_t span_count, span_capacity;
    pm_md_link *links;
    size_t link_count, link_capacity;
    pm_md_image *images;
    size_t image_count, image_capacity;
    int styles[4];    /* open ones per style bit */
    size_t open_link; /* 1 + index; 0: none */
    const char *image_source;
    int image_depth, muted;
    bool placed, summary; /* summary: of a muted fold */
    pm_mark at, first_at;
};

pm_md_builder *pm_md_builder_create(pm_arena *arena)
{
    pm_md_builder *builder = pm_calloc(1, sizeof *builder);
    builder->arena = arena;
    return builder;
}

void pm_md_builder_destroy(pm_md_builder *builder)
{
    if (!builder) return;
    pm_strbuf_finish(&builder->bytes);
    pm_strbuf_finish(&builder->alt);
    free(builder->spans);
    free(builder->links);
    free(builder->images);
    free(builder);
}

void pm_md_builder_at(pm_md_builder *builder, pm_mark at)
{
    if (at.line == 0) return;
    builder->at = at;
    if (!builder->placed) builder->first_at = at;
    builder->placed = true;
}

static unsigned current_style(const pm_md_builder *builder)
{
    unsigned style = 0;
    for (unsigned i = 0; i < 4; i++)
        if (builder->styles[i] > 0) style |= 1u << i;
    return style;
}

static void add_span(pm_md_builder *builder, size_t start, size_t end, unsigned style, size_t link,
                     pm_mark at)
{
    pm_md_span *last = builder->span_count ? &builder->spans[builder->span_count - 1] : NULL;
    if (last && last->style == style && last->link == link) {
        last->end = end;
        return;
    }
    PM_RESERVE(builder->spans, builder->span_capacity, builder->span_count + 1);
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): reserved above */
    builder->spans[builder->span_count++] = (pm_md_span){ start, end, style, link, at };
}

void pm_md_builder_write(pm_md_builder *builder, const char *bytes, size_t length, unsigned extra_style)
{
    if (!length || builder->muted) return;
    if (builder->image_depth) {
        pm_strbuf_append(&builder->alt, bytes, length);
        return;
    }
    size_t start = builder->bytes.length;
    pm_strbuf_append(&builder->bytes, bytes, length);
    for (char *c = builder->bytes.data + start; c < builder->bytes.data + start + length; c++)
        if (*c == '\t' || *c == '\f' || *c == '\v') *c = ' ';
    add_span(builder, start, start + length, current_style(builder) | extra_style, builder->open_link,
             builder->at);
}

void pm_md_builder_break(pm_md_builder *builder, bool hard)
{
    pm_md_builder_write(builder, builder->image_depth ? " " : hard ? "\n" : "\r", 1, 0);
}

void pm_md_builder_style(pm_md_builder *builder, pm_md_style style, bool on)
{
    for (unsigned i = 0; i < 4; i++)
        if (style & 1u << i) builder->styles[i] += on ? 1 : builder->styles[i] > 0 ? -1 : 0;
}

void pm_md_builder_close_link(pm_md_builder *builder)
{
    if (!builder->open_link) return;
    pm_md_link *link = &builder->links[builder->open_link - 1];
    link->end = builder->bytes.length;
    if (link->start == link->end && builder->open_link == builder->link_count) builder->link_count--;
    builder->open_link = 0;
}

void pm_md_builder_open_link(pm_md_builder *builder, const char *url)
{
    if (builder->muted || builder->image_depth) return;
    pm_md_builder_close_link(builder);
    PM_RESERVE(builder->links, builder->link_capacity, builder->link_count + 1);
    builder->links[builder->link_count++] =
        (pm_md_link){ pm_arena_strdup(builder->arena, url ? url : ""), builder->bytes.length,
                      builder->bytes.length, builder->at };
    builder->open_link = builder->link_count;
}

void pm_md_builder_open_image(pm_md_builder *builder, const char *source)
{
    if (builder->image_depth++ == 0) {
        builder->image_source = pm_arena_strdup(builder->arena, source ? source : "");
        pm_strbuf_clear(&builder->alt);
    }
}

void pm_md_builder_close_image(pm_md_builder *builder)
{
    if (!builder->image_depth || --builder->image_depth || builder->muted) return;
    const char *target = builder->open_link ? builder->links[builder->open_link - 1].url : NULL;
    PM_RESERVE(builder->images, builder->image_capacity, builder->image_count + 1);
    builder->images[builder->image_count++] =
        (pm_md_image){ pm_arena_strdup(builder->arena, pm_strbuf_text(&builder->alt)), builder->image_source,
                       target, builder->at };
}

/* Tags that only set a style. */
static unsigned style_of_tag(const char *name)
{
    static const struct {
        const char *name;
        unsigned style;
    } tags[] = { { "b", PM_MD_BOLD },     { "strong", PM_MD_BOLD },  { "i", PM_MD_ITALIC },
                 { "em", PM_MD_ITALIC },  { "code", PM_MD_CODE },    { "s", PM_MD_STRIKE },
                 { "del", PM_MD_STRIKE }, { "strike", PM_MD_STRIKE } };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(tags[i].name, name) == 0) return tags[i].style;
    return 0;
}

static bool is_breaking_tag(const char *name)
{
    static const char *const names[] = { "br", "p", "li", "ul", "ol", "div", "tr", "hr", "center" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

/* Of a fold, only what it shows when it is closed is read, as a line of its own. */
static void show_summary(pm_md_builder *builder, bool on)
{
    if (on ? builder->muted != 1 : !builder->summary) return;
    if (on) builder->muted = 0;
    pm_md_builder_break(builder, true);
    if (!on) builder->muted = 1;
    builder->summary = on;
}

void pm_md_builder_html(pm_md_builder *builder, const char *bytes, size_t length)
{
    pm_html_tag tag;
    if (!length || !pm_html_read_tag(bytes, bytes + length, &tag) || !tag.name[0]) return;
    unsigned style = style_of_tag(tag.name);
    if (style) {
        pm_md_builder_style(builder, (pm_md_style)style, !tag.closing);
    } else if (strcmp(tag.name, "details") == 0) {
        builder->muted += tag.closing ? (builder->muted > 0 ? -1 : 0) : 1;
        builder->summary = false;
    } else if (strcmp(tag.name, "summary") == 0) {
        show_summary(builder, !tag.closing);
    } else if (strcmp(tag.name, "a") == 0) {
        const char *url = tag.closing ? NULL : pm_html_attribute(&tag, "href", builder->arena);
        if (url && *url)
            pm_md_builder_open_link(builder, url);
        else
            pm_md_builder_close_link(builder);
    } else if (strcmp(tag.name, "img") == 0) {
        const char *alt = pm_html_attribute(&tag, "alt", builder->arena);
        pm_md_builder_open_image(builder, pm_html_attribute(&tag, "src", builder->arena));
        if (alt) pm_md_builder_write(builder, alt, strlen(alt), 0);
        pm_md_builder_close_image(builder);
    } else if (is_breaking_tag(tag.name)) {
        pm_md_builder_break(builder, true);
    }
}

void pm_md_builder_append(pm_md_builder *builder, const pm_md_text *text)
{
    if (builder->bytes.length) pm_md_builder_write(builder, "\n", 1, 0);
    size_t shift = builder->bytes.length, link_shift = builder->link_count;
    pm_md_builder_at(builder, text->at);
    pm_strbuf_append(&builder->bytes, text->bytes, text->length);
    for (size_t i = 0; i < text->link_count; i++) {
        pm_md_link link = text->links[i];
        link.start += shift;
        link.end += shift;
        PM_RESERVE(builder->links, builder->link_capacity, builder->link_count + 1);
        builder->links[builder->link_count++] = link;
    }
    for (size_t i = 0; i < text->span_count; i++) {
        const pm_md_span *span = &text->spans[i];
        add_span(builder, span->start + shift, span->end + shift, span->style,
                 span->link ? span->link + link_shift : 0, span->at);
    }
    for (size_t i = 0; i < text->image_count; i++) {
        PM_RESERVE(builder->images, builder->image_capacity, builder->image_count + 1);
        builder->images[builder->image_count++] = text->images[i];
    }
}

bool pm_md_builder_is_empty(const pm_md_builder *builder)
{
    if (builder->image_count) return false;
    for (size_t i = 0; i < builder->bytes.length; i++)
        if (!isspace((unsigned char)builder->bytes.data[i])) return false;
    return true;
}

const pm_md_text *pm_md_builder_finish(pm_md_builder *builder)
{
    pm_md_builder_close_link(builder);
    pm_md_text *text = PM_NEW(builder->arena, pm_md_text);
    text->length = builder->bytes.length;
    text->bytes = pm_arena_strndup(builder->arena, pm_strbuf_text(&builder->bytes), text->length);
    text->at = builder->first_at;
    text->span_count = builder->span_count;
    text->link_count = builder->link_count;
    text->image_count = builder->image_count;
    text->spans = pm_arena_copy(builder->arena, builder->spans, builder->span_count * sizeof *builder->spans);
    text->links = pm_arena_copy(builder->arena, builder->links, builder->link_count * sizeof *builder->links);
    text->images =
        pm_arena_copy(builder->arena, builder->images, builder->image_count * sizeof *builder->images);
    pm_strbuf_clear(&builder->bytes);
    builder->span_count = builder->link_count = builder->image_count = 0;
    builder->image_depth = builder->muted = 0;
    memset(builder->styles, 0, sizeof builder->styles);
    builder->placed = builder->summary = false;
    builder->at = builder->first_at = (pm_mark){ 0, 0 };
    return text;
}

const pm_md_span *pm_md_span_at(const pm_md_text *text, size_t at)
{
    size_t low = 0, high = text->span_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->spans[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->span_count ? &text->spans[low] : NULL;
}

const pm_md_link *pm_md_link_at(const pm_md_text *text, size_t at)
{
    const pm_md_span *span = pm_md_span_at(text, at);
    return span && span->link ? &text->links[span->link - 1] : NULL;
}

size_t pm_md_style_end(const pm_md_text *text, size_t at, unsigned style)
{
    size_t end = at;
    const pm_md_span *span = pm_md_span_at(text, at);
    for (; span && span < text->spans + text->span_count; span++) {
        bool blank = true;
        for (size_t i = span->start; i < span->end && blank; i++)
            blank = text->bytes[i] == ' ';
        if (span->style & style)
            end = span->end;
        else if (!blank)
            break;
    }
    return end;
}

/* Behind white space, list marks, separators, emoji and shortcodes. */
size_t pm_md_skip_decoration(const pm_md_text *text, size_t at)
{
    while (at < text->length) {
        const char *here = text->bytes + at, *end = text->bytes + text->length;
        size_t next = at;
        uint32_t c = pm_utf8_next(&here, end);
        next = (size_t)(here - text->bytes);
        here = text->bytes + at;
        if (c == ':') {
            const char *stop =
                memchr(here + 1, ':', (size_t)(end - here - 1) < 40 ? (size_t)(end - here - 1) : 40);
            bool code = stop && stop > here + 1;
            for (const char *k = here + 1; code && k < stop; k++)
                code = isalnum((unsigned char)*k) || *k == '_' || *k == '-' || *k == '+';
            at = code ? (size_t)(stop + 1 - text->bytes) : next;
            continue;
        }
        bool symbol = (c >= 0x2010 && c <= 0x2017) || (c >= 0x2020 && c <= 0x2BFF && c != 0x2116) ||
                      c >= 0x1F000 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200B || c == 0x200D ||
                      c == 0xA0 || c == 0xB7 || c == 0xA9 || c == 0x3000 || c == 0xFEFF ||
                      (c >= 0xE000 && c <= 0xF8FF);
        if (!symbol && !(c == ' ' || c == '\n' || c == '\r') &&
            !(c < 0x80 && strchr("-*+|,;.~&>/!^=", (int)c)))
            break;
        at = next;
    }
    return at;
}

const pm_md_text *pm_md_text_slice(const pm_md_text *text, size_t from, size_t to, pm_arena *arena)
{
    pm_md_text *slice = PM_NEW(arena, pm_md_text);
    const pm_md_span *first = pm_md_span_at(text, from), *end = text->spans + text->span_count, *last = first;
    slice->bytes = pm_arena_strndup(arena, text->bytes + from, to - from);
    slice->length = to - from;
    slice->at = first ? first->at : text->at;
    while (last && last < end && last->start < to)
        last++;
    slice->span_count = (size_t)(last - first);
    slice->spans = pm_arena_copy(arena, first, slice->span_count * sizeof *first);
    slice->links = PM_NEW_ARRAY(arena, pm_md_link, slice->span_count);
    size_t previous = 0;
    for (size_t i = 0; i < slice->span_count; i++) {
        pm_md_span *span = &slice->spans[i];
        span->start = span->start > from ? span->start - from : 0;
        span->end = (span->end < to ? span->end : to) - from;
        if (!span->link) continue;
        if (span->link != previous) {
            previous = span->link;
            slice->links[slice->link_count] = text->links[previous - 1];
            slice->links[slice->link_count++].start = span->start;
        }
        slice->links[slice->link_count - 1].end = span->end;
        span->link = slice->link_count;
    }
    return slice;
}
