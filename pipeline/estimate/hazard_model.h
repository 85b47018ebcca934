/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The design of a hazard model from the covariates and factors of a sample: which columns it has, and their values. */
#ifndef SWITCHBACK_ESTIMATE_HAZARD_MODEL_H
#define SWITCHBACK_ESTIMATE_HAZARD_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "stats/cox_model.h"
#include "stats/survival_sample.h"
#include "table/sample_reader.h"

/* One column of the model: a covariate, or a level of a factor other than its first. */
struct hazard_term {
    size_t column;     /* in the sample's extra columns; also the number of its proportionality test */
    const char *name;  /* of the column */
    const char *level; /* "" for a covariate */
    int32_t code;      /* level's number; 0 for a covariate */
};

struct hazard_model {
    struct hazard_term *terms;
    size_t n_terms, n_columns, n_numbers;
    const char **names; /* of each column */
    enum cox_ties ties;
    double *covariates; /* of the rule's rows: [row * n_terms + term] */
    struct survival_split strata;
    struct cox_fit fit;
};

/* Terms in the order of --covariates, then --factors; a factor's first level (bytewise) is its reference. Borrows the
 * names; free with hazard_model_free. */
struct hazard_model hazard_model_make(const struct sample_options *options, const struct sample *sample);

/* Sets `covariates` from n_rows rows of the sample's extra columns. */
void hazard_model_fill(struct hazard_model *model, const double *extra, size_t n_rows);
void hazard_model_free(struct hazard_model *model);

#endif
