/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mapping makes of cells. */
#include <sysexits.h>

#include "ingest/export.h"

#define DOSES "patient_id,date,medication,dose_mg,days_supply,kind\n"
#define PATIENTS "patient_id,birth_year,age,sex,race_ethnicity,primary_substance,site,observed_until\n"
#define ADMISSIONS "patient_id,admitted,discharged,reason,program,site,requested,planned_end,planned_days\n"
#define RETURNS                                                                                                        \
    "patient_id,event_on,used_on,reported_on,stage,reflected_on,triggers,missed_signs,lacking_supports,plan_changes,"  \
    "plan_due,plan_done\n"

static void rows_come_out_sorted_with_every_column(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\n");
    export_file("d.csv", "Kind,DATE,medication,patient_id\ndispensed,2024-03-10,b,P9\n,2024-03-09,b,P9\n"
                         "injection,2024-01-01,\"x, y\",P10\n");
    assert_ingested(INPUT_DOSES,
                    DOSES "P10,2024-01-01,\"x, y\",,,injection\nP9,2024-03-09,b,,,\nP9,2024-03-10,b,,,dispensed\n", 0,
                    0, 0);
}

static void headers_dates_and_codes_are_mapped(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\ncolumn.patient_id = Who\ncolumn.date = Given On\ndates = %m/%d/%Y\n"
                   "column.medication = drug\nmap.medication.BUP = buprenorphine\nmap.medication.* = other\n"
                   "map.medication.(missing) = methadone\nconstant.kind = administered\nmissing = .\n");
    export_file("d.csv", "WHO,given on,drug\na,3/9/2024,bup\nb,12/31/1999,xyz\nc,2/29/2024,\nd,1/1/2024,.\n");
    assert_ingested(INPUT_DOSES,
                    DOSES "a,2024-03-09,buprenorphine,,,administered\nb,1999-12-31,other,,,administered\n"
                          "c,2024-02-29,methadone,,,administered\nd,2024-01-01,methadone,,,administered\n",
                    0, 0, 0);
}

static void a_star_is_every_text_but_a_missing_one(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\nmap.kind.* = dispensed\n");
    export_file("d.csv", "patient_id,date,medication,kind\na,2024-01-01,m,zz\na,2024-01-02,m,\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-01-01,m,,,dispensed\na,2024-01-02,m,,,\n", 0, 0, 0);
}

static void only_a_cell_that_the_row_needs_sets_it_aside(void **state) {
    struct ingested ingested;
    (void)state;

    export_begin();
    export_mapping("[doses]\nfiles = d.csv\nmissing = NA\n");
    export_file("d.csv", "patient_id,date,medication,dose_mg,days_supply,kind\n"
                         "a,2024-01-01,m,8,7,dispensed\nNA,2024-01-01,m,,,\na,,m,,,\na,2024-02-30,m,,,\n"
                         "a,2024-01-01,,,,\na,2024-01-01,m,8 mg,,\na,2024-01-01,m,,1.5,\na,2024-01-01,m,2001,,\n"
                         "a,2024-01-01,m,,-1,\na,2024-01-01,m,,,pill\na,2024-01-01,m\na,2024-01-01,\"m,,,\n");
    ingested = export_ingest(INPUT_DOSES);
    assert_string_equal(ingested.table, DOSES "a,2024-01-01,m,,,\na,2024-01-01,m,8,7,dispensed\n");
    assert_int_equal(ingested.result.duplicates, 4);
    assert_string_equal(ingested.quarantine,
                        "file,line,byte,column,code,message\n"
                        "d.csv,3,81,patient_id,missing_key,the patient or the key date is missing\n"
                        "d.csv,4,100,date,missing_key,the patient or the key date is missing\n"
                        "d.csv,5,108,date,bad_date,\"not a real date in the stated format, 1900-2199\"\n"
                        "d.csv,6,126,medication,missing_value,a required value is missing\n"
                        "d.csv,12,250,,ragged_row,not as many cells as the header\n"
                        "d.csv,13,265,,bad_quote,\"an unclosed or stray quote, or a line break inside a cell\"\n");
    assert_int_equal(ingested.result.bad_keys.n, 2);
    ingested_free(&ingested);
}

