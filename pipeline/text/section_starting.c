/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Starting: how many of those who started in a month had left within the first two weeks and the first month, where
 * most is lost. Internal class only.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { MOST_MONTHS = 12 };

static const char soon[] = "cohort_left_14", later[] = "cohort_left_30";

/* The mean of the months that the row's is held against. */
static double center_of(const struct report *report, const struct estimate *row) {
    const struct number_key key = {
        .analysis = ANALYSIS_MONTHS, .measure = WORDS(report, "%s_center", row->measure), .period = row->period};

    return numbers_value(&report->numbers, &key);
}

/* "12", "2 † fewer", "not yet"; "–" where nobody started. */
static const char *cell(const struct report *report, const char *measure, const char *period, bool *marked) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure, .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL || estimate_has_flag(row, "immature"))
        return row == NULL ? "–" : "not yet";
    if (!(row->n > 0))
        return "–";
    if (report_month_signal(report, row) != 1)
        return WORDS(report, "%.0f", row->events);
    *marked = true;
    return WORDS(report, "%.0f † %s", row->events, row->estimate < center_of(report, row) ? "fewer" : "more");
}

static const char *started(const struct report *report, const char *period) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = soon, .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    return row == NULL || estimate_has_flag(row, "immature") ? "not yet" : wording_count(&report->numbers, row->n);
}

static bool add_months(struct report *report) {
    static const char *const headers[] = {"Month", "Started", "Left within 14 days", "Left within 30 days", NULL};
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = soon};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    bool marked = false;

    document_table(report->document, "Of the people who started in a month", headers);
    for (size_t i = list.n > MOST_MONTHS ? list.n - MOST_MONTHS : 0; i < list.n; i++) {
        const char *period = list.rows[i]->period;
        document_row(report->document,
                     (const char *[]){wording_month(&report->numbers, period), started(report, period),
                                      cell(report, soon, period, &marked), cell(report, later, period, &marked)});
    }
    number_list_free(&list);
    return marked;
}

/* The latest month that can be told. */
static void add_latest(struct report *report) {
    const struct estimate *row = report_latest_month(report, later);
    const char *usual, *direction;

    if (row == NULL || !(row->n > 0))
        return;
    usual = report_month_words(report, row);
    direction = report_month_signal(report, row) != 1    ? ""
                : row->estimate < center_of(report, row) ? "fewer than in the mean month, by "
                                                         : "more than in the mean month, by ";
    document_paragraph(report->document,
                       WORDS(report, "Of the %s who started in %s, %s had left within 30 days%s%s%s.",
                             wording_people(&report->numbers, row->n), wording_month(&report->numbers, row->period),
                             row->events < 1 ? "nobody" : wording_count(&report->numbers, row->events),
                             usual[0] != '\0' ? ": " : "", direction, usual));
}

void section_starting_add(struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = soon};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    size_t n = list.n;

    number_list_free(&list);
    if (n == 0)
        return;
    document_section(report->document, "starting", "Starting");
    add_latest(report);
    if (add_months(report))
        document_note(
            report->document,
            "† more than the usual month-to-month variation of the share; fewer, or more, than in the mean month.");
    document_note(
        report->document,
        "People in maintenance or counseling who started in the month, under the default rule. Who left so soon "
        "may have been given too little, or had to wait too long for the next step: the numbers do not say.");
}
