/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person reader keeps: its tables, and room for the person at hand.
 */
#ifndef SWITCHBACK_PERSON_PERSON_READER_STATE_H
#define SWITCHBACK_PERSON_PERSON_READER_STATE_H

#include "person/person_reader.h"
#include "person/person_tables.h"
#include "person/whole.h"

struct person_reader {
    const struct settings *settings;
    struct person_needs needs;
    struct person_tables tables;
    int group_columns[SETTINGS_MOST_GROUPS];
    struct dictionary *texts;
    int32_t as_of;
    char *patient_id;
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
    int32_t *overdoses;
    size_t overdoses_capacity;
    int32_t *tests;
    size_t tests_capacity;
    const struct whole *whole;    /* NULL: no facts */
    struct care_unknown *unknown; /* room for the person's unknown days */
    struct supply_counts counts;
    uint32_t medication_texts[SETTINGS_MOST_MEDICATIONS];
};

#endif
