/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fit_hazards: which groups leave sooner, all else equal: Cox's model, from any tidy CSV of times and covariates.
 *
 * in   one row a spell: time, event, covariates (numbers) and factors (texts), and when named entry, person, strata
 * out  estimates: per term (in group; a factor's level in subgroup) log_hazard_ratio, robust_std_error, hazard_ratio,
 *      p_value, q_value (--q-values); of the model log_likelihood, log_likelihood_null, lr_test, wald_test, score_test,
 * concordance; ph_test per term and GLOBAL; tests with _df and _p; sorted by rule, terms as given; of a factor of many
 * levels (--observed-expected) expected_events and observed_expected_ratio, with dispersion and between_variance, of
 *      fewer ratio_to_average; alike_test of both
 *
 *     fit_hazards --factors medication,sex spells/episodes.csv
 */
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "sample/estimate_run.h"
#include "sample/hazard_average.h"
#include "sample/hazard_model.h"
#include "sample/hazard_ratios.h"
#include "sample/hazard_rows.h"
#include "stats/cox_model.h"

struct options {
    struct sample_options sample;
    char **interactions, **references; /* NULL: none */
    const char *apart;                 /* NULL: no factor */
    enum cox_ties ties;
    bool q_values;
};

enum key {
    KEY_COVARIATES = OPTIONS_FIRST_KEY,
    KEY_FACTORS,
    KEY_INTERACTIONS,
    KEY_REFERENCE,
    KEY_TIES,
    KEY_Q_VALUES,
    KEY_APART
};

static const double level = 0.95;

static const struct argp_option option_list[] = {
    {"covariates", KEY_COVARIATES, "COL[,COL]", 0, "Columns of numbers in the model", 2},
    {"factors", KEY_FACTORS, "COL[,COL]", 0, "Columns of texts: each level beside the first (bytewise)", 2},
    {"reference", KEY_REFERENCE, "COL=LEVEL[,COL=LEVEL]", 0, "Levels of factors beside which the others stand", 2},
    {"interactions", KEY_INTERACTIONS, "A:B[,A:B]", 0, "Products of covariates or factors, beside these", 2},
    {"observed-expected", KEY_APART, "COL=N", 0,
     "A factor of more than N levels is not in the model; each level's events are told beside those expected of it. "
     "The levels of each factor in the model stand beside their average",
     2},
    {"q-values", KEY_Q_VALUES, NULL, 0, "Beside each p_value its q_value, for a search among many terms", 2},
    {"ties", KEY_TIES, "METHOD", 0, "Tied events by efron (default) or breslow", 2},
    {0}};

static enum cox_ties parse_ties(const char *argument) {
    if (strcmp(argument, "efron") == 0)
        return COX_EFRON;
    if (strcmp(argument, "breslow") == 0)
        return COX_BRESLOW;
    options_fail("--ties: '%s' is not usable (expected efron or breslow)", argument);
}

static void set_list(char ***list, const char *option, const char *argument) {
    options_list_free(*list);
    *list = options_list(option, argument, ',', NULL);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_COVARIATES: sample_options_set_list(&options->sample.covariates, "--covariates", argument); return 0;
    case KEY_FACTORS: sample_options_set_list(&options->sample.factors, "--factors", argument); return 0;
    case KEY_INTERACTIONS: set_list(&options->interactions, "--interactions", argument); return 0;
    case KEY_REFERENCE: set_list(&options->references, "--reference", argument); return 0;
    case KEY_APART: options->apart = argument; return 0;
    case KEY_TIES: options->ties = parse_ties(argument); return 0;
    case KEY_Q_VALUES: options->q_values = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "Cox's proportional hazards model, with tests of the model and of proportionality, from any "
        "CSV.\v" SAMPLE_OPTIONS_FILE "--by and --at are not for this program.\n\n"
        "Columns taken when none is named: time_days, event (1 = left), and if they are there entry_days, "
        "patient_id, rule.\n"
        "With --id hazard ratios, p-values and the Wald test are robust by person; std_error is the model's, "
        "robust_std_error stands beside it. ph_test takes no account of persons. q_value is the share of false "
        "finds to expect among the terms of the model with no larger one (Benjamini and Hochberg).\n\n"
        "A term without a finite estimate (as a level in which nobody has an event), a constant one and a combination "
        "of others are rows with the flag not_estimable; a note says why. All other terms are what they tend to as "
        "that one goes to infinity, log_likelihood and the tests those of these terms.\n\n"
        "--observed-expected site=9: up to nine sites are terms like others. Of ten and more each has its events, "
        "those that the model without sites expects of its people, and observed_expected_ratio with exact Poisson "
        "limits: a few numbers a site, however many there are. dispersion and between_variance say how far they lie "
        "apart, for the limits of a funnel; alike_test, whether by more than chance." SAMPLE_OPTIONS_EXIT
        "  fit_hazards --factors medication,sex tests/reference/data/spells.csv\n"
        "  fit_hazards --time time --event status --event-value 2 --covariates age \\\n"
        "    --factors sex --strata inst tests/reference/data/lung.csv",
    .children = sample_options_children};

static struct options read_options(int argc, char **argv) {
    struct sample_defaults defaults = sample_of_spells;
    struct options options = {.ties = COX_EFRON};

    options_parse(&argp, argc, argv, &options);
    if (options.sample.n_by > 0 || options.sample.at != NULL)
        options_fail("--by and --at are not for this program (use --strata, --factors or --where)");
    if (options.sample.covariates.n + options.sample.factors.n == 0)
        options_fail("--covariates or --factors are needed");
    defaults.at = "0";
    sample_options_complete(&options.sample, &defaults);
    return options;
}

static struct hazard_model make_model(const struct options *options, const struct sample *sample) {
    struct hazard_model model = hazard_model_make(&options->sample, sample);

    model.ties = options->ties;
    model.q_values = options->q_values;
    for (char **text = options->interactions; text != NULL && *text != NULL; text++)
        if (!hazard_model_add_interaction(&model, *text))
            options_fail("--interactions: '%s' is not usable (expected A:B of --covariates and --factors)", *text);
    for (char **text = options->references; text != NULL && *text != NULL; text++)
        if (!hazard_model_set_reference(&model, *text))
            message_fail(EX_DATAERR, "--reference: no row has '%s' (expected COL=LEVEL, COL of --factors)", *text);
    if (options->apart != NULL && !hazard_model_set_apart(&model, options->apart))
        options_fail("--observed-expected: '%s' is not usable (expected COL=N, COL of --factors)", options->apart);
    return model;
}

/* Sets model->fitted; a note says why there is no fit. */
static void fit_model(struct hazard_model *model, const struct estimate_run *run) {
    enum stats_status status = STATS_COLLINEAR;

    if (model->n_terms > 0)
        status = cox_fit(&model->strata, &model->covariates, model->ties, &model->fit);
    model->fitted = status == STATS_OK;
    if (status == STATS_EMPTY || status == STATS_COLLINEAR || status == STATS_MONOTONE || status == STATS_NOT_CONVERGED)
        estimate_run_note(run, "no model", "", status);
    else
        estimate_run_check(status);
}

static void write_likelihood(const struct estimate_run *run, const char *measure, double value) {
    struct estimate row = run->row;

    row.measure = measure;
    row.estimate = value;
    estimate_run_write(run, &row, "");
}

static void write_model(struct estimate_run *run, const struct hazard_model *model) {
    const struct cox_fit *fit = &model->fit;
    struct estimate row = run->row;
    struct interval concordance;

    write_likelihood(run, "log_likelihood", fit->log_likelihood);
    write_likelihood(run, "log_likelihood_null", fit->log_likelihood_null);
    estimate_run_write_test(run, "lr_test", "", STATS_OK, &fit->likelihood_ratio);
    estimate_run_write_test(run, "wald_test", "", STATS_OK, &fit->wald);
    estimate_run_write_test(run, "score_test", "", STATS_OK, &fit->score);
    if (cox_concordance(cox_fit_strata(fit, &model->strata), fit->risk, level, &concordance) == STATS_OK) {
        row.measure = "concordance";
        estimate_run_set_interval(&row, &concordance);
        estimate_run_write(run, &row, "");
    }
}

static void write_proportional(struct estimate_run *run, const struct hazard_model *model) {
    struct chi_square_test *tests = memory_alloc(model->n_parts + 1, sizeof *tests);
    size_t *of_term = memory_alloc(model->n_terms, sizeof *of_term);

    for (size_t k = 0; k < model->n_terms; k++)
        of_term[k] = model->terms[k].part;
    estimate_run_check(
        cox_test_proportional(&model->strata, &model->covariates, &model->fit, of_term, model->n_parts, tests));
    for (size_t i = 0; i <= model->n_parts; i++) {
        run->row.group = i < model->n_parts ? model->parts[i].name : "GLOBAL";
        if (!isnan(tests[i].statistic))
            estimate_run_write_test(run, "ph_test", "", STATS_OK, &tests[i]);
    }
    free(tests);
    free(of_term);
}

static void write_rule(struct estimate_run *run, struct hazard_model *model) {
    size_t start = (size_t)(run->rows.exit - run->sample->time);

    estimate_run_count_all(run, 0);
    estimate_run_split_strata(run, &model->strata);
    hazard_model_fill(model, start, run->rows.n_rows);
    fit_model(model, run);
    hazard_rows_write_terms(run, model);
    if (model->fitted) {
        write_model(run, model);
        write_proportional(run, model);
    }
    if (model->is_apart)
        hazard_ratios_write(run, model);
    if (model->fitted && model->apart < model->n_extra)
        hazard_average_write(run, model);
    if (model->fitted)
        cox_fit_free(&model->fit);
    survival_split_free(&model->strata);
}

/* What one step gives back the next one takes, instead of pages that the kernel has to clear first. */
static void keep_memory(void) {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);
    estimate_run_next_grouping(&run);
    struct hazard_model model = make_model(&options, run.sample);

    keep_memory();
    while (estimate_run_next_rule(&run))
        write_rule(&run, &model);
    estimate_run_close(&run);
    hazard_model_free(&model);
    options_list_free(options.interactions);
    options_list_free(options.references);
    sample_options_free(&options.sample);
    return 0;
}
