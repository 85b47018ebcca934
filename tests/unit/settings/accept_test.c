/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/accept.h"

#include <stdlib.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "settings/settings_file.h"

static struct ini_file *read_one(const char *path) {
    return settings_file_read(&(struct settings_files){.paths = {path}, .n = 1});
}

static const char good[] = "[accept]\n"
                           "hole.North Side.doses.2026-09-01..2026-09-14 = flood; nobody could come\n"
                           "file.staff list.csv = nothing of it is read\n"
                           "supply.buprenorphine = default   no days are kept there\n"
                           "unknown_people.visits = 12 guests\n"
                           "unknown_people.doses = 0 none of them may be unknown\n";

static void a_reason_is_found_by_kind_and_name(void **state) {
    struct ini_file *file = read_one(scratch_text("a.ini", good));
    (void)state;

    assert_string_equal(accept_reason(file, "hole", "North Side.doses.2026-09-01..2026-09-14"),
                        "flood; nobody could come");
    assert_string_equal(accept_reason(file, "file", "staff list.csv"), "nothing of it is read");
    assert_string_equal(accept_reason(file, "supply", "buprenorphine"), "no days are kept there");
    assert_string_equal(accept_reason(file, "unknown_people", "visits"), "guests");
    assert_null(accept_reason(file, "file", "staff"));
    assert_null(accept_reason(file, "supply", "staff list.csv"));
    assert_null(accept_reason(NULL, "file", "staff list.csv"));
    ini_file_free(file);
}

static void a_count_is_found_by_kind_and_name(void **state) {
    struct ini_file *file = read_one(scratch_text("a.ini", good));
    (void)state;

    assert_int_equal(accept_count(file, "unknown_people", "visits"), 12);
    assert_int_equal(accept_count(file, "unknown_people", "doses"), 0);
    assert_int_equal(accept_count(file, "unknown_people", "drug_tests"), -1);
    assert_int_equal(accept_count(NULL, "unknown_people", "visits"), -1);
    ini_file_free(file);
}

/* The line that a stop prints can be pasted, whatever the name holds. */
static void assert_can_be_pasted(const char *name) {
    char *key = accept_key("file", name), text[512];
    struct ini_file *file;

    snprintf(text, sizeof text, "[accept]\n%s = say why here\n", key);
    file = read_one(scratch_text("paste.ini", text));
    assert_string_equal(accept_reason(file, "file", name), "say why here");
    ini_file_free(file);
    free(key);
}

static void the_key_of_any_name_can_be_pasted(void **state) {
    (void)state;
    assert_can_be_pasted("doses_2026-09.csv");
    assert_can_be_pasted("a=b:c ;d.csv");
    assert_can_be_pasted("[x]\n.csv ");
    assert_can_be_pasted("#1 \xC3\xA9t\xC3\xA9.csv");
}

static void read_file(const void *path) { ini_file_free(read_one(path)); }

static void assert_refused(const char *line, const char *part) {
    char text[256];

    snprintf(text, sizeof text, "[accept]\n%s\n", line);
    assert_ends(read_file, scratch_text("bad.ini", text), EX_CONFIG, part);
}

static void an_entry_without_kind_number_or_reason_is_refused(void **state) {
    (void)state;
    assert_refused("staff.csv = x",
                   "bad.ini:2: [accept] staff.csv: nothing of that kind can be accepted (expected hole.");
    assert_refused("file. = x", "nothing of that kind");
    assert_refused("files.x = x", "nothing of that kind");
    assert_refused("file.x =", "[accept] file.x: has no value, and nothing has that name, to be removed");
    assert_refused("supply.m = because", "'because' is not usable (expected supply.MEDICATION = default REASON)");
    assert_refused("supply.m = default", "'default' is not usable");
    assert_refused("unknown_people.doses = 12", "'12' is not usable (expected unknown_people.TABLE = N REASON)");
    assert_refused("unknown_people.doses = -1 x", "'-1 x' is not usable");
    assert_refused("unknown_people.doses = few people", "'few people' is not usable");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reason_is_found_by_kind_and_name),
        cmocka_unit_test(a_count_is_found_by_kind_and_name),
        cmocka_unit_test(the_key_of_any_name_can_be_pasted),
        cmocka_unit_test(an_entry_without_kind_number_or_reason_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
