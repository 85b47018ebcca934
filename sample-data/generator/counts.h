/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What really happened in the generated people, counted while they are made. */
#ifndef GENERATOR_COUNTS_H
#define GENERATOR_COUNTS_H

#include <stdio.h>

#include "codes.h"
#include "person.h"

struct counts {
    long people, in_care_at_opening;
    long never_started, spells, returned_spells, detoxifications, detoxification_links;
    long exits[N_EXITS];
    long uses, uses_recorded, warnings, reflections, warnings_to_use;
    long interruptions, interruptions_over_7, admissions, admissions_never_closed;
};

/* Adds one spell that reaches into the window [window_start, ...]. */
void counts_add_spell(struct counts *counts, const struct spell *spell, int window_start);

/* Lines name,value,unit,meaning. */
void counts_write(const struct counts *counts, FILE *file);

#endif
