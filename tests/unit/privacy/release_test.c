/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every expected number by hand. */
#include "privacy/release.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assert_close.h"
#include "cmocka_begin.h"
#include "privacy/interval_check.h"
#include "privacy/period_level.h"

enum { MOST = 64 };

static const struct release_settings settings = {11, 30, "coverage30"};

struct made {
    struct class_row rows[MOST];
    struct class_table table;
};

static void add(struct made *made, enum release_kind kind, struct class_key key, int n, int h) {
    struct class_row *row = &made->rows[made->table.n++];

    *row = (struct class_row){.key = key,
                              .kind = kind,
                              .people = key.analysis,
                              .n = n,
                              .h = h,
                              .is_known = true,
                              .is_followed = true,
                              .at_risk = CLASS_PART_HALF,
                              .seen = CLASS_PART_HALF};
    made->table.rows = made->rows;
}

static struct class_key key_of(const char *analysis, const char *measure, const char *group, double day) {
    return (struct class_key){
        analysis, *measure == 's' ? "coverage30" : "", measure, *group == '\0' ? "" : "site", group, "", "", day};
}

static void add_started(struct made *made, int class) {
    add(made, RELEASE_COUNT, key_of("data_quality", "people_started", "", (double)NAN), class, class);
}

static void add_survival(struct made *made, const char *group, double day, int n, int h) {
    add(made, RELEASE_SURVIVAL, key_of("retention_first", "survival", group, day), n, h);
}

static void add_period(struct made *made, const char *analysis, const char *period, int class) {
    struct class_key key = key_of(analysis, "admissions", "", (double)NAN);

    key.period = period;
    add(made, RELEASE_FLOW, key, class, class);
}

static struct release_rows make(struct made *made, const struct release_row *printed, size_t n_printed) {
    struct release_rows rows;

    assert_int_equal(release_make(&made->table, &settings, printed, n_printed, &rows), PROTECT_OK);
    return rows;
}

static const struct release_row *find(const struct release_rows *rows, const char *measure, const char *period) {
    for (size_t i = 0; i < rows->n; i++)
        if (strcmp(rows->rows[i].key.measure, measure) == 0 && strcmp(rows->rows[i].key.period, period) == 0)
            return &rows->rows[i];
    return NULL;
}

static struct release_row get(const struct release_rows *rows, const char *measure, const char *period) {
    const struct release_row *row = find(rows, measure, period);

    if (row == NULL) {
        fail_msg("no row of %s %s", measure, period);
        return (struct release_row){.flag = "", .printed = ""};
    }
    return *row;
}

/* 34-44 a month: told by month. With one month of 12-22: by quarter, and no month. */
static void one_small_month_moves_the_whole_series_to_quarters(void **state) {
    static const char *const months[] = {"2026-01", "2026-02", "2026-03"};
    (void)state;

    for (int last = 3; last >= 1; last -= 2) {
        struct made made = {.table = {.n = 0}};
        add_started(&made, 90);
        for (int i = 0; i < 3; i++)
            add_period(&made, "months", months[i], i == 2 ? last : 3);
        add_period(&made, "quarters", "2026-Q1", 9);
        struct release_rows rows = make(&made, NULL, 0);
        assert_int_equal(find(&rows, "admissions", "2026-01") != NULL, last == 3);
        assert_int_equal(find(&rows, "admissions", "2026-Q1") != NULL, last == 1);
        if (last == 3) {
            assert_close(get(&rows, "admissions", "2026-01").low, 34, 0);
            assert_close(get(&rows, "admissions", "2026-01").high, 44, 0);
        }
        free(rows.rows);
    }
}

/* Of 78-88 people 0-11 had left by a day that one supply covers: that says nothing of staying. 12-22 do. */
static void what_one_supply_covers_is_so_by_definition(void **state) {
    static const struct {
        bool is_definition;
        int left;
        const char *flag;
        double low; /* 1 - 11.5 / 78, 1 - 22.5 / 78 */
    } cases[] = {{true, 0, "by_construction", 0.85}, {true, 1, "", 0.71}, {false, 0, "", 0.85}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct made made = {.table = {.n = 0}};
        add_started(&made, 90);
        add_survival(&made, "north", 30, 7, cases[i].left);
        made.rows[1].is_definition = cases[i].is_definition;
        struct release_rows rows = make(&made, NULL, 0);
        assert_string_equal(get(&rows, "survival", "").flag, cases[i].flag);
        assert_close(get(&rows, "survival", "").people_low, 78, 0);
        assert_close(get(&rows, "survival", "").low, cases[i].low, 1e-12);
        free(rows.rows);
    }
}

/* Printed as 23-33; a late record made it 34-44. April is too small for a month, and a quarter would hold it alone. */
static void what_was_printed_is_repeated_and_nothing_that_overlaps_it_is_told(void **state) {
    struct release_row printed = {.key = key_of("months", "admissions", "", (double)NAN),
                                  .people_low = (double)NAN,
                                  .low = 23,
                                  .high = 33,
                                  .flag = "",
                                  .printed = "2026-04"};
    struct made made = {.table = {.n = 0}};
    (void)state;

    printed.key.period = "2026-03";
    add_started(&made, 90);
    add_period(&made, "months", "2026-03", 3);
    add_period(&made, "months", "2026-04", 1);
    add_period(&made, "quarters", "2026-Q1", 9);
    add_period(&made, "quarters", "2026-Q2", 8);
    struct release_rows rows = make(&made, &printed, 1);
    assert_close(get(&rows, "admissions", "2026-03").low, 23, 0);
    assert_string_equal(get(&rows, "admissions", "2026-03").printed, "2026-04");
    assert_null(find(&rows, "admissions", "2026-04"));
    assert_null(find(&rows, "admissions", "2026-Q1"));
    assert_close(get(&rows, "admissions", "2026-Q2").low, 89, 0);
    free(rows.rows);
}

