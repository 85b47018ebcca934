/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules on people whose truth is known: 20,000 each, who leave with a constant hazard, so that 55 of 100 stay 90
 * days. What a rule finds must lie within one point of it. The draws are seeded: a failure is one for ever.
 *
 * Cover has gaps of up to 5 days here and there; the day before leaving is always covered, so that T is what was drawn.
 */
#include <math.h>
#include <string.h>

#include "care/episode.h"
#include "care/followup.h"
#include "care/interruption.h"
#include "cmocka_begin.h"

enum { N_PEOPLE = 20000, LANDMARK = 90, END = 1100, OPENING = 0, LONGEST = 1500, MOST = 3000, DRUG = 1 };

static const double stay_90 = 0.55, within = 0.01;

/* ---- people ---- */

static uint64_t seed;

static double draw(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int32_t draw_days(int32_t least, int32_t most) { return least + (int32_t)floor(draw() * (most - least + 1)); }

/* Days until an event of which `share` have none by day 90: P(T > t) = share^(t / 90). */
static int32_t draw_time(double share) { return 1 + (int32_t)floor(log(1 - draw()) / (log(share) / LANDMARK)); }

struct simulated {
    struct care_supply supplies[MOST];
    int32_t visits[MOST];
    struct care_admission admissions[8];
    struct care_unknown unknown[2];
    struct care_person person;
    struct care_run runs[3 * MOST];
    struct care_episode episodes[6 * MOST];
};

static struct simulated p;
static struct care_settings settings;

static void begin_person(void) {
    p.person = (struct care_person){.supplies = p.supplies,
                                    .visits = p.visits,
                                    .admissions = p.admissions,
                                    .unknown = p.unknown,
                                    .death = CARE_NO_DAY,
                                    .end_of_observation = END};
}

static void begin_simulation(uint64_t number) {
    seed = 88172645463325252u + number;
    settings = (struct care_settings){.cover = {.bank_cap_days = 30, .visits_count = true},
                                      .visit_gap_days = 30,
                                      .reason_days_before = 7,
                                      .reason_days_after = 14,
                                      .planned_end_days = 7,
                                      .prevalent_days = 31,
                                      .window_start = OPENING,
                                      .silent_days = 60,
                                      .discharge_lag_days = 61};
}

static void add_dose(int32_t day) {
    if (day >= OPENING && day <= END)
        p.supplies[p.person.n_supplies++] = (struct care_supply){
            .day = day, .days = 1, .strength = CARE_NO_STRENGTH, .medication = DRUG, .kind = CARE_ADMINISTERED};
}

/* Doses on [first, last] with a gap of 1 to `longest` days now and then. */
static void add_doses(int32_t first, int32_t last, int32_t longest) {
    for (int32_t day = first; day <= last; day++) {
        add_dose(day);
        if (draw() < 0.03)
            day += draw_days(1, longest);
    }
    if (p.person.n_supplies == 0 || p.supplies[p.person.n_supplies - 1].day < last)
        add_dose(last);
}

static void add_visits(int32_t first, int32_t last) {
    for (int32_t day = first; day < last; day += draw_days(5, 16))
        if (day >= OPENING && day <= END)
            p.visits[p.person.n_visits++] = day;
    if (last >= OPENING && last <= END)
        p.visits[p.person.n_visits++] = last;
}

static struct care_admission *add_admission(int32_t admitted, int32_t discharged, enum care_program program) {
    struct care_admission *admission = &p.admissions[p.person.n_admissions++];

    *admission = (struct care_admission){.admitted = admitted,
                                         .discharged = discharged <= END ? discharged : CARE_NO_DAY,
                                         .planned_end = CARE_NO_DAY,
                                         .program = program};
    return admission;
}

static size_t build(struct care_rule rule) {
    struct care_covers covers;

    care_supplies_sort(p.supplies, p.person.n_supplies);
    care_covers_fill(&p.person, &settings.cover, p.runs, &covers);
    return care_episodes(&p.person, &covers, &rule, &settings, p.episodes);
}

/* ---- the share that stays, by day, with delayed entry (Kaplan and Meier 1958) ---- */

struct curve {
    double at_risk[LONGEST], events[LONGEST];
};

static struct curve curve;

static void observe(struct curve *of, int32_t entry, int32_t time, bool event) {
    for (int32_t day = entry + 1; day <= time && day < LONGEST; day++)
        of->at_risk[day]++;
    if (event && time < LONGEST)
        of->events[time]++;
}

static double survival(const struct curve *of, int32_t after, int32_t until) {
    double share = 1;

    for (int32_t day = after + 1; day <= until; day++)
        share *= of->at_risk[day] > 0 ? 1 - of->events[day] / of->at_risk[day] : 1;
    return share;
}

static void observe_episodes(size_t n, bool first_only) {
    for (size_t i = 0; i < n; i++) {
        const struct care_episode *episode = &p.episodes[i];
        if (episode->time_days >= 0 && episode->order != CARE_ORDER_NONE &&
            (!first_only || episode->order == CARE_ORDER_FIRST))
            observe(&curve, episode->entry_days, episode->time_days, episode->left_on != CARE_NO_DAY);
    }
}

static void begin_curve(uint64_t number) {
    memset(&curve, 0, sizeof curve);
    begin_simulation(number);
}

static void assert_share(const char *what, double found, double truth) {
    if (!(fabs(found - truth) < within))
        fail_msg("%s: %.4f for %.4f", what, found, truth);
}

/* ---- the rules ---- */

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

/* People of the site see nothing written from a to b, or for good. Nine of ten come back to care at some time, at once
 * or after the gap, so that bridging and censoring by what came later would show (.580 to .629). */
static void simulate_hole(uint64_t number, int32_t first, int32_t last, struct care_rule rule) {
    begin_curve(number);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1);
        size_t n_kept = 0;
        begin_person();
        for (int episode = 0; episode < 6 && start <= END; episode++) {
            int32_t leaves = start + draw_time(stay_90);
            add_admission(start, leaves - 1, CARE_MAINTENANCE);
            add_doses(start, leaves - 1, 5);
            start = leaves + (rule.by_discharge ? 31 : rule.gap + 1) + draw_time(0.5);
        }
        for (size_t k = 0; k < p.person.n_supplies; k++)
            if (p.supplies[k].day < first || p.supplies[k].day > last)
                p.supplies[n_kept++] = p.supplies[k];
        p.person.n_supplies = n_kept;
        p.unknown[0] = (struct care_unknown){first, last};
        p.person.n_unknown = 1;
        if (rule.by_discharge) { /* nor is what was recorded in these days */
            size_t n_known = 0;
            for (size_t k = 0; k < p.person.n_admissions; k++) {
                struct care_admission *admission = &p.admissions[k];
                if (admission->admitted >= first && admission->admitted <= last)
                    continue;
                if (admission->discharged >= first && admission->discharged <= last)
                    admission->discharged = CARE_NO_DAY;
                p.admissions[n_known++] = *admission;
            }
            p.person.n_admissions = n_known;
        }
        observe_episodes(build(rule), false);
    }
}

