/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups beside the mean of all: by hand, and on programs drawn with a known truth. */
#include "stats/part_of_mean.h"

#include <math.h>
#include <string.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "stats/benjamini_hochberg.h"

enum { MOST = 1000, GROUPS = 5, SITES = 3, PROGRAMS = 400 };

static double entry[MOST], stop[MOST];
static int32_t event[MOST], person[MOST], group[MOST], site[MOST];
static struct survival_sample rows = {.exit = stop, .event = event, .person = person, .n_causes = 2, .n_people = MOST};

static enum stats_status compare(int32_t of, bool within, int32_t cause, double time, struct part_of_mean *found) {
    struct part_of_mean_sample *sample;
    enum stats_status status = part_of_mean_open(&(struct part_of_mean_request){.rows = &rows,
                                                                                .group = group,
                                                                                .n_groups = GROUPS,
                                                                                .stratum = site,
                                                                                .n_strata = SITES,
                                                                                .cause = cause,
                                                                                .time = time,
                                                                                .level = 0.95},
                                                 &sample);

    if (status != STATS_OK)
        return status;
    status = part_of_mean_compare(sample, of, within, found);
    part_of_mean_close(sample);
    return status;
}

static void begin(void) {
    rows.n_rows = 0;
    rows.entry = NULL;
}

static void add(int32_t of, int32_t at, double until, int32_t what) {
    size_t row = rows.n_rows++;

    entry[row] = 0;
    stop[row] = until;
    event[row] = what;
    group[row] = of;
    site[row] = at;
    person[row] = (int32_t)row;
}

/* So many with the event on day 3, so many followed to day 10. */
static void add_many(int32_t of, int32_t at, size_t with, size_t without) {
    for (size_t i = 0; i < with + without; i++)
        add(of, at, i < with ? 3 : 10, i < with);
}

/* Without censoring shares are proportions. Group 0: 6 of 20, all: 18 of 80. A person's influence is (y - share) / n:
 *   V_g = .3 .7 / 20 = .0105, V_m = .225 .775 / 80 = .0021796875, C = 20 / (20 80) .3 .7 = .002625. */
static void proportions_by_hand(void **state) {
    struct part_of_mean found;
    (void)state;

    begin();
    add_many(0, 0, 6, 14);
    add_many(1, 0, 12, 48);
    assert_int_equal(compare(0, false, 0, 5, &found), STATS_OK);
    assert_close(found.group.estimate, 0.3, 1e-14);
    assert_close(found.mean.estimate, 0.225, 1e-14);
    assert_close(found.group.std_error, sqrt(0.0105), 1e-12);
    assert_close(found.mean.std_error, sqrt(0.0021796875), 1e-12);
    assert_close(found.difference.estimate, 0.075, 1e-13);
    assert_close(found.difference.std_error, sqrt(0.0105 + 0.0021796875 - 2 * 0.002625), 1e-12);
    assert_true(found.difference.ci_low < 0 && found.difference.ci_high > 0 && found.p_value > 0.05);
    assert_close(found.at_risk, 14, 0);
}

/* Site 0: group 0 has 8 of 10, the others 24 of 30: alike. Site 1: 3 of 30 and 1 of 10: alike. Crude they differ: 11
 * of 40 beside 36 of 80; weights 1/4 and 3/4 of the sites' .8 and .1 give .275, where the group is. */
static void a_difference_between_sites_alone_is_none_within_them(void **state) {
    struct part_of_mean crude, within;
    (void)state;

    begin();
    add_many(0, 0, 8, 2);
    add_many(1, 0, 24, 6);
    add_many(0, 1, 3, 27);
    add_many(1, 1, 1, 9);
    assert_int_equal(compare(0, false, 0, 5, &crude), STATS_OK);
    assert_int_equal(compare(0, true, 0, 5, &within), STATS_OK);
    assert_close(crude.difference.estimate, 0.275 - 0.45, 1e-13);
    assert_true(crude.p_value < 0.01);
    assert_close(within.mean.estimate, 0.275, 1e-13);
    assert_true(fabs(within.difference.estimate) < 1e-13);
    assert_true(within.p_value > 0.999);
    /* within the sites: 10 (.8 .2) (1/40 - 1/160)^2 and so on, n_gs / (n_g n_s) = 1/160 and 3/160 */
    assert_close(within.difference.std_error,
                 sqrt(0.16 * (10 * pow(1. / 40 - 1. / 160, 2) + 30 * pow(1. / 160, 2)) +
                      0.09 * (30 * pow(1. / 40 - 3. / 160, 2) + 10 * pow(3. / 160, 2))),
                 1e-12);
}

