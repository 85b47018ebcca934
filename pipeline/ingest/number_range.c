/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/number_range.h"

#include <stddef.h>
#include <string.h>

enum { OLDEST_AGE = 90 };

/* Doses are daily milligrams (an implant's total is 320). */
static const struct {
    const char *column;
    double least, most;
} ranges[] = {{"birth_year", 1900, 2199},
              {"age", 0, 120},
              {"dose_mg", 0, 2000},
              {"days_supply", 0, 366},
              {"planned_days", 0, 3660}};

bool number_range_allows(const char *column, double value) {
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (strcmp(ranges[i].column, column) == 0)
            return value >= ranges[i].least && value <= ranges[i].most;
    return true;
}

double number_range_class(const char *column, double value) {
    return strcmp(column, "age") == 0 && value > OLDEST_AGE ? OLDEST_AGE : value;
}
