/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days that cannot be, by one table of rules: which day of a row must lie how far from which other day of it, and how
 * old somebody can be. What breaks a rule is a slip of the pen (1999 for 2026, two cells exchanged). The row holds
 * others, so only the cell is missing, or the element of its list, and is counted: page one says it, and past [quality]
 * max_unusable the run stops.
 *
 *   admissions      discharged    from admitted on (one behind as-of is no fault: the admission is open)
 *                   requested     up to admitted, at most ten years before
 *                   planned_end   from admitted on, at most ten years behind
 *   returns_to_use  reported_on   from used_on on, at most ten years behind
 *                   reflected_on, plan_due, plan_done   each from event_on on, at most ten years behind
 *   patients        birth_year    up to the year of as-of, at most 120 years before
 *
 * A key date has no other day to be held against: dates far from all others of their table are counted (far_days.h),
 * and one behind as-of is not known yet.
 */
#ifndef SWITCHBACK_INGEST_DAY_ORDER_H
#define SWITCHBACK_INGEST_DAY_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text_buffer.h"
#include "ingest/row_fault.h"
#include "table/column_spec.h"

/* Does a rule of the table need its key date? */
bool day_order_needs_key(const struct table_spec *table);

/* What a column of the table is held against; NULL: nothing. */
struct day_order;
const struct day_order *day_order_of(const struct table_spec *table, size_t column);

/* Empties a cell in canonical text, or the elements of a list, that cannot be; ROW_FAULT_IMPOSSIBLE_DAY where one was.
 * order: of the cell's column, NULL: it is held against nothing.
 * days[column]: the row's days so far, CALENDAR_NO_DAY where there is none; a rule whose other day is missing is met.
 * as_of: CALENDAR_NO_DAY, or of which day the export is told. */
enum row_fault day_order_judge(const struct day_order *order, const int32_t days[], int32_t as_of,
                               struct text_buffer *cell);

#endif
