/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/safety_compared.h"

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

/* Nothing is written where nothing happened in either year. */
static void write_part(struct table_writer *writer, const char *measure, const struct count *later,
                       const struct count *earlier, const double exposures[2]) {
    struct estimate row = estimate_empty();
    struct interval part;

    if (rate_part((struct rate_count){later->people, exposures[0]}, (struct rate_count){earlier->people, exposures[1]},
                  LEVEL, &part) != STATS_OK)
        return;
    row.n = later->people + earlier->people;
    estimate_run_set_interval(&row, &part);
    write_row(writer, &row, measure, later->year);
}

/* names: the measure, with _before, _part, _known_part. */
static void write_measure(struct table_writer *writer, const char *const names[4], const struct count *later,
                          const struct count *earlier) {
    struct estimate row = row_of(later);

    write_row(writer, &row, names[0], later->year);
    row = row_of(earlier);
    row.subgroup = earlier->year->calendar->name;
    write_row(writer, &row, names[1], later->year);
    write_part(writer, names[2], later, earlier, (const double[]){calendar_days(later), calendar_days(earlier)});
    write_part(writer, names[3], later, earlier,
               (const double[]){later->year->person_days, earlier->year->person_days});
}

void safety_compared_write(const struct safety_year *later, const struct safety_year *earlier,
                           struct table_writer *writer) {
    static const char *const deaths[] = {"deaths", "deaths_before", "deaths_part", "deaths_known_part"};
    static const char *const overdoses[] = {"overdoses", "overdoses_before", "overdoses_part", "overdoses_known_part"};

    write_measure(writer, deaths, &(struct count){later, later->deaths, later->deaths},
                  &(struct count){earlier, earlier->deaths, earlier->deaths});
    write_measure(writer, overdoses, &(struct count){later, later->overdoses, later->overdose_people},
                  &(struct count){earlier, earlier->overdoses, earlier->overdose_people});
}
