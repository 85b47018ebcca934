/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/hazard_model.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "stats/cox_limit.h"

static struct hazard_part *add_part(struct hazard_model *model, char *name) {
    size_t capacity = model->n_parts;

    model->parts = memory_enlarge(model->parts, &capacity, model->n_parts + 1, sizeof *model->parts);
    model->parts[model->n_parts] = (struct hazard_part){.name = name};
    return &model->parts[model->n_parts++];
}

static void add_columns(struct hazard_model *model, const struct sample_list *names) {
    for (size_t i = 0; i < names->n; i++) {
        struct hazard_part *part = add_part(model, memory_copy_text(names->items[i], strlen(names->items[i])));
        part->n_columns = 1;
        part->columns[0] = model->n_extra++;
    }
}

struct hazard_model hazard_model_make(const struct sample_options *options, const struct sample *sample) {
    struct hazard_model model = {.sample = sample, .n_numbers = options->covariates.n};

    add_columns(&model, &options->covariates);
    add_columns(&model, &options->factors);
    model.apart = model.n_extra;
    model.named = memory_alloc(sample->n_factors, sizeof *model.named);
    model.reference = memory_alloc(sample->n_factors, sizeof *model.reference);
    for (size_t i = 0; i < sample->n_factors; i++)
        model.named[i] = model.reference[i] = -1;
    return model;
}

/* The column of a name, given with its length; n_extra when there is none. */
static size_t find_column(const struct hazard_model *model, const char *name, size_t length) {
    for (size_t i = 0; i < model->n_extra; i++)
        if (strncmp(model->parts[i].name, name, length) == 0 && model->parts[i].name[length] == '\0')
            return i;
    return model->n_extra;
}

bool hazard_model_add_interaction(struct hazard_model *model, const char *text) {
    const char *colon = strchr(text, ':');
    size_t first, second;
    struct hazard_part *part;

    if (colon == NULL)
        return false;
    first = find_column(model, text, (size_t)(colon - text));
    second = find_column(model, colon + 1, strlen(colon + 1));
    if (first == model->n_extra || second == model->n_extra || first == second)
        return false;
    part = add_part(model, memory_copy_text(text, strlen(text)));
    part->n_columns = 2;
    part->columns[0] = first;
    part->columns[1] = second;
    return true;
}

bool hazard_model_set_reference(struct hazard_model *model, const char *text) {
    const char *equals = strchr(text, '=');
    size_t column;

    if (equals == NULL)
        return false;
    column = find_column(model, text, (size_t)(equals - text));
    if (column == model->n_extra || column < model->n_numbers)
        return false;
    column -= model->n_numbers;
    model->named[column] = sample_labels_find(&model->sample->levels[column], equals + 1);
    return model->named[column] >= 0;
}

bool hazard_model_set_apart(struct hazard_model *model, const char *text) {
    const char *equals = strchr(text, '=');
    char *end;

    if (equals == NULL || equals[1] < '0' || equals[1] > '9')
        return false;
    model->apart = find_column(model, text, (size_t)(equals - text));
    model->most_levels = strtoul(equals + 1, &end, 10);
    return *end == '\0' && model->apart >= model->n_numbers && model->apart < model->n_extra;
}

/* seen[level]: has a row the level of factor number i? */
static bool *find_levels(const struct hazard_model *model, size_t i, size_t n_rows) {
    bool *seen = memory_alloc(model->sample->levels[i].n, sizeof *seen);

    for (size_t row = 0; row < n_rows; row++)
        seen[hazard_model_level(model, row, model->n_numbers + i)] = true;
    return seen;
}