static void a_share_of_none_has_a_limit(void **state) {
    struct part_of_mean found;
    (void)state;

    begin();
    add_many(0, 0, 0, 30);
    add_many(1, 0, 40, 430); /* of 30 people none beside 8 of 100: chance in one of twelve */
    assert_int_equal(compare(0, false, 0, 5, &found), STATS_OK);
    assert_close(found.difference.estimate, -0.08, 1e-12);
    assert_true(found.difference.ci_high > 0 && found.p_value > 0.05);
    assert_true(found.difference.ci_low <= found.difference.estimate);
}

/* All 30 at once, and nobody left to ask on day 5: as of 30 of 30 by themselves. The point before is none. */
static void a_share_of_all_has_the_limit_of_those_who_were_there(void **state) {
    struct part_of_mean found;
    (void)state;

    begin();
    add_many(0, 0, 30, 0);
    add_many(1, 0, 15, 15);
    assert_int_equal(compare(0, false, 0, 5, &found), STATS_OK);
    assert_close(found.group.estimate, 1, 0);
    assert_close(found.group.ci_low, pow(0.025, 1. / 30), 1e-12);
    assert_close(found.group.ci_high, 1, 0);
    assert_close(found.at_risk, 0, 0);
    assert_true(found.difference.ci_low > 0 && found.p_value < 0.001);
}

/* 10 of 20 on day 2, the others on day 3: the point before, .5 with a variance of .25 / 20, is worth 20 people. */
static void what_came_to_all_in_steps_is_worth_the_step_before(void **state) {
    struct part_of_mean found;
    (void)state;

    begin();
    for (int i = 0; i < 20; i++)
        add(0, 0, i < 10 ? 2 : 3, 1);
    add_many(1, 0, 15, 15);
    assert_int_equal(compare(0, false, 0, 9, &found), STATS_OK);
    assert_close(found.group.ci_low, pow(0.025, 1. / 20), 1e-12);
    assert_true(found.difference.ci_low < found.difference.estimate);
}

static void who_is_all_differs_from_nobody(void **state) {
    struct part_of_mean found;
    (void)state;

    begin();
    add_many(0, 0, 6, 14);
    assert_int_equal(compare(0, false, 0, 5, &found), STATS_NOT_ESTIMABLE);
    assert_int_equal(compare(1, false, 0, 5, &found), STATS_EMPTY);
    add_many(1, 1, 6, 14); /* at another site */
    assert_int_equal(compare(0, true, 0, 5, &found), STATS_NOT_ESTIMABLE);
    assert_int_equal(compare(0, false, 0, 5, &found), STATS_OK);
    assert_int_equal(compare(0, false, 0, 10.5, &found), STATS_BEYOND_FOLLOW_UP);
}

/* ---- drawn programs ---- */

static uint64_t drawn;

static double draw(void) {
    drawn += 0x9e3779b97f4a7c15U;
    uint64_t z = drawn;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
}

static int32_t draw_of(const double shares[], int32_t n) {
    double rest = draw();
    int32_t i = 0;

    while (i < n - 1 && (rest -= shares[i]) > 0)
        i++;
    return i;
}

/* Leaving at the site's rate, a third of the people followed for a time of their own, a third of the leavings of
 * another kind; half of the people twice. The groups lie over the sites alike, or not. */
