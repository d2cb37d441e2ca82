#include "cli/summary.h"

#include <string.h>

#include "taxonomy/difference_write.h"

enum { MOST_FINDINGS = 50, MOST_CHANGES = 200 };

/* Text that Markdown shows as it is, on one line: what is special gets a backslash, "<" and "&" a reference.
 */
static void append_text(pm_strbuf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n' || *text == '\r')
            pm_strbuf_char(out, ' ');
        else if (*text == '<')
            pm_strbuf_string(out, "&lt;");
        else if (*text == '&')
            pm_strbuf_string(out, "&amp;");
        else {
            if (strchr("\\`*_[]()#|~!@$", *text)) pm_strbuf_char(out, '\\');
            pm_strbuf_char(out, *text);
        }
    }
}

static void append_count(pm_strbuf *out, const pm_diagnostics *findings)
{
    size_t counts[] = { pm_diagnostics_count(findings, PM_ERROR), pm_diagnostics_count(findings, PM_WARNING),
                        pm_diagnostics_count(findings, PM_NOTE) };
    static const char *const nouns[] = { "error", "warning", "note" };
    const char *separator = "";
    counts[2] -= counts[1];
    counts[1] -= counts[0];
    for (size_t i = 0; i < 3; i++) {
        if (!counts[i]) continue;
        pm_strbuf_printf(out, "%s%zu %s%s", separator, counts[i], nouns[i], counts[i] == 1 ? "" : "s");
        separator = ", ";
    }
}

static void append_findings(pm_strbuf *out, const pm_diagnostics *findings)
{
    size_t count = pm_diagnostics_count(findings, PM_NOTE);
    pm_strbuf_string(out, "\n### Findings\n\n");
    if (!count) {
        pm_strbuf_string(out, "None: the list is in order.\n");
        return;
    }
    append_count(out, findings);
    pm_strbuf_string(out, ".\n\n| | place | what |\n|---|---|---|\n");
    const pm_diagnostic *finding;
    for (size_t i = 0; i < MOST_FINDINGS && (finding = pm_diagnostics_get(findings, i)); i++) {
        pm_strbuf_printf(out, "| %s | ", pm_severity_name(finding->severity));
        if (finding->source) append_text(out, finding->source->name);
        pm_strbuf_printf(out, ":%u:%u | ", finding->at.line, finding->at.column);
        append_text(out, finding->message);
        pm_strbuf_string(out, " |\n");
    }
    if (count > MOST_FINDINGS) pm_strbuf_printf(out, "\nAnd %zu more.\n", count - MOST_FINDINGS);
}

void pm_summary_write(const pm_scene *scene, const pm_difference *changes, const pm_diagnostics *findings,
                      pm_strbuf *out)
{
    pm_strbuf_string(out, "## ");
    append_text(out, scene->title);
    pm_strbuf_string(out, "\n\n");
    append_text(out, scene->description);
    pm_strbuf_string(out, "\n");
    if (changes) {
        pm_strbuf_string(out, "\n### Changes\n\n");
        pm_difference_write_markdown(changes, MOST_CHANGES, out);
    }
    append_findings(out, findings);
}
