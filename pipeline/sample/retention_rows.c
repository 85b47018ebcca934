/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/retention_rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/number.h"
#include "sample/curve_people.h"
#include "stats/kaplan_meier.h"
#include "stats/restricted_mean.h"
#include "stats/thin_curve.h"

/* The first time at which someone in the group could have the event otherwise than by a death: until then survival is
 * what it is by construction. */
static double find_earliest(const struct estimate_run *run, const struct survival_group *group) {
    size_t start = (size_t)(run->rows.exit - run->sample->time);
    double earliest = HUGE_VAL;

    if (run->sample->extra.width == 0)
        return 0;
    for (size_t i = 0; i < group->n_rows; i++) {
        double of_row = sample_cells_get(&run->sample->extra, start + group->by_exit[i], 0);
        earliest = fmin(earliest, isnan(of_row) ? 0 : of_row);
    }
    return earliest;
}

/* Also where somebody died all the same: the flag says what the times are made of, and nothing of who had the event. */
static const char *choose_flag(const struct risk_set *set, const struct interval *point,
                               const struct curve_people *people, double earliest) {
    if (isnan(point->estimate))
        return "beyond_follow_up";
    if (curve_people_are_few(people, set->time))
        return "too_few";
    return set->time < earliest ? "by_construction" : "";
}

static void write_survival(const struct estimate_run *run, const struct kaplan_meier *curve,
                           const struct curve_people *people) {
    double earliest = find_earliest(run, &people->group);

    for (size_t i = 0; i < curve->n_points; i++) {
        const struct risk_set *set = &curve->counts.sets[i];
        struct estimate row = run->row;
        if (!estimate_run_wants(run, set->time))
            continue;
        row.measure = "survival";
        row.time_days = set->time;
        row.at_risk = set->at_risk;
        row.events = set->total_events;
        row.event_people = set->event_people;
        estimate_run_set_interval(&row, &curve->points[i]);
        estimate_run_write(run, &row, choose_flag(set, &curve->points[i], people, earliest));
    }
}

static const char *choose_flag_at(const struct curve_people *people, double time) {
    return curve_people_are_few(people, time) ? "too_few" : "";
}

static void write_quantile(const struct estimate_run *run, const struct kaplan_meier *curve, const char *measure,
                           double p, const struct curve_people *people) {
    char text[NUMBER_TEXT_SIZE];
    struct estimate row = run->row;
    struct interval quantile;
    enum stats_status status = kaplan_meier_quantile(curve, p, &quantile);

    number_format_double(p, text);
    row.measure = measure;
    row.subgroup = text;
    estimate_run_set_interval(&row, &quantile);
    estimate_run_write(run, &row,
                       status == STATS_NOT_REACHED ? "not_reached" : choose_flag_at(people, quantile.estimate));
}

static void write_mean(const struct estimate_run *run, const struct curve_people *people,
                       const struct kaplan_meier *curve, double tau) {
    struct estimate row = run->row;
    struct interval mean = {nan(""), nan(""), nan(""), nan("")};
    enum stats_status status = restricted_mean(&people->group, curve, tau, &mean);
    size_t at = risk_sets_find(&curve->counts, tau);

    if (status != STATS_BEYOND_FOLLOW_UP)
        estimate_run_check(status);
    row.measure = "rmst_days";
    row.time_days = tau;
    row.events = at == curve->n_points ? 0 : curve->counts.sets[at].total_events;
    row.event_people = at == curve->n_points ? 0 : curve->counts.sets[at].event_people;
    estimate_run_set_interval(&row, &mean);
    estimate_run_write(run, &row, status == STATS_OK ? choose_flag_at(people, tau) : "beyond_follow_up");
}

static struct kaplan_meier estimate_curve(const struct estimate_run *run, const struct retention_request *wanted,
                                          const struct survival_group *group) {
    struct kaplan_meier curve;

    estimate_run_check(kaplan_meier_estimate(group, run->options->at, run->options->n_at, &wanted->confidence, &curve));
    return curve;
}