static void unknown_days_leave_the_share_alone(void **state) {
    static const int32_t gaps[] = {7, 30, 60};
    (void)state;

    for (size_t k = 0; k < 3; k++) {
        simulate_hole(20 + k, 500, 529, (struct care_rule){.gap = gaps[k]});
        assert_share("a month unknown", survival(&curve, 0, LANDMARK), stay_90);
        simulate_hole(30 + k, 500, 513, (struct care_rule){.gap = gaps[k]});
        assert_share("a fortnight unknown", survival(&curve, 0, LANDMARK), stay_90);
        simulate_hole(40 + k, 800, INT32_MAX, (struct care_rule){.gap = gaps[k]});
        assert_share("unknown for good", survival(&curve, 0, LANDMARK), stay_90);
    }
}

static void unknown_days_leave_recorded_discharges_alone(void **state) {
    (void)state;
    simulate_hole(50, 500, 529, (struct care_rule){.by_discharge = true});
    assert_share("a month unknown, discharges", survival(&curve, 0, LANDMARK), stay_90);
}

/* Nobody is back before day G + 1; then half of those still away are back within 90 days more. */
static void who_comes_back_is_found_from_the_leavings(void **state) {
    struct care_followup followups[8];
    (void)state;

    begin_curve(60);
    for (int32_t i = 0; i < N_PEOPLE; i++) {
        int32_t start = draw_days(40, END - 1), leaves = start + draw_time(stay_90),
                again = leaves + 30 + draw_time(0.5);
        size_t n;
        begin_person();
        if (i % 4 == 0) /* deaths in the days after leaving compete, whether G days were seen or not */
            p.person.death = leaves + draw_time(0.9);
        add_doses(start, leaves - 1, 5);
        if (p.person.death == CARE_NO_DAY || again < p.person.death)
            add_doses(again, again + 10, 1);
        if (p.person.death != CARE_NO_DAY && p.person.death > END)
            p.person.death = CARE_NO_DAY;
        n = build((struct care_rule){.gap = 30});
        n = care_after_leaving(&p.person, &settings, (struct care_course){p.episodes, n > 0}, followups);
        if (n > 0) /* a death is a cause of its own: away from it, the hazard of a return is the drawn one */
            observe(&curve, 0, followups[0].time_days, followups[0].outcome == CARE_OUTCOME_RETURNED);
    }
    assert_share("returned by day 120", 1 - survival(&curve, 0, 120), 0.5);
    assert_share("returned by day 30", 1 - survival(&curve, 0, 30), 0);
}

/* Each day on cover is followed by leaving with 0.004, by 8 to 30 days without with 0.004, by 1 to 7 with 0.03. */
static void add_interrupted_doses(int32_t start) {
    double what;

    for (int32_t day = start; day <= END; day++) {
        add_dose(day);
        what = draw();
        if (what < 0.004)
            return;
        if (what < 0.038)
            day += what < 0.008 ? draw_days(8, 30) : draw_days(1, 7);
    }
}

static void interruptions_have_the_rate_that_was_drawn(void **state) {
    static struct care_stretch stretches[MOST];
    double days = 0, events = 0, gaps = 0;

    (void)state;
    begin_simulation(11);
    for (size_t i = 0; i < N_PEOPLE; i++) {
        struct care_covers covers;
        size_t n;
        begin_person();
        add_interrupted_doses(draw_days(OPENING, END - 100));
        care_supplies_sort(p.supplies, p.person.n_supplies);
        care_covers_fill(&p.person, &settings.cover, p.runs, &covers);
        n = care_stretches(&p.person, &covers, 30, OPENING, stretches);
        days += n > 0 ? stretches[n - 1].stop : 0;
        for (size_t k = 0; k < n; k++) {
            events += stretches[k].end == CARE_STRETCH_INTERRUPTED;
            gaps += stretches[k].end != CARE_STRETCH_OPEN;
        }
    }
    assert_share("interruptions in 100 days on cover", 100 * events / days, 0.4);
    assert_share("gaps that ended so", events / gaps, 0.5);
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
        cmocka_unit_test(unknown_days_leave_the_share_alone),
        cmocka_unit_test(unknown_days_leave_recorded_discharges_alone),
        cmocka_unit_test(who_comes_back_is_found_from_the_leavings),
        cmocka_unit_test(interruptions_have_the_rate_that_was_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
