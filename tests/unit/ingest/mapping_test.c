/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping.h"
#include "ingest/mapping_check.h"

#include <stdlib.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "table/input_tables.h"

static void read_mapping(const void *path) {
    struct mapping *mapping = mapping_read(path);

    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        mapping_check_table(mapping, &input_tables[i]);
    mapping_free(mapping);
}

static void assert_good(const char *text) { assert_ends(read_mapping, scratch_text("good.ini", text), 0, ""); }

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_mapping, scratch_text("bad.ini", text), EX_CONFIG, part);
}

static void every_key_of_a_mapping_is_known(void **state) {
    (void)state;
    assert_good("[export]\nprofile = limited\ndates = %m/%d/%Y\nmissing = NA, -9\ndelimiter = tab\n"
                "[doses]\nfiles = d*.csv, e.csv\ndelimiter = comma\ndates = %Y%m%d\ndates.date = %d.%m.%Y\n"
                "missing = .\nmissing.dose_mg = 999\ncolumn.patient_id = who\nconstant.kind = dispensed\n"
                "map.medication.bup = buprenorphine\nmap.medication.(missing) = methadone\nmap.medication.* = other\n"
                "keep.STATUS = given\nomit.VOID = 1, (missing)\ndrop = SSN\nignore = COST\n"
                "[admissions.phase2]\nfiles = v.csv\ndays_after.planned_end = START\n"
                "days_after.planned_end.by = PLAN\ndays_after.planned_end.A = 28\ndays_after.planned_end.* = -3\n"
                "[returns_to_use]\nfiles = r.csv\nseparator.triggers = |\nmap.triggers.x.y =\n");
    assert_good("[export]\nencoding = windows-1252\ndecimal = ,\ncentury = 1930\ndates = %d/%m/%y %I:%M %p\n"
                "[doses]\nfiles = d.csv\ndelimiter = pipe\nencoding = utf-8\ndecimal.dose_mg = .\n"
                "plus.days_supply = 1\ndates.date = %Y-%m-%dT%H:%M:%S%f%z\nmap.medication.\"Bup: 8=2\" = b\n"
                "drop = \"Name, last\", dob\nkeep.\"a=b\" = \"x, y\"\n");
    assert_good("[export]\nprofile = safe-harbor\ndates = days\n[doses]\nfiles = d.csv\n");
    assert_good("");
}

static void every_wrong_key_of_an_export_is_refused_with_its_line(void **state) {
    (void)state;
    assert_refused("[exports]\nprofile = limited\n",
                   "bad.ini:2: [exports] profile: not a section of a mapping (did you mean 'export'?)");
    assert_refused("[dose]\nfiles = d.csv\n", "not a section of a mapping");
    assert_refused("[export]\nprofil = limited\n",
                   "bad.ini:2: [export] profil: not a key of [export] (did you mean 'profile'?)");
    assert_refused("[export]\nprofile = open\n", "'open' is no profile (expected limited or safe-harbor)");
    assert_refused("[export]\ndelimiter = |\n", "'|' is no delimiter (expected comma, semicolon, tab or pipe)");
    assert_refused("[export]\ndates = ISO\n",
                   "'ISO' is no date format (expected days, or %Y %m %d with what stands between; also %y");
    assert_refused("[export]\nencoding = windows-1525\n",
                   "bad.ini:2: [export] encoding: 'windows-1525' is no encoding (expected a name of iconv --list");
    assert_refused("[export]\nencoding = UTF-16\n", "'UTF-16' is not read (expected an encoding with ASCII in it");
    assert_refused("[export]\nencoding = UTF-7\n", "'UTF-7' is not read");
    assert_refused("[export]\nencoding = windows-1252//IGNORE\n", "is no encoding");
    assert_refused("[export]\ncentury = 50\n", "'50' is no first year of a century (expected 1900 to 2100");
}

