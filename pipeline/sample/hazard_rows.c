/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/hazard_rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "stats/benjamini_hochberg.h"
#include "stats/distribution.h"

static const double level = 0.95;

/* The row of a term: n and events are those of the rows that have its levels. */
static struct estimate term_row(struct estimate_run *run, const struct hazard_model *model,
                                const struct hazard_term *term) {
    struct estimate row = run->row;
    size_t n = run->rows.n_rows;
    bool *has = memory_alloc(n, sizeof *has);

    row.group = model->parts[term->part].name;
    row.subgroup = term->level;
    for (size_t i = 0; i < n; i++)
        has[i] = hazard_model_row_has(model, term, i);
    estimate_run_count_rows(run, has, 0, &row);
    free(has);
    return row;
}

static void write_number(const struct estimate_run *run, struct estimate row, const char *measure, double value) {
    row.measure = measure;
    row.estimate = value;
    estimate_run_write(run, &row, "");
}

/* A robust error of 0 says nothing: no limits, no p. */
static void write_ratio(const struct estimate_run *run, struct estimate row, double coefficient, double error) {
    double z = distribution_normal_quantile(0.5 + level / 2);

    row.measure = "hazard_ratio";
    row.estimate = exp(coefficient);
    row.std_error = row.estimate * error;
    row.ci_low = error > 0 ? exp(coefficient - z * error) : nan("");
    row.ci_high = error > 0 ? exp(coefficient + z * error) : nan("");
    estimate_run_write(run, &row, "");
}

/* What the Wald test of a term rests on: robust where there are persons. */
static double error_of(const struct cox_fit *fit, size_t k) {
    size_t diagonal = k * fit->n_terms + k;

    return sqrt(fit->robust != NULL ? fit->robust[diagonal] : fit->variance[diagonal]);
}

/* NaN: no test, as of a term without an estimate. */
static double p_value_of(const struct hazard_model *model, size_t k) {
    const struct cox_fit *fit = &model->fit;
    double error = hazard_model_has_estimate(model, k) ? error_of(fit, k) : 0;

    return error > 0 ? distribution_normal_two_sided(fit->coefficients[k] / error) : nan("");
}

/* Why a term has no estimate; status_text says it. */
static enum stats_status why_none(const struct hazard_model *model, size_t k) {
    int8_t why = model->fit.no_estimate[k];

    return why == 0 || why == COX_COMBINED ? STATS_COLLINEAR : STATS_MONOTONE;
}

/* Rows that say how many people there are, and that the ratio cannot be told; the note says why, if there is a fit. */
static void write_no_estimate(struct estimate_run *run, const struct hazard_model *model, size_t k) {
    static const char *const measures[] = {"log_hazard_ratio", "hazard_ratio"};
    const struct hazard_term *term = &model->terms[k];
    struct estimate row = term_row(run, model, term);

    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        row.measure = measures[i];
        estimate_run_write(run, &row, "not_estimable");
    }
    if (model->fitted)
        estimate_run_note(run, model->parts[term->part].name, term->level, why_none(model, k));
}

static void write_term(struct estimate_run *run, const struct hazard_model *model, size_t k, const double *q) {
    const struct cox_fit *fit = &model->fit;
    struct estimate row, first;
    double z = distribution_normal_quantile(0.5 + level / 2), error;

    if (!hazard_model_has_estimate(model, k)) {
        write_no_estimate(run, model, k);
        return;
    }
    row = first = term_row(run, model, &model->terms[k]);
    error = sqrt(fit->variance[k * model->n_terms + k]);
    first.measure = "log_hazard_ratio";
    estimate_run_set_interval(&first, &(struct interval){fit->coefficients[k], error, fit->coefficients[k] - z * error,
                                                         fit->coefficients[k] + z * error});
    estimate_run_write(run, &first, "");
    if (fit->robust != NULL)
        write_number(run, row, "robust_std_error", error_of(fit, k));
    write_ratio(run, row, fit->coefficients[k], error_of(fit, k));
    write_number(run, row, "p_value", p_value_of(model, k));
    if (model->q_values)
        write_number(run, row, "q_value", q[k]);
}

/* The level of a factor beside which the others stand. */
static void write_reference(struct estimate_run *run, const struct hazard_model *model, size_t part) {
    size_t column = model->parts[part].columns[0], factor = column - model->n_numbers;
    int32_t level_number = model->reference[factor];
    struct hazard_term term = {.part = part, .n_cells = 1, .cells = {{column, level_number}}};
    struct estimate row;

    if (level_number < 0)
        return;
    term.level = run->sample->levels[factor].text[level_number];
    if (model->named[factor] >= 0 && model->named[factor] != level_number)
        message_note(run->options->common.quiet,
                     "%s: the reference named has no row, or no finite estimate beside it, another level is taken",
                     model->parts[part].name);
    row = term_row(run, model, &term);
    row.measure = "log_hazard_ratio";
    row.estimate = 0;
    estimate_run_write(run, &row, "reference");
    row.measure = "hazard_ratio";
    row.estimate = 1;
    estimate_run_write(run, &row, "reference");
}

/* Of all terms' p; the caller frees. */
static double *find_q_values(const struct hazard_model *model) {
    double *q = memory_alloc(model->n_terms, sizeof *q);

    for (size_t k = 0; k < model->n_terms; k++)
        q[k] = p_value_of(model, k);
    estimate_run_check(benjamini_hochberg(q, model->n_terms, q));
    return q;
}

void hazard_rows_write_terms(struct estimate_run *run, const struct hazard_model *model) {
    double *q = find_q_values(model);

    for (size_t part = 0, k = 0; part < model->n_parts; part++) {
        if (model->parts[part].n_columns == 1 && model->parts[part].columns[0] >= model->n_numbers)
            write_reference(run, model, part);
        for (; k < model->n_terms && model->terms[k].part == part; k++)
            write_term(run, model, k, q);
    }
    free(q);
}
