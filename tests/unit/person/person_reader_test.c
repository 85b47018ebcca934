/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/person_reader.h"

#include <sys/stat.h>
#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

static struct settings *settings;
static struct person_reader *reader;
static struct person person;

static int read_settings_once(void **state) {
    (void)state;
    settings = settings_read(NULL);
    return 0;
}

static int free_settings(void **state) {
    (void)state;
    settings_free(settings);
    return 0;
}

static char directory[32]; /* of the tables at hand, below the scratch directory */

/* The tables of a fresh directory; NULL: not there. */
static const char *tables(const char *patients, const char *admissions, const char *doses, const char *visits,
                          const char *adverse_events) {
    const char *const texts[] = {patients, admissions, doses, visits, adverse_events};
    static const char *const names[] = {"patients", "admissions", "doses", "visits", "adverse_events"};
    static unsigned number;
    char path[64];

    snprintf(directory, sizeof directory, "tables%u", ++number);
    scratch_directory(directory);
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", directory, names[i]);
        if (texts[i] != NULL)
            scratch_text(path, texts[i]);
    }
    return scratch_path(directory);
}

static void open_tables(const char *path, int32_t as_of) {
    reader =
        person_reader_open(path, NULL, settings, (struct person_needs){.doses = true, .visits = true}, as_of, false);
}

static bool next(void) { return person_reader_next(reader, &person); }

static void finish(size_t n_unknown) {
    assert_false(next());
    assert_int_equal(person_reader_n_unknown(reader), n_unknown);
    person_reader_close(reader);
}

static void read_all(const void *path) {
    open_tables(path, CALENDAR_NO_DAY);
    while (next())
        continue;
    person_reader_close(reader);
}

static void each_person_has_the_rows_of_every_table(void **state) {
    (void)state;
    open_tables(tables("patient_id,age,site\na,33,north\nb,,south\nc,,\n",
                       "patient_id,admitted,discharged,reason,program,planned_days\nb,0,50,jail,counseling,28\n",
                       "patient_id,date,medication\na,1,methadone\na,2,methadone\nc,9,naltrexone_xr\n",
                       "patient_id,date,status,reason\nb,3,attended,\nb,4,missed,hospital;transport\n",
                       "patient_id,date,kind,fatal\na,7,overdose,no\nc,90,overdose,yes\nc,91,death,\n"),
                200);
    assert_true(next());
    assert_string_equal(person.patient_id, "a");
    assert_int_equal(person.age, 33);
    assert_int_equal(person.care.n_supplies, 2);
    assert_int_equal(person.care.death, CARE_NO_DAY);
    assert_int_equal(person.care.end_of_observation, 200);
    assert_true(next());
    assert_int_equal(person.age, -1);
    assert_int_equal(person.care.n_admissions, 1);
    assert_int_equal(person.care.admissions[0].planned_end, 27);
    assert_int_equal(person.care.admissions[0].program, CARE_COUNSELING);
    assert_int_equal(person.care.n_visits, 1);
    assert_int_equal(person.care.n_reasons, 2); /* in order of days */
    assert_int_equal(person.care.reasons[0].reason, CARE_EXIT_HOSPITAL);
    assert_int_equal(person.care.reasons[1].reason, CARE_EXIT_JAIL);
    assert_true(next());
    assert_int_equal(person.care.supplies[0].kind, CARE_INJECTION);
    assert_int_equal(person.care.supplies[0].days, 31);
    assert_int_equal(person.care.death, 90); /* the first of two records of one death */
    finish(0);
}