static void a_number_may_have_a_decimal_comma(void **state) {
    (void)state;
    export_begin();
    export_mapping("[export]\ndecimal = ,\n[doses]\nfiles = d.csv\ndelimiter = semicolon\nmap.dose_mg.half = 0.5\n");
    export_file("d.csv", "patient_id;date;medication;dose_mg;days_supply\na;2024-01-01;m;2,385;7\n"
                         "a;2024-01-02;m;12.5;\na;2024-01-03;m;1.234,5;\na;2024-01-04;m;1,2,3;\n"
                         "a;2024-01-05;m;half;\na;2024-01-06;m;16;\n");
    assert_ingested(INPUT_DOSES,
                    DOSES "a,2024-01-01,m,2.385,7,\na,2024-01-02,m,,,\na,2024-01-03,m,,,\na,2024-01-04,m,,,\n"
                          "a,2024-01-05,m,0.5,,\na,2024-01-06,m,16,,\n",
                    0, 0, 0);
}

/* Take-homes are the days after the dose at the clinic: one more is covered. */
static void a_number_may_be_added(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\nplus.days_supply = 1\nmap.days_supply.none = 1\nplus.dose_mg = -2\n");
    export_file("d.csv", "patient_id,date,medication,dose_mg,days_supply\na,2024-01-01,m,2.5,6\na,2024-01-02,m,,0\n"
                         "a,2024-01-03,m,,none\na,2024-01-04,m,,\na,2024-01-05,m,1,-3\n");
    assert_ingested(INPUT_DOSES,
                    DOSES "a,2024-01-01,m,0.5,7,\na,2024-01-02,m,,1,\na,2024-01-03,m,,1,\na,2024-01-04,m,,,\n"
                          "a,2024-01-05,m,,,\n",
                    0, 0, 0);
}

static void headers_and_texts_of_any_form_can_be_named(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\ndates = %d-%b-%y\ncolumn.date = \"Given; on\"\ncolumn.kind = a=b\n"
                   "map.medication.\"Bup: 8=2\" = buprenorphine\nmap.kind.\"; x, \"\"y\"\"\" = injection\n"
                   "omit.\"Unit, ward\" = \"Doe, J\", Roe\n");
    export_file("d.csv",
                "patient_id,Given; on,medication,a=b,\"Unit, ward\"\na,1-Mar-49,bup: 8=2,\"; x, \"\"Y\"\"\",q\n"
                "b,1-Mar-50,m,,\"Doe, J\"\nb,1-Mar-51,m,,doe\nb,1-Mar-52,m,,Roe\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2049-03-01,buprenorphine,,,injection\nb,1951-03-01,m,,,\n", 0, 2, 0);
}

/* Counts while the result is there: export_run frees it. */
static void cells_that_cannot_be_used_are_counted_by_column(void **state) {
    struct ingest_request request;
    struct ingest_result result;
    (void)state;

    export_begin();
    export_mapping("[visits]\nfiles = v.csv\n");
    export_file("v.csv", "patient_id,date,service,status,reason\na,2024-01-01,group,attended,\n"
                         "a,2024-01-02,yoga,attended,\na,2024-01-03,yoga,attended,\na,2024-01-04,,attended,\n"
                         "a,2024-01-05,group,unknown,\n");
    request = export_request(INPUT_VISITS);
    result = ingest_run(&request);
    assert_int_equal(result.accepted, 4);
    assert_int_equal(result.quarantined, 1);
    assert_int_equal(result.cells[VISITS_SERVICE].n_used, 1);
    assert_int_equal(result.cells[VISITS_SERVICE].n_faults[ROW_FAULT_UNKNOWN_CODE], 2);
    assert_int_equal(result.cells[VISITS_SERVICE].line, 3);
    assert_int_equal(result.cells[VISITS_STATUS].n_used, 4);
    assert_int_equal(result.cells[VISITS_STATUS].n_faults[ROW_FAULT_UNKNOWN_CODE], 0);
    ingest_result_free(&result);
    mapping_free((struct mapping *)(uintptr_t)request.mapping);
}

