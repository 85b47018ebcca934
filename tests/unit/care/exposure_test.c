/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days by the time since the last covered one: by hand, and for random people one day after the other. */
#include "care/exposure.h"

#include <stdlib.h>

#include "care/people.h"
#include "cmocka_begin.h"

enum { GAP = 30, END = 400, MOST_SPANS = 36 * MOST_FACTS + 1 };

static struct told t;
static struct care_exposure_span spans[MOST_SPANS];
static size_t n;

static void fill(void) {
    cover(&t);
    assert_true(care_exposure_capacity(&t.covers) <= MOST_SPANS);
    n = care_exposures(&t.person, &t.covers, &t.settings, GAP, spans);
}

static void assert_span(size_t at, int32_t first, int32_t last, const char *name) {
    assert_true(at < n);
    assert_int_equal(spans[at].first, first);
    assert_int_equal(spans[at].last, last);
    assert_string_equal(care_exposure_name(spans[at].exposure), name);
}

static void the_classes_follow_the_last_covered_day(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 10, 59);
    fill();
    assert_int_equal(n, 4);
    assert_span(0, 10, 37, "first_weeks"); /* 28 days */
    assert_span(1, 38, 60, "on_cover");    /* the day after the last covered one is on cover */
    assert_span(2, 61, 87, "uncovered_2"); /* 2 to 28 days since */
    assert_span(3, 88, END, "uncovered_29");
    assert_int_equal(care_exposure_on(spans, n, 9), CARE_EXPOSURE_NONE);
    assert_int_equal(care_exposure_on(spans, n, 88), CARE_EXPOSURE_UNCOVERED_29);
    assert_int_equal(care_exposure_on(spans, n, END + 1), CARE_EXPOSURE_NONE);
}

static void a_gap_of_the_rule_goes_on_with_the_episode(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 0, 9);
    doses(&t, 40, 49); /* after 30 uncovered days: the same episode, past its first weeks */
    doses(&t, 81, 90); /* after 31: another one */
    fill();
    assert_span(0, 0, 10, "first_weeks");
    assert_span(1, 11, 37, "uncovered_2");
    assert_span(2, 38, 39, "uncovered_29");
    assert_span(3, 40, 50, "on_cover");
    assert_span(4, 51, 77, "uncovered_2");
    assert_span(5, 78, 80, "uncovered_29");
    assert_span(6, 81, 91, "first_weeks");
}

/* The data open on day 100. */
static void care_going_on_at_the_opening_began_with_its_admission(void **state) {
    (void)state;
    observe_until(&t, END);
    t.settings.window_start = 100;
    admit_to(&t, CARE_MAINTENANCE, 90, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 105, END);
    fill();
    assert_span(0, 105, 117, "first_weeks"); /* 28 days from the admission on */
    assert_span(1, 118, END, "on_cover");

    observe_until(&t, END); /* admitted when nobody knows: not in the first weeks */
    t.settings.window_start = 100;
    doses(&t, 105, END);
    fill();
    assert_int_equal(n, 1);
    assert_span(0, 105, END, "on_cover");

    observe_until(&t, END); /* 31 days behind the opening: seen to begin */
    t.settings.window_start = 100;
    admit_to(&t, CARE_MAINTENANCE, 90, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 131, END);
    fill();
    assert_span(0, 131, 158, "first_weeks");
}

static void who_is_first_seen_behind_unknown_days_may_have_begun_in_them(void **state) {
    (void)state;
    observe_until(&t, END);
    t.settings.window_start = 0;
    hide(&t, 100, 149);
    doses(&t, 155, END);
    fill();
    assert_int_equal(n, 1);
    assert_span(0, 155, END, "on_cover");
}

static void a_death_is_the_last_day(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 0, 49);
    t.person.death = 55;
    fill();
    assert_int_equal(n, 3);
    assert_span(2, 51, 55, "uncovered_2");
}

static void unknown_days_end_what_is_known_up_to_the_next_cover(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 0, 9);
    doses(&t, 60, 69);
    hide(&t, 15, 44);
    fill();
    assert_span(0, 0, 10, "first_weeks");
    assert_span(1, 11, 14, "uncovered_2");
    assert_span(2, 15, 59, "not_known");
    assert_span(3, 60, 70, "on_cover"); /* 20 known uncovered days: the same episode */
    assert_span(4, 71, 97, "uncovered_2");
}

static void a_visit_in_care_of_visits_alone_covers_30_days(void **state) {
    (void)state;
    observe_until(&t, END);
    admit_to(&t, CARE_COUNSELING, 100, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 100);
    visit(&t, 120);
    fill();
    assert_int_equal(n, 4);
    assert_span(0, 100, 127, "first_weeks");
    assert_span(1, 128, 149, "on_cover"); /* 120 and the 29 days behind it */
    assert_span(2, 150, 176, "uncovered_2");
    assert_span(3, 177, END, "uncovered_29");
}

