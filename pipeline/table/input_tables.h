/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical input tables: what ingest_export writes and every later stage reads.
 */
#ifndef SWITCHBACK_TABLE_INPUT_TABLES_H
#define SWITCHBACK_TABLE_INPUT_TABLES_H

#include "table/column_spec.h"

enum input_table {
    INPUT_PATIENTS,
    INPUT_ADMISSIONS,
    INPUT_DOSES,
    INPUT_VISITS,
    INPUT_DRUG_TESTS,
    INPUT_RETURNS_TO_USE,
    INPUT_ADVERSE_EVENTS,
    INPUT_TABLE_COUNT
};

extern const struct table_spec input_tables[INPUT_TABLE_COUNT];

/* The table of that name, or NULL. */
const struct table_spec *input_tables_find(const char *name);

/* Columns of each table by index, in the order of input_tables[]. */
enum patients_column {
    PATIENTS_PATIENT_ID,
    PATIENTS_BIRTH_YEAR,
    PATIENTS_AGE,
    PATIENTS_SEX,
    PATIENTS_RACE_ETHNICITY,
    PATIENTS_PRIMARY_SUBSTANCE,
    PATIENTS_SITE,
    PATIENTS_OBSERVED_UNTIL,
    PATIENTS_COUNT
};
enum admissions_column {
    ADMISSIONS_PATIENT_ID,
    ADMISSIONS_ADMITTED,
    ADMISSIONS_DISCHARGED,
    ADMISSIONS_REASON,
    ADMISSIONS_PROGRAM,
    ADMISSIONS_SITE,
    ADMISSIONS_REQUESTED,
    ADMISSIONS_PLANNED_END,
    ADMISSIONS_PLANNED_DAYS,
    ADMISSIONS_COUNT
};
enum doses_column {
    DOSES_PATIENT_ID,
    DOSES_DATE,
    DOSES_MEDICATION,
    DOSES_DOSE_MG,
    DOSES_DAYS_SUPPLY,
    DOSES_KIND,
    DOSES_COUNT
};
enum visits_column {
    VISITS_PATIENT_ID,
    VISITS_DATE,
    VISITS_SERVICE,
    VISITS_STATUS,
    VISITS_REASON,
    VISITS_CLINICIAN,
    VISITS_COUNT
};
enum drug_tests_column {
    DRUG_TESTS_PATIENT_ID,
    DRUG_TESTS_DATE,
    DRUG_TESTS_SUBSTANCE,
    DRUG_TESTS_RESULT,
    DRUG_TESTS_COUNT
};
enum returns_column {
    RETURNS_PATIENT_ID,
    RETURNS_EVENT_ON,
    RETURNS_USED_ON,
    RETURNS_REPORTED_ON,
    RETURNS_STAGE,
    RETURNS_REFLECTED_ON,
    RETURNS_TRIGGERS,
    RETURNS_MISSED_SIGNS,
    RETURNS_LACKING_SUPPORTS,
    RETURNS_PLAN_CHANGES,
    RETURNS_PLAN_DUE,
    RETURNS_PLAN_DONE,
    RETURNS_COUNT
};
enum adverse_events_column {
    ADVERSE_EVENTS_PATIENT_ID,
    ADVERSE_EVENTS_DATE,
    ADVERSE_EVENTS_KIND,
    ADVERSE_EVENTS_FATAL,
    ADVERSE_EVENTS_SOURCE,
    ADVERSE_EVENTS_COUNT
};

#endif
