/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likely ends: R 4.2, prop.test(share * n_low / 2, n_low / 2, correct = FALSE)$conf.int, rounded outward. */
#include "privacy/release_range.h"

#include <math.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "privacy/count_class.h"

static struct class_row row_of(int n, int h) {
    return (struct class_row){.n = n, .h = h, .is_followed = true, .at_risk = CLASS_PART_HALF, .seen = CLASS_PART_HALF};
}

static void assert_range(const struct release_range *range, const double wanted[4]) {
    assert_true(range->is_told);
    assert_close(range->low, wanted[0], 1e-12);
    assert_close(range->high, wanted[1], 1e-12);
    assert_close(range->likely_low, wanted[2], 1e-12);
    assert_close(range->likely_high, wanted[3], 1e-12);
}

/* 507..517 of 991..1001: 506.5 / 1001 = 0.506, 517.5 / 991 = 0.5222. */
static void a_share_of_many_has_its_middle_beside_the_range(void **state) {
    struct class_row row = row_of(90, 46);
    struct release_range range = release_range_of(&row, 11), rest = release_range_of_rest(&row, 11);
    (void)state;

    assert_range(&range, (const double[]){0.50, 0.53, 0.46, 0.57});
    assert_close(range.estimate, 0.52, 1e-12);
    assert_range(&rest, (const double[]){0.47, 0.50, 0.43, 0.54});
    assert_close(rest.estimate, 0.48, 1e-12);
}

/* 12..22 of 45..55: 11.5 / 55 = 0.209, 22.5 / 45 = 0.5: 15 points either side of the middle, and no more. */
static void of_few_the_range_stands_alone(void **state) {
    struct class_row row = row_of(4, 1);
    struct release_range range = release_range_of(&row, 11);
    (void)state;

    assert_range(&range, (const double[]){0.20, 0.50, 0.09, 0.70});
    assert_true(isnan(range.estimate));
}

/* 12..22 of 34..44: 0.261 to 0.662. */
static void what_rounding_moves_further_is_not_told(void **state) {
    static const int cases[][2] = {{3, 1}, {0, 0}, {COUNT_CLASS_NONE, 0}, {90, COUNT_CLASS_NONE}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct class_row row = row_of(cases[i][0], cases[i][1]);
        assert_false(release_range_is_told(row.n, row.h, 11));
        assert_false(release_range_of(&row, 11).is_told);
        assert_false(release_range_of_rest(&row, 11).is_told);
    }
}

/* 0..11 of 991..1001: nobody may have had the event, so no middle is told. */
static void few_with_the_event_are_no_reason_to_withhold(void **state) {
    struct class_row row = row_of(90, 0);
    struct release_range range = release_range_of(&row, 11);
    (void)state;

    assert_range(&range, (const double[]){0, 0.02, 0, 0.03});
    assert_true(isnan(range.estimate));
}

/* The same of an eighth of 991 who were at risk or seen to have an event. */
static void chance_is_that_of_people_who_were_seen(void **state) {
    struct class_row row = row_of(90, 46);
    (void)state;

    row.at_risk = row.seen = CLASS_PART_EIGHTH;
    struct release_range range = release_range_of(&row, 11);
    assert_range(&range, (const double[]){0.50, 0.53, 0.41, 0.61});
    row.seen = CLASS_PART_QUARTER;
    range = release_range_of(&row, 11);
    assert_range(&range, (const double[]){0.50, 0.53, 0.44, 0.59});
    row.is_followed = false;
    assert_false(release_range_of(&row, 11).is_told);
}

/* Nobody of those at risk at the end: binom.test(0, 12)$conf.int[2] = 0.2646; of 991 / 8, 1 - 0.025^(8 / 991) = 0.0294,
 * within the limit of 11.5 / 991 of as many, 0.0496. */
static void nobody_of_few_at_risk_is_within(void **state) {
    struct class_row row = row_of(90, 0);
    (void)state;

    row.at_risk = CLASS_PART_LESS;
    struct release_range range = release_range_of(&row, 11), rest = release_range_of_rest(&row, 11);
    assert_range(&range, (const double[]){0, 0.02, 0, 0.27});
    assert_range(&rest, (const double[]){0.98, 1, 0.73, 1});
    row.at_risk = CLASS_PART_EIGHTH;
    range = release_range_of(&row, 11);
    assert_range(&range, (const double[]){0, 0.02, 0, 0.03});
    row.h = 1;
    row.at_risk = CLASS_PART_LESS;
    assert_true(release_range_of(&row, 11).likely_high < 0.05);
}

static void every_share_lies_inside_its_range(void **state) {
    (void)state;
    for (int n = 12; n <= 300; n += 7)
        for (int h = 0; h <= n; h++)
            for (int step = -1; step <= 1; step++) { /* F up to half a person beside h */
                double share = fmin(fmax((h + 0.4999 * step) / n, 0), 1);
                struct class_row row = row_of(count_class(n, 11), count_class(round(n * share), 11));
                struct release_range range = release_range_of(&row, 11);
                assert_true(!range.is_told || (range.low <= share && share <= range.high &&
                                               range.likely_low <= range.low && range.high <= range.likely_high));
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_of_many_has_its_middle_beside_the_range),
        cmocka_unit_test(of_few_the_range_stands_alone),
        cmocka_unit_test(what_rounding_moves_further_is_not_told),
        cmocka_unit_test(few_with_the_event_are_no_reason_to_withhold),
        cmocka_unit_test(chance_is_that_of_people_who_were_seen),
        cmocka_unit_test(nobody_of_few_at_risk_is_within),
        cmocka_unit_test(every_share_lies_inside_its_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
