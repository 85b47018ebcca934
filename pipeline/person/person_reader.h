/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people of a directory of canonical tables, one at a time: a merge of the sorted tables that keeps one
 * person in memory. Rows of people who are not in patients.csv are passed over and counted.
 */
#ifndef SWITCHBACK_PERSON_PERSON_READER_H
#define SWITCHBACK_PERSON_PERSON_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/due.h"
#include "care/person.h"
#include "care/told_by.h"
#include "person/person_age.h"
#include "person/supply_counts.h"
#include "settings/settings.h"
#include "table/patient_range.h"

/* A return to use as it was recorded. */
struct person_return {
    int32_t event_on;    /* used_on, else reported_on */
    int32_t known_on;    /* the day on which the program knew: reported_on, else used_on */
    int32_t naloxone_on; /* the day on which the plan change naloxone_given was done; CARE_NO_DAY: not */
    bool has_plan;       /* some change of plan is recorded */
    bool used;           /* used_on is known: a return to use; else a warning recognised before use */
    bool reported;       /* reported_on is known */
    bool is_reflected;   /* a reflection is recorded: its day, or any of its lists (person/reflection_table.h) */
};

/* One change of plan that was agreed (not none, unknown, not_asked). */
struct person_plan {
    uint32_t change;   /* number in the reader's texts */
    int32_t due, done; /* CARE_NO_DAY: not recorded; not done */
};

struct person_visit {
    int32_t day;
    bool re_engages; /* of a service that counts as re-engaged */
};

/* A drug test that was due, by the day. */
struct person_test {
    int32_t day;
    bool missed;   /* nothing came of any sample: refused, or not given */
    bool positive; /* for something that is no medication of the configuration */
};

/* What is known of one person. `care` points into this struct's arrays; .end_of_observation is the person's own
 * observed_until, cut at as-of, or as-of. */
struct person {
    const char *patient_id;
    struct care_person care;
    int32_t birth_year, age;                               /* -1: not known */
    uint32_t sex, race_ethnicity, primary_substance, site; /* numbers in the reader's `texts` */
    uint32_t groups[SETTINGS_MOST_GROUPS];
    const struct person_return *returns; /* sorted by day */
    size_t n_returns;
    const struct person_plan *plans; /* in the order of the table */
    size_t n_plans;
    const int32_t *overdoses; /* days of overdoses that are not recorded as fatal, sorted */
    size_t n_overdoses;
    const uint32_t *overdoses_told_by; /* of each: who told of it, as recorded */
    uint32_t death_told_by;            /* of the death, the row of its day */
    enum told_by death_told_first;     /* of all rows that tell of it */
    bool died_of_overdose;             /* so one of the records of the death has it */
    const int32_t *tests;              /* days with a sample, each once, sorted */
    size_t n_tests;
    const struct care_due *appointments; /* where what was due is needed: attended or missed, sorted */
    size_t n_appointments;
    const struct person_test *due_tests; /* sorted, each day once */
    size_t n_due_tests;
    const struct person_visit *attended; /* with returns: attended visits of any service */
    size_t n_attended;
    int32_t
        next_visit; /* with appointments: the first visit scheduled behind the end of observation; CARE_NO_DAY: none */
    uint32_t clinician;    /* of the next visit, where it says one, else of the last attended one that does */
    size_t n_unnamed;      /* supplies of medications that the configuration does not name */
    size_t n_later_closed; /* discharges after the end of observation: not known yet, the admissions are open */
};

struct person_reader;
struct whole;

/* What a stage needs of the tables: what it does not need is not opened. */
struct person_needs {
    bool doses, visits, returns, tests;
    bool plans;        /* with returns: their changes of plan */
    bool appointments; /* with visits: the next one, and the clinician */
    bool due;          /* with visits, tests: those that were missed, too */
    /* Doses and visits only of people with a return or a death, or with an overdose; the others' are passed over */
    bool after_events, after_overdoses;
    size_t every; /* or of the first and each so manieth person alone; 0: of all */
};

/* `range` (NULL: everybody) is borrowed. */
struct person_reader *person_reader_open(const char *tables, const struct patient_range *range,
                                         const struct settings *settings, struct person_needs needs, int32_t as_of,
                                         bool show_values);
void person_reader_close(struct person_reader *reader);

/* Before the first person: sites and groups are written as the facts have it, and each person's unknown days are
 * filled in (where doses and visits are read). `whole` (NULL: no facts) is borrowed. */
void person_reader_use(struct person_reader *reader, const struct whole *whole);

/* The kind that every table's days must have (that of --as-of); without it the first table's decides. A table of the
 * other kind ends the program with 65. */
void person_reader_expect_days(struct person_reader *reader, enum calendar_kind days);

/* Of two ranges read to their ends: ends the program with 65 when the second does not begin where the first ended (the
 * tables are not sorted), or has days of the other kind. */
void person_reader_check_joined(const struct person_reader *first, struct person_reader *second);

/* The next person; borrowed until the next call. false at the end. */
bool person_reader_next(struct person_reader *reader, struct person *person);

/* Texts of sites, sexes, medications ... by number. Medications of supplies are numbers here too. */
const struct dictionary *person_reader_texts(const struct person_reader *reader);

/* What was given to the reader: the facts (NULL: none), and as-of. */
const struct whole *person_reader_whole(const struct person_reader *reader);
int32_t person_reader_as_of(const struct person_reader *reader);

/* How the tables write days. */
enum calendar_kind person_reader_days(const struct person_reader *reader);

/* Supplies read so far. */
const struct supply_counts *person_reader_supplies(const struct person_reader *reader);

/* Rows of people who are not in patients.csv. */
size_t person_reader_n_unknown(const struct person_reader *reader);

#endif
