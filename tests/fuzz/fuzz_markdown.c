/*
 * A paper list in Markdown: what is found in it is written as YAML, read back and equal; its checks run, too.
 */
#include "fuzz.h"
#include "taxonomy/checks.h"
#include "taxonomy/reader.h"

static void check(const pm_source *source)
{
    const pm_check_options options = { .this_year = 2024 };
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy_destroy(pm_check_markdown(source, &options, diagnostics));
    fuzz_finish_diagnostics(diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_source source = fuzz_source("README.md", data, size);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_markdown(&source, diagnostics);
    if (taxonomy && taxonomy->root->entry_count) fuzz_promise_yaml_round_trip(taxonomy);
    pm_taxonomy_destroy(taxonomy);
    fuzz_finish_diagnostics(diagnostics);
    check(&source);
    fuzz_source_finish(&source);
    return 0;
}
