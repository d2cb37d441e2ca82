#include "text/font_families.h"

#include <glib.h>
#include <string.h>

/* A generic family ("sans-serif") is installed when any font is. */
static bool is_generic(const char *family)
{
    static const char *const generic[] = { "sans-serif", "serif", "monospace", "sans", "mono", "cursive" };
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (g_ascii_strcasecmp(generic[i], family) == 0) return true;
    return false;
}

/* Fontconfig always answers with some font; it is the asked one when the families agree. */
static bool is_installed(const pm_face *face, const char *family, const char *language,
                         const cairo_font_options_t *options)
{
    FcPattern *match = pm_font_match(face, family, language, options);
    bool found = match && (is_generic(family) || pm_font_match_is(match, family));
    if (match) FcPatternDestroy(match);
    return found;
}

/* Copies the next family of a comma-separated list; NULL at the end. */
static char *next_family(pm_arena *arena, const char **list)
{
    *list += strspn(*list, ", ");
    size_t length = strcspn(*list, ",");
    const char *start = *list;
    *list += length;
    while (length && start[length - 1] == ' ')
        length--;
    return length ? pm_arena_strndup(arena, start, length) : NULL;
}

bool pm_font_families_check(const pm_face *face, FcPattern *match, const char *language,
                            const cairo_font_options_t *options, pm_arena *arena, pm_diagnostics *diagnostics)
{
    const char *rest = face->family;
    char *wanted = NULL, *family;
    while ((family = next_family(arena, &rest))) {
        if (!wanted) wanted = family;
        bool known = match && family == wanted && pm_font_match_is(match, family);
        if (!known && !is_installed(face, family, language, options)) continue;
        if (family != wanted) {
            pm_warning(diagnostics, NULL, (pm_mark){ 0, 0 },
                       "the font \"%s\" is not installed; \"%s\" stands in for it", wanted, family);
            pm_hint(diagnostics,
                    "install it (packages.txt names the packages), or name another font in the style");
        }
        return true;
    }
    pm_error(diagnostics, NULL, (pm_mark){ 0, 0 }, "none of the fonts \"%s\" is installed", face->family);
    pm_hint(diagnostics,
            "install one of them (packages.txt names the packages), or name another font in the style");
    return false;
}
