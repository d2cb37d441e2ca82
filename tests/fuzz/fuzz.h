/*
 * What the fuzz targets share: sources from raw bytes, promises that stop the run when broken, and trees that
 * must be equal.
 *
 * A target is one function that takes any bytes. libFuzzer calls it (docs/FUZZING.md), and so does replay.c,
 * which feeds it the seeds and every input that once broke something.
 */
#ifndef PM_TESTS_FUZZ_H
#define PM_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "support/diagnostics.h"
#include "support/strbuf.h"
#include "taxonomy/taxonomy.h"

/* The target. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A source over a copy of the bytes that ends right after its NUL, so that reading past it is seen.
 * fuzz_source_finish() frees the copy. */
pm_source fuzz_source(const char *name, const void *bytes, size_t length);
void fuzz_source_finish(pm_source *source);

/* The same for a list in YAML. Bytes that begin with the line "%lines" hold it in a simpler way
 * (fuzz_lines.c): the source has the YAML that the writer makes of them. */
pm_source fuzz_list_source(const char *name, const void *bytes, size_t length);

/* Cuts the next of several parts, parted by lines "%%%%", off the bytes, as a source that `make` makes. */
pm_source fuzz_next_part(const char *name, const char **at, size_t *left,
                         pm_source (*make)(const char *name, const void *bytes, size_t length));

/* Ends the process, and so tells the fuzzer, when `holds` is false. */
void fuzz_promise(bool holds, const char *promise);

/* Formats every finding, as a report would, and frees them. */
void fuzz_finish_diagnostics(pm_diagnostics *diagnostics);

/* Promises that the YAML writer's text for `taxonomy` reads back as the same tree, and is written the same
 * again. Changes the order of the tree's children to the one that the writer promises. */
void fuzz_promise_yaml_round_trip(pm_taxonomy *taxonomy);

#endif
