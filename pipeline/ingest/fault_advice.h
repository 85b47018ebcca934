/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to do about cells of a column that cannot be used, from how they look: the day format that reads them, days as a
 * spreadsheet counts them, a decimal comma, a code that the mapping must name. No value is shown but with
 * show_values, which makes a line for each of the most frequent.
 */
#ifndef SWITCHBACK_INGEST_FAULT_ADVICE_H
#define SWITCHBACK_INGEST_FAULT_ADVICE_H

#include "ingest/rejected_values.h"
#include "table/column_spec.h"

/* A phrase that follows a message, and the line to write (base/mending.h): "; ...; write into the mapping, [doses]:
 * ...", or "". `column` is the index in the table, n_cells how many of its cells were looked at: where hardly one is a
 * day in the stated format, the line is for all days of the section. The caller frees. */
char *fault_advice(const struct rejected_values *values, const struct table_spec *table, int column,
                   enum row_fault fault, long n_cells, const char *section, bool show_values);

/* The same for lines with bytes that are no UTF-8: mostly a program wrote them that knows one byte a letter. */
char *fault_advice_encoding(const char *section);

#endif
