/*
 * Findings as text (standard error), as JSON, and as GitHub's workflow commands, which become annotations of
 * a pull request (both standard output).
 */
#include "cli/check_format.h"

#include <stdio.h>
#include <string.h>

#include "support/json.h"

static bool is_disabled(const pm_diagnostic *finding, const pm_finding_options *options)
{
    for (size_t i = 0; finding->code && options->disabled && options->disabled[i]; i++)
        if (strcmp(finding->code, options->disabled[i]) == 0) return true;
    return false;
}

static const char *code_of(const pm_diagnostic *finding)
{
    return finding->code ? finding->code : finding->source && finding->at.line ? "encoding" : "input";
}

static const char *file_of(const pm_diagnostic *finding)
{
    return finding->source ? finding->source->name : "";
}

static void write_json(const pm_diagnostic *finding, bool is_first, pm_strbuf *out)
{
    pm_strbuf_string(out, is_first ? "\n    {\"file\": " : ",\n    {\"file\": ");
    pm_json_string(out, file_of(finding));
    pm_strbuf_printf(out,
                     ", \"line\": %u, \"column\": %u, \"severity\": \"%s\", \"code\": ", finding->at.line,
                     finding->at.column, pm_severity_name(finding->severity));
    pm_json_string(out, code_of(finding));
    pm_strbuf_string(out, ", \"message\": ");
    pm_json_string(out, finding->message);
    pm_strbuf_string(out, ", \"hint\": ");
    if (finding->hint)
        pm_json_string(out, finding->hint);
    else
        pm_strbuf_string(out, "null");
    pm_strbuf_string(out, "}");
}

/* The escapes of GitHub's runner, whose log is a terminal: a property may hold neither a colon nor a comma.
 */
static void append_command_text(pm_strbuf *out, const char *text, bool is_property)
{
    pm_strbuf shown = PM_STRBUF_INIT;
    pm_escape_controls(&shown, text, strlen(text));
    for (text = pm_strbuf_text(&shown); *text; text++) {
        bool is_special = *text == '%' || (is_property && strchr(":,", *text));
        if (is_special)
            pm_strbuf_printf(out, "%%%02X", (unsigned)*text);
        else
            pm_strbuf_char(out, *text);
    }
    pm_strbuf_finish(&shown);
}

static void write_github(const pm_diagnostic *finding, pm_strbuf *out)
{
    pm_strbuf_printf(
        out, "::%s file=", finding->severity == PM_NOTE ? "notice" : pm_severity_name(finding->severity));
    append_command_text(out, file_of(finding), true);
    if (finding->at.line) pm_strbuf_printf(out, ",line=%u,col=%u", finding->at.line, finding->at.column);
    pm_strbuf_string(out, ",title=");
    append_command_text(out, code_of(finding), true);
    pm_strbuf_string(out, "::");
    append_command_text(out, finding->message, false);
    if (finding->hint) {
        pm_strbuf_string(out, "%0A");
        append_command_text(out, finding->hint, false);
    }
    pm_strbuf_string(out, "\n");
}

static void append_count(pm_strbuf *out, size_t count, const char *what)
{
    pm_strbuf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void write_end(const pm_finding_options *options, pm_list_count lists,
                      const size_t counts[PM_ERROR + 1], pm_strbuf *out)
{
    if (options->format == PM_FINDINGS_JSON) {
        size_t findings = counts[PM_NOTE] + counts[PM_WARNING] + counts[PM_ERROR];
        pm_strbuf_printf(
            out, "%s],\n  \"papers\": %zu, \"errors\": %zu, \"warnings\": %zu, \"notes\": %zu}\n",
            findings ? "\n  " : "", lists.papers, counts[PM_ERROR], counts[PM_WARNING], counts[PM_NOTE]);
    } else if (options->format == PM_FINDINGS_TEXT && !options->quiet) {
        append_count(out, lists.papers, "paper");
        pm_strbuf_string(out, " checked: ");
        append_count(out, counts[PM_ERROR], "error");
        pm_strbuf_string(out, ", ");
        append_count(out, counts[PM_WARNING], "warning");
        pm_strbuf_string(out, "\n");
    }
}

bool pm_findings_print(pm_diagnostics *diagnostics, const pm_finding_options *options, pm_list_count lists,
                       pm_severity bad)
{
    pm_strbuf out = PM_STRBUF_INIT;
    size_t counts[PM_ERROR + 1] = { 0 };
    bool is_bad = false, is_first = true;
    const pm_diagnostic *finding;
    pm_diagnostics_sort(diagnostics);
    if (options->format == PM_FINDINGS_JSON) pm_strbuf_string(&out, "{\n  \"findings\": [");
    for (size_t i = 0; (finding = pm_diagnostics_get(diagnostics, i)); i++) {
        if (is_disabled(finding, options)) continue;
        is_bad = is_bad || finding->severity >= bad;
        if (options->quiet && finding->severity != PM_ERROR) continue;
        counts[finding->severity]++;
        if (options->format == PM_FINDINGS_JSON)
            write_json(finding, is_first, &out);
        else if (options->format == PM_FINDINGS_GITHUB)
            write_github(finding, &out);
        else
            pm_diagnostic_format(finding, &out);
        is_first = false;
    }
    write_end(options, lists, counts, &out);
    fwrite(pm_strbuf_text(&out), 1, out.length, options->format == PM_FINDINGS_TEXT ? stderr : stdout);
    pm_strbuf_finish(&out);
    return is_bad;
}
