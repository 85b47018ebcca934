/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days on which a return to use is known, and days of care without one: who counts, and which visit does, by hand. */
#include "care/followup.h"

#include "care/people.h"
#include "care/reference_days.h"
#include "cmocka_begin.h"

enum { GAP = 30, END = 400, MOST = 100 };

static struct told t;
static int32_t visits[MOST];

static struct care_course course(void) { return (struct care_course){.episodes = t.episodes, .n = t.n_episodes}; }

static struct care_cover_runs runs(void) {
    return (struct care_cover_runs){.runs = t.covers.continuing, .n = t.covers.n_continuing};
}

static struct care_days visits_on(int32_t day) {
    visits[0] = day;
    return (struct care_days){.days = visits, .n = 1};
}

/* In care from 100 to 200: left on 201. */
static void begin(void) {
    observe_until(&t, END);
    admit(&t, 100, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 100, 200);
    build_coverage(&t, GAP);
}

static void a_use_known_up_to_a_week_behind_cover_counts(void **state) {
    struct care_followup followups[1];
    (void)state;
    begin();
    for (int32_t known = 199; known <= 208; known++) {
        struct care_days known_on = {.days = &known, .n = 1};
        size_t n = care_after_return_to_use(course(), runs(), known_on, (struct care_days){NULL, 0}, followups);
        assert_int_equal(n, known <= 207);
    }
}

/* Days of care that a visit followed within 7. */
static size_t count_followed(int32_t visit) {
    const struct care_reference_person person = {
        .course = course(), .cover = runs(), .known = {NULL, 0}, .engaging_visits = visits_on(visit)};
    struct care_reference references[MOST];
    size_t n_followed = 0;

    assert_true(care_reference_capacity(&person) <= MOST);
    for (size_t n = care_reference_days(&person, 7, references); n-- > 0;)
        if (references[n].event_first <= references[n].event_last)
            n_followed += (size_t)(references[n].event_last - references[n].event_first + 1);
    return n_followed;
}

static void a_visit_on_the_day_of_leaving_was_in_care(void **state) {
    (void)state;
    begin();
    assert_int_equal(count_followed(150), 7);
    assert_int_equal(count_followed(200), 7);
    assert_int_equal(count_followed(201), 7);
    assert_int_equal(count_followed(202), 1); /* had left: the first day behind a day alone */
    assert_int_equal(count_followed(205), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_use_known_up_to_a_week_behind_cover_counts),
        cmocka_unit_test(a_visit_on_the_day_of_leaving_was_in_care),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
