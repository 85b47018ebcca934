/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/status.h"

const char *status_text(enum stats_status status) {
    switch (status) {
    case STATS_OK: return "done";
    case STATS_NO_MEMORY: return "out of memory";
    case STATS_INVALID: return "a value is outside its range";
    case STATS_EMPTY: return "there are no rows, or no events, to use";
    case STATS_BEYOND_FOLLOW_UP: return "the time lies beyond the last follow-up";
    case STATS_NOT_REACHED: return "the level is not reached";
    case STATS_NOT_ESTIMABLE: return "the groups cannot be compared";
    case STATS_SEVERAL_PER_PERSON: return "the method needs one row per person";
    case STATS_DELAYED_ENTRY: return "the method does not know delayed entry";
    case STATS_NOT_CONVERGED: return "the iterations did not converge";
    case STATS_MONOTONE: return "a coefficient is infinite";
    case STATS_COLLINEAR: return "left out: constant, or a combination of others";
    }
    return "unknown status";
}
