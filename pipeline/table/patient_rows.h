/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One sorted table in a merge by patient: rows are handed out patient by patient, so that one patient's rows of
 * every table can be in memory together and no more. The order must be bytewise by patient_id, then by the key date
 * (the spec's second column, where that is a day); exit 65 when not, or when one of the two is missing.
 */
#ifndef SWITCHBACK_TABLE_PATIENT_ROWS_H
#define SWITCHBACK_TABLE_PATIENT_ROWS_H

#include <stdbool.h>

#include "table/patient_range.h"
#include "table/table_reader.h"

struct patient_rows;

/* Opens a table that has a patient_id column, at the first row of the range; columns[] gets the index of each column of
 * the spec, -1 for an optional one that is absent. `range` (NULL: everybody) is borrowed. */
struct patient_rows *patient_rows_open(const char *path, const struct table_spec *spec, int columns[],
                                       const struct patient_range *range, bool show_values);
void patient_rows_close(struct patient_rows *rows);

/* The patient of the row at hand; NULL when there are no more rows. Valid until patient_rows_next. */
const char *patient_rows_patient(const struct patient_rows *rows);

/* Is the row at hand of the same patient as the one before it? */
bool patient_rows_is_same(const struct patient_rows *rows);

/* The key date of the row at hand; CALENDAR_NO_DAY where the table has none. */
int32_t patient_rows_day(const struct patient_rows *rows);

/* Ends the program with 65 unless the second range's rows begin where the first one's ended, both read to their ends: a
 * table that is not sorted would else lose rows between the two. */
void patient_rows_check_joined(const struct patient_rows *first, const struct patient_rows *second);

/* Goes on to the next row. */
void patient_rows_next(struct patient_rows *rows);

/* Goes on to the first row of another patient. The rows passed over are not looked at. */
void patient_rows_pass_patient(struct patient_rows *rows);

/* The row behind the one at hand, as far as the first bytes of its line tell: its day, and what stands behind its day,
 * up to the end of the line. */
struct patient_row_ahead {
    int32_t day;
    const char *rest; /* borrowed until the next call */
    size_t length;    /* of the rest */
    size_t line;      /* bytes of the whole line */
};

/* Looks at it. false: it is another patient's, or not as plain as it can be (its id and its date unquoted, in front).
 */
bool patient_rows_look_ahead(struct patient_rows *rows, struct patient_row_ahead *ahead);

/* Passes over the row that was looked at. The row at hand is then no more: go on with patient_rows_next. */
void patient_rows_pass_ahead(struct patient_rows *rows, const struct patient_row_ahead *ahead);

/* The key dates of rows behind the one at hand that are the same patient's, at most `most`: as many as can be told from
 * the first bytes of their lines, whose other cells are not looked at. Returns how many; none may be left, or some. The
 * row at hand is then no more: go on with patient_rows_next. */
size_t patient_rows_take_days(struct patient_rows *rows, int32_t days[], size_t most);

/* The row at hand is read through its reader. */
struct table_reader *patient_rows_reader(struct patient_rows *rows);

#endif
