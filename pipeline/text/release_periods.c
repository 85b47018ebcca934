/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reflections, and the program month by month, by quarter, half-year or year.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "text/release_report.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { MOST_PERIODS = 13, MOST_COLUMNS = 6 };

static void add_line(struct report *report, const struct release *release, const char *name, struct number_key key) {
    const struct released *row = release_find(release, &key);
    const char *cells[] = {name, release_people_cell(release, row), release_share_cell(release, row)};

    if (row != NULL)
        document_row(report->document, cells);
}

/* Answers that have a range; returns how many. */
static size_t add_field(struct report *report, const struct release *release, const char *field, const char *caption) {
    static const char *const headers[] = {"Named", "Share of reflections", NULL};
    struct number_key key = {.analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field};
    const struct released **rows;
    size_t n = release_list(release, &key, NUMBERS_ANY_SUBGROUP, &rows);

    n = release_keep_told(release, rows, n);
    document_table(report->document, caption, headers);
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {release_code_words(release, rows[i]), release_share_cell(release, rows[i])};
        document_row(report->document, cells);
    }
    free(rows);
    return n;
}

void release_reflections_add(struct report *report, const struct release *release) {
    static const char *const headers[] = {"Reflections", "People", "Share", NULL};
    static const struct {
        const char *field, *caption, *figure;
    } fields[] = {{"stage", "Stage in which it was first noticed", "stages"},
                  {"trigger", "Triggers", "triggers"},
                  {"missed_sign", "Signs that were missed", "missed_signs"},
                  {"lacking_support", "Supports that were lacking", "lacking_supports"},
                  {"plan_change", "Changes of plan", "plan_changes"}};
    struct number_key key = {.analysis = ANALYSIS_REFLECTIONS, .measure = "reflections_recorded"};
    size_t n_answers = 0;

    document_section(report->document, "reflections", "Reflections on returns to use");
    document_table(report->document, "How much is known, and how early it was noticed", headers);
    add_line(report, release, "A reflection was recorded", key);
    key.group_by = "stayed";
    key.group = "yes";
    add_line(report, release, "A reflection was recorded, people who stayed", key);
    key.group = "no";
    add_line(report, release, "A reflection was recorded, people who left", key);
    key = (struct number_key){.analysis = ANALYSIS_REFLECTIONS, .measure = "recognised_before_use"};
    add_line(report, release, "Noticed in feelings or thoughts, also of early warnings", key);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        n_answers += add_field(report, release, fields[i].field, fields[i].caption);
        document_aside(report->document, true); /* paper has the table, which holds the same */
        report_figure(report, fields[i].figure, fields[i].caption);
        document_aside(report->document, false);
    }
    document_note(
        report->document,
        n_answers == 0
            ? WORDS(report, "Of what reflections say nothing is told: %s.",
                    release_nothing_words(release, release_find(release, &key)))
            : "A person can name several, so shares add up to more than 100%. Where ranges meet, the order of "
              "the lines is no finding. Answers without a range are left out.");
}

static const struct {
    const char *measure, *name;
    bool is_share;
} columns[MOST_COLUMNS] = {{"people_in_care", "In care at the end", false},
                           {"admissions", "Started", false},
                           {"returns", "Came back", false},
                           {"leavings", "Left", false},
                           {"returns_to_use", "Returns to use", false},
                           {"cohort_retention_90", "In care after 90 days", true}};

/* The last periods of one length that have a number of any column. */
static size_t list_periods(const struct release *release, const char *analysis, const char *periods[MOST_PERIODS]) {
    size_t n = 0;

    for (size_t i = 0; i < release->rows->n; i++) {
        const char *period = release->rows->rows[i].period;
        size_t at = n;
        if (*period == '\0' || strcmp(release->rows->rows[i].analysis, analysis) != 0)
            continue;
        while (at > 0 && strcmp(periods[at - 1], period) > 0)
            at--;
        if ((at > 0 && strcmp(periods[at - 1], period) == 0) || (n == MOST_PERIODS && at == 0))
            continue;
        if (n == MOST_PERIODS)
            memmove(periods, periods + 1, --at * sizeof *periods);
        else
            memmove(periods + at + 1, periods + at, (n++ - at) * sizeof *periods);
        periods[at] = period;
    }
    return n;
}

static void add_periods(struct report *report, const struct release *release, const char *analysis, const char *name) {
    const char *headers[MOST_COLUMNS + 2] = {name}, *periods[MOST_PERIODS];
    size_t n = list_periods(release, analysis, periods), used[MOST_COLUMNS], n_used = 0;

    for (size_t c = 0; c < MOST_COLUMNS; c++) {
        bool any = false;
        for (size_t i = 0; i < n && !any; i++)
            any = release_find(release, &(struct number_key){.analysis = analysis,
                                                             .measure = columns[c].measure,
                                                             .period = periods[i]}) != NULL;
        if (any) {
            headers[n_used + 1] = columns[c].name;
            used[n_used++] = c;
        }
    }
    document_table(report->document, WORDS(report, "All sites, by %s", wording_inside(&report->numbers, name)),
                   headers);
    for (size_t i = 0; i < n; i++) {
        const char *cells[MOST_COLUMNS + 1] = {wording_month(&report->numbers, periods[i])};
        for (size_t k = 0; k < n_used; k++) {
            const struct released *row = release_find(
                release,
                &(struct number_key){.analysis = analysis, .measure = columns[used[k]].measure, .period = periods[i]});
            cells[k + 1] =
                columns[used[k]].is_share ? release_share_cell(release, row) : release_count_cell(release, row);
        }
        document_row(report->document, cells);
    }
}

void release_months_add(struct report *report, const struct release *release) {
    static const char *const levels[][2] = {{ANALYSIS_MONTHS, "Month"},
                                            {ANALYSIS_QUARTERS, "Quarter"},
                                            {ANALYSIS_HALF_YEARS, "Half-year"},
                                            {ANALYSIS_YEARS, "Year"}};

    if (report_is_relative(report))
        return;
    document_section(report->document, "months", "Months, quarters, years");
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        add_periods(report, release, levels[i][0], levels[i][1]);
    document_note(report->document, "“–”: not published for that time. What is too small for months stands by quarter, "
                                    "half-year or year.");
    report_figure(report, "months",
                  "Counts and shares by the period they are published for: the truth may lie anywhere in a box.");
}