static void supplies_last_as_recorded_where_that_is_possible_and_else_as_is_usual(void **state) {
    static const struct {
        enum care_supply_kind kind;
        int32_t days;
    } expected[] = {{CARE_DISPENSED, 14}, {CARE_DISPENSED, 7},    {CARE_DISPENSED, 7},    {CARE_DISPENSED, 7},
                    {CARE_DISPENSED, 7},  {CARE_INJECTION, 7},    {CARE_INJECTION, 31},   {CARE_IMPLANT, 180},
                    {CARE_IMPLANT, 180},  {CARE_ADMINISTERED, 5}, {CARE_ADMINISTERED, 1}, {CARE_DISPENSED, 7},
                    {CARE_INJECTION, 90}, {CARE_INJECTION, 31}};
    const struct supply_counts *counts;
    (void)state;

    open_tables(tables("patient_id\na\n", NULL,
                       "patient_id,date,medication,days_supply,kind\na,1,buprenorphine,14,\na,2,buprenorphine,,\n"
                       "a,3,buprenorphine,0,\na,4,buprenorphine,-3,\na,5,buprenorphine,121,\na,6,naltrexone_xr,7,\n"
                       "a,7,naltrexone_xr,1,\na,8,buprenorphine_implant,,implant\na,9,buprenorphine_implant,59,\n"
                       "a,10,methadone,5,\na,11,methadone,32,\na,12,unheard_of,,\n"
                       "a,13,unheard_of,90,injection\na,14,unheard_of,,injection\n",
                       NULL, NULL),
                200);
    assert_true(next());
    assert_int_equal(person.care.n_supplies, 14);
    for (size_t i = 0; i < 14; i++) {
        assert_int_equal(person.care.supplies[i].kind, expected[i].kind);
        assert_int_equal(person.care.supplies[i].days, expected[i].days);
    }
    counts = person_reader_supplies(reader);
    assert_int_equal(counts->rows[1][SUPPLY_RECORDED], 1); /* buprenorphine is the second of the configuration */
    assert_int_equal(counts->rows[1][SUPPLY_MISSING], 1);
    assert_int_equal(counts->rows[1][SUPPLY_IMPOSSIBLE], 3);
    assert_int_equal(counts->rows[SETTINGS_MOST_MEDICATIONS][SUPPLY_MISSING], 1); /* an injection needs none */
    finish(0);
}

#define DOSES_HEADER "patient_id,date,medication,dose_mg,days_supply,kind\n"

/* Of a table whose rows, but for their days, stand again and again: below, the same with ids that are quoted, which no
 * row is told from without its parser. */
static const char repeated_doses[] =
    DOSES_HEADER "a,2024-01-01,methadone,40,,administered\na,2024-01-02,methadone,40,,administered\n"
                 "a,2024-01-03,methadone,45,,administered\na,2024-01-04,methadone,40,,administered\n"
                 "a,2024-01-04,unheard_of,,,\na,2024-01-05,methadone,45,,administered\na,2024-01-06,unheard_of,,,\n"
                 "a,2024-01-07,\"methadone\",45,7,dispensed\na,2024-01-14,\"methadone\",45,7,dispensed\n"
                 "b,2024-02-28,methadone,45,,administered\nb,2024-02-29,methadone,45,,administered\n";
static const char repeated_doses_quoted[] = DOSES_HEADER
    "\"a\",2024-01-01,methadone,40,,administered\n\"a\",2024-01-02,methadone,40,,administered\n"
    "\"a\",2024-01-03,methadone,45,,administered\n\"a\",2024-01-04,methadone,40,,administered\n"
    "\"a\",2024-01-04,unheard_of,,,\n\"a\",2024-01-05,methadone,45,,administered\n\"a\",2024-01-06,unheard_of,,,\n"
    "\"a\",2024-01-07,\"methadone\",45,7,dispensed\n\"a\",2024-01-14,\"methadone\",45,7,dispensed\n"
    "\"b\",2024-02-28,methadone,45,,administered\n\"b\",2024-02-29,methadone,45,,administered\n";

struct supplies {
    struct care_supply supplies[16];
    size_t n, n_unnamed, recorded, missing;
};

static struct supplies read_supplies(const char *doses) {
    struct supplies read = {.n = 0};

    open_tables(tables("patient_id\na\nb\n", NULL, doses, NULL, NULL), 20000);
    while (next()) {
        for (size_t i = 0; i < person.care.n_supplies; i++)
            read.supplies[read.n++] = person.care.supplies[i];
        read.n_unnamed += person.n_unnamed;
    }
    read.recorded = person_reader_supplies(reader)->rows[0][SUPPLY_RECORDED];
    read.missing = person_reader_supplies(reader)->rows[SETTINGS_MOST_MEDICATIONS][SUPPLY_MISSING];
    person_reader_close(reader);
    return read;
}

