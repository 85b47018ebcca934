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

/* The values of every row, as protect_audit numbers them. */
static void fill_values(const struct protect_row *rows, size_t n, double *values) {
    for (size_t i = 0; i < n; i++) {
        const struct protect_row *row = &rows[i];
        values[PROTECT_HELD * n + i] = row->held;
        values[PROTECT_WHOLE * n + i] = is_share(row) ? whole_of(row) : (double)NAN;
        values[PROTECT_AT_RISK * n + i] = is_share(row) && row->kind != PROTECT_PORTION ? row->at_risk : (double)NAN;
        values[PROTECT_BETWEEN * n + i] = (double)NAN;
        values[PROTECT_REST * n + i] = is_share(row) ? whole_of(row) - row->held : (double)NAN;
    }
}

static enum protect_status audit_rows(struct protect_row *rows, size_t n_rows, const struct protect_limits *limits) {
    double *values = calloc(PROTECT_QUANTITIES * n_rows + 1, sizeof *values);
    bool *hidden = calloc(n_rows + 1, sizeof *hidden);
    struct protect_sums sums = {NULL, 0, 0};
    enum protect_status status = values == NULL || hidden == NULL ? PROTECT_NO_MEMORY : PROTECT_OK;

    if (status == PROTECT_OK) {
        fill_values(rows, n_rows, values);
        status = protect_sums_of_days(rows, n_rows, values, &sums);
    }
    if (status == PROTECT_OK)
        status = protect_sums_of_causes(rows, n_rows, values, &sums);
    if (status == PROTECT_OK)
        status = protect_sums_of_groups(rows, n_rows, &sums);
    for (size_t i = 0; status == PROTECT_OK && i < n_rows; i++)
        hidden[i] = rows[i].withheld;
    if (status == PROTECT_OK)
        status = protect_audit(values, n_rows, &sums, limits, hidden);
    for (size_t i = 0; status == PROTECT_OK && i < n_rows; i++)
        rows[i].withheld = hidden[i];
    protect_sums_free(&sums);
    free(values);
    free(hidden);
    return status;
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
    status = audit_rows(rows, n, limits);
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
