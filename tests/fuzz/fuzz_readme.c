/*
 * Rewriting a README: what lies outside its sections stays, and a second run changes nothing.
 *
 * The input is a README, a list and, if you like, a papermap.yaml, parted by lines "%%%%".
 */
#include <string.h>

#include "cli/config.h"
#include "fuzz.h"
#include "taxonomy/reader.h"
#include "taxonomy/readme.h"

/* Whether the new README is the old one with other insides of its sections. */
static void promise_rest_stays(const pm_source *source, const pm_readme *readme)
{
    size_t head = (size_t)(readme->before - source->text),
           new_head = (size_t)(readme->after - readme->text.data);
    size_t tail = head + readme->before_length, new_tail = new_head + readme->after_length;
    fuzz_promise(tail <= source->length && new_tail <= readme->text.length, "the section lies in its README");
    /* the time stands before or after; without it both ends stay as they are */
    bool has_same_head = head == new_head && memcmp(source->text, readme->text.data, head) == 0;
    bool has_same_tail =
        source->length - tail == readme->text.length - new_tail &&
        memcmp(source->text + tail, readme->after + readme->after_length, source->length - tail) == 0;
    fuzz_promise(has_same_head || has_same_tail, "a README stays as it is outside its sections");
}

static void promise_no_change(const pm_source *source, const pm_taxonomy *taxonomy,
                              const pm_readme_config *config)
{
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_readme readme;
    bool is_written = pm_readme_rewrite(source, taxonomy, config, 1800000000, &readme, diagnostics);
    fuzz_promise(is_written && !readme.changed, "a second run has nothing to change");
    fuzz_promise(readme.text.length == source->length &&
                     memcmp(pm_strbuf_text(&readme.text), source->text, source->length) == 0,
                 "a second run changes nothing");
    pm_readme_finish(&readme);
    pm_taxonomy_destroy(pm_taxonomy_read_markdown(source, diagnostics));
    fuzz_finish_diagnostics(diagnostics);
}

static void rewrite(const pm_source *source, const pm_taxonomy *taxonomy, const pm_readme_config *config,
                    pm_diagnostics *diagnostics)
{
    pm_readme readme;
    if (pm_readme_rewrite(source, taxonomy, config, 1700000000, &readme, diagnostics)) {
        promise_rest_stays(source, &readme);
        pm_source again = fuzz_source("README.md", readme.text.data, readme.text.length);
        promise_no_change(&again, taxonomy, config);
        fuzz_source_finish(&again);
    }
    pm_readme_finish(&readme);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data;
    pm_source readme = fuzz_next_part("README.md", &at, &size, fuzz_source);
    pm_source list = fuzz_next_part("list.yaml", &at, &size, fuzz_list_source);
    pm_source settings = fuzz_next_part("papermap.yaml", &at, &size, fuzz_source);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_arena *arena = pm_arena_create();
    pm_config config = { .output_count = 0 };
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(&list, diagnostics);
    if (taxonomy && pm_config_read(&settings, false, arena, &config, diagnostics))
        rewrite(&readme, taxonomy, &config.readme, diagnostics);
    fuzz_finish_diagnostics(diagnostics);
    pm_taxonomy_destroy(taxonomy);
    pm_config_finish(&config);
    pm_arena_destroy(arena);
    fuzz_source_finish(&readme);
    fuzz_source_finish(&list);
    fuzz_source_finish(&settings);
    return 0;
}
