/* SPDX-License-Identifier: GPL-3.0-or-later */
/* care/completeness_judge.h where sites are too small for themselves: what is judged of all put together. */
#include "care/completeness_judge.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "cmocka_begin.h"

enum { N_SITES = 400, PEOPLE = 12, MONTHS = 36 };

static struct completeness_grid grid;
static struct completeness_counts *sites[N_SITES];
static struct completeness_verdict verdicts[N_SITES];
static uint32_t seed;

static int32_t first_of(int32_t month) { return calendar_month_first_day(calendar_month_index(grid.as_of) - month); }

static bool chance(int percent) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 16) % 100) < percent;
}

/* Of a hundred: who is not tested in this month before as-of, by a calendar that all sites share. */
static int untested(int32_t month) {
    static const int percent[12] = {70, 66, 73, 67, 71, 65, 68, 85, 67, 72, 67, 72};

    return percent[month % 12];
}

/* People of every site who are tested now and then; nobody at all in the month `lost` (0: none is). */
static int start_sites(int32_t lost) {
    seed = 11;
    assert_true(calendar_parse_iso("2026-06-30", 10, &grid.as_of));
    completeness_grid_set(&grid, first_of(MONTHS), grid.as_of);
    for (size_t site = 0; site < N_SITES; site++) {
        sites[site] = completeness_counts_alloc(&grid);
        for (int i = 0; i < PEOPLE; i++) {
            struct completeness_presence presence = {0};
            for (int32_t month = 0; month < MONTHS; month++) {
                bool is_tested = !chance(untested(month)) && (lost == 0 || month != lost);
                if (!is_tested)
                    continue;
                completeness_see(&grid, &presence, first_of(month) + 9 + (int32_t)(seed >> 16) % 15);
                completeness_count_day(&grid, sites[site], first_of(month) + 9 + (int32_t)(seed >> 16) % 15);
            }
            completeness_count_person(&grid, sites[site], &presence, false);
        }
    }
    return 0;
}

static void end_sites(void) {
    for (size_t site = 0; site < N_SITES; site++)
        completeness_counts_free(sites[site]);
}

/* Sites with a hole in the month. */
static size_t count_holes(int32_t month) {
    size_t n = 0;

    assert_true(completeness_judge(&grid, sites, N_SITES, verdicts));
    for (size_t site = 0; site < N_SITES; site++) {
        int32_t first, last;
        n += completeness_next_hole(&grid, &verdicts[site], first_of(month) + 27, &first, &last) &&
             last >= first_of(month);
    }
    return n;
}

static void a_calendar_of_all_sites_is_no_hole(void **state) {
    (void)state;
    start_sites(0);
    for (int32_t month = 1; month < MONTHS - 1; month++)
        assert_int_equal(count_holes(month), 0);
    end_sites();
}

static void a_month_that_nobody_sent_is_a_hole_of_all_sites(void **state) {
    (void)state;
    start_sites(17);
    assert_true(count_holes(17) > N_SITES / 2);
    end_sites();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_of_all_sites_is_no_hole),
        cmocka_unit_test(a_month_that_nobody_sent_is_a_hole_of_all_sites),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
