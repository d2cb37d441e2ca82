/*
 * `check` and `check --fix`: what was mended still reads, and a second run mends nothing.
 */
#include "fuzz.h"
#include "taxonomy/checks.h"
#include "taxonomy/fix.h"

/* Whether the text is YAML at all. */
static bool check(const pm_source *source, bool was_fixed)
{
    const pm_check_options options = { .this_year = 2024, .was_fixed = was_fixed };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_check_yaml(source, &options, diagnostics);
    bool is_yaml = taxonomy != NULL;
    pm_taxonomy_destroy(taxonomy);
    fuzz_finish_diagnostics(diagnostics);
    return is_yaml;
}

static bool mend(const pm_source *source, pm_strbuf *out)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    bool is_mended = pm_fix_yaml(source, source, out, diagnostics);
    fuzz_finish_diagnostics(diagnostics);
    return is_mended;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_source source = fuzz_list_source("list.yaml", data, size);
    pm_strbuf once = PM_STRBUF_INIT, twice = PM_STRBUF_INIT;
    bool is_yaml = check(&source, false);
    if (mend(&source, &once)) {
        pm_source mended = fuzz_source("list.yaml", once.data, once.length);
        fuzz_promise(is_yaml, "only YAML is mended");
        fuzz_promise(check(&mended, true), "what was mended is YAML");
        fuzz_promise(!mend(&mended, &twice), "what was mended needs no more mending");
        fuzz_source_finish(&mended);
    }
    pm_strbuf_finish(&once);
    pm_strbuf_finish(&twice);
    fuzz_source_finish(&source);
    return 0;
}
