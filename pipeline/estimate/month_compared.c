/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_compared.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "estimate/month_spans.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"
#include "stats/rate.h"

enum { MONTHS_OF_YEAR = 12 };

/* What is compared: a count, or a share. */
struct series {
    enum month_measure measure;
    const struct month_share *share; /* NULL: a count */
};

/* Months by their index. */
struct stretch {
    size_t first, last;
};

struct pair {
    struct stretch later, earlier;
    const char *group_by, *group;
};

static const char *name_of(const struct series *series) {
    return series->share != NULL ? series->share->measure : month_measure_name(series->measure);
}

static void count(const struct month_rows *rows, const struct series *series, struct month_point *points) {
    if (series->share != NULL)
        month_rows_count_share(rows, series->share, points);
    else
        month_rows_count(rows, series->measure, points);
}

/* A stretch of months is one of a frame of its own; as a rate, with the days at risk in it. */
static struct month_point count_stretch(const struct month_rows *everyone, const struct series *series,
                                        struct stretch stretch, bool as_rate) {
    const struct month_frame *months = &everyone->frame;
    size_t n = stretch.last - stretch.first + 1;
    const int32_t days[2] = {months->first_day[stretch.first], months->first_day[stretch.last + 1]};
    bool seen = month_spans_known(months->seen, stretch.first, n),
         settled = month_spans_known(months->settled, stretch.first, n);
    struct month_rows rows = *everyone;
    struct month_point point;

    rows.frame.first_day = days;
    rows.frame.n_months = 1;
    rows.frame.seen = &seen;
    rows.frame.settled = &settled;
    if (as_rate)
        month_rows_count_rate(&rows, series->measure, &point);
    else
        count(&rows, series, &point);
    return point;
}

static double days_of(const struct month_rows *everyone, struct stretch stretch) {
    return (double)everyone->frame.first_day[stretch.last + 1] - everyone->frame.first_day[stretch.first];
}

/* "2025-11/2026-10", of one month "2026-10". */
static void write_period(const struct month_rows *everyone, struct stretch stretch, char text[2 * CALENDAR_TEXT_SIZE]) {
    size_t length = calendar_write_month(everyone->frame.first_day[stretch.first], text);

    if (stretch.last > stretch.first) {
        text[length] = '/';
        calendar_write_month(everyone->frame.first_day[stretch.last], text + length + 1);
    }
}

static void set_value(struct estimate *row, const struct series *series, const struct month_point *point) {
    if (series->share != NULL) {
        month_rows_set_share(row, series->share, point);
        return;
    }
    row->n = row->event_people = point->people;
    row->events = row->estimate = point->events;
}

/* False: there is nothing to compare. */
static bool compare(const struct month_rows *everyone, const struct series *series, const struct pair *pair,
                    const struct month_point points[2], struct interval *change) {
    if (series->share == NULL)
        return rate_part((struct rate_count){points[0].people, days_of(everyone, pair->later)},
                         (struct rate_count){points[1].people, days_of(everyone, pair->earlier)}, 0.95,
                         change) == STATS_OK;
    struct proportion_share shares[2];
    for (int i = 0; i < 2; i++) {
        double trials = month_rows_trials(series->share, &points[i]);
        shares[i] = (struct proportion_share){trials > 0 ? points[i].events / trials : 0, points[i].people};
    }
    return proportion_difference(shares[0], shares[1], 0.95, change) == STATS_OK;
}

static void write_row(const struct month_rows *everyone, struct estimate *row, const struct pair *pair,
                      const char *measure, const char *suffix) {
    char *name = memory_format("%s%s", measure, suffix), period[2 * CALENDAR_TEXT_SIZE];

    write_period(everyone, pair->later, period);
    row->analysis = ANALYSIS_COMPARED;
    row->measure = name;
    row->period = period;
    row->group_by = pair->group_by;
    row->group = pair->group;
    estimates_table_write(everyone->writer, row);
    free(name);
}

static bool has_rate(const struct series *series) {
    return series->share == NULL && month_rows_has_rate(series->measure);
}

/* How often, per 100 months at risk; a program that has grown is judged by these. */
static void write_rates(const struct month_rows *everyone, const struct series *series, const struct pair *pair) {
    const struct month_point points[2] = {count_stretch(everyone, series, pair->later, true),
                                          count_stretch(everyone, series, pair->earlier, true)};
    char earlier[2 * CALENDAR_TEXT_SIZE];
    struct estimate row = estimate_empty();
    struct interval change;

    if (!points[0].decided || !points[1].decided)
        return;
    month_rows_set_rate(&row, &points[0]);
    write_row(everyone, &row, pair, name_of(series), "_rate");
    row = estimate_empty();
    write_period(everyone, pair->earlier, earlier);
    row.subgroup = earlier;
    month_rows_set_rate(&row, &points[1]);
    write_row(everyone, &row, pair, name_of(series), "_rate_before");
    if (rate_part((struct rate_count){points[0].people, points[0].trials},
                  (struct rate_count){points[1].people, points[1].trials}, 0.95, &change) != STATS_OK)
        return;
    row = estimate_empty();
    row.n = points[0].people + points[1].people;
    estimate_run_set_interval(&row, &change);
    write_row(everyone, &row, pair, name_of(series), "_rate_part");
}

