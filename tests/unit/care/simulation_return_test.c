/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes back after leaving, and who within the gap, come back as often as was drawn. */
#include "care/followup.h"
#include "care/interruption.h"
#include "care/simulated.h"

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
        cmocka_unit_test(who_comes_back_is_found_from_the_leavings),
        cmocka_unit_test(interruptions_have_the_rate_that_was_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
