/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where everyone is over the first two years: the states, their shares and days, which the chart and its section say
 * alike.
 */
#ifndef SWITCHBACK_TEXT_WHEREABOUTS_NUMBERS_H
#define SWITCHBACK_TEXT_WHEREABOUTS_NUMBERS_H

#include "text/numbers.h"

/* All that is care first, then the rest (care/states.h). */
enum { WHEREABOUTS_STATES = 5, WHEREABOUTS_YEAR = 365, WHEREABOUTS_TWO_YEARS = 730 };

extern const char *const whereabouts_states[WHEREABOUTS_STATES];

/* Has anybody been in the state? */
bool whereabouts_is_entered(const struct numbers *numbers, const char *state);

/* A state's share on a day; NULL when it is not known, or of too few. */
const struct estimate *whereabouts_share(const struct numbers *numbers, const char *state, double day);

enum whereabouts_span {
    WHEREABOUTS_FIRST, /* days 1 to 365 */
    WHEREABOUTS_SECOND /* days 366 to 730, of everyone who began care, whatever state they were in on day 365 */
};

/* A state's mean days of the span; NULL when few are followed to its end. */
const struct estimate *whereabouts_mean(const struct numbers *numbers, const char *state, enum whereabouts_span span);

/* Mean days; NaN where they cannot be said: on few people, or few are followed to the end of the span. */
struct whereabouts_days {
    double in_care;   /* in all stays: the sum of these three */
    double first;     /* stay, with no return to use in it so far */
    double later;     /* stays, the same */
    double after_use; /* in a stay after a return to use in it */
};

struct whereabouts_days whereabouts_days(const struct numbers *numbers, enum whereabouts_span span);

#endif
