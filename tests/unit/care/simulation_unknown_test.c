/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of which nothing is known, in the middle or for good, leave the share that stays alone. */
#include "care/simulated.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_days_leave_the_share_alone),
        cmocka_unit_test(unknown_days_leave_recorded_discharges_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
