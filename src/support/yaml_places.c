#include "support/yaml_places.h"

#include <stdbool.h>
#include <string.h>

#include "support/utf8.h"

/* Ends the line that starts at `start`. */
static void find_end(pm_yaml_places *p)
{
    const char *from = p->source->text + p->start.byte;
    const char *newline = memchr(from, '\n', p->source->length - p->start.byte);
    size_t length = newline ? (size_t)(newline + 1 - from) : p->source->length - p->start.byte;
    p->next = (pm_yaml_place){ p->start.character + pm_utf8_count(from, length), p->start.byte + length };
}

static bool is_last_line(const pm_yaml_places *p)
{
    return p->next.byte == p->start.byte || p->source->text[p->next.byte - 1] != '\n';
}

static void move_down(pm_yaml_places *p)
{
    p->start = p->last = p->next;
    p->line++;
    find_end(p);
}

static void move_up(pm_yaml_places *p)
{
    const char *text = p->source->text;
    const char *newline = memrchr(text, '\n', p->start.byte - 1);
    size_t byte = newline ? (size_t)(newline + 1 - text) : 0;
    p->next = p->start;
    p->start.character -= pm_utf8_count(text + byte, p->start.byte - byte);
    p->start.byte = byte;
    p->last = p->start;
    p->line--;
}

static void move_to_line(pm_yaml_places *p, size_t character)
{
    while (character >= p->next.character && !is_last_line(p))
        move_down(p);
    while (character < p->start.character)
        move_up(p);
}

/* Walks to a character of the line, from its start or the one that was walked to last. */
static size_t walk_to(pm_yaml_places *p, size_t character)
{
    const char *text = p->source->text;
    pm_yaml_place *at = &p->last;
    while (at->character < character && at->byte < p->source->length) {
        at->byte++;
        while (((unsigned char)text[at->byte] & 0xC0) == 0x80)
            at->byte++;
        at->character++;
    }
    while (at->character > character) {
        at->byte--;
        while (((unsigned char)text[at->byte] & 0xC0) == 0x80)
            at->byte--;
        at->character--;
    }
    return at->byte;
}

/* In a line of ASCII, which most are, columns are bytes. */
static size_t byte_of(pm_yaml_places *p, size_t character)
{
    size_t bytes = p->next.byte - p->start.byte, column = character - p->start.character;
    if (bytes != p->next.character - p->start.character) return walk_to(p, character);
    return p->start.byte + (column < bytes ? column : bytes);
}

pm_yaml_places pm_yaml_places_of(const pm_source *source)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    pm_yaml_places p = { .source = source, .line = 1 };
    if (source->length >= 3 && memcmp(source->text, byte_order_mark, 3) == 0) p.skipped = 3;
    find_end(&p);
    return p;
}

pm_mark pm_yaml_place_at(pm_yaml_places *p, size_t index, uint32_t *byte)
{
    size_t character = index + (p->skipped > 0);
    move_to_line(p, character);
    if (byte) *byte = (uint32_t)byte_of(p, character);
    return (pm_mark){ p->line, (uint32_t)(character - p->start.character) + 1 };
}

pm_mark pm_yaml_place_of_byte(pm_yaml_places *p, size_t byte)
{
    size_t character = pm_utf8_count(p->source->text, byte);
    move_to_line(p, character);
    return (pm_mark){ p->line, (uint32_t)(character - p->start.character) + 1 };
}
