/*
 * papermap.yaml: what is read without an error can be worked with. A README that has its markers is
 * rewritten, and every output has what drawing it takes.
 */
#include "cli/config.h"
#include "fuzz.h"
#include "taxonomy/readme.h"

static void append_markers(pm_strbuf *out, const char *name)
{
    if (name) pm_strbuf_printf(out, "<!-- %s-start -->\n<!-- %s-end -->\n", name, name);
}

static void rewrite(const pm_readme_config *config)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_strbuf text = PM_STRBUF_INIT;
    append_markers(&text, config->main_marker);
    append_markers(&text, config->time_marker);
    pm_source source = fuzz_source("README.md", text.data, text.length);
    pm_taxonomy *taxonomy = pm_taxonomy_create(&source, "Papers");
    pm_taxonomy_add_paper(taxonomy, taxonomy->root, "A paper", (pm_mark){ 0, 0 });
    pm_taxonomy_finish(taxonomy);
    pm_readme readme;
    bool is_written = pm_readme_rewrite(&source, taxonomy, config, 1700000000, &readme, diagnostics);
    fuzz_promise(is_written && readme.changed, "a configuration that is right can be used");
    pm_readme_finish(&readme);
    fuzz_finish_diagnostics(diagnostics);
    pm_taxonomy_destroy(taxonomy);
    fuzz_source_finish(&source);
    pm_strbuf_finish(&text);
}

static void check_outputs(const pm_config *config)
{
    size_t drawings = 0;
    for (size_t i = 0; i < config->output_count; i++) {
        const pm_config_output *output = &config->outputs[i];
        fuzz_promise(output->path && output->format && output->options.style, "an output is complete");
        fuzz_promise(output->data && output->data->count && output->data->paths[0], "an output has data");
        fuzz_promise(output->drawing <= drawings,
                     "drawings are numbered in the order of their first outputs");
        drawings += output->drawing == drawings;
    }
    fuzz_promise(drawings == config->drawing_count, "every drawing has an output");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_source source = fuzz_source("papermap.yaml", data, size);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_arena *arena = pm_arena_create();
    pm_config config;
    if (pm_config_read(&source, false, arena, &config, diagnostics)) {
        check_outputs(&config);
        rewrite(&config.readme);
    } else {
        fuzz_promise(pm_diagnostics_count(diagnostics, PM_ERROR), "what fails says why");
    }
    fuzz_finish_diagnostics(diagnostics);
    pm_config_finish(&config);
    pm_arena_destroy(arena);
    fuzz_source_finish(&source);
    return 0;
}
