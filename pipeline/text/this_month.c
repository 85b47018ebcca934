/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/this_month.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct estimate *month_before(const struct report *report, const struct estimate *row) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = row->measure};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    const struct estimate *before = NULL;

    for (size_t i = 1; i < list.n; i++)
        if (list.rows[i] == row)
            before = list.rows[i - 1];
    number_list_free(&list);
    return number_is_shown(before) ? before : NULL;
}

static const char *signed_count(const struct report *report, double difference) {
    return isnan(difference) ? "–" : fabs(difference) < 0.5 ? "0" : WORDS(report, "%+.0f", difference);
}

static double value_of(const struct estimate *row) { return row == NULL ? (double)NAN : row->estimate; }

/* Who started or came back, less who left, in the month of a row of leavings; NaN where one is not known. */
static double net_of(const struct report *report, const struct estimate *left) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "admissions"};
    double started;

    if (left == NULL)
        return (double)NAN;
    key.period = left->period;
    started = numbers_value(&report->numbers, &key);
    key.measure = "returns";
    return started + numbers_value(&report->numbers, &key) - left->estimate;
}

static void add_net(struct report *report) {
    const struct estimate *left = report_latest_month(report, "leavings");
    double now = net_of(report, left), before = left == NULL ? (double)NAN : net_of(report, month_before(report, left)),
           year = left == NULL ? (double)NAN : net_of(report, report_year_before(report, left));

    if (!isnan(now) && !not_held(report->numbers.config, "readmissions"))
        document_row(report->document,
                     (const char *[]){"Net of the month", wording_month(&report->numbers, left->period),
                                      signed_count(report, now), signed_count(report, before),
                                      signed_count(report, now - before), signed_count(report, year)});
}

static void add_this_month(struct report *report) {
    static const char *const headers[] = {"", "Month", "Latest", "Month before", "Difference", "A year ago", NULL};
    static const struct {
        const char *measure, *words;
    } rows[] = {{"people_in_care", "In care at the end"},
                {"admissions", "Started care"},
                {"returns", "Came back"},
                {"leavings", "Left care"},
                {"returns_to_use", "Returns to use"}};

    document_table(report->document, "The latest month of each, beside the one before and a year ago", headers);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct estimate *row = report_latest_month(report, rows[i].measure), *before, *year;
        if (row == NULL)
            continue;
        before = month_before(report, row);
        year = report_year_before(report, row);
        document_row(report->document, (const char *[]){rows[i].words, wording_month(&report->numbers, row->period),
                                                        wording_count(&report->numbers, row->estimate),
                                                        wording_count(&report->numbers, value_of(before)),
                                                        signed_count(report, row->estimate - value_of(before)),
                                                        wording_count(&report->numbers, value_of(year))});
        if (strcmp(rows[i].measure, "leavings") == 0)
            add_net(report);
    }
}

/* Why the months of one table differ. */
static void say_months(struct report *report) {
    const struct estimate *started = report_latest_month(report, "admissions"),
                          *left = report_latest_month(report, "leavings");

    if (started == NULL || left == NULL || strcmp(started->period, left->period) == 0)
        return;
    document_note(report->document,
                  WORDS(report,
                        "Started: for the first time. Who has left is known only once the days that the rule waits are "
                        "over: who left in %s, and who is in care at its end, stands in a later report.",
                        wording_month(&report->numbers, started->period)));
}

void this_month_add(struct report *report) {
    add_this_month(report);
    say_months(report);
    report_figure(report, "people_in_care", "People in care at each month’s end.");
}