static void write_pair(const struct month_rows *everyone, const struct series *series, const struct pair *pair) {
    const struct month_point points[2] = {count_stretch(everyone, series, pair->later, false),
                                          count_stretch(everyone, series, pair->earlier, false)};
    char earlier[2 * CALENDAR_TEXT_SIZE];
    struct estimate row = estimate_empty();
    struct interval change;

    if (!points[0].decided || !points[1].decided)
        return;
    set_value(&row, series, &points[0]);
    write_row(everyone, &row, pair, name_of(series), "");
    row = estimate_empty();
    write_period(everyone, pair->earlier, earlier);
    row.subgroup = earlier;
    set_value(&row, series, &points[1]);
    write_row(everyone, &row, pair, name_of(series), "_before");
    if (has_rate(series) || !compare(everyone, series, pair, points, &change))
        return;
    row = estimate_empty();
    row.n = points[0].people + points[1].people;
    estimate_run_set_interval(&row, &change);
    write_row(everyone, &row, pair, name_of(series), series->share == NULL ? "_part" : "_difference");
}

/* The last month that can be told; n_months: there is none. */
static size_t find_latest(const struct month_rows *everyone, const struct series *series, bool as_rate) {
    size_t n = everyone->frame.n_months, latest = n;
    struct month_point *points = memory_alloc(n, sizeof *points);

    if (as_rate)
        month_rows_count_rate(everyone, series->measure, points);
    else
        count(everyone, series, points);
    for (size_t i = 0; i < n; i++)
        if (points[i].decided)
            latest = i;
    free(points);
    return latest;
}

static void write_recent(const struct month_rows *everyone, const struct series *series, size_t latest,
                         enum compared_period compared,
                         void (*write)(const struct month_rows *, const struct series *, const struct pair *)) {
    static const size_t spans[] = {1, 3, MONTHS_OF_YEAR};
    size_t wait = series->share == NULL && series->measure == MONTH_RETURNS ? MONTH_RETURNS_WAIT : 0;

    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        size_t back = compared == COMPARED_PERIOD_BEFORE ? spans[i] : MONTHS_OF_YEAR;
        struct pair pair = {.group_by = "", .group = ""};
        if (latest + 1 < back + spans[i] + wait)
            continue;
        pair.later = (struct stretch){latest + 1 - spans[i], latest};
        pair.earlier = (struct stretch){pair.later.first - back, latest - back};
        write(everyone, series, &pair);
    }
}

/* From each rebase to the next one, beside the months before it up to the one before. */
static void write_rebases(const struct month_rows *everyone, const struct series *series, size_t latest) {
    const struct month_chart_settings *charts = everyone->charts;
    int32_t start = calendar_month_index(everyone->frame.first_day[0]);

    for (size_t i = 0; i < charts->n_rebases; i++) {
        int32_t at = charts->rebases[i].month - start, from = i > 0 ? charts->rebases[i - 1].month - start : 0,
                next = i + 1 < charts->n_rebases ? charts->rebases[i + 1].month - start : INT32_MAX;
        struct pair pair = {.group_by = "rebase", .group = charts->rebases[i].reason};
        if (at < 1 || (size_t)at > latest)
            continue;
        pair.later = (struct stretch){(size_t)at, next - 1 < (int32_t)latest ? (size_t)(next - 1) : latest};
        pair.earlier = (struct stretch){from > 0 ? (size_t)from : 0, (size_t)at - 1};
        write_pair(everyone, series, &pair);
    }
}

static void write_series(const struct month_rows *everyone, const struct series *series,
                         enum compared_period compared) {
    size_t latest = find_latest(everyone, series, false), n = everyone->frame.n_months, at_risk;

    if (latest == n)
        return;
    write_recent(everyone, series, latest, compared, write_pair);
    at_risk = has_rate(series) ? find_latest(everyone, series, true) : n;
    if (at_risk < n)
        write_recent(everyone, series, at_risk, compared, write_rates);
    if (series->share != NULL)
        write_rebases(everyone, series, latest);
}

void month_compared_write(const struct month_rows *everyone, enum compared_period compared) {
    for (int measure = MONTH_ADMISSIONS; measure < MONTH_MEASURES; measure++)
        if (month_rows_know(everyone, (enum month_measure)measure))
            write_series(everyone, &(struct series){(enum month_measure)measure, NULL}, compared);
    for (size_t i = 0; i < MONTH_SHARES; i++)
        if (month_shares[i].what == MONTH_LEFT || (month_shares[i].what == MONTH_REACHED && everyone->outcomes != NULL))
            write_series(everyone, &(struct series){MONTH_MEASURES, &month_shares[i]}, compared);
}
