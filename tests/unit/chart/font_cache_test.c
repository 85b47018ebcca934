/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/font_cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_begin.h"
#include "scratch.h"

static void a_cache_is_made_where_temporary_files_go_and_taken_away(void **state) {
    const char *place = scratch_directory("tmp");
    char *variables[FONT_CACHE_VARIABLES], directory[256], settings[300];
    struct font_cache cache;
    size_t n;
    (void)state;

    setenv("TMPDIR", place, 1);
    cache = font_cache_make();
    snprintf(directory, sizeof directory, "%s", cache.directory);
    snprintf(settings, sizeof settings, "%s/fonts.conf", directory);
    assert_memory_equal(directory, place, strlen(place));
    assert_int_equal(access(settings, R_OK), 0);
    n = font_cache_environment(&cache, variables);
    assert_true(n >= 2);
    assert_string_equal(variables[0] + strlen("HOME="), directory);
    assert_string_equal(variables[1] + strlen("XDG_CACHE_HOME="), directory);
    for (size_t i = 0; i < n; i++)
        free(variables[i]);
    font_cache_remove(&cache);
    assert_int_not_equal(access(directory, F_OK), 0);
    assert_null(cache.directory);
}

static void a_place_that_cannot_be_written_is_none(void **state) {
    static const char *const places[] = {"/nowhere/at/all", "here", ""};
    (void)state;

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct font_cache cache;
        setenv("TMPDIR", places[i], 1);
        cache = font_cache_make();
        assert_memory_equal(cache.directory, "/tmp/", 5);
        font_cache_remove(&cache);
    }
    unsetenv("TMPDIR");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cache_is_made_where_temporary_files_go_and_taken_away),
        cmocka_unit_test(a_place_that_cannot_be_written_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
