/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rates of people in care in the last twelve months that can be told to their end, beside those of the twelve before.
 */
#ifndef SWITCHBACK_TEXT_RATES_COMPARED_H
#define SWITCHBACK_TEXT_RATES_COMPARED_H

#include "text/comparison.h"
#include "text/report.h"

/* Either may be NULL. code: return_to_use, drug_test, program_exit ... */
struct comparison_periods rates_compared(const struct report *report, const char *code);

#endif
