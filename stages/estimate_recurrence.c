/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estimate_recurrence: how often an event that may come again has happened by each time, per person.
 *
 * in   one row a stretch at risk: person, start, stop, event at stop (1 or 0); a person may have any number
 *      that do not overlap, or, without start, one
 * out  estimates: mean_cumulative_function at each --at (with --curve at each stop), rate_per_100_person_months (robust
 *      by person) and exact_rate_per_100_person_months (Poisson); between groups mean_cumulative_difference and
 *      rate_difference_per_100_person_months, second minus first, the pair in subgroup; sorted by rule and
 *      group, bytewise
 *
 *     estimate_recurrence --id id --start tstart --stop tstop --event status --by treat tests/reference/data/cgd.csv
 */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "sample/estimate_run.h"
#include "stats/mean_cumulative.h"
#include "stats/recurrence_difference.h"

static const double level = 0.95;
static const double days_per_100_months = 100 * 365.25 / 12;

static const struct argp argp = {
    .args_doc = "[FILE]",
    .doc = "How often an event that may come again has happened: mean cumulative function and rate, from any "
           "CSV.\v" SAMPLE_OPTIONS_FILE SAMPLE_OPTIONS_TIMES " Errors are robust by person.\n\n"
           "Columns taken when none is named: start, stop, event (1 = it happened), patient_id, and rule if it is "
           "there. Rows of a person must not overlap; without --start a person has one. From where an event meets "
           "one person alone at risk errors are too small: flag too_few. Rates take time as days: per "
           "100 person-months of 30.4375; the exact one is right only if no person "
           "has more events than chance gives. Differences (second minus first group) count people with rows in both "
           "once." SAMPLE_OPTIONS_EXIT "  estimate_recurrence --at 30,90 tests/reference/data/stretches.csv\n"
           "  estimate_recurrence --id id --start tstart --stop tstop --event status \\\n"
           "    --by treat --at 90,180,270,360 tests/reference/data/cgd.csv",
    .children = sample_stretches_children};

static struct sample_options read_options(int argc, char **argv) {
    struct sample_options options = {0};

    options_parse(&argp, argc, argv, &options);
    sample_options_complete(&options, &sample_of_stretches);
    return options;
}

/* alone_from: where an error begins to be too small; too_few is there already for few people. */
static const char *choose_flag(const struct estimate *row, double alone_from) {
    if (isnan(row->estimate))
        return "beyond_follow_up";
    return row->n >= ESTIMATE_FEW_PEOPLE && row->time_days >= alone_from ? "too_few" : "";
}

static void write_means(const struct estimate_run *run, const struct mean_cumulative *mean, double alone_from) {
    for (size_t i = 0; i < mean->n_points; i++) {
        const struct risk_set *set = &mean->counts.sets[i];
        struct estimate row = run->row;
        if (!estimate_run_wants(run, set->time))
            continue;
        row.measure = "mean_cumulative_function";
        row.time_days = set->time;
        row.at_risk = set->at_risk;
        row.events = set->total_events;
        row.event_people = set->event_people;
        estimate_run_set_interval(&row, &mean->points[i]);
        estimate_run_write(run, &row, choose_flag(&row, alone_from));
    }
}

static void write_per_100_months(const struct estimate_run *run, const char *measure, const char *subgroup,
                                 const struct interval *rate) {
    struct estimate row = run->row;

    row.measure = measure;
    row.subgroup = subgroup;
    row.estimate = rate->estimate * days_per_100_months;
    row.std_error = rate->std_error * days_per_100_months;
    row.ci_low = rate->ci_low * days_per_100_months;
    row.ci_high = rate->ci_high * days_per_100_months;
    estimate_run_write(run, &row, "");
}

static void write_rate(const struct estimate_run *run, const struct survival_group *group) {
    struct interval rate, exact;
    enum stats_status status = mean_cumulative_rate(group, level, &rate, &exact);

    if (status == STATS_EMPTY)
        return;
    estimate_run_check(status);
    write_per_100_months(run, "rate_per_100_person_months", "", &rate);
    write_per_100_months(run, "exact_rate_per_100_person_months", "", &exact);
}

static void write_group(struct estimate_run *run, const struct survival_group *group) {
    struct mean_cumulative mean;

    estimate_run_check(mean_cumulative_estimate(group, run->options->at, run->options->n_at, level, &mean));
    estimate_run_count(run, group, &mean.counts);
    write_means(run, &mean, mean_cumulative_alone_from(group));
    write_rate(run, group);
    mean_cumulative_free(&mean);
}

/* Events and their people are those of the two groups, each beside its own number. */
static void write_difference(const struct estimate_run *run, const struct survival_group *first,
                             const struct survival_group *second, const char *pair) {
    double alone_from = fmin(mean_cumulative_alone_from(first), mean_cumulative_alone_from(second));
    struct interval difference;
    enum stats_status status;

    for (size_t i = 0; i < run->options->n_at; i++) {
        struct estimate row = run->row;
        status = recurrence_mean_difference(first, second, run->options->at[i], level, &difference);
        row.measure = "mean_cumulative_difference";
        row.subgroup = pair;
        row.time_days = run->options->at[i];
        if (status == STATS_OK)
            estimate_run_set_interval(&row, &difference);
        else if (status != STATS_BEYOND_FOLLOW_UP)
            estimate_run_check(status);
        estimate_run_write(run, &row, choose_flag(&row, alone_from));
    }
    status = recurrence_rate_difference(first, second, level, &difference);
    if (status == STATS_EMPTY)
        return;
    estimate_run_check(status);
    write_per_100_months(run, "rate_difference_per_100_person_months", pair, &difference);
}

static void write_differences(struct estimate_run *run, const struct survival_split *split) {
    estimate_run_count_all(run, 0);
    run->row.events = run->row.event_people = nan("");
    for (size_t a = 0; a < split->n_groups; a++)
        for (size_t b = a + 1; b < split->n_groups; b++) {
            struct survival_group first = survival_split_group(split, a), second = survival_split_group(split, b);
            char *pair;
            if (first.n_rows == 0 || second.n_rows == 0)
                continue;
            pair = memory_format("%s;%s", run->sample->groups.text[a], run->sample->groups.text[b]);
            write_difference(run, &first, &second, pair);
            free(pair);
        }
}

static void write_rule(struct estimate_run *run) {
    struct survival_split split;
    struct survival_group group;

    estimate_run_split(run, &split);
    while (estimate_run_next_group(run, &split, &group))
        write_group(run, &group);
    if (split.n_groups > 1)
        write_differences(run, &split);
    survival_split_free(&split);
}

int main(int argc, char **argv) {
    struct sample_options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options);

    while (estimate_run_next_grouping(&run))
        while (estimate_run_next_rule(&run))
            write_rule(&run);
    estimate_run_close(&run);
    sample_options_free(&options);
    return 0;
}
