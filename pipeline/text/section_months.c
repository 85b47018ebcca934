/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Month by month, and site by site.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/sites_compared.h"
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

/* What a site's line shows. */
static const char *site_cell(const struct report *report, struct number_key key, const char *site) {
    key.group_by = "site";
    key.group = site;
    return wording_cell(&report->numbers, numbers_find(&report->numbers, &key));
}

/* What stands beside a site's people, where the kind of export holds what it is told from. */
struct site_column {
    const char *header, *table;
    struct number_key key;
};

/* With many sites, who left beside who was expected to: with few they are in the model (section_adjusted). */
static bool has_expected(const struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_LEAVING_ADJUSTED,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "observed_expected_ratio",
                                   .group = "site"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
    bool any = list.n > 0;

    number_list_free(&list);
    return any;
}

static const char *expected_cell(const struct report *report, const struct sites_compared *sites, const char *site) {
    const struct number_key key = {.analysis = ANALYSIS_LEAVING_ADJUSTED,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "observed_expected_ratio",
                                   .group = "site",
                                   .subgroup = site};
    const struct estimate *row = numbers_find(&report->numbers, &key);
    const char *mark;

    if (row == NULL || estimate_has_flag(row, "not_estimable"))
        return "–";
    mark = sites_compared_place(&report->numbers, sites, row) == SITE_OUTSIDE ? " †" : "";
    if (estimate_has_flag(row, "too_few"))
        return WORDS(report, "too few%s", mark);
    return WORDS(report, "%.2f (%.2f–%.2f)%s", row->estimate, row->ci_low, row->ci_high, mark);
}

enum { MOST_SITE_COLUMNS = 4 };

static size_t list_site_columns(const struct report *report, struct site_column columns_of[MOST_SITE_COLUMNS]) {
    const struct site_column all[] = {
        {"In care after 90 days", "", report_key_staying(report)},
        {"Seen within 7 days of a return to use", "returns_to_use", report_key_seen_again(report)},
        {"Back within 90 days of leaving", "readmissions", report_key_came_back(report)},
        {"Reflections recorded",
         "returns_to_use",
         {.analysis = ANALYSIS_REFLECTIONS, .measure = "reflections_recorded"}}};
    size_t n = 0, n_all = sizeof all / sizeof all[0];

    n_all -= has_expected(report) || !report_has_answers(report);
    for (size_t i = 0; i < n_all; i++)
        if (!not_held(report->numbers.config, all[i].table) && numbers_have(&report->numbers, all[i].key.analysis))
            columns_of[n++] = all[i];
    return n;
}

static void add_site(struct report *report, const struct site_column columns_of[], size_t n,
                     const struct sites_compared *sites, const char *site) {
    struct number_key stay = report_key_staying(report);
    const struct estimate *row;
    const char *cells[MOST_SITE_COLUMNS + 3] = {wording_group(&report->numbers, "site", site)};

    stay.group_by = "site";
    stay.group = site;
    row = numbers_find(&report->numbers, &stay);
    cells[1] = wording_count(&report->numbers, row == NULL ? (double)NAN : row->n);
    for (size_t i = 0; i < n; i++)
        cells[i + 2] = site_cell(report, columns_of[i].key, site);
    cells[n + 2] = expected_cell(report, sites, site);
    document_row(report->document, cells);
}

/* One line a site, however many. */
static void add_sites(struct report *report, const char *const sites[], size_t n) {
    const char *headers[MOST_SITE_COLUMNS + 4] = {"Site", "People"};
    struct site_column columns_of[MOST_SITE_COLUMNS];
    const struct sites_compared compared = sites_compared_of(&report->numbers);
    size_t n_columns = list_site_columns(report, columns_of);

    for (size_t i = 0; i < n_columns; i++)
        headers[i + 2] = columns_of[i].header;
    if (has_expected(report))
        headers[n_columns + 2] = "Left / expected";
    document_table(report->document,
                   report_is_relative(report)
                       ? "The sites side by side, in the order of their names"
                       : WORDS(report, "The sites side by side, in the order of their names, %s", report_since(report)),
                   headers);
    for (size_t i = 0; i < n; i++)
        add_site(report, columns_of, n_columns, &compared, sites[i]);
    document_note(report->document,
                  "Not adjusted for who the sites’ patients are, and no ranking: a site with people in greater "
                  "need may do better work and show lower numbers.");
}

/* One verdict for sentence, table and charts. */
static void say_sites(struct report *report) {
    struct sites_compared sites = sites_compared_of(&report->numbers);
    const char *words = sites_compared_words(&report->numbers);

    if (words == NULL)
        return;
    document_paragraph(report->document,
                       WORDS(report, "%s, first episodes %s: %s.",
                             sites.is_adjusted
                                 ? "How fast people leave their first episode, among people alike in the rest"
                                 : "In care after 90 days",
                             report_whole_time(report), words));
}

void section_sites_add(struct report *report) {
    struct number_key stay = report_key_staying(report);
    const char **sites;
    size_t n;

    stay.group_by = "site";
    sites = report_all_groups(report, &stay, &n);
    if (n > 1) {
        report_section(report, "sites");
        say_sites(report);
        add_sites(report, sites, n);
    }
    free(sites);
}
