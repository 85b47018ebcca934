/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns to use, early warnings, and the reflections on them. */
#ifndef GENERATOR_REFLECTION_H
#define GENERATOR_REFLECTION_H

#include "person.h"

/* Adds an event on that day with the days on which it will be told and reflected on, should the
 * person still be in care then. Returns NULL when the spell can hold no more. */
struct use_event *reflection_add_event(gsl_rng *random, struct spell *spell, int day, bool warning);

/* Draws what the reflection says. */
void reflection_draw(gsl_rng *random, struct use_event *event);

/* Told and recorded while the person was in care. */
bool reflection_is_recorded(const struct spell *spell, const struct use_event *event);
bool reflection_is_reflected(const struct spell *spell, const struct use_event *event);

/* A return to use (not a warning) in [day - before, day + after]. */
bool reflection_use_near(const struct spell *spell, int day, int before, int after);

/* Writes the returns_to_use rows of the spell. */
void reflection_write(struct generation *generation, const struct person *person, const struct spell *spell);

#endif
