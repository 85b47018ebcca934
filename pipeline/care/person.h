/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's record, as the episode rules need it. All days are whole days (base/calendar's numbering, or
 * relative); CARE_NO_DAY is "none". Everything is borrowed; arrays are sorted by day.
 */
#ifndef SWITCHBACK_CARE_PERSON_H
#define SWITCHBACK_CARE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CARE_NO_DAY INT32_MIN
#define CARE_NO_INDEX SIZE_MAX

enum care_supply_kind {
    CARE_ADMINISTERED, /* taken at the clinic, the doses taken home with it included */
    CARE_DISPENSED,
    CARE_INJECTION, /* in place: never banked, never pushed */
    CARE_IMPLANT,   /* in place */
    CARE_SUPPLY_KIND_COUNT
};

#define CARE_NO_STRENGTH (-1)
#define CARE_NO_MEDICATION UINT32_MAX

/* Covers [day, day + days - 1], unless pushed behind an earlier one (care/supply_groups.h). */
struct care_supply {
    int32_t day;
    int32_t days;        /* how long it lasts: possible for its kind, so at least 1 */
    int32_t strength;    /* micrograms a day; CARE_NO_STRENGTH: not recorded */
    uint32_t medication; /* the caller's number */
    enum care_supply_kind kind;
};

/* Sorts by day, medication, kind, strength and days: what care_person wants. */
void care_supplies_sort(struct care_supply *supplies, size_t n);

/* Why care ended. The order is the order of the exit incidences in reports. */
enum care_exit {
    CARE_EXIT_NONE, /* still in care, or undecided */
    CARE_EXIT_LEFT, /* no reason recorded */
    CARE_EXIT_COMPLETED,
    CARE_EXIT_TRANSFERRED,
    CARE_EXIT_JAIL,
    CARE_EXIT_HOSPITAL,
    CARE_EXIT_ADMINISTRATIVE,
    CARE_EXIT_MOVED,
    CARE_EXIT_DECLINED,
    CARE_EXIT_DEATH,
    CARE_EXIT_OTHER,
    CARE_EXIT_LINKED, /* of a detoxification: maintenance began. Never a recorded reason */
    CARE_EXIT_COUNT
};

enum care_program { CARE_PROGRAM_UNKNOWN, CARE_MAINTENANCE, CARE_DETOXIFICATION, CARE_COUNSELING, CARE_PROGRAM_COUNT };

struct care_admission {
    int32_t admitted;
    int32_t discharged;  /* CARE_NO_DAY: open, also where the discharge lies past the end of observation */
    int32_t planned_end; /* CARE_NO_DAY: no planned end */
    int32_t requested;   /* day on which the person asked for care; CARE_NO_DAY: not recorded */
    enum care_exit reason;
    enum care_program program;
    uint32_t site; /* the caller's number */
};

/* A reason recorded with a day: a discharge, or why an appointment was missed (jail, hospital ...). */
struct care_reason {
    int32_t day;
    enum care_exit reason;
    enum care_program program; /* that it was discharged from; CARE_PROGRAM_UNKNOWN: none, or not known */
};

/* Days [first, last] on which nothing could be seen of this person, as the site where they were last seen delivered
 * nothing; last INT32_MAX: for good. Sorted, disjoint. */
struct care_unknown {
    int32_t first, last;
};

struct care_person {
    const struct care_supply *supplies; /* care_supplies_sort */
    size_t n_supplies;
    const int32_t *visits; /* days of attended visits */
    size_t n_visits;
    const struct care_admission *admissions;
    size_t n_admissions;
    const struct care_reason *reasons;
    size_t n_reasons;
    const struct care_unknown *unknown;
    size_t n_unknown;
    int32_t death;              /* CARE_NO_DAY: none recorded */
    int32_t end_of_observation; /* E: fixed in advance, never the person's last record */
};

/* The names of exits and programs as the tables write them ("left", "jail" ...; "" for NONE / UNKNOWN), and back:
 * CARE_EXIT_OTHER / CARE_PROGRAM_UNKNOWN for a name that is none. */
const char *care_exit_name(enum care_exit exit);
enum care_exit care_exit_from_name(const char *name, size_t length);
const char *care_program_name(enum care_program program);
enum care_program care_program_from_name(const char *name, size_t length);

#endif
