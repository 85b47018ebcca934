/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who told of a death or an overdose (adverse_events.source). Several rows may tell of one: it is told by the first of
 * these, in this order, since what the program knew itself was no news from elsewhere.
 */
#ifndef SWITCHBACK_CARE_TOLD_BY_H
#define SWITCHBACK_CARE_TOLD_BY_H

enum told_by { TOLD_BY_PROGRAM, TOLD_BY_HOSPITAL, TOLD_BY_DEATH_INDEX, TOLD_BY_NOT_TOLD, TOLD_BY_COUNT };

/* "program", "hospital", "death_index", "not_told": no row says. */
extern const char *const told_by_names[TOLD_BY_COUNT];

/* Of a cell; TOLD_BY_NOT_TOLD: it is empty, or has another text. */
enum told_by told_by_of(const char *text);

enum told_by told_by_first(enum told_by a, enum told_by b);

#endif
