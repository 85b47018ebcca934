/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sorted tables of a directory side by side: the rows of one patient in each, and one kind of day in all.
 */
#ifndef SWITCHBACK_PERSON_PERSON_TABLES_H
#define SWITCHBACK_PERSON_PERSON_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar.h"
#include "table/input_tables.h"
#include "table/patient_rows.h"

enum { PERSON_TABLES_MOST_COLUMNS = 32 };

/* Start from {0}. */
struct person_tables {
    struct patient_rows *rows[INPUT_TABLE_COUNT]; /* NULL: not needed, or not there */
    int columns[INPUT_TABLE_COUNT][PERSON_TABLES_MOST_COLUMNS];
    bool is_at[INPUT_TABLE_COUNT]; /* the last row asked about was the person's */
    size_t n_unknown;              /* rows passed over: of people who are not in patients */
    /* Called with each of these rows; `first`: of its person's. NULL: nothing. */
    void (*on_unknown)(void *context, enum input_table which, const char *patient_id, bool first);
    void *context;
    bool days_known;
    enum calendar_kind days; /* the kind that every table's days must have */
};

/* Opens DIRECTORY/TABLE.csv at the range's rows. A table but patients may be missing; one that is there must be
 * readable. */
void person_tables_open(struct person_tables *tables, const char *directory, enum input_table which,
                        const struct patient_range *range, bool show_values);
void person_tables_close(struct person_tables *tables);

/* Is there a row of patients at hand? */
bool person_tables_has_patient(const struct person_tables *tables);

/* Is the table's row at hand this person's? To be asked until it is not, before the next person. Rows of people before
 * (who are not in patients) are passed over. */
bool person_tables_has_row(struct person_tables *tables, enum input_table which, const char *patient_id);
void person_tables_next(struct person_tables *tables, enum input_table which);

/* Passes over all rows of this person. */
void person_tables_pass(struct person_tables *tables, enum input_table which, const char *patient_id);

/* The table's reader, and a cell of the row at hand by the index of its spec's column. */
struct table_reader *person_tables_reader(const struct person_tables *tables, enum input_table which);
struct record_cell person_tables_cell(const struct person_tables *tables, enum input_table which, int column);

/* Ends the program with 65 when a table's days are of another kind than those before. */
void person_tables_check_days(struct person_tables *tables);

/* Ends the program with 65 unless the second range begins in every table where the first one, read to its end, does. */
void person_tables_check_joined(const struct person_tables *first, const struct person_tables *second);

/* Counts the rows behind the last patient as unknown people's too. */
void person_tables_pass_rest(struct person_tables *tables);

#endif