static void rows_that_repeat_others_are_read_as_the_others(void **state) {
    struct supplies met = read_supplies(repeated_doses), parsed = read_supplies(repeated_doses_quoted);

    (void)state;
    assert_int_equal(met.n, 11);
    assert_int_equal(parsed.n, 11);
    for (size_t i = 0; i < met.n; i++) {
        assert_int_equal(met.supplies[i].day, parsed.supplies[i].day);
        assert_int_equal(met.supplies[i].days, parsed.supplies[i].days);
        assert_int_equal(met.supplies[i].strength, parsed.supplies[i].strength);
        assert_int_equal(met.supplies[i].medication, parsed.supplies[i].medication);
        assert_int_equal(met.supplies[i].kind, parsed.supplies[i].kind);
    }
    assert_int_equal(met.supplies[8].days, 7);
    assert_int_equal(met.supplies[8].day - met.supplies[7].day, 7);
    assert_int_equal(met.n_unnamed, 2);
    assert_int_equal(met.n_unnamed, parsed.n_unnamed);
    assert_int_equal(met.missing, 2);
    assert_int_equal(parsed.missing, 2);
    assert_int_equal(met.recorded, parsed.recorded);
}

/* Of visits, too, what a row says is remembered; the reasons of each are its own. */
static void visits_that_repeat_others_are_read_as_the_others(void **state) {
    (void)state;
    open_tables(tables("patient_id\na\n", NULL, NULL,
                       "patient_id,date,status,reason\na,2026-01-03,attended,\na,2026-01-04,missed,jail\n"
                       "a,2026-01-05,missed,jail\na,2026-01-06,attended,\na,2026-01-07,missed,illness\n"
                       "a,2026-01-08,missed,illness\na,2026-01-09,missed,jail;hospital\na,2026-01-10,attended,\n",
                       NULL),
                calendar_month_first_day(2027 * 12));
    assert_true(next());
    assert_int_equal(person.care.n_visits, 3);
    assert_int_equal(person.care.visits[1] - person.care.visits[0], 3);
    assert_int_equal(person.care.visits[2] - person.care.visits[0], 7);
    assert_int_equal(person.care.n_reasons, 4);
    assert_int_equal(person.care.reasons[1].reason, CARE_EXIT_JAIL);
    assert_int_equal(person.care.reasons[1].day - person.care.visits[0], 2);
    assert_int_equal(person.care.reasons[2].day, person.care.reasons[3].day);
    assert_int_equal(person.care.reasons[3].reason, CARE_EXIT_HOSPITAL);
    finish(0);
}

static void rows_of_a_day_have_one_order_and_their_strength(void **state) {
    (void)state;
    open_tables(tables("patient_id\na\n", NULL,
                       "patient_id,date,medication,dose_mg,days_supply,kind\na,1,buprenorphine,8,14,\n"
                       "a,1,buprenorphine,2.5,14,\na,1,methadone,80,1,\na,1,buprenorphine,,7,\n",
                       NULL, NULL),
                200);
    assert_true(next());
    assert_int_equal(person.care.supplies[0].strength, 80000); /* methadone is the first of the configuration */
    assert_int_equal(person.care.supplies[1].strength, CARE_NO_STRENGTH);
    assert_int_equal(person.care.supplies[2].strength, 2500);
    assert_int_equal(person.care.supplies[3].strength, 8000);
    finish(0);
}

static void what_is_dated_after_the_end_of_observation_is_not_known_yet(void **state) {
    (void)state;
    open_tables(tables("patient_id\na\n", "patient_id,admitted,discharged,reason\na,1,201,jail\n", NULL,
                       "patient_id,date,status,reason\na,202,missed,hospital\n", NULL),
                200);
    assert_true(next());
    assert_int_equal(person.care.admissions[0].discharged, CARE_NO_DAY);
    assert_int_equal(person.care.admissions[0].reason, CARE_EXIT_NONE);
    assert_int_equal(person.care.n_reasons, 0);
    assert_int_equal(person.n_later_closed, 1);
    finish(0);
}

static void observation_ends_at_the_earlier_of_as_of_and_observed_until(void **state) {
    const char *path = tables("patient_id,observed_until\na,100\nb,\nc,300\n", NULL, NULL, NULL, NULL);
    static const int32_t with[] = {100, 200, 200}, without[] = {100, CARE_NO_DAY, 300};
    (void)state;

    for (int pass = 0; pass < 2; pass++) {
        open_tables(path, pass == 0 ? 200 : CALENDAR_NO_DAY);
        for (size_t i = 0; i < 3; i++) {
            assert_true(next());
            assert_int_equal(person.care.end_of_observation, pass == 0 ? with[i] : without[i]);
        }
        finish(0);
    }
}