/* Does the likelihood rise without end as this level's hazard goes up (sign 1) or down (-1) beside all others? */
static bool runs_off(const struct hazard_model *model, size_t i, int32_t level, double sign, size_t n_rows) {
    double *value = memory_alloc(n_rows, sizeof *value);
    bool rises = true;
    enum stats_status status;

    for (size_t row = 0; row < n_rows; row++)
        value[row] = hazard_model_level(model, row, model->n_numbers + i) == level ? sign : 0;
    status = cox_limit_rises(&model->strata, value, 0, &rises);
    if (status != STATS_OK)
        message_fail(EX_SOFTWARE, "%s", status_text(status));
    free(value);
    return rises;
}

static bool can_be_reference(const struct hazard_model *model, size_t i, int32_t level, size_t n_rows) {
    return !runs_off(model, i, level, -1, n_rows) && !runs_off(model, i, level, 1, n_rows);
}

static int32_t choose_reference(const struct hazard_model *model, size_t i, const bool *seen, size_t n_rows) {
    int32_t named = model->named[i], first = -1, n_levels = (int32_t)model->sample->levels[i].n;

    if (named >= 0 && seen[named])
        first = named;
    for (int32_t level = 0; level < n_levels && first < 0; level++)
        first = seen[level] ? level : -1;
    if (first < 0 || can_be_reference(model, i, first, n_rows))
        return first;
    for (int32_t level = 0; level < n_levels; level++)
        if (seen[level] && level != first && can_be_reference(model, i, level, n_rows))
            return level;
    return first;
}

/* The cells of a column: one with level -1, or one for each level seen but the reference. Returns how many. */
static size_t list_cells(const struct hazard_model *model, size_t column, bool *const *seen,
                         struct hazard_cell **cells) {
    size_t factor = column - model->n_numbers, n = 0;

    if (column < model->n_numbers) {
        *cells = memory_alloc(1, sizeof **cells);
        (*cells)[0] = (struct hazard_cell){column, -1};
        return 1;
    }
    *cells = memory_alloc(model->sample->levels[factor].n, sizeof **cells);
    for (size_t level = 0; level < model->sample->levels[factor].n; level++)
        if (seen[factor][level] && (int32_t)level != model->reference[factor])
            (*cells)[n++] = (struct hazard_cell){column, (int32_t)level};
    return n;
}

static const char *level_name(const struct hazard_model *model, struct hazard_cell cell) {
    return cell.level < 0 ? "" : model->sample->levels[cell.column - model->n_numbers].text[cell.level];
}

static void add_term(struct hazard_model *model, size_t part, const struct hazard_cell *cells, size_t n_cells) {
    struct hazard_term *term;
    size_t capacity = model->n_terms;
    const char *first = level_name(model, cells[0]), *second = n_cells > 1 ? level_name(model, cells[1]) : "";

    model->terms = memory_enlarge(model->terms, &capacity, model->n_terms + 1, sizeof *model->terms);
    term = &model->terms[model->n_terms++];
    *term = (struct hazard_term){.part = part, .n_cells = n_cells};
    memcpy(term->cells, cells, n_cells * sizeof *cells);
    term->level = memory_format("%s%s%s", first, *first != '\0' && *second != '\0' ? ";" : "", second);
}

static bool is_apart(const struct hazard_model *model, size_t column) {
    return model->is_apart && column == model->apart;
}

static bool part_is_apart(const struct hazard_model *model, const struct hazard_part *part) {
    return is_apart(model, part->columns[0]) || (part->n_columns > 1 && is_apart(model, part->columns[1]));
}

static void add_terms(struct hazard_model *model, size_t number, bool *const *seen) {
    const struct hazard_part part = model->parts[number];
    struct hazard_cell *first, *second = NULL;
    size_t n_first = list_cells(model, part.columns[0], seen, &first);
    size_t n_second = part.n_columns > 1 ? list_cells(model, part.columns[1], seen, &second) : 1;

    for (size_t i = 0; i < n_first; i++)
        for (size_t j = 0; j < n_second; j++) {
            struct hazard_cell cells[2] = {first[i], second != NULL ? second[j] : first[i]};
            add_term(model, number, cells, part.n_columns);
        }
    free(first);
    free(second);
}

