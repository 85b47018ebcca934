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
    assert_refused("[protection]\nwithhold_below = 11\n", "bad.ini:2: withhold_below: '11' is not usable");
    assert_refused("[protection]\nclass = 12.5\n", "'12.5' is not usable");
    assert_refused("[protection]\ngrid_days = 6\n", "'6' is not usable (expected a whole number from 7 to 365)");
}

static void values_that_do_not_go_together_are_said_at_the_users_line(void **state) {
    (void)state;
    assert_refused("[protection]\nclass = 20\n", "bad.ini:2: [protection] withhold_below is 12, and class 20 (expected "
                                                 "withhold_below = 21 or more beside it)");
    assert_refused("[protection]\nclass = 20\nwithhold_below = 20\n",
                   "bad.ini:3: [protection] withhold_below is 20, and");
    assert_refused("[protection]\nwithhold_below = 31\n", "bad.ini:2: [protection] unreliable_below is 30, and");
}

static void a_wider_class_with_its_limits_is_read(void **state) {
    struct protection_settings settings =
        read_one(scratch_text("good.ini", "[protection]\nclass = 20\nwithhold_below = 21\n"));
    (void)state;

    assert_int_equal(settings.class_width, 20);
    assert_int_equal(settings.withhold_below, 21);
    assert_int_equal(settings.unreliable_below, 30);
    assert_int_equal(settings.grid_days, 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_protection_cannot_be_weakened),
        cmocka_unit_test(values_that_do_not_go_together_are_said_at_the_users_line),
        cmocka_unit_test(a_wider_class_with_its_limits_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