static void rows_of_people_who_are_not_in_patients_are_counted(void **state) {
    (void)state;
    open_tables(tables("patient_id\nb\nd\n", "patient_id,admitted\na,1\n",
                       "patient_id,date,medication\na,1,m\nb,1,m\nc,1,m\nc,2,m\nz,1,m\n", NULL, NULL),
                200);
    assert_true(next());
    assert_int_equal(person.care.n_supplies, 1);
    assert_true(next());
    assert_int_equal(person.care.n_supplies, 0);
    finish(5);
}

static void tables_that_do_not_fit_together_are_refused(void **state) {
    const char *path;
    (void)state;

    path = tables(NULL, NULL, NULL, NULL, NULL);
    assert_ends(read_all, path, EX_NOINPUT, "patients.csv: cannot be read");
    path = tables("patient_id\na\na\n", NULL, NULL, NULL, NULL);
    assert_ends(read_all, path, EX_DATAERR,
                "patients.csv:3:1: patient_id: stands twice (expected one row for each person)");
    path = tables("patient_id\na\n", "patient_id,admitted\na,2024-01-01\n", "patient_id,date,medication\na,1,m\n", NULL,
                  NULL);
    assert_ends(read_all, path, EX_DATAERR, "doses.csv:2: dates and relative days are mixed (expected dates");
    path = tables("patient_id,observed_until\na,100\n", NULL, NULL, "patient_id,date,status\na,2024-01-01,attended\n",
                  NULL);
    assert_ends(read_all, path, EX_DATAERR, "visits.csv:2: dates and relative days are mixed (expected relative days");
    path = tables("patient_id\na\n", NULL, NULL, NULL, NULL);
    assert_int_equal(mkdir(scratch_path(strcat(directory, "/doses.csv")), 0700), 0);
    assert_ends(read_all, path, EX_NOINPUT, "doses.csv: cannot be read: Is a directory");
}

static void ages_come_as_recorded_or_by_the_year_of_birth(void **state) {
    struct person someone = {.age = -1, .birth_year = 1990};
    (void)state;

    assert_int_equal(person_age(&someone, 19791, CALENDAR_CIVIL), 34); /* 2024 */
    assert_int_equal(person_age(&someone, 100, CALENDAR_RELATIVE), -1);
    someone.age = 41;
    assert_int_equal(person_age(&someone, 19791, CALENDAR_CIVIL), 41);
    someone = (struct person){.age = -1, .birth_year = -1};
    assert_int_equal(person_age(&someone, 19791, CALENDAR_CIVIL), -1);
    assert_string_equal(person_age_band(-1), "unknown");
    assert_string_equal(person_age_band(0), "under-18");
    assert_string_equal(person_age_band(17), "under-18");
    assert_string_equal(person_age_band(18), "18-24");
    assert_string_equal(person_age_band(24), "18-24");
    assert_string_equal(person_age_band(25), "25-34");
    assert_string_equal(person_age_band(64), "55-64");
    assert_string_equal(person_age_band(65), "65+");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_person_has_the_rows_of_every_table),
        cmocka_unit_test(supplies_last_as_recorded_where_that_is_possible_and_else_as_is_usual),
        cmocka_unit_test(rows_that_repeat_others_are_read_as_the_others),
        cmocka_unit_test(visits_that_repeat_others_are_read_as_the_others),
        cmocka_unit_test(rows_of_a_day_have_one_order_and_their_strength),
        cmocka_unit_test(what_is_dated_after_the_end_of_observation_is_not_known_yet),
        cmocka_unit_test(observation_ends_at_the_earlier_of_as_of_and_observed_until),
        cmocka_unit_test(rows_of_people_who_are_not_in_patients_are_counted),
        cmocka_unit_test(tables_that_do_not_fit_together_are_refused),
        cmocka_unit_test(ages_come_as_recorded_or_by_the_year_of_birth),
    };

    return cmocka_run_group_tests(tests, read_settings_once, free_settings);
}
