/*
 * The page: a template (src/paint/html/page.html) whose {{names}} are replaced by what a table says.
 *
 * The map in it is what the SVG painter writes, with both palettes where there are two. The page's policy
 * allows its one script and its two style sheets by their SHA-256, and nothing else: what a list's texts
 * could smuggle in would neither run nor load. Those texts reach the page escaped, as XML or as JSON.
 */
#include "paint/html.h"

#include <glib.h>
#include <string.h>

#include "paint/html_assets.h"
#include "support/memory.h"
#include "support/xml.h"

typedef struct page {
    const pm_scene *scene; /* NULL: no map */
    const char *title;
    const pm_html_extras *extras;
    pm_strbuf map;
    pm_strbuf *out;
} page;

/* --- the policy --- */

/* " 'sha256-…'" of the bytes. */
static void append_hash(pm_strbuf *out, const char *bytes, size_t length)
{
    guint8 digest[32];
    gsize digest_length = sizeof digest;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)bytes, (gssize)length);
    g_checksum_get_digest(checksum, digest, &digest_length);
    g_checksum_free(checksum);
    gchar *text = g_base64_encode(digest, digest_length);
    pm_strbuf_printf(out, " 'sha256-%s'", text);
    g_free(text);
}

/* The picture's own style sheet: from its first byte to behind its last. Texts before it are escaped, so its
 * tag is the first. False when there is none. */
static bool find_style(const pm_strbuf *map, size_t *from, size_t *to)
{
    static const char begin[] = "<style>", end[] = "</style>";
    const char *text = pm_strbuf_text(map), *first = strstr(text, begin);
    const char *last = first ? strstr(first, end) : NULL;
    if (!last) return false;
    *from = (size_t)(first - text) + sizeof begin - 1;
    *to = (size_t)(last - text);
    return true;
}

static void append_map_style_hash(pm_strbuf *out, const pm_strbuf *map)
{
    size_t from, to;
    if (find_style(map, &from, &to)) append_hash(out, pm_strbuf_text(map) + from, to - from);
}

static void write_policy(const page *p)
{
    pm_strbuf_string(p->out, "default-src 'none'; script-src");
    append_hash(p->out, pm_html_script, strlen(pm_html_script));
    pm_strbuf_string(p->out, "; style-src");
    append_hash(p->out, pm_html_style, strlen(pm_html_style));
    append_map_style_hash(p->out, &p->map);
    pm_strbuf_string(p->out, "; img-src data:; font-src data:");
    if (p->extras->version) pm_strbuf_string(p->out, "; connect-src 'self'");
    pm_strbuf_string(p->out, "; base-uri 'none'; form-action 'none'");
}

/* --- the template --- */

static void write_title(const page *p)
{
    pm_xml_string(p->out, p->title);
}

static void write_summary(const page *p)
{
    if (p->scene) pm_xml_string(p->out, p->scene->description);
}

static void write_version(const page *p)
{
    pm_strbuf_string(p->out, PAPERMAP_VERSION);
}

static void write_style(const page *p)
{
    pm_strbuf_string(p->out, pm_html_style);
}

static void write_script(const page *p)
{
    pm_strbuf_string(p->out, pm_html_script);
}

static void write_map(const page *p)
{
    pm_strbuf_append(p->out, pm_strbuf_text(&p->map), p->map.length);
}

static void write_data(const page *p)
{
    pm_html_write_data(p->scene, p->extras, p->out);
}

static const struct {
    const char *name;
    void (*write)(const page *p);
} places[] = {
    { "policy", write_policy }, { "title", write_title },     { "summary", write_summary },
    { "map", write_map },       { "style", write_style },     { "script", write_script },
    { "data", write_data },     { "version", write_version },
};

static void write_place(const page *p, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strlen(places[i].name) == length && strncmp(places[i].name, name, length) == 0)
            places[i].write(p);
}

static void write_page(const page *p)
{
    const char *at = pm_html_page, *open, *close;
    while ((open = strstr(at, "{{")) && (close = strstr(open, "}}"))) {
        pm_strbuf_append(p->out, at, (size_t)(open - at));
        write_place(p, open + 2, (size_t)(close - open - 2));
        at = close + 2;
    }
    pm_strbuf_string(p->out, at);
}

bool pm_paint_html(const pm_scene *scene, const pm_paint_options *options, pm_strbuf *out,
                   pm_diagnostics *diagnostics)
{
    static const pm_html_extras none = { NULL, NULL, NULL };
    page p = { .scene = scene,
               .title = scene->title,
               .extras = options->html ? options->html : &none,
               .map = PM_STRBUF_INIT,
               .out = out };
    pm_paint_options both = *options;
    both.has_dark = true;
    bool done = pm_paint_svg(scene, &both, &p.map, diagnostics);
    if (done) write_page(&p);
    pm_strbuf_finish(&p.map);
    return done;
}

void pm_html_write_empty(const char *title, const pm_html_extras *extras, pm_strbuf *out)
{
    page p = { .title = title, .extras = extras, .map = PM_STRBUF_INIT, .out = out };
    write_page(&p);
}