static void nobody_covered_has_no_days(void **state) {
    (void)state;
    observe_until(&t, END);
    visit(&t, 100);
    fill();
    assert_int_equal(n, 0);
    assert_int_equal(care_exposure_on(spans, n, 100), CARE_EXPOSURE_NONE);
}

/* ---- one day after the other ---- */

static int drawn(int most) { return rand() % most; } /* NOLINT: a fixed seed is wanted */

static void draw_person(void) {
    observe_until(&t, END);
    for (int i = drawn(6); i > 0; i--) {
        int from = drawn(END);
        doses(&t, from, from + drawn(40));
    }
    if (drawn(3) == 0)
        admit_to(&t, CARE_COUNSELING, 0, CARE_NO_DAY, CARE_EXIT_NONE);
    for (int day = drawn(30), i = drawn(8); i > 0 && day < END; i--, day += 1 + drawn(60))
        visit(&t, day);
    if (drawn(4) == 0) {
        int from = drawn(END);
        hide(&t, from, from + drawn(90));
    }
    if (drawn(4) == 0)
        t.person.death = drawn(END);
    if (t.person.n_supplies > MOST_FACTS)
        fail_msg("too many doses were drawn");
}

static bool is_unknown(int32_t day) {
    for (size_t i = 0; i < t.person.n_unknown; i++)
        if (t.person.unknown[i].first <= day && day <= t.person.unknown[i].last)
            return true;
    return false;
}

static bool is_covered(int32_t day) {
    for (size_t i = 0; i < t.covers.n_all; i++) {
        const struct care_run *run = &t.covers.all[i];
        if (run->first <= day && day <= (run->visits_only ? run->last + 28 : run->last))
            return true;
    }
    return false;
}

/* The first day of an episode of somebody never covered before: seen so soon behind unknown days it began in them, or
 * with the admission, here on day 0. */
static int32_t begun_unseen(int32_t day) {
    const struct care_unknown *unknown = t.person.n_unknown > 0 ? &t.person.unknown[0] : NULL;

    if (unknown == NULL || day <= unknown->last || day - unknown->last > 31)
        return day;
    return t.person.n_admissions > 0 ? 0 : day - 28;
}

static void random_people_have_the_classes_of_a_day_by_day_count(void **state) {
    size_t n_days = 0, n_unknown = 0;

    (void)state;
    srand(12);
    for (int person = 0; person < 3000; person++) {
        int32_t last_covered = CARE_NO_DAY, begun = 0, known_uncovered = 0, end = END;
        bool is_lost = false;
        draw_person();
        fill();
        if (t.person.death != CARE_NO_DAY && t.person.death < end)
            end = t.person.death;
        for (int32_t day = -1; day <= END + 1; day++) {
            enum care_exposure expected;
            if (is_covered(day) && day <= end) {
                begun = last_covered == CARE_NO_DAY ? begun_unseen(day) : known_uncovered > GAP ? day : begun;
                last_covered = day;
                known_uncovered = 0;
                is_lost = false;
            } else {
                is_lost = is_lost || is_unknown(day);
                known_uncovered += !is_unknown(day);
            }
            expected = last_covered == CARE_NO_DAY || day > end ? CARE_EXPOSURE_NONE
                       : is_lost                                ? CARE_EXPOSURE_NOT_KNOWN
                       : day - last_covered > 28                ? CARE_EXPOSURE_UNCOVERED_29
                       : day - last_covered > 1                 ? CARE_EXPOSURE_UNCOVERED_2
                       : day - begun < 28                       ? CARE_EXPOSURE_FIRST_WEEKS
                                                                : CARE_EXPOSURE_ON_COVER;
            if (care_exposure_on(spans, n, day) != expected)
                fail_msg("person %d, day %d: %s, expected %s", person, day,
                         care_exposure_name(care_exposure_on(spans, n, day)), care_exposure_name(expected));
            n_days += expected != CARE_EXPOSURE_NONE;
            n_unknown += expected == CARE_EXPOSURE_NOT_KNOWN;
        }
        for (size_t i = 1; i < n; i++) /* the classes add up to all days */
            assert_int_equal(spans[i].first, spans[i - 1].last + 1);
    }
    assert_true(n_days > 100000 && n_unknown > 1000); /* the draws reach what they must */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_classes_follow_the_last_covered_day),
        cmocka_unit_test(a_gap_of_the_rule_goes_on_with_the_episode),
        cmocka_unit_test(care_going_on_at_the_opening_began_with_its_admission),
        cmocka_unit_test(who_is_first_seen_behind_unknown_days_may_have_begun_in_them),
        cmocka_unit_test(a_death_is_the_last_day),
        cmocka_unit_test(unknown_days_end_what_is_known_up_to_the_next_cover),
        cmocka_unit_test(a_visit_in_care_of_visits_alone_covers_30_days),
        cmocka_unit_test(nobody_covered_has_no_days),
        cmocka_unit_test(random_people_have_the_classes_of_a_day_by_day_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
