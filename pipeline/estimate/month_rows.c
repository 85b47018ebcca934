/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_rows.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "estimate/month_spans.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"

/* Who left before the data begin and comes back counts as an admission, so returns are too few at first. They are held
 * against each other only from the month on before which a year of leavings is known. */
enum { RETURNS_WAIT_MONTHS = 12 };

/* Shares of those who started in a month: still in care after so many days, or left by then. */
static const struct cohort {
    const char *measure;
    int32_t days;
    bool is_left;
} retained = {"cohort_retention_90", 90, false}, lost[] = {{"cohort_left_14", 14, true}, {"cohort_left_30", 30, true}};

static struct estimate start_row(const struct month_rows *rows, const char *measure) {
    struct estimate row = estimate_empty();

    row.analysis = month_span_analysis(rows->span);
    row.measure = measure;
    row.group_by = rows->group_by;
    row.group = rows->group;
    return row;
}

static void write_month(const struct month_rows *rows, struct estimate *row, size_t month) {
    char period[CALENDAR_TEXT_SIZE];

    calendar_write_span(calendar_month_index(rows->frame.first_day[month]), rows->span > 1 ? rows->span : 1, period);
    row->period = period;
    estimates_table_write(rows->writer, row);
    row->period = "";
}

static void write_chart(const struct month_rows *rows, const char *measure, const double *values, double most,
                        double people) {
    const struct month_chart_series series = {.measure = measure,
                                              .first_month = calendar_month_index(rows->frame.first_day[0]),
                                              .value = values,
                                              .n_months = rows->frame.n_months,
                                              .most = most,
                                              .people = people};

    if (rows->charts != NULL)
        month_chart_write(rows->charts, rows->writer, &series);
}

static void write_in_care(const struct month_rows *rows, const struct month_point *points) {
    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, "people_in_care");
        if (points[i].decided)
            row.n = row.estimate = points[i].people;
        else
            row.flag = "immature";
        write_month(rows, &row, i);
    }
}

/* The first n_unlike months are left out of the chart. */
static void write_flow(const struct month_rows *rows, const char *measure, size_t n_unlike,
                       const struct month_point *points) {
    double *values = memory_alloc(rows->frame.n_months, sizeof *values), people = 0;

    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, measure);
        if (points[i].decided) {
            row.n = row.event_people = points[i].people;
            row.events = row.estimate = points[i].events;
        } else {
            row.flag = "immature";
        }
        values[i] = i < n_unlike ? (double)NAN : row.estimate;
        people += isnan(values[i]) ? 0 : values[i];
        write_month(rows, &row, i);
    }
    write_chart(rows, measure, values, (double)INFINITY, people);
    free(values);
}

/* Fills in the share of the people; a month without admissions has none. */
static void set_cohort(struct estimate *row, const struct month_point *point, bool is_left) {
    struct interval interval;

    row->n = row->at_risk = point->people;
    row->events = row->event_people = point->events;
    if (!(point->people > 0))
        return;
    estimate_run_check(
        proportion_wilson(is_left ? point->events : point->people - point->events, point->people, 0.95, &interval));
    estimate_run_set_interval(row, &interval);
    row->flag = point->people < ESTIMATE_FEW_PEOPLE ? "too_few" : "";
}

static void write_cohorts(const struct month_rows *rows, const struct cohort *cohort, struct month_point *points) {
    double *values = memory_alloc(rows->frame.n_months, sizeof *values), people = 0;

    month_series_retained(&rows->frame, rows->episodes, rows->n_episodes, cohort->days, points);
    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, cohort->measure);
        if (points[i].decided)
            set_cohort(&row, &points[i], cohort->is_left);
        else
            row.flag = "immature";
        values[i] = row.estimate;
        people += isnan(values[i]) ? 0 : row.n;
        write_month(rows, &row, i);
    }
    write_chart(rows, cohort->measure, values, 1, people);
    free(values);
}

const char *month_measure_name(enum month_measure measure) {
    static const char *const names[MONTH_MEASURES] = {[MONTH_IN_CARE] = "people_in_care",
                                                      [MONTH_ADMISSIONS] = "admissions",
                                                      [MONTH_RETURNS] = "returns",
                                                      [MONTH_LEAVINGS] = "leavings",
                                                      [MONTH_USES] = "returns_to_use"};

    return names[measure];
}

bool month_rows_know(const struct month_rows *rows, enum month_measure measure) {
    return (measure != MONTH_USES || rows->with_uses) && (measure != MONTH_RETURNS || rows->with_returns);
}

void month_rows_count(const struct month_rows *rows, enum month_measure measure, struct month_point *points) {
    const struct month_frame *frame = &rows->frame;

    switch (measure) {
    case MONTH_IN_CARE: month_series_in_care(frame, rows->episodes, rows->n_episodes, points); return;
    case MONTH_ADMISSIONS: month_series_starts(frame, rows->episodes, rows->n_episodes, true, points); return;
    case MONTH_RETURNS: month_series_starts(frame, rows->episodes, rows->n_episodes, false, points); return;
    case MONTH_LEAVINGS: month_series_leavings(frame, rows->episodes, rows->n_episodes, points); return;
    case MONTH_USES: month_series_events(frame, rows->uses, rows->n_uses, points); return;
    case MONTH_MEASURES: return;
    }
}

void month_rows_write(const struct month_rows *rows) {
    const struct month_frame *frame = &rows->frame;
    struct month_point *points = memory_alloc(frame->n_months, sizeof *points);

    for (int measure = 0; measure < MONTH_MEASURES; measure++) {
        if (!month_rows_know(rows, (enum month_measure)measure))
            continue;
        month_rows_count(rows, (enum month_measure)measure, points);
        if (measure == MONTH_IN_CARE)
            write_in_care(rows, points);
        else
            write_flow(rows, month_measure_name((enum month_measure)measure),
                       measure == MONTH_RETURNS ? RETURNS_WAIT_MONTHS : 0, points);
    }
    write_cohorts(rows, &retained, points);
    for (size_t i = 0; i < sizeof lost / sizeof lost[0] && rows->span <= 1; i++)
        write_cohorts(rows, &lost[i], points);
    free(points);
}

static void write_total(const struct month_rows *rows, const char *measure, struct month_point total) {
    struct estimate row = start_row(rows, measure);

    row.n = row.event_people = total.people;
    row.events = row.estimate = total.events;
    estimates_table_write(rows->writer, &row);
}

static void add(struct month_point *total, int32_t person) {
    total->events += 1;
    total->people += total->last_person != person;
    total->last_person = person;
}

void month_rows_write_totals(const struct month_rows *rows) {
    const struct month_point none = {.last_person = -1};
    struct month_point episodes = none, returns = none, leavings = none, uses = none;

    for (size_t i = 0; i < rows->n_episodes; i++) {
        const struct listed_episode *episode = &rows->episodes[i];
        add(&episodes, episode->person);
        if (!episode->first)
            add(&returns, episode->person);
        if (episode->care.left_on != CARE_NO_DAY)
            add(&leavings, episode->person);
    }
    for (size_t i = 0; i < rows->n_uses; i++)
        add(&uses, rows->uses[i].person);
    write_total(rows, "people_ever_in_care",
                (struct month_point){.people = episodes.people, .events = episodes.people});
    write_total(rows, "episodes", episodes);
    if (rows->with_returns)
        write_total(rows, "returns", returns);
    write_total(rows, "leavings", leavings);
    if (rows->with_uses)
        write_total(rows, "returns_to_use", uses);
}
