/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lag of recorded discharges (care/discharge_lag.h), measured on the tables before episodes are built.
 *
 * Of few people everybody is read; of many, the first 300 discharges of each of eight parts of the ids, which
 * tells the percentile to within a day or two and costs little beside the episodes. The parts are the same whatever
 * the number of threads.
 */
#ifndef SWITCHBACK_PERSON_RECORDING_LAG_H
#define SWITCHBACK_PERSON_RECORDING_LAG_H

#include "person/episode_build.h"

enum { RECORDING_LAG_LEAST = 50 /* discharges; fewer tell no 90th percentile */ };

struct recording_lag {
    int32_t days;      /* the 90th percentile, but silent_days + 1 at least: an admission may be silent for so long */
    size_t discharges; /* measured on so many */
    bool is_measured;
};

/* Ends the program with 65 when a table cannot be used. Without a rule `recorded` nothing is read. */
struct recording_lag recording_lag_measure(const struct episode_request *request);

#endif
