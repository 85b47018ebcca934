/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a person a release is a function of: one hash for each part of it, made of the spells that the released
 * analyses read (privacy/release_questions.h) and of nothing else. No id is in it: whoever is renamed has the same.
 *
 *   days       when an episode begins and care is left, under every rule: months, quarters, years
 *   stays      how long each episode lasts and how its time ends, under every rule: shares in care
 *   exits      how each was left, under the default rule
 *   groups     the medication and site of each, likewise: the rows of a grouping
 *   followups  what came after a return to use or a leaving, and when
 *   uses       returns to use and warnings, and of which there is a reflection
 *   stage, triggers, missed_signs, lacking_supports, plan_changes
 *              what reflections found, field by field
 *
 * Not in it is what no released number reads: sex, year of birth, race, milligrams, drug tests, reasons of visits, a
 * dose of a day that is covered anyway, detoxification.
 */
#ifndef SWITCHBACK_PERSON_RELEASE_PARTS_H
#define SWITCHBACK_PERSON_RELEASE_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/dictionary.h"

enum release_part {
    RELEASE_DAYS,
    RELEASE_STAYS,
    RELEASE_EXITS,
    RELEASE_GROUPS,
    RELEASE_FOLLOWUPS,
    RELEASE_USES,
    RELEASE_STAGE,
    RELEASE_TRIGGERS,
    RELEASE_MISSED_SIGNS,
    RELEASE_LACKING_SUPPORTS,
    RELEASE_PLAN_CHANGES,
    RELEASE_PARTS
};

extern const char *const release_part_names[RELEASE_PARTS];

/* The parts of each of `people`, by number: sums[number * RELEASE_PARTS + part], 0 where there is nothing. spells:
 * directory of default_rule.csv, other_rules.csv and followup.csv as of a day; tables: of returns_to_use.csv, of which
 * rows and cells behind that day are taken as not known. The caller frees. Ends the program: 66, 65. */
uint64_t *release_parts_read(const char *spells, const char *tables, const struct dictionary *people, int32_t as_of);

/* Of which parts does a release tell any number? told: RELEASE_PARTS; path: its printed.csv. Ends the program: 66, 65.
 */
void release_parts_told(const char *path, bool told[]);

/* Well spread bits of a number. */
uint64_t release_parts_mix(uint64_t number);

#endif
