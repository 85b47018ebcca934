/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the charts of the months say in their headlines: whether the last month of each (that can be told) is within the
 * usual month-to-month variation, and if not in which direction, by the control charts' own marks; where the table has
 * none, how many people are in care.
 *
 * May something be said? A share: as everywhere (number_is_sayable). A count is no estimate from so many people, but
 * itself the finding: 3 where 40 were usual has to be said. It rests on the months that its limits are made of, and
 * these must hold 30 people together.
 */
#ifndef SWITCHBACK_FIGURE_MONTHS_FINDING_H
#define SWITCHBACK_FIGURE_MONTHS_FINDING_H

#include "text/numbers.h"

const char *months_finding(const struct numbers *numbers);

/* The same of early losses; where the program did something in a month ([rebase], [notes]), before and since then;
 * where no month is marked, of the last year and the one before, if these differ. */
const char *months_losses_finding(const struct numbers *numbers);

/* How many months would be marked in all charts when nothing changes; NaN when no chart says so. */
double months_expected_marks(const struct numbers *numbers);

#endif
