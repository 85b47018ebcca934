/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings_file.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

static struct ini_file *read_one(const char *path) {
    return settings_file_read(&(struct settings_files){.paths = {path}, .n = 1});
}

static void read_file(const void *path) { ini_file_free(read_one(path)); }

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_file, scratch_text("bad.ini", text), EX_CONFIG, part);
}

static void a_key_that_no_stage_reads_is_refused_with_the_one_that_may_be_meant(void **state) {
    (void)state;
    assert_refused("[report]\nprogram = x\nlandmark = 30\n",
                   "bad.ini:3: [report] landmark: no such key (did you mean 'landmarks'?)");
    assert_refused("[months]\ndose_jump = 30\n",
                   "bad.ini:2: [months] dose_jump: no such key (it belongs into [quality])");
    assert_refused("[quality]\nspeed = 30\n",
                   "[quality] speed: no such key (pipeline/switchback.ini has all there are)");
    assert_refused("[episode]\nswitch_days = 3\n", "bad.ini:2: [episode]: no such section (did you mean [episodes]?)");
    assert_refused("[doses]\nfiles = x\n", "[doses]: no such section (pipeline/switchback.ini has all there are)");
    assert_refused("program = x\n", "bad.ini:1: []: no such section");
}

static void names_of_the_users_own_are_no_keys(void **state) {
    struct ini_file *file =
        read_one(scratch_text("own.ini", "[rules]\nmine = 9\n[medications]\nm = implant 3\n[medication_names]\nm = M\n"
                                         "[rebase]\n2025-10 = moved\n"));
    (void)state;

    assert_string_equal(ini_file_value(file, "rules", "mine"), "9");
    assert_string_equal(ini_file_value(file, "rules", "coverage7"), "7");
    assert_string_equal(ini_file_value(file, "rebase", "2025-10"), "moved");
    ini_file_free(file);
}

static void the_last_file_holds_key_by_key(void **state) {
    struct settings_files files = {.n = 0};
    struct ini_file *file;
    (void)state;

    settings_files_add(&files, scratch_text("a.ini", "[rules]\na = 1\nb = 2\n[episodes]\nsilent_days = 5\n"));
    settings_files_add(&files, scratch_text("b.ini", "[rules]\nb =\na = 3\ncoverage60 =\n"));
    file = settings_file_read(&files);
    assert_string_equal(ini_file_value(file, "rules", "a"), "3");
    assert_null(ini_file_value(file, "rules", "b"));
    assert_null(ini_file_value(file, "rules", "coverage60"));
    assert_string_equal(ini_file_value(file, "episodes", "silent_days"), "5");
    assert_non_null(strstr(ini_file_entry(file, "rules", "a")->file, "b.ini"));
    assert_int_equal(ini_file_entry(file, "rules", "a")->line, 3);
    ini_file_free(file);
    file = settings_file_merge(&files);
    assert_null(ini_file_value(file, "rules", "b"));
    assert_string_equal(ini_file_value(file, "rules", "coverage60"), "");
    ini_file_free(file);
}

static void what_is_not_there_cannot_be_removed(void **state) {
    (void)state;
    assert_refused("[rules]\ncoverge7 =\n",
                   "bad.ini:2: [rules] coverge7: nothing has that name, to be removed (did you "
                   "mean 'coverage7'?)");
    assert_refused("[rebase]\n2025-10 =\n", "bad.ini:2: [rebase] 2025-10: has no value, and nothing has that name");
}

static void a_file_of_other_definitions_is_refused(void **state) {
    (void)state;
    read_file(scratch_text("v.ini", "version = 2\n"));
    assert_refused("version = 3\n", "bad.ini:1: version: 3 is of a newer Switchback (expected 2: ");
    assert_refused("version = 1\n", "bad.ini:1: version: 1 is of older definitions (");
    assert_refused("version =\n", "bad.ini:1: version: '' is no version (expected version = 2)");
}

/* Does `key =` begin a line of the section, maybe as a comment (a setting without a default)? */
static bool stands_in(const char *text, const char *section, const char *key) {
    char heading[64], line[64];
    const char *start, *end;

    snprintf(heading, sizeof heading, "\n[%s]\n", section);
    start = strstr(text, heading);
    if (start == NULL || key == NULL)
        return start != NULL;
    end = strstr(start + 1, "\n[");
    for (int is_comment = 0; is_comment < 2; is_comment++) {
        snprintf(line, sizeof line, "\n%s%s = ", is_comment ? "; " : "", key);
        const char *found = strstr(start, line);
        if (found != NULL && (end == NULL || found < end))
            return true;
    }
    return false;
}

static void assert_stands_in(void *text, const char *section, const char *key) {
    if (!stands_in(text, section, key))
        fail_msg("pipeline/switchback.ini lacks [%s] %s", section, key == NULL ? "" : key);
}

static void the_shipped_configuration_has_every_key_and_no_other(void **state) {
    char *text = scratch_read("pipeline/switchback.ini");
    (void)state;

    ini_file_free(read_one("pipeline/switchback.ini"));
    settings_file_each_key(assert_stands_in, text);
    assert_false(stands_in(text, "months", "dose_jump"));
    assert_false(stands_in(text, "month", NULL));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_no_stage_reads_is_refused_with_the_one_that_may_be_meant),
        cmocka_unit_test(names_of_the_users_own_are_no_keys),
        cmocka_unit_test(the_last_file_holds_key_by_key),
        cmocka_unit_test(what_is_not_there_cannot_be_removed),
        cmocka_unit_test(a_file_of_other_definitions_is_refused),
        cmocka_unit_test(the_shipped_configuration_has_every_key_and_no_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
