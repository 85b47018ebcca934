/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reflections beside the episodes of the people they are of: what is read of both, with people numbered in bytewise
 * order and every event's episode found.
 */
#ifndef SWITCHBACK_PERSON_REFLECTION_INPUT_H
#define SWITCHBACK_PERSON_REFLECTION_INPUT_H

#include "person/reflection_table.h"
#include "person/rule_episodes.h"
#include "settings/chain_options.h"

struct reflection_input {
    struct reflection_table *table; /* arranged */
    struct rule_episodes *episodes; /* NULL: not given */
    struct dictionary *people, *sites;
};

/* chain->file: returns_to_use.csv; NULL: standard input. patients (for sites) and episodes (of the rule): NULL: not
 * wanted. stay_days: so long after the event it is asked who has stayed. Ends the program with 65 at what is not
 * usable, and where days or events do not fit --as-of. Free with reflection_input_free. */
struct reflection_input reflection_input_read(const struct chain_options *chain, const char *patients,
                                              const char *episodes, const char *rule, int32_t stay_days);

/* Whoever needs the table and its sites alone gives the rest of the memory back; people and episodes are NULL then. */
void reflection_input_drop_people(struct reflection_input *input);
void reflection_input_free(struct reflection_input *input);

#endif
