/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which periods of a series are told: months, else quarters, half-years, years; one level for all that is new.
 */
#ifndef SWITCHBACK_PRIVACY_PERIOD_LEVEL_H
#define SWITCHBACK_PRIVACY_PERIOD_LEVEL_H

#include "privacy/release.h"

/* The first month of 2026-07, 2026-Q3, 2026-H2, 2026 since year 0, and how many; false for anything else. */
bool period_level_span(const char *period, int *first, int *months);

/* Sets left_out of every row of a period that is not told. */
void period_level_choose(struct class_table *table, double width, const struct release_row *printed, size_t n_printed);

#endif
