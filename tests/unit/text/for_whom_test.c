/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom: what many groups cost. */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "cmocka_begin.h"
#include "text/for_whom_table.h"

enum { MOST_GROUPS = 400, NAME_BYTES = 32, MEASURES = 5 };

static const char *const measures[MEASURES] = {"people", "group_share", "mean", "difference", "difference_q"};

static char names[MOST_GROUPS][NAME_BYTES];

/* Each group has 50 people, of whom .7 stay, of all .6. */
static struct estimates make_groups(size_t n_groups) {
    static const double values[MEASURES] = {50, 0.7, 0.6, 0.1, 0.01};
    struct estimates many = {.rows = calloc(n_groups * MEASURES, sizeof *many.rows), .n_rows = n_groups * MEASURES};

    for (size_t i = 0; i < many.n_rows; i++) {
        many.rows[i] = estimate_empty();
        many.rows[i].analysis = ANALYSIS_FOR_WHOM_STAYING;
        many.rows[i].rule = "r";
        many.rows[i].measure = measures[i % MEASURES];
        many.rows[i].group_by = "race_ethnicity";
        many.rows[i].group = names[i / MEASURES];
        many.rows[i].time_days = 90;
        many.rows[i].n = 50;
        many.rows[i].estimate = values[i % MEASURES];
        many.rows[i].ci_low = many.rows[i].ci_high = values[i % MEASURES];
    }
    estimates_index(&many);
    return many;
}

/* Looks at rows while the section is written, which has a line for each of so many groups. */
static size_t count_looks(size_t n_groups) {
    static const char settings[] = "[report]\ndefault_rule = r\n";
    struct estimates many;
    struct ini_file *config = ini_file_read_text("settings", settings, sizeof settings - 1);
    struct report report = {
        .numbers = {.config = config, .pool = word_pool_alloc()}, .document = document_alloc(), .charts = "none"};
    size_t n_looked_at = 0, n_rows = 0;

    for (size_t i = 0; i < n_groups; i++)
        snprintf(names[i], NAME_BYTES, "group%zu", i);
    many = make_groups(n_groups);
    report.numbers.estimates = &many;
    report.numbers.n_looked_at = &n_looked_at;
    section_for_whom_add(&report);
    for (size_t i = 0; i < report.document->n_blocks; i++)
        n_rows += report.document->blocks[i].table.n_rows;
    assert_int_equal(n_rows, n_groups);
    document_free(report.document);
    word_pool_free(report.numbers.pool);
    ini_file_free(config);
    free(many.by_key);
    free(many.rows);
    return n_looked_at;
}

static void twice_the_groups_are_little_more_than_twice_the_looks(void **state) {
    size_t once = count_looks(MOST_GROUPS / 2), twice = count_looks(MOST_GROUPS);
    (void)state;

    assert_in_range(twice, 2 * once, 2 * once + once / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(twice_the_groups_are_little_more_than_twice_the_looks)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
