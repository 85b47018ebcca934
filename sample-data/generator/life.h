/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person from the first admission to the as-of day: spells, and the time between them. */
#ifndef GENERATOR_LIFE_H
#define GENERATOR_LIFE_H

#include "counts.h"
#include "person.h"

/* Makes one person who is first admitted on that day (a Monday to Friday) and writes all their
 * rows. Returns false, with nothing written, when the person had left before the window opens. */
bool life_make(struct generation *generation, int first_day, struct counts *counts);

#endif
