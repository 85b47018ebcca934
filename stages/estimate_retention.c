/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estimate_retention: how long people stay, by Kaplan-Meier, from any tidy CSV of times.
 *
 * in   one row a spell: time, event, and when named entry, person, groups, strata, earliest time; any order
 * out  estimates: survival at each --at (with --curve at each exit), median_days, quantile_days, rmst_days and
 *      rmst_difference with --tau, log_rank (+ _df, _p) between groups; survival_from and late_entries_left_out where
 *      few are at risk in the first days; sorted by rule and group, bytewise
 *
 *     estimate_retention --by medication spells/episodes.csv
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "estimate/curve_people.h"
#include "estimate/estimate_run.h"
#include "stats/kaplan_meier.h"
#include "stats/log_rank.h"
#include "stats/restricted_mean.h"
#include "stats/thin_curve.h"

struct options {
    struct sample_options sample;
    double *quantiles;
    size_t n_quantiles;
    double tau, rho; /* tau NaN: no restricted mean */
    struct sample_curve curve;
    struct confidence confidence;
};

enum key { KEY_QUANTILES = OPTIONS_FIRST_KEY, KEY_TAU, KEY_CURVE, KEY_CONFIDENCE, KEY_RHO, KEY_EARLIEST };

static const struct argp_option option_list[] = {
    {"quantiles", KEY_QUANTILES, "P[,P]", 0, "Times by which these shares have had the event, beside the median", 2},
    {"tau", KEY_TAU, "DAYS", 0, "Restricted mean time up to DAYS, and its differences between groups", 2},
    {"curve", KEY_CURVE, "DAYS", OPTION_ARG_OPTIONAL,
     "Survival at every exit time too, up to DAYS; of the groupings named before it, else of all", 2},
    {"conf-type", KEY_CONFIDENCE, "TYPE", 0, "Limits on the scale log-log (default), log or plain", 2},
    {"earliest", KEY_EARLIEST, "COL", 0, "Times before which rows cannot have the event (see by_construction)", 2},
    {"rho", KEY_RHO, "R", 0, "Test weights S(t-)^R: 0 log-rank (default), 1 Peto-Wilcoxon", 2},
    {0}};

static enum confidence_type parse_confidence(const char *argument) {
    if (strcmp(argument, "log-log") == 0)
        return CONFIDENCE_LOG_LOG;
    if (strcmp(argument, "log") == 0)
        return CONFIDENCE_LOG;
    if (strcmp(argument, "plain") == 0)
        return CONFIDENCE_PLAIN;
    options_fail("--conf-type: '%s' is not usable (expected log-log, log or plain)", argument);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_QUANTILES:
        free(options->quantiles);
        options->quantiles = sample_options_numbers("--quantiles", argument, 1e-9, 1 - 1e-9, &options->n_quantiles);
        return 0;
    case KEY_TAU: options->tau = options_double("--tau", argument, 1e-9, 1e9); return 0;
    case KEY_CURVE: options->curve = sample_options_curve(&options->sample, argument); return 0;
    case KEY_CONFIDENCE: options->confidence.type = parse_confidence(argument); return 0;
    case KEY_EARLIEST: sample_options_set_list(&options->sample.covariates, "--earliest", argument); return 0;
    case KEY_RHO: options->rho = options_double("--rho", argument, 0, 10); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "How long people stay: Kaplan-Meier survival, median, restricted mean and log-rank test, from any CSV.\v"
        "FILE: - or none is standard input. Default times: --at 30,90,180,365.\n\n"
        "Columns taken when none is named: time_days, event (1 = left), and if they are there entry_days, "
        "patient_id, rule.\n"
        "With delayed entry the test is the score test of a Cox model, with several rows per person its robust "
        "form.\n"
        "by_construction: with --earliest, survival of 1 before the smallest of the group's earliest times (an empty "
        "one is 0). Whose first supply lasts 31 days cannot leave before day 31, and that nobody has by day 30 tells "
        "nothing.\n"
        "too_few: fewer than 11 people; or from the first event at which one person moves the curve by more than 1/11, "
        "or where nobody is at risk in more than 1/11 of the time up to it. Where with delayed entry that is early, "
        "and many people "
        "come later, the curve is that of those followed from day 0 if it holds for longer (late_entries_left_out: the "
        "others); if it does not hold to its end, survival_from is the curve of those in care on the day in "
        "subgroup.\n\n"
        "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input.\n\nExamples:\n"
        "  estimate_retention --by medication tests/reference/data/spells.csv\n"
        "  estimate_retention --time time --event status --event-value 2 --by sex \\\n"
        "    --tau 700 tests/reference/data/lung.csv",
    .children = sample_options_children};

static struct options read_options(int argc, char **argv) {
    static const struct sample_defaults defaults = {.time = "time_days",
                                                    .entry = "entry_days",
                                                    .event = "event",
                                                    .id = "patient_id",
                                                    .rule = "rule",
                                                    .takes_counts = true,
                                                    .keeps_missing_covariates = true,
                                                    .needs = "--time and --event"};
    struct options options = {.tau = nan(""), .confidence = {CONFIDENCE_LOG_LOG, 0.95}};

    options_parse(&argp, argc, argv, &options);
    if (options.sample.covariates.n > 1)
        options_fail("--earliest: one column is expected");
    sample_options_complete(&options.sample, &defaults, "30,90,180,365");
    return options;
}

/* The first time at which someone in the group could have the event: until then survival is 1 by construction. */
static double find_earliest(const struct estimate_run *run, const struct survival_group *group) {
    size_t start = (size_t)(run->rows.exit - run->sample->time);
    double earliest = HUGE_VAL;

    if (run->sample->extra == NULL)
        return 0;
    for (size_t i = 0; i < group->n_rows; i++) {
        double of_row = run->sample->extra[start + group->by_exit[i]];
        earliest = fmin(earliest, isnan(of_row) ? 0 : of_row);
    }
    return earliest;
}

