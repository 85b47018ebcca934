/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes, where all days are known: the share that stays is the one that was drawn. */
#include "care/simulated.h"

static void who_stays_is_found_under_every_gap(void **state) {
    static const int32_t gaps[] = {7, 14, 30, 60};
    (void)state;

    for (size_t k = 0; k < 4; k++) {
        begin_curve(k);
        for (int32_t i = 0; i < N_PEOPLE; i++) {
            int32_t start = draw_days(40, END - 1);
            begin_person();
            add_doses(start, start + draw_time(stay_90) - 1, 5);
            observe_episodes(build((struct care_rule){.gap = gaps[k]}), true);
        }
        assert_share("a gap rule", survival(&curve, 0, LANDMARK), stay_90);
    }
}

/* Supplies of 7 days, each fetched up to 2 days late, until one is the last. Returns T. */
static int32_t add_supplies(int32_t start) {
    int32_t day = start;

    for (;; day += 7 + draw_days(0, 2)) {
        if (day >= OPENING && day <= END)
            p.supplies[p.person.n_supplies++] = (struct care_supply){
                .day = day, .days = 7, .strength = CARE_NO_STRENGTH, .medication = DRUG, .kind = CARE_DISPENSED};
        if (draw() < 0.05 || day - start > LONGEST)
            return day + 7 - start;
    }
}

/* A supply from before the window is in no row, so that whoever does not fetch another is not seen: entry at the
 * opening, and not at the first cover seen, makes the others immortal until they do. */
static void who_was_in_care_at_the_opening_enters_when_seen(void **state) {
    static struct curve truth, at_opening;
    (void)state;

    begin_curve(11);
    memset(&truth, 0, sizeof truth);
    memset(&at_opening, 0, sizeof at_opening);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(-LANDMARK, LANDMARK);
        begin_person();
        add_admission(start, INT32_MAX, CARE_MAINTENANCE);
        observe(&truth, 0, add_supplies(start), true);
        if (p.person.n_supplies == 0 || build((struct care_rule){.gap = 30}) == 0)
            continue;
        observe_episodes(1, true);
        observe(&at_opening, start < OPENING ? OPENING - start : 0, p.episodes[0].time_days, true);
    }
    assert_share("late entry", survival(&curve, 0, LANDMARK), survival(&truth, 0, LANDMARK));
    assert_true(survival(&at_opening, 0, LANDMARK) - survival(&truth, 0, LANDMARK) > within);
}

static void add_visits(int32_t first, int32_t last) {
    for (int32_t day = first; day < last; day += draw_days(5, 16))
        if (day >= OPENING && day <= END)
            p.visits[p.person.n_visits++] = day;
    if (last >= OPENING && last <= END)
        p.visits[p.person.n_visits++] = last;
}

static void care_by_visits_has_its_own_gap(void **state) {
    (void)state;

    begin_curve(12);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1), time = draw_time(stay_90);
        begin_person();
        add_admission(start, start + time - 1, CARE_COUNSELING);
        add_visits(start, start + time - 1);
        observe_episodes(build((struct care_rule){.gap = 7}), true);
    }
    assert_share("visits", survival(&curve, 0, LANDMARK), stay_90);
}

/* Half of them are screened once and never seen again: they are not in care, and leave the others' share alone. */
static void who_is_seen_once_has_not_begun(void **state) {
    (void)state;

    begin_curve(13);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1);
        begin_person();
        if (i % 2 == 0) {
            add_visits(start, start);
        } else {
            add_visits(start - 7, start - 7); /* screened, and back within 30 days: day 0 */
            add_visits(start, start + draw_time(stay_90) - 1);
        }
        observe_episodes(build((struct care_rule){.gap = 30}), true);
    }
    assert_share("seen once", survival(&curve, 0, LANDMARK), stay_90);
}

/* Five days of detoxification; six of ten begin maintenance, 0 to 9 days later. */
static void maintenance_after_detoxification_has_its_own_clock(void **state) {
    size_t n_linked = 0, n_decided = 0;
    (void)state;

    begin_curve(14);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1), begins = start + 5 + draw_days(0, 9);
        bool links = draw() < 0.6;
        size_t n;
        begin_person();
        add_admission(start, start + 4, CARE_DETOXIFICATION);
        add_doses(start, start + 4, 1);
        if (links && begins <= END) {
            add_admission(begins, INT32_MAX, CARE_MAINTENANCE);
            add_doses(begins, begins + draw_time(stay_90) - 1, 5);
        }
        n = build((struct care_rule){.gap = 30});
        observe_episodes(n, true);
        n_decided += p.episodes[n - 1].censored_on >= start + 20;
        n_linked += p.episodes[n - 1].censored_on >= start + 20 && p.episodes[n - 1].exit == CARE_EXIT_LINKED;
    }
    assert_share("after detoxification", survival(&curve, 0, LANDMARK), stay_90);
    assert_share("linked", (double)n_linked / (double)n_decided, 0.6);
}

/* Discharges are recorded 0 to 60 days after the last contact, one of twenty never. The rule's own truth is the day of
 * the record, or the last contact where there is none; a discharge that is not there yet must not look like staying. */
static void recorded_discharges_are_found_with_the_lag_of_their_recording(void **state) {
    static struct curve truth;
    (void)state;

    begin_curve(15);
    memset(&truth, 0, sizeof truth);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1), last = start + draw_time(stay_90) - 1, discharged;
        bool is_closed = draw() < 0.95;
        begin_person();
        discharged = is_closed ? last + draw_days(0, 60) : INT32_MAX;
        add_admission(start, discharged, CARE_MAINTENANCE);
        add_doses(start, last, 5);
        observe_episodes(build((struct care_rule){.by_discharge = true}), true);
        observe(&truth, 0, (is_closed ? discharged : last) + 1 - start, true);
    }
    assert_share("discharge", survival(&curve, 0, LANDMARK), survival(&truth, 0, LANDMARK));
}

/* An admission that is never closed, silent for half a year, and then used again: two episodes of one length each. */
static void silence_inside_an_admission_ends_an_episode(void **state) {
    (void)state;

    begin_curve(16);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1), last = start + draw_time(stay_90) - 1,
                again = last + draw_days(62, 180);
        begin_person();
        add_admission(start, INT32_MAX, CARE_MAINTENANCE);
        add_doses(start, last, 5);
        add_doses(again, again + draw_time(stay_90) - 1, 5);
        observe_episodes(build((struct care_rule){.by_discharge = true}), false);
    }
    assert_share("silence", survival(&curve, 0, LANDMARK), stay_90);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_stays_is_found_under_every_gap),
        cmocka_unit_test(who_was_in_care_at_the_opening_enters_when_seen),
        cmocka_unit_test(care_by_visits_has_its_own_gap),
        cmocka_unit_test(who_is_seen_once_has_not_begun),
        cmocka_unit_test(maintenance_after_detoxification_has_its_own_clock),
        cmocka_unit_test(recorded_discharges_are_found_with_the_lag_of_their_recording),
        cmocka_unit_test(silence_inside_an_admission_ends_an_episode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
