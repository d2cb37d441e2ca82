/*
 * Watched files: every way in which editors and git replace a file is seen, and nothing else is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/watch.h"
#include "test.h"

enum { SOON = 5000, NEVER = 150 }; /* milliseconds */

typedef struct fixture {
    char folder[64];
    pm_diagnostics *diagnostics;
    pm_watch *watch;
} fixture;

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    strcpy(f->folder, "/tmp/papermap-watch-XXXXXX"); /* NOLINT */
    assert_non_null(mkdtemp(f->folder));
    assert_int_equal(chdir(f->folder), 0);
    put("list.yaml", "one");
    f->diagnostics = pm_diagnostics_create();
    f->watch = pm_watch_create(f->diagnostics);
    assert_non_null(f->watch);
    pm_watch_add(f->watch, "list.yaml");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    pm_watch_destroy(f->watch);
    pm_diagnostics_destroy(f->diagnostics);
    assert_int_equal(chdir("/"), 0);
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    free(f);
    return 0;
}

static void test_a_write_is_a_change_once(void **state)
{
    const fixture *f = *state;
    assert_false(pm_watch_wait(f->watch, NEVER));
    put("list.yaml", "two words");
    assert_true(pm_watch_wait(f->watch, SOON));
    assert_false(pm_watch_wait(f->watch, NEVER));
}

static void test_a_burst_is_one_change(void **state)
{
    const fixture *f = *state;
    for (int i = 0; i < 50; i++)
        put("list.yaml", i % 2 ? "odd" : "even one");
    assert_true(pm_watch_wait(f->watch, SOON));
    assert_false(pm_watch_wait(f->watch, NEVER));
}

static void test_saving_by_renaming_is_a_change(void **state)
{
    const fixture *f = *state;
    for (int i = 0; i < 3; i++) {
        put(".list.yaml.swp", "two");
        assert_int_equal(rename(".list.yaml.swp", "list.yaml"), 0);
        assert_true(pm_watch_wait(f->watch, SOON));
    }
}

static void test_a_file_that_goes_and_comes_is_two_changes(void **state)
{
    const fixture *f = *state;
    assert_int_equal(unlink("list.yaml"), 0);
    assert_true(pm_watch_wait(f->watch, SOON));
    put("list.yaml", "again");
    assert_true(pm_watch_wait(f->watch, SOON));
}

static void test_other_files_are_not_a_change(void **state)
{
    const fixture *f = *state;
    put("other.yaml", "x");
    FILE *read = fopen("list.yaml", "r");
    assert_non_null(read);
    assert_int_not_equal(fgetc(read), EOF);
    assert_int_equal(fclose(read), 0);
    assert_false(pm_watch_wait(f->watch, NEVER));
}

static void test_a_folder_that_comes_later_is_seen(void **state)
{
    const fixture *f = *state;
    pm_watch_add(f->watch, "styles/mine.yaml");
    assert_false(pm_watch_wait(f->watch, NEVER));
    assert_int_equal(mkdir("styles", 0777), 0);
    put("styles/mine.yaml", "extends: dark");
    assert_true(pm_watch_wait(f->watch, SOON));
    put("styles/mine.yaml", "extends: print");
    assert_true(pm_watch_wait(f->watch, SOON));
}

static void test_a_folder_that_is_replaced_is_watched_on(void **state)
{
    const fixture *f = *state;
    assert_int_equal(mkdir("a", 0777), 0);
    put("a/list.yaml", "one");
    pm_watch_add(f->watch, "a/list.yaml");
    assert_int_equal(rename("a", "b"), 0);
    assert_true(pm_watch_wait(f->watch, SOON));
    assert_int_equal(mkdir("a", 0777), 0);
    put("a/list.yaml", "two words");
    assert_true(pm_watch_wait(f->watch, SOON));
    put("a/list.yaml", "three words now");
    assert_true(pm_watch_wait(f->watch, SOON));
}

static void test_the_file_behind_a_link_is_watched(void **state)
{
    const fixture *f = *state;
    assert_int_equal(mkdir("kept", 0777), 0);
    put("kept/data.yaml", "one");
    assert_int_equal(symlink("kept/data.yaml", "link.yaml"), 0);
    pm_watch_add(f->watch, "link.yaml");
    put("kept/data.yaml", "two words");
    assert_true(pm_watch_wait(f->watch, SOON));
    put("kept/other.yaml", "one");
    assert_false(pm_watch_wait(f->watch, NEVER));
}

#define WATCH_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WATCH_TEST(test_a_write_is_a_change_once),
        WATCH_TEST(test_a_burst_is_one_change),
        WATCH_TEST(test_saving_by_renaming_is_a_change),
        WATCH_TEST(test_a_file_that_goes_and_comes_is_two_changes),
        WATCH_TEST(test_other_files_are_not_a_change),
        WATCH_TEST(test_a_folder_that_comes_later_is_seen),
        WATCH_TEST(test_a_folder_that_is_replaced_is_watched_on),
        WATCH_TEST(test_the_file_behind_a_link_is_watched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
