/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { IN_CARE, ADMISSIONS, RETURNS, LEAVINGS, USES, MEASURES, FIRST_MONTH = 1990 * 12, MONTHS = 60 * 12, YEAR = 12 };

static const char *const measures[MEASURES] = {"people_in_care", "admissions", "returns", "leavings", "returns_to_use"};

static int measure_of(const struct row *row) {
    for (int i = 0; i < MEASURES; i++)
        if (is(row, MEASURE, measures[i]) && *row->cells[PERIOD] != '\0' && *row->cells[GROUP_BY] == '\0')
            return i;
    return MEASURES;
}

/* Months since FIRST_MONTH, and how many: 2026-07, 2026-Q3, 2026-H2, 2026. */
static int span_of(const char *period, int *months) {
    int year = (int)strtol(period, NULL, 10) * YEAR - FIRST_MONTH;

    *months = strlen(period) == 4 ? YEAR : period[5] == 'Q' ? 3 : period[5] == 'H' ? 6 : 1;
    return *months == YEAR ? year : year + ((int)strtol(period + (*months > 1 ? 6 : 5), NULL, 10) - 1) * *months;
}

struct months {
    int columns[MEASURES][MONTHS]; /* 0: none */
};

static int column_of(glp_prob *lp, struct months *months, int measure, int month) {
    int *column = &months->columns[measure][month];

    if (*column == 0) {
        *column = glp_add_cols(lp, 1);
        bound(lp, *column, 0, (double)INFINITY);
    }
    return *column;
}

static void know_period(glp_prob *lp, struct months *months, const struct row *row) {
    int measure = measure_of(row), n, first;
    double low = number(row, FIRST_NUMBER + 3), high = number(row, FIRST_NUMBER + 4);
    struct terms terms = {0};

    if (measure == MEASURES || isnan(low))
        return;
    first = span_of(row->cells[PERIOD], &n);
    for (int i = measure == IN_CARE ? n - 1 : 0; i < n; i++)
        add_term(&terms, column_of(lp, months, measure, first + i), 1);
    constrain(lp, &terms, high > low ? GLP_DB : GLP_FX, low, high);
}

static void know_balance(glp_prob *lp, struct months *months, int month) {
    struct terms terms = {0};

    if (months->columns[IN_CARE][month] == 0 || months->columns[IN_CARE][month - 1] == 0)
        return;
    add_term(&terms, months->columns[IN_CARE][month], 1);
    add_term(&terms, months->columns[IN_CARE][month - 1], -1);
    add_term(&terms, column_of(lp, months, ADMISSIONS, month), -1);
    add_term(&terms, column_of(lp, months, RETURNS, month), -1);
    add_term(&terms, column_of(lp, months, LEAVINGS, month), 1);
    constrain(lp, &terms, GLP_FX, 0, 0);
}

size_t know_months(const struct program *program, const struct table *exact, struct question *questions, size_t n) {
    static struct months months;

    memset(&months, 0, sizeof months);
    for (size_t i = 0; i < program->released->n; i++)
        know_period(program->lp, &months, &program->released->rows[i]);
    for (int month = 1; month < MONTHS; month++)
        know_balance(program->lp, &months, month);
    for (size_t i = 0; i < exact->n; i++) {
        const struct row *row = &exact->rows[i];
        int measure = measure_of(row), length, first, column;
        if (measure == MEASURES || !is(row, ANALYSIS, "months") || isnan(number(row, FIRST_NUMBER + 4)))
            continue;
        first = span_of(row->cells[PERIOD], &length);
        column = months.columns[measure][first];
        if (column > 0)
            n = add_question(questions, n, ask(row, row->cells[PERIOD], number(row, FIRST_NUMBER + 4), column, 0));
    }
    return n;
}
