/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_judge.h"
#include "care/completeness_runs.h"

#include <math.h>
#include <stdlib.h>

#include "assert_close.h"
#include "base/calendar.h"
#include "cmocka_begin.h"

enum { NORTH, HILL, N_SITES };

static struct completeness_grid grid;
static struct completeness_counts *sites[N_SITES];
static struct completeness_verdict verdicts[N_SITES];

static int32_t day(const char *text) {
    int32_t number;

    assert_true(calendar_parse_iso(text, 10, &number));
    return number;
}

static int start(void **state) {
    (void)state;
    completeness_grid_set(&grid, day("2025-01-01"), day("2026-06-30"));
    for (size_t i = 0; i < N_SITES; i++)
        sites[i] = completeness_counts_alloc(&grid);
    return 0;
}

static int end(void **state) {
    (void)state;
    for (size_t i = 0; i < N_SITES; i++)
        completeness_counts_free(sites[i]);
    return 0;
}

/* Days without any row. */
struct away {
    const char *first, *last;
};

/* A person with a row every `every` days from `from` to `until`, but for the days away. `exit` NULL: none. */
static void add_person(size_t site, const char *from, const char *until, int32_t every, struct away away,
                       const char *exit) {
    struct completeness_presence presence = {0};

    for (int32_t at = day(from); at <= day(until); at += every) {
        if (away.first != NULL && at >= day(away.first) && at <= day(away.last))
            continue;
        completeness_see(&grid, &presence, at);
        completeness_count_day(&grid, sites[site], at);
    }
    if (exit != NULL)
        completeness_leave_out(&grid, &presence, day(exit));
    completeness_count_person(&grid, sites[site], &presence, exit != NULL);
}

/* People of a site that delivers from the first day to the last, but for `away`. */
static void add_people(size_t site, size_t n, struct away away) {
    for (size_t i = 0; i < n; i++)
        add_person(site, "2025-01-01", "2026-06-30", 1 + (int32_t)(i % 3), away, NULL);
}

static void assert_hole(size_t site, const char *first, const char *last) {
    int32_t from, to;

    assert_true(completeness_next_hole(&grid, &verdicts[site], grid.as_of, &from, &to));
    assert_int_equal(from, day(first));
    assert_int_equal(to, day(last));
    assert_false(completeness_next_hole(&grid, &verdicts[site], from - 1, &from, &to));
}

static void assert_no_hole(size_t site) {
    int32_t from, to;

    assert_false(completeness_next_hole(&grid, &verdicts[site], grid.as_of, &from, &to));
}

static void tails_are_those_of_r(void **state) {
    (void)state;
    assert_close(completeness_upper_tail(3, 3, 0.1), 0.001, 1e-12);
    assert_close(completeness_upper_tail(20, 10, 0.25), 0.0138644169437612, 1e-10);
    assert_close(completeness_upper_tail(34, 34, 0.62), 8.73609690800554e-08, 1e-10);
    assert_close(completeness_upper_tail(120, 60, 0.05), 4.07103271641885e-45, 1e-10);
    assert_close(completeness_upper_tail(2000, 1000, 0.45), 4.0682650508772e-06, 1e-10);
    assert_close(completeness_upper_tail(5, 0, 0.3), 1, 0);
}

/* Lengths of runs that are asked about: seven of weeks, eleven of months, four of quarters. */
static double chance_of(size_t n_sites, double *n_runs) {
    struct completeness_runs runs = completeness_runs_start(&grid, sites, n_sites);
    double chance = runs.chance;

    *n_runs = (double)n_sites * (7 * grid.n_blocks[COMPLETENESS_WEEKS] + 11 * grid.n_blocks[COMPLETENESS_MONTHS] +
                                 4 * grid.n_blocks[COMPLETENESS_QUARTERS]);
    completeness_runs_end(&runs);
    return chance;
}

static void however_many_sites_few_clean_programs_are_stopped(void **state) {
    double n_runs;

    (void)state;
    assert_close(chance_of(3, &n_runs), 1e-6, 0);
    assert_close(chance_of(200, &n_runs) * n_runs, 0.02, 1e-12);
    assert_close(chance_of(2000, &n_runs) * n_runs, 0.02, 1e-12);
}

