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

static const double DAYS_OF_MONTH = 365.25 / 12;

const struct month_share month_shares[MONTH_SHARES] = {
    [MONTH_SHARE_STAYED_90] = {"cohort_retention_90", 90, MONTH_STAYED},
    [MONTH_SHARE_LEFT_14] = {"cohort_left_14", 14, MONTH_LEFT},
    [MONTH_SHARE_LEFT_30] = {"cohort_left_30", 30, MONTH_LEFT},
    [MONTH_SHARE_SEEN_7] = {"seen_again_7", 7, MONTH_REACHED},
};

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

static void write_flow(const struct month_rows *rows, const char *measure, const struct month_point *points,
                       bool with_chart) {
    double *values = memory_alloc(rows->frame.n_months, sizeof *values), people = 0;

    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, measure);
        if (points[i].decided) {
            row.n = row.event_people = points[i].people;
            row.events = row.estimate = points[i].events;
        } else {
            row.flag = "immature";
        }
        values[i] = row.estimate;
        people += isnan(values[i]) ? 0 : values[i];
        write_month(rows, &row, i);
    }
    if (with_chart)
        write_chart(rows, measure, values, (double)INFINITY, people);
    free(values);
}

void month_rows_set_rate(struct estimate *row, const struct month_point *point) {
    row->n = row->event_people = point->people;
    row->events = point->events;
    row->at_risk = point->trials / DAYS_OF_MONTH;
    if (point->trials > 0)
        row->estimate = 100 * point->events / row->at_risk;
}

/* The first n_unlike months are left out. */
static void write_rate(const struct month_rows *rows, enum month_measure measure, size_t n_unlike,
                       struct month_point *points) {
    char *name = memory_format("%s_rate", month_measure_name(measure));
    double *values = memory_alloc(rows->frame.n_months, sizeof *values), events = 0;

    month_rows_count_rate(rows, measure, points);
    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, name);
        if (points[i].decided && i >= n_unlike)
            month_rows_set_rate(&row, &points[i]);
        else
            row.flag = "immature";
        values[i] = row.estimate;
        events += isnan(values[i]) ? 0 : points[i].events;
        write_month(rows, &row, i);
    }
    write_chart(rows, name, values, (double)INFINITY, events);
    free(values);
    free(name);
}

void month_rows_count_share(const struct month_rows *rows, const struct month_share *share,
                            struct month_point *points) {
    if (share->what == MONTH_REACHED)
        month_series_reached(&rows->frame, rows->outcomes, rows->n_outcomes, share->days, points);
    else
        month_series_retained(&rows->frame, rows->episodes, rows->n_episodes, share->days, points);
}

double month_rows_trials(const struct month_share *share, const struct month_point *point) {
    return share->what == MONTH_REACHED ? point->trials : point->people;
}

/* Several returns to use of one person are no more people: the interval is of so many. */
void month_rows_set_share(struct estimate *row, const struct month_share *share, const struct month_point *point) {
    double trials = month_rows_trials(share, point),
           counted = share->what == MONTH_STAYED ? trials - point->events : point->events;
    struct interval interval;

    row->n = point->people;
    row->at_risk = trials;
    row->events = row->event_people = point->events;
    if (share->what == MONTH_REACHED)
        row->event_people = (double)NAN;
    if (!(point->people > 0))
        return;
    estimate_run_check(proportion_wilson(trials > point->people ? counted / trials * point->people : counted,
                                         point->people, 0.95, &interval));
    estimate_run_set_interval(row, &interval);
    row->flag = point->people < ESTIMATE_FEW_PEOPLE ? "too_few" : "";
}

static void write_share(const struct month_rows *rows, const struct month_share *share, struct month_point *points) {
    double *values = memory_alloc(rows->frame.n_months, sizeof *values), people = 0;

    month_rows_count_share(rows, share, points);
    for (size_t i = 0; i < rows->frame.n_months; i++) {
        struct estimate row = start_row(rows, share->measure);
        if (points[i].decided)
            month_rows_set_share(&row, share, &points[i]);
        else
            row.flag = "immature";
        values[i] = row.estimate;
        people += isnan(values[i]) ? 0 : row.n;
        write_month(rows, &row, i);
    }
    write_chart(rows, share->measure, values, 1, people);
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

bool month_rows_has_rate(enum month_measure measure) {
    return measure == MONTH_RETURNS || measure == MONTH_LEAVINGS || measure == MONTH_USES;
}

void month_rows_count_rate(const struct month_rows *rows, enum month_measure measure, struct month_point *points) {
    const struct month_frame *frame = &rows->frame;

    if (measure == MONTH_RETURNS)
        month_series_return_rate(frame, rows->episodes, rows->n_episodes, points);
    else if (measure == MONTH_LEAVINGS)
        month_series_leaving_rate(frame, rows->episodes, rows->n_episodes, points);
    else
        month_series_event_rate(frame, rows->episodes, rows->n_episodes, rows->uses, rows->n_uses, points);
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
            write_flow(rows, month_measure_name((enum month_measure)measure), points,
                       !month_rows_has_rate((enum month_measure)measure));
        if (month_rows_has_rate((enum month_measure)measure) && rows->charts != NULL)
            write_rate(rows, (enum month_measure)measure, measure == MONTH_RETURNS ? MONTH_RETURNS_WAIT : 0, points);
    }
    for (size_t i = 0; i < MONTH_SHARES; i++) {
        const struct month_share *share = &month_shares[i];
        if ((rows->span <= 1 || share->what == MONTH_STAYED) &&
            (share->what != MONTH_REACHED || rows->outcomes != NULL))
            write_share(rows, share, points);
    }
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
