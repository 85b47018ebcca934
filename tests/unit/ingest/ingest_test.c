/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and rows: duplicates, conflicts, late rows, identifiers, broken files. Cells: cells_test.c. */
#include <sysexits.h>

#include "ingest/export.h"

#define DOSES "patient_id,date,medication,dose_mg,days_supply,kind\n"
#define SHORT "patient_id,date,medication\n"
#define PATIENTS "patient_id,birth_year,age,sex,race_ethnicity,primary_substance,site,observed_until\n"
#define GENERIC "[patients]\nfiles = p*.csv\n[admissions]\nfiles = a*.csv\n[doses]\nfiles = d*.csv\n"

static void begin(void) {
    export_begin();
    export_mapping(GENERIC);
}

static void exact_duplicates_collapse(void **state) {
    (void)state;
    begin();
    export_file("d1.csv", SHORT "a,2024-01-01,m\na,2024-01-01,m\na,2024-01-01,n\n");
    export_file("d2.csv", SHORT "a,2024-01-01,m\na,2024-01-02,m\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-01-01,m,,,\na,2024-01-01,n,,,\na,2024-01-02,m,,,\n", 2, 0, 0);
}

static void the_same_bytes_twice_are_read_once(void **state) {
    struct ingested ingested;
    (void)state;

    begin();
    export_file("d1.csv", SHORT "a,2024-01-01,m\n");
    export_file("d1 (copy).csv", SHORT "a,2024-01-01,m\n");
    export_file("d2.csv", SHORT "b,2024-01-01,m\n"); /* as long, but other bytes */
    ingested = export_ingest(INPUT_DOSES);
    assert_string_equal(ingested.table, DOSES "a,2024-01-01,m,,,\nb,2024-01-01,m,,,\n");
    assert_int_equal(ingested.result.n_files, 2);
    assert_int_equal(ingested.result.n_repeated_files, 1);
    assert_int_equal(ingested.result.rows_in, 2);
    ingested_free(&ingested);
}

static void a_section_that_goes_on_below_is_read_once(void **state) {
    struct ingested ingested;
    (void)state;

    export_begin();
    export_mapping("[doses]\nfiles = d.csv\n[patients]\nfiles = p.csv\n[doses]\nmissing = NA\n");
    export_file("d.csv", SHORT "a,2024-01-01,m\n");
    ingested = export_ingest(INPUT_DOSES);
    assert_int_equal(ingested.result.rows_in, 1);
    ingested_free(&ingested);
}

#define CONTRADICTED                                                                                                   \
    ",patient_id,conflicting_key,\"another row with the same key says otherwise, and none of the two is the later\"\n"

static void rows_of_one_key_in_one_file_that_contradict_are_set_aside(void **state) {
    struct ingested ingested;
    (void)state;

    begin();
    export_file("p1.csv", "patient_id,sex\na,female\nb,male\nc,male\nd,other\n");
    export_file("p2.csv", "patient_id,sex\nb,male\na,male\na,female\n");
    ingested = export_ingest(INPUT_PATIENTS);
    assert_string_equal(ingested.table, PATIENTS "b,,,male,,,,\nc,,,male,,,,\nd,,,other,,,,\n");
    assert_int_equal(ingested.result.duplicates, 2);
    assert_int_equal(ingested.result.quarantined, 2);
    assert_int_equal(ingested.result.bad_keys.n, 2);
    assert_string_equal(ingested.quarantine,
                        "file,line,byte,column,code,message\np2.csv,4,29" CONTRADICTED "p2.csv,3,22" CONTRADICTED);
    ingested_free(&ingested);
}

#define ADMISSIONS "patient_id,admitted,discharged,reason,program,site,requested,planned_end,planned_days\n"

static void program_and_site_belong_to_the_key_of_an_admission(void **state) {
    (void)state;
    begin();
    export_file("a.csv", "patient_id,admitted,discharged,reason,program,site\nA1,2026-07-06,,,maintenance,north\n"
                         "A1,2026-07-06,,,counseling,north\nB2,2026-07-06,2026-07-06,transferred,maintenance,north\n"
                         "B2,2026-07-06,,,maintenance,river\n");
    assert_ingested(INPUT_ADMISSIONS,
                    ADMISSIONS "A1,2026-07-06,,,counseling,north,,,\nA1,2026-07-06,,,maintenance,north,,,\n"
                               "B2,2026-07-06,,,maintenance,river,,,\n"
                               "B2,2026-07-06,2026-07-06,transferred,maintenance,north,,,\n",
                    0, 0, 0);
}

