/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/hazard_average.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/chi_square_test.h"
#include "stats/distribution.h"

static const double level_of_limits = 0.95;

enum { NO_TERM = -1, NO_ROWS = -2 };

/* A level of the factor: its people and events, and the term that stands for it. */
struct average_level {
    struct estimate counts;
    long term; /* NO_TERM: the reference */
    double weight;
};

/* One factor of the model. */
struct average_factor {
    const struct hazard_model *model;
    size_t column; /* in the sample's extra columns */
    struct average_level *levels;
    size_t n;
};

static void count_level(struct estimate_run *run, const struct average_factor *factor, int32_t level) {
    const struct hazard_model *model = factor->model;
    struct average_level *of = &factor->levels[level];
    size_t n = run->rows.n_rows;
    bool *has = memory_alloc(n, sizeof *has);

    of->counts = run->row;
    for (size_t i = 0; i < n; i++)
        has[i] = hazard_model_level(model, i, factor->column) == level;
    estimate_run_count_rows(run, has, 0, &of->counts);
    free(has);
}

/* NO_ROWS: neither the reference nor a term. */
static long term_of(const struct average_factor *factor, int32_t level) {
    const struct hazard_model *model = factor->model;

    for (size_t k = 0; k < model->n_terms; k++)
        if (model->terms[k].n_cells == 1 && model->terms[k].cells[0].column == factor->column &&
            model->terms[k].cells[0].level == level)
            return (long)k;
    return model->reference[factor->column - model->n_numbers] == level ? NO_TERM : NO_ROWS;
}

static bool is_told(const struct hazard_model *model, const struct average_level *level) {
    return level->term == NO_TERM || (level->term >= 0 && hazard_model_has_estimate(model, (size_t)level->term));
}

static void list_levels(struct estimate_run *run, struct average_factor *factor) {
    struct average_level *levels = memory_alloc(factor->n, sizeof *levels);
    double people = 0;

    factor->levels = levels;
    for (size_t i = 0; i < factor->n; i++) {
        levels[i].term = term_of(factor, (int32_t)i);
        if (levels[i].term != NO_ROWS)
            count_level(run, factor, (int32_t)i);
        people += is_told(factor->model, &levels[i]) ? levels[i].counts.n : 0;
    }
    for (size_t i = 0; i < factor->n; i++)
        levels[i].weight = is_told(factor->model, &levels[i]) ? levels[i].counts.n / people : 0;
}

static double coefficient(const struct hazard_model *model, const struct average_level *level) {
    return level->term == NO_TERM ? 0 : model->fit.coefficients[level->term];
}

static double covariance(const struct cox_fit *fit, const struct average_level *a, const struct average_level *b) {
    const double *matrix = fit->robust != NULL ? fit->robust : fit->variance;

    return a->term == NO_TERM || b->term == NO_TERM ? 0 : matrix[(size_t)a->term * fit->n_terms + (size_t)b->term];
}

/* Of b - mean b: the estimate and its standard error. */
static double contrast(const struct average_factor *factor, size_t of, double *error) {
    const struct hazard_model *model = factor->model;
    const struct average_level *levels = factor->levels;
    size_t n = factor->n;
    double value = coefficient(model, &levels[of]), variance = 0;

    for (size_t i = 0; i < n; i++) {
        double c = (double)(i == of) - levels[i].weight;
        if (!is_told(model, &levels[i]))
            continue;
        value -= levels[i].weight * coefficient(model, &levels[i]);
        for (size_t k = 0; k < n; k++)
            if (is_told(model, &levels[k]))
                variance +=
                    c * ((double)(k == of) - levels[k].weight) * covariance(&model->fit, &levels[i], &levels[k]);
    }
    *error = sqrt(fmax(variance, 0));
    return value;
}

static void write_level(struct estimate_run *run, const struct average_factor *factor, size_t of) {
    const struct hazard_model *model = factor->model;
    const struct average_level *levels = factor->levels;
    double z = distribution_normal_quantile(0.5 + level_of_limits / 2), error, value;
    struct estimate row = levels[of].counts;

    row.measure = "ratio_to_average";
    row.group = model->parts[factor->column].name;
    row.subgroup = run->sample->levels[factor->column - model->n_numbers].text[of];
    if (is_told(model, &levels[of])) {
        value = contrast(factor, of, &error);
        row.estimate = exp(value);
        row.std_error = row.estimate * error;
        row.ci_low = error > 0 ? exp(value - z * error) : nan("");
        row.ci_high = error > 0 ? exp(value + z * error) : nan("");
    }
    estimate_run_write(run, &row, is_told(model, &levels[of]) ? "" : "not_estimable");
}

/* Wald's test that all told levels are alike: of their coefficients beside the reference. */
static void write_test(struct estimate_run *run, const struct average_factor *factor) {
    const struct hazard_model *model = factor->model;
    const struct average_level *levels = factor->levels;
    size_t n = factor->n;
    double *score = memory_alloc(n, sizeof *score), *variance = memory_alloc(n * n, sizeof *variance);
    struct chi_square_test test;
    size_t row = 0, column, m = 0;

    for (size_t i = 0; i < n; i++)
        m += is_told(model, &levels[i]) && levels[i].term >= 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_told(model, &levels[i]) || levels[i].term < 0)
            continue;
        score[row] = coefficient(model, &levels[i]);
        column = 0;
        for (size_t k = 0; k < n; k++)
            if (is_told(model, &levels[k]) && levels[k].term >= 0)
                variance[row * m + column++] = covariance(&model->fit, &levels[i], &levels[k]);
        row++;
    }
    run->row.group = model->parts[factor->column].name;
    if (chi_square_score(score, variance, m, &test) == STATS_OK)
        estimate_run_write_test(run, "alike_test", "", STATS_OK, &test);
    free(score);
    free(variance);
}

static void write_factor(struct estimate_run *run, const struct hazard_model *model, size_t column) {
    struct average_factor factor = {
        .model = model, .column = column, .n = run->sample->levels[column - model->n_numbers].n};
    size_t n_told = 0;

    list_levels(run, &factor);
    for (size_t i = 0; i < factor.n; i++)
        n_told += is_told(model, &factor.levels[i]);
    for (size_t i = 0; i < factor.n && n_told > 1; i++)
        if (factor.levels[i].term != NO_ROWS)
            write_level(run, &factor, i);
    if (n_told > 1)
        write_test(run, &factor);
    free(factor.levels);
}

void hazard_average_write(struct estimate_run *run, const struct hazard_model *model) {
    for (size_t column = model->n_numbers; column < model->n_extra; column++)
        if (!model->is_apart || column != model->apart)
            write_factor(run, model, column);
}
