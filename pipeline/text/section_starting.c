/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Starting: from asking for care to the first day of it; how many of those who started in a month had left within the
 * first two weeks and the first month, where most is lost; second doses and doses; detoxification; who never started.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "text/period_words.h"
#include "text/program_changes.h"
#include "text/starting_parts.h"
#include "text/wording.h"

enum { MOST_MONTHS = 12 };

static const char soon[] = "cohort_left_14", later[] = "cohort_left_30";

/* The mean of the months that the row's is held against. */
static double center_of(const struct report *report, const struct estimate *row) {
    const struct number_key key = {
        .analysis = ANALYSIS_MONTHS, .measure = WORDS(report, "%s_center", row->measure), .period = row->period};

    return numbers_value(&report->numbers, &key);
}

/* Of nobody there is nothing to wait for. */
static bool nobody_started(const struct report *report, const char *period) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "admissions", .period = period};

    return numbers_value(&report->numbers, &key) < 0.5; /* NaN: false */
}

/* "12", "2 † fewer", "not yet"; "–" where nobody started. */
static const char *cell(const struct report *report, const char *measure, const char *period, bool *marked) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure, .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL)
        return "–";
    if (estimate_has_flag(row, "immature"))
        return "not yet";
    if (!(row->n > 0))
        return "–";
    if (report_month_signal(report, row) != 1)
        return WORDS(report, "%.0f", row->events);
    *marked = true;
    return WORDS(report, "%.0f † %s", row->events, row->estimate < center_of(report, row) ? "fewer" : "more");
}

/* Who started is known before it is whether they stayed: as in the table of months. */
static const char *started(const struct report *report, const char *period) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = soon, .period = period},
                            all = {.analysis = ANALYSIS_MONTHS, .measure = "admissions", .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row != NULL && !estimate_has_flag(row, "immature"))
        return wording_count(&report->numbers, row->n);
    row = numbers_find(&report->numbers, &all);
    return number_is_shown(row) ? wording_count(&report->numbers, row->estimate) : "not yet";
}

static bool add_months(struct report *report) {
    static const char *const headers[] = {"Month", "Started", "Left within 14 days", "Left within 30 days", NULL};
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = soon};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    bool marked = false;

    document_table(report->document, "Of the people who started in a month", headers);
    for (size_t i = list.n > MOST_MONTHS ? list.n - MOST_MONTHS : 0; i < list.n; i++) {
        const char *period = list.rows[i]->period;
        if (nobody_started(report, period))
            continue;
        document_row(report->document,
                     (const char *[]){wording_month(&report->numbers, period), started(report, period),
                                      cell(report, soon, period, &marked), cell(report, later, period, &marked)});
    }
    number_list_free(&list);
    return marked;
}

/* The months of the table that are told apart, in one direction. */
static void add_direction(struct report *report, const struct number_list *list, bool fewer) {
    const char *months[MOST_MONTHS];
    size_t n = 0, n_in_row = 0;

    for (size_t i = list->n > MOST_MONTHS ? list->n - MOST_MONTHS : 0; i < list->n; i++) {
        bool is_marked = number_is_shown(list->rows[i]) && report_month_signal(report, list->rows[i]) == 1 &&
                         (list->rows[i]->estimate < center_of(report, list->rows[i])) == fewer;
        n_in_row = is_marked ? n_in_row + 1 : 0;
        if (n_in_row > 1) /* "March to August 2026" */
            months[n - 1] = wording_month(
                &report->numbers, WORDS(report, "%s/%s", list->rows[i + 1 - n_in_row]->period, list->rows[i]->period));
        else if (is_marked)
            months[n++] = wording_month(&report->numbers, list->rows[i]->period);
    }
    if (n > 0)
        document_item(
            report->document,
            WORDS(report,
                  "%s of those who started in %s had left within 30 days than in the mean month, by more than "
                  "the usual month-to-month variation.",
                  fewer ? "Fewer" : "More", wording_list(&report->numbers, months, n)));
}

static void add_directions(struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = later};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);

    add_direction(report, &list, true);
    add_direction(report, &list, false);
    number_list_free(&list);
}

/* Has the last month no limits yet, which were to begin anew in `period`? */
static bool waits_for_limits(const struct report *report, const char *period) {
    const struct estimate *last = report_latest_month(report, later);

    return last != NULL && strcmp(last->period, period) >= 0 && isnan(center_of(report, last));
}

/* "October 2025 (each new person is called weekly): since then 33 of 302 ..." */
static void add_change(struct report *report) {
    struct losses_compared both;

    if (!program_changes_losses(&report->numbers, &both))
        return;
    document_item(
        report->document,
        WORDS(report,
              "From %s on (%s), %s of %s people who started had left within 30 days (%s); before, %s of %s "
              "(%s): %s.%s",
              wording_month(&report->numbers, both.change.period), both.change.words,
              wording_count(&report->numbers, both.since.events), wording_count(&report->numbers, both.since.n),
              wording_percent(&report->numbers, both.since.estimate),
              wording_count(&report->numbers, both.before.events), wording_count(&report->numbers, both.before.n),
              wording_percent(&report->numbers, both.before.estimate), comparison_change_words(both.direction),
              waits_for_limits(report, both.change.period)
                  ? " For these months there are no limits of usual variation yet: they take 12 with enough people."
                  : ""));
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
    document_paragraph(
        report->document,
        WORDS(report, "Of the %s who started in %s, the last month known, %s had left within 30 days%s%s%s.%s",
              wording_people(&report->numbers, row->n), wording_month(&report->numbers, row->period),
              row->events < 1 ? "nobody" : wording_count(&report->numbers, row->events), usual[0] != '\0' ? ": " : "",
              direction, usual,
              comparison_since_rebase(&report->numbers, later).is_sayable ? "" : period_words_lost(report)));
}

static bool has_months(const struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = soon};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    bool has_any = list.n > 0;

    number_list_free(&list);
    return has_any;
}

static void add_losses(struct report *report) {
    add_latest(report);
    add_directions(report);
    add_change(report);
    report_figure(
        report, "early_losses",
        "Who had left within 14 and 30 days, by the month care began. Look whether the last points lie inside "
        "the dashed lines, and on which side of a note’s line.");
    document_aside(report->document, true);
    if (add_months(report))
        document_note(
            report->document,
            "† more than the usual month-to-month variation of the share; fewer, or more, than in the mean month.");
    document_note(report->document,
                  "People in maintenance or counseling. A month in which nobody started has no line. Who left so soon "
                  "may have been "
                  "given too little, or had to wait too long for the next step: the numbers do not say.");
    document_aside(report->document, false);
}

void section_starting_add(struct report *report) {
    bool months = has_months(report);

    if (!months && !numbers_have(&report->numbers, ANALYSIS_FIRST_DOSE) &&
        !numbers_have(&report->numbers, ANALYSIS_SECOND_DOSE) &&
        !numbers_have(&report->numbers, ANALYSIS_DETOXIFICATION))
        return;
    report_section(report, "starting");
    starting_waits_add(report);
    if (months)
        add_losses(report);
    starting_doses_add(report);
    starting_detoxification_add(report);
    starting_admitted_add(report);
}
