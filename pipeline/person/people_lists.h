/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists of people to act on (care/to_do.h), one pass over everybody: the files, how many stand on each, and what
 * became of those whom an earlier list named.
 *
 * A list whose input the export does not hold (nobody could be on it) gets no file.
 */
#ifndef SWITCHBACK_PERSON_PEOPLE_LISTS_H
#define SWITCHBACK_PERSON_PEOPLE_LISTS_H

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/called.h"
#include "settings/settings.h"
#include "table/people_list.h"

struct whole;

struct people_lists_request {
    const char *tables, *lists; /* directories: the canonical tables; where the files go, NULL: nowhere */
    const char *last;           /* people_callable.csv of an earlier report; NULL: none */
    const struct settings *settings;
    const struct whole *whole; /* NULL: no facts */
    int32_t as_of;
    enum calendar_kind days;
    bool show_values;
};

struct people_list_counts {
    size_t possible[PEOPLE_LISTS]; /* people of whom the list could have told */
    size_t people[PEOPLE_LISTS], entries[PEOPLE_LISTS];
    size_t different, first;    /* people on any list but that of deaths; on one of those before PEOPLE_FIRST_LISTS */
    size_t by_reflections;      /* of the different ones, on no list but that of reflections */
    size_t not_seen_since;      /* of those who survived an overdose: no visit, nor medication, on a later day */
    size_t also_waiting;        /* of those admitted without a day of care: on the list of those who wait, too */
    size_t bands[PEOPLE_BANDS]; /* of those to be called */
    size_t by_visits;           /* of them in care by visits alone */
    size_t not_due, not_known;  /* not on it: within their own rhythm of visits; of whom nobody can tell */
    size_t observed_no_longer;  /* in care or just uncovered when their own observation ended, before as-of */
    size_t plans_of_before;     /* people here with a change of plan of an earlier stay overdue */
    size_t plans_of_left, reflections_of_left; /* people who would be on these lists, had they not left */
};

/* Of the earlier list. */
struct people_called {
    size_t n;    /* people on it */
    size_t ends; /* whose cover still ends on the day that the list says */
    size_t became[CARE_CALLED_COUNT];
};

struct people_lists {
    struct dictionary *sites;
    struct people_list_counts *counts; /* [0]: everybody; [1 + number in sites] */
    size_t capacity;
    struct people_called called;
};

/* Ends the program (65, 66, 73) when a table cannot be used or a file cannot be written. */
struct people_lists people_lists_build(const struct people_lists_request *request);
void people_lists_free(struct people_lists *lists);

#endif
