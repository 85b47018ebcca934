/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists of people to act on: one file each, people_NAME.csv, with the same columns, sorted by patient_id as
 * exported. They name people: they stay inside the program. Cells that a spreadsheet would take for formulas have an
 * apostrophe before them (table_writer_guard); people_list_text takes it off.
 */
#ifndef SWITCHBACK_TABLE_PEOPLE_LIST_H
#define SWITCHBACK_TABLE_PEOPLE_LIST_H

#include "table/column_spec.h"
#include "table/record_reader.h"

/* In the order of urgency: safety, then, before PEOPLE_FIRST_LISTS, people without care for days, not for weeks. */
enum people_list {
    LIST_SURVIVED_OVERDOSE,
    LIST_DEATHS_TO_REVIEW, /* the one list of people for whom nothing more can be done */
    LIST_CALLABLE,
    LIST_DISCHARGED,
    LIST_OVERDUE_INJECTIONS,
    LIST_WEEKS_AFTER_CARE,
    PEOPLE_FIRST_LISTS,
    LIST_REQUESTS_WAITING = PEOPLE_FIRST_LISTS,
    LIST_NEVER_STARTED,
    LIST_OPEN_WITHOUT_CARE,
    LIST_PLAN_CHANGES_OVERDUE,
    LIST_REFLECTIONS_MISSING,
    PEOPLE_LISTS
};

enum people_list_column {
    LISTED_PATIENT_ID,
    LISTED_WHAT,
    LISTED_SINCE,
    LISTED_DAYS,
    LISTED_SITE,
    LISTED_MEDICATION,
    LISTED_LAST_COVERED,
    LISTED_LAST_VISIT,
    LISTED_NEXT_VISIT,
    LISTED_CLINICIAN,
    LISTED_ADMITTED,
    LISTED_DISCHARGED,
    LISTED_REASON,
    LISTED_TOLD_BY,
    LISTED_COVER_THEN,
    LISTED_UNCOVERED_DAYS,
    LISTED_SEEN_ON,
    LISTED_NALOXONE_ON,
    LISTED_OVERDOSE_ON,
    LISTED_COLUMNS
};

/* Days without cover, by which those to be called are told apart. */
enum { PEOPLE_BANDS = 4 };
extern const char *const people_bands[PEOPLE_BANDS];
size_t people_band_of(int32_t days);

extern const struct table_spec people_list_table;

/* "callable" ... */
extern const char *const people_list_names[PEOPLE_LISTS];

/* DIRECTORY/people_NAME.csv, to be freed. */
char *people_list_path(const char *directory, enum people_list list);

/* A cell of text without the apostrophe that the guard set before it. */
const char *people_list_text(struct record_cell cell);

#endif
