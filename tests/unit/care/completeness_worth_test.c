/* SPDX-License-Identifier: GPL-3.0-or-later */
/* care/completeness_judge.h: of how many independent people those are worth who come together. */
#include "care/completeness_judge.h"

#include <math.h>

#include "assert_close.h"
#include "base/calendar.h"
#include "cmocka_begin.h"

static struct completeness_grid grid;
static struct completeness_counts *site;

enum { YEARS = 9 };

/* `n` people who come once a month; in three of ten months none of them does. */
static void add_together(size_t n, uint32_t *random) {
    struct completeness_presence presence = {0};

    for (int32_t month = 1; month < YEARS * 12; month++) {
        *random = *random * 1664525u + 1013904223u;
        if ((*random >> 16) % 10 >= 3)
            completeness_see(&grid, &presence, calendar_month_first_day(calendar_month_index(grid.as_of) - month) + 9);
    }
    for (size_t i = 0; i < n; i++)
        completeness_count_person(&grid, site, &presence, false);
}

/* Of how many independent people one of `n` who come together is worth. */
static double worth_of(size_t n) {
    static struct completeness_month months[COMPLETENESS_MOST_BLOCKS];
    uint32_t random = 7;
    double people = 0, missing = 0, worth = 0;
    int32_t as_of;

    assert_true(calendar_parse_iso("2026-06-30", 10, &as_of));
    completeness_grid_set(&grid, calendar_month_first_day(calendar_month_index(as_of) - YEARS * 12 + 1), as_of);
    site = completeness_counts_alloc(&grid);
    for (int i = 0; i < 400; i++)
        add_together(n, &random);
    assert_true(completeness_months(&grid, &site, 1, months));
    for (int32_t block = 0; block < grid.n_blocks[COMPLETENESS_MONTHS]; block++) {
        people += months[block].people;
        missing += months[block].missing;
    }
    for (int32_t block = 0; block < grid.n_blocks[COMPLETENESS_MONTHS]; block++)
        worth += months[block].people > 0 ? log(months[block].if_empty) / log(missing / people) : 0;
    completeness_counts_free(site);
    return worth / people;
}

static void people_who_come_alone_are_worth_one(void **state) {
    (void)state;
    assert_close(worth_of(1), 1, 0.2);
}

static void people_who_come_in_fours_are_worth_a_quarter(void **state) {
    (void)state;
    assert_close(worth_of(4), 0.25, 0.2);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(people_who_come_alone_are_worth_one),
                                       cmocka_unit_test(people_who_come_in_fours_are_worth_a_quarter)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
