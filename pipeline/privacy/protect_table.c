/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "privacy/protect_audit.h"
#include "privacy/protect_months.h"
#include "privacy/protect_release.h"
#include "privacy/protect_sums.h"

static bool has_flag(const struct protect_row *row, const char *flag) { return strstr(row->flag, flag) != NULL; }

static bool is_share(const struct protect_row *row) {
    return row->kind == PROTECT_SURVIVAL || row->kind == PROTECT_INCIDENCE || row->kind == PROTECT_PORTION;
}

/* Is the row's day one that may be told? */
static bool is_on_grid(const struct protect_row *row, const struct protect_settings *settings) {
    double steps = row->time_days / settings->limits.grid_days;

    if (isnan(row->time_days) || !is_share(row))
        return true;
    for (size_t i = 0; i < settings->n_landmarks; i++)
        if (fabs(row->time_days - settings->landmarks[i]) < 1e-9)
            return true;
    return row->time_days > 0 && fabs(steps - round(steps)) < 1e-9;
}

/* How many people the number rests on: an estimate that censoring makes fractional is taken to the nearest. */
static double held_by(const struct protect_row *row) {
    switch (row->kind) {
    case PROTECT_SURVIVAL: return round(row->n * (1 - row->estimate));
    case PROTECT_INCIDENCE: return round(row->n * row->estimate);
    case PROTECT_PORTION: return row->events;
    case PROTECT_COUNT: return row->estimate;
    case PROTECT_MONTHLY:
        return strncmp(row->measure, "cohort", 6) == 0 ? round(row->n * (1 - row->estimate)) : (double)NAN;
    case PROTECT_LEAVE_OUT:
    case PROTECT_QUANTILE:
    case PROTECT_TEST_P:
    case PROTECT_PARAMETER: break;
    }
    return (double)NAN;
}

/* What the share is a share of. */
static double whole_of(const struct protect_row *row) { return row->kind == PROTECT_PORTION ? row->at_risk : row->n; }

/* Keeps what can be told at all. */
static size_t select_rows(struct protect_row *rows, size_t n_rows, const struct protect_settings *settings) {
    size_t kept = 0;

    for (size_t i = 0; i < n_rows; i++) {
        struct protect_row *row = &rows[i];
        row->kind = protect_row_kind(row);
        if (row->kind == PROTECT_LEAVE_OUT || !is_on_grid(row, settings))
            continue;
        row->held = held_by(row);
        row->withheld = false;
        *row->coarse_period = '\0';
        rows[kept++] = *row;
    }
    return kept;
}

static size_t drop_left_out(struct protect_row *rows, size_t n_rows) {
    size_t kept = 0;

    for (size_t i = 0; i < n_rows; i++)
        if (rows[i].kind != PROTECT_LEAVE_OUT)
            rows[kept++] = rows[i];
    return kept;
}

static bool is_less(double count, double least) { return !isnan(count) && count < least; }

/* Numbers on too few, by themselves. */
static void withhold_small(struct protect_row *rows, size_t n_rows, const struct protect_limits *limits) {
    for (size_t i = 0; i < n_rows; i++) {
        struct protect_row *row = &rows[i];
        double least = limits->least;
        if (row->kind == PROTECT_COUNT)
            row->withheld = protect_counts_is_small(row->estimate, limits) || protect_counts_is_small(row->n, limits);
        if (is_share(row))
            row->withheld = !(row->n >= least) || !(row->held >= least) || !(whole_of(row) - row->held >= least) ||
                            is_less(row->event_people, least) || is_less(row->events, least) ||
                            is_less(row->at_risk, least);
    }
}

enum quantity { QUANTITY_PEOPLE, QUANTITY_AT_RISK, QUANTITY_HELD };

static double quantity_of(const struct protect_row *row, enum quantity quantity) {
    switch (quantity) {
    case QUANTITY_PEOPLE: return is_share(row) ? row->n : (double)NAN;
    case QUANTITY_AT_RISK: return row->kind == PROTECT_PORTION ? (double)NAN : row->at_risk;
    case QUANTITY_HELD: return row->held;
    }
    return (double)NAN;
}

/* Three values a row (protect_sums.h); those without the event are never told as such. */
static void fill_values(const struct protect_row *rows, size_t n, enum quantity quantity, double *values,
                        bool *hidden) {
    for (size_t i = 0; i < n; i++) {
        values[i] = quantity_of(&rows[i], quantity);
        values[n + i] = quantity == QUANTITY_HELD ? whole_of(&rows[i]) : (double)NAN;
        values[2 * n + i] = quantity == QUANTITY_HELD ? whole_of(&rows[i]) - rows[i].held : (double)NAN;
        hidden[i] = hidden[n + i] = isnan(values[i]);
        hidden[2 * n + i] = true;
    }
}

static enum protect_status audit_quantity(struct protect_row *rows, size_t n_rows, enum quantity quantity,
                                          const struct protect_limits *limits) {
    double *values = calloc(3 * n_rows + 1, sizeof *values);
    bool *hidden = calloc(3 * n_rows + 1, sizeof *hidden);
    struct protect_sums sums = {NULL, 0, 0};
    enum protect_status status = values == NULL || hidden == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;

    if (status == PROTECT_OK)
        status = protect_sums_of_groups(rows, n_rows, &sums);
    if (status == PROTECT_OK && quantity == QUANTITY_HELD)
        status = protect_sums_of_causes(rows, n_rows, &sums);
    if (status == PROTECT_OK) {
        fill_values(rows, n_rows, quantity, values, hidden);
        status = protect_audit(values, 3 * n_rows, n_rows, &sums, limits, hidden);
    }
    for (size_t i = 0; status == PROTECT_OK && i < n_rows; i++)
        rows[i].withheld = rows[i].withheld || (!isnan(values[i]) && hidden[i]);
    protect_sums_free(&sums);
    free(values);
    free(hidden);
    return status;
}

static enum protect_status audit_all(struct protect_row *rows, size_t n_rows, const struct protect_limits *limits) {
    enum protect_status status = audit_quantity(rows, n_rows, QUANTITY_PEOPLE, limits);

    if (status == PROTECT_OK)
        status = audit_quantity(rows, n_rows, QUANTITY_AT_RISK, limits);
    return status == PROTECT_OK ? audit_quantity(rows, n_rows, QUANTITY_HELD, limits) : status;
}

static bool is_empty(const struct protect_row *row) {
    return isnan(row->estimate) && (has_flag(row, "immature") || has_flag(row, "beyond_follow_up"));
}

enum protect_status protect_table(struct protect_row *rows, size_t *n_rows, const struct protect_settings *settings) {
    const struct protect_limits *limits = &settings->limits;
    enum protect_status status;
    size_t n;

    if (limits->width < 1 || limits->least <= limits->width || limits->grid_days < 1)
        return PROTECT_INVALID;
    n = select_rows(rows, *n_rows, settings);
    protect_months_coarsen(rows, n, limits);
    n = drop_left_out(rows, n);
    withhold_small(rows, n, limits);
    status = audit_all(rows, n, limits);
    if (status != PROTECT_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        if (is_empty(&rows[i]))
            protect_release_empty(&rows[i]);
        else
            protect_release_row(&rows[i], limits);
    for (size_t i = 0; i < n; i++)
        protect_release_derived(&rows[i], rows, n, limits);
    *n_rows = n;
    return PROTECT_OK;
}
