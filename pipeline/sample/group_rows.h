/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the estimates table for groups beside the mean of all (stats/part_of_mean.h), at the first --at:
 *
 *   people                        of the group
 *   group_share                   with the event by then, or without it
 *   mean, mean_within             the same of all people; of all people of the same strata, where there are several
 *   difference, difference_p      of both shares; difference_within, difference_within_p alike
 *
 * All groups are told of one window of days, that their shares may be set beside each other: the shortest in which some
 * group has `least` people, and each that has them in the longest; else the longest. All people of the same window are
 * what they stand beside; the window is in `period`. A group of fewer people, or of whom one moves
 * the curve by more than 1/11, is too_few and not tested: it has no p. Groups that are apart (unknown, other) are in
 * the mean, and have only their number of people.
 */
#ifndef SWITCHBACK_SAMPLE_GROUP_ROWS_H
#define SWITCHBACK_SAMPLE_GROUP_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sample/estimate_run.h"

struct group_rows_request {
    const double *windows; /* lengths, ascending; n_windows 0: all rows */
    size_t n_windows;
    int32_t until; /* their last day; CALENDAR_NO_DAY: the last one that a row begins on */
    double least;
    const struct sample_list *apart; /* small letters */
    int32_t event;                   /* 1 + the number of the code; 0: any event */
    const char *event_name;
    bool without; /* tell the share without the event */
};

/* The rule's rows of the grouping at hand. The sample's first covariate is the day of a row when there are windows. */
void group_rows_write(struct estimate_run *run, const struct group_rows_request *request);

#endif
