/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes against a second implementation, day by day, on random people under every rule. */
#include "care/episode.h"

#include "care/day_by_day.h"
#include "cmocka_begin.h"

enum { N_PEOPLE = 6000 };

static uint64_t seed = 88172645463325252u;

static int32_t draw(int32_t least, int32_t most) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return least + (int32_t)(seed % (uint64_t)(most - least + 1));
}

static bool one_in(int32_t n) { return draw(1, n) == 1; }

static void draw_supplies(int32_t day) {
    for (int32_t n = draw(0, 40); n > 0 && day < 450; n--) {
        enum care_supply_kind kind = (enum care_supply_kind)draw(CARE_ADMINISTERED, CARE_IMPLANT);
        int32_t days = one_in(20) ? draw(36, 120) : draw(1, 35);
        bool administered = one_in(2);
        add_supply(&t, day, administered && one_in(2) ? 1 : days, (uint32_t)draw(1, 3),
                   administered ? CARE_ADMINISTERED : kind);
        t.supplies[t.person.n_supplies - 1].strength = one_in(2) ? draw(1, 3) * MG : CARE_NO_STRENGTH;
        day += one_in(8) ? draw(5, 70) : draw(0, 9);
    }
}

static void draw_visits(int32_t day) {
    for (int32_t n = draw(0, 15); n > 0 && day < 450; n--, day += draw(0, 50))
        visit(&t, day);
}

static void draw_admissions(void) {
    for (int32_t n = draw(0, 4), day = draw(-100, 100); n > 0; n--, day += draw(0, 120)) {
        int32_t discharged = one_in(3) ? CARE_NO_DAY : day + draw(-3, 150);
        enum care_exit reason = one_in(3) ? CARE_EXIT_NONE : (enum care_exit)draw(CARE_EXIT_LEFT, CARE_EXIT_OTHER);
        struct care_admission *stay = &t.admissions[t.person.n_admissions++];
        *stay = (struct care_admission){.admitted = day,
                                        .discharged = discharged,
                                        .planned_end = CARE_NO_DAY,
                                        .reason = reason,
                                        .program = one_in(3) ? CARE_COUNSELING : CARE_MAINTENANCE};
        stay->planned_end = one_in(3) ? day + draw(0, 120) : CARE_NO_DAY;
    }
    for (int32_t n = draw(0, 6), day = draw(0, 60); n > 0; n--, day += draw(0, 60))
        record_reason(&t, day, (enum care_exit)draw(CARE_EXIT_LEFT, CARE_EXIT_OTHER));
}

static void draw_person(void) {
    observe_until(&t, draw(150, 420));
    t.settings.window_start = one_in(2) ? draw(-5, 30) : CARE_NO_DAY;
    t.settings.cover.bank_cap_days = one_in(4) ? draw(0, 60) : 30;
    t.person.death = one_in(8) ? draw(0, 430) : CARE_NO_DAY;
    if (!one_in(5))
        draw_supplies(draw(0, 60));
    draw_visits(draw(0, 60));
    draw_admissions();
    care_supplies_sort(t.supplies, t.person.n_supplies);
}

static void assert_same(long person, const char *rule) {
    if (oracle.n != t.n_episodes)
        fail_msg("person %ld, %s: %zu episodes, expected %zu", person, rule, t.n_episodes, oracle.n);
    for (size_t i = 0; i < oracle.n; i++) {
        const struct care_episode *a = &t.episodes[i], *b = &oracle.episodes[i];
        if (a->start != b->start || a->last_covered != b->last_covered || a->left_on != b->left_on ||
            a->censored_on != b->censored_on || a->entry_days != b->entry_days || a->time_days != b->time_days ||
            a->next_start != b->next_start || a->prevalent != b->prevalent || a->exit != b->exit)
            fail_msg("person %ld, %s, episode %zu: %d-%d left %d entry %d time %d exit %d prevalent %d, "
                     "expected %d-%d left %d entry %d time %d exit %d prevalent %d",
                     person, rule, i, a->start, a->last_covered, a->left_on, a->entry_days, a->time_days, (int)a->exit,
                     a->prevalent, b->start, b->last_covered, b->left_on, b->entry_days, b->time_days, (int)b->exit,
                     b->prevalent);
    }
}

static void random_people_have_the_episodes_of_a_day_by_day_count(void **state) {
    static const int32_t gaps[] = {7, 14, 30, 60};
    size_t n_episodes = 0, n_late = 0;
    (void)state;

    for (long person = 0; person < N_PEOPLE; person++) {
        draw_person();
        for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
            build_coverage(&t, gaps[i]);
            build_oracle((struct care_rule){.gap = gaps[i]});
            assert_same(person, "coverage");
            n_episodes += t.n_episodes;
            n_late += t.n_episodes > 0 && t.episodes[0].entry_days > 0;
        }
        build_discharge(&t);
        build_oracle((struct care_rule){.by_discharge = true});
        assert_same(person, "discharge");
    }
    assert_true(n_episodes > N_PEOPLE * 4 && n_late > N_PEOPLE / 10); /* the draws reach what they must */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_people_have_the_episodes_of_a_day_by_day_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
