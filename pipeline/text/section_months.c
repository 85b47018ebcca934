/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Month by month.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct {
    const char *measure, *name;
} columns[] = {{"people_in_care", "In care"},
               {"admissions", "Started"},
               {"returns", "Came back"},
               {"leavings", "Left"},
               {"returns_to_use", "Returns to use"},
               {"cohort_retention_90", "In care after 90 days"}};

enum { N_COLUMNS = sizeof columns / sizeof columns[0], MOST_MONTHS = 12 };

/* Of nobody there is nothing to wait for. */
static bool is_of_nobody(const struct report *report, const struct estimate *row) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "admissions", .period = row->period};

    return strcmp(row->measure, "cohort_retention_90") == 0 && numbers_value(&report->numbers, &key) < 0.5;
}

static const char *cell(const struct report *report, const struct estimate *row, bool *marked) {
    const char *text;

    if (row == NULL || is_of_nobody(report, row))
        return "–";
    if (!number_is_shown(row))
        return "not yet";
    text = strcmp(row->measure, "cohort_retention_90") == 0 ? wording_cell(&report->numbers, row)
                                                            : wording_count(&report->numbers, row->estimate);
    if (report_month_signal(report, row) != 1)
        return text;
    *marked = true;
    return WORDS(report, "%s †", text);
}

/* "Nov 2025" where room is scarce. */
static const char *short_month(const struct report *report, const char *period) {
    return WORDS(report, "%.3s %.4s", wording_month(&report->numbers, period), period);
}

/* The last months that any of the measures has, in order. */
static size_t list_months(const struct report *report, const char *months[]) {
    size_t n = 0;

    for (size_t i = 0; i < report->numbers.estimates->n_rows; i++) {
        const struct estimate *row = &report->numbers.estimates->rows[i];
        size_t at = n;
        if (strcmp(row->analysis, ANALYSIS_MONTHS) != 0 || row->group_by[0] != '\0' || row->period[0] == '\0')
            continue;
        while (at > 0 && strcmp(months[at - 1], row->period) > 0)
            at--;
        if ((at > 0 && strcmp(months[at - 1], row->period) == 0) || (n == MOST_MONTHS && at == 0))
            continue;
        if (n == MOST_MONTHS)
            memmove(months, months + 1, --at * sizeof *months);
        else
            memmove(months + at + 1, months + at, (n++ - at) * sizeof *months);
        months[at] = row->period;
    }
    return n;
}

static size_t list_columns(const struct report *report, const char *const months[], size_t n_months, size_t used[]) {
    size_t n = 0;

    for (size_t i = 0; i < N_COLUMNS; i++)
        for (size_t k = 0; k < n_months; k++) {
            struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = columns[i].measure, .period = months[k]};
            if (numbers_find(&report->numbers, &key) != NULL) {
                used[n++] = i;
                break;
            }
        }
    return n;
}

static void add_months(struct report *report, bool *marked) {
    const char *months[MOST_MONTHS], *headers[N_COLUMNS + 2] = {"Month"};
    size_t used[N_COLUMNS], n_months = list_months(report, months), n = list_columns(report, months, n_months, used);

    for (size_t i = 0; i < n; i++)
        headers[i + 1] = columns[used[i]].name;
    document_table(report->document,
                   n_months == 1 ? "All sites, one month" : WORDS(report, "All sites, the last %zu months", n_months),
                   headers);
    for (size_t k = 0; k < n_months && n > 0; k++) {
        const char *cells[N_COLUMNS + 1] = {short_month(report, months[k])};
        for (size_t i = 0; i < n; i++) {
            struct number_key key = {
                .analysis = ANALYSIS_MONTHS, .measure = columns[used[i]].measure, .period = months[k]};
            cells[i + 1] = cell(report, numbers_find(&report->numbers, &key), marked);
        }
        document_row(report->document, cells);
    }
}

/* Months and sites of the rows MEASURE_known, each once, in order; returns how many. */
static size_t list_known(const struct report *report, const struct estimate *known[]) {
    size_t n = 0;

    for (size_t i = 0; i < report->numbers.estimates->n_rows; i++) {
        const struct estimate *row = &report->numbers.estimates->rows[i];
        size_t at = n;
        if (strcmp(row->analysis, ANALYSIS_MONTHS) != 0 || strcmp(row->group_by, "sites") != 0 || n == MOST_MONTHS)
            continue;
        while (at > 0 && strcmp(known[at - 1]->period, row->period) > 0)
            at--;
        if (at > 0 && strcmp(known[at - 1]->period, row->period) == 0 && strcmp(known[at - 1]->group, row->group) == 0)
            continue;
        memmove(known + at + 1, known + at, (n - at) * sizeof *known);
        known[at] = row;
        n++;
    }
    return n;
}

/* Months that some open site is not known for: what the others add up to, with their names. */
static void add_known_sites(struct report *report) {
    const char *headers[N_COLUMNS + 2] = {"Month", "Sites"};
    const struct estimate *known[MOST_MONTHS];
    size_t n = list_known(report, known);

    for (size_t k = 0; k + 1 < N_COLUMNS; k++) /* all but the cohorts */
        headers[k + 2] = columns[k].name;
    document_table_of_words(report->document, "Months that not all open sites are known for: the others", headers);
    for (size_t i = 0; i < n; i++) {
        const char *cells[N_COLUMNS + 1] = {short_month(report, known[i]->period),
                                            word_pool_keep(report->numbers.pool, plain_text_copy(known[i]->group))};
        struct number_key key = {
            .analysis = ANALYSIS_MONTHS, .group_by = "sites", .group = known[i]->group, .period = known[i]->period};
        for (size_t k = 0; k + 1 < N_COLUMNS; k++) {
            bool marked;
            key.measure = WORDS(report, "%s_known", columns[k].measure);
            cells[k + 2] = cell(report, numbers_find(&report->numbers, &key), &marked);
        }
        document_row(report->document, cells);
    }
}

static void add_expected(struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "admissions_expected_signals"};
    const struct estimate *expected = numbers_find(&report->numbers, &key);

    document_note(
        report->document,
        WORDS(
            report,
            "† more than the usual month-to-month variation, as in the chart: outside mean ± 2.66 mean "
            "moving range, or in a run (seven months or more on one side or in one direction, two of "
            "three near a limit). Coming back, leaving and returns to use are judged by the time at risk, as the chart "
            "has them, not by these counts. It is a reason to look, not a proof of change.%s",
            expected == NULL ? ""
                             : WORDS(report,
                                     " In all %.0f months about %.1f such months or runs per column are expected when "
                                     "nothing changes.",
                                     expected->at_risk, expected->estimate)));
}

void section_months_add(struct report *report) {
    bool marked = false;

    if (report_is_relative(report) || !numbers_have(&report->numbers, ANALYSIS_MONTHS))
        return;
    report_section(report, "months");
    add_months(report, &marked);
    add_known_sites(report);
    document_note(report->document,
                  "“not yet”: the people of that month have not been followed for long enough to know. “–”: nobody "
                  "started in it. In care after 90 days: of those who started in that month.");
    if (marked)
        add_expected(report);
    document_aside(report->document, true);
    report_figure(
        report, "months",
        "Month by month: dots outside the dashed lines are large, and rare runs are orange lines; both are named. All "
        "others are the usual variation.");
    document_aside(report->document, false);
}
