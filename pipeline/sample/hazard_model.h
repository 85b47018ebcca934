/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The design of a hazard model from the covariates and factors of a sample: which columns it has under a rule, and
 * their values. A part is what was named: a covariate, a factor, or an interaction of two of these.
 */
#ifndef SWITCHBACK_SAMPLE_HAZARD_MODEL_H
#define SWITCHBACK_SAMPLE_HAZARD_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sample/sample_reader.h"
#include "stats/cox_model.h"
#include "stats/survival_sample.h"

/* A covariate's value (level -1), or whether a factor has a level. */
struct hazard_cell {
    size_t column; /* in the sample's extra columns */
    int32_t level;
};

/* One column of the model: a covariate, a level of a factor other than its reference, or the product of two. */
struct hazard_term {
    size_t part;
    size_t n_cells; /* 1, or 2 for an interaction */
    struct hazard_cell cells[2];
    char *level; /* the levels' names, joined by `;`; "" for covariates */
};

struct hazard_part {
    char *name;        /* of the column; A:B of an interaction */
    size_t n_columns;  /* 1, or 2 for an interaction */
    size_t columns[2]; /* in the sample's extra columns */
};

struct hazard_model {
    const struct sample *sample;
    struct hazard_part *parts; /* covariates, factors, interactions; in the order named */
    size_t n_parts, n_numbers, n_extra;
    size_t apart;       /* the column that is told apart where its levels are many; n_extra: none */
    size_t most_levels; /* of that column in the model */
    bool is_apart;      /* is it, under the rule? Then nothing with it is in the model */
    int32_t *named;     /* of each factor: the reference level named, -1 none */
    int32_t *reference; /* of each factor under the rule; -1: no row */
    bool fitted;        /* is there a fit? */
    struct hazard_term *terms;
    size_t n_terms;
    enum cox_ties ties;
    bool q_values;    /* are they wanted beside p-values? */
    size_t first_row; /* of the rule, in the sample */
    struct cox_covariates covariates;
    struct survival_split strata;
    struct cox_fit fit;
};

/* Borrows the sample; free with hazard_model_free. */
struct hazard_model hazard_model_make(const struct sample_options *options, const struct sample *sample);

/* "A:B": the products of the terms of both. False: one of them is no covariate and no factor. */
bool hazard_model_add_interaction(struct hazard_model *model, const char *text);

/* "FACTOR=LEVEL": the level beside which the others stand. False: no such factor, or no row has the level. */
bool hazard_model_set_reference(struct hazard_model *model, const char *text);

/* "FACTOR=N": where more than N of its levels have rows under a rule, the factor and its interactions are not in the
 * model, which is then what its levels are compared with. False: no such factor, or no such number. */
bool hazard_model_set_apart(struct hazard_model *model, const char *text);

/*
 * Sets is_apart, reference, terms and covariates from n_rows rows of the sample, the rule's; model->strata is split
 * before. The covariates are found in the sample, and by the model where it lies. A factor's reference is the one
 * named, else its first level (bytewise); where no row has it, or beside which nothing has a finite hazard ratio
 * (nobody in it has an event, or its events all come first), the first of which neither is true. Levels without rows
 * have no term.
 */
void hazard_model_fill(struct hazard_model *model, size_t first_row, size_t n_rows);

/* Has a row of the rule all levels of the term? */
bool hazard_model_row_has(const struct hazard_model *model, const struct hazard_term *term, size_t row);

/* The level that a row of the rule has of a factor, given by its column. */
int32_t hazard_model_level(const struct hazard_model *model, size_t row, size_t column);

/* Has a term an estimate? False without a fit, for a term left out, and for one whose coefficient is infinite. */
bool hazard_model_has_estimate(const struct hazard_model *model, size_t term);

void hazard_model_free(struct hazard_model *model);

#endif