static void not_available_is_missing_unless_it_is_mapped(void **state) {
    (void)state;
    export_begin();
    export_mapping("[visits]\nfiles = v.csv\nmap.service.NA = other\n");
    export_file("v.csv", "patient_id,date,service,status,reason\na,2024-01-01,NA,attended,NA\n"
                         "a,2024-01-02,group,NA,rain\nb,2024-01-02,group,attended,\"  \"\n");
    assert_ingested(INPUT_VISITS,
                    "patient_id,date,service,status,reason,clinician\na,2024-01-01,other,attended,,\nb,2024-01-02,"
                    "group,attended,,\n",
                    0, 0, 1);
}

static void ages_over_90_are_one_class(void **state) {
    (void)state;
    export_begin();
    export_mapping("[patients]\nfiles = p.csv\n");
    export_file("p.csv", "patient_id,age,birth_year\na,89,1935\nb,90,\nc,97,\nd,121,\ne,,1899\n");
    assert_ingested(INPUT_PATIENTS,
                    "patient_id,birth_year,age,sex,race_ethnicity,primary_substance,site,observed_until\n"
                    "a,1935,89,,,,,\nb,,90,,,,,\nc,,90,,,,,\nd,,,,,,,\ne,,,,,,,\n",
                    0, 0, 0);
}

static void days_are_added_by_code(void **state) {
    (void)state;
    export_begin();
    export_mapping("[admissions]\nfiles = a.csv\ndays_after.planned_end = admitted\ndays_after.planned_end.by = plan\n"
                   "days_after.planned_end.A = 28\ndays_after.planned_end.* = 366\nmissing = NA\n");
    export_file("a.csv", "patient_id,admitted,plan\na,2024-02-01,A\nb,2024-02-01,B\nc,2024-02-01,\nd,2199-12-31,A\n");
    assert_ingested(INPUT_ADMISSIONS,
                    ADMISSIONS "a,2024-02-01,,,,,,2024-02-29,\nb,2024-02-01,,,,,,2025-02-01,\n"
                               "c,2024-02-01,,,,,,2025-02-01,\nd,2199-12-31,,,,,,,\n",
                    0, 0, 0);
}

static void a_number_may_be_the_days_since_another_day(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = d.csv\ncolumn.date = start\ndates.date = %Y-%m-%dT%H:%M:%S%z\n"
                   "column.days_supply = stop\ndays_since.days_supply = start\n"
                   "dates.days_supply = %Y-%m-%dT%H:%M:%S%z\n");
    export_file("d.csv", "patient_id,start,stop,medication\na,2024-02-27T23:59:59Z,2024-03-05T00:00:01Z,m\n"
                         "b,2024-01-01T08:00:00Z,2024-01-01T20:00:00Z,m\nc,2024-01-01T08:00:00Z,,m\n"
                         "d,2024-01-09T08:00:00Z,2024-01-01T08:00:00Z,m\ne,2024-01-01T08:00:00Z,2024-01-08,m\n");
    assert_ingested(INPUT_DOSES,
                    DOSES "a,2024-02-27,m,,7,\nb,2024-01-01,m,,,\nc,2024-01-01,m,,,\nd,2024-01-09,m,,,\n"
                          "e,2024-01-01,m,,,\n",
                    0, 0, 0);
}