static void months_are_those_of_the_calendar_back_from_as_of(void **state) {
    (void)state;
    assert_int_equal(grid.first_day[COMPLETENESS_MONTHS][0], day("2026-06-01"));
    assert_int_equal(grid.first_day[COMPLETENESS_MONTHS][4], day("2026-02-01"));
    assert_int_equal(completeness_block_end(&grid, COMPLETENESS_MONTHS, 4), day("2026-02-28"));
    assert_int_equal(grid.first_day[COMPLETENESS_QUARTERS][0], day("2026-04-01"));
    assert_int_equal(grid.first_day[COMPLETENESS_WEEKS][1], day("2026-06-17"));
    completeness_grid_set(&grid, day("2025-01-01"), day("2026-06-10"));
    assert_int_equal(grid.first_day[COMPLETENESS_QUARTERS][0], day("2026-06-01"));
    assert_int_equal(grid.first_day[COMPLETENESS_QUARTERS][1], day("2026-03-01"));
    completeness_grid_set(&grid, day("2025-01-01"), day("2026-06-30"));
}

static void a_site_that_delivers_has_no_hole(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    add_people(HILL, 3, (struct away){0});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_no_hole(NORTH);
    assert_no_hole(HILL);
    assert_false(verdicts[NORTH].has_ended);
    assert_true(verdicts[NORTH].is_judged);
}

static void a_month_that_one_site_did_not_deliver_is_its_hole(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    add_people(HILL, 20, (struct away){"2025-09-01", "2025-09-30"});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_no_hole(NORTH);
    assert_hole(HILL, "2025-09-01", "2025-09-30");
}

/* Neither a calendar month nor within two months' weeks: the length is looked for at every place. */
static void four_weeks_across_two_months_are_found(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    add_people(HILL, 20, (struct away){"2025-09-15", "2025-10-12"});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_hole(HILL, "2025-09-15", "2025-10-12");
}

static void three_months_running_are_one_hole(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    add_people(HILL, 20, (struct away){"2025-09-01", "2025-11-30"});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_hole(HILL, "2025-09-01", "2025-11-30");
}

static void a_fortnight_of_everybody_is_found_at_sites_too_small_by_themselves(void **state) {
    (void)state;
    add_people(NORTH, 4, (struct away){"2026-02-02", "2026-02-22"});
    add_people(HILL, 4, (struct away){"2026-02-02", "2026-02-22"});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_hole(NORTH, "2026-02-02", "2026-02-22");
    assert_hole(HILL, "2026-02-02", "2026-02-22");
}

static void two_people_cannot_be_judged(void **state) {
    (void)state;
    add_people(NORTH, 2, (struct away){"2025-09-01", "2025-09-30"});
    assert_true(completeness_judge(&grid, sites, 1, verdicts));
    assert_no_hole(NORTH);
    assert_false(verdicts[NORTH].is_judged);
}

/* Those who were away while the others have an exit on record are no hole. */
static void recorded_exits_explain_who_is_missing(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    for (size_t i = 0; i < 20; i++)
        add_person(HILL, "2025-01-01", "2026-06-30", 1, (struct away){"2025-09-01", "2025-09-30"}, "2025-09-01");
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_no_hole(HILL);
}

/* Everybody comes every thirty-first day: in some months most have no row, and of thousands the binomial is sure. */
static void a_common_calendar_is_no_hole(void **state) {
    static const char *const days[] = {"2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30"};

    (void)state;
    for (size_t i = 0; i < 4000; i++)
        add_person(NORTH, days[i % 4], "2026-06-30", 31, (struct away){0}, NULL);
    assert_true(completeness_judge(&grid, sites, 1, verdicts));
    assert_no_hole(NORTH);
}

static void three_of_four_are_no_hole_while_rows_still_come(void **state) {
    (void)state;
    add_people(NORTH, 400, (struct away){0});
    add_people(HILL, 3, (struct away){"2026-06-10", "2026-06-23"});
    add_people(HILL, 1, (struct away){0});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_no_hole(HILL);
}

static void three_of_four_are_a_hole_later(void **state) {
    (void)state;
    add_people(NORTH, 400, (struct away){0});
    add_people(HILL, 3, (struct away){"2026-04-15", "2026-04-28"});
    add_people(HILL, 1, (struct away){0});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_hole(HILL, "2026-04-15", "2026-04-28");
}

