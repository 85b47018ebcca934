/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The episodes of all people under one rule, in one list: who was in care on a day, and where.
 * The list is sorted by person and start, a second row by its entry.
 */
#ifndef SWITCHBACK_CARE_LISTED_EPISODE_H
#define SWITCHBACK_CARE_LISTED_EPISODE_H

#include "care/episode.h"

/* What a list keeps of a care_episode, whose fields they are: a list holds everybody's. */
struct listed_care {
    int32_t start, left_on, censored_on, entry_days;
    enum care_exit exit;
    bool is_continued, prevalent;
};

struct listed_episode {
    int32_t person;         /* the caller's number */
    uint32_t site;          /* the caller's number */
    int32_t observed_until; /* E */
    bool first;             /* the person's first observed episode */
    bool returned;          /* one after an absence, which unknown days may have been a part of */
    bool continuing;        /* care meant to go on: maintenance or counseling */
    struct listed_care care;
};

/* For what is asked of an episode; what the list does not keep is zero. */
struct care_episode listed_episode_care(const struct listed_episode *episode);

void listed_episode_sort(struct listed_episode *episodes, size_t n);

/* The person's last episode that starts (of a second row: that is entered) on or before the day, or NULL. */
const struct listed_episode *listed_episode_before(const struct listed_episode *episodes, size_t n, int32_t person,
                                                   int32_t day);

/* The first episode from `from` on that is behind the day of the person, n if none is: for days in order. */
size_t listed_episode_pass(const struct listed_episode *episodes, size_t n, size_t from, int32_t person, int32_t day);

/* Was the person in care on the day? From the start (of a second row, from its entry) to the day before leaving;
 * whoever has not left is known to be in care up to C. */
bool listed_episode_in_care(const struct listed_episode *episode, int32_t day);

/* The day from which on the person is known to be in care no longer: of leaving, else the day after C. */
int32_t listed_episode_end(const struct listed_episode *episode);

/* Did care begin within the data: not before them, nor (prevalent) at an unknown time? */
bool listed_episode_is_admission(const struct listed_episode *episode);

/* Is it the return of somebody who had left? */
bool listed_episode_is_return(const struct listed_episode *episode);

#endif