static void of_a_date_of_birth_the_year_is_taken_where_the_mapping_says_so(void **state) {
    (void)state;
    export_begin();
    export_mapping("[patients]\nfiles = p.csv\ncolumn.birth_year = born\ndates.birth_year = %d.%m.%Y\n");
    export_file("p.csv", "patient_id,born\na,29.02.1984\nb,\nc,1984\n");
    assert_ingested(INPUT_PATIENTS, PATIENTS "a,1984,,,,,,\nb,,,,,,,\nc,,,,,,,\n", 0, 0, 0);
    export_begin();
    export_mapping("[export]\ndates = %d.%m.%Y\n[patients]\nfiles = p.csv\ncolumn.birth_year = born\n");
    export_file("p.csv", "patient_id,born\na,29.02.1984\nc,1984\n");
    assert_ingested(INPUT_PATIENTS, PATIENTS "a,,,,,,,\nc,1984,,,,,,\n", 0, 0, 0);
}

static void a_key_date_may_be_a_constant_or_days_after_another(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses.a]\nfiles = a.csv\nconstant.date = 2024-03-09\n"
                   "[doses.b]\nfiles = b.csv\ndays_after.date = start\ndays_after.date.* = 7\n"
                   "[doses.c]\nfiles = c.csv\nmap.date.first = 2024-01-01\n");
    export_file("a.csv", "patient_id,medication\na,m\n");
    export_file("b.csv", "patient_id,medication,start\nb,m,2024-03-09\nb,m,\n");
    export_file("c.csv", "patient_id,medication,date\nc,m,first\nc,m,2024-02-02\nc,m,second\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-03-09,m,,,\nb,2024-03-16,m,,,\nc,2024-01-01,m,,,\nc,2024-02-02,m,,,\n",
                    0, 0, 2);
}

static void days_far_away_are_no_dates(void **state) {
    (void)state;
    export_begin();
    export_mapping("[doses]\nfiles = b.csv\ndays_after.date = start\ndays_after.date.* = 2147483647\n");
    export_file("b.csv", "patient_id,medication,start\nb,m,2024-03-09\n");
    assert_ingested(INPUT_DOSES, DOSES, 0, 0, 1);
    export_mapping("[doses]\nfiles = b.csv\ndays_after.date = start\ndays_after.date.* = -2147483648\n");
    assert_ingested(INPUT_DOSES, DOSES, 0, 0, 1);
}

static void lists_keep_codes_and_the_places_of_days(void **state) {
    (void)state;
    export_begin();
    export_mapping("[returns_to_use]\nfiles = r.csv\nseparator.triggers = |\nmap.triggers.work = stress\n"
                   "map.triggers.none =\nmissing = NA\n");
    export_file("r.csv", "patient_id,used_on,reported_on,triggers,plan_changes,plan_due,plan_done\n"
                         "a,2024-01-05,2024-01-09,work|none|grief,safety_plan;none,2024-02-01;,;2024-03-01\n"
                         "b,NA,2024-01-09,none,,,\nc,,,,,,\nd,2024-01-05,,stress;grief,,,\n");
    assert_ingested(INPUT_RETURNS_TO_USE,
                    RETURNS
                    "a,2024-01-05,2024-01-05,2024-01-09,,,stress;grief,,,safety_plan;none,2024-02-01;,;2024-03-01\n"
                    "b,2024-01-09,,2024-01-09,,,,,,,,\nd,2024-01-05,2024-01-05,,,,,,,,,\n",
                    0, 0, 1);
}

static void the_day_of_a_return_follows_the_mapping_too(void **state) {
    (void)state;
    export_begin();
    export_mapping("[returns_to_use]\nfiles = r.csv\ndays_after.used_on = visit\ndays_after.used_on.* = -3\n");
    export_file("r.csv", "patient_id,visit\na,2024-01-05\n");
    assert_ingested(INPUT_RETURNS_TO_USE, RETURNS "a,2024-01-02,2024-01-02,,,,,,,,,\n", 0, 0, 0);
}