static void every_wrong_form_of_a_source_is_refused_with_its_line(void **state) {
    (void)state;
    assert_refused("[doses]\nfiles = d.csv\ndates.date = %Y-%m\n", "bad.ini:3: [doses] dates.date: '%Y-%m' is no date");
    assert_refused("[doses]\nfiles = d.csv\nencoding.date = UTF-8\n", "no name belongs behind it");
    assert_refused("[doses]\nfiles = d.csv\ndecimal = point\n", "'point' is no decimal point (expected , or .)");
    assert_refused("[doses]\nfiles = d.csv\ncentury = 1950\n", "not a key of a mapping");
    assert_refused("[doses]\nfiles = d.csv\nplus.days_supply = 1.5\n", "'1.5' is no whole number to add");
    assert_refused("[doses]\nfiles = d.csv\nplus.kind = 1\n", "kind is no number, to add one to");
    assert_refused("[doses]\nfiles = d.csv\nplus.drug = 1\n", "table doses has no column 'drug'");
    assert_refused("[doses]\nfiles = d.csv\ncolumn.site = Stra\xDF"
                   "e\n",
                   "bad.ini:3: not UTF-8 text (save the mapping as UTF-8");
}

static void every_wrong_column_or_code_is_refused_with_its_line(void **state) {
    (void)state;
    assert_refused("[doses]\nfile = d.csv\n", "not a key of a mapping (did you mean 'files'?)");
    assert_refused("[doses]\nfiles = d.csv\ncolumn.when = day\n", "table doses has no column 'when'");
    assert_refused("[doses]\nfiles = d.csv\nmap.drug.x = y\n", "table doses has no column 'drug'");
    assert_refused("[doses]\nfiles = d.csv\nmissing.drug = y\n", "table doses has no column 'drug'");
    assert_refused("[doses]\nfiles = d.csv\nmap.kind.X = dispenced\n",
                   "bad.ini:3: [doses] map.kind.X: 'dispenced' is no code of kind (did you mean 'dispensed'?)");
    assert_refused("[doses]\nfiles = d.csv\nconstant.kind = pill\n",
                   "'pill' is no code of kind (expected one of: administered dispensed");
    assert_refused("[doses]\nfiles = d.csv\nmap.days_supply.week = 7.5\n", "'7.5' is no whole number of days_supply");
    assert_refused("[doses]\nfiles = d.csv\nmap.days_supply.week = 700\n",
                   "'700' is outside the possible of days_supply");
    assert_refused("[doses]\nfiles = d.csv\ndates = %m/%d/%Y\nmap.date.never = 2024-01-05\n",
                   "'2024-01-05' is no day of date (expected the export's form of days: %m/%d/%Y)");
    assert_refused("[returns_to_use]\nfiles = r.csv\nseparator.triggers = |\nconstant.triggers = low_mood|people;x\n",
                   "'people;x' is no code of triggers");
    assert_refused("[doses]\nfiles.x = d.csv\n", "[doses] files.x: no name belongs behind it");
    assert_refused("[doses]\ndrop.x = d.csv\n", "no name belongs behind it");
    assert_refused("[doses]\nfiles = d.csv\ncolumn = x\n", "a name is missing behind the point");
    assert_refused("[doses]\nfiles = d.csv\ncolumn. = x\n", "a name is missing behind the point");
    assert_refused("[doses]\nfiles = d.csv\nkeep. = x\n", "a name is missing behind the point");
    assert_refused("[doses]\nfiles = d.csv\nmap.kind = x\n", "the text to map is missing (expected map.NAME.RAW)");
    assert_refused("[doses]\nfiles = d.csv\ndays_after.date.A = soon\n", "'soon' is no number of days");
    assert_refused("[doses]\ndelimiter = tab\n", "[doses] names no files (expected files = PATTERN)");
}

static void columns_of_patients_are_checked_against_the_carried_ones(void **state) {
    (void)state;
    assert_refused("[patients]\nfiles = p.csv\ncolumn.patent_id = who\n", "table patients has no column 'patent_id'");
}

static void a_patient_is_never_made_up(void **state) {
    (void)state;
    assert_refused("[doses]\nfiles = d.csv\nconstant.patient_id = 1\n", "patient_id is taken as it is");
    assert_refused("[doses]\nfiles = d.csv\nmap.patient_id.7 = 8\n", "patient_id is taken as it is");
}

