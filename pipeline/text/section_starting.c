/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Starting: from asking for care to the first day of it; how many of those who started in a month had left within the
 * first two weeks and the first month, where most is lost; second doses and doses; detoxification; who never started.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
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

/* The months of the table that are told apart, in one direction. */
static void add_direction(struct report *report, const struct number_list *list, bool fewer) {
    const char *months[MOST_MONTHS];
    size_t n = 0;

    for (size_t i = list->n > MOST_MONTHS ? list->n - MOST_MONTHS : 0; i < list->n; i++)
        if (number_is_shown(list->rows[i]) && report_month_signal(report, list->rows[i]) == 1 &&
            (list->rows[i]->estimate < center_of(report, list->rows[i])) == fewer)
            months[n++] = wording_month(&report->numbers, list->rows[i]->period);
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

/* Of the months from `first` on and before `end` (NULL: to the last): who started, and who had left. */
static struct estimate sum_months(const struct report *report, const char *first, const char *end) {
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = later};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    struct estimate sum = {.n = 0, .events = 0};

    for (size_t i = 0; i < list.n; i++) {
        const struct estimate *row = list.rows[i];
        if (!number_is_shown(row) || strcmp(row->period, first) < 0 || (end != NULL && strcmp(row->period, end) >= 0))
            continue;
        sum.n += row->n;
        sum.events += row->events;
    }
    number_list_free(&list);
    return sum;
}

/* What the months before and since a month from which limits are set anew add up to. */
static void add_rebase(struct report *report, const char *first, const struct estimate *rebase, const char *end) {
    struct estimate before = sum_months(report, first, rebase->period), since = sum_months(report, rebase->period, end);

    if (before.n < NUMBERS_LEAST_SAYABLE || since.n < NUMBERS_LEAST_SAYABLE)
        return;
    document_item(
        report->document,
        WORDS(
            report,
            "Limits are set anew from %s (%s): since then %s of %s people who started had left within 30 days (%s), in "
            "the months before %s of %s (%s).",
            wording_month(&report->numbers, rebase->period), rebase->subgroup,
            wording_count(&report->numbers, since.events), wording_count(&report->numbers, since.n),
            wording_percent(&report->numbers, since.events / since.n), wording_count(&report->numbers, before.events),
            wording_count(&report->numbers, before.n), wording_percent(&report->numbers, before.events / before.n)));
}

/* The list is in the order of reasons; each has the months up to its neighbours in time. */
static void add_rebases(struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_MONTHS, .measure = "rebase"};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD | NUMBERS_ANY_SUBGROUP);

    for (size_t i = 0; i < list.n; i++) {
        const char *first = "", *end = NULL;
        for (size_t k = 0; k < list.n; k++) {
            const char *period = list.rows[k]->period;
            int order = strcmp(period, list.rows[i]->period);
            if (order < 0 && strcmp(period, first) > 0)
                first = period;
            else if (order > 0 && (end == NULL || strcmp(period, end) < 0))
                end = period;
        }
        add_rebase(report, first, list.rows[i], end);
    }
    number_list_free(&list);
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
    add_rebases(report);
    report_figure(
        report, "early_losses",
        "Who had left within 14 and 30 days, by the month care began. Look whether the last points lie inside "
        "the dashed lines, and on which side of a note’s line.");
    document_aside(report->document, true);
    if (add_months(report))
        document_note(
            report->document,
            "† more than the usual month-to-month variation of the share; fewer, or more, than in the mean month.");
    document_note(
        report->document,
        "People in maintenance or counseling who started in the month, under the default rule. Who left so soon "
        "may have been given too little, or had to wait too long for the next step: the numbers do not say.");
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
