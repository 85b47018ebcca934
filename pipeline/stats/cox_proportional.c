/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test of proportional hazards of stats/cox_model.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cox_data.h"
#include "stats/cox_model.h"
#include "stats/cox_score.h"
#include "stats/risk_sets.h"

/* Sums over event times of the score times g, and of the information times 1, g and g^2: score and information of a
 * model with x and x g(t), at coefficients 0 for the latter. */
struct drift {
    size_t n_terms;
    double *score, *plain, *once, *twice;
};

/* 1 - S(t-) at each set, S of all rows; centred on the events. */
static double *transformed_times(const struct risk_sets *counts) {
    double *g = calloc(counts->n_sets, sizeof *g), survival = 1, sum = 0, events = 0;
    for (size_t i = 0; g != NULL && i < counts->n_sets; i++) {
        const struct risk_set *set = &counts->sets[i];
        g[i] = 1 - survival;
        sum += set->events * g[i];
        events += set->events;
        survival *= (double)(set->at_risk - set->events) / set->at_risk;
    }
    for (size_t i = 0; g != NULL && i < counts->n_sets; i++)
        g[i] -= sum / events;
    return g;
}

static void drift_add(struct drift *drift, const struct cox_score *at_time, double g) {
    size_t p = drift->n_terms;
    for (size_t i = 0; i < p; i++)
        drift->score[i] += g * at_time->first[i];
    for (size_t i = 0; i < p * p; i++) {
        drift->plain[i] += at_time->information[i];
        drift->once[i] += g * at_time->information[i];
        drift->twice[i] += g * g * at_time->information[i];
    }
}

static void drift_walk(const struct cox_data *data, const struct risk_sets *counts, const double *g,
                       struct cox_walk *walk, struct cox_score *at_time, struct drift *drift) {
    for (size_t s = 0; s < data->strata->n_groups; s++) {
        size_t set = counts->n_sets; /* each time of a stratum is one of those of all rows; from late to early */
        cox_walk_start(walk, s);
        while (cox_walk_advance(walk)) {
            if (!(walk->events.count > 0))
                continue;
            while (set > 0 && counts->sets[set - 1].time > walk->time)
                set--;
            cox_score_clear(at_time, data->n_terms);
            cox_score_add(walk, at_time);
            cox_score_fill(at_time, data->n_terms);
            drift_add(drift, at_time, g[set - 1]);
        }
    }
}

static enum stats_status drift_alloc(struct drift *drift, size_t p) {
    *drift = (struct drift){.n_terms = p};
    drift->score = calloc(p + 1, sizeof(double));
    drift->plain = calloc(p * p + 1, sizeof(double));
    drift->once = calloc(p * p + 1, sizeof(double));
    drift->twice = calloc(p * p + 1, sizeof(double));
    if (drift->score == NULL || drift->plain == NULL || drift->once == NULL || drift->twice == NULL)
        return STATS_NO_MEMORY;
    return STATS_OK;
}

static void drift_free(struct drift *drift) {
    free(drift->score);
    free(drift->plain);
    free(drift->once);
    free(drift->twice);
}

/* The risk sets of all rows, whatever their stratum. */
static enum stats_status pool(const struct survival_split *strata, struct risk_sets *counts) {
    const struct survival_sample *sample = strata->sample;
    int32_t *code = malloc((sample->n_rows + 1) * sizeof *code);
    struct survival_split all;
    if (code == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < sample->n_rows; i++)
        code[i] = -1;
    for (size_t i = 0; i < strata->start[strata->n_groups]; i++)
        code[strata->by_exit[i]] = 0;
    enum stats_status status = survival_split_build(sample, code, 1, &all);
    free(code);
    if (status != STATS_OK)
        return status;
    struct survival_group group = survival_split_group(&all, 0);
    status = risk_sets_build(&group, NULL, 0, counts);
    survival_split_free(&all);
    return status;
}

static enum stats_status gather(const struct cox_data *data, const struct risk_sets *counts, struct drift *drift) {
    struct cox_walk walk;
    struct cox_score at_time;
    double *g = transformed_times(counts);
    enum stats_status status = cox_walk_open(&walk, data);
    enum stats_status second = cox_score_alloc(&at_time, data->n_terms);
    if (g == NULL || status != STATS_OK || second != STATS_OK)
        status = STATS_NO_MEMORY;
    else
        drift_walk(data, counts, g, &walk, &at_time, drift);
    free(g);
    cox_score_free(&at_time);
    cox_walk_close(&walk);
    return status;
}

/* The score of the drifts of one test's terms (or of all), eliminating the coefficients themselves: of the matrix
 * [plain, once; once', twice] the rows and columns of other tests' drifts are taken out. */
static enum stats_status test_terms(const struct drift *drift, const bool *left_out, const size_t *of_term, size_t test,
                                    struct chi_square_test *out) {
    size_t p = drift->n_terms, n = 2 * p, taken = 0;
    double *matrix = calloc(n * n, sizeof *matrix), *score = calloc(n, sizeof *score);
    enum stats_status status = matrix != NULL && score != NULL ? STATS_OK : STATS_NO_MEMORY;
    for (size_t i = 0; status == STATS_OK && i < p; i++) {
        bool has = !left_out[i] && (of_term == NULL || of_term[i] == test);
        taken += has;
        score[p + i] = has ? drift->score[i] : 0;
        for (size_t j = 0; j < p; j++) {
            bool both = has && !left_out[j] && (of_term == NULL || of_term[j] == test);
            matrix[i * n + j] = left_out[i] || left_out[j] ? 0 : drift->plain[i * p + j];
            matrix[(p + i) * n + j] = has && !left_out[j] ? drift->once[i * p + j] : 0;
            matrix[j * n + p + i] = matrix[(p + i) * n + j];
            matrix[(p + i) * n + p + j] = both ? drift->twice[i * p + j] : 0;
        }
    }
    struct chi_square_test found;
    if (status == STATS_OK)
        status = chi_square_score(score, matrix, n, &found);
    size_t n_used = 0;
    for (size_t i = 0; i < p; i++)
        n_used += !left_out[i];
    *out = (struct chi_square_test){nan(""), nan(""), nan("")};
    if (status == STATS_OK && taken > 0 && found.df > (double)n_used)
        *out = chi_square_with_df(found.statistic, found.df - (double)n_used);
    free(matrix);
    free(score);
    return status == STATS_NOT_ESTIMABLE ? STATS_OK : status;
}

enum stats_status cox_test_proportional(const struct survival_split *strata, const struct cox_covariates *covariates,
                                        const struct cox_fit *fit, const size_t *of_term, size_t n_tests,
                                        struct chi_square_test *tests) {
    struct cox_data data = {0};
    struct risk_sets counts = {0};
    struct drift drift = {0};
    strata = cox_fit_strata(fit, strata);
    enum stats_status status =
        pool(strata, &counts); /* what it sorts is gone again before the covariates are laid out */
    if (status == STATS_OK)
        status = cox_data_open(strata, covariates, fit->ties, &data);
    if (status == STATS_OK)
        status = drift_alloc(&drift, fit->n_terms);
    if (status == STATS_OK) {
        cox_data_set_risk(&data, fit->coefficients);
        status = gather(&data, &counts, &drift);
    }
    for (size_t test = 0; status == STATS_OK && test <= n_tests; test++)
        status = test_terms(&drift, fit->left_out, test < n_tests ? of_term : NULL, test, &tests[test]);
    drift_free(&drift);
    risk_sets_free(&counts);
    cox_data_close(&data);
    return status;
}
