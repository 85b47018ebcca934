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
    struct retention_request wanted; /* its quantiles are those below */
    double *quantiles;
    double rho;
    struct sample_curve curve;
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
        options->quantiles =
            sample_options_numbers("--quantiles", argument, 1e-9, 1 - 1e-9, &options->wanted.n_quantiles);
        options->wanted.quantiles = options->quantiles;
        return 0;
    case KEY_TAU: options->wanted.tau = options_double("--tau", argument, 1e-9, 1e9); return 0;
    case KEY_CURVE: options->curve = sample_options_curve(&options->sample, argument); return 0;
    case KEY_CONFIDENCE: options->wanted.confidence.type = parse_confidence(argument); return 0;
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
    struct options options = {.wanted = {.tau = nan(""), .confidence = {CONFIDENCE_LOG_LOG, 0.95}}};

    options_parse(&argp, argc, argv, &options);
    if (options.sample.covariates.n > 1)
        options_fail("--earliest: one column is expected");
    sample_options_complete(&options.sample, &defaults, "30,90,180,365");
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
    size_t n_groups = run->sample->groups.n;
    struct survival_split split;

    estimate_run_split(run, &split);
    for (size_t g = 0; g < n_groups; g++) {
        struct survival_group group = survival_split_group(&split, g);
        run->row.group = run->sample->groups.text[g];
        if (group.n_rows > 0)
            retention_rows_write_group(run, &options->wanted, &group);
    }
    if (n_groups > 1) {
        estimate_run_count_all(run, 0);
        if (!isnan(options->wanted.tau))
            retention_rows_write_differences(run, &options->wanted, &split);
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