static void a_fortnight_of_many_is_a_hole_at_once(void **state) {
    (void)state;
    add_people(NORTH, 400, (struct away){0});
    add_people(HILL, 30, (struct away){"2026-06-10", "2026-06-23"});
    add_people(HILL, 10, (struct away){0});
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_hole(HILL, "2026-06-10", "2026-06-23");
}

static void a_table_that_stops_for_all_has_ended(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    for (size_t i = 0; i < 5; i++)
        add_person(HILL, "2025-01-01", "2026-05-10", 1, (struct away){0}, NULL);
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_true(verdicts[HILL].has_ended);
    assert_int_equal(verdicts[HILL].last_day, day("2026-05-10"));
    assert_int_equal(verdicts[HILL].end_people, 5);
    assert_false(verdicts[NORTH].has_ended);
    assert_no_hole(HILL);
}

static void two_people_who_stop_are_no_end(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    for (size_t i = 0; i < 2; i++)
        add_person(HILL, "2025-01-01", "2026-05-10", 1, (struct away){0}, NULL);
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_false(verdicts[HILL].has_ended);
}

static void people_with_a_recorded_exit_are_no_end(void **state) {
    (void)state;
    add_people(NORTH, 30, (struct away){0});
    for (size_t i = 0; i < 20; i++)
        add_person(HILL, "2025-01-01", "2026-05-10", 1, (struct away){0}, "2026-05-11");
    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    assert_false(verdicts[HILL].has_ended);
}

static void parts_add_up(void **state) {
    struct completeness_counts *part = completeness_counts_alloc(&grid), *whole = sites[HILL];
    struct away away = {"2025-09-01", "2025-09-30"};

    (void)state;
    add_people(HILL, 30, away);
    add_people(NORTH, 15, away);
    sites[HILL] = part;
    for (size_t i = 0; i < 15; i++)
        add_person(HILL, "2025-01-01", "2026-06-30", 1 + (int32_t)(i % 3), away, NULL);
    completeness_counts_add(&grid, sites[NORTH], part);
    sites[HILL] = whole;
    completeness_counts_free(part);
    for (int scale = 0; scale < COMPLETENESS_SCALES; scale++)
        assert_memory_equal(sites[NORTH]->people[scale], whole->people[scale],
                            (size_t)grid.n_blocks[scale] * whole->n_runs[scale] * sizeof(uint32_t));
    assert_memory_equal(sites[NORTH]->days, whole->days, sizeof whole->days);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tails_are_those_of_r, start, end),
        cmocka_unit_test_setup_teardown(however_many_sites_few_clean_programs_are_stopped, start, end),
        cmocka_unit_test_setup_teardown(months_are_those_of_the_calendar_back_from_as_of, start, end),
        cmocka_unit_test_setup_teardown(a_site_that_delivers_has_no_hole, start, end),
        cmocka_unit_test_setup_teardown(a_month_that_one_site_did_not_deliver_is_its_hole, start, end),
        cmocka_unit_test_setup_teardown(four_weeks_across_two_months_are_found, start, end),
        cmocka_unit_test_setup_teardown(three_months_running_are_one_hole, start, end),
        cmocka_unit_test_setup_teardown(a_fortnight_of_everybody_is_found_at_sites_too_small_by_themselves, start, end),
        cmocka_unit_test_setup_teardown(two_people_cannot_be_judged, start, end),
        cmocka_unit_test_setup_teardown(recorded_exits_explain_who_is_missing, start, end),
        cmocka_unit_test_setup_teardown(a_common_calendar_is_no_hole, start, end),
        cmocka_unit_test_setup_teardown(three_of_four_are_no_hole_while_rows_still_come, start, end),
        cmocka_unit_test_setup_teardown(three_of_four_are_a_hole_later, start, end),
        cmocka_unit_test_setup_teardown(a_fortnight_of_many_is_a_hole_at_once, start, end),
        cmocka_unit_test_setup_teardown(a_table_that_stops_for_all_has_ended, start, end),
        cmocka_unit_test_setup_teardown(two_people_who_stop_are_no_end, start, end),
        cmocka_unit_test_setup_teardown(people_with_a_recorded_exit_are_no_end, start, end),
        cmocka_unit_test_setup_teardown(parts_add_up, start, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
