/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One spell day by day: returns to use, warnings, reflections, overdoses, and how it ends. */
#ifndef GENERATOR_SPELL_H
#define GENERATOR_SPELL_H

#include "person.h"

/* From spell->started (program and medication set) to the exit or the as-of day: fills events,
 * decided_on and exit. */
void spell_live(struct generation *generation, const struct person *person, struct spell *spell);

/* The same for a detoxification with a planned last day. */
void spell_live_detoxification(struct generation *generation, struct spell *spell, int planned_end);

/* Does cover come back behind the gap, in this spell? (Else the person left in it.) */
bool spell_resumes(const struct spell *spell, int gap);

/* Writes an adverse_events row. Who tells of it depends on where it happens. */
enum place { IN_CARE, OUT_OF_CARE };
void spell_write_adverse(struct generation *generation, const struct person *person, enum place place, int day,
                         const char *kind, bool fatal);

#endif
