/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often people in care return to use in the last twelve months that can be told to their end, beside those of the
 * twelve before.
 */
#ifndef SWITCHBACK_TEXT_RATES_COMPARED_H
#define SWITCHBACK_TEXT_RATES_COMPARED_H

#include "text/comparison.h"
#include "text/report.h"

/* Returns to use; either row may be NULL. What it says of them is decided as of all flows, by the analysis `compared`,
 * whose returns_to_use_rate are these rates; the rows themselves have their intervals. */
struct comparison_periods rates_compared(const struct report *report);

#endif