static void the_row_of_the_latest_file_holds(void **state) {
    struct ingested ingested;
    (void)state;

    begin();
    export_file("a-9.csv", "patient_id,admitted,discharged,reason,program,site\nA1,2026-07-06,,,maintenance,north\n"
                           "B2,2026-08-03,,,maintenance,north\nC3,2026-08-03,,,maintenance,north\n");
    export_file("a-10.csv", "patient_id,admitted,discharged,reason,program,site\n"
                            "A1,2026-07-06,2026-10-05,left,maintenance,North \nB2,2026-08-03,,,maintenance,north\n"
                            "C3,2026-08-03,,,maintenance,river\n");
    ingested = export_ingest(INPUT_ADMISSIONS);
    assert_string_equal(ingested.table, ADMISSIONS
                        "A1,2026-07-06,2026-10-05,left,maintenance,North,,,\nB2,2026-08-03,,,maintenance,north,,,\n"
                        "C3,2026-08-03,,,maintenance,north,,,\nC3,2026-08-03,,,maintenance,river,,,\n");
    assert_int_equal(ingested.result.replaced, 1);
    assert_int_equal(ingested.result.duplicates, 1);
    ingested_free(&ingested);
}

static void the_row_recorded_last_holds_where_the_mapping_says_so(void **state) {
    struct ingested ingested;
    (void)state;

    export_begin();
    export_mapping(
        "[patients]\nfiles = p*.csv\norder = recorded\ncolumn.recorded = changed\ndates.recorded = %m/%d/%Y\n");
    export_file("p1.csv", "patient_id,sex,changed\na,female,3/1/2026\na,male,2/1/2026\nb,male,1/1/2026\nc,male,\n");
    export_file("p2.csv", "patient_id,sex,changed\nb,female,12/31/2025\nb,other,1/1/2026\n");
    ingested = export_ingest(INPUT_PATIENTS);
    assert_string_equal(ingested.table, PATIENTS "a,,,female,,,,\nb,,,other,,,,\n");
    assert_int_equal(ingested.result.replaced, 3);
    assert_int_equal(ingested.result.quarantined, 1);
    assert_non_null(strstr(ingested.quarantine, "p1.csv,5,73,recorded,missing_value,"));
    ingested_free(&ingested);
    export_mapping("[patients]\nfiles = p*.csv\norder = recorded\n");
    assert_ingest_ends(INPUT_PATIENTS, EX_DATAERR, "p1.csv:1: recorded: order = recorded, and no such column");
}

static void rows_of_earlier_months_are_late_and_taken(void **state) {
    struct ingested ingested;
    (void)state;

    begin();
    export_file("d-2024-01.csv", SHORT "a,2024-01-01,m\na,2024-01-02,m\n");
    export_file("d-2024-02.csv",
                SHORT "a,2024-02-01,m\na,2024-02-02,m\na,2024-02-03,m\na,2024-02-04,m\na,2024-01-09,m\n");
    ingested = export_ingest(INPUT_DOSES);
    assert_int_equal(ingested.result.late_rows, 1);
    assert_int_equal(ingested.result.accepted, 7);
    ingested_free(&ingested);
}

static void rows_after_the_as_of_day_are_filtered(void **state) {
    struct ingest_request request;
    struct ingested ingested;
    (void)state;

    begin();
    export_file("d.csv", SHORT "a,2024-01-01,m\na,2024-01-02,m\na,2024-01-03,m\n");
    request = export_request(INPUT_DOSES);
    request.as_of = 19724; /* 2024-01-02 */
    ingested = export_run(request);
    assert_string_equal(ingested.table, DOSES "a,2024-01-01,m,,,\na,2024-01-02,m,,,\n");
    assert_int_equal(ingested.result.filtered, 1);
    assert_int_equal(ingested.result.after_as_of, 1);
    ingested_free(&ingested);
}

static void run_with_relative_as_of(const void *unused) {
    struct ingest_request request = export_request(INPUT_DOSES);
    (void)unused;

    request.as_of = 300;
    request.as_of_kind = CALENDAR_RELATIVE;
    export_run(request);
}

static void an_as_of_day_of_the_other_kind_is_refused(void **state) {
    (void)state;
    begin();
    export_file("d.csv", SHORT "a,2024-01-01,m\n");
    assert_ends(run_with_relative_as_of, NULL, EX_DATAERR, "--as-of is a relative day, but the export has dates");
}

static void direct_identifiers_in_the_header_are_refused_before_any_value(void **state) {
    (void)state;
    begin();
    export_file("p.csv", "patient_id,first_name,SSN,sex\n\"broken\n");
    assert_ingest_ends(INPUT_PATIENTS, EX_DATAERR, "p.csv:1:2: first_name: looks like a person's name");
    assert_ingest_ends(INPUT_PATIENTS, EX_DATAERR, "p.csv:1:3: SSN: looks like a social security or tax number");
    assert_ingest_ends(INPUT_PATIENTS, EX_DATAERR, "p.csv: refused: 2 direct identifiers: leave them out");
}

