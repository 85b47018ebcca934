/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doses of a spell, and with them its cover. */
#ifndef GENERATOR_SUPPLY_H
#define GENERATOR_SUPPLY_H

#include "person.h"

/* Writes the doses from spell->started to decided_on; fills cover_end, gaps, and the admissions
 * that an interruption closes and opens. The first admission must be there. */
void supply_write(struct generation *generation, const struct person *person, struct spell *spell);

#endif
