/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/revisions.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmocka_begin.h"
#include "scratch.h"

static const char header[] = "analysis,rule,measure,group_by,group,subgroup,time_days,period,n,event_people,at_risk,"
                             "events,estimate,std_error,ci_low,ci_high,flag\n";

static struct estimates *read_rows(const char *name, const char *rows) {
    char *text = memory_format("%s%s", header, rows);
    struct estimates *estimates = estimates_read(scratch_text(name, text));

    free(text);
    return estimates;
}

/* How many revisions there are of one period that the earlier report, with data up to `end`, showed differently. */
static size_t revised(const char *period, const char *end) {
    char *then = memory_format("data_quality,,observation_end,,,,,%s,,,,,1,,,,\nmonths,,returns,,,,,%s,,,,17,17,,,,\n",
                               end, period);
    char *now = memory_format("months,,returns,,,,,%s,,,,19,19,,,,\n", period);
    struct estimates *earlier = read_rows("then.csv", then), *later = read_rows("now.csv", now);
    struct report report = {.numbers = {later, NULL, word_pool_alloc()}, .earlier = earlier};
    struct revision_list list = revisions_find(&report, "");
    size_t n = list.n;

    if (n == 1)
        assert_non_null(strstr(revision_words(&report, &list.rows[0]), "returns to care: was 17, now 19: 2 more."));
    revision_list_free(&list);
    word_pool_free(report.numbers.pool);
    estimates_free(earlier);
    estimates_free(later);
    free(now);
    free(then);
    return n;
}

static void a_month_counts_from_its_last_day_on(void **state) {
    (void)state;
    assert_int_equal(revised("2028-02", "2028-02-28"), 0);
    assert_int_equal(revised("2028-02", "2028-02-29"), 1);
    assert_int_equal(revised("2026-12", "2026-12-30"), 0);
    assert_int_equal(revised("2026-12", "2026-12-31"), 1);
}

static void what_prints_the_same_is_the_same(void **state) {
    struct estimates *earlier = read_rows("then.csv", "months,,cohort_retention_90,,,,,2026-01,23,,,8,0.65217,,,,\n"),
                     *later = read_rows("now.csv", "months,,cohort_retention_90,,,,,2026-01,23,,,8,0.65224,,,,\n");
    struct report report = {.numbers = {later, NULL, word_pool_alloc()}, .earlier = earlier};
    struct revision_list list = revisions_find(&report, "");
    (void)state;

    assert_int_equal(list.n, 0);
    revision_list_free(&list);
    word_pool_free(report.numbers.pool);
    estimates_free(earlier);
    estimates_free(later);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_counts_from_its_last_day_on),
        cmocka_unit_test(what_prints_the_same_is_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