/* A series that was printed by quarter stays so, however large its months have become. */
static void a_series_never_becomes_finer(void **state) {
    struct release_row printed = {
        .key = key_of("quarters", "admissions", "", (double)NAN), .low = 45, .high = 55, .flag = "", .printed = "x"};
    struct made made = {.table = {.n = 0}};
    (void)state;

    printed.key.period = "2026-Q1";
    add_started(&made, 90);
    add_period(&made, "months", "2026-04", 9);
    struct release_rows rows = make(&made, &printed, 1);
    assert_null(find(&rows, "admissions", "2026-04"));
    free(rows.rows);
}

/* Of 991-1001 people with the event by day 30 331-341, by 90 507-517, by 180 661-671: the range of day 90 is 47-50 %,
 * not wholly below one half; of day 180 it is 32-34 %. */
static void the_median_lies_between_days_whose_ranges_are_wholly_on_one_side(void **state) {
    struct made made = {.table = {.n = 0}};
    struct release_row median;
    (void)state;

    add_started(&made, 90);
    add_survival(&made, "", 30, 90, 30);
    add_survival(&made, "", 90, 90, 46);
    add_survival(&made, "", 180, 90, 60);
    struct release_rows rows = make(&made, NULL, 0);
    median = get(&rows, "median_days", "");
    assert_close(median.low, 30, 0);
    assert_close(median.high, 180, 0);
    assert_close(median.likely_low, 30, 0);
    assert_close(median.likely_high, 180, 0);
    free(rows.rows);
}

static void a_small_program_has_no_share(void **state) {
    (void)state;
    for (int class = 4; class <= 5; class ++) {
        struct made made = {.table = {.n = 0}};
        add_started(&made, class);
        add_survival(&made, "", 90, class, 1);
        struct release_rows rows = make(&made, NULL, 0);
        assert_int_equal(find(&rows, "survival", "") != NULL, class == 5);
        assert_non_null(find(&rows, "people_started", ""));
        free(rows.rows);
    }
}

/* Many events of few people: 34-44 returns to use of at most 11 people. */
static void many_events_of_few_people_are_not_told(void **state) {
    struct made made = {.table = {.n = 0}};
    (void)state;

    add_started(&made, 90);
    add_period(&made, "months", "2025-01", 0);
    add_period(&made, "quarters", "2025-Q1", 0);
    add_period(&made, "half_years", "2025-H1", 0);
    add_period(&made, "years", "2025", 3);
    made.rows[4].n = 0;
    struct release_rows rows = make(&made, NULL, 0);
    assert_string_equal(get(&rows, "admissions", "2025").flag, "too_few");
    assert_true(isnan(get(&rows, "admissions", "2025").low));
    free(rows.rows);
}

/* Nine sites of at least 12 people are at least 108 of all; all are at most 110: the tenth has at most 2. Of at most
 * 121 it may have 13, and nothing is told of it. */
static void a_sum_that_leaves_two_of_ten_values_loses_a_class(void **state) {
    static const char *const sites[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    (void)state;

    for (int class = 9; class <= 10; class ++) {
        struct made made = {.table = {.n = 0}};
        size_t withheld = 0;
        add_survival(&made, "", 90, class, 0);
        for (size_t i = 0; i < sizeof sites / sizeof sites[0]; i++)
            add_survival(&made, sites[i], 90, 1, 0);
        add_survival(&made, "small", 90, 0, 0);
        assert_int_equal(interval_check(&made.table, 11), PROTECT_OK);
        for (size_t i = 0; i < made.table.n; i++)
            withheld += made.rows[i].withheld;
        assert_int_equal(withheld > 0, class == 9);
    }
}

static void spans_of_months_are_read_off_their_names(void **state) {
    static const struct {
        const char *period;
        int first, months;
    } cases[] = {{"2026-07", 2026 * 12 + 6, 1},
                 {"2026-Q3", 2026 * 12 + 6, 3},
                 {"2026-H2", 2026 * 12 + 6, 6},
                 {"2026", 2026 * 12, 12}};
    int first, months;
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(period_level_span(cases[i].period, &first, &months));
        assert_int_equal(first, cases[i].first);
        assert_int_equal(months, cases[i].months);
    }
    assert_false(period_level_span("", &first, &months));
    assert_false(period_level_span("2026-7", &first, &months));
    assert_false(period_level_span("2026-QX", &first, &months));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_small_month_moves_the_whole_series_to_quarters),
        cmocka_unit_test(what_one_supply_covers_is_so_by_definition),
        cmocka_unit_test(what_was_printed_is_repeated_and_nothing_that_overlaps_it_is_told),
        cmocka_unit_test(a_series_never_becomes_finer),
        cmocka_unit_test(the_median_lies_between_days_whose_ranges_are_wholly_on_one_side),
        cmocka_unit_test(a_small_program_has_no_share),
        cmocka_unit_test(many_events_of_few_people_are_not_told),
        cmocka_unit_test(a_sum_that_leaves_two_of_ten_values_loses_a_class),
        cmocka_unit_test(spans_of_months_are_read_off_their_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
