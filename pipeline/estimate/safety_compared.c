/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/safety_compared.h"

#include <math.h>

#include "analysis/catalogue.h"
#include "sample/estimate_run.h"
#include "stats/rate.h"
#include "table/estimates_table.h"

static const double LEVEL = 0.95;

/* One measure of one year. */
struct count {
    const struct safety_year *year;
    double events, people;
};

static void write_row(struct table_writer *writer, struct estimate *row, const char *measure,
                      const struct safety_year *later) {
    row->analysis = ANALYSIS_COMPARED;
    row->measure = measure;
    row->period = later->calendar->name;
    estimates_table_write(writer, row);
}

static struct estimate row_of(const struct count *count) {
    struct estimate row = estimate_empty();

    row.events = row.estimate = count->events;
    row.n = row.event_people = count->people;
    return row;
}

static double calendar_days(const struct count *count) {
    return (double)count->year->calendar->last - count->year->calendar->first + 1;
}

/* False: nothing happened in either year. */
static bool find_part(const struct count *later, const struct count *earlier, struct interval *part) {
    struct interval known;

    if (rate_part((struct rate_count){later->people, calendar_days(later)},
                  (struct rate_count){earlier->people, calendar_days(earlier)}, LEVEL, part) != STATS_OK ||
        rate_part((struct rate_count){later->people, later->year->person_days},
                  (struct rate_count){earlier->people, earlier->year->person_days}, LEVEL, &known) != STATS_OK)
        return false;
    part->ci_low = fmin(part->ci_low, known.ci_low);
    part->ci_high = fmax(part->ci_high, known.ci_high);
    return true;
}

/* names: the measure, with _before, with _part. */
static void write_measure(struct table_writer *writer, const char *const names[3], const struct count *later,
                          const struct count *earlier) {
    struct estimate row = row_of(later);
    struct interval part;

    write_row(writer, &row, names[0], later->year);
    row = row_of(earlier);
    row.subgroup = earlier->year->calendar->name;
    write_row(writer, &row, names[1], later->year);
    if (!find_part(later, earlier, &part))
        return;
    row = estimate_empty();
    row.n = later->people + earlier->people;
    estimate_run_set_interval(&row, &part);
    write_row(writer, &row, names[2], later->year);
}

void safety_compared_write(const struct safety_year *later, const struct safety_year *earlier,
                           struct table_writer *writer) {
    static const char *const deaths[] = {"deaths", "deaths_before", "deaths_part"};
    static const char *const overdoses[] = {"overdoses", "overdoses_before", "overdoses_part"};

    write_measure(writer, deaths, &(struct count){later, later->deaths, later->deaths},
                  &(struct count){earlier, earlier->deaths, earlier->deaths});
    write_measure(writer, overdoses, &(struct count){later, later->overdoses, later->overdose_people},
                  &(struct count){earlier, earlier->overdoses, earlier->overdose_people});
}
