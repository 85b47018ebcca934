/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in the last closed month. Medians: R, quantile(rep(doses, rows), 0.5, type = 1). */
#include "ingest/last_month.h"

#include <stdio.h>
#include <string.h>

#include "assert_close.h"
#include "base/calendar.h"
#include "cmocka_begin.h"
#include "ingest/dose_medians.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"

static int32_t day(int year, int month, int day_of_month) {
    int32_t number = 0;

    assert_true(calendar_day_from_date((struct calendar_date){year, month, day_of_month}, &number));
    return number;
}

static void assert_month(int32_t as_of, int32_t first, int32_t end) {
    struct last_month month = last_month_begin(as_of, &input_tables[INPUT_VISITS], 0);

    assert_int_equal(month.first, first);
    assert_int_equal(month.end, end);
    last_month_add(&month, 0, first - 1);
    last_month_add(&month, 0, first);
    last_month_add(&month, 0, end - 1);
    last_month_add(&month, 0, end);
    assert_int_equal(month.counts[0].before, 1);
    assert_int_equal(month.counts[0].within, 2);
    last_month_free(&month);
}

static void the_last_closed_month_ends_on_the_day_or_before_its_month(void **state) {
    (void)state;
    assert_month(day(2024, 2, 29), day(2024, 2, 1), day(2024, 3, 1));
    assert_month(day(2024, 2, 28), day(2024, 1, 1), day(2024, 2, 1));
    assert_month(day(2024, 1, 1), day(2023, 12, 1), day(2024, 1, 1));
}

static void cells_lose_their_quotes(void **state) {
    static const char *const cells[] = {"a", "", "b,\"c\"", "\"", "d"};
    struct text_buffer cell = {0};
    (void)state;

    for (size_t i = 0; i < 5; i++) {
        rest_cells_take("a,,\"b,\"\"c\"\"\",\"\"\"\",d", i, &cell);
        assert_int_equal(cell.length, strlen(cells[i]));
        assert_true(cell.length == 0 || strcmp(cell.text, cells[i]) == 0);
    }
    text_buffer_free(&cell);
}

struct counted {
    const char *rest;
    uint32_t before, within;
};

/* Folded in two halves: whose texts are counted when decides nothing. */
static struct last_month count(enum input_table table, const struct counted *rows, size_t n, struct dictionary *rests) {
    struct last_month month = last_month_begin(day(2026, 10, 31), &input_tables[table], n);

    for (size_t i = 0; i < n; i++) {
        month.counts[dictionary_add(rests, rows[i].rest, strlen(rows[i].rest))] =
            (struct last_month_counts){rows[i].before, rows[i].within};
        if (i != n / 2)
            continue;
        last_month_fold(&month, rests);
        dictionary_clear(rests);
    }
    last_month_fold(&month, rests);
    return month;
}

static void medians_are_weighted_by_rows(void **state) {
    static const struct counted rows[] = {{"m,80.5,,", 3, 1}, {"m,60.25,,", 2, 0}, {"m,120,,", 1, 4},
                                          {"m,,,", 90, 90},   {"b,16,,", 2, 3},    {"b,8.5,,", 2, 2},
                                          {"c,5,,", 0, 7},    {"d,5,,", 7, 0},     {"n,380,,", 0, 0}};
    struct dictionary *rests = dictionary_alloc();
    struct last_month month = count(INPUT_DOSES, rows, 9, rests);
    struct dose_median pair;
    (void)state;

    dose_medians_pair_up(month.doses);
    assert_true(dose_medians_get(month.doses, 0, &pair));
    assert_string_equal(pair.medication, "b");
    assert_close(pair.before, 8.5, 0);
    assert_close(pair.within, 16, 0);
    assert_true(dose_medians_get(month.doses, 1, &pair));
    assert_string_equal(pair.medication, "m");
    assert_close(pair.before, 80.5, 0);
    assert_close(pair.within, 120, 0);
    assert_close(pair.n_before, 6, 0);
    assert_close(pair.n_within, 5, 0);
    assert_false(dose_medians_get(month.doses, 2, &pair));
    last_month_free(&month);
    dictionary_free(rests);
}

static void at_most_twenty_new_codes_of_a_column_are_named(void **state) {
    struct dictionary *rests = dictionary_alloc();
    struct counted rows[24];
    char texts[24][32];
    struct last_month month;
    struct month_findings findings;
    (void)state;

    for (size_t i = 0; i < 24; i++) {
        snprintf(texts[i], sizeof texts[i], "substance_%02zu,positive", 23 - i);
        rows[i] = (struct counted){texts[i], i == 0, 2};
    }
    month = count(INPUT_DRUG_TESTS, rows, 24, rests);
    findings = last_month_find(&month, 10);
    assert_int_equal(findings.n, 1 + LAST_MONTH_MOST_CODES);
    assert_int_equal(findings.month, 2026 * 12 + 9);
    assert_string_equal(findings.findings[0].measure, "new_categories");
    assert_string_equal(findings.findings[0].subgroup, "substance");
    assert_close(findings.findings[0].value, 23, 0);
    assert_close(findings.findings[0].rows, 46, 0);
    assert_string_equal(findings.findings[1].subgroup, "substance;substance_00");
    assert_string_equal(findings.findings[20].subgroup, "substance;substance_19");
    month_findings_free(&findings);
    last_month_free(&month);
    dictionary_free(rests);
}

static void a_table_or_a_column_without_earlier_codes_has_no_new_ones(void **state) {
    static const struct counted fresh[] = {{"s,positive", 0, 2}, {"t,negative", 0, 3}};
    static const struct counted column[] = {{",attended,", 9, 2}, {"group,attended,bus", 0, 2}};
    struct dictionary *rests = dictionary_alloc(), *others = dictionary_alloc();
    struct last_month month = count(INPUT_DRUG_TESTS, fresh, 2, rests), other = count(INPUT_VISITS, column, 2, others);
    (void)state;

    assert_int_equal(last_month_find(&month, 10).n, 0);
    assert_int_equal(last_month_find(&other, 10).n, 0);
    last_month_free(&month);
    last_month_free(&other);
    dictionary_free(rests);
    dictionary_free(others);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_closed_month_ends_on_the_day_or_before_its_month),
        cmocka_unit_test(cells_lose_their_quotes),
        cmocka_unit_test(medians_are_weighted_by_rows),
        cmocka_unit_test(at_most_twenty_new_codes_of_a_column_are_named),
        cmocka_unit_test(a_table_or_a_column_without_earlier_codes_has_no_new_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
