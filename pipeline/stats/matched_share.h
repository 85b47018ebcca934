/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_MATCHED_SHARE_H
#define SWITCHBACK_STATS_MATCHED_SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"
#include "stats/status.h"

/*
 * The share of cases with an event beside the share to expect of them: of reference days at the same place on a clock
 * (days since somebody started) and in the same stratum, averaged over the cases.
 *
 *   p_i: of the reference days of all people in the stratum of case i whose place lies at most min(width, place_i) from
 * that of case i, the share with the event; the same distance to both sides, so that a steady change over time cancels.
 * A case without a reference day is left out of both shares. observed = sum y_i / n, expected = sum p_i / n, difference
 * = observed - expected, over the n cases compared variance: influences summed within person, then squared. Case i
 * moves observed by (y_i - observed) / n and expected by (p_i - expected) / n, a reference day with outcome y near case
 * i expected by (y - p_i) / (n m_i), m_i days limits: of the shares Wilson's with the effective number share (1 -
 * share) / variance (stats/proportion.h), or the people behind it where there is no variance; of the difference -+ z se
 * or, where a share is 0 or 1 and so has no error, low = D - sqrt((o - l_o)^2 + (u_e - e)^2), high alike
 *
 * A person may have many cases and many reference days. Time and memory grow with cases, stretches and places.
 *
 * Source: direct standardisation to the cases' own times; sequential matching on time since the start as in Lu,
 * Biometrics 2005, 61:721; the variance by influences: Korn & Graubard, Analysis of Health Surveys, 1999, section 2.4.
 * Limits of a difference from those of both: Newcombe, Statistics in Medicine 1998, 17:873, method 10.
 * Checked against: day by day in base R (tests/reference/seen_again.R), and a simulation in which being a case changes
 * nothing (tests/simulations/seen_again).
 */
struct matched_case {
    int32_t person;  /* 0 .. n_people - 1 */
    int32_t place;   /* 0 or more */
    int32_t stratum; /* 0 .. n_strata - 1 */
    bool event;
};

/* Reference days `first` .. `last` of one person; those with the event are `event_first` .. `event_last`, none where
 * the first is behind the last. */
struct matched_days {
    int32_t person;
    int32_t stratum;
    int32_t first, last, event_first, event_last;
};

struct matched_sample {
    const struct matched_case *cases;
    size_t n_cases;
    const struct matched_days *days;
    size_t n_days;
    size_t n_people;
    int32_t n_strata, width;
};

struct matched_share {
    struct interval observed, expected, difference;
    double cases, case_people, event_people, events; /* compared, with the event */
    double left_out;                                 /* cases without a reference day */
    double reference_people;                         /* with a day near a case that is compared */
};

/* STATS_EMPTY: no case can be compared. STATS_INVALID: a place or stratum out of range, an event outside its days,
 * level. STATS_NO_MEMORY. */
enum stats_status matched_share_estimate(const struct matched_sample *sample, double level, struct matched_share *out);

#endif
