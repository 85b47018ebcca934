/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's rows of the lists to act on, for person/people_lists.h.
 */
#ifndef SWITCHBACK_PERSON_PEOPLE_LIST_ROWS_H
#define SWITCHBACK_PERSON_PEOPLE_LIST_ROWS_H

#include "care/to_do.h"
#include "person/people_lists.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

/* Everybody's reading. */
struct listing {
    const struct people_lists_request *request;
    struct person_reader *reader;
    struct table_writer *writers[PEOPLE_LISTS];
    struct people_lists lists;
    struct care_run *runs; /* room for the cover of the person at hand */
    size_t runs_capacity;
    struct care_exposure_span *spans;
    size_t spans_capacity;
    int32_t gap, visit_gap, window_start;
    bool tells_reflections; /* some reflection is recorded: else none is asked for */
    bool tells_cover;       /* doses are held */
    bool tells_open;        /* so are stays that have not ended, and who was discharged */
    bool tells_discharged;  /* discharges are */
    bool tells_overdoses;   /* and deaths, other than as the reason of a discharge */
    bool tells_deaths;      /* they are held, or some discharge has one for its reason */
    bool tells_plans;       /* the days on which changes of plan are due, and were done */
};

/* The person at hand. */
struct at_hand {
    const struct person *person;
    struct care_covers covers;
    struct care_standing standing;
    size_t site; /* index of their counts */
    bool is_listed[PEOPLE_LISTS];
};

/* Of the admission open or closed last, else of the person. */
const char *people_list_rows_site(const struct listing *listing, const struct at_hand *at);

/* Counts and writes them: an overdose and a death, whether or not the person is observed to as-of; then those of a
 * person who is; then how many people that makes. */
void people_list_rows_write_events(struct listing *listing, struct at_hand *at);
void people_list_rows_write(struct listing *listing, struct at_hand *at);
void people_list_rows_count_person(struct listing *listing, const struct at_hand *at);

#endif