static void dates_and_relative_days_do_not_mix(void **state) {
    (void)state;
    assert_refused("[export]\nprofile = safe-harbor\n", "profile safe-harbor allows no dates");
    assert_refused("[export]\nprofile = safe-harbor\ndates = %Y-%m-%d\n",
                   "real dates do not go with profile safe-harbor");
    assert_refused("[export]\nprofile = safe-harbor\ndates = days\n[doses]\nfiles = d\ndates.date = %Y-%m-%d\n",
                   "real dates do not go with profile safe-harbor");
    assert_refused("[doses]\nfiles = d.csv\ndates = days\n", "[doses] date: dates and relative days are mixed");
    assert_refused("[export]\ndates = days\n[admissions]\nfiles = a.csv\ndates.discharged = %Y-%m-%d\n",
                   "[admissions] discharged: dates and relative days are mixed");
}

static void sections_of_a_table_come_in_order_and_once(void **state) {
    struct mapping *mapping = mapping_read(scratch_text(
        "s.ini",
        "[doses.b]\nfiles = b\n[dosesx]\n[doses]\nfiles = d\n[visits]\nfiles = v\n[doses.b]\ndelimiter = tab\n"));
    size_t n;
    const char **sections = mapping_sections(mapping, "doses", &n);
    (void)state;

    assert_int_equal(n, 2);
    assert_string_equal(sections[0], "doses.b");
    assert_string_equal(sections[1], "doses");
    free(sections);
    mapping_free(mapping);
}

static void defaults_go_from_the_column_to_the_source_to_the_export(void **state) {
    struct mapping *mapping = mapping_read(scratch_text(
        "d.ini", "[export]\nmissing = A\n[doses]\nfiles = d\nmissing = B\nmissing.date = C\n[visits]\nfiles = v\n"));
    (void)state;

    assert_string_equal(mapping_default(mapping, "doses", "missing", "date"), "C");
    assert_string_equal(mapping_default(mapping, "doses", "missing", "kind"), "B");
    assert_string_equal(mapping_default(mapping, "visits", "missing", "date"), "A");
    assert_null(mapping_default(mapping, "visits", "dates", "date"));
    mapping_free(mapping);
}

static void a_list_is_trimmed_and_compared_in_letters_of_either_case(void **state) {
    char **list = mapping_list(" NA, -9 ,,x y ,");
    (void)state;

    assert_string_equal(list[0], "NA");
    assert_string_equal(list[1], "-9");
    assert_string_equal(list[2], "x y");
    assert_null(list[3]);
    assert_true(mapping_list_has(list, "na"));
    assert_false(mapping_list_has(list, "n"));
    assert_false(mapping_list_has(NULL, "n"));
    mapping_list_free(list);
    list = mapping_list("\"Name, last\" , dob,\" a \",\"\"\"\", \"\",5\"");
    assert_string_equal(list[0], "Name, last");
    assert_string_equal(list[1], "dob");
    assert_string_equal(list[2], " a ");
    assert_string_equal(list[3], "\"");
    assert_string_equal(list[4], "5\"");
    assert_null(list[5]);
    mapping_list_free(list);
    list = mapping_list(NULL);
    assert_null(list[0]);
    mapping_list_free(list);
    mapping_list_free(NULL);
}

static void a_mapping_that_is_not_there_ends_with_66(void **state) {
    (void)state;
    assert_ends(read_mapping, scratch_path("none.ini"), EX_NOINPUT, "none.ini: cannot be read: No such file");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_a_mapping_is_known),
        cmocka_unit_test(every_wrong_key_of_an_export_is_refused_with_its_line),
        cmocka_unit_test(every_wrong_form_of_a_source_is_refused_with_its_line),
        cmocka_unit_test(every_wrong_column_or_code_is_refused_with_its_line),
        cmocka_unit_test(columns_of_patients_are_checked_against_the_carried_ones),
        cmocka_unit_test(a_patient_is_never_made_up),
        cmocka_unit_test(dates_and_relative_days_do_not_mix),
        cmocka_unit_test(sections_of_a_table_come_in_order_and_once),
        cmocka_unit_test(defaults_go_from_the_column_to_the_source_to_the_export),
        cmocka_unit_test(a_list_is_trimmed_and_compared_in_letters_of_either_case),
        cmocka_unit_test(a_mapping_that_is_not_there_ends_with_66),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
