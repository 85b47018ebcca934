/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/hazard_model.h"

#include <stdlib.h>

#include "base/memory.h"

static void add_term(struct hazard_model *model, size_t column, const char *level_name, size_t code) {
    model->terms[model->n_terms++] = (struct hazard_term){column, model->names[column], level_name, (int32_t)code};
}

struct hazard_model hazard_model_make(const struct sample_options *options, const struct sample *sample) {
    size_t n_numbers = options->covariates.n, n_most = n_numbers;
    struct hazard_model model = {.n_columns = n_numbers + sample->n_factors, .n_numbers = n_numbers};

    for (size_t i = 0; i < sample->n_factors; i++)
        n_most += sample->levels[i].n;
    model.terms = memory_alloc(n_most, sizeof *model.terms);
    model.names = memory_alloc(model.n_columns, sizeof *model.names);
    for (size_t i = 0; i < n_numbers; i++) {
        model.names[i] = options->covariates.items[i];
        add_term(&model, i, "", 0);
    }
    for (size_t i = 0; i < sample->n_factors; i++) {
        model.names[n_numbers + i] = options->factors.items[i];
        for (size_t code = 1; code < sample->levels[i].n; code++)
            add_term(&model, n_numbers + i, sample->levels[i].text[code], code);
    }
    return model;
}

void hazard_model_fill(struct hazard_model *model, const double *extra, size_t n_rows) {
    free(model->covariates);
    model->covariates = memory_alloc(n_rows * model->n_terms, sizeof *model->covariates);
    for (size_t row = 0; row < n_rows; row++)
        for (size_t k = 0; k < model->n_terms; k++) {
            const struct hazard_term *term = &model->terms[k];
            double value = extra[row * model->n_columns + term->column];
            bool is_level = (int32_t)value == term->code;
            model->covariates[row * model->n_terms + k] = term->column < model->n_numbers ? value : is_level;
        }
}

void hazard_model_free(struct hazard_model *model) {
    free(model->terms);
    free(model->names);
    free(model->covariates);
}
