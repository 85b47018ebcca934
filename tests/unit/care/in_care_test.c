/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days in care, and those at risk of a return to use (14 days are one event). */
#include "care/in_care.h"

#include "cmocka_begin.h"

static void in_care_is_up_to_leaving_or_to_what_can_be_told(void **state) {
    int32_t first, last;
    struct care_episode episode = {.start = 100, .entry_days = 20, .left_on = 150, .censored_on = 300};

    (void)state;
    assert_true(care_in_care_days(&episode, &first, &last));
    assert_int_equal(first, 120);
    assert_int_equal(last, 149);
    episode.left_on = CARE_NO_DAY;
    assert_true(care_in_care_days(&episode, &first, &last));
    assert_int_equal(last, 300);
    episode.censored_on = 119; /* begun behind C */
    assert_false(care_in_care_days(&episode, &first, &last));
}

static void assert_spans(struct care_days uses, const struct care_risk_span expected[], size_t n_expected) {
    struct care_risk_span spans[8];
    size_t n = care_risk_spans(100, 199, uses, 14, spans);

    assert_int_equal(n, n_expected);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(spans[i].first, expected[i].first);
        assert_int_equal(spans[i].last, expected[i].last);
        assert_int_equal(spans[i].n_before, expected[i].n_before);
    }
}

static void a_use_takes_the_days_behind_it(void **state) {
    (void)state;
    assert_spans((struct care_days){0}, (struct care_risk_span[]){{100, 199, 0}}, 1);
    assert_spans((struct care_days){(int32_t[]){120, 150}, 2},
                 (struct care_risk_span[]){{100, 120, 0}, {134, 150, 1}, {164, 199, 2}}, 3);
    /* on the first day, on the last one, before, behind */
    assert_spans((struct care_days){(int32_t[]){100}, 1}, (struct care_risk_span[]){{100, 100, 0}, {114, 199, 1}}, 2);
    assert_spans((struct care_days){(int32_t[]){199}, 1}, (struct care_risk_span[]){{100, 199, 0}}, 1);
    assert_spans((struct care_days){(int32_t[]){90}, 1}, (struct care_risk_span[]){{104, 199, 1}}, 1);
    assert_spans((struct care_days){(int32_t[]){20}, 1}, (struct care_risk_span[]){{100, 199, 1}}, 1);
    assert_spans((struct care_days){(int32_t[]){250}, 1}, (struct care_risk_span[]){{100, 199, 0}}, 1);
    assert_spans((struct care_days){(int32_t[]){190, 260}, 2}, (struct care_risk_span[]){{100, 190, 0}}, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_care_is_up_to_leaving_or_to_what_can_be_told),
        cmocka_unit_test(a_use_takes_the_days_behind_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
