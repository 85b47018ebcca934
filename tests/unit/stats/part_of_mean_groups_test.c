/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups beside the mean of all: what is kept from group to group changes none. */
#include <math.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "stats/part_of_mean.h"

enum { ROWS = 600, GROUPS = 6, SITES = 4, NOBODY = 3, TOGETHER = 4, LOCAL = 5, ALL_LEAVE = 2 };

static double entry[ROWS], stop[ROWS];
static int32_t event[ROWS], person[ROWS], group[ROWS], site[ROWS];
static const struct survival_sample rows = {
    .n_rows = ROWS, .entry = entry, .exit = stop, .event = event, .person = person, .n_causes = 2, .n_people = ROWS};
static const struct part_of_mean_request request = {&rows, group, GROUPS, site, SITES, 0, 90, 0.95};

/* Half of the people have two rows, of any group. At one site all leave; one group is only there, one only at another,
 * one is nobody. */
static int make_rows(void **state) {
    uint32_t drawn = 7;
    (void)state;

    for (size_t i = 0; i < ROWS; i++) {
        uint32_t bits = (drawn = drawn * 1664525 + 1013904223) >> 8;
        person[i] = (int32_t)(i % 3 == 2 ? i - 1 : i);
        site[i] = (int32_t)(bits % SITES);
        group[i] = (int32_t)(bits / 4 % 3) + (bits / 16 % 5 == 0 ? NOBODY - 1 : 0);
        group[i] = group[i] == NOBODY ? 0 : group[i];
        group[i] = site[i] == ALL_LEAVE && bits / 128 % 2 == 0 ? TOGETHER : group[i] == TOGETHER ? 1 : group[i];
        group[i] = site[i] == 1 && bits / 128 % 2 == 0 ? LOCAL : group[i];
        entry[i] = bits / 256 % 4 == 0 ? 2 : 0;
        stop[i] = site[i] == ALL_LEAVE ? 3 + bits / 1024 % 40 : 3 + bits / 1024 % 200;
        event[i] = site[i] == ALL_LEAVE ? 1 : (int32_t)(bits / 4096 % 3);
    }
    return 0;
}

static enum stats_status compare_alone(int32_t of, bool within, struct part_of_mean *found) {
    struct part_of_mean_sample *sample;
    enum stats_status status = part_of_mean_open(&request, &sample);

    assert_int_equal(status, STATS_OK);
    status = part_of_mean_compare(sample, of, within, found);
    part_of_mean_close(sample);
    return status;
}

static void each_comes_out_as_by_itself_to_the_last_bit(void **state) {
    struct part_of_mean_sample *sample;
    size_t n_told = 0;
    (void)state;

    assert_int_equal(part_of_mean_open(&request, &sample), STATS_OK);
    for (int32_t i = 0; i < 8 * GROUPS; i++) {
        struct part_of_mean alone = {.at_risk = 0}, among = {.at_risk = 0};
        int32_t of = i * 5 % GROUPS;
        bool within = i / GROUPS % 4 > 0;
        enum stats_status status = compare_alone(of, within, &alone);
        assert_int_equal(part_of_mean_compare(sample, of, within, &among), status);
        assert_memory_equal(&among, &alone, sizeof alone);
        assert_true(of != NOBODY || status == STATS_EMPTY);
        assert_true(of != TOGETHER || !within || !(alone.mean.estimate < 1));
        n_told += status == STATS_OK;
    }
    assert_int_equal(n_told, 8 * (GROUPS - 1));
    part_of_mean_close(sample);
}

/* Nobody leaves: 20 people at site 0, 30 at site 1, half of them of group 0 and of group 1. */
static void each_stands_beside_the_people_of_its_own_sites(void **state) {
    static const double people[] = {20, 30, 20};
    struct survival_sample few = rows;
    struct part_of_mean_request of_few = request;
    struct part_of_mean_sample *sample;
    struct part_of_mean found;
    (void)state;

    few.n_rows = 50;
    of_few.rows = &few;
    for (int32_t i = 0; i < 50; i++) {
        person[i] = i;
        site[i] = i < 20 ? 0 : 1;
        group[i] = i % 2 == 0 ? 2 : site[i];
        entry[i] = event[i] = 0;
        stop[i] = 100;
    }
    assert_int_equal(part_of_mean_open(&of_few, &sample), STATS_OK);
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(part_of_mean_compare(sample, i % 2, true, &found), STATS_OK);
        assert_close(found.mean.ci_high, 1 - pow(0.025, 1 / people[i]), 1e-12);
    }
    part_of_mean_close(sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_comes_out_as_by_itself_to_the_last_bit),
                                       cmocka_unit_test(each_stands_beside_the_people_of_its_own_sites)};

    return cmocka_run_group_tests(tests, make_rows, NULL);
}