/* Of a row, given by its cells; none is missing, or the row would have been left out. */
static inline double value_of(struct hazard_cell cell, const int16_t *small, const double *wide) {
    double value = small != NULL ? small[cell.column] : wide[cell.column];

    return cell.level < 0 ? value : (int32_t)value == cell.level;
}

static void put_values(const void *context, size_t row, double values[]) {
    const struct hazard_model *model = context;
    const struct sample_cells *cells = &model->sample->extra;
    size_t at = (model->first_row + row) * cells->width;
    const int16_t *small = cells->small == NULL ? NULL : cells->small + at;
    const double *wide = cells->wide == NULL ? NULL : cells->wide + at;

    for (size_t k = 0; k < model->n_terms; k++) {
        const struct hazard_term *term = &model->terms[k];
        values[k] = value_of(term->cells[0], small, wide);
        if (term->n_cells > 1)
            values[k] *= value_of(term->cells[1], small, wide);
    }
}

static struct cox_covariates find_values(const struct hazard_model *model) {
    const struct sample_cells *cells = &model->sample->extra;
    size_t bytes = cells->width * (cells->small != NULL ? sizeof *cells->small : sizeof *cells->wide);
    const char *from = cells->small != NULL ? (const char *)cells->small : (const char *)cells->wide;

    return (struct cox_covariates){.n_terms = model->n_terms,
                                   .fill = put_values,
                                   .model = model,
                                   .from = from + model->first_row * bytes,
                                   .row_bytes = bytes};
}

static void free_terms(struct hazard_model *model) {
    for (size_t k = 0; k < model->n_terms; k++)
        free(model->terms[k].level);
    free(model->terms);
    model->terms = NULL;
    model->n_terms = 0;
}

/* Is the factor to be apart, of which these levels have rows? */
static bool has_many_levels(const struct hazard_model *model, size_t factor, const bool *seen) {
    size_t n = 0;

    for (size_t level = 0; level < model->sample->levels[factor].n; level++)
        n += seen[level];
    return n > model->most_levels;
}

void hazard_model_fill(struct hazard_model *model, size_t first_row, size_t n_rows) {
    size_t n_factors = model->sample->n_factors;
    bool **seen = memory_alloc(n_factors, sizeof *seen);

    free_terms(model);
    model->first_row = first_row;
    for (size_t i = 0; i < n_factors; i++) {
        seen[i] = find_levels(model, i, n_rows);
        if (model->n_numbers + i == model->apart)
            model->is_apart = has_many_levels(model, i, seen[i]);
        model->reference[i] = is_apart(model, model->n_numbers + i) ? -1 : choose_reference(model, i, seen[i], n_rows);
    }
    for (size_t number = 0; number < model->n_parts; number++)
        if (!part_is_apart(model, &model->parts[number]))
            add_terms(model, number, seen);
    model->covariates = find_values(model);
    for (size_t i = 0; i < n_factors; i++)
        free(seen[i]);
    free(seen);
}

bool hazard_model_row_has(const struct hazard_model *model, const struct hazard_term *term, size_t row) {
    for (size_t i = 0; i < term->n_cells; i++)
        if (term->cells[i].level >= 0 && hazard_model_level(model, row, term->cells[i].column) != term->cells[i].level)
            return false;
    return true;
}

int32_t hazard_model_level(const struct hazard_model *model, size_t row, size_t column) {
    return (int32_t)sample_cells_get(&model->sample->extra, model->first_row + row, column);
}

bool hazard_model_has_estimate(const struct hazard_model *model, size_t term) {
    return model->fitted && !model->fit.left_out[term] && model->fit.no_estimate[term] == 0;
}

void hazard_model_free(struct hazard_model *model) {
    free_terms(model);
    for (size_t i = 0; i < model->n_parts; i++)
        free(model->parts[i].name);
    free(model->parts);
    free(model->named);
    free(model->reference);
}
