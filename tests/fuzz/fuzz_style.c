/*
 * A style: one that reads without an error can be drawn with. It is read from a file, as styles are; the file
 * has no name outside this process.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "fuzz_picture.h"
#include "taxonomy/reader.h"

enum { FONTS_LIFETIME = 100 };

static const char list[] =
    "A:\n"
    "  category: 1. One\n"
    "  list:\n"
    "  - {title: A title of some length that can be wrapped, abbr: X, venue: V, year: 2020,\n"
    "     links: {PDF: 'https://x.org'}}\n"
    "B:\n"
    "  category: 1. One\n"
    "  list: [{title: Word}]\n"
    "C:\n"
    "  category: 2. Two\n"
    "  group: G\n"
    "  list: []\n";

/* The path of a file that holds the bytes and nothing else. */
static const char *file_of(const uint8_t *data, size_t size)
{
    static char path[64];
    static int file = -1;
    if (file < 0) {
        file = memfd_create("style", MFD_CLOEXEC);
        (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        setenv("PAPERMAP_STYLES", PAPERMAP_SOURCE_DIR "/styles", 1);
    }
    fuzz_promise(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size,
                 "a file in memory can be written");
    return path;
}

static void draw(const pm_style *style)
{
    const pm_map_options options = { .title = "Papers", .depth = PM_DEPTH_PAPER };
    pm_source source = fuzz_source("list.yaml", list, sizeof list - 1);
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    pm_taxonomy *taxonomy = pm_taxonomy_read_yaml(&source, diagnostics);
    fuzz_promise(taxonomy, "the list reads");
    fuzz_draw(taxonomy, style, fuzz_fonts(FONTS_LIFETIME), &options, false);
    pm_taxonomy_destroy(taxonomy);
    fuzz_finish_diagnostics(diagnostics);
    fuzz_source_finish(&source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pm_arena *arena = pm_arena_create();
    pm_diagnostics *diagnostics = pm_diagnostics_create();
    const pm_style *style = pm_style_read(file_of(data, size), arena, diagnostics);
    fuzz_promise(style || pm_diagnostics_count(diagnostics, PM_ERROR), "what fails says why");
    if (style) draw(style);
    fuzz_finish_diagnostics(diagnostics);
    pm_arena_destroy(arena);
    return 0;
}
