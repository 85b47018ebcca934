/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The admissions of a spell: how it opens, when and why it is recorded as closed. */
#ifndef GENERATOR_ADMISSION_H
#define GENERATOR_ADMISSION_H

#include "person.h"

/* Makes the first admission of the spell; the day of the request is drawn. */
void admission_open(gsl_rng *random, struct spell *spell, int admitted);

/* Draws the recorded discharge of the last admission; none when it lies after as_of. */
void admission_close(gsl_rng *random, struct spell *spell, int as_of);

/* Writes the admissions rows. */
void admission_write(struct generation *generation, const struct person *person, const struct spell *spell);

#endif
