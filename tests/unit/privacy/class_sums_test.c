/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums are found without looking through all rows for each: twice the groups or the codes are twice the looks. */
#include "privacy/class_sums.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "cmocka_begin.h"

enum { DAYS = 5, MOST_NAMES = 400, NAME_BYTES = 16 };

static char names[MOST_NAMES][NAME_BYTES];
static const double days[DAYS] = {30, 90, 180, 270, 365};

static int make_names(void **state) {
    (void)state;
    for (int i = 0; i < MOST_NAMES; i++)
        snprintf(names[i], NAME_BYTES, "name%d", i);
    return 0;
}

static struct class_row row_of(const char *analysis, enum release_kind kind, const char *group, const char *code,
                               double day) {
    return (struct class_row){.key = {analysis, "coverage30",
                                      kind == RELEASE_SURVIVAL ? "survival" : "cumulative_incidence",
                                      *group == '\0' ? "" : "site", group, code, "", day},
                              .kind = kind,
                              .people = ANALYSIS_RETENTION_FIRST};
}

/* All people and each group: survival, and every way of leaving, by each day. */
static size_t add_people(struct class_row rows[], const char *group, int n_codes) {
    size_t n = 0;

    for (int day = 0; day < DAYS; day++) {
        rows[n++] = row_of(ANALYSIS_RETENTION_FIRST, RELEASE_SURVIVAL, group, "", days[day]);
        for (int code = 0; code < n_codes; code++)
            rows[n++] = row_of(ANALYSIS_EXITS_FIRST, RELEASE_INCIDENCE, group, names[code], days[day]);
    }
    return n;
}

static struct class_sums find(int n_groups, int n_codes) {
    struct class_row *rows = calloc((size_t)(n_groups + 1) * DAYS * (size_t)(n_codes + 1), sizeof *rows);
    size_t n = add_people(rows, "", n_codes);
    struct class_sums sums;

    for (int group = 0; group < n_groups; group++)
        n += add_people(rows + n, names[group], n_codes);
    assert_int_equal(class_sums_find(rows, n, &sums), PROTECT_OK);
    free(rows);
    return sums;
}

static size_t looks(int n_groups, int n_codes) {
    struct class_sums sums = find(n_groups, n_codes);
    size_t n_looked_at = sums.n_looked_at;

    class_sums_free(&sums);
    return n_looked_at;
}

/* Two groups, one code: on each day a split of each row (6), the day before (but on the first), groups of the survival
 * and of the code, and that exits make up the leavings of all and of each group (with the event, and between days: not
 * on the first). */
static void every_sum_is_there(void **state) {
    struct class_sums sums = find(2, 1);
    size_t splits = 6 * DAYS, days_before = 6 * (DAYS - 1), groups = 2 * (4 * DAYS - 1), exits = 3 * (2 * DAYS - 1);
    (void)state;

    assert_int_equal(sums.n, splits + days_before + groups + exits);
    class_sums_free(&sums);
}

static void twice_the_groups_are_twice_the_looks(void **state) {
    size_t once = looks(100, 4), twice = looks(200, 4);
    (void)state;

    assert_in_range(twice, once + once / 2, 2 * once + once / 10);
}

static void twice_the_codes_are_twice_the_looks(void **state) {
    size_t once = looks(4, 100), twice = looks(4, 200);
    (void)state;

    assert_in_range(twice, once + once / 2, 2 * once + once / 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sum_is_there),
        cmocka_unit_test(twice_the_groups_are_twice_the_looks),
        cmocka_unit_test(twice_the_codes_are_twice_the_looks),
    };

    return cmocka_run_group_tests(tests, make_names, NULL);
}
