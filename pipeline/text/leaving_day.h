/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last day of which ways of leaving are told, alike in the sentence and in the headline of the chart: the last
 * landmark up to which the share still in care may be spoken of, and a chart draws (11 people are still followed, or
 * everybody has left).
 */
#ifndef SWITCHBACK_TEXT_LEAVING_DAY_H
#define SWITCHBACK_TEXT_LEAVING_DAY_H

#include "text/numbers.h"

/* 0: none. */
double leaving_last_day(const struct numbers *numbers);

/* Of that day: the way of leaving that is more frequent than every other, beyond what chance may do; NULL: none is. */
const struct estimate *leaving_most_often(const struct numbers *numbers, double day);

#endif