static void draw_program(const double rates[SITES], bool uneven, size_t n_people) {
    static const double sizes[GROUPS] = {0.5, 0.25, 0.13, 0.07, 0.05};
    static const double even[SITES] = {0.5, 0.3, 0.2}, tilted[SITES] = {0.1, 0.2, 0.7};

    begin();
    while (rows.n_rows + 2 < MOST && n_people-- > 0) {
        int32_t of = draw_of(sizes, GROUPS), who = (int32_t)rows.n_rows;
        int32_t at = draw_of(uneven && of == 1 ? tilted : even, SITES), n = draw() < 0.5 ? 2 : 1;
        double frailty = 0.5 + draw();
        for (int32_t i = 0; i < n; i++) {
            double left = ceil(-log(draw()) / (rates[at] * frailty)), seen = draw() < 0.33 ? ceil(200 * draw()) : 400;
            add(of, at, fmin(left, seen), left > seen ? 0 : draw() < 0.33 ? 2 : 1);
            person[rows.n_rows - 1] = who;
        }
    }
}

struct tally {
    double n, false_p, false_programs, covered;
};

/* The tests of one program are a family, as those of a report. The truth of each difference is 0. */
static void judge_program(bool within, int32_t cause, struct tally *tally) {
    double p[GROUPS], q[GROUPS], found_any = 0;

    for (int32_t g = 0; g < GROUPS; g++) {
        struct part_of_mean found;
        size_t people = 0;
        p[g] = nan("");
        if (compare(g, within, cause, 90, &found) != STATS_OK)
            continue;
        for (size_t i = 0; i < rows.n_rows; i++)
            people += group[i] == g && (i == 0 || person[i] != person[i - 1]);
        if (people < 30)
            continue;
        p[g] = found.p_value;
        tally->n++;
        tally->false_p += p[g] < 0.05;
        tally->covered += found.difference.ci_low <= 0 && found.difference.ci_high >= 0;
        assert_true((found.p_value < 0.05) == (found.difference.ci_low > 0 || found.difference.ci_high < 0));
    }
    assert_int_equal(benjamini_hochberg(p, GROUPS, q), STATS_OK);
    for (int32_t g = 0; g < GROUPS; g++)
        found_any += q[g] < 0.05;
    tally->false_programs += found_any > 0;
}

static struct tally judge_programs(const double rates[SITES], bool uneven, bool within, int32_t cause) {
    struct tally tally = {0};

    drawn = 2385;
    for (int i = 0; i < PROGRAMS; i++) {
        draw_program(rates, uneven, 600);
        judge_program(within, cause, &tally);
    }
    print_message("uneven %d within %d cause %d: tests %.0f, p < .05 %.3f, programs with q < .05 %.3f, covered %.3f\n",
                  uneven, within, cause, tally.n, tally.false_p / tally.n, tally.false_programs / PROGRAMS,
                  tally.covered / tally.n);
    return tally;
}

static const double alike[SITES] = {0.008, 0.008, 0.008}, unlike[SITES] = {0.004, 0.008, 0.02};

/* 400 programs: a level of .05 is within .028 to .072 (2 errors), coverage is that of about 1,700 tests of a few people
 * each, those of one program not independent. */
static void without_a_difference_levels_hold(void **state) {
    (void)state;

    for (int within = 0; within < 2; within++)
        for (int32_t cause = 0; cause < 3; cause += 2) {
            struct tally tally = judge_programs(alike, false, within == 1, cause);
            assert_true(tally.n > 1500);
            assert_true(tally.false_programs / PROGRAMS < 0.072);
            assert_true(tally.covered / tally.n > 0.935 && tally.covered / tally.n < 0.975);
        }
}

static void sites_that_differ_make_no_difference_within_them(void **state) {
    (void)state;

    struct tally crude = judge_programs(unlike, true, false, 0), within = judge_programs(unlike, true, true, 0);
    assert_true(crude.false_programs / PROGRAMS > 0.9);
    assert_true(within.false_programs / PROGRAMS < 0.072);
    assert_true(within.covered / within.n > 0.935 && within.covered / within.n < 0.975);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proportions_by_hand),
        cmocka_unit_test(a_difference_between_sites_alone_is_none_within_them),
        cmocka_unit_test(a_share_of_none_has_a_limit),
        cmocka_unit_test(a_share_of_all_has_the_limit_of_those_who_were_there),
        cmocka_unit_test(what_came_to_all_in_steps_is_worth_the_step_before),
        cmocka_unit_test(who_is_all_differs_from_nobody),
        cmocka_unit_test(without_a_difference_levels_hold),
        cmocka_unit_test(sites_that_differ_make_no_difference_within_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