/* The curve of those in care on day `start`, which is in subgroup. */
static void write_from(struct estimate_run *run, const struct retention_request *wanted,
                       const struct survival_group *group, double start) {
    double *entry = memory_alloc(run->rows.n_rows, sizeof *entry);
    struct survival_sample rows;
    struct survival_split split;
    char text[NUMBER_TEXT_SIZE];

    curve_people_split_from(run, group, start, &rows, entry, &split);
    split.sample = &rows;
    struct survival_group later = survival_split_group(&split, 0);
    struct kaplan_meier curve = estimate_curve(run, wanted, &later);
    number_format_double(start, text);
    double thin_from = thin_curve_from(&curve.counts, start);
    estimate_run_count(run, &later, &curve.counts);
    for (size_t i = 0; i < curve.n_points; i++) {
        const struct risk_set *set = &curve.counts.sets[i];
        struct estimate row = run->row;
        if (set->time <= start || !estimate_run_wants(run, set->time))
            continue;
        row.measure = "survival_from";
        row.subgroup = text;
        row.time_days = set->time;
        row.at_risk = set->at_risk;
        row.events = set->total_events;
        row.event_people = set->event_people;
        estimate_run_set_interval(&row, &curve.points[i]);
        estimate_run_write(run, &row,
                           isnan(row.estimate)                                  ? "beyond_follow_up"
                           : thin_curve_at(&later, thin_from, start, set->time) ? "too_few"
                                                                                : "");
    }
    kaplan_meier_free(&curve);
    survival_split_free(&split);
    free(entry);
}

static void write_left_out(const struct estimate_run *run, double people) {
    struct estimate row = run->row;

    row.measure = "late_entries_left_out";
    row.events = row.event_people = nan("");
    row.estimate = people;
    estimate_run_write(run, &row, "");
}

static void write_curve(struct estimate_run *run, const struct retention_request *wanted,
                        const struct kaplan_meier *curve, const struct curve_people *people) {
    estimate_run_count(run, &people->group, &curve->counts);
    write_survival(run, curve, people);
    write_quantile(run, curve, "median_days", 0.5, people);
    for (size_t i = 0; i < wanted->n_quantiles; i++)
        write_quantile(run, curve, "quantile_days", wanted->quantiles[i], people);
    if (!isnan(wanted->tau))
        write_mean(run, people, curve, wanted->tau);
}

void retention_rows_write_group(struct estimate_run *run, const struct retention_request *wanted,
                                const struct survival_group *group) {
    struct kaplan_meier curve = estimate_curve(run, wanted, group);
    struct curve_people people = curve_people_choose(run, group, &curve.counts);

    if (people.left_out > 0) {
        kaplan_meier_free(&curve);
        curve = estimate_curve(run, wanted, &people.group);
    }
    write_curve(run, wanted, &curve, &people);
    if (people.left_out > 0)
        write_left_out(run, people.left_out);
    if (!isnan(people.start))
        write_from(run, wanted, group, people.start);
    curve_people_free(&people);
    kaplan_meier_free(&curve);
}

/* Of two groups, second minus first. */
static void write_difference(const struct estimate_run *run, const struct retention_request *wanted,
                             const struct curve_people *people, size_t a, size_t b) {
    struct estimate row = run->row;
    struct interval difference = {nan(""), nan(""), nan(""), nan("")};
    char *pair = memory_format("%s;%s", run->sample->groups.text[a], run->sample->groups.text[b]);
    enum stats_status status = restricted_mean_difference(&people[a].group, &people[b].group, wanted->tau,
                                                          wanted->confidence.level, &difference);

    if (status != STATS_BEYOND_FOLLOW_UP)
        estimate_run_check(status);
    row.measure = "rmst_difference";
    row.events = row.event_people = nan(""); /* those of the two means, each beside its own */
    row.subgroup = pair;
    row.time_days = wanted->tau;
    estimate_run_set_interval(&row, &difference);
    estimate_run_write(run, &row, status == STATS_OK ? "" : "beyond_follow_up");
    free(pair);
}

static struct curve_people choose_people(const struct estimate_run *run, const struct survival_group *group) {
    struct curve_people people = {.group = *group};
    struct risk_sets counts;

    if (group->n_rows == 0)
        return people;
    estimate_run_check(risk_sets_build(group, NULL, 0, &counts));
    people = curve_people_choose(run, group, &counts);
    risk_sets_free(&counts);
    return people;
}

/* Of the same people as the means. */
void retention_rows_write_differences(struct estimate_run *run, const struct retention_request *wanted,
                                      const struct survival_split *split) {
    struct curve_people *people = memory_alloc(split->n_groups, sizeof *people);

    for (size_t g = 0; g < split->n_groups; g++) {
        struct survival_group group = survival_split_group(split, g);
        people[g] = choose_people(run, &group);
    }
    for (size_t a = 0; a < split->n_groups; a++)
        for (size_t b = a + 1; b < split->n_groups; b++)
            if (split->n_people[a] > 0 && split->n_people[b] > 0)
                write_difference(run, wanted, people, a, b);
    for (size_t g = 0; g < split->n_groups; g++)
        curve_people_free(&people[g]);
    free(people);
}
