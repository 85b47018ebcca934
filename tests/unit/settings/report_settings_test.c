/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/report_settings.h"

#include <string.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "settings/month_words.h"
#include "settings/settings_file.h"

static struct ini_file *read_file(const char *path) {
    return settings_file_read(&(struct settings_files){.paths = {path}, .n = 1});
}

static void read_report(const void *path) { report_settings_read(read_file(path)); }

static void read_notes(const void *path) { month_words_read(read_file(path), "notes"); }

static void what_is_not_said_is_a_year_before_and_a4(void **state) {
    struct ini_file *file = settings_file_read(NULL);
    struct report_settings settings = report_settings_read(file);
    (void)state;

    assert_int_equal(settings.compared, COMPARED_YEAR_BEFORE);
    assert_int_equal(settings.paper, REPORT_PAPER_A4);
    assert_non_null(strstr(settings.notice, "42 CFR part 2"));
    assert_false(report_settings_leave_out(file, "signs"));
    ini_file_free(file);
}

static void a_program_has_its_own_paper_and_period(void **state) {
    struct ini_file *file =
        read_file(scratch_text("own.ini", "[report]\njurisdiction = other\npaper = Letter\ncompare_with = "
                                          "period-before\nleave_out = signs , for_whom\n"));
    struct report_settings settings = report_settings_read(file);
    (void)state;

    assert_int_equal(settings.compared, COMPARED_PERIOD_BEFORE);
    assert_int_equal(settings.paper, REPORT_PAPER_LETTER);
    assert_null(strstr(settings.notice, "42 CFR"));
    assert_true(report_settings_leave_out(file, "signs"));
    assert_true(report_settings_leave_out(file, "for_whom"));
    assert_false(report_settings_leave_out(file, "for"));
    assert_false(report_settings_leave_out(file, "starting"));
    ini_file_free(file);
}

static const char SCOTLAND[] = "[jurisdictions]\nscotland = CONFIDENTIAL. North\n[dose_on_day_30]\n"
                               "scotland.methadone = 70\nother.buprenorphine = 12\n[report]\njurisdiction = scotland\n";

static void a_jurisdiction_has_its_notice_and_its_doses(void **state) {
    struct ini_file *file = read_file(scratch_text("scotland.ini", SCOTLAND));
    (void)state;

    assert_string_equal(report_settings_read(file).notice, "CONFIDENTIAL. North");
    assert_string_equal(report_settings_asked_dose(file, "methadone")->value, "70");
    assert_string_equal(report_settings_asked_dose(file, "buprenorphine")->value, "16");
    assert_null(report_settings_asked_dose(file, "naltrexone"));
    ini_file_free(file);
}

static void read_doses(const void *path) {
    struct ini_file *file = read_file(path);

    for (size_t i = 0; i < file->n_entries; i++)
        if (strcmp(file->entries[i].section, "dose_on_day_30") == 0)
            report_settings_medication_of_dose(file, &file->entries[i]);
}

static void what_is_no_value_is_refused(void **state) {
    (void)state;
    assert_ends(read_report, scratch_text("a.ini", "[report]\npaper = A5\n"), EX_CONFIG,
                "a.ini:2: paper: 'A5' is not usable (expected A4 or Letter)");
    assert_ends(read_report, scratch_text("j.ini", "[report]\njurisdiction = eu\n"), EX_CONFIG,
                "jurisdiction: 'eu' is no name of [jurisdictions] (expected one of: us, other; or add it there with "
                "its notice)");
    assert_ends(read_doses, scratch_text("d.ini", "[dose_on_day_30]\nscotlnd.methadone = 70\n"), EX_CONFIG,
                "d.ini:2: scotlnd.methadone: 'scotlnd' is no name of [jurisdictions] (expected one of: us, other; or");
    assert_ends(read_report, scratch_text("k.ini", "[jurisdictions]\nu.k = CONFIDENTIAL\n"), EX_CONFIG,
                "k.ini:2: u.k: a name of [jurisdictions] has no point");
    assert_ends(read_report, scratch_text("b.ini", "[report]\ncompare_with = month\n"), EX_CONFIG,
                "'month' is not usable (expected year-before or period-before)");
    assert_ends(read_report, scratch_text("c.ini", "[report]\nleave_out = signs, known\n"), EX_CONFIG,
                "leave_out: 'signs, known' is not usable");
}

static void notes_are_months_in_their_order(void **state) {
    struct ini_file *file = read_file(scratch_text("n.ini", "[notes]\n2026-03 = Hill was closed\n2025-10 = a move\n"));
    struct month_words words = month_words_read(file, "notes");
    (void)state;

    assert_int_equal(words.n, 2);
    assert_string_equal(words.months[0].words, "a move");
    assert_string_equal(words.months[1].words, "Hill was closed");
    assert_int_equal(words.months[1].month - words.months[0].month, 5);
    ini_file_free(file);
}

static void a_note_without_a_month_is_refused(void **state) {
    (void)state;
    assert_ends(read_notes, scratch_text("m.ini", "[notes]\n2026-13 = a move\n"), EX_CONFIG,
                "m.ini:2: 2026-13: 'a move' is not usable (expected a month and the reason");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_said_is_a_year_before_and_a4),
        cmocka_unit_test(a_program_has_its_own_paper_and_period),
        cmocka_unit_test(a_jurisdiction_has_its_notice_and_its_doses),
        cmocka_unit_test(what_is_no_value_is_refused),
        cmocka_unit_test(notes_are_months_in_their_order),
        cmocka_unit_test(a_note_without_a_month_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
