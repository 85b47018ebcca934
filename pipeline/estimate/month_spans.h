/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The series of months once more by quarter, half-year and year, for what is too small to be told by month: analyses
 * quarters, half_years and years with periods 2026-Q3, 2026-H2 and 2026. People are counted once in each span and a
 * span is decided when all its months are, so these are no sums of the months' rows. Whole spans inside the data only,
 * of all people, without control charts.
 *
 * checked against: tests/reference/month_spans.R (base R), on the sample data: no difference.
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_SPANS_H
#define SWITCHBACK_ESTIMATE_MONTH_SPANS_H

#include "estimate/month_rows.h"

/* months, quarters, half_years, years: of 1 (or 0), 3, 6, 12 months. */
const char *month_span_analysis(int span);

/* Are all of so many months from the first on known? NULL: every month is. */
bool month_spans_known(const bool *known, size_t first, size_t n);

void month_spans_write(const struct month_rows *everyone);

#endif
