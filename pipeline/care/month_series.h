/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Care month by month: who is in care at its end, who comes, who leaves, and how many of a month's admissions stay.
 *
 * Starts and uses of a month are known when the month ended by E. Whether somebody left, and so who is still in care,
 * is known only for months that ended by C (E less the rule's gap): later months are not decided. A month's share
 * retained is decided when C lies at least so many days after the start of ALL its members, leavers too: restricted on
 * potential, never on observed follow-up.
 *
 * Episodes are sorted by person (care/listed_episode.h), events too.
 *
 * source: statistics part 2 ("Is this month different?" and the rule on a binary rate).
 * checked against: tests/reference/months.R, which counts again from episodes.csv in base R.
 */
#ifndef SWITCHBACK_CARE_MONTH_SERIES_H
#define SWITCHBACK_CARE_MONTH_SERIES_H

#include "care/listed_episode.h"

struct month_frame {
    const int32_t *first_day; /* of each month and of the one behind the last: n_months + 1 days, ascending */
    size_t n_months;
    int32_t censored_on;     /* C of the group */
    int32_t observed_until;  /* E of the group */
    const bool *seen;        /* [n_months]: are all rows of the month known? NULL: of every month */
    const bool *settled;     /* [n_months]: and so are those by which leaving is decided */
    int32_t same_event_days; /* behind the first day of an event, in which more use is the same one */
};

struct month_point {
    bool decided;
    double people, events, trials; /* trials: outcomes, or days at risk; else 0 */
    int32_t last_person;           /* the last one counted */
};

/* A use of a person: the first day of an event. */
struct month_event {
    int32_t person;
    uint32_t site;
    int32_t day;
};

/* What followed a day of a person: it was reached after `time` days, or another end came, or nobody knows (censored).
 */
struct month_outcome {
    int32_t person, day, time;
    bool reached, censored;
};

/* C and E up to which a group's months can be told: the latest of its people's. False when everyone has left: what
 * is known of them can grow no more. */
bool month_series_ends(const struct listed_episode *episodes, size_t n, struct month_frame *frame);

/* Each fills n_months points; events stays 0 for who is in care. */
void month_series_in_care(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                          struct month_point *points);
/* First starts that are admissions, or (not first) returns to care. */
void month_series_starts(const struct month_frame *frame, const struct listed_episode *episodes, size_t n, bool first,
                         struct month_point *points);
void month_series_leavings(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           struct month_point *points);
void month_series_events(const struct month_frame *frame, const struct month_event *events, size_t n,
                         struct month_point *points);

/* The same with the days at risk in trials, by which a program that grows is no program that gets worse. Leavings by
 * the days in care; events of people in care by those of them that are at risk (care/in_care.h), as the rates in care
 * are (estimate/care_rates.h): decided where leaving is. Returns to care less than a year after leaving, by the days of
 * that year on which the person is out of care and a return can be seen (from the day on which leaving is decided on).
 */
void month_series_leaving_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                               struct month_point *points);
void month_series_return_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                              struct month_point *points);
void month_series_event_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                             const struct month_event *events, size_t n_events, struct month_point *points);

/* Of the month's admissions to continuing care: people, and events = those who had left by `day` days (T <= day). */
void month_series_retained(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           int32_t day, struct month_point *points);

/* Of the month's days (trials, of people): events = those by which it was reached within `days`. Decided when E lies at
 * least so many days behind the month and nobody of it was censored before. Outcomes are sorted by person. */
void month_series_reached(const struct month_frame *frame, const struct month_outcome *outcomes, size_t n, int32_t days,
                          struct month_point *points);

#endif
