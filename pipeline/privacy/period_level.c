/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/period_level.h"

#include <string.h>

#include "privacy/release_questions.h"
#include "privacy/release_range.h"

enum { LEAST_CLASS = 2, LAST_LEVEL = RELEASE_LEVELS - 1, MONTHS_OF_YEAR = 12 };

static bool number_of(const char *text, size_t n, int *number) {
    *number = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool period_level_span(const char *period, int *first, int *months) {
    size_t length = strlen(period);
    int year, part = 0;

    if ((length != 4 && length != 7) || !number_of(period, 4, &year))
        return false;
    *months = MONTHS_OF_YEAR;
    if (length == 7 && period[5] == 'Q' && number_of(period + 6, 1, &part))
        *months = 3;
    else if (length == 7 && period[5] == 'H' && number_of(period + 6, 1, &part))
        *months = 6;
    else if (length == 7 && number_of(period + 5, 2, &part))
        *months = 1;
    else if (length == 7)
        return false;
    *first = year * MONTHS_OF_YEAR + (length == 4 ? 0 : (part - 1) * *months);
    return length == 4 || part > 0;
}

static bool is_of_period(const struct class_row *row) { return *row->key.period != '\0'; }

static int level_of(const char *analysis) {
    for (int level = 0; level < RELEASE_LEVELS; level++)
        if (strcmp(release_levels[level].analysis, analysis) == 0)
            return level;
    return LAST_LEVEL;
}

static bool overlaps(const char *a, const char *b) {
    int first, months, other_first, other_months;

    return period_level_span(a, &first, &months) && period_level_span(b, &other_first, &other_months) &&
           first < other_first + other_months && other_first < first + months;
}

/* Was this very number, or another span that shares a month with it, printed? */
static bool is_taken(const struct class_row *row, const struct release_row *printed, size_t n_printed) {
    for (size_t i = 0; i < n_printed; i++)
        if (strcmp(printed[i].key.measure, row->key.measure) == 0 && overlaps(printed[i].key.period, row->key.period))
            return true;
    return false;
}

static bool is_large(const struct class_row *row, double width) {
    if (row->kind == RELEASE_COHORT)
        return release_range_is_told(row->n, row->h, width);
    return row->h >= LEAST_CLASS && row->n >= LEAST_CLASS;
}

static bool is_new(const struct class_row *row, const char *measure, const struct release_row *printed,
                   size_t n_printed) {
    return is_of_period(row) && strcmp(row->key.measure, measure) == 0 && row->is_known &&
           !is_taken(row, printed, n_printed);
}

static int find_level(const struct class_table *table, const char *measure, double width,
                      const struct release_row *printed, size_t n_printed) {
    int level = 0;

    for (size_t i = 0; i < n_printed; i++)
        if (strcmp(printed[i].key.measure, measure) == 0 && level_of(printed[i].key.analysis) > level)
            level = level_of(printed[i].key.analysis);
    for (bool all_large = false; level < LAST_LEVEL && !all_large; level += !all_large) {
        all_large = true;
        for (size_t i = 0; i < table->n; i++)
            if (level_of(table->rows[i].key.analysis) == level && is_new(&table->rows[i], measure, printed, n_printed))
                all_large = all_large && is_large(&table->rows[i], width);
    }
    return level;
}

void period_level_choose(struct class_table *table, double width, const struct release_row *printed, size_t n_printed) {
    for (size_t s = 0; s < release_n_series; s++) {
        const char *measure = release_series[s].measure;
        int level = find_level(table, measure, width, printed, n_printed);
        for (size_t i = 0; i < table->n; i++)
            if (is_of_period(&table->rows[i]) && strcmp(table->rows[i].key.measure, measure) == 0)
                table->rows[i].left_out = level_of(table->rows[i].key.analysis) != level ||
                                          !is_new(&table->rows[i], measure, printed, n_printed);
    }
}
