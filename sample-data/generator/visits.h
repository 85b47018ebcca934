/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visits and drug tests of a spell. */
#ifndef GENERATOR_VISITS_H
#define GENERATOR_VISITS_H

#include "person.h"

/* Writes the visits, those planned just after leaving as missed. Without medication the visits
 * are the cover: then cover_end becomes the last one attended. */
void visits_write(struct generation *generation, const struct person *person, struct spell *spell);

void visits_write_tests(struct generation *generation, const struct person *person, const struct spell *spell);

#endif
