/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/person_tables.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

void person_tables_open(struct person_tables *tables, const char *directory, enum input_table which,
                        const struct patient_range *range, bool show_values) {
    char *path = memory_format("%s/%s.csv", directory, input_tables[which].name);
    bool required = which == INPUT_PATIENTS;

    if (required || access(path, F_OK) == 0) /* one that is there and cannot be read is not passed over */
        tables->rows[which] = patient_rows_open(path, &input_tables[which], tables->columns[which], range, show_values);
    free(path);
}

void person_tables_close(struct person_tables *tables) {
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        patient_rows_close(tables->rows[i]);
}

bool person_tables_has_patient(const struct person_tables *tables) {
    return patient_rows_patient(tables->rows[INPUT_PATIENTS]) != NULL;
}

static void pass_unknown(struct person_tables *tables, enum input_table which, const char *patient) {
    tables->n_unknown++;
    if (tables->on_unknown != NULL)
        tables->on_unknown(tables->context, which, patient, !patient_rows_is_same(tables->rows[which]));
    patient_rows_next(tables->rows[which]);
}

bool person_tables_has_row(struct person_tables *tables, enum input_table which, const char *patient_id) {
    struct patient_rows *rows = tables->rows[which];
    const char *patient;

    if (tables->is_at[which] && patient_rows_is_same(rows))
        return true;
    tables->is_at[which] = false;
    while (rows != NULL && (patient = patient_rows_patient(rows)) != NULL) {
        int order = strcmp(patient, patient_id);
        if (order >= 0)
            return tables->is_at[which] = order == 0;
        pass_unknown(tables, which, patient);
    }
    return false;
}

void person_tables_next(struct person_tables *tables, enum input_table which) {
    patient_rows_next(tables->rows[which]);
}

void person_tables_pass(struct person_tables *tables, enum input_table which, const char *patient_id) {
    while (person_tables_has_row(tables, which, patient_id))
        patient_rows_pass_patient(tables->rows[which]);
}

struct table_reader *person_tables_reader(const struct person_tables *tables, enum input_table which) {
    return patient_rows_reader(tables->rows[which]);
}

struct record_cell person_tables_cell(const struct person_tables *tables, enum input_table which, int column) {
    return table_reader_cell(person_tables_reader(tables, which), tables->columns[which][column]);
}

void person_tables_check_days(struct person_tables *tables) {
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        const struct table_reader *reader = tables->rows[i] == NULL ? NULL : patient_rows_reader(tables->rows[i]);
        if (reader == NULL || !table_reader_has_days(reader))
            continue;
        if (tables->days_known && table_reader_days(reader) != tables->days)
            message_fail_at(EX_DATAERR, table_reader_place(reader, -1),
                            "dates and relative days are mixed (expected %s, as in the tables and options before)",
                            tables->days == CALENDAR_CIVIL ? "dates" : "relative days");
        tables->days_known = true;
        tables->days = table_reader_days(reader);
    }
}

void person_tables_check_joined(const struct person_tables *first, const struct person_tables *second) {
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (first->rows[i] != NULL && second->rows[i] != NULL)
            patient_rows_check_joined(first->rows[i], second->rows[i]);
}

void person_tables_pass_rest(struct person_tables *tables) {
    const char *patient;

    for (int which = 0; which < INPUT_TABLE_COUNT; which++)
        while (tables->rows[which] != NULL && (patient = patient_rows_patient(tables->rows[which])) != NULL)
            pass_unknown(tables, (enum input_table)which, patient);
}