static void filters_keep_and_omit_rows(void **state) {
    (void)state;
    export_begin();
    export_mapping("[export]\nmissing = NA\n[doses]\nfiles = d.csv\nkeep.status = given, (missing)\nomit.void = 1\n"
                   "missing.patient_id = given\n");
    export_file("d.csv", "patient_id,date,medication,status,void\na,2024-01-01,m,given,0\nb,2024-01-01,m,NA,\n"
                         "c,2024-01-01,m,GIVEN,1\nd,2024-01-01,m,held,0\ne,2024-01-01,m,,2\n");
    assert_ingested(INPUT_DOSES, DOSES "a,2024-01-01,m,,,\nb,2024-01-01,m,,,\ne,2024-01-01,m,,,\n", 0, 2, 0);
}

static void a_dropped_column_is_never_looked_at(void **state) {
    (void)state;
    export_begin();
    export_file("p.csv", "patient_id,SSN,site,sex\na,123-45-6789,a@b.org,female\n");
    export_mapping("[patients]\nfiles = p.csv\ndrop = ssn, site\nignore = sex\n");
    assert_ingested(INPUT_PATIENTS,
                    "patient_id,birth_year,age,sex,race_ethnicity,primary_substance,site,observed_until\na,,,,,,,\n", 0,
                    0, 0);
    export_mapping("[patients]\nfiles = p.csv\ndrop = ssn, site\ncolumn.race_ethnicity = site\n");
    assert_ingest_ends(INPUT_PATIENTS, EX_CONFIG, "'site' is also mapped (a dropped column is never looked at)");
    export_mapping("[patients]\nfiles = p.csv\ndrop = ssn, site\nkeep.site = x\n");
    assert_ingest_ends(INPUT_PATIENTS, EX_CONFIG, "a dropped column is never looked at (drop it or filter by it)");
}

static void relative_days_stay_as_they_are(void **state) {
    (void)state;
    export_begin();
    export_mapping("[export]\nprofile = safe-harbor\ndates = days\n[doses]\nfiles = d.csv\n");
    export_file("d.csv", "patient_id,date,medication\na,10,m\na,-3,m\na,2024-01-01,m\na,+4,m\n");
    assert_ingested(INPUT_DOSES, DOSES "a,-3,m,,,\na,4,m,,,\na,10,m,,,\n", 0, 0, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_out_sorted_with_every_column),
        cmocka_unit_test(headers_dates_and_codes_are_mapped),
        cmocka_unit_test(a_star_is_every_text_but_a_missing_one),
        cmocka_unit_test(only_a_cell_that_the_row_needs_sets_it_aside),
        cmocka_unit_test(a_number_may_have_a_decimal_comma),
        cmocka_unit_test(a_number_may_be_added),
        cmocka_unit_test(headers_and_texts_of_any_form_can_be_named),
        cmocka_unit_test(cells_that_cannot_be_used_are_counted_by_column),
        cmocka_unit_test(not_available_is_missing_unless_it_is_mapped),
        cmocka_unit_test(ages_over_90_are_one_class),
        cmocka_unit_test(days_are_added_by_code),
        cmocka_unit_test(a_number_may_be_the_days_since_another_day),
        cmocka_unit_test(of_a_date_of_birth_the_year_is_taken_where_the_mapping_says_so),
        cmocka_unit_test(a_key_date_may_be_a_constant_or_days_after_another),
        cmocka_unit_test(days_far_away_are_no_dates),
        cmocka_unit_test(lists_keep_codes_and_the_places_of_days),
        cmocka_unit_test(the_day_of_a_return_follows_the_mapping_too),
        cmocka_unit_test(filters_keep_and_omit_rows),
        cmocka_unit_test(a_dropped_column_is_never_looked_at),
        cmocka_unit_test(relative_days_stay_as_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
