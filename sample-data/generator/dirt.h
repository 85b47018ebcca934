/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deliberate dirt: what real exports contain and an analysis must survive.
 *
 * Works on finished files and draws from its own random numbers: a clean data set and a dirty one
 * of the same seed differ in nothing but the dirt. No patient_id and no key of admissions or
 * patients is touched, and each table keeps its bad rows well under 1 %. */
#ifndef GENERATOR_DIRT_H
#define GENERATOR_DIRT_H

#include "sheets.h"

/* Spoils lines and marks them. A small data set gets less: a line is spoilt once at most. */
void dirt_spoil(struct sheets *sheets, unsigned long seed);

#endif
