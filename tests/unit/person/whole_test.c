/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/whole.h"

#include <string.h>

#include "base/memory.h"
#include "cmocka_begin.h"
#include "person/person_reader.h"
#include "person/recording_lag.h"
#include "person/unknown_days.h"
#include "scratch.h"

static const char header[] = "fact,site,table,subject,text,first_day,last_day,people,count,value\n";

static struct whole *whole_of(const char *rows) {
    char *text = memory_format("%s%s", header, rows);
    struct whole *whole = whole_read(scratch_bytes("facts.csv", text, strlen(text)));

    free(text);
    return whole;
}

static int32_t day(const char *text) {
    int32_t number;

    assert_true(calendar_parse_iso(text, 10, &number));
    return number;
}

static void days_that_meet_become_one(void **state) {
    struct care_unknown days[4];
    size_t n = unknown_days_add(days, 0, (struct care_unknown){50, 60});

    (void)state;
    n = unknown_days_add(days, n, (struct care_unknown){10, 20});
    n = unknown_days_add(days, n, (struct care_unknown){30, 40});
    assert_int_equal(n, 3);
    n = unknown_days_add(days, n, (struct care_unknown){15, 35});
    assert_int_equal(n, 2);
    assert_int_equal(days[0].first, 10);
    assert_int_equal(days[0].last, 40);
    assert_int_equal(days[1].first, 50);
    assert_true(unknown_days_meet(days, n, 40, 45));
    assert_false(unknown_days_meet(days, n, 41, 49));
}

static void holes_and_ends_of_cover_are_a_sites_unknown_days(void **state) {
    struct whole *whole = whole_of("window_start,,,,,2025-01-01,,,,\n"
                                   "hole,Hill,doses,x,,2025-05-01,2025-05-31,,,\n"
                                   "hole,Hill,visits,x,,2025-05-20,2025-06-10,,,\n"
                                   "hole,Hill,drug_tests,x,,2025-08-01,2025-08-31,,,\n"
                                   "end,Hill,visits,late,,,2025-11-20,,,\n"
                                   "recording_lag,,,measured,,,,,60,25\n");
    struct recording_lag lag;
    size_t n;
    const struct care_unknown *days = whole_site_days(whole, "hill", &n);

    (void)state;
    assert_int_equal(n, 2);
    assert_int_equal(days[0].first, day("2025-05-01"));
    assert_int_equal(days[0].last, day("2025-06-10"));
    assert_int_equal(days[1].first, day("2025-11-21"));
    assert_int_equal(days[1].last, INT32_MAX);
    assert_int_equal(whole_window_start(whole), day("2025-01-01"));
    assert_true(whole_recording_lag(whole, &lag));
    assert_int_equal(lag.days, 25);
    assert_int_equal(lag.discharges, 60);
    assert_true(lag.is_measured);
    whole_free(whole);
}

static void a_label_is_written_as_it_is_most_often(void **state) {
    struct whole *whole = whole_of("spelling,,,site,north,,,,3,\nspelling,,,site,North,,,,3,\n"
                                   "spelling,,,site,NORTH,,,,2,\nspelling,,,ward,north,,,,9,\n");

    (void)state;
    assert_string_equal(whole_shown(whole, "site", "NORTH", 5), "North");
    assert_string_equal(whole_shown(whole, "site", "north", 5), "North");
    assert_string_equal(whole_shown(whole, "ward", "north", 5), "north");
    assert_string_equal(whole_shown(whole, "site", "hill", 4), "hill");
    whole_free(whole);
}

static void the_last_known_day_is_that_of_the_site_that_goes_on(void **state) {
    struct whole *one = whole_of("spelling,,,site,north,,,,3,\nspelling,,,site,hill,,,,3,\n"
                                 "end,hill,doses,late,,,2025-11-20,,,\n");
    struct whole *all = whole_of("spelling,,,site,north,,,,3,\nspelling,,,site,hill,,,,3,\n"
                                 "end,hill,doses,late,,,2025-11-20,,,\nend,north,doses,late,,,2025-12-01,,,\n");
    int32_t as_of = day("2025-12-31");

    (void)state;
    assert_int_equal(whole_last_known(one, as_of), as_of);
    assert_int_equal(whole_last_known(all, as_of), day("2025-12-01"));
    whole_free(one);
    whole_free(all);
}

enum { NO_SITE, NORTH, HILL };

/* A person with visits on the days given and, at `moved`, an admission at the hill; home is north. */
static size_t unknown_of(const struct whole *whole, const int32_t visits[], size_t n_visits, int32_t moved,
                         struct care_unknown days[]) {
    struct dictionary *texts = dictionary_alloc();
    const struct care_admission admission = {
        .admitted = moved, .discharged = CARE_NO_DAY, .planned_end = CARE_NO_DAY, .site = HILL};
    struct person person = {.site = NORTH,
                            .care = {.visits = visits,
                                     .n_visits = n_visits,
                                     .admissions = &admission,
                                     .n_admissions = moved == CARE_NO_DAY ? 0 : 1}};
    size_t n;

    dictionary_add(texts, "", 0);
    dictionary_add(texts, "north", 5);
    dictionary_add(texts, "hill", 4);
    n = whole_unknown_days(whole, &person, texts, days);
    dictionary_free(texts);
    return n;
}

static void unknown_days_are_those_of_the_site_where_somebody_was_last_seen(void **state) {
    struct whole *whole = whole_of("hole,hill,doses,x,,2025-05-01,2025-05-31,,,\n"
                                   "end,north,doses,closed,,,2025-08-31,,,\n");
    const int32_t visits[] = {day("2025-02-01"), day("2025-04-30"), day("2025-06-15"), day("2025-10-01")};
    struct care_unknown days[3];

    (void)state;
    /* At home in the north until it closed; what was seen later at another site does not change that. */
    assert_int_equal(unknown_of(whole, visits, 4, CARE_NO_DAY, days), 1);
    assert_int_equal(days[0].first, day("2025-09-01"));
    /* Moved to the hill before its hole, and there when the north closed. */
    assert_int_equal(unknown_of(whole, visits, 4, day("2025-04-15"), days), 1);
    assert_int_equal(days[0].first, day("2025-05-01"));
    assert_int_equal(days[0].last, day("2025-05-31"));
    /* Moved after the hole: last seen in the north before it. */
    assert_int_equal(unknown_of(whole, visits, 4, day("2025-06-01"), days), 0);
    /* Never seen before the hole, then at the hill. */
    assert_int_equal(unknown_of(whole, visits + 2, 2, day("2025-06-01"), days), 1);
    assert_int_equal(days[0].first, day("2025-05-01"));
    /* Never seen at all. */
    assert_int_equal(unknown_of(whole, visits, 0, CARE_NO_DAY, days), 0);
    whole_free(whole);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_that_meet_become_one),
        cmocka_unit_test(holes_and_ends_of_cover_are_a_sites_unknown_days),
        cmocka_unit_test(a_label_is_written_as_it_is_most_often),
        cmocka_unit_test(the_last_known_day_is_that_of_the_site_that_goes_on),
        cmocka_unit_test(unknown_days_are_those_of_the_site_where_somebody_was_last_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