static void values_that_look_like_identifiers_are_set_aside_and_not_shown(void **state) {
    struct ingested ingested;
    (void)state;

    export_begin();
    export_mapping("[patients]\nfiles = p.csv\n[visits]\nfiles = v.csv\n");
    export_file("p.csv", "patient_id,site\na,north\nb,jo@example.org\n123-45-6789,north\nd,555-867-5309\n");
    ingested = export_ingest(INPUT_PATIENTS);
    assert_string_equal(ingested.table, PATIENTS "a,,,,,,north,\n");
    assert_int_equal(ingested.result.quarantined, 3);
    assert_int_equal(ingested.result.identifiers.n, 3);
    assert_null(strstr(ingested.quarantine, "example"));
    assert_null(strstr(ingested.quarantine, "6789"));
    assert_non_null(strstr(ingested.quarantine, "p.csv,3,24,site,identifier,the value looks like a direct identifier"));
    ingested_free(&ingested);
    export_file("v.csv", "patient_id,date,status,reason\na,2024-01-01,missed,transport\n"
                         "a,2024-01-02,missed,call 555-867-5309\na,2024-01-03,missed,jo@example.org\n");
    ingested = export_ingest(INPUT_VISITS);
    assert_string_equal(ingested.table,
                        "patient_id,date,service,status,reason,clinician\na,2024-01-01,,missed,transport,\n");
    ingested_free(&ingested);
}

static void files_with_a_mark_and_crlf_are_read_as_any(void **state) {
    (void)state;
    begin();
    export_file("d.csv", "\xEF\xBB\xBFpatient_id,date,medication\r\na,2024-01-01,m\r\n\r\nb,2024-01-01,m\r\n\x1A");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-01-01,m,,,\nb,2024-01-01,m,,,\n", 0, 0, 0);
}

static void a_file_that_is_no_table_ends_with_65(void **state) {
    (void)state;
    begin();
    export_file("d.csv", "");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "d.csv:1: the file is empty (expected a header line)");
    export_file("d.csv", "patient_id,date,\"medication\nx,y,z\n");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "d.csv:1: an unclosed or stray quote");
    export_file("d.csv", "patient_id;date;medication\na;2024-01-01;m\n");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR,
                       "d.csv:1: only one column: the cells are not parted as the mapping says, but by semicolons; ");
    export_file("d.csv", "patient_id,date,medication,Date\n");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "d.csv:1: column 'Date' stands twice");
    export_file("d.csv", "patient_id,dat,medication\n");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "d.csv:1: date: no such column (did you mean 'dat'?)");
    export_bytes("d.csv", "\xFF\xFEp\0a\0", 6);
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "UTF-16");
    export_mapping("[doses]\nfiles = d.csv\ncolumn.date = when\n");
    export_file("d.csv", "patient_id,wen,medication\n");
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR,
                       "d.csv:1: date: the mapping's header 'when' is not there (did you mean 'wen'?)");
    export_mapping("[doses]\nfiles = d.csv\nkeep.status = x\n");
    export_file("d.csv", SHORT);
    assert_ingest_ends(INPUT_DOSES, EX_DATAERR, "d.csv:1: status: no such column to filter by");
}

static void other_delimiters_are_declared(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses.a]\nfiles = a.csv\ndelimiter = semicolon\n[doses.b]\nfiles = b.csv\ndelimiter = tab\n");
    export_file("a.csv", "patient_id;date;medication\na;2024-01-01;\"m;n\"\n");
    export_file("b.csv", "patient_id\tdate\tmedication\nb\t2024-01-01\tm, n\n\t\t\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-01-01,m;n,,,\nb,2024-01-01,\"m, n\",,,\n", 0, 0, 1);
}

static void an_export_without_files_is_an_empty_table(void **state) {
    (void)state;
    begin();
    assert_ingested(INPUT_DOSES, DOSES, 0, 0, 0);
}

static void an_export_that_is_not_there_ends_with_66(void **state) {
    (void)state;
    begin();
    strcpy(export_directory, "not-there");
    assert_ingest_ends(INPUT_DOSES, EX_NOINPUT, "not-there: cannot be read: No such file");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_duplicates_collapse),
        cmocka_unit_test(the_same_bytes_twice_are_read_once),
        cmocka_unit_test(a_section_that_goes_on_below_is_read_once),
        cmocka_unit_test(rows_of_one_key_in_one_file_that_contradict_are_set_aside),
        cmocka_unit_test(program_and_site_belong_to_the_key_of_an_admission),
        cmocka_unit_test(the_row_of_the_latest_file_holds),
        cmocka_unit_test(the_row_recorded_last_holds_where_the_mapping_says_so),
        cmocka_unit_test(rows_of_earlier_months_are_late_and_taken),
        cmocka_unit_test(rows_after_the_as_of_day_are_filtered),
        cmocka_unit_test(an_as_of_day_of_the_other_kind_is_refused),
        cmocka_unit_test(direct_identifiers_in_the_header_are_refused_before_any_value),
        cmocka_unit_test(values_that_look_like_identifiers_are_set_aside_and_not_shown),
        cmocka_unit_test(files_with_a_mark_and_crlf_are_read_as_any),
        cmocka_unit_test(a_file_that_is_no_table_ends_with_65),
        cmocka_unit_test(other_delimiters_are_declared),
        cmocka_unit_test(an_export_without_files_is_an_empty_table),
        cmocka_unit_test(an_export_that_is_not_there_ends_with_66),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