/* An event all the same, such as a death, and survival is what it is. */
static const char *choose_flag(const struct risk_set *set, const struct interval *point,
                               const struct curve_people *people, double earliest) {
    if (isnan(point->estimate))
        return "beyond_follow_up";
    if (curve_people_are_few(people, set->time))
        return "too_few";
    return set->time < earliest && set->total_events == 0 ? "by_construction" : "";
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

static struct kaplan_meier estimate_curve(const struct options *options, const struct survival_group *group) {
    struct kaplan_meier curve;

    estimate_run_check(
        kaplan_meier_estimate(group, options->sample.at, options->sample.n_at, &options->confidence, &curve));
    return curve;
}

/* The curve of those in care on day `start`, which is in subgroup. */
static void write_from(struct estimate_run *run, const struct options *options, const struct survival_group *group,
                       double start) {
    double *entry = memory_alloc(run->rows.n_rows, sizeof *entry);
    struct survival_sample rows;
    struct survival_split split;
    char text[NUMBER_TEXT_SIZE];

    curve_people_split_from(run, group, start, &rows, entry, &split);
    split.sample = &rows;
    struct survival_group later = survival_split_group(&split, 0);
    struct kaplan_meier curve = estimate_curve(options, &later);
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

static void write_curve(struct estimate_run *run, const struct options *options, const struct kaplan_meier *curve,
                        const struct curve_people *people) {
    estimate_run_count(run, &people->group, &curve->counts);
    write_survival(run, curve, people);
    write_quantile(run, curve, "median_days", 0.5, people);
    for (size_t i = 0; i < options->n_quantiles; i++)
        write_quantile(run, curve, "quantile_days", options->quantiles[i], people);
    if (!isnan(options->tau))
        write_mean(run, people, curve, options->tau);
}

static void write_group(struct estimate_run *run, const struct options *options, const struct survival_group *group) {
    struct kaplan_meier curve = estimate_curve(options, group);
    struct curve_people people = curve_people_choose(run, group, &curve.counts);

    if (people.left_out > 0) {
        kaplan_meier_free(&curve);
        curve = estimate_curve(options, &people.group);
    }
    write_curve(run, options, &curve, &people);
    if (people.left_out > 0)
        write_left_out(run, people.left_out);
    if (!isnan(people.start))
        write_from(run, options, group, people.start);
    curve_people_free(&people);
    kaplan_meier_free(&curve);
}

/* Of two groups, second minus first. */
static void write_difference(const struct estimate_run *run, const struct options *options,
                             const struct survival_split *split, size_t a, size_t b) {
    struct survival_group first = survival_split_group(split, a), second = survival_split_group(split, b);
    struct estimate row = run->row;
    struct interval difference = {nan(""), nan(""), nan(""), nan("")};
    char *pair = memory_format("%s;%s", run->sample->groups.text[a], run->sample->groups.text[b]);
    enum stats_status status =
        restricted_mean_difference(&first, &second, options->tau, options->confidence.level, &difference);

    if (status != STATS_BEYOND_FOLLOW_UP)
        estimate_run_check(status);
    row.measure = "rmst_difference";
    row.events = row.event_people = nan(""); /* those of the two means, each beside its own */
    row.subgroup = pair;
    row.time_days = options->tau;
    estimate_run_set_interval(&row, &difference);
    estimate_run_write(run, &row, status == STATS_OK ? "" : "beyond_follow_up");
    free(pair);
}

static void write_differences(struct estimate_run *run, const struct options *options,
                              const struct survival_split *split) {
    for (size_t a = 0; a < split->n_groups; a++)
        for (size_t b = a + 1; b < split->n_groups; b++)
            if (split->n_people[a] > 0 && split->n_people[b] > 0)
                write_difference(run, options, split, a, b);
}

/* Without strata the split by group is that by stratum and group. */
static void write_log_rank(struct estimate_run *run, const struct options *options,
                           const struct survival_split *by_group) {
    struct survival_split split;
    struct chi_square_test test;
    enum stats_status status;
    bool stratified = run->sample->strata.n > 1;

    if (stratified)
        estimate_run_split_strata(run, &split);
    status = log_rank_test(stratified ? &split : by_group, run->sample->strata.n, run->sample->groups.n, options->rho,
                           &test);
    estimate_run_write_test(run, "log_rank", "", status, &test);
    if (stratified)
        survival_split_free(&split);
}

static void write_rule(struct estimate_run *run, const struct options *options) {
    size_t n_groups = run->sample->groups.n;
    struct survival_split split;

    estimate_run_split(run, &split);
    for (size_t g = 0; g < n_groups; g++) {
        struct survival_group group = survival_split_group(&split, g);
        run->row.group = run->sample->groups.text[g];
        if (group.n_rows > 0)
            write_group(run, options, &group);
    }
    if (n_groups > 1) {
        estimate_run_count_all(run, 0);
        if (!isnan(options->tau))
            write_differences(run, options, &split);
        write_log_rank(run, options, &split);
    }
    survival_split_free(&split);
}

static void write_grouping(struct estimate_run *run, const struct options *options) {
    for (size_t rule = 0; rule < run->sample->rules.n; rule++) {
        estimate_run_set_rule(run, rule);
        write_rule(run, options);
    }
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);

    for (size_t g = 0; g < options.sample.n_by; g++) {
        run.curve_until = sample_curve_until(&options.curve, g);
        estimate_run_set_grouping(&run, g);
        write_grouping(&run, &options);
    }
    estimate_run_close(&run);
    free(options.quantiles);
    sample_options_free(&options.sample);
    return 0;
}
