/*
 * A taxonomy in YAML: whatever is read without an error is written, read back and equal.
 */
#include "fuzz.h"
#include "taxonomy/json_entries.h"
#include "taxonomy/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_source source = fuzz_list_source("list.yaml", data, size);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(&source, diagnostics);
    fuzz_promise(taxonomy || pm_diagnostics_count(diagnostics, PM_ERROR), "what fails says why");
    if (taxonomy) {
        pm_strbuf json = PM_STRBUF_INIT;
        pm_taxonomy_write_json_entries(taxonomy, &json);
        pm_strbuf_finish(&json);
        fuzz_promise_yaml_round_trip(taxonomy);
    }
    pm_taxonomy_destroy(taxonomy);
    fuzz_finish_diagnostics(diagnostics);
    fuzz_source_finish(&source);
    return 0;
}
