/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_known.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "base/text_buffer.h"
#include "person/unknown_days.h"

struct month_known month_known_alloc(size_t n_months) {
    struct month_known known = {.seen = memory_alloc(n_months + 1, sizeof(bool)),
                                .settled = memory_alloc(n_months + 1, sizeof(bool))};

    memset(known.seen, true, n_months);
    memset(known.settled, true, n_months);
    return known;
}

void month_known_free(struct month_known *known) {
    free(known->seen);
    free(known->settled);
}

void month_known_site(const struct whole *whole, const char *site, const struct month_frame *frame, int32_t gap,
                      struct month_known *known) {
    size_t n;
    const struct care_unknown *days = whole_site_days(whole, site, &n);

    for (size_t i = 0; i < frame->n_months; i++) {
        int32_t first = frame->first_day[i], last = frame->first_day[i + 1] - 1;
        known->seen[i] = !unknown_days_meet(days, n, first, last);
        known->settled[i] = !unknown_days_meet(days, n, first - gap, last + gap);
    }
}

void month_known_take(const struct whole *whole, const char *site, const struct month_frame *frame,
                      const struct month_known *of_site, struct month_known *everyone) {
    int32_t closed_on = whole_closed_on(whole, site);

    for (size_t i = 0; i < frame->n_months; i++) {
        if (closed_on != CALENDAR_NO_DAY && frame->first_day[i] > closed_on)
            continue;
        everyone->seen[i] = everyone->seen[i] && of_site->seen[i];
        everyone->settled[i] = everyone->settled[i] && of_site->settled[i];
    }
}

/* What the known sites add up to in one month. */
struct sum {
    double people, events;
    struct text_buffer sites;
};

static void add_site(struct sum *sum, const struct month_point *point, const char *site) {
    sum->people += point->people;
    sum->events += point->events;
    if (sum->sites.length > 0)
        text_buffer_append_text(&sum->sites, ", ");
    text_buffer_append_text(&sum->sites, site);
}

static void write_sum(const struct month_rows *everyone, enum month_measure measure, size_t month,
                      const struct sum *sum) {
    struct estimate row = estimate_empty();
    char period[CALENDAR_TEXT_SIZE], *name = memory_format("%s_known", month_measure_name(measure));

    calendar_write_month(everyone->frame.first_day[month], period);
    row.analysis = ANALYSIS_MONTHS;
    row.measure = name;
    row.group_by = "sites";
    row.group = sum->sites.text;
    row.period = period;
    row.n = sum->people;
    row.estimate = sum->people;
    if (measure != MONTH_IN_CARE)
        row.estimate = row.events = sum->events;
    estimates_table_write(everyone->writer, &row);
    free(name);
}

static void write_measure(const struct month_rows *everyone, const struct month_rows sites[], size_t n_sites,
                          enum month_measure measure) {
    size_t n = everyone->frame.n_months;
    struct month_point *all = memory_alloc(n, sizeof *all), *points = memory_alloc(n, sizeof *points);
    struct sum *sums = memory_alloc(n, sizeof *sums);

    month_rows_count(everyone, measure, all);
    for (size_t site = 0; site < n_sites; site++) {
        month_rows_count(&sites[site], measure, points);
        for (size_t i = 0; i < n; i++)
            if (!all[i].decided && points[i].decided)
                add_site(&sums[i], &points[i], sites[site].group);
    }
    for (size_t i = 0; i < n; i++) {
        if (sums[i].sites.length > 0)
            write_sum(everyone, measure, i, &sums[i]);
        text_buffer_free(&sums[i].sites);
    }
    free(sums);
    free(points);
    free(all);
}

void month_known_write(const struct month_rows *everyone, const struct month_rows sites[], size_t n_sites) {
    for (int measure = 0; measure < MONTH_MEASURES; measure++)
        if (month_rows_know(everyone, (enum month_measure)measure))
            write_measure(everyone, sites, n_sites, (enum month_measure)measure);
}
