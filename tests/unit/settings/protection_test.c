/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/protection.h"

#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "settings/settings_file.h"

static struct protection_settings read_one(const char *path) {
    struct ini_file *file = settings_file_read(&(struct settings_files){.paths = {path}, .n = 1});
    struct protection_settings settings = protection_read(file);

    ini_file_free(file);
    return settings;
}

static void read_settings(const void *path) { read_one(path); }

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_settings, scratch_text("bad.ini", text), EX_CONFIG, part);
}

static void the_least_protection_cannot_be_weakened(void **state) {
    (void)state;
    assert_refused("[protection]\nclass = 10\n",
                   "bad.ini:2: class: '10' is not usable (expected a whole number from 11");
    assert_refused("[protection]\nclass = 12.5\n", "'12.5' is not usable");
    assert_refused("[protection]\ngrid_days = 6\n", "'6' is not usable (expected a whole number from 7 to 365)");
}

static void limits_of_another_time_say_what_to_do(void **state) {
    (void)state;
    assert_refused("[protection]\nwithhold_below = 12\n", "remove the line: one class is 0 to 11");
    assert_refused("[protection]\nunreliable_below = 30\n", "remove the line: a released number is a range");
}

static void a_wider_class_is_read(void **state) {
    struct protection_settings settings = read_one(scratch_text("good.ini", "[protection]\nclass = 20\n"));
    (void)state;

    assert_int_equal(settings.class_width, 20);
    assert_int_equal(settings.grid_days, 30);
}

static void sites_are_a_list_of_names(void **state) {
    struct ini_file *file = settings_file_read(
        &(struct settings_files){.paths = {scratch_text("s.ini", "[release]\nsites = North Side , Hill\n")}, .n = 1});
    struct protection_sites sites = protection_read_sites(file);
    (void)state;

    assert_int_equal(sites.n, 2);
    assert_string_equal(sites.names[0], "North Side");
    assert_string_equal(sites.names[1], "Hill");
    protection_sites_free(&sites);
    ini_file_free(file);
}

static void read_sites(const void *path) {
    struct ini_file *file = settings_file_read(&(struct settings_files){.paths = {path}, .n = 1});

    protection_read_sites(file);
}

static void a_site_that_stands_twice_is_refused(void **state) {
    (void)state;
    assert_ends(read_sites, scratch_text("t.ini", "[release]\nsites = Hill, Hill\n"), EX_CONFIG,
                "[release] sites: 'Hill' is not usable");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_protection_cannot_be_weakened),
        cmocka_unit_test(limits_of_another_time_say_what_to_do),
        cmocka_unit_test(a_wider_class_is_read),
        cmocka_unit_test(sites_are_a_list_of_names),
        cmocka_unit_test(a_site_that_stands_twice_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
