/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_STATUS_H
#define SWITCHBACK_STATS_STATUS_H

/*
 * What every function of stats/ returns. Results are assigned only with STATS_OK;
 * with any other status the output is left as it was.
 */
enum stats_status {
    STATS_OK = 0,
    STATS_NO_MEMORY,          /* an allocation failed */
    STATS_INVALID,            /* an argument or a row breaks a stated precondition */
    STATS_EMPTY,              /* no rows, or no events where events are needed */
    STATS_BEYOND_FOLLOW_UP,   /* the time asked for lies past the last follow-up */
    STATS_NOT_REACHED,        /* the curve never comes to the level asked for */
    STATS_NOT_ESTIMABLE,      /* groups never at risk together, or no variance */
    STATS_SEVERAL_PER_PERSON, /* the method needs one row per person */
    STATS_DELAYED_ENTRY,      /* the method does not know delayed entry */
    STATS_NOT_CONVERGED,      /* iterations ended before the tolerance was met */
    STATS_MONOTONE,           /* the likelihood has no maximum: a coefficient is infinite */
    STATS_COLLINEAR           /* a covariate is constant or a combination of others */
};

/* A short lower-case reason, for messages. Static text. */
const char *status_text(enum stats_status status);

#endif
