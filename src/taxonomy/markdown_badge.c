/*
 * Badges: images from shields.io and its like that say something ("Conference-ICML'23") or lead somewhere
 * ("arXiv").
 *
 * Their text stands in the address as LABEL-MESSAGE-COLOUR, with "--" for a dash and "_" for a blank.
 * Counters (stars, downloads, last commit) say nothing of an entry.
 */
#include <ctype.h>
#include <string.h>

#include "taxonomy/markdown_entry.h"
#include "taxonomy/markdown_words.h"

static int hex_value(char c)
{
    return isdigit((unsigned char)c)    ? c - '0'
           : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
                                        : -1;
}

/* Appends the next field of a badge's path and steps over its dash. False at the end. */
static bool next_field(const char **at, pm_strbuf *out)
{
    const char *c = *at;
    if (!*c || strchr("?#/", *c)) return false;
    for (; *c && !strchr("?#/", *c); c++) {
        if (*c == '-' && c[1] != '-') {
            c++;
            break;
        }
        if ((*c == '-' || *c == '_') && c[1] == *c) {
            pm_strbuf_char(out, *c++);
        } else if (*c == '%' && hex_value(c[1]) >= 0 && hex_value(c[2]) >= 0) {
            pm_strbuf_char(out, (char)(hex_value(c[1]) * 16 + hex_value(c[2])));
            c += 2;
        } else {
            pm_strbuf_char(out, *c == '_' ? ' ' : *c);
        }
    }
    *at = c;
    return true;
}

static void read_venue(pm_md_entry *entry, const char *label, const char *message, pm_mark at,
                       pm_arena *arena)
{
    pm_md_venue venue;
    pm_strbuf both = PM_STRBUF_INIT;
    bool named = pm_md_column_of(label, strlen(label)) == PM_MD_COLUMN_VENUE || strcmp(label, "Publish") == 0;
    pm_strbuf_printf(&both, "%s %s", label, message);
    pm_md_trust trust = named ? PM_MD_TRUST_CELL : PM_MD_TRUST_WORDS;
    bool found = pm_md_venue_match(message, strlen(message), trust, &venue) &&
                 (named || (venue.known && venue.name[0]));
    if (!found)
        found = pm_md_venue_match(pm_strbuf_text(&both), both.length, PM_MD_TRUST_WORDS, &venue) &&
                venue.known && venue.year[0] && (!strstr(label, "rXiv") || strlen(message) <= 7);
    if (found) pm_md_entry_set_venue(entry, &venue, at, arena);
    pm_strbuf_finish(&both);
}

static void read_image(pm_md_entry *entry, const pm_md_image *image, pm_arena *arena)
{
    static const char *const counters[] = { "/stars/",    "/forks/",      "/downloads/", "last-commit",
                                            "/watchers/", "star-history", "hits",        "visitor" };
    const char *badge = strstr(image->source, "/badge/");
    pm_strbuf label = PM_STRBUF_INIT, message = PM_STRBUF_INIT;
    bool counter = false;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        counter |= strstr(image->source, counters[i]) != NULL;
    if (badge) {
        badge += strlen("/badge/");
        next_field(&badge, &label);
        next_field(&badge, &message);
        read_venue(entry, pm_strbuf_text(&label), pm_strbuf_text(&message), image->at, arena);
    }
    if (image->target && *image->target && pm_md_url_is_foreign(image->target)) {
        const char *said = pm_md_is_material(pm_strbuf_text(&label), label.length) || !*image->alt
                               ? pm_strbuf_text(&label)
                               : image->alt;
        if (pm_md_is_material(said, strlen(said)) ||
            (label.length && pm_md_is_material(pm_strbuf_text(&message), message.length))) {
            if (!pm_md_is_material(said, strlen(said))) said = pm_strbuf_text(&message);
            pm_md_entry_add_link(entry, pm_md_clean_label(said, strlen(said), arena), image->target,
                                 image->at, arena);
            entry->material_count++;
        } else if (counter && strstr(image->target, "github.com/")) {
            entry->repository = image;
        }
    }
    pm_strbuf_finish(&label);
    pm_strbuf_finish(&message);
}

void pm_md_entry_read_images(pm_md_entry *entry, const pm_md_text *text, pm_arena *arena)
{
    for (size_t i = 0; i < text->image_count; i++)
        read_image(entry, &text->images[i], arena);
}
