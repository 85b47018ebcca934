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

#include "sample/estimate_run.h"
#include "sample/retention_rows.h"
#include "stats/log_rank.h"

struct options {
    struct sample_options sample;
    struct retention_request wanted; /* quantiles borrowed from `sample` */
    double rho;
};

enum key { KEY_TAU = OPTIONS_FIRST_KEY, KEY_RHO, KEY_EARLIEST };

static const struct argp_option option_list[] = {
    {"tau", KEY_TAU, "DAYS", 0, "Restricted mean time up to DAYS, and its differences between groups", 2},
    {"earliest", KEY_EARLIEST, "COL", 0, "Times before which rows cannot have the event (see by_construction)", 2},
    {"rho", KEY_RHO, "R", 0, "Test weights S(t-)^R: 0 log-rank (default), 1 Peto-Wilcoxon", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_TAU: options->wanted.tau = options_double("--tau", argument, 1e-9, 1e9); return 0;
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
        "How long people stay: Kaplan-Meier survival, median, restricted mean and log-rank test, from any "
        "CSV.\v" SAMPLE_OPTIONS_FILE SAMPLE_OPTIONS_TIMES "\n\n"
        "Columns taken when none is named: time_days, event (1 = left), and if they are there entry_days, "
        "patient_id, rule.\n"
        "With delayed entry the test is the score test of a Cox model, with several rows per person its robust "
        "form.\n"
        "by_construction: with --earliest, survival before the smallest of the group's earliest times (an empty "
        "one is 0). Whose first supply lasts 31 days cannot leave before day 31, and that nobody has by day 30 tells "
        "nothing.\n"
        "too_few: fewer than 11 people; or from the first event at which one person moves the curve by more than 1/11, "
        "or where nobody is at risk in more than 1/11 of the time up to it. Where with delayed entry that is early, "
        "and many people "
        "come later, the curve is that of those followed from day 0 if it holds for longer (late_entries_left_out: the "
        "others); if it does not hold to its end, survival_from is the curve of those in care on the day in "
        "subgroup." SAMPLE_OPTIONS_EXIT "  estimate_retention --by medication tests/reference/data/spells.csv\n"
        "  estimate_retention --time time --event status --event-value 2 --by sex \\\n"
        "    --tau 700 tests/reference/data/lung.csv",
    .children = sample_curves_children};

static struct options read_options(int argc, char **argv) {
    struct sample_defaults defaults = sample_of_spells;
    struct options options = {.wanted = {.tau = nan("")}};

    options_parse(&argp, argc, argv, &options);
    if (options.sample.covariates.n > 1)
        options_fail("--earliest: one column is expected");
    defaults.takes_counts = defaults.keeps_missing_covariates = true;
    sample_options_complete(&options.sample, &defaults);
    options.wanted.quantiles = options.sample.quantiles;
    options.wanted.n_quantiles = options.sample.n_quantiles;
    options.wanted.confidence = (struct confidence){options.sample.confidence, 0.95};
    return options;
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
    struct survival_split split;
    struct survival_group group;

    estimate_run_split(run, &split);
    while (estimate_run_next_group(run, &split, &group))
        retention_rows_write_group(run, &options->wanted, &group);
    if (split.n_groups > 1) {
        estimate_run_count_all(run, 0);
        if (!isnan(options->wanted.tau))
            retention_rows_write_differences(run, &options->wanted, &split);
        write_log_rank(run, options, &split);
    }
    survival_split_free(&split);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);

    while (estimate_run_next_grouping(&run))
        while (estimate_run_next_rule(&run))
            write_rule(&run, &options);
    estimate_run_close(&run);
    sample_options_free(&options.sample);
    return 0;
}
