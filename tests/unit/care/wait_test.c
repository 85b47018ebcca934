/* SPDX-License-Identifier: GPL-3.0-or-later */
/* care/wait.h: what came first, and after how many days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care/wait.h"

static const struct care_episode leaver = {.start = 350, .left_on = 430, .censored_on = 700, .exit = CARE_EXIT_MOVED};
static const struct care_episode stayer = {.start = 350, .left_on = CARE_NO_DAY, .censored_on = 430};

static void expect(const struct care_episode *episode, int32_t happened_on, int32_t days, enum care_outcome outcome) {
    struct care_wait wait;

    assert_true(care_wait(episode, 400, happened_on, &wait));
    assert_int_equal(wait.time_days, days);
    assert_int_equal(wait.outcome, outcome);
}

static void what_came_first_ends_the_wait(void **state) {
    (void)state;
    expect(&leaver, 413, 13, CARE_OUTCOME_HAPPENED);
    expect(&leaver, CARE_NO_DAY, 30, CARE_OUTCOME_LEFT);
    expect(&leaver, 431, 30, CARE_OUTCOME_LEFT);
}

static void leaving_wins_the_day(void **state) {
    (void)state;
    expect(&leaver, 430, 30, CARE_OUTCOME_LEFT);
    expect(&leaver, 429, 29, CARE_OUTCOME_HAPPENED);
}

static void what_happens_on_the_last_day_known_counts(void **state) {
    (void)state;
    expect(&stayer, 430, 30, CARE_OUTCOME_HAPPENED);
    expect(&stayer, 431, 30, CARE_OUTCOME_NONE);
}

static void what_happened_by_the_first_day_took_one(void **state) {
    (void)state;
    expect(&stayer, 400, 1, CARE_OUTCOME_HAPPENED);
    expect(&stayer, 395, 1, CARE_OUTCOME_HAPPENED);
}

static void deaths_and_transfers_are_told_apart(void **state) {
    struct care_episode episode = leaver;

    (void)state;
    episode.exit = CARE_EXIT_DEATH;
    expect(&episode, CARE_NO_DAY, 30, CARE_OUTCOME_DEATH);
    episode.exit = CARE_EXIT_TRANSFERRED;
    expect(&episode, CARE_NO_DAY, 30, CARE_OUTCOME_TRANSFERRED);
}

static void a_wait_without_a_day_is_none(void **state) {
    struct care_wait wait;

    (void)state;
    assert_false(care_wait(&stayer, 430, CARE_NO_DAY, &wait));
    assert_false(care_wait(&leaver, 430, 430, &wait));
    assert_true(care_wait(&leaver, 429, CARE_NO_DAY, &wait));
}

static void nothing_behind_the_cut_counts(void **state) {
    struct care_wait wait = {91, CARE_OUTCOME_LEFT};

    (void)state;
    care_wait_cut(&wait, 90);
    assert_int_equal(wait.time_days, 90);
    assert_int_equal(wait.outcome, CARE_OUTCOME_NONE);
    wait.outcome = CARE_OUTCOME_LEFT;
    care_wait_cut(&wait, 90);
    assert_int_equal(wait.outcome, CARE_OUTCOME_LEFT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_came_first_ends_the_wait),
        cmocka_unit_test(leaving_wins_the_day),
        cmocka_unit_test(what_happens_on_the_last_day_known_counts),
        cmocka_unit_test(what_happened_by_the_first_day_took_one),
        cmocka_unit_test(deaths_and_transfers_are_told_apart),
        cmocka_unit_test(a_wait_without_a_day_is_none),
        cmocka_unit_test(nothing_behind_the_cut_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
