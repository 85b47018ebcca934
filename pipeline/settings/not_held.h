/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What this kind of export does not hold: [tables] without, which a mapping says of its exports ([export] without).
 *
 *   doses, visits, drug_tests, returns_to_use, adverse_events     there is no such table: none is asked for
 *   readmissions     every stay has an id of its own, so that nobody can be seen to come back
 *   open_stays       only stays that have ended are there: nothing is about everybody who started
 *
 * A table that the kind of export holds, and this one has no file of, is no table in which nothing happened: [tables]
 * missing, which print_config --exports finds.
 *
 *   admissions                       nobody's admission and discharge is known
 *   TABLE.COLUMN                     an optional column whose absence changes what is told: who was discharged
 *                                    (admissions.discharged), which rows are uses (returns_to_use.used_on: without it
 *                                    nothing is told of the table), when there was a reflection (.reflected_on), what
 *                                    was agreed in it (.plan_changes), by when (.plan_due), whether it was done
 *                                    (.plan_done), and who died of an overdose (adverse_events.fatal). These have a
 *                                    sentence each; the others (sites, reasons of discharges, doses in mg, who the
 *                                    people are ...) stand together in one (text/absent_columns.h). patients.site: nor
 *                                    has admissions a site; patients.birth_year: nor is there an age;
 *                                    admissions.planned_end: nor planned_days
 *
 * Without doses nobody's cover is known: only rules `recorded` are built, the default rule is the first of them, and an
 * admission goes on however long nobody was seen.
 */
#ifndef SWITCHBACK_SETTINGS_NOT_HELD_H
#define SWITCHBACK_SETTINGS_NOT_HELD_H

#include <stdbool.h>

#include "base/ini_file.h"

/* Every name there is, in the order of page one; NULL-terminated. */
extern const char *const not_held_names[];

/* Is the name in [tables] without: does this kind of export never hold it? */
bool not_held_by_kind(const struct ini_file *config, const char *name);

/* Is it, or among what this export has no file or no column of ([tables] missing)? Of a column: or its whole table.
 * Nothing is told of it either way. Doses and patients are never missing in this sense: without a file of doses care is
 * told by visits. */
bool not_held(const struct ini_file *config, const char *name);

/* The same of an entry at hand. */
bool not_held_names_it(const struct ini_entry *entry, const char *name);

/* Ends the program (78) at the entry where it names something else. */
void not_held_check(const struct ini_entry *entry);

/* Without doses: takes away every rule of cover, and makes the first of the others the default one; ends the program
 * (78) where there is none. */
void not_held_settle_rules(struct ini_file *config);

#endif
