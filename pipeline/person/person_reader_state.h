/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person reader keeps: its tables, and room for the person at hand.
 */
#ifndef SWITCHBACK_PERSON_PERSON_READER_STATE_H
#define SWITCHBACK_PERSON_PERSON_READER_STATE_H

#include "person/person_reader.h"
#include "person/person_tables.h"
#include "person/row_memo.h"
#include "person/whole.h"

/* What a row of doses says, but for its day. */
struct known_dose {
    struct care_supply supply;
    size_t medication; /* of the configuration; SETTINGS_MOST_MEDICATIONS: none of its */
    enum supply_record record;
};

/* What a row of visits says, but for its day and for reasons that end care. */
struct known_visit {
    char status;        /* its first letter */
    bool re_engages;    /* its service counts as re-engaged */
    uint32_t clinician; /* number in the texts */
};

struct person_reader {
    const struct settings *settings;
    struct person_needs needs;
    struct person_tables tables;
    int group_columns[SETTINGS_MOST_GROUPS];
    struct dictionary *texts;
    int32_t as_of;
    char *patient_id;
    size_t n_people; /* read before the one at hand */
    struct care_supply *supplies;
    size_t supplies_capacity;
    int32_t *visits;
    size_t visits_capacity;
    struct person_visit *attended;
    size_t attended_capacity;
    struct care_admission *admissions;
    size_t admissions_capacity;
    struct care_reason *reasons;
    size_t reasons_capacity;
    struct person_return *returns;
    size_t returns_capacity;
    struct person_plan *plans;
    size_t plans_capacity;
    int32_t *overdoses;
    size_t overdoses_capacity;
    uint32_t *told_by; /* of each overdose */
    size_t told_by_capacity;
    int32_t *tests;
    size_t tests_capacity;
    struct care_due *appointments;
    size_t appointments_capacity;
    struct person_test *due_tests;
    size_t due_tests_capacity;
    const struct whole *whole;    /* NULL: no facts */
    struct care_unknown *unknown; /* room for the person's unknown days */
    struct supply_counts counts;
    uint32_t medication_texts[SETTINGS_MOST_MEDICATIONS];
    struct row_memo doses_met, visits_met;
    struct known_dose known_doses[ROW_MEMO_PLACES]; /* by place in doses_met */
    struct known_visit known_visits[ROW_MEMO_PLACES];
};

/* Why care ended, of a day up to the end of observation: what is recorded for a later one is not known yet. */
void person_reader_add_reason(struct person_reader *reader, struct person *person, struct care_reason reason);

/* Appointments of the patient at hand. */
void person_reader_read_visits(struct person_reader *reader, struct person *person);

/* Overdoses and deaths, returns to use, days with a drug test of the patient at hand. */
void person_reader_read_events(struct person_reader *reader, struct person *person);

/* The patient's row at hand of a table. */
static inline bool has_row_of(struct person_reader *reader, enum input_table which) {
    return person_tables_has_row(&reader->tables, which, reader->patient_id);
}

static inline void next_row_of(struct person_reader *reader, enum input_table which) {
    person_tables_next(&reader->tables, which);
}

static inline struct record_cell cell_of(struct person_reader *reader, enum input_table which, int column) {
    return person_tables_cell(&reader->tables, which, column);
}

static inline int32_t day_of(struct person_reader *reader, enum input_table which, int column) {
    return table_reader_day(person_tables_reader(&reader->tables, which), reader->tables.columns[which][column]);
}

static inline int32_t key_day_of(struct person_reader *reader, enum input_table which) {
    return patient_rows_day(reader->tables.rows[which]);
}

static inline uint32_t text_of(struct person_reader *reader, enum input_table which, int column) {
    struct record_cell cell = cell_of(reader, which, column);

    return dictionary_add(reader->texts, cell.text, cell.length);
}

#endif
