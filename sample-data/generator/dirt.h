/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deliberate dirt: what real exports contain and an analysis must survive.
 *
 * Works on finished files and draws from its own random numbers: a clean data set and a dirty one
 * of the same seed differ in nothing but the dirt. No patient_id and no key of admissions or
 * patients is touched, and each table keeps its bad rows well under 1 %. */
#ifndef GENERATOR_DIRT_H
#define GENERATOR_DIRT_H

#include "sheets.h"

/* Spoils the same share of the lines of each table whatever the size of the data set, and marks them. */
void dirt_spoil(struct sheets *sheets, unsigned long seed);

#endif
